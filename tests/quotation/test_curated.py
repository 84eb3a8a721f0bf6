"""The finder against the statements that people attributed in the bundled library."""

from __future__ import annotations

import pytest

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Document, Library, Speaker
from reform_tui.quotation.finder import find
from reform_tui.quotation.proposal import Proposal, Span

Stated = tuple[Span, Speaker]
LIBRARY = load_library(bundled_library())


def quoted(library: Library, document: Document) -> list[Stated]:
    """Return every stretch that stands in quotation marks, with who speaks."""
    return [
        ((part.start, part.end), library.speakers[quote.speaker])
        for quote in document.quotes
        if quote.kind in ("direct", "mixed")
        for part in (quote.fragments or quote.segments)
    ]


def spoken_by(proposal: Proposal, speaker: Speaker, text: str) -> bool:
    name = proposal.speaker_name or (text[slice(*proposal.speaker)] if proposal.speaker else "")
    known = " ".join((speaker.name, *speaker.aliases)).lower()
    return bool(name) and name.split()[-1].lower() in known


def overlap(one: Span, other: Span) -> float:
    """Return the share that two spans have of what they cover together."""
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return common / (one[1] - one[0] + other[1] - other[0] - common)


def missed(document: Document, stated: list[Stated]) -> list[str]:
    """Return what was not found, or given to somebody else."""
    text = document.source.text
    found = [
        (span, proposal)
        for proposal in find(text)
        if proposal.kind in ("direct", "mixed")
        for span in (proposal.fragments or proposal.segments)
    ]
    return [
        f"{speaker.name}: {text[slice(*span)][:80]}"
        for span, speaker in stated
        if not any(overlap(span, other) >= 0.5 and spoken_by(proposal, speaker, text) for other, proposal in found)
    ]


@pytest.mark.parametrize("document", LIBRARY.documents.values(), ids=lambda document: document.id)
def test_every_direct_and_mixed_statement_is_found_with_its_speaker(document: Document) -> None:
    assert missed(document, quoted(LIBRARY, document)) == []


def test_there_are_statements_to_be_found() -> None:
    assert sum(len(quoted(LIBRARY, document)) for document in LIBRARY.documents.values()) == 50
