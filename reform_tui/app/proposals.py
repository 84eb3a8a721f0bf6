"""What waits for a person's decision: proposed facts, proposed speakers, proposed quotes in order of doubt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Library, Quote
    from reform_tui.library.schema import Fact

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Proposed:
    """One thing to be decided; ``document`` is where it is read. ``id`` is that of the quote, speaker or document."""

    what: Literal["fact", "speaker", "quote"]
    id: str
    document: str
    fact: Fact | None = None

    @property
    def key(self) -> Key:
        """What stays the same of it while the library changes."""
        return (self.what, self.id, self.fact or "")


def to_review(library: Library, document: str | None, doubts: Mapping[str, float]) -> list[Proposed]:
    """Return what is proposed, in one document or in all: facts, then new speakers, then quotes, the doubtful first.

    ``doubts`` are the confidences that quotes had before a person began to change them: those keep their places.
    """
    documents = [item for item in library.documents.values() if document in (None, item.id)]
    facts = [Proposed("fact", item.id, item.id, fact) for item in documents for fact in item.proposed]
    quotes = [quote for item in documents for quote in item.quotes if quote.status == "proposed"]
    quotes.sort(key=lambda quote: doubt_of(quote, doubts))
    return [
        *facts,
        *_new_speakers(library, documents),
        *(Proposed("quote", quote.id, quote.document) for quote in quotes),
    ]


def doubt_of(quote: Quote, doubts: Mapping[str, float]) -> float:
    """Return by what a quote is sorted; one that somebody has begun to change comes first."""
    return quote.confidence if quote.confidence is not None else doubts.get(quote.id, -1.0)


def _new_speakers(library: Library, documents: list[Document]) -> list[Proposed]:
    new = {id for id, speaker in library.speakers.items() if speaker.status == "proposed"}
    found: dict[str, Proposed] = {}
    for document in documents if new else ():
        for id in [*(quote.speaker for quote in document.quotes), *(person.speaker for person in document.people)]:
            if id in new and id not in found:
                found[id] = Proposed("speaker", id, document.id)
    return list(found.values())


def decided(library: Library, document: str | None) -> int:
    """Return how many proposed quotes a person has accepted or turned down."""
    documents = [item for item in library.documents.values() if document in (None, item.id)]
    return sum(len(item.rejected) + sum(1 for quote in item.quotes if quote.status == "accepted") for item in documents)


def waiting(library: Library) -> int:
    """Return how many quotes wait for a decision."""
    return sum(1 for quote in library.quotes.values() if quote.status == "proposed")


def proposed_in(library: Library, document: str) -> bool:
    """Whether anything of a document waits for a decision."""
    return bool(to_review(library, document, {}))
