"""The application: opened, closed, and what is left behind."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reform_tui.app.memory import Memory, recall, remember
from reform_tui.app.reviewing import Reviewing
from reform_tui.app.session import DEFAULT_SELECTION
from reform_tui.app.themes import DARK, TERMINAL, THEMES
from reform_tui.library.selection import Selection
from reform_tui.locations import memory_file

if TYPE_CHECKING:
    from reform_tui.library.model import Library


class ReformApp(Reviewing):
    """All of it; begins where the last run ended, or with what is to be reviewed."""

    def __init__(self, root: Path, *, theme: str | None = None, review: bool = False) -> None:
        self.memory = recall(memory_file(root))
        known = self.memory.theme if self.memory.theme in THEMES else DARK.name
        super().__init__(root, theme=theme or known)
        self._has_own_theme = theme is None
        self._begins_with_review = review
        self.session.query = self.memory.query
        self.session.quote_before = self.memory.quote
        self.session.sort = "date" if self.memory.sort == "date" else "relevance"
        self.session.selection = Selection(self.memory.selection or DEFAULT_SELECTION)

    def library_opened(self, library: Library) -> None:
        """Go back to where the last run was, unless something has been typed meanwhile."""
        super().library_opened(library)
        memory = self.memory
        document = library.documents.get(memory.document)
        if document is not None:
            self.documents_view.open(document)
            self.documents_view.reader.jump(memory.offset, above=0)
        if self.session.query == memory.query:
            self.show_view(memory.view if self.view_exists(memory.view) else "compare")
            if self.keyboard is not None:
                self.leave_query()
            if self._begins_with_review:
                self.action_review()

    def what_to_remember(self) -> Memory:
        """Return where one is now."""
        reader = self.documents_view.reader
        quote = self.quotes_view.quote_at_cursor
        return Memory(
            view=self.view.id or "compare",
            query=self.session.query,
            sort=self.session.sort,
            theme=self.theme if self._has_own_theme else self.memory.theme,
            selection=self.session.selection.name,
            document=reader.document.id if reader.document else "",
            offset=reader.place() or 0,
            quote=quote or "",
        )

    async def action_quit(self) -> None:
        """Quit; what is selected is on disk or on its way there."""
        if self.session.library is not None:
            remember(memory_file(self.root), self.what_to_remember())
        self.exit(0)

    def action_help_quit(self) -> None:
        """Say how to quit to whoever tries ctrl+c."""
        self.say("q quits (Esc first, to leave the query)")

    def handed_over(self) -> str:
        """Return the selection as Markdown, nothing when nothing is selected."""
        from reform_tui.app.overlays.exporting import today  # noqa: PLC0415
        from reform_tui.export.formats import export  # noqa: PLC0415
        from reform_tui.export.options import ExportOptions  # noqa: PLC0415

        selection = self.session.selection
        if self.session.library is None or not selection.picks:
            return ""
        options = ExportOptions(selection=selection.name, exported=today())
        return export(self.session.library, selection.picks, "markdown", options).text

    def on_unmount(self) -> None:
        """Stop what runs behind the screen; wait for the disk."""
        self.services.close()
        self.keeper.close()


def run(root: Path, *, review: bool = False) -> int:
    """Open the application on the library in ``root``, at what is to be reviewed if so; return its exit status.

    The screen is drawn on the terminal. Where standard output is none, what was selected goes there at the end, as
    Markdown.
    """
    app = ReformApp(root, theme=TERMINAL.name if os.environ.get("NO_COLOR") else None, review=review)
    if sys.stdout.isatty():
        app.run()
        return app.return_code or 0
    with _drawn_on_standard_error():
        app.run()
    if not app.return_code:
        sys.stdout.write(app.handed_over())
        sys.stdout.flush()
    return app.return_code or 0


@contextlib.contextmanager
def _drawn_on_standard_error() -> Iterator[None]:
    """Let standard output be the terminal meanwhile: its size is what Textual asks for."""
    output, error = sys.__stdout__, sys.__stderr__
    if output is None or error is None:
        yield
        return
    kept = os.dup(output.fileno())
    os.dup2(error.fileno(), output.fileno())
    try:
        yield
    finally:
        os.dup2(kept, output.fileno())
        os.close(kept)
