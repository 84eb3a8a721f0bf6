"""The words of every row in their order, as numbers: whether some stand side by side is one search in bytes.

Whoosh's positions are exact but slow to read, and large. Here each row is a run of word numbers, four bytes each, in
the order of the analyzer's positions; 0 stands where positions leap. A row with hyphenated words has them in parts
first and, after a 0, once more as wholes. There are two such tracks, of forms and of stems.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from whoosh import query as whoosh_query
from whoosh.matching import Matcher, WrappingMatcher

from reform_tui.search.analysis import Word, stem_of, words

_CODE = "I"
_SIZE = array(_CODE).itemsize
TRACKS = ("forms", "stems")


def in_order(text: str) -> list[str]:
    """Return the forms of ``text`` in the order of their positions; an empty form where positions leap."""
    found = words(text)
    # A hyphenated word as a whole comes right before its first part, which starts where it does.
    wholes = {one for one, part in pairwise(found) if (one.position, one.start) == (part.position, part.start)}
    if not wholes:
        return list(_run(found))
    return [*_run([word for word in found if word not in wholes]), "", *_run(_with_wholes(found, wholes))]


def _with_wholes(found: list[Word], wholes: set[Word]) -> Iterator[Word]:
    """Yield the words with hyphenated ones whole, positions drawn together so that neighbours follow each other."""
    position = last = 0
    end = -1
    for word in found:
        if word.start < end and word not in wholes:
            last = word.position
            continue
        position += 1 if word.position - last <= 1 else 2
        yield word._replace(position=position)
        last = word.position
        end = word.end if word in wholes else -1


def _run(found: Iterable[Word]) -> Iterator[str]:
    last: int | None = None
    for word in found:
        if last is not None and word.position != last + 1:
            yield ""
        yield word.form
        last = word.position


@dataclass(slots=True)
class Numbering:
    """Numbers for strings, from 1, in the order they came; 0 is the gap."""

    strings: list[str] = field(default_factory=list)
    _numbers: dict[str, int] | None = None

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each string; made when first asked for, since most queries have no phrase."""
        if self._numbers is None:
            self._numbers = {"": 0, **{string: at for at, string in enumerate(self.strings, 1)}}
        return self._numbers

    def number(self, string: str) -> int:
        """Return the number of ``string``, a new one if need be."""
        known = self.numbers.get(string)
        if known is None:
            self.strings.append(string)
            known = self.numbers[string] = len(self.strings)
        return known

    @classmethod
    def of(cls, strings: Iterable[str]) -> Numbering:
        """Return the numbering that numbered ``strings`` in this order."""
        return cls(list(strings))


class Sequences:
    """The two tracks of every row, by Whoosh's document number."""

    def __init__(self, numberings: dict[str, Numbering], lengths: Sequence[int], tracks: dict[str, bytes]) -> None:
        self._numberings = numberings
        self._lengths = lengths
        self._ends = list(accumulate(length * _SIZE for length in lengths))
        self._tracks = tracks

    def needle(self, track: str, strings: Sequence[str]) -> bytes | None:
        """Return what to look for, or None where one of ``strings`` occurs nowhere."""
        numbers = [self._numberings[track].numbers.get(string) for string in strings]
        return array(_CODE, [n for n in numbers if n is not None]).tobytes() if None not in numbers else None

    def stand_in(self, track: str, needle: bytes, row: int) -> bool:
        """Whether the words of ``needle`` stand side by side in a row."""
        data, end = self._tracks[track], self._ends[row]
        start = end - self._lengths[row] * _SIZE
        at = data.find(needle, start, end)
        while at >= 0 and (at - start) % _SIZE:
            at = data.find(needle, at + 1, end)
        return at >= 0

    def row(self, row: int) -> dict[str, bytes]:
        """Return both tracks of one row."""
        end = self._ends[row]
        return {track: data[end - self._lengths[row] * _SIZE : end] for track, data in self._tracks.items()}

    def save(self, folder: Path) -> dict[str, Any]:
        """Write the tracks into ``folder``; return the rest, for the columns."""
        for track, data in self._tracks.items():
            (folder / f"{track}.words").write_bytes(data)
        return {"lengths": list(self._lengths), **{track: self._numberings[track].strings for track in TRACKS}}

    @classmethod
    def load(cls, folder: Path, saved: dict[str, Any]) -> Sequences:
        """Return what was saved. Raises OSError, KeyError."""
        tracks = {track: (folder / f"{track}.words").read_bytes() for track in TRACKS}
        return cls({track: Numbering.of(saved[track]) for track in TRACKS}, saved["lengths"], tracks)


class SequenceWriter:
    """Collects the tracks of rows by key, those of an older index taken over as they are."""

    def __init__(self, old: Sequences | None = None, keys: Sequence[str] = ()) -> None:
        self._numberings = old._numberings if old else {track: Numbering() for track in TRACKS}  # noqa: SLF001
        self._rows = {key: old.row(number) for number, key in enumerate(keys) if key} if old else {}

    def add(self, key: str, text: str) -> None:
        """Take the words of one row."""
        forms = in_order(text)
        stems = [stem_of(form) if form else "" for form in forms]
        self._rows[key] = {
            track: array(_CODE, map(self._numberings[track].number, strings)).tobytes()
            for track, strings in zip(TRACKS, (forms, stems), strict=True)
        }

    def sequences(self, keys: Sequence[str]) -> Sequences:
        """Return the tracks of the rows with ``keys``, in their order; an empty key is an empty row."""
        rows = [self._rows[key] if key else dict.fromkeys(TRACKS, b"") for key in keys]
        lengths = [len(row["forms"]) // _SIZE for row in rows]
        return Sequences(self._numberings, lengths, {track: b"".join(row[track] for row in rows) for track in TRACKS})


class SideBySide(whoosh_query.Query):  # type: ignore[misc]
    """A Whoosh query for words that stand side by side in a field."""

    def __init__(self, fieldname: str, strings: Sequence[str], sequences: Sequences) -> None:
        self.fieldname = fieldname
        self.strings = tuple(strings)
        self.boost = 1.0
        self._sequences = sequences
        self._track = "stems" if fieldname.startswith("body") else "forms"
        self._all = whoosh_query.And([whoosh_query.Term(fieldname, one) for one in dict.fromkeys(strings)])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SideBySide) and (self.fieldname, self.strings) == (other.fieldname, other.strings)

    def __hash__(self) -> int:
        return hash((SideBySide, self.fieldname, self.strings))

    def normalize(self) -> SideBySide:
        """Return itself: there is nothing to simplify."""
        return self

    def is_leaf(self) -> bool:
        """Whoosh's question: it looks inside."""
        return False

    def children(self) -> Iterator[whoosh_query.Query]:
        """Yield the terms, for Whoosh to count."""
        return iter(self._all.subqueries)

    def estimate_size(self, reader: Any) -> int:
        """Return in how many rows the words stand at most."""
        return int(self._all.estimate_size(reader))

    def stands(self) -> Callable[[int], bool]:
        """Return a function that says of a row, by its number, whether the words stand side by side in it."""
        needle = self._sequences.needle(self._track, self.strings)
        if needle is None:
            return lambda _: False
        return partial(self._sequences.stand_in, self._track, needle)

    def matcher(self, searcher: Any, context: Any = None) -> Matcher:
        """Return a matcher for the rows that have all words, kept to those where they stand side by side."""
        return _SideBySideMatcher(self._all.matcher(searcher, context), self.stands())


class _SideBySideMatcher(WrappingMatcher):  # type: ignore[misc]
    """Passes over the rows of another matcher that ``stand`` says no to."""

    def __init__(self, child: Matcher, stand: Callable[[int], bool]) -> None:
        super().__init__(child)
        self._stand = stand
        self._find()

    def copy(self) -> _SideBySideMatcher:
        return type(self)(self.child.copy(), self._stand)

    def _replacement(self, newchild: Matcher) -> _SideBySideMatcher:
        return type(self)(newchild, self._stand)

    def reset(self) -> None:
        self.child.reset()
        self._find()

    def _find(self) -> None:
        child = self.child
        while child.is_active() and not self._stand(child.id()):
            child.next()

    def next(self) -> None:
        self.child.next()
        self._find()

    def skip_to(self, id: int) -> None:
        self.child.skip_to(id)
        self._find()

    def skip_to_quality(self, minquality: float) -> int:
        skipped = self.child.skip_to_quality(minquality)
        self._find()
        return int(skipped)

    def all_ids(self) -> Iterator[int]:
        return (id for id in self.child.all_ids() if self._stand(id))
