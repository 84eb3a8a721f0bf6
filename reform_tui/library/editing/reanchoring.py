"""The anchors of a document set anew after its source has changed.

Words that stand there as they did, or in other typography, keep what a person has decided. Words that are other ones
now, or stand in several places, are proposed again for a person to look at. What is lost stays in the file and is
listed: a quote as broken, furniture, headings and repeats not at all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from reform_tui.library.anchor import Span
from reform_tui.library.describing import Anchor, describe
from reform_tui.library.editing.anchors import anchor_value
from reform_tui.library.editing.draft import Draft
from reform_tui.library.editing.expected import Path
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.model import Document
from reform_tui.library.relocating import Before, Relocated, before, relocate
from reform_tui.library.text import SourceText

RULE = "source changed"
"""The rule of a quote whose words are other ones than those that were decided on."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an entry of a document: ``what`` it is, its words before and now (None where they are lost).

    ``paragraph`` is where it stands now, or where it stood, 0 where that is not known.
    """

    what: str
    id: str
    was: str
    now: str | None
    how: str
    paragraph: int


@dataclass(slots=True)
class Report:
    """What re-anchoring found: how many anchors stand as before, what has other words, what is lost."""

    kept: int = 0
    changed: list[Moved] = field(default_factory=list)
    lost: list[Moved] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NewSource:
    """The text that takes the place of a document's source; ``file`` is where it lies in the library.

    ``original`` is the name of the file that it was taken from, ``original_sha256`` the checksum of its bytes.
    """

    file: str
    text: str
    original: str
    original_sha256: str


def reanchor(document: str, report: Report, source: NewSource | None = None) -> Operation:
    """Anchor a document in its source as it is on disk now, or in a new ``source``; fill ``report``."""

    def change(draft: Draft) -> Draft:
        found = draft.named(document)
        return _Reanchoring(draft, found, source, report).draft()

    return Operation(f"anchored `{document}` in its changed source", change, documents=(document,), losing=True)


class _Reanchoring:
    def __init__(self, draft: Draft, document: Document, source: NewSource | None, report: Report) -> None:
        self._draft = draft
        self._document = document
        self._report = report
        self._new = source
        self._source = SourceText(source.text, document.source.markdown) if source else document.source
        # Only where the old text is at hand is it known what stood around an anchor.
        self._old = document.source if source or document.state == "verified" else None
        self._places = _places(document) if self._old else {}

    def draft(self) -> Draft:
        page = self._draft.page(self._document.record)
        for number in range(len(page.items(("quotes",)))):
            page = self._quote(page, ("quotes", number))
        for key in ("furniture", "headings", "rejected"):
            page = self._list(page, key)
        page = page.with_value(("sha256",), hashlib.sha256(self._source.text.encode("utf-8")).hexdigest())
        if self._new:
            page = page.with_value(("file",), self._new.file)
            original: Value = {"file": self._new.original, "sha256": self._new.original_sha256}
            page = page.with_value(("original",), original, after="sha256")
        return self._draft.with_page(page)

    def _quote(self, page: Page, path: Path) -> Page:
        id = str(page.at((*path, "id")))
        found = [(anchor, self._relocated(anchor, id)) for anchor in _anchors(page, (*path, "segments"))]
        words = " […] ".join(anchor.exact for anchor, _ in found)
        if not found or any(one is None for _, one in found):
            self._report.lost.append(Moved("quote", id, words, None, "lost", self._paragraph_before(id)))
            return page
        places = [one for _, one in found if one]
        spans = [one.span for one in places]
        if any(second[0] < first[1] for first, second in pairwise(spans)):
            self._report.lost.append(Moved("quote", id, words, None, "lost", self._paragraph_before(id)))
            return page
        page = self._with_spans(page, path, "segments", spans)
        for key in ("fragments", "sic"):
            page = self._within(page, path, key, spans)
        page = self._repeats(page, path, id)
        unsure = [one for one in places if one.how in ("other words", "several places")]
        if not unsure:
            self._report.kept += 1
            return page
        now = " […] ".join(self._source.text[slice(*span)] for span in spans)
        how = unsure[0].how
        self._report.changed.append(Moved("quote", id, words, now, how, self._source.paragraph_at(spans[0][0])))
        page = page.with_value((*path, "status"), "proposed").with_value((*path, "rule"), RULE, after="status")
        return page.with_value((*path, "confidence"), min(one.likeness for one in places), after="rule")

    def _with_spans(
        self, page: Page, path: Path, key: str, spans: list[Span], within: list[Span] | None = None
    ) -> Page:
        values = [anchor_value(describe(self._source, span, within)) for span in spans]
        anchors = _anchors(page, (*path, key))
        if [anchor_value(anchor) for anchor in anchors] == values:
            return page
        return page.with_value((*path, key), values)

    def _within(self, page: Page, path: Path, key: str, spans: list[Span]) -> Page:
        """Find the parts of a quote again within it; those that are not there go."""
        anchors = _anchors(page, (*path, key))
        if not anchors:
            return page
        parts: list[Span] = []
        for anchor in anchors:
            for start, end in spans:
                inner = relocate(SourceText(self._source.text[start:end]), anchor)
                if inner:
                    parts.append((start + inner.span[0], start + inner.span[1]))
                    break
        if not parts:
            page = page.without_value((*path, key))
            is_mixed = key == "fragments" and page.at((*path, "kind")) == "mixed"
            return page.with_value((*path, "kind"), "indirect") if is_mixed else page
        return self._with_spans(page, path, key, parts, spans)

    def _repeats(self, page: Page, path: Path, id: str) -> Page:
        for at in reversed(range(len(page.items((*path, "also_at"))))):
            page = self._entry(page, (*path, "also_at"), at, f"repeat of {id}")
        return page

    def _list(self, page: Page, key: str) -> Page:
        for at in reversed(range(len(page.items((key,))))):
            if key != "rejected":
                page = self._entry(page, (key,), at, key)
                continue
            path: Path = (key, at)
            found = [self._relocated(anchor, None) for anchor in _anchors(page, (*path, "segments"))]
            spans = [one.span for one in found if one and one.how != "other words"]
            is_whole = len(spans) == len(found)
            page = self._with_spans(page, path, "segments", spans) if is_whole else page.without_item((key,), at)
        return page

    def _entry(self, page: Page, path: Path, at: int, what: str) -> Page:
        """Anchor one entry that has ``exact`` beside other keys; what is not there any more goes, and is listed."""
        entry = page.at((*path, at))
        if not isinstance(entry, dict):
            return page
        anchor = _anchor(entry)
        found = self._relocated(anchor, None)
        if found is None or found.how == "other words":
            self._report.lost.append(Moved(what, "", anchor.exact, None, "lost", self._place_before(anchor)))
            return page.without_item(path, at)
        self._report.kept += 1
        made = describe(self._source, found.span)
        for name, words in zip(Anchor._fields, made, strict=True):
            if words:
                page = page.with_value((*path, at, name), words, after="exact")
            else:
                page = page.without_value((*path, at, name))
        return page

    def _relocated(self, anchor: Anchor, quote: str | None) -> Relocated | None:
        return relocate(self._source, anchor, self._known(anchor, quote))

    def _known(self, anchor: Anchor, quote: str | None) -> Before | None:
        if self._old is None:
            return None
        span = self._places.get((quote, anchor.exact)) or self._places.get((None, anchor.exact))
        return before(self._old, span) if span else None

    def _paragraph_before(self, id: str) -> int:
        return next((q.segments[0].paragraph for q in self._document.quotes if q.id == id), 0)

    def _place_before(self, anchor: Anchor) -> int:
        span = self._places.get((None, anchor.exact))
        return self._old.paragraph_at(span[0]) if self._old and span else 0


def _places(document: Document) -> Mapping[tuple[str | None, str], Span]:
    """Return where the words of each entry stood, by quote and words."""
    places: dict[tuple[str | None, str], Span] = {}
    others = [item.segment for item in document.furniture] + [item.segment for item in document.headings]
    others += [segment for rejected in document.rejected for segment in rejected.segments]
    for segment in others:
        places[(None, segment.exact)] = (segment.start, segment.end)
    for quote in document.quotes:
        for segment in quote.segments:
            places[(quote.id, segment.exact)] = (segment.start, segment.end)
        for at in quote.also_at:
            places[(None, at.segment.exact)] = (at.segment.start, at.segment.end)
    return places


def _anchors(page: Page, path: Path) -> list[Anchor]:
    return [_anchor(item) for item in page.items(path)]


def _anchor(item: Value) -> Anchor:
    if isinstance(item, dict):
        return Anchor(*(str(item.get(name) or "") for name in Anchor._fields))
    return Anchor(str(item))
