"""A person says what paragraphs of a document are: its text, headings, or no part of the work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from reform_tui.library.anchor import Span
from reform_tui.library.describing import describe
from reform_tui.library.editing.anchors import anchor_value
from reform_tui.library.editing.draft import Draft
from reform_tui.library.editing.facts import confirmed
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.model import Document, Segment
from reform_tui.library.schema import Fact
from reform_tui.library.text import Paragraph

Standing = Literal["text", "heading", "furniture"]
_LISTS: dict[Standing, Fact] = {"heading": "headings", "furniture": "furniture"}
_LEVEL = 2  # of a heading that a person has marked, under the title
_WHY = "marked by hand"


def mark_paragraphs(document: str, sha256: str, standings: Mapping[int, Standing]) -> Operation:
    """Let paragraphs, by their numbers from 1, be what is said; headings and furniture are confirmed with that.

    ``sha256`` is that of the document whose paragraphs were looked at.
    """

    def change(draft: Draft) -> Draft:
        found = draft.named(document)
        if found.state != "verified":
            raise Refused(f"{found.file} has changed since it was checked; see `reform-tui check` first")
        if found.sha256 != sha256:
            raise Refused(f"the text of `{document}` was changed by another program meanwhile; look at it again")
        page = draft.page(found.record)
        chosen = {_paragraph(found, number): standing for number, standing in standings.items()}
        for standing, fact in _LISTS.items():
            marked = [paragraph for paragraph, wanted in chosen.items() if wanted == standing]
            page = _marked(page, found, fact, list(chosen), marked)
            page = confirmed(page, fact)
        return draft.with_page(page)

    return Operation(f"corrected headings and text left out of `{document}`", change, documents=(document,))


def standing_of(document: Document, paragraph: Paragraph) -> Standing:
    """Return what a paragraph is; one of which a part is furniture is text."""
    if any(_overlaps(item.segment, paragraph) for item in document.headings):
        return "heading"
    return "furniture" if document.in_furniture(paragraph.start, paragraph.end) else "text"


def _paragraph(document: Document, number: int) -> Paragraph:
    """Return the paragraph of that number. Raises Refused where there is none."""
    paragraphs = document.source.paragraphs
    if not 1 <= number <= len(paragraphs):
        raise Refused(f"`{document.id}` has no paragraph {number}; its last is {len(paragraphs)}")
    return paragraphs[number - 1]


def _marked(page: Page, document: Document, fact: Fact, free: list[Paragraph], marked: list[Paragraph]) -> Page:
    """Return the page with one of its lists freed of some paragraphs, and with some in it."""
    segments = [item.segment for item in (document.headings if fact == "headings" else document.furniture)]
    if fact == "headings" and document.source.markdown:
        if marked or any(_overlaps(segment, paragraph) for segment in segments for paragraph in free):
            raise Refused(f"{document.file} is Markdown: its headings are those in the file")
        return page
    if len(page.items((fact,))) != len(segments):
        raise Refused(f"some {fact} of `{document.id}` are not in its text; `reform-tui check` says which")
    gone = _taken_out(document, segments, free)
    for at in sorted(gone, reverse=True):
        page = page.without_item((fact,), at)
    left = [segment.start for at, segment in enumerate(segments) if at not in gone]
    for paragraph in sorted(marked, key=lambda one: one.start):
        _refuse_quotes(document, paragraph)
        at = sum(1 for start in left if start < paragraph.start)
        page = page.with_items((fact,), [_entry(document, paragraph, fact)], at)
        left.insert(at, paragraph.start)
    return page


def _taken_out(document: Document, segments: Sequence[Segment], free: Sequence[Paragraph]) -> set[int]:
    """Return which entries go. Raises Refused where one takes in more than the paragraph."""
    gone = set()
    for paragraph in free:
        for at, segment in enumerate(segments):
            if _overlaps(segment, paragraph):
                if segment.start < paragraph.start or segment.end > paragraph.end:
                    raise Refused(f"paragraph {paragraph.number} is left out with others; correct {document.record}")
                gone.add(at)
    return gone


def _refuse_quotes(document: Document, paragraph: Paragraph) -> None:
    for quote in document.quotes:
        if any(_overlaps(segment, paragraph) for segment in quote.segments):
            raise Refused(f"`{quote.id}` stands in paragraph {paragraph.number}: reject it, or move its words, first")


def _entry(document: Document, paragraph: Paragraph, fact: Fact) -> Value:
    span: Span = (paragraph.start, paragraph.end)
    anchor = anchor_value(describe(document.source, span))
    value: dict[str, Value] = anchor if isinstance(anchor, dict) else {"exact": anchor}
    return {**value, "level": _LEVEL} if fact == "headings" else {**value, "why": _WHY}


def _overlaps(segment: Segment, paragraph: Paragraph) -> bool:
    return segment.start < paragraph.end and segment.end > paragraph.start
