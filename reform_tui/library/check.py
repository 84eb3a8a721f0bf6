"""The linter's rules: what a library that loads may still have wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from reform_tui.library.folding import fold_key
from reform_tui.library.model import Document, Evidence, Library, Quote, Segment
from reform_tui.library.problem import Problem

Found = Iterator[Problem]
_SPEAKERS = "data/speakers.yaml"
_TOPICS = "data/topics.yaml"


def check_library(library: Library) -> list[Problem]:
    """Return everything wrong with ``library``: what loading it found, then every rule; sorted by file and line."""
    found = set(library.problems)
    for rule in RULES:
        found.update(rule(library))
    return sorted(found)


def broken_quotes(library: Library) -> Found:
    """A quote whose source is missing; words missing from a source are named one by one when it is loaded."""
    for quote in library.broken.values():
        document = library.documents[quote.document]
        if document.state != "missing":
            continue
        words = quote.exact[0][:60]
        yield Problem(document.record, quote.line, f"`{quote.id}` is broken: its source is missing: “{words}”")


def overlapping_segments(library: Library) -> Found:
    """Segments of one quote in the wrong order or over each other; two quotes of one document over each other.

    Words quoted at second hand lie inside the words of the one who quotes them; what is only proposed is no quote yet.
    """
    for document in library.documents.values():
        for quote in document.quotes:
            if any(second.start < first.end for first, second in pairwise(quote.segments)):
                yield Problem(document.record, quote.line, f"the segments of `{quote.id}` overlap or are out of order")
        yield from _overlapping_quotes(document)


def _overlapping_quotes(document: Document) -> Found:
    spans = sorted(
        (
            (segment.start, segment.end, quote)
            for quote in document.quotes
            if quote.status != "proposed"
            for segment in quote.segments
        ),
        key=lambda span: span[:2],
    )
    furthest: tuple[int, Quote] | None = None
    for start, end, quote in spans:
        if furthest and start < furthest[0] and quote is not furthest[1] and not _second_hand(quote, furthest[1]):
            message = f"`{quote.id}` overlaps `{furthest[1].id}` (line {furthest[1].line}) in ¶{_paragraph(quote)}"
            yield Problem(document.record, quote.line, message)
        if furthest is None or end > furthest[0]:
            furthest = (end, quote)


def _second_hand(one: Quote, other: Quote) -> bool:
    return one.quoted_by == other.speaker or other.quoted_by == one.speaker


def _paragraph(quote: Quote) -> int:
    return quote.segments[0].paragraph


def quotes_in_furniture(library: Library) -> Found:
    """A quote in text that is no part of the work."""
    for document in library.documents.values():
        for quote in document.quotes:
            if any(_touches(segment, document) for segment in quote.segments):
                yield Problem(document.record, quote.line, f"`{quote.id}` lies in furniture; use also_at for a repeat")


def _touches(segment: Segment, document: Document) -> bool:
    return any(item.segment.start < segment.end and segment.start < item.segment.end for item in document.furniture)


def fragments_fit_kind(library: Library) -> Found:
    """A mixed quote has fragments, no other has."""
    for document, quote in _quotes(library):
        if quote.kind == "mixed" and not quote.fragments:
            yield Problem(document.record, quote.line, f"`{quote.id}` is mixed and has no fragments")
        if quote.kind != "mixed" and quote.fragments:
            yield Problem(
                document.record, quote.line, f"`{quote.id}` is {quote.kind} and has fragments; only mixed has"
            )


def stated_facts(library: Library) -> Found:
    """A title, name, date or publisher that the text does not state."""
    for document in library.documents.values():
        if document.state != "missing":
            text = fold_key(document.source.plain.text)
            for what, words in _facts(document):
                if fold_key(words) not in text:
                    yield Problem(document.record, document.line, f"the text does not state the {what} “{words}”")


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    yield "title", document.title
    if document.container_title:
        yield "container title", document.container_title
    if document.publisher:
        yield "publisher", document.publisher
    for role, names in (
        ("author", document.author),
        ("editor", document.editor),
        ("contributor", document.contributor),
    ):
        for name in names:
            yield role, str(name)
    for what, date in (("date of issue", document.issued), ("capture date", document.accessed)):
        if date:
            yield what, date.stated
    if document.event:
        yield "event", document.event.title
        if document.event.stated:
            yield "event date", document.event.stated


def stated_roles(library: Library) -> Found:
    """A role that is not in the document's words. Words in square brackets are the annotator's."""
    for document in library.documents.values():
        if document.state == "missing":
            continue
        text = fold_key(document.source.plain.text)
        for appearance in document.people:
            for role in appearance.roles:
                if not _has_role(text, role):
                    message = f"the text does not call `{appearance.speaker}` “{role}”; put words of yours in [ ]"
                    yield Problem(document.record, appearance.line, message)
        roles = {appearance.speaker: appearance.roles for appearance in document.people}
        for quote in document.quotes:
            if quote.role and quote.role not in roles.get(quote.speaker, ()):
                message = f"the role “{quote.role}” of `{quote.id}` is not among the roles of `{quote.speaker}`"
                yield Problem(document.record, quote.line, message)


def is_stated_role(document: Document, role: str) -> bool:
    """Whether a document has the words of a role, but for those in square brackets, which are ours."""
    return _has_role(fold_key(document.source.plain.text), role)


def _has_role(folded_text: str, role: str) -> bool:
    parts = role.replace("]", "[").split("[")
    return all(fold_key(part) in folded_text for part in parts[::2] if part.strip())


def cues_stand_near(library: Library) -> Found:
    """A cue that is not in the paragraphs of its quote or next to them."""
    for document, quote in _quotes(library):
        if quote.cue and fold_key(quote.cue) not in fold_key(_around(document, quote)):
            yield Problem(document.record, quote.line, f"the cue “{quote.cue}” of `{quote.id}` does not stand near it")


def _around(document: Document, quote: Quote) -> str:
    paragraphs = document.source.paragraphs
    first = max(quote.segments[0].paragraph - 2, 0)
    last = min(quote.segments[-1].paragraph, len(paragraphs) - 1)
    return document.source.text[paragraphs[first].start : paragraphs[last].end]


def speakers_are_named(library: Library) -> Found:
    """A speaker who is not among the people of the document, or whose name is not printed where it should be."""
    for document in library.documents.values():
        people = {appearance.speaker for appearance in document.people}
        for quote in document.quotes:
            if quote.speaker not in people:
                message = f"`{quote.speaker}`, who makes `{quote.id}`, is not among the document's people"
                yield Problem(document.record, quote.line, message)
        if document.state == "missing":
            continue
        text = fold_key(document.source.plain.text)
        for appearance in document.people:
            speaker = library.speakers[appearance.speaker]
            if speaker.kind != "unnamed" and not any(fold_key(name) in text for name in speaker.names):
                message = f"no name of `{speaker.id}` is printed in the document"
                yield Problem(document.record, appearance.line, message)


def aliases_are_printed(library: Library) -> Found:
    """An alias that no document prints; a speaker that no document names."""
    if any(document.state == "missing" for document in library.documents.values()):
        return
    texts = {document.id: document.source.folded.text for document in library.documents.values()}
    for speaker in library.speakers.values():
        where = library.appearances.get(speaker.id, ())
        if not where:
            yield Problem(_SPEAKERS, speaker.line, f"`{speaker.id}` is named in no document")
        for alias in speaker.aliases if where else ():
            if not any(fold_key(alias) in fold_key(texts[appearance.document]) for appearance in where):
                yield Problem(_SPEAKERS, speaker.line, f"no document prints the alias “{alias}” of `{speaker.id}`")


def aliases_are_one_speakers(library: Library) -> Found:
    """A name that two speakers share."""
    owners: dict[str, str] = {}
    for speaker in library.speakers.values():
        for name in speaker.names:
            owner = owners.setdefault(fold_key(name), speaker.id)
            if owner != speaker.id:
                message = f"“{name}” is a name of `{owner}` and of `{speaker.id}`; a name is one speaker's"
                yield Problem(_SPEAKERS, speaker.line, message)


def proposed_facts_are_there(library: Library) -> Found:
    """A fact marked as proposed that the document's file does not give."""
    for document in library.documents.values():
        for fact in document.proposed:
            if not getattr(document, fact.replace("-", "_")):
                message = f"`{fact}` is marked as proposed, and the file gives none; take it out of `proposed`"
                yield Problem(document.record, document.line, message)


def guesses_are_proposed(library: Library) -> Found:
    """A rule or a confidence of the finder's on a quote that it has not proposed."""
    for document, quote in _quotes(library):
        if quote.status == "curated" and (quote.rule or quote.confidence is not None):
            message = f"`{quote.id}` is curated and has a rule or a confidence; only what was proposed has"
            yield Problem(document.record, quote.line, message)


def topics_are_contrasts(library: Library) -> Found:
    """A topic without two to four positions; a position or an agreement without evidence; evidence given twice."""
    for topic in library.topics.values():
        if not 2 <= len(topic.positions) <= 4:
            message = f"`{topic.id}` has {len(topic.positions)} positions; a topic has two to four"
            yield Problem(_TOPICS, topic.line, message)
        for position in topic.positions:
            if not position.evidence:
                message = f"the position `{position.id}` of `{topic.id}` has no evidence"
                yield Problem(_TOPICS, position.line, message)
            yield from _twice(position.evidence)
        for agreement in topic.agreements:
            if len({library.quotes[evidence.quote].document for evidence in agreement.evidence}) < 2:
                message = f"the agreement `{agreement.id}` of `{topic.id}` has no evidence from two documents"
                yield Problem(_TOPICS, agreement.line, message)
            yield from _twice(agreement.evidence)


def _twice(evidence: Iterable[Evidence]) -> Found:
    seen: set[Evidence] = set()
    for item in evidence:
        place = replace(item, stance=None, why="", line=0)
        if place in seen:
            yield Problem(_TOPICS, item.line, f"the same words of `{item.quote}` a second time")
        seen.add(place)


def _quotes(library: Library) -> Iterator[tuple[Document, Quote]]:
    for document in library.documents.values():
        for quote in document.quotes:
            yield document, quote


RULES: tuple[Callable[[Library], Found], ...] = (
    broken_quotes,
    overlapping_segments,
    quotes_in_furniture,
    fragments_fit_kind,
    stated_facts,
    stated_roles,
    cues_stand_near,
    speakers_are_named,
    aliases_are_printed,
    aliases_are_one_speakers,
    proposed_facts_are_there,
    guesses_are_proposed,
    topics_are_contrasts,
)
