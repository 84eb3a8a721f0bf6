"""What columns are made of: the rows of one quote, the line over a band of them, the titles at the top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from reform_tui.app.comparison import STANCES, Cell
from reform_tui.app.saying import whole_attribution, words_with_marks
from reform_tui.app.session import Session
from reform_tui.app.widgets.lines import Line, Part, marked
from reform_tui.app.widgets.wrapping import cut, wrapped
from reform_tui.library.display import displayed

NOBODY = Line((("— nobody —", "faint"),))
"""What stands where nobody says anything."""
_EDGE = 4  # cells of a column that its words leave to the cursor, the sign and a space on either side


def drawn_cell(session: Session, cell: Cell, width: int) -> list[Line]:
    """Return a quote whole, in a column of ``width`` cells: its words, who says them, how they stand, whose that is."""
    room = width - _EDGE
    library = session.opened
    marks = session.highlights.get(cell.quote.id, ())
    text, spans = words_with_marks(library.documents[cell.quote.document], cell.quote, cell.segments, marks)
    lines = [Line(tuple(marked(text, first, last, spans))) for first, last in wrapped(text, room)]
    lines += [Line(parts) for parts in whole_attribution(library, cell.quote, room, cell.segments)]
    if cell.stance and cell.stance not in STANCES:
        said = displayed(cell.stance)
        lines += [Line(((said[a:b], cell.stance.split()[0]),)) for a, b in wrapped(said, room)]
    if cell.own:
        lines.append(Line((("placed here by you", "mark"),)))
    return lines


def drawn_label(label: str, width: int) -> Line:
    """Return the line over the cells that share a stance or a topic."""
    role = label if label in STANCES else "heading"
    text = cut(displayed(label), width - 4)
    rule = "─" * max(width - cell_len(text) - 4, 0)
    return Line((("── ", "rule"), (text, f"{role} strong"), (f" {rule}", "rule")))


def drawn_titles(titles: Iterable[str], width: int, most: int) -> tuple[Line, ...]:
    """Return the rows, ``most`` at most, with the titles of columns that are ``width`` cells wide."""
    drawn: list[Sequence[str]] = [rows_of(displayed(title), width - _EDGE, most) for title in titles]
    rows = []
    for row in range(max(map(len, drawn))):
        parts: list[Part] = []
        for title in drawn:
            text = title[row] if row < len(title) else ""
            pad = " " * (width - _EDGE + 1 - cell_len(text))
            parts += [(f"   {text}{pad}", "title"), ("│ ", "rule")]
        rows.append(Line(tuple(parts)))
    return tuple(rows)


def rows_of(text: str, width: int, most: int) -> list[str]:
    """Return ``text`` in rows of ``width`` cells, ``most`` at most; the last is cut where there are more."""
    spans = wrapped(text, width)
    rows = [text[first:last] for first, last in spans[: most - 1]]
    return [*rows, cut(text[spans[most - 1][0] :], width)] if len(spans) >= most else rows
