"""The JSON contract: a quote, document, speaker or topic as a mapping, keys and order as documented in README.

Offsets are code points into the source file; dates are ISO 8601 in reduced precision, null where the text states none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reform_tui.library.model import (
    Agreement,
    BrokenQuote,
    Document,
    Evidence,
    Library,
    Name,
    Quote,
    Segment,
    Speaker,
    Topic,
)
from reform_tui.library.text import count_words

Record = dict[str, Any]


def quote_record(library: Library, quote: Quote) -> Record:
    """Return the record of a proved quote.

    ``status`` is ``reanchored`` where the source file is no longer the one that was checked.
    """
    document = library.documents[quote.document]
    status = quote.status if document.state == "verified" else "reanchored"
    return {
        **_attribution(library, quote),
        "sic": bool(quote.sic),
        "segments": [_segment(segment) for segment in quote.segments],
        "fragments": [_slice(segment) for segment in quote.fragments],
        "also_at": [{**_segment(place.segment), "what": place.what} for place in quote.also_at],
        "issued": _issued(document),
        "status": status,
        "rule": quote.rule if quote.status == "proposed" else None,
        "confidence": quote.confidence if quote.status == "proposed" else None,
        "topics": _placements(library, quote.id),
    }


def broken_record(library: Library, quote: BrokenQuote) -> Record:
    """Return the record of a quote whose words are not found: ``status`` broken, offsets null."""
    nowhere = {"start": None, "end": None}
    return {
        **_attribution(library, quote),
        "sic": False,
        "segments": [{**nowhere, "exact": exact, "paragraph": None} for exact in quote.exact],
        "fragments": [],
        "also_at": [],
        "issued": _issued(library.documents[quote.document]),
        "status": "broken",
        "rule": None,
        "confidence": None,
        "topics": _placements(library, quote.id),
    }


def _attribution(library: Library, quote: Quote | BrokenQuote) -> Record:
    return {
        "id": quote.id,
        "document": quote.document,
        "file": library.documents[quote.document].file,
        "speaker": quote.speaker,
        "speaker_name": library.speakers[quote.speaker].name,
        "quoted_by": quote.quoted_by,
        "role": quote.role,
        "kind": quote.kind,
        "cue": quote.cue,
    }


def paragraph_record(document: Document, paragraph: Segment) -> Record:
    """Return the record of one paragraph of a document."""
    return {
        "document": document.id,
        "file": document.file,
        "paragraph": paragraph.paragraph,
        "start": paragraph.start,
        "end": paragraph.end,
        "exact": paragraph.exact,
    }


def document_record(document: Document) -> Record:
    """Return the record of a document; ``words`` are those of the work, without furniture."""
    return {
        "id": document.id,
        "file": document.file,
        "sha256": document.sha256,
        "title": document.title,
        "type": document.type,
        "author": [_name(name) for name in document.author],
        "editor": [_name(name) for name in document.editor],
        "publisher": document.publisher,
        "container_title": document.container_title,
        "issued": _issued(document),
        "accessed": document.accessed.date if document.accessed else None,
        "paragraphs": len(document.source.paragraphs),
        "words": words_of_work(document),
        "quotes": len(document.quotes),
        "furniture": [{**_slice(item.segment), "why": item.why} for item in document.furniture],
    }


def words_of_work(document: Document) -> int:
    """Return how many words the work has, furniture left out."""
    furniture = sum(count_words(document.source.words(f.segment.start, f.segment.end)) for f in document.furniture)
    return count_words(document.source.plain.text) - furniture


def speaker_record(library: Library, speaker: Speaker) -> Record:
    """Return the record of a speaker; ``speaks`` is false for those only mentioned."""
    quotes = sum(1 for _ in library.quotes_by(speaker.id))
    appearances = library.appearances.get(speaker.id, ())
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "aliases": list(speaker.aliases),
        "roles": [{"role": role, "document": where.document} for where in appearances for role in where.roles],
        "speaks": quotes > 0,
        "quotes": quotes,
        "documents": [where.document for where in appearances],
    }


def topic_record(topic: Topic) -> Record:
    """Return the record of a topic with its positions, their evidence, and the agreements."""
    return {
        "id": topic.id,
        "question": topic.question,
        "positions": [
            {"id": position.id, "claim": position.claim, "evidence": _evidence(position.evidence)}
            for position in topic.positions
        ],
        "agreements": [_agreement(agreement) for agreement in topic.agreements],
    }


def _agreement(agreement: Agreement) -> Record:
    evidence = _evidence(agreement.evidence)
    for item in evidence:
        del item["stance"]
    return {"id": agreement.id, "claim": agreement.claim, "evidence": evidence}


def _evidence(evidence: Iterable[Evidence]) -> list[Record]:
    return [
        {"quote": item.quote, "stance": item.stance, "why": item.why, "segments": _segments(item.segments)}
        for item in evidence
    ]


def _segments(segments: Sequence[Segment]) -> list[Record]:
    return [_segment(segment) for segment in segments]


def _segment(segment: Segment) -> Record:
    return {**_slice(segment), "paragraph": segment.paragraph}


def _slice(segment: Segment) -> Record:
    return {"start": segment.start, "end": segment.end, "exact": segment.exact}


def _name(name: Name) -> Record:
    parts = {"family": name.family, "given": name.given, "literal": name.literal}
    return {part: value for part, value in parts.items() if value}


def _issued(document: Document) -> str | None:
    return document.issued.date if document.issued else None


def _placements(library: Library, quote: str) -> list[Record]:
    return [
        {"topic": where.topic, "position": where.position, "stance": where.stance}
        for where in library.placements.get(quote, ())
    ]
