"""Proposed quotes as they are written in a document's file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reform_tui.adding.voices import Voices
from reform_tui.library.editing import quote_id
from reform_tui.library.editing.anchors import anchor_values
from reform_tui.library.editing.placed import Value
from reform_tui.library.text import SourceText
from reform_tui.quotation.proposal import Proposal

DOUBTFUL = 0.9
"""The confidence below which a proposed quote is counted as in doubt."""


@dataclass(slots=True)
class ProposedQuotes:
    """Writes proposals down: entries of quotes, and who speaks in which roles, the one in which they speak first."""

    source: SourceText
    voices: Voices
    taken: set[str]
    roles: dict[str, list[str]] = field(default_factory=dict)

    def entry(self, proposal: Proposal, id: str | None = None) -> dict[str, Value]:
        """Return a quote's entry, under ``id`` or a new one; note its speaker and role."""
        speaker = self.voices.of(proposal)
        roles = self.roles.setdefault(speaker, [])
        if proposal.role and proposal.role not in roles:
            roles.append(proposal.role)
        if id is None:
            id = quote_id(speaker, self.source.text[slice(*proposal.segments[0])], self.taken)
            self.taken.add(id)
        entry: dict[str, Value] = {"id": id, "speaker": speaker}
        if proposal.role and proposal.role != roles[0]:
            entry["role"] = proposal.role
        entry["kind"] = proposal.kind
        if proposal.cue:
            entry["cue"] = proposal.cue
        entry["segments"] = anchor_values(self.source, proposal.segments)
        if proposal.fragments:
            entry["fragments"] = anchor_values(self.source, proposal.fragments, proposal.segments)
        return {**entry, "status": "proposed", "rule": proposal.rule, "confidence": round(proposal.confidence, 2)}

    def people(self) -> list[Value]:
        """Return those who speak, with their roles."""
        return [person_value(speaker, roles) for speaker, roles in self.roles.items()]


def person_value(speaker: str, roles: Iterable[str]) -> Value:
    """Return an entry of a document's people."""
    listed: list[Value] = list(roles)
    return {"speaker": speaker, "roles": listed} if listed else {"speaker": speaker}
