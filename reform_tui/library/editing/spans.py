"""A person corrects which words are the quote: other spans, one split in two, two joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from unicodedata import category

from reform_tui.library.anchor import Span
from reform_tui.library.anchoring import spans_of
from reform_tui.library.editing.anchors import anchor_values
from reform_tui.library.editing.deciding import touched
from reform_tui.library.editing.draft import TOPICS, Draft
from reform_tui.library.editing.expected import Path
from reform_tui.library.editing.naming import new_quote_id
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.model import Document, Quote, Segment
from reform_tui.library.schema import Kind

_STAYS = {"also_at", "note"}  # what is said of a quote as a whole, and so of the first part of it
_SOFT_HYPHEN = "\u00ad"
_JOINTS_OF_LETTERS = "'’-\u2010\u2011"
_JOINTS_OF_DIGITS = ".,"
_JOINTS = _JOINTS_OF_LETTERS + _JOINTS_OF_DIGITS


def set_spans(quote: str, spans: Sequence[Span]) -> Operation:
    """Let the quote have these words: spans of the source, in code points, in order, white space around them let go."""

    def change(draft: Draft) -> Draft:
        found = draft.quote(quote)
        document = draft.document(found)
        trimmed = _checked(document, spans)
        _refuse_cut_words(document, found, trimmed)
        page, path = draft.place(found)
        page = _with_words(touched(page, path), path, found, document, trimmed)
        return draft.with_page(page)

    return Operation(f"changed the words of `{quote}`", change, (quote,))


def split(quote: str, offset: int) -> Operation:
    """Make two quotes of one, the second of them beginning at ``offset`` (code points of the source)."""

    def change(draft: Draft) -> Draft:
        found = draft.quote(quote)
        document = draft.document(found)
        before = _checked(document, _clipped(found.segments, 0, offset), "nothing is left before that place")
        after = _checked(document, _clipped(found.segments, offset, None), "nothing is left behind that place")
        _refuse_cut_words(document, found, [*before, *after])
        page, path = draft.place(found)
        page = touched(page, path)
        second = page.at(path)
        entry = {key: value for key, value in second.items() if key not in _STAYS} if isinstance(second, dict) else {}
        entry["id"] = new_quote_id(draft.library, found.speaker, document.source.text[slice(*after[0])])
        page = page.with_items(path[:-1], [entry], int(path[-1]) + 1)
        page = _with_words(page, path, found, document, before)
        page = _with_words(page, (*path[:-1], int(path[-1]) + 1), found, document, after)
        return draft.with_page(page)

    return Operation(f"split `{quote}`", change, (quote,))


def join(quote: str, following: str) -> Operation:
    """Make one quote of two in one document, under the id and the speaker of the first."""

    def change(draft: Draft) -> Draft:
        first, second = draft.quote(quote), draft.quote(following)
        if first.document != second.document or first is second:
            raise Refused(f"`{quote}` and `{following}` are no two quotes of one document")
        if first.speaker != second.speaker:
            raise Refused(f"`{quote}` and `{following}` are not of one speaker; give both to one first")
        document = draft.document(first)
        spans = _closed_up(document, sorted([*spans_of(first.segments), *spans_of(second.segments)]))
        page, path = draft.place(second)
        page = page.without_item(path[:-1], int(path[-1]))
        draft = _with_evidence_moved(draft.with_page(page), first, second, document)
        page, path = draft.place(first)
        fragments = sorted([*_quoted(first), *_quoted(second)]) if first.kind != second.kind else []
        fragments = fragments or sorted(spans_of([*first.fragments, *second.fragments]))
        kind: Kind = "mixed" if fragments else first.kind
        page = touched(page, path).with_value((*path, "kind"), kind)
        page = page.with_value((*path, "segments"), anchor_values(document.source, _checked(document, spans)))
        page = _with_anchors(page, path, "fragments", document, fragments, spans)
        sic = sorted(spans_of([*first.sic, *second.sic]))
        page = _with_anchors(page, path, "sic", document, sic, spans)
        for place in second.also_at:
            entry: dict[str, Value] = {"exact": place.segment.exact, "what": place.what}
            page = page.with_items((*path, "also_at"), [entry])
        return draft.with_page(page)

    return Operation(f"joined `{following}` to `{quote}`", change, (quote, following))


def next_quote(document: Document, quote: str) -> str | None:
    """Return the id of the quote that follows in the text, None after the last."""
    for one, following in pairwise(document.quotes):
        if one.id == quote:
            return following.id
    return None


def _quoted(quote: Quote) -> list[Span]:
    """Return what of a quote stands in quotation marks."""
    return spans_of(quote.segments if quote.kind == "direct" else quote.fragments)


def _clipped(segments: Iterable[Segment], start: int, end: int | None) -> list[Span]:
    spans = [(max(segment.start, start), min(segment.end, segment.end if end is None else end)) for segment in segments]
    return [(start, end) for start, end in spans if start < end]


def _checked(document: Document, spans: Iterable[Span], empty: str = "a quote needs words") -> list[Span]:
    """Return the spans without white space around them. Raises Refused where they are no words in order."""
    text = document.source.text
    trimmed = []
    for start, end in spans:
        if not 0 <= start <= end <= len(text):
            raise Refused(f"the text ends at {len(text):,}; {start:,} to {end:,} is beyond it")
        words = text[start:end]
        start += len(words) - len(words.lstrip())  # noqa: PLW2901 - trimmed in place
        if words.strip():
            trimmed.append((start, start + len(words.strip())))
    if not trimmed:
        raise Refused(empty)
    if any(following[0] < one[1] for one, following in pairwise(trimmed)):
        raise Refused("the segments of a quote come in the order of the text and do not overlap")
    return trimmed


def _refuse_cut_words(document: Document, quote: Quote, spans: Iterable[Span]) -> None:
    """Raise Refused where spans begin or end inside a word and the quote has not done so before."""
    text = document.source.text
    standing = {edge for span in spans_of(quote.segments) for edge in span}
    for edge in (edge for span in spans for edge in span if edge not in standing):
        if _is_inside_word(text, edge):
            start, end = edge, edge
            while _is_inside_word(text, start):
                start -= 1
            while _is_inside_word(text, end):
                end += 1
            raise Refused(f"that would cut “{text[start:end]}” in two; begin and end where a word does")


def _is_inside_word(text: str, at: int) -> bool:
    """Whether one word stands on both sides of an offset: letters of a script that has small ones, or digits.

    Apostrophes and hyphens join letters, points and commas digits; marks and soft hyphens go with what they follow.
    """
    if not 0 < at < len(text):
        return False
    if _is_mark(text[at]):
        return not text[at - 1].isspace()
    before, after = _last_before(text, at), _first_from(text, at)
    if _are_of_one_word(text[before], text[after]):
        return True
    joint = after if text[after] in _JOINTS else before
    return 0 < joint < len(text) - 1 and _is_joined(text, joint)


def _is_joined(text: str, joint: int) -> bool:
    """Whether the character at ``joint`` holds two parts of one word together."""
    before, after = text[_last_before(text, joint)], text[_first_from(text, joint + 1)]
    if not _are_of_one_word(before, after):
        return False
    return text[joint] in (_JOINTS_OF_DIGITS if before.isdecimal() else _JOINTS_OF_LETTERS)


def _last_before(text: str, at: int) -> int:
    """Return the offset of the character that ends before ``at``, passing over its marks and soft hyphens."""
    at -= 1
    while at > 0 and (text[at] == _SOFT_HYPHEN or _is_mark(text[at])):
        at -= 1
    return at


def _first_from(text: str, at: int) -> int:
    """Return the offset of the character from ``at`` on, passing over soft hyphens."""
    while at < len(text) - 1 and text[at] == _SOFT_HYPHEN:
        at += 1
    return at


def _is_mark(character: str) -> bool:
    return category(character).startswith("M")


def _are_of_one_word(before: str, after: str) -> bool:
    return (_is_letter(before) and _is_letter(after)) or (before.isdecimal() and after.isdecimal())


def _is_letter(character: str) -> bool:
    return character.lower() != character.upper()


def _closed_up(document: Document, spans: list[Span]) -> list[Span]:
    """Join spans with nothing but blanks of one line between them."""
    joined = spans[:1]
    for start, end in spans[1:]:
        between = document.source.text[joined[-1][1] : start]
        if start >= joined[-1][1] and not between.strip() and not set(between) & set("\r\n"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _with_words(page: Page, path: Path, quote: Quote, document: Document, spans: list[Span]) -> Page:
    """Return the page with these words for a quote, and its fragments and slips as far as they lie in them."""
    page = page.with_value((*path, "segments"), anchor_values(document.source, spans))
    fragments = [part for start, end in spans for part in _clipped(quote.fragments, start, end)]
    page = _with_anchors(page, path, "fragments", document, fragments, spans)
    if quote.kind == "mixed" and not fragments:
        page = page.with_value((*path, "kind"), "indirect")
    sic = [span for span in spans_of(quote.sic) if any(a <= span[0] and span[1] <= b for a, b in spans)]
    return _with_anchors(page, path, "sic", document, sic, spans)


def _with_anchors(
    page: Page, path: Path, key: str, document: Document, spans: Sequence[Span], within: Sequence[Span]
) -> Page:
    if not spans:
        return page.without_value((*path, key))
    return page.with_value((*path, key), anchor_values(document.source, spans, within), after="segments")


def _with_evidence_moved(draft: Draft, first: Quote, second: Quote, document: Document) -> Draft:
    """Let evidence that was the second quote be that part of the first which was the second."""
    if TOPICS not in draft:
        return draft
    page = draft.page(TOPICS)
    within = [*spans_of(first.segments), *spans_of(second.segments)]
    part = anchor_values(document.source, spans_of(second.segments), within)
    for path in _evidence_paths(page):
        if page.at((*path, "quote")) == second.id:
            if not page.items((*path, "exact")):
                page = page.with_value((*path, "exact"), part, after="quote")
            page = page.with_value((*path, "quote"), first.id)
    return draft.with_page(page)


def _evidence_paths(page: Page) -> Iterable[Path]:
    for topic in range(len(page.items(("topics",)))):
        for held in ("positions", "agreements"):
            for at in range(len(page.items(("topics", topic, held)))):
                path: Path = ("topics", topic, held, at, "evidence")
                yield from ((*path, number) for number in range(len(page.items(path))))
