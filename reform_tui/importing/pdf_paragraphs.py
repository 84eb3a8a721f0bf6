"""From printed lines to paragraphs: running heads set aside, wrapped lines joined, divided words made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from reform_tui.importing.block import Block
from reform_tui.importing.hyphenation import Divisions
from reform_tui.importing.pdf_lines import PrintedLine

_EDGE = 0.12  # of the page's height, at its top and foot, in which running heads stand
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
    a number that grows as the pages do.
    """
    places: dict[tuple[int, str], list[PrintedLine]] = {}
    for lines in pages:
        for line in lines:
            if line.middle < _EDGE or line.middle > 1 - _EDGE:
                places.setdefault((round(line.middle * 200), _DIGITS.sub("#", line.text)), []).append(line)
    found: dict[PrintedLine, str] = {}
    for lines in places.values():
        if len({line.page for line in lines}) < min(3, max(len(pages), 2)):
            continue
        if len({line.text for line in lines}) == 1 or _counts_pages(lines):
            number = _PAGE_NUMBER.fullmatch(lines[0].text)
            found.update(dict.fromkeys(lines, "page number" if number else "running head"))
    return found


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
        for line in (line for lines in pages for line in lines):
            if line in self._running:
                self._set_aside(line)
                continue
            if under_way and not self._continues(under_way, line):
                yield self._paragraph(under_way)
                under_way = []
            if not under_way:
                yield from self._asides()
            under_way.append(line)
        if under_way:
            yield self._paragraph(under_way)
        yield from self._asides()

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
        furthest: dict[int, float] = {}
        lefts = [round(min(line.x0 for line in stretch) / 3) for stretch in stretches]
        for left, stretch in zip(lefts, stretches, strict=True):
            furthest[left] = max(furthest.get(left, 0), *(line.x1 for line in stretch))
        return {line: furthest[left] for left, stretch in zip(lefts, stretches, strict=True) for line in stretch}

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
            return self._is_larger(line) or not self._begins(under_way, line)
        elsewhere = before.page != line.page or line.y0 > before.y0  # the next page or column
        if not elsewhere or not self._is_alike(before, line) or self._is_larger(line) or _ITEM.match(line.text):
            return False
        return not _ENDS.search(before.text) and (not self._is_short(before, line) or line.text[0].islower())

    def _begins(self, under_way: Sequence[PrintedLine], line: PrintedLine) -> bool:
        """Whether a line right under another begins a paragraph: it is indented, an item, or the other is short."""
        before = under_way[-1]
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
        text = lines[0].text
        for line in lines[1:]:
            text = self._divisions.joined(text, line.text)
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
