"""What was done to a library, so that it can be undone, also after a restart.

A step holds of every file the stretches that were changed, before and after, and checksums of the whole. Kept apart
from the library, in the user's own folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from reform_tui.library.durable import write_whole
from reform_tui.library.editing.refusing import Refused

KEPT_STEPS = 200
"""How many steps can be undone."""
_FORMAT = 2
_READ = {1, 2}  # a step of format 1 has one stretch of a file, which takes in all that was changed there
_AROUND = 100  # code points on each side, by which a stretch is found again in a file that was edited by hand since
_MANY = 50  # stretches of one file, changed or not, beyond which they are kept as one: each costs the whole text again


@dataclass(frozen=True, slots=True)
class Stretch:
    """One file's change: ``old`` became ``new`` at ``start`` (code points), between ``lead`` and ``trail``.

    ``before`` and ``after`` are the SHA-256 of the whole text, with the stretches before this one changed already.
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

    @classmethod
    def each(cls, file: str, before: str, after: str) -> Iterator[Stretch]:
        """Yield the changes that lead from the text ``before`` to the text ``after``, each of a line or some.

        What a person writes between them later stands in the way of none. Where they are very many it is one change.
        """
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        opcodes = SequenceMatcher(None, old, new).get_opcodes()
        if len(opcodes) > _MANY:
            yield cls.between(file, before, after)
            return
        text, done = before, 0  # ``done`` code points of ``text`` are as they will be
        for what, first, last, start, end in opcodes:
            was, now = "".join(old[first:last]), "".join(new[start:end])
            if what != "equal":
                changed = text[:done] + now + text[done + len(was) :]
                yield cls.between(file, text, changed)
                text = changed
            done += len(now)

    def undone(self, text: str) -> str:
        """Return ``text`` with this change undone. Raises Refused where that place has been changed since."""
        now = digest(text)
        if now == self.before:
            return text
        if now == self.after:
            return text[: self.start] + self.old + text[self.start + len(self.new) :]
        found = self.lead + self.new + self.trail
        if text.count(found) != 1 or not self._is_at_its_ends(text, text.index(found)):
            raise Refused(f"{self.file} was changed by hand at that place since; change it back there")
        return text.replace(found, self.lead + self.old + self.trail)

    def _is_at_its_ends(self, text: str, at: int) -> bool:
        """Whether what is found at ``at`` begins and ends the text where it did when the change was made.

        There is less text around such a change than elsewhere, and what is left of it may stand in another place too.
        """
        end = at + len(self.lead) + len(self.new) + len(self.trail)
        return (len(self.lead) == _AROUND or at == 0) and (len(self.trail) == _AROUND or end == len(text))


@dataclass(frozen=True, slots=True)
class Step:
    """One operation: what it did in words, and every file it changed."""

    said: str
    stretches: tuple[Stretch, ...]

    def undone(self, read: Callable[[str], str]) -> dict[str, str]:
        """Return the texts of the files as they were before, the last written first; ``read`` gives them as they are.

        Raises Refused where a place has been changed since.
        """
        texts: dict[str, str] = {}
        first = {stretch.file: stretch for stretch in reversed(self.stretches)}
        for stretch in reversed(self.stretches):
            text = texts.get(stretch.file)
            if text is None:
                text = texts[stretch.file] = read(stretch.file)
            if digest(text) != first[stretch.file].before:  # else a kill came between two files of one step
                texts[stretch.file] = stretch.undone(text)
        return texts


class Journal:
    """The steps done to one library, in one file; the folder is made when something is kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def steps(self) -> tuple[Step, ...]:
        """Return the steps that can be undone, the latest last. Raises Refused, OSError."""
        try:
            record = json.loads(self._path.read_bytes())
            if record["format"] not in _READ:
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
