"""A passage of a source as a finding gives it: its words in one line, and what of it others cover."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reform_tui.library.anchor import Span
from reform_tui.library.model import Document
from reform_tui.library.text import count_words
from reform_tui.verify.draft import Draft, Quotation
from reform_tui.verify.placing import Place

_SIGNS = tuple(".,;:?!")


def words_of(document: Document, spans: tuple[Span, ...]) -> str:
    """Return the source's words in one line, ``[…]`` where words stand between that are none of the quotation."""
    line = ""
    for at, (start, end) in enumerate(spans):
        words = " ".join(document.source.words(start, end).split())
        if at:
            between = document.source.words(spans[at - 1][1], start)
            line += " […] " if count_words(between) else f"{''.join(between.split())} "
        line += words
    return line


def with_sign(document: Document, spans: tuple[Span, ...], quotation: Quotation) -> tuple[Span, ...]:
    """Return ``spans`` with the sign that ends the passage, when the quotation ends in one."""
    text, end = document.source.text, spans[-1][1]
    while quotation.text.rstrip("”’\"' ")[-1:] in _SIGNS and text[end : end + 1] in _SIGNS:
        end += 1
    return (*spans[:-1], (spans[-1][0], end))


def left_out(place: Place) -> int:
    """Return how many words of the source the marks of omission stand for."""
    words, text = place.match.stream.words, place.document.source
    total = 0
    for first, last in place.match.left_out:
        start = place.match.stream.span(first - 1, first)[1]
        end = place.match.stream.span(last, last + 1)[0]
        total += count_words(text.words(start, end)) if start < end and words else 0
    return total


def outside(span: Span, covered: Iterable[Span]) -> Iterator[Span]:
    """Yield what of ``span`` lies in none of ``covered``."""
    at = span[0]
    for start, end in sorted(covered):
        if start >= span[1]:
            break
        if start > at:
            yield at, start
        at = max(at, end)
    if at < span[1]:
        yield at, span[1]


def words_outside(draft: Draft, span: Span, inner: Iterable[Quotation]) -> int:
    """Return how many words of ``span`` of a draft stand in none of ``inner``."""
    parts = [part for quotation in inner for part in quotation.parts]
    return sum(count_words(draft.text[start:end]) for start, end in outside(span, parts))
