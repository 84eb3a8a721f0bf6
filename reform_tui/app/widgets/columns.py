"""Columns side by side, rows aligned: one widget that draws them all, so that they stay in step."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip

from reform_tui.app.comparison import Cell, Comparison
from reform_tui.app.session import Session
from reform_tui.app.widgets.bands import Band, Bands
from reform_tui.app.widgets.cells import NOBODY, drawn_cell, drawn_label, drawn_titles
from reform_tui.app.widgets.lines import Line, LineView, Part

if TYPE_CHECKING:
    from reform_tui.library.model import Quote

NARROWEST = 30  # cells that a column needs to be read with ease
ROOMY, _AMPLE = 24, 36  # rows of the screen from which titles may take three rows, and four


class Columns(LineView):
    """Shows a comparison; the cursor is on one cell. The label of what is seen stays at the top when it is scrolled."""

    ALLOW_SELECT = True

    class Chosen(Message):
        """A cell has been chosen."""

        def __init__(self, cell: Cell) -> None:
            super().__init__()
            self.cell = cell

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(id=id)
        self._session = session
        self.comparison: Comparison | None = None
        self._bands = Bands()
        self._grid: list[list[Cell | None]] = []
        self._at = (0, 0)
        self._first = 0  # the first column shown

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        row, column = self._at
        return self._grid[row][column] if row < len(self._grid) else None

    def show_again(self, comparison: Comparison) -> None:
        """Show a comparison that has changed; the cursor stays on its quote."""
        cell, first = self.cell, int(self.scroll_offset.y)
        self.show(comparison)
        self.show_row(first)
        if cell is not None:
            self.go_to_quote(cell.quote)

    def go_to_quote(self, quote: Quote) -> None:
        """Put the cursor on the first cell of a quote, where there is one."""
        for row, cells in enumerate(self._grid):
            for column, cell in enumerate(cells):
                if cell and cell.quote is quote:
                    self._bring_in(column)
                    self._go_to(row, column)
                    return

    def show(self, comparison: Comparison) -> None:
        """Show a comparison from its beginning."""
        self.comparison = comparison
        self._grid = [list(cells) for row in comparison.rows for cells in zip_longest(*row.cells, fillvalue=None)]
        self._first = 0
        self._at = (0, next((at for at, cell in enumerate(self._grid[0]) if cell), 0) if self._grid else 0)
        self.refill()
        self.show_row(0)

    def shown_columns(self) -> range:
        """Return which columns there is room for."""
        count = len(self.comparison.columns) if self.comparison else 0
        fitting = max(min(count, self.columns // NARROWEST), 1)
        self._first = min(max(self._first, 0), max(count - fitting, 0))
        return range(self._first, min(self._first + fitting, count))

    def lay_out(self, width: int) -> int:
        """Wrap every cell; the cells of a row get the height of the highest."""
        del width
        self._bands = bands = Bands()
        for row in self.comparison.rows if self.comparison else ():
            if row.label:
                bands.add_label(row.label)
            for depth in range(max(len(cells) for cells in row.cells)):
                cells = self._grid[len(bands.of_cells)]
                bands.add_cells(cells, [self._drawn(cells[c], empty=depth == 0) for c in self.shown_columns()])
        return bands.height

    def _width(self) -> int:
        return self.columns // max(len(self.shown_columns()), 1) - 2

    def _drawn(self, cell: Cell | None, *, empty: bool) -> Sequence[Line]:
        if cell is None:
            return [NOBODY] if empty else [Line()]
        return drawn_cell(self._session, cell, self._width())

    @property
    def _first_seen(self) -> int:
        """The first row that no label covers."""
        first = int(self.scroll_offset.y)
        return first + bool(self._bands.label_gone_from(first))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window; the first is the label of what is seen, where it has been scrolled away."""
        label = "" if y else self._bands.label_gone_from(int(self.scroll_offset.y))
        if not label or self.columns != self.scrollable_content_region.width:
            return super().render_line(y)
        return self._painted(drawn_label(label, self.columns), self.columns)

    def row(self, y: int) -> Line:
        """Draw one row across all columns."""
        band = self._bands.at(y)
        into = y - band.top
        if band.label:
            is_last = into == band.height - 1
            return drawn_label(band.label, self.columns) if is_last else Line()
        parts: list[Part] = []
        width = self._width()
        for column, lines in zip(self.shown_columns(), band.drawn, strict=True):
            parts += self._piece(lines, into, width, is_here=(band.number, column) == self._at, cell=band.cells[column])
        return Line(tuple(parts))

    def _piece(self, lines: Sequence[Line], into: int, width: int, *, is_here: bool, cell: Cell | None) -> list[Part]:
        has_words = into < len(lines)
        edge = "▌" if is_here and has_words else " "
        sign = "●" if cell and not into and self._session.is_selected(cell.quote.id) else " "
        if sign == " " and cell and not into and ("quote", cell.quote.id) in self._session.basket:
            sign = "◆"
        parts = lines[into].parts if has_words else ()
        base = ("cursor" if self.has_focus else "resting") if is_here and has_words else ""
        pad = " " * (width - 3 - sum(cell_len(text) for text, _ in parts))
        return [
            (edge + sign + " ", f"mark {base}".strip()),
            *((text, f"{role} {base}".strip()) for text, role in parts),
            (pad, base),
            ("│ ", "rule"),
        ]

    def header(self) -> tuple[Line, ...]:
        """Return the rows with the titles of the columns shown."""
        if self.comparison is None:
            return ()
        titles = (self.comparison.columns[column] for column in self.shown_columns())
        height = self.app.size.height
        return drawn_titles(titles, self._width(), 2 if height < ROOMY else 3 if height < _AMPLE else 4)

    def where(self) -> str:
        """Return which columns are shown when not all are."""
        count = len(self.comparison.columns) if self.comparison else 0
        shown = self.shown_columns()
        if len(shown) == count:
            return ""
        span = f"{shown.start + 1}" if len(shown) == 1 else f"{shown.start + 1}–{shown.stop}"
        return f"◂ {span} of {count} ▸"

    def move(self, by: int) -> None:
        """Move the cursor down or up to the next cell of its column that holds something."""
        row, column = self._at
        step = 1 if by > 0 else -1
        for at in range(row + by, len(self._grid) if step > 0 else -1, step):
            if 0 <= at < len(self._grid) and self._grid[at][column]:
                self._go_to(at, column)
                return
        if by < 0:
            self.show_row(0)

    def move_aside(self, step: int) -> bool:
        """Move the cursor to the next column, to the nearest cell that holds something; whether there is one."""
        row, column = self._at
        count = len(self.comparison.columns) if self.comparison else 0
        for other in range(column + step, count if step > 0 else -1, step):
            filled = [at for at, cells in enumerate(self._grid) if cells[other]]
            if filled:
                self._bring_in(other)
                self._go_to(min(filled, key=lambda at: (abs(at - row), at)), other)
                return True
        return False

    def _bring_in(self, column: int) -> None:
        shown = self.shown_columns()
        if column not in shown:
            self._first = column if column < shown.start else column - len(shown) + 1
            self.refill()
            self.post_message(self.Moved(self))

    class Moved(Message):
        """Other columns are shown."""

        def __init__(self, columns: Columns) -> None:
            super().__init__()
            self.columns = columns

    def move_rows(self, rows: int) -> None:
        """Move by about so many rows: through a cell that is higher than the window, else to another cell.

        Where its column holds nothing more, the cursor goes on in the nearest column that does; it is always in sight.
        """
        band = self._band_here()
        if band is None:
            return
        first, last = int(self.scroll_offset.y), int(self.scroll_offset.y) + self.visible_rows
        if rows > 0 and band.end > last:
            self.show_row(min(first + rows, band.end - 1))
        elif rows < 0 and band.top < self._first_seen:
            self.show_row(max(first + rows, band.top - bool(band.heading)))
        else:
            following = self._cells_beyond(rows)
            if following:
                self._go_to(*following)

    def _band_here(self) -> Band | None:
        bands = self._bands.of_cells
        return bands[self._at[0]] if self._at[0] < len(bands) else None

    def _cells_beyond(self, rows: int) -> tuple[int, int] | None:
        """Return the cell about so many rows on, in the same column where it goes on, else in the nearest."""
        bands = self._bands.of_cells
        row, column = self._at
        beyond = range(row + 1, len(bands)) if rows > 0 else range(row - 1, -1, -1)
        for other in sorted(self.shown_columns(), key=lambda shown: (abs(shown - column), shown)):
            filled = [at for at in beyond if bands[at].cells[other]]
            near = [at for at in filled if abs(bands[at].top - bands[row].top) <= abs(rows)]
            if filled:
                return (near[-1] if near else filled[0]), other
        return None

    @property
    def is_cursor_seen(self) -> bool:
        """Whether any row of the cell under the cursor is in sight."""
        band = self._band_here()
        last = int(self.scroll_offset.y) + self.visible_rows
        return band is not None and band.top < last and band.end - 1 > self._first_seen

    def show_cursor(self) -> None:
        """Bring the cell under the cursor into view."""
        self._show_cursor()

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or last cell of its column."""
        filled = [at for at, cells in enumerate(self._grid) if cells[self._at[1]]]
        if filled:
            self._go_to(filled[-1 if last else 0], self._at[1])
        if not last:
            self.show_row(0)

    def _go_to(self, row: int, column: int) -> None:
        self._at = (row, column)
        self._show_cursor()
        self.redraw()

    def _show_cursor(self) -> None:
        band = self._band_here()
        if band is None:
            return
        heading = band.heading
        top = heading.top if heading and heading.end == band.top else band.top - bool(heading)  # a label covers a row
        if top < int(self.scroll_offset.y):
            self.show_row(top)
        elif band.end > int(self.scroll_offset.y) + self.visible_rows:
            self.show_row(min(max(band.end - self.visible_rows, 0), top))

    def place(self) -> int | None:
        """Return the row of cells under the cursor."""
        return self._at[0] if self._grid else None

    def restore(self, place: int) -> None:
        """Bring that row into view."""
        del place
        self._show_cursor()
        self.post_message(self.Moved(self))

    def choose(self) -> None:
        """Choose the cell under the cursor."""
        if self.cell is not None:
            self.post_message(self.Chosen(self.cell))

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self.redraw()

    def on_blur(self) -> None:
        """Show the cursor as one at rest."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Move to the cell clicked; choose it when it is clicked twice."""
        y = event.y + int(self.scroll_offset.y)
        if y >= self.virtual_size.height or y < self._first_seen:
            return
        band = self._bands.at(y)
        shown = self.shown_columns()
        column = shown.start + min(event.x // (self._width() + 2), len(shown) - 1)
        if band.label or band.cells[column] is None:
            return
        if self._at == (band.number, column) and event.chain > 1:
            self.choose()
        self._go_to(band.number, column)
