"""Who said it, in what capacity, whose words they are, where they are printed: the line under a quotation."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reform_tui.library.model import Document, Library, Name, Quote, StatedDate
from reform_tui.library.wording import locator

_WORKS = {"book", "report", "thesis", "pamphlet", "legislation", "bill", "manuscript"}  # CSL types set in italics
_KINDS = {
    "direct": "Direct speech, {by}quoted in",
    "mixed": "Reported speech with words in quotation marks, {by}in",
    "indirect": "Reported speech, {by}in",
    "authored": "Written words, {by}in",
}
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line and how it is set."""

    text: str
    style: Literal["", "strong", "emphasis"] = ""


def attribution(library: Library, quote: Quote) -> tuple[Span, ...]:
    """Return the line under ``quote``. Reported speech says that it is reported."""
    document = library.documents[quote.document]
    speaker = library.speakers[quote.speaker]
    role = f", {quote.role}" if quote.role else ""
    by = f"handed on by {library.speakers[quote.quoted_by].name}, " if quote.quoted_by else ""
    by_the_author = any(str(name) in speaker.names for name in document.author)
    return (
        Span(speaker.name, "strong"),
        Span(ended(role)),
        Span(f" {_KINDS[quote.kind].format(by=by)} "),
        *source(document, with_author=not by_the_author),
        Span(f", {paragraphs(quote)}."),
        *([Span(" The source file has changed since these words were checked.")] if _is_doubtful(document) else []),
        *([Span(" Proposed, not reviewed.", "strong")] if quote.status == "proposed" else []),
    )


def source(document: Document, *, with_author: bool = True) -> Iterator[Span]:
    """Yield who wrote or edited a document, its title, where it appeared, and its date or n.d."""
    if with_author and (names := responsible(document)):
        yield Span(f"{names}, ")
    if document.type in _WORKS:
        yield Span(document.title, "emphasis")
    else:
        yield Span(f"‘{document.title}’")
    if document.container_title:
        yield Span(", ")
        yield Span(document.container_title, "emphasis")
    if document.publisher and document.publisher != document.container_title:
        yield Span(f", {document.publisher}")
    yield Span(f", {day(document.issued)}")


def responsible(document: Document) -> str:
    """Return the authors of a document, else its editors with (ed.), else nothing."""
    if document.author:
        return _names(document.author)
    if document.editor:
        return f"{_names(document.editor)} ({'ed.' if len(document.editor) == 1 else 'eds'})"
    return ""


def day(date: StatedDate | None) -> str:
    """Return a date as it is written in British English, as precise as it is stated; n.d. where there is none."""
    if date is None:
        return "n.d."
    year, *rest = date.date.split("-")
    month = [calendar.month_name[int(rest[0])]] if rest else []
    return " ".join([*(str(int(number)) for number in rest[1:]), *month, year])


def paragraphs(quote: Quote) -> str:
    """Return the locator: ``para. 24`` or ``paras. 24–25``, counted as the lines of the source file that have text."""
    where = locator(quote.segments)
    return f"para. {where}" if where.isdecimal() else f"paras. {where}"


def _names(names: Sequence[Name]) -> str:
    shown = [str(name) for name in names]
    if len(shown) > _MOST_NAMES:
        return f"{shown[0]} and others"
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else shown[0]


def ended(sentence: str) -> str:
    """Return ``sentence`` with a full stop where nothing ends it."""
    return sentence if sentence.endswith((".", "?", "!", "…", ".”", "?”", "!”")) else f"{sentence}."


def unreviewed(quote: Quote) -> str:
    """Return what stands in a table behind the date of a quotation that nobody has reviewed; else nothing."""
    return ", proposed, not reviewed" if quote.status == "proposed" else ""


def _is_doubtful(document: Document) -> bool:
    return document.state != "verified"
