"""The lines of a page put together and in reading order: rows first, then columns.

The reader of PDF takes letters for one line as long as they stand close. In justified text the spaces between words may
be as wide as the space between columns; what tells them apart are the lines above and below. The order is that of a
recursive cut along the white space of the page (Nagy and Seth, *Hierarchical representation of optically scanned
documents*, 1984).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reform_tui.importing.pdf_lines import NOTE, RAISED, PrintedLine, is_number_of_note

_WIDEST = 5.0  # em between two words of one line
_TOUCHING = 0.12  # em between two parts of one word
_MARKER = re.compile(r"[•‣▪●◦·–—-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]")  # of an item in a list
_APART = 0.6  # em between a word and the number of its note
_STEP = 0.25  # em between the places where a space is held against the lines nearby
_FEW = 3  # one in so many of them may run across a space between columns
_NEIGHBOURS = 3  # rows above and below that are looked at
_CROSSING = 0.4  # share of the lines that may run across a space between columns
_FEWEST = 3  # lines of a column
_NARROWEST = 0.2  # of the width of the text: a column
_TRIED = 20
_MOST = 2_000  # lines of a page; more are taken in the order of the file


def in_reading_order(fragments: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of one page, fragments of a line joined, columns one after the other."""
    if len(fragments) > _MOST:
        return list(fragments)
    return list(_ordered(_joined(fragments)))


def _joined(fragments: Sequence[PrintedLine]) -> list[PrintedLine]:
    rows = [_without_note_numbers(row) for row in _rows(fragments)]
    joined: list[PrintedLine] = []
    for at, row in enumerate(rows):
        line = row[0]
        for fragment in row[1:]:
            if _is_one_line(line, fragment, rows, at):
                line = _as_one(line, fragment)
            else:
                joined.append(line)
                line = fragment
        joined.append(line)
    return joined


def _without_note_numbers(row: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return a row without the raised numbers that stand by themselves: after a word, or before a note."""
    kept: list[PrintedLine] = []
    number: PrintedLine | None = None
    for line in row:
        before = kept[-1] if kept else None
        if before and is_number_of_note(line, before) and line.x0 - before.x1 < _APART * before.size:
            continue
        if number:
            begins = line.x0 - number.x1 < _APART * line.size and number.size <= RAISED * line.size
            kept[-1:] = [replace(line, is_note=True)] if begins else [number, line]
            number = None
            continue
        kept.append(line)
        number = line if NOTE.fullmatch(line.text) else None
    return kept


def _rows(fragments: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """Return the fragments by the height at which they stand, from the top, each row from the left."""
    rows: list[list[PrintedLine]] = []
    for fragment in sorted(fragments, key=lambda line: (-(line.y0 + line.y1), line.x0)):
        if rows and _overlap(rows[-1][0], fragment) > 0.5:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _overlap(one: PrintedLine, other: PrintedLine) -> float:
    """Return how much of the lower of two lines stands at the height of the other, from 0 to 1."""
    height = min(one.y1 - one.y0, other.y1 - other.y0)
    return (min(one.y1, other.y1) - max(one.y0, other.y0)) / height if height > 0 else 0.0


def _is_one_line(line: PrintedLine, fragment: PrintedLine, rows: Sequence[Sequence[PrintedLine]], at: int) -> bool:
    gap = fragment.x0 - line.x1
    if gap > _WIDEST * line.size or abs(line.size - fragment.size) > 1.5:
        return False
    if gap < _TOUCHING * line.size or _MARKER.fullmatch(line.text):
        return True
    rows_near = (*rows[max(at - _NEIGHBOURS, 0) : at], *rows[at + 1 : at + 1 + _NEIGHBOURS])
    near = [alike for row in rows_near if (alike := [other for other in row if _is_near(line, other)])]
    steps = max(int(gap / (_STEP * line.size)), 1)
    places = (line.x1 + gap * (step + 0.5) / steps for step in range(steps))
    return not any(_is_gutter(place, near) for place in places)


def _is_near(line: PrintedLine, other: PrintedLine) -> bool:
    return abs(other.y0 - line.y0) < 5 * line.size and abs(other.size - line.size) < 1


def _is_gutter(place: float, rows: Sequence[Sequence[PrintedLine]]) -> bool:
    """Whether the text of the rows nearby leaves ``place`` free but for a few: there is space between columns."""
    across = sum(any(other.x0 < place < other.x1 for other in row) for row in rows)
    return across * _FEW <= len(rows)


def _as_one(line: PrintedLine, fragment: PrintedLine) -> PrintedLine:
    between = "" if fragment.x0 - line.x1 < _TOUCHING * line.size else " "
    return replace(
        line,
        text=line.text + between + fragment.text,
        x1=max(line.x1, fragment.x1),
        y0=min(line.y0, fragment.y0),
        y1=max(line.y1, fragment.y1),
        bold=line.bold and fragment.bold,
    )


def _ordered(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Yield lines from the top; where they stand in columns, column by column between lines that run across."""
    ordered = sorted(lines, key=lambda line: (-line.y1, line.x0))
    cut = _column_cut(ordered)
    if cut is None:
        yield from ordered
        return
    band: list[PrintedLine] = []
    for line in ordered:
        if line.x0 < cut < line.x1:
            yield from _columns(band, cut)
            band = []
            yield line
        else:
            band.append(line)
    yield from _columns(band, cut)


def _columns(band: Sequence[PrintedLine], cut: float) -> Iterator[PrintedLine]:
    for side in ([line for line in band if line.x1 <= cut], [line for line in band if line.x0 >= cut]):
        yield from _ordered(side)


def _column_cut(lines: Sequence[PrintedLine]) -> float | None:
    """Return where the fewest lines run across, with columns on both sides (points from the left of the page).

    None where there is one column.
    """
    cuts: list[tuple[int, float]] = []
    for cut in sorted({round(line.x0, 1) - 0.5 for line in lines}):
        left, right = sum(line.x1 <= cut for line in lines), sum(line.x0 >= cut for line in lines)
        across = len(lines) - left - right
        if min(left, right) >= _FEWEST and across <= _CROSSING * len(lines):
            cuts.append((across, cut))
    return next((cut for _, cut in sorted(cuts)[:_TRIED] if _are_side_by_side(lines, cut)), None)


def _are_side_by_side(lines: Sequence[PrintedLine], cut: float) -> bool:
    """Whether the lines on both sides are columns of text beside each other: neither a list nor names in a margin."""
    left = [line for line in lines if line.x1 <= cut]
    right = [line for line in lines if line.x0 >= cut]
    width = max(line.x1 for line in lines) - min(line.x0 for line in lines)
    if min(_width(left), _width(right)) < _NARROWEST * width:
        return False
    foot, top = min(line.y0 for line in right), max(line.y1 for line in right)
    return sum(foot <= line.y0 and line.y1 <= top for line in left) >= _FEWEST


def _width(lines: Sequence[PrintedLine]) -> float:
    return max(line.x1 for line in lines) - min(line.x0 for line in lines)
