"""One document made ready for the reader: spans of its text as read, and the quotes that stand over any stretch."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Quote


@dataclass(slots=True)
class Page:
    """One document made ready: its text as read and displayed, and spans of it."""

    document: Document
    text: str
    paragraphs: list[tuple[int, int, int]]
    spans: list[tuple[int, int, str]]
    quotes: list[tuple[int, int, Quote]]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)  # of paragraphs, by their first row
    reach: list[int] = field(default_factory=list)  # how far the quotes up to each one go

    def quotes_over(self, start: int, end: int) -> list[tuple[int, int, Quote]]:
        """Return the quotes that stand in ``text[start:end]``, with their spans."""
        if not self.reach:
            self.reach = list(accumulate((last for _, last, _ in self.quotes), max))
        first = bisect_right(self.reach, start)
        last = bisect_left(self.quotes, end, lo=first, key=lambda item: item[0])
        return [item for item in self.quotes[first:last] if item[1] > start]


def page_of(document: Document) -> Page:
    """Return a document made ready to be wrapped."""
    plain = document.source.plain
    made = plain.from_source
    spans = [(*made(item.segment.start, item.segment.end), "furniture") for item in document.furniture]
    spans += [(*made(heading.segment.start, heading.segment.end), "heading") for heading in document.headings]
    quotes = [(*made(s.start, s.end), quote) for quote in document.quotes for s in quote.segments]
    if document.source.markdown:
        placed = ((paragraph.number, *made(paragraph.start, paragraph.end)) for paragraph in document.source.paragraphs)
        paragraphs = [(number, start, end) for number, start, end in placed if plain.text[start:end].strip()]
    else:
        paragraphs = [(paragraph.number, paragraph.start, paragraph.end) for paragraph in document.source.paragraphs]
    return Page(document, displayed(plain.text), paragraphs, spans, sorted(quotes, key=lambda item: item[:2]))
