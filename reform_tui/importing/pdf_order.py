"""The lines of a page put together and in reading order: rows first, then columns.

The reader of PDF takes letters for one line as long as they stand close. In justified text the spaces between words may
be as wide as the space between columns; what tells them apart are the lines above and below. The order is that of a
recursive cut along the white space of the page (Nagy and Seth, *Hierarchical representation of optically scanned
documents*, 1984).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reform_tui.importing.pdf_lines import PrintedLine

_WIDEST = 5.0  # em between two words of one line
_TOUCHING = 0.12  # em between two parts of one word
_NEIGHBOURS = 3  # rows above and below that are looked at
_CROSSING = 0.4  # share of the lines that may run across a space between columns
_FEWEST = 3  # lines of a column
_TRIED = 20
_MOST = 2_000  # lines of a page; more are taken in the order of the file


def in_reading_order(fragments: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of one page, fragments of a line joined, columns one after the other."""
    if len(fragments) > _MOST:
        return list(fragments)
    return list(_ordered(_joined(fragments)))


def _joined(fragments: Sequence[PrintedLine]) -> list[PrintedLine]:
    rows = _rows(fragments)
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
    if gap < _TOUCHING * line.size:
        return True
    middle = line.x1 + gap / 2
    above = _votes(middle, line, rows[max(at - _NEIGHBOURS, 0) : at])
    below = _votes(middle, line, rows[at + 1 : at + 1 + _NEIGHBOURS])
    votes = [*above, *below]
    return sum(votes) * 2 > len(votes)


def _votes(middle: float, line: PrintedLine, rows: Sequence[Sequence[PrintedLine]]) -> Iterator[bool]:
    """Yield for each row near ``line``, in type of its size, whether text runs across ``middle``."""
    for row in rows:
        near = [other for other in row if abs(other.y0 - line.y0) < 5 * line.size and abs(other.size - line.size) < 1]
        if any(other.x0 < middle < other.x1 for other in near):
            yield True
        elif near and min(other.x0 for other in near) < middle < max(other.x1 for other in near):
            yield False


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
    """Whether the lines on both sides stand beside each other, and not one under the other as in an indented list."""
    right = [line for line in lines if line.x0 >= cut]
    beside = (any(_overlap(line, other) > 0.5 for other in right) for line in lines if line.x1 <= cut)
    return sum(beside) >= _FEWEST
