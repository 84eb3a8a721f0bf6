"""The rows of an index: every quote and every paragraph of a library, as text to search and fields to narrow by."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from reform_tui.library.model import Document, Library, Quote
from reform_tui.library.wording import joints
from reform_tui.search.analysis import GAP

RowKind = Literal["quote", "text"]
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)


@dataclass(frozen=True, slots=True)
class RowText:
    """The words of a row as one text, with the way back: each piece of it and where it starts in the plain source."""

    text: str
    starts: tuple[int, ...]
    plain_starts: tuple[int, ...]

    def to_source(self, document: Document, start: int, end: int) -> tuple[int, int]:
        """Return the source span of ``text[start:end]``, which lies in one piece; in code points."""
        piece = bisect_right(self.starts, start) - 1
        shift = self.plain_starts[piece] - self.starts[piece]
        return document.source.plain.to_source(start + shift, end + shift)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a quote by its id, or a paragraph of a document by its number."""

    key: str
    kind: RowKind
    document: str
    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    positions: tuple[str, ...]
    kinds: tuple[str, ...]
    stances: tuple[str, ...]
    date: str
    text: RowText


def quote_key(quote: str) -> str:
    """Return the key of a quote's row."""
    return f"q/{quote}"


def paragraph_key(document: str, number: int) -> str:
    """Return the key of a paragraph's row."""
    return f"p/{document}/{number}"


def keys_of(library: Library) -> Iterator[str]:
    """Yield the key of every row in the order of the library: a document's quotes, then its paragraphs."""
    for document in library.documents.values():
        yield from (quote_key(quote.id) for quote in document.quotes)
        yield from (paragraph_key(document.id, paragraph.number) for paragraph in document.source.paragraphs)


def quote_text(document: Document, quote: Quote) -> RowText:
    """Return the words of a quote; words left out between segments part what stands on their two sides."""
    source = document.source
    between = [f" {GAP} " if joint == "omission" else " " for joint in joints(document, quote.segments)]
    text = ""
    starts, plain_starts = [], []
    for segment, joint in zip(quote.segments, [*between, ""], strict=True):
        start, end = source.plain.from_source(segment.start, segment.end)
        starts.append(len(text))
        plain_starts.append(start)
        text += source.plain.text[start:end] + joint
    return RowText(text, tuple(starts), tuple(plain_starts))


def paragraph_text(document: Document, number: int) -> RowText:
    """Return the words of a paragraph, by its number from 1."""
    paragraph = document.source.paragraphs[number - 1]
    start, end = document.source.plain.from_source(paragraph.start, paragraph.end)
    return RowText(document.source.plain.text[start:end], (0,), (start,))


def rows_of(library: Library, document: Document) -> Iterator[Row]:
    """Yield the rows of one document: its quotes, then its paragraphs.

    A paragraph carries the speakers, topics and kinds of the quotes that stand in it.
    """
    date = document.issued.date if document.issued else ""
    standing: dict[int, list[Quote]] = {}
    for quote in document.quotes:
        for number in {segment.paragraph for segment in quote.segments}:
            standing.setdefault(number, []).append(quote)
        yield _row(library, document, quote_key(quote.id), "quote", [quote], date, quote_text(document, quote))
    for paragraph in document.source.paragraphs:
        key = paragraph_key(document.id, paragraph.number)
        quotes = standing.get(paragraph.number, [])
        yield _row(library, document, key, "text", quotes, date, paragraph_text(document, paragraph.number))


def _row(
    library: Library, document: Document, key: str, kind: RowKind, quotes: list[Quote], date: str, text: RowText
) -> Row:
    placements = [where for quote in quotes for where in library.placements.get(quote.id, ())]
    return Row(
        key=key,
        kind=kind,
        document=document.id,
        speakers=_once(quote.speaker for quote in quotes),
        topics=_once(where.topic for where in placements),
        positions=_once(where.position for where in placements),
        kinds=_once(quote.kind for quote in quotes),
        stances=_once(where.stance for where in placements),
        date=date,
        text=text,
    )


def _once(values: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def digest_of(library: Library, document: Document) -> str:
    """Return a checksum of everything that the rows of ``document`` are made from."""
    state = [
        document.sha256 if document.state == "verified" else hashlib.sha256(document.source.text.encode()).hexdigest(),
        document.source.markdown,
        document.issued.date if document.issued else None,
        [
            [
                quote.id,
                quote.speaker,
                quote.kind,
                [(segment.start, segment.end) for segment in quote.segments],
                [(where.topic, where.position, where.stance) for where in library.placements.get(quote.id, ())],
            ]
            for quote in document.quotes
        ],
    ]
    return hashlib.sha256(json.dumps(state, separators=(",", ":")).encode()).hexdigest()[:32]
