"""The user's named selections on disk: one file each, always whole, and no change lost between two processes."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from reform_tui.library.durable import held, write_whole
from reform_tui.library.selection import KEPT_STEPS, Pick, Picks, Place, Selection

_FORMAT = 1
_WAIT = 10.0  # seconds for another process to finish writing
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40  # characters
_ANY = "surrogatepass"  # what a terminal or a command line hands over need not be well-formed


class StoreError(Exception):
    """A selection that cannot be read; the message is a sentence for a person, with the file."""


class SelectionStore:
    """The selections in one folder: those of one library. The folder is made when something is saved."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> list[str]:
        """Return the names of the selections, in the order of the alphabet; one that is damaged is not among them."""
        found = []
        for file in self._folder.glob("*.json"):
            try:
                found.append(_read(file).name)
            except (StoreError, OSError):
                continue
        return sorted(found, key=lambda name: (name.casefold(), name))

    def load(self, name: str) -> Selection:
        """Return the selection of that name, an empty one where there is none. Raises StoreError, OSError."""
        try:
            return _read(self._file(name))
        except FileNotFoundError:
            return Selection(name)

    def save(self, selection: Selection) -> None:
        """Keep ``selection`` as it is, whatever was kept under its name. Raises Busy, OSError."""
        self.update(selection.name, lambda _: selection, replacing=True)

    def update(self, name: str, change: Callable[[Selection], Selection], *, replacing: bool = False) -> Selection:
        """Change the selection as it is on disk now, in one step that no other process comes between; return it.

        ``replacing`` starts from nothing instead, so that a damaged file does not stand in the way. Raises
        StoreError, Busy, OSError; then nothing has changed.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with held(self._folder / "LOCK", _WAIT):
            before = Selection(name) if replacing else self.load(name)
            after = replace(change(before), name=name)
            if after != before or replacing:
                write_whole(self._file(name), _written(after))
        return after

    def delete(self, name: str) -> bool:
        """Remove the selection of that name; return whether there was one. Raises Busy, OSError."""
        if not self._file(name).exists():
            return False
        with held(self._folder / "LOCK", _WAIT):
            self._file(name).unlink(missing_ok=True)
        return True

    def _file(self, name: str) -> Path:
        """Return the file of a selection: readable, and another one for every name on any file system."""
        name = unicodedata.normalize("NFC", name)
        slug = _NO_SLUG.sub("-", name.casefold())[:_LONGEST_SLUG].strip("-")
        return self._folder / f"{slug or 'selection'}-{hashlib.sha256(name.encode('utf-8', _ANY)).hexdigest()[:8]}.json"


def _written(selection: Selection) -> bytes:
    record = {
        "format": _FORMAT,
        "name": selection.name,
        "picks": [_record(pick) for pick in selection.picks],
        "past": [[_record(pick) for pick in picks] for picks in selection.past],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode("utf-8", _ANY)


def _record(pick: Pick) -> Any:
    """Return a pick as JSON: the bare id where there is nothing else, so that the past stays small."""
    if not (pick.note or pick.tags or pick.places):
        return pick.quote
    record: dict[str, Any] = {"quote": pick.quote, "note": pick.note, "tags": list(pick.tags)}
    if pick.places:
        record["places"] = [[place.topic, place.position, place.stance] for place in pick.places]
    return record


def _read(file: Path) -> Selection:
    try:
        record = json.loads(file.read_bytes().decode("utf-8", _ANY))
        if record["format"] != _FORMAT:
            raise StoreError(f"{file}: format {record['format']} is none that this version reads; upgrade reform-tui")
        past = tuple(_picks(picks) for picks in record["past"])[-KEPT_STEPS:]
        return Selection(_text(record["name"]), _picks(record["picks"]), past)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(f"{file}: this selection is damaged; move the file away to start anew") from error


def _picks(records: list[Any]) -> Picks:
    return tuple(_pick(record) for record in records)


def _pick(record: Any) -> Pick:
    if isinstance(record, str):
        return Pick(record)
    places = tuple(_place(*place) for place in record.get("places", ()))
    return Pick(_text(record["quote"]), _text(record["note"]), tuple(map(_text, record["tags"])), places)


def _place(topic: Any, position: Any, stance: Any) -> Place:
    from reform_tui.library.schema import Stance  # noqa: PLC0415 - few selections have places

    if stance not in get_args(Stance):
        raise ValueError(stance)
    return Place(_text(topic), _text(position), stance)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
