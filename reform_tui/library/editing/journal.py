"""What was done to a library, so that it can be undone, also after a restart.

A step holds of every file the stretch that was changed, before and after, and checksums of the whole. Kept apart from
the library, in the user's own folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from reform_tui.library.durable import write_whole
from reform_tui.library.editing.refusing import Refused

KEPT_STEPS = 200
"""How many steps can be undone."""
_FORMAT = 1
_AROUND = 200  # code points on each side, by which a stretch is found again in a file that was edited by hand since


@dataclass(frozen=True, slots=True)
class Stretch:
    """One file's change: ``old`` became ``new`` at ``start`` (code points), between ``lead`` and ``trail``.

    ``before`` and ``after`` are the SHA-256 of the whole text.
    """

    file: str
    start: int
    old: str
    new: str
    lead: str
    trail: str
    before: str
    after: str

    @classmethod
    def between(cls, file: str, before: str, after: str) -> Stretch:
        """Return the change from the text ``before`` to the text ``after``."""
        shorter = min(len(before), len(after))
        start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
        left = shorter - start
        same = next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)
        end = len(after) - same
        return cls(
            file=file,
            start=start,
            old=before[start : len(before) - same],
            new=after[start:end],
            lead=after[max(start - _AROUND, 0) : start],
            trail=after[end : end + _AROUND],
            before=digest(before),
            after=digest(after),
        )

    def undone(self, text: str) -> str:
        """Return ``text`` with this change undone. Raises Refused where that place has been changed since."""
        now = digest(text)
        if now == self.before:
            return text  # a kill came between two files of one step
        if now == self.after:
            return text[: self.start] + self.old + text[self.start + len(self.new) :]
        found = self.lead + self.new + self.trail
        if text.count(found) != 1:
            raise Refused(f"{self.file} was changed by hand at that place since; change it back there")
        return text.replace(found, self.lead + self.old + self.trail)


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: what it did in words, and every file it changed."""

    said: str
    stretches: tuple[Stretch, ...]


class Journal:
    """The steps done to one library, in one file; the folder is made when something is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that can be undone, the latest last. Raises Refused, OSError."""
        try:
            record = json.loads(self._path.read_bytes())
            if record["format"] != _FORMAT:
                raise Refused(f"{self._path}: format {record['format']} is none that this version reads; upgrade")
            return tuple(_step(step) for step in record["steps"])
        except FileNotFoundError:
            return ()
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Refused(f"{self._path}: this journal is damaged; move the file away to start anew") from error

    def keep(self, steps: Sequence[Step]) -> None:
        """Keep the latest of ``steps`` instead of what was kept. Raises OSError."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        record = {"format": _FORMAT, "steps": [asdict(step) for step in steps[-KEPT_STEPS:]]}
        write_whole(self._path, (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8"))


def digest(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _step(record: dict[str, Any]) -> Step:
    stretches = tuple(Stretch(**stretch) for stretch in record["stretches"])
    if not all(
        isinstance(value, int if name == "start" else str) for s in stretches for name, value in asdict(s).items()
    ):
        raise TypeError(record)
    return Step(str(record["said"]), stretches)
