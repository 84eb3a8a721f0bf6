"""Fixed rows over a text and over columns: what it is that stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reform_tui.app.saying import counted, date_of, own_label
from reform_tui.app.widgets.cells import rows_of
from reform_tui.app.widgets.columns import ROOMY
from reform_tui.app.widgets.lines import Line, LineView, clipped, line
from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.library.model import Document


class TextTitle(LineView, can_focus=False):
    """Two fixed rows over a text: its title; who wrote it, when, how it stands to its checksum."""

    STANDS_STILL = True

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._document: Document | None = None
        self._note = ""

    def show(self, document: Document, note: str = "") -> None:
        """Show the title of a document and, at the end of the second row, a note."""
        if document is not self._document or note != self._note:
            self._document, self._note = document, note
            self.refill()

    def lay_out(self, width: int) -> int:
        """Two rows, always."""
        del width
        return 2

    def row(self, y: int) -> Line:
        """Draw one of the two rows."""
        document = self._document
        if document is None:
            return Line()
        if y == 0:
            return Line(tuple(clipped(line((document.title, "title")).parts, self.columns)))
        authors = ", ".join(str(name) for name in (*document.author, *document.editor)) or "unsigned"
        state = "" if document.state == "verified" else f"  SOURCE {document.state.upper()}"
        many = counted(len(document.quotes), "quote")
        about = " · ".join([*own_label(document), authors, date_of(document), many])
        parts = line((about, "faint"), (state, "problem"), (f"  {self._note}" if self._note else "", "strong")).parts
        return Line(tuple(clipped(parts, self.columns)))


class ColumnTitles(LineView, can_focus=False):
    """Over the columns: what is compared, and the title of each column."""

    STANDS_STILL = True

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._question = ""
        self._note = ""
        self._asked: list[str] = [""]  # the rows of the question
        self._rows: tuple[Line, ...] = ()

    def show(self, question: str, note: str, rows: tuple[Line, ...]) -> None:
        """Show them."""
        self._question, self._note, self._rows = displayed(question), note, rows
        self.refill()

    def lay_out(self, width: int) -> int:
        """The question, the titles; the question in one row where the screen is low."""
        room = width - len(self._note) - 4
        self._asked = rows_of(self._question, room, 2 if self.app.size.height >= ROOMY else 1)
        self.styles.height = len(self._asked) + len(self._rows)
        return len(self._asked) + len(self._rows)

    def row(self, y: int) -> Line:
        """Draw a row."""
        if y >= len(self._asked):
            return self._rows[y - len(self._asked)]
        note = "" if y else self._note
        pad = " " * (self.columns - cell_len(self._asked[y]) - len(note) - 2)
        return Line(((" " + self._asked[y], "strong"), (pad, ""), (note, "faint")))
