"""The files of a library, written down once: each dataclass is a mapping in YAML, each field a key.

Key names are the field names; ``key`` in the metadata gives the ones that are no Python names. A field without a
default is required. Field types are the vocabulary that :mod:`reform_tui.library.reading` knows how to read.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NewType

FORMAT_VERSION = 1

Id = NewType("Id", str)
"""Lower-case letters, digits and single hyphens; permanent."""

ReducedDate = NewType("ReducedDate", str)
"""ISO 8601 with reduced precision: a year, a year and month, or a day."""

Sha256 = NewType("Sha256", str)
"""64 lower-case hexadecimal digits."""

Share = NewType("Share", float)
"""A number from 0 to 1."""

Kind = Literal["direct", "mixed", "indirect", "authored"]
Stance = Literal["supports", "opposes", "qualifies"]
Status = Literal["curated", "proposed", "accepted"]
SpeakerKind = Literal["person", "body", "unnamed"]
Format = Literal["text", "markdown"]
Fact = Literal[
    "type",
    "title",
    "container-title",
    "publisher",
    "author",
    "editor",
    "contributor",
    "issued",
    "accessed",
    "event",
    "headings",
    "furniture",
]
"""What may be said of a document, by its key."""
DocumentType = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "chapter",
    "document",
    "hearing",
    "interview",
    "legislation",
    "manuscript",
    "pamphlet",
    "paper-conference",
    "personal_communication",
    "post",
    "post-weblog",
    "report",
    "speech",
    "thesis",
    "webpage",
]
"""The types of CSL 1.0.2 that a library of texts can hold."""


def _key(name: str) -> Any:
    """Return a field whose YAML key is ``name``, with null for its default."""
    return field(default=None, metadata={"key": name})


# Entries live for the length of a load and are never compared, printed or changed. What a dataclass brings for that is
# compiled at every start, and a frozen one takes twice as long to make.
@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Entry:
    """What every mapping has: the line it starts on, from 1."""

    line: int


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class AnchorEntry(Entry):
    """Words of the source and, where they stand more than once, what stands before and after them.

    A bare string is an anchor with ``exact`` alone. W3C Web Annotation, TextQuoteSelector.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class LocationEntry(AnchorEntry):
    """Where the words of a quote are printed again, and how that place differs."""

    what: str
    note: str | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class FurnitureEntry(AnchorEntry):
    """Text in the file that is no part of the work."""

    why: str


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class HeadingEntry(AnchorEntry):
    """A section heading of a plain text."""

    level: int = 2


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class NameEntry(Entry):
    """A personal name in parts, or a body's as a whole (CSL 1.0.2 names)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class DateEntry(Entry):
    """A date and the words of the text that state it."""

    date: ReducedDate
    stated: str


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class EventEntry(Entry):
    """The occasion a document reports, in the text's words."""

    title: str
    stated: str | None = None
    date: ReducedDate | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class PersonEntry(Entry):
    """Somebody named in a document, and what that document calls them."""

    speaker: Id
    roles: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class QuoteEntry(Entry):
    """One statement by one speaker."""

    id: Id
    speaker: Id
    kind: Kind
    segments: tuple[AnchorEntry, ...]
    role: str | None = None
    cue: str | None = None
    fragments: tuple[AnchorEntry, ...] = ()
    sic: tuple[AnchorEntry, ...] = ()
    quoted_by: Id | None = None
    also_at: tuple[LocationEntry, ...] = ()
    note: str | None = None
    status: Status = "curated"
    rule: str | None = None
    confidence: Share | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class RejectedEntry(Entry):
    """Words that a person has turned down as a quote, under the id that they had."""

    id: Id
    segments: tuple[AnchorEntry, ...]


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class OriginalEntry(Entry):
    """The file that the text was taken from: its name and the checksum of its bytes."""

    file: str
    sha256: Sha256


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class DocumentFile(Entry):
    """``data/documents/ID.yaml``. Variable names are those of CSL 1.0.2."""

    id: Id
    file: str
    sha256: Sha256
    type: DocumentType
    title: str
    format: Format = "text"
    label: str | None = None
    container_title: str | None = _key("container-title")
    publisher: str | None = None
    author: tuple[NameEntry, ...] = ()
    editor: tuple[NameEntry, ...] = ()
    contributor: tuple[NameEntry, ...] = ()
    issued: DateEntry | None = None
    accessed: DateEntry | None = None
    event: EventEntry | None = None
    notes: str | None = None
    headings: tuple[HeadingEntry, ...] = ()
    furniture: tuple[FurnitureEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    quotes: tuple[QuoteEntry, ...] = ()
    original: OriginalEntry | None = None
    proposed: tuple[Fact, ...] = ()
    rejected: tuple[RejectedEntry, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class SpeakerEntry(Entry):
    """A person, a body or an unnamed voice, with every form of the name as printed."""

    id: Id
    name: str
    kind: SpeakerKind
    aliases: tuple[str, ...] = ()
    note: str | None = None
    status: Status = "curated"


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class SpeakersFile(Entry):
    """``data/speakers.yaml``."""

    speakers: tuple[SpeakerEntry, ...]


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class AgreementEvidenceEntry(Entry):
    """A quote, or a part of it, that shares in an agreement."""

    quote: Id
    why: str
    exact: tuple[AnchorEntry, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class EvidenceEntry(AgreementEvidenceEntry):
    """A quote, or a part of it, with its stance towards a position."""

    stance: Stance


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class PositionEntry(Entry):
    """One answer to a topic's question."""

    id: Id
    claim: str
    evidence: tuple[EvidenceEntry, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class AgreementEntry(Entry):
    """What documents agree on within a topic."""

    id: Id
    claim: str
    evidence: tuple[AgreementEvidenceEntry, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class TopicEntry(Entry):
    """A question on which the documents bear."""

    id: Id
    question: str
    positions: tuple[PositionEntry, ...]
    label: str | None = None
    agreements: tuple[AgreementEntry, ...] = ()


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class TopicsFile(Entry):
    """``data/topics.yaml``."""

    topics: tuple[TopicEntry, ...]


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class LibraryFile(Entry):
    """``data/library.yaml``."""

    name: str
    format: int
    description: str | None = None
