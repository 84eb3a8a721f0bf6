"""From printed lines to paragraphs: running heads set aside, wrapped lines joined, divided words made whole."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reform_tui.importing.block import Block
from reform_tui.importing.hyphenation import Divisions
from reform_tui.importing.naming import byline_names
from reform_tui.importing.pdf_lines import PrintedLine
from reform_tui.importing.stating import is_date_line

_EDGE = 0.12  # of the page's height, at its top and foot, in which running heads stand
_EDGE_ROWS = 3  # at the top and at the foot of a page that may be running heads
_MOSTLY = 0.6  # of the pages: a running head that does not stand near the edge
_TELLING = 3  # lines that show together how wide they are set
_NEAR = 12  # stretches of such lines, before and after
_SMALLER = 0.93  # of the size of the body: notes are set smaller
_INDENT = 0.8  # em; more begins a paragraph
_LOOSE = 1.35  # times the usual distance of lines; more ends one
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
_ITEM = re.compile(r"(?:[•‣▪●◦·–—-]|\(?\d{1,2}[.)]|\(?[a-z][.)]) ")
_PAGE_NUMBER = re.compile(r"(?:page )?[-–— |]*(?:\d{1,4}|[ivxlc]{1,7})[-–— |]*(?:(?:of|/) \d{1,4})?", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_HEADING_WORDS = 20


def blocks_of(pages: Sequence[Sequence[PrintedLine]]) -> tuple[list[Block], tuple[str, ...]]:
    """Return the paragraphs of the pages in order, and the words whose hyphen was left out without proof."""
    running = _running(pages)
    body = [line for lines in pages for line in lines if line not in running]
    divisions = Divisions(line.text for line in body)
    setter = _Setter(body, running, divisions)
    return list(setter.blocks(pages)), divisions.unproved


def _running(pages: Sequence[Sequence[PrintedLine]]) -> dict[PrintedLine, str]:
    """Return the running heads, feet and page numbers, and what each is.

    The same words at the same height of three pages, or of every page of two, are a running head; so are words with
    a number that grows as the pages do. Where a small text block stands amid a large page, most pages must have them.
    """
    places: dict[tuple[int, str], list[PrintedLine]] = {}
    for lines in pages:
        for line in _outermost(lines):
            places.setdefault((round(line.middle * 200), _DIGITS.sub("#", line.text)), []).append(line)
    repeated: dict[PrintedLine, str] = {}
    for lines in places.values():
        within = len({line.page for line in lines})
        if within < min(3, max(len(pages), 2)) or (not _is_at_edge(lines[0]) and within < _MOSTLY * len(pages)):
            continue
        if len({line.text for line in lines}) == 1 or _counts_pages(lines):
            number = _PAGE_NUMBER.fullmatch(lines[0].text)
            repeated.update(dict.fromkeys(lines, "page number" if number else "running head"))
    distance = _Type.of([line for lines in pages for line in lines]).distance
    for _ in range(_EDGE_ROWS):  # what touches the body, and what touches that, is of the body
        touching = {
            line.text
            for lines in pages
            for line in lines
            if line in repeated and any(_touches(line, other, distance) for other in lines if other not in repeated)
        }
        repeated = {line: why for line, why in repeated.items() if line.text not in touching}
    return repeated


def _touches(line: PrintedLine, other: PrintedLine, distance: float) -> bool:
    """Whether two lines stand as those of one paragraph do; running heads stand apart, or are set in another type."""
    near = abs(line.y0 - other.y0) <= distance * _LOOSE and line.x0 < other.x1 and other.x0 < line.x1
    return near and abs(line.size - other.size) <= 0.6


def _outermost(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines in the first and last rows of a page."""
    heights = sorted({line.y0 for line in lines})
    outer = {*heights[:_EDGE_ROWS], *heights[-_EDGE_ROWS:]}
    return [line for line in lines if line.y0 in outer]


def _is_at_edge(line: PrintedLine) -> bool:
    return line.middle < _EDGE or line.middle > 1 - _EDGE


def _near(places: Sequence[int], at: int) -> list[int]:
    """Return the few of ``places``, which are in order, that are nearest to ``at``, the nearest first."""
    where = bisect_left(places, at)
    return sorted(places[max(where - _NEAR, 0) : where + _NEAR], key=lambda place: abs(place - at))


def _counts_pages(lines: Sequence[PrintedLine]) -> bool:
    """Whether the numbers in the lines stay, or grow with the pages."""
    numbers = [[int(number[:9]) for number in _DIGITS.findall(line.text)] for line in lines]
    growth = Counter(
        tuple(second - first in {0, after.page - before.page} for first, second in zip(one, other, strict=True))
        for (one, other), (before, after) in zip(pairwise(numbers), pairwise(lines), strict=True)
    )
    return all(all(steps) for steps in growth)


@dataclass(frozen=True, slots=True)
class _Type:
    """How the body is set: the size of its letters and the distance of its lines (points), its larger sizes."""

    size: float
    distance: float
    larger: tuple[float, ...]

    @classmethod
    def of(cls, lines: Sequence[PrintedLine]) -> _Type:
        if not lines:
            return cls(10, 12, ())
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        size = sizes.most_common(1)[0][0]
        steps = [
            before.y0 - line.y0
            for before, line in pairwise(lines)
            if before.page == line.page and 0 < before.y0 - line.y0 < 3 * size and round(line.size, 1) == size
        ]
        larger = sorted({made for made in sizes if made > size * 1.12}, reverse=True)
        return cls(size, median(steps) if steps else size * 1.2, tuple(larger))


class _Setter:
    """Joins lines to paragraphs."""

    def __init__(self, body: Sequence[PrintedLine], running: dict[PrintedLine, str], divisions: Divisions) -> None:
        self._type = _Type.of(body)
        self._rights = self._measure(body)
        self._running = running
        self._divisions = divisions
        self._aside: list[Block] = []
        self._seen: set[str] = set()

    def blocks(self, pages: Sequence[Sequence[PrintedLine]]) -> Iterator[Block]:
        """Yield the paragraphs, and each running head once, where no paragraph is under way."""
        under_way: list[PrintedLine] = []
        for lines in pages:
            notes = self._notes_begin(lines)
            for line in lines[:notes]:
                if line in self._running:
                    self._set_aside(line)
                    continue
                if under_way and not self._continues(under_way, line):
                    yield self._paragraph(under_way)
                    under_way = []
                if not under_way:
                    yield from self._asides()
                under_way.append(line)
            self._set_notes_aside(lines[notes:])
        if under_way:
            yield self._paragraph(under_way)
        yield from self._asides()

    def _notes_begin(self, lines: Sequence[PrintedLine]) -> int:
        """Return the index of the first of the notes at the foot of a page; the number of lines when it has none."""
        first = next((at for at, line in enumerate(lines) if line.is_note and self._is_foot(lines, at)), len(lines))
        at = len(lines)
        while at and (lines[at - 1] in self._running or lines[at - 1].size < self._type.size * _SMALLER):
            at -= 1
        smaller = next((index for index in range(at, len(lines)) if lines[index] not in self._running), len(lines))
        return min(first, smaller if smaller and self._is_foot(lines, smaller) else len(lines))

    def _is_foot(self, lines: Sequence[PrintedLine], at: int) -> bool:
        """Whether the lines from ``at`` on stand under all those before."""
        above = [line.y0 for line in lines[:at] if line not in self._running]
        below = [line.y1 for line in lines[at:] if line not in self._running]
        return bool(above and below) and max(below) <= min(above) + 0.3 * self._type.distance

    def _set_notes_aside(self, lines: Sequence[PrintedLine]) -> None:
        note: list[PrintedLine] = []
        for line in lines:
            if line in self._running:
                continue
            if note and (line.is_note or not self._continues(note, line)):
                self._aside.append(self._paragraph(note))
                note = []
            note.append(line)
        if note:
            self._aside.append(self._paragraph(note))
        for line in lines:
            if line in self._running:
                self._set_aside(line)

    def _set_aside(self, line: PrintedLine) -> None:
        key = _DIGITS.sub("#", line.text)
        if key not in self._seen:
            self._seen.add(key)
            self._aside.append(Block(line.text, why=self._running[line]))

    def _asides(self) -> Iterator[Block]:
        yield from self._aside
        self._aside.clear()

    def _measure(self, body: Sequence[PrintedLine]) -> dict[PrintedLine, float]:
        """Return for each line how far to the right lines of its stretch, or of ones set alike, go (points)."""
        stretches: list[list[PrintedLine]] = []
        for line in body:
            if stretches and self._is_next(stretches[-1][-1], line):
                stretches[-1].append(line)
            else:
                stretches.append([line])
        lefts = [round(min(line.x0 for line in stretch) / 3) for stretch in stretches]
        rights = [max(line.x1 for line in stretch) for stretch in stretches]
        telling = [at for at, stretch in enumerate(stretches) if len(stretch) >= _TELLING]
        measured: dict[PrintedLine, float] = {}
        for at, stretch in enumerate(stretches):
            alike = [other for other in _near(telling, at) if lefts[other] == lefts[at]]
            furthest = rights[at] if len(stretch) >= _TELLING or not alike else max(rights[at], rights[alike[0]])
            measured.update(dict.fromkeys(stretch, furthest))
        return measured

    def _is_next(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether ``line`` stands right under ``before``, in the same type."""
        step = before.y0 - line.y0
        usual = self._type.distance * max(1.0, line.size / self._type.size)
        near = before.page == line.page and 0.4 * usual < step <= usual * _LOOSE
        return near and line.x0 < before.x1 and before.x0 < line.x1 and self._is_alike(before, line)

    @staticmethod
    def _is_alike(before: PrintedLine, line: PrintedLine) -> bool:
        return abs(before.size - line.size) <= 0.6 and before.bold == line.bold

    def _continues(self, under_way: Sequence[PrintedLine], line: PrintedLine) -> bool:
        before = under_way[-1]
        if self._is_next(before, line):
            if self._is_larger(line):  # a title over several lines, then whose it is and of which day
                return not any(is_date_line(one.text) or byline_names(one.text) for one in (before, line))
            return not self._begins(under_way, line)
        elsewhere = before.page != line.page or line.y0 > before.y0  # the next page or column
        if not elsewhere or not self._is_alike(before, line) or self._is_larger(line) or _ITEM.match(line.text):
            return False
        return not _ENDS.search(before.text) and (not self._is_short(before, line) or line.text[0].islower())

    def _begins(self, under_way: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether a line right under another begins a paragraph: it is indented, an item, or the other is short."""
        before = under_way[-1]
        if line.is_note:
            return True
        is_short = self._is_short(before, line)
        if line.x0 - before.x0 > _INDENT * line.size:
            return not (len(under_way) == 1 and _ITEM.match(before.text))  # items hang
        if _ITEM.match(line.text) and (is_short or _ENDS.search(before.text)):
            return True
        return is_short and not (line.text[0].islower() and not _ENDS.search(before.text))

    def _is_short(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether the first word of ``line`` would have had room at the end of ``before``."""
        letter = (line.x1 - line.x0) / max(len(line.text), 1)
        needed = letter * (len(line.text.split(" ", 1)[0]) + 1)
        return before.x1 + needed < self._rights[before] - 0.5 * line.size

    def _is_larger(self, line: PrintedLine) -> bool:
        return round(line.size, 1) in self._type.larger

    def _paragraph(self, lines: Sequence[PrintedLine]) -> Block:
        text = self._divisions.joined([line.text for line in lines])
        return Block(text, self._level(lines, text))

    def _level(self, lines: Sequence[PrintedLine], text: str) -> int | None:
        """Return the level of a heading: by its size among the larger ones; a bold line is below them all."""
        if len(text.split()) > _HEADING_WORDS or not any(character.isalpha() for character in text):
            return None
        if self._is_larger(lines[0]):
            return min(self._type.larger.index(round(lines[0].size, 1)) + 1, 6)
        if all(line.bold for line in lines) and not _ENDS.search(text):
            return min(len(self._type.larger) + 1, 6)
        return None
