"""A text in which stretches are marked for what they are: the words of a quote, its cue, who is named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reform_tui.app.widgets.reader import Reader

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Library, Quote

Stretch = tuple[int, int, str]
"""Start and end, in code points of the source, and the role."""


class MarkedReader(Reader):
    """A reader that marks what it is told to, instead of matches."""

    _stretches: Sequence[Stretch] = ()
    _about: Quote | None = None

    @property
    def quote(self) -> Quote | None:
        """The quote that is looked at."""
        return self._about

    def mark_out(self, library: Library, document: Document, stretches: Sequence[Stretch]) -> None:
        """Show a document with these stretches marked, the place kept where it is shown already."""
        self.show(library, document)
        made = document.source.plain.from_source
        self._stretches = [(*made(start, end), role) for start, end, role in stretches]
        self.redraw()

    def look_at(self, quote: Quote | None, offset: int) -> None:
        """Make a quote the one looked at, or none, and bring a source offset into view."""
        self._about = self._current = quote
        self.jump(offset)
        self.redraw()

    def is_in_sight(self, offset: int) -> bool:
        """Whether a source offset is on the screen, with a row or two around it."""
        if self._page is None or not self._laid_out_at:
            return False
        row = self._row_of(self._made(offset)) - int(self.scroll_offset.y)
        return 1 <= row < self.visible_rows - 2

    def _marks_within(self, start: int, end: int, over: Iterable[Quote]) -> list[Stretch]:
        del over
        return [mark for mark in self._stretches if mark[0] < end and mark[1] > start]
