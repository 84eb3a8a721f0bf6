"""The text of a document: wrapped, its quotes marked in the margin, matches marked in the words.

Rows are spans of the text as read; positions that leave this module are source offsets, in code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.message import Message

from reform_tui.app.highlights import DocumentMarks
from reform_tui.app.saying import Span, family_name, initials
from reform_tui.app.widgets.lines import Line, LineView, Part, marked
from reform_tui.app.widgets.page import Page, page_of
from reform_tui.app.widgets.wrapping import cut, wrap_into
from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Library, Quote

_NUMBER = 5  # cells for the number of a paragraph and the space after it
_NAMES_FROM = 76  # cells of width from which the margin has room for names
_NAME = 13  # cells for a name in the margin
_WIDEST = 90  # cells of words: longer lines are hard to read


class Reader(LineView):
    """Shows one document at a time."""

    ALLOW_SELECT = True

    class Scrolled(Message):
        """Another place is at the top, or another quote is current."""

        def __init__(self, reader: Reader) -> None:
            super().__init__()
            self.reader = reader

        def can_replace(self, message: Message) -> bool:
            """Let the newest stand for all that wait."""
            return isinstance(message, Reader.Scrolled) and message.reader is self.reader

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._library: Library | None = None
        self._page: Page | None = None
        self._marks: Sequence[Span] = ()
        self._shown_marks: list[tuple[int, int, str]] | None = None
        self._current: Quote | None = None
        self._selected: frozenset[str] = frozenset()
        self._wanted: tuple[int, int] | None = None
        self._place: int | None = None
        self._settled = self.size  # for which the text was last laid out

    @property
    def document(self) -> Document | None:
        """The document shown."""
        return self._page.document if self._page else None

    @property
    def quote(self) -> Quote | None:
        """The quote last jumped to, or, when that is out of sight, the first in sight."""
        if self._page is None or self._laid_out_at == 0:
            return self._current
        first, last = self._window()
        seen = [quote for _, _, quote in self._page.quotes_over(first, last)]
        if self._current is not None and self._current in seen:
            return self._current
        return seen[0] if seen else None

    @property
    def marks(self) -> Sequence[Span]:
        """The source spans marked as matches."""
        return self._marks

    def show(self, library: Library, document: Document, marks: Sequence[Span] = ()) -> None:
        """Show a document from its beginning, or keep the place when it is shown already; mark source spans."""
        self._library = library
        if self._page is None or self._page.document is not document:
            self._page = page_of(document)
            self._current = None
            self._wanted = None
            self._set_marks(marks)
            self.refill()
            self.show_row(0)
        elif marks != self._marks:
            self._set_marks(marks)
            self.redraw()

    def mark(self, marks: Sequence[Span]) -> None:
        """Mark these source spans as matches, instead of those before."""
        self._set_marks(marks)
        self.redraw()

    def mark_selected(self, quotes: Iterable[str]) -> None:
        """Show the quotes with these ids as selected."""
        selected = frozenset(quotes)
        if selected != self._selected:
            self._selected = selected
            self.redraw()

    def _set_marks(self, marks: Sequence[Span]) -> None:
        self._marks = marks if isinstance(marks, DocumentMarks) else tuple(marks)
        self._shown_marks = None

    def show_quote(self, quote: Quote, at: int | None = None) -> None:
        """Make a quote of the document the current one and bring it, or the source offset ``at`` in it, into view."""
        is_other = quote is not self._current
        self._current = quote
        self.jump(quote.segments[0].start if at is None else at)
        if is_other:
            self.redraw()

    def jump(self, offset: int, above: int = 3) -> None:
        """Bring a source offset into view, ``above`` rows below the top."""
        if self._page is None:
            return
        self._wanted = (offset, above)
        if self._laid_out_at:
            self.show_row(self._row_of(self._made(offset)), above)
        self._place = offset

    def lay_out(self, width: int) -> int:
        """Wrap every paragraph; an empty row stands between two."""
        page = self._page
        if page is None:
            return 0
        starts: list[int] = []
        ends: list[int] = []
        numbers: dict[int, int] = {}
        room = self._room(width)
        for number, start, end in page.paragraphs:
            if ends:
                starts.append(ends[-1])
                ends.append(ends[-1])
            numbers[len(starts)] = number
            wrap_into(starts, ends, page.text, room, (start, end))
        page.starts, page.ends, page.numbers = starts, ends, numbers
        return len(starts)

    def _margin(self, width: int) -> int:
        return _NUMBER + 2 + (_NAME if width >= _NAMES_FROM else 5)

    def _room(self, width: int) -> int:
        return min(width - self._margin(width) - 1, _WIDEST)

    def row(self, y: int) -> Line:
        """Draw a row: the speaker where a quote begins, the margin mark, the paragraph's number, the words."""
        page = self._page
        if page is None:
            return Line()
        start, end, number = page.starts[y], page.ends[y], page.numbers.get(y)
        named = self._margin(self.columns) - _NUMBER - 2
        words = start < end
        over = page.quotes_over(start, end) if words else []
        parts = self._margin_parts(over, start, end, named)
        parts.append((f"{number:>{_NUMBER - 1}} " if number else " " * _NUMBER, "faint"))
        if words:
            current = [(first, last, "current") for first, last, quote in over if quote is self._current]
            spans = [span for span in page.spans if span[0] < end and span[1] > start]
            marks = self._marks_within(start, end, (quote for _, _, quote in over))
            parts += marked(page.text, start, end, [*spans, *current, *marks])
        return Line(tuple(parts))

    def _marks_within(self, start: int, end: int, over: Iterable[Quote]) -> list[tuple[int, int, str]]:
        """Return what is marked in a row: a hit's matches lie in its quote."""
        if isinstance(self._marks, DocumentMarks):
            return self._placed(self._marks.of(quote.id for quote in over))
        if self._shown_marks is None:
            self._shown_marks = self._placed(self._marks)
        first = bisect_left(self._shown_marks, start, key=lambda mark: mark[1])
        last = bisect_left(self._shown_marks, end, key=lambda mark: mark[0])
        return self._shown_marks[first:last]

    def _placed(self, marks: Sequence[Span]) -> list[tuple[int, int, str]]:
        """Return source spans as spans of the text as read."""
        if self._page is None or not self._page.document.source.markdown:  # read as it stands in the file
            return [(start, end, "match") for start, end in marks]
        made = self._page.document.source.plain.from_source
        return [(*made(start, end), "match") for start, end in marks]

    def _margin_parts(self, over: list[tuple[int, int, Quote]], start: int, end: int, named: int) -> list[Part]:
        if not over or self._library is None:
            return [(" " * (named + 2), "")]
        _, _, quote = next((item for item in over if item[2] is self._current), over[0])
        begins = any(start <= first < end and item is quote for first, _, item in over)
        name = family_name(self._library, quote.speaker) if begins else ""
        if begins and named < _NAME:
            name = initials(self._library, quote.speaker)
        thin, thick = "┊┋" if quote.status == "proposed" else "│┃"
        bar = (
            (thick if quote is self._current else thin) if quote.id not in self._selected else "●" if begins else thick
        )
        shown = cut(displayed(name), named - 1)
        pad = " " * (named - 1 - cell_len(shown))
        return [(pad + shown + " ", "mark"), (bar + " ", "mark")]

    def place(self) -> int | None:
        """Return the source offset at the top, or the one jumped to while that is what is looked at."""
        return self._place

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew and keep the place."""
        super().on_resize(event)
        self._settled = self.size

    def restore(self, place: int) -> None:
        """Bring that offset back to where it was."""
        if self._page is None or not self._laid_out_at:
            return
        above = self._wanted[1] if self._wanted and self._wanted[0] == place else 0
        self.show_row(self._row_of(self._made(place)), above)
        self._place = place

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place when the reader, not a jump, has moved."""
        super().watch_scroll_y(old_value, new_value)
        page = self._page
        if page is None or not page.starts or round(old_value) == round(new_value):
            return
        if self.size != self._settled:  # a resize has moved it: the place is brought back when it is laid out anew
            return
        at = min(int(new_value), len(page.starts) - 1)
        self._place = page.document.source.plain.to_source(page.starts[at], page.starts[at])[0]
        self.post_message(self.Scrolled(self))

    def _made(self, offset: int) -> int:
        return self._page.document.source.plain.from_source(offset, offset)[0] if self._page else 0

    def _row_of(self, made: int) -> int:
        return max(bisect_right(self._page.starts, made) - 1, 0) if self._page else 0

    def _window(self) -> tuple[int, int]:
        """Return the span of text in sight."""
        page = self._page
        if page is None or not page.starts:
            return 0, 0
        first = min(int(self.scroll_offset.y), len(page.starts) - 1)
        last = min(first + max(self.visible_rows, 1) - 1, len(page.starts) - 1)
        return page.starts[first], page.ends[last]

    def next_match(self, step: int) -> tuple[int, int] | None:
        """Jump to the next (1) or previous (-1) match; return which of how many, or None where there is none."""
        starts = [start for start, _ in self._marks]
        if not starts:
            return None
        here = self._wanted[0] if self._wanted and self._place == self._wanted[0] else (self._place or 0) - (step > 0)
        index = bisect_right(starts, here) if step > 0 else bisect_left(starts, here) - 1
        return self._go_to_match(starts, index % len(starts))

    def match_from(self, offset: int) -> tuple[int, int] | None:
        """Jump to the first match from a source offset on; return which of how many, or None where there is none."""
        starts = [start for start, _ in self._marks]
        return self._go_to_match(starts, bisect_left(starts, offset) % len(starts)) if starts else None

    def _go_to_match(self, starts: Sequence[int], index: int) -> tuple[int, int]:
        self.jump(starts[index])
        quotes = [quote for quote in self._quotes() if any(s.start <= starts[index] < s.end for s in quote.segments)]
        self._current = quotes[0] if quotes else None
        self.redraw()
        return index + 1, len(starts)

    def next_quote(self, step: int) -> tuple[int, int] | None:
        """Make the next or previous quote the current one; return which of how many."""
        quotes = self._quotes()
        if not quotes:
            return None
        current = self.quote
        if current is not None and current is not self._current and step > 0:
            index = quotes.index(current)
        elif current is not None:
            index = (quotes.index(current) + step) % len(quotes)
        else:
            starts = [quote.segments[0].start for quote in quotes]
            index = (bisect_right(starts, self._place or 0) + (0 if step > 0 else -1)) % len(quotes)
        self.show_quote(quotes[index])
        return index + 1, len(quotes)

    def _quotes(self) -> list[Quote]:
        return sorted(self._page.document.quotes, key=lambda quote: quote.segments[0].start) if self._page else []

    def next_section(self, step: int) -> str | None:
        """Jump to the next or previous heading and return its words."""
        document = self.document
        if document is None or not document.headings:
            return None
        starts = [heading.segment.start for heading in document.headings]
        here = self._place or 0
        index = bisect_right(starts, here) if step > 0 else bisect_left(starts, here) - 1
        if not 0 <= index < len(starts):
            return None
        self.jump(starts[index], above=0)
        return document.headings[index].segment.exact

    def scroll_rows(self, rows: int) -> None:
        """Scroll."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """Make the quote clicked the current one."""
        page = self._page
        y = event.y + int(self.scroll_offset.y)
        if page is None or y >= len(page.starts):
            return
        for start, end, quote in page.quotes:
            if start < page.ends[y] and end > page.starts[y]:
                self._current = quote
                self.redraw()
                self.post_message(self.Scrolled(self))
                return
