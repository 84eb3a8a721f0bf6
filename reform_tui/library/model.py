"""A library in memory: immutable values, joined by ids.

Every offset is in code points of a source file; every ``line`` is a line, from 1, of the YAML file that says it
(``Document.record``, ``data/speakers.yaml``, ``data/topics.yaml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from reform_tui.library.problem import Problem
from reform_tui.library.schema import DocumentType, Fact, Kind, SpeakerKind, Stance, Status
from reform_tui.library.text import SourceText

SourceState = Literal["verified", "changed", "missing"]
"""How a source file stands to the checksum in its record."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One contiguous slice of a source: ``text[start:end] == exact``, in the paragraph numbered ``paragraph``."""

    start: int
    end: int
    exact: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Location:
    """A place where the words of a quote are printed again; ``what`` names it (*headline*, *pull quote*)."""

    segment: Segment
    what: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Furniture:
    """A stretch of the file that is no part of the work, and why."""

    segment: Segment
    why: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; ``level`` counts from 1."""

    segment: Segment
    level: int


@dataclass(frozen=True, slots=True)
class Name:
    """A personal name in parts, or a body's in ``literal`` (CSL 1.0.2)."""

    family: str | None
    given: str | None
    literal: str | None

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date in ISO 8601 reduced precision and the words of the text that state it."""

    date: str
    stated: str


@dataclass(frozen=True, slots=True)
class Event:
    """The occasion that a document reports, in its words."""

    title: str
    stated: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """One statement by one speaker, proved: every segment is a slice of the source.

    ``rule`` and ``confidence`` (0 to 1) are the finder's, as long as nobody has corrected what it proposed.
    """

    id: str
    document: str
    speaker: str
    role: str | None
    kind: Kind
    cue: str | None
    segments: tuple[Segment, ...]
    fragments: tuple[Segment, ...]
    sic: tuple[Segment, ...]
    quoted_by: str | None
    also_at: tuple[Location, ...]
    note: str | None
    status: Status
    line: int
    rule: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Words that a person has turned down as a quote."""

    id: str
    segments: tuple[Segment, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Original:
    """The file that a source text was taken from, by its name and the SHA-256 of its bytes."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class BrokenQuote:
    """A statement whose words are no longer found in its source; ``exact`` are the words as recorded."""

    id: str
    document: str
    speaker: str
    role: str | None
    kind: Kind
    cue: str | None
    quoted_by: str | None
    exact: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody named in a document and the roles it gives them, the one in which they speak first."""

    speaker: str
    document: str
    roles: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Document:
    """One source text and its bibliographic record; ``proposed`` are the facts in it that nobody has confirmed."""

    id: str
    file: str
    sha256: str
    type: DocumentType
    title: str
    label: str
    container_title: str | None
    publisher: str | None
    author: tuple[Name, ...]
    editor: tuple[Name, ...]
    contributor: tuple[Name, ...]
    issued: StatedDate | None
    accessed: StatedDate | None
    event: Event | None
    notes: str | None
    headings: tuple[Heading, ...]
    furniture: tuple[Furniture, ...]
    people: tuple[Appearance, ...]
    quotes: tuple[Quote, ...]
    broken: tuple[BrokenQuote, ...]
    source: SourceText
    state: SourceState
    record: str
    line: int
    original: Original | None = None
    proposed: tuple[Fact, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    @property
    def year(self) -> str | None:
        """The year the text states, or None for n.d."""
        return self.issued.date[:4] if self.issued else None

    def in_furniture(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` lies in furniture."""
        return any(item.segment.start <= start and end <= item.segment.end for item in self.furniture)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, a body or an unnamed voice."""

    id: str
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...]
    note: str | None
    line: int
    status: Status = "curated"

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name, the full one first."""
        return (self.name, *(alias for alias in self.aliases if alias != self.name))


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote, or the part of it in ``segments``, under a position or an agreement (which takes no ``stance``)."""

    quote: str
    stance: Stance | None
    why: str
    segments: tuple[Segment, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Position:
    """One answer to a topic's question, as a claim."""

    id: str
    claim: str
    evidence: tuple[Evidence, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What documents agree on within a topic."""

    id: str
    claim: str
    evidence: tuple[Evidence, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A question on which the documents bear."""

    id: str
    question: str
    label: str
    positions: tuple[Position, ...]
    agreements: tuple[Agreement, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a quote stands: under which position of which topic, and how."""

    topic: str
    position: str
    stance: Stance


@dataclass(frozen=True)
class Library:
    """Documents, speakers and topics, joined. Mappings keep the order of the files."""

    root: Path
    name: str
    description: str | None
    documents: Mapping[str, Document]
    speakers: Mapping[str, Speaker]
    topics: Mapping[str, Topic]
    problems: tuple[Problem, ...] = field(default=(), compare=False)

    @cached_property
    def quotes(self) -> Mapping[str, Quote]:
        """Every proved quote by its id, in the order of documents and of the text."""
        return {quote.id: quote for document in self.documents.values() for quote in document.quotes}

    @cached_property
    def broken(self) -> Mapping[str, BrokenQuote]:
        """Every quote whose words are not found, by its id."""
        return {quote.id: quote for document in self.documents.values() for quote in document.broken}

    @cached_property
    def placements(self) -> Mapping[str, tuple[Placement, ...]]:
        """Where each quote stands, by its id; a quote under no position is not in it."""
        placed: dict[str, list[Placement]] = {}
        for topic in self.topics.values():
            for position in topic.positions:
                for evidence in position.evidence:
                    if evidence.stance:
                        where = Placement(topic.id, position.id, evidence.stance)
                        placed.setdefault(evidence.quote, []).append(where)
        return {quote: tuple(where) for quote, where in placed.items()}

    @cached_property
    def appearances(self) -> Mapping[str, tuple[Appearance, ...]]:
        """Where each speaker is named, by speaker id, in the order of documents."""
        named: dict[str, list[Appearance]] = {}
        for document in self.documents.values():
            for appearance in document.people:
                named.setdefault(appearance.speaker, []).append(appearance)
        return {speaker: tuple(where) for speaker, where in named.items()}

    def quotes_by(self, speaker: str) -> Iterator[Quote]:
        """Yield the quotes of one speaker."""
        return (quote for quote in self.quotes.values() if quote.speaker == speaker)
