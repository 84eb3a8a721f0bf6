"""A selection laid out: which quote stands where, under which number. No format yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from reform_tui.export.attribution import Span, attribution, source
from reform_tui.export.options import ExportOptions
from reform_tui.export.words import Paragraph, in_one_paragraph, paragraphs_of
from reform_tui.library.model import Document, Evidence, Library, Quote, Speaker, Topic
from reform_tui.library.placing import with_places
from reform_tui.library.schema import Stance
from reform_tui.library.selection import Pick

_FEWEST_SIDES, _MOST_SIDES = 2, 4
_STANCES = ("supports", "qualifies", "opposes", "")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a quote stands to a position or an agreement (which takes no ``stance``), and why."""

    stance: Stance | None
    why: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One quotation, whole. ``number`` counts from 1 in the order of the page."""

    number: int
    quote: Quote
    document: Document
    speaker: Speaker
    paragraphs: tuple[Paragraph, ...]
    attribution: tuple[Span, ...]
    note: str
    tags: tuple[str, ...]
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """A quotation that stands, whole, further up."""

    number: int
    speaker: Speaker
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Quotations under one heading; ``claim`` is what the position says, ``again`` stand whole further up."""

    title: tuple[Span, ...]
    claim: str
    again: tuple[Again, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One quotation, or the part of it that bears on the topic, in a table."""

    number: int
    words: Paragraph
    quote: Quote
    document: Document
    speaker: Speaker
    stance: Stance


@dataclass(frozen=True, slots=True)
class Table:
    """Positions side by side: the claim of each, and rows of cells."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Sections that belong together: those of one topic, under its question, or all there are."""

    title: str
    table: Table | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What is handed over. ``missing`` are ids of the selection that the library has no proved words for."""

    title: str
    parts: tuple[Part, ...]
    entries: tuple[Entry, ...]
    missing: tuple[str, ...]

    @property
    def documents(self) -> list[Document]:
        """The documents quoted, in the order of the page."""
        return list({entry.document.id: entry.document for entry in self.entries}.values())


def lay_out(library: Library, picks: Sequence[Pick], options: ExportOptions) -> Page:
    """Return ``picks`` grouped as the options say; the order within a group is that of ``picks``."""
    library = with_places(library, picks)
    known = [pick for pick in picks if pick.quote in library.quotes]
    layout = _Layout(library, options, {pick.quote: pick for pick in known})
    parts = _PARTS[options.group_by](layout)
    return Page(
        options.title or _title(library, layout, options, parts),
        tuple(parts),
        tuple(layout.entries),
        tuple(pick.quote for pick in picks if pick.quote not in library.quotes),
    )


def _title(library: Library, layout: _Layout, options: ExportOptions, parts: list[Part]) -> str:
    topics = layout.topics
    if options.group_by == "position" and len(topics) == 1 and parts and parts[0].table:
        return f"{topics[0].label}: positions"
    if options.group_by in {"position", "topic"} and len(topics) == 1:
        return topics[0].label
    if options.selection:
        return options.selection
    speakers = {quote.speaker for quote in layout.quotes}
    if len(speakers) == 1:
        return f"Quotations from {library.speakers[speakers.pop()].name}"
    return "Quotations"


@dataclass
class _Layout:
    """A page under way: gives out numbers in the order in which quotes are first set."""

    library: Library
    options: ExportOptions
    picks: dict[str, Pick]
    entries: list[Entry] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def quotes(self) -> list[Quote]:
        return [self.library.quotes[id] for id in self.picks]

    @property
    def topics(self) -> list[Topic]:
        """The topics, of those asked for, on which a picked quote bears."""
        wanted = self.options.topics or tuple(self.library.topics)
        return [
            topic
            for id, topic in self.library.topics.items()
            if id in wanted and any(item.quote in self.picks for item in _all_evidence(topic))
        ]

    def item(self, id: str, standings: tuple[Standing, ...] = ()) -> Entry | Again:
        """Return the quote whole when it is set for the first time, else a reference to it."""
        quote = self.library.quotes[id]
        speaker = self.library.speakers[quote.speaker]
        if id in self.numbers:
            return Again(self.numbers[id], speaker, standings)
        self.numbers[id] = len(self.numbers) + 1
        document, pick = self.library.documents[quote.document], self.picks[id]
        entry = Entry(
            number=self.numbers[id],
            quote=quote,
            document=document,
            speaker=speaker,
            paragraphs=paragraphs_of(document, quote, quote.segments, self.options),
            attribution=attribution(self.library, quote),
            note=pick.note,
            tags=(*pick.tags, *(f"{place.topic}/{place.position}/{place.stance}" for place in pick.places)),
            standings=standings,
        )
        self.entries.append(entry)
        return entry

    def section(self, title: Iterable[Span], quotes: Iterable[str]) -> Section:
        return _section(title, "", [self.item(id) for id in quotes])

    def evidence(self, title: str, claim: str, evidence: Iterable[Evidence]) -> Section | None:
        """Return a section of the picked quotes of ``evidence``, in the order of the picks; None without any."""
        standings: dict[str, list[Standing]] = {}
        for item in evidence:
            standings.setdefault(item.quote, []).append(Standing(item.stance, item.why))
        items = [self.item(id, tuple(standings[id])) for id in self.picks if id in standings]
        return _section([Span(title)], claim, items) if items else None

    def rest(self, title: str) -> list[Section]:
        """Return a section of what has not been set, so that nothing that was picked is lost."""
        left = [id for id in self.picks if id not in self.numbers]
        return [self.section([Span(title)], left)] if left else []


def _section(title: Iterable[Span], claim: str, items: Iterable[Entry | Again]) -> Section:
    items = list(items)
    again = tuple(item for item in items if isinstance(item, Again))
    return Section(tuple(title), claim, again, tuple(item for item in items if isinstance(item, Entry)))


def _by_speaker(layout: _Layout) -> list[Part]:
    groups: dict[str, list[str]] = {}
    for quote in layout.quotes:
        groups.setdefault(quote.speaker, []).append(quote.id)
    speakers = layout.library.speakers
    sections = [layout.section([Span(speakers[id].name)], quotes) for id, quotes in groups.items()]
    return [Part("", None, tuple(sections))]


def _by_document(layout: _Layout) -> list[Part]:
    groups: dict[str, list[str]] = {}
    for quote in layout.quotes:
        groups.setdefault(quote.document, []).append(quote.id)
    documents = layout.library.documents
    sections = [layout.section(source(documents[id]), quotes) for id, quotes in groups.items()]
    return [Part("", None, tuple(sections))]


def _by_topic(layout: _Layout) -> list[Part]:
    sections = []
    for topic in layout.topics:
        bearing = {item.quote for item in _all_evidence(topic)}
        sections.append(layout.section([Span(topic.question)], [id for id in layout.picks if id in bearing]))
    return [Part("", None, (*sections, *layout.rest("Under no topic")))]


def _by_position(layout: _Layout) -> list[Part]:
    parts = []
    for topic in layout.topics:
        sections = [
            layout.evidence(f"Position: {_spaced(position.id)}", position.claim, position.evidence)
            for position in topic.positions
        ]
        sections += [
            layout.evidence(f"Agreed: {_spaced(agreement.id)}", agreement.claim, agreement.evidence)
            for agreement in topic.agreements
        ]
        parts.append(Part(topic.question, _table(layout, topic), tuple(section for section in sections if section)))
    if rest := layout.rest("Under no position"):
        parts.append(Part("" if not parts else "Other quotations", None, tuple(rest)))
    return parts


_PARTS = {"position": _by_position, "speaker": _by_speaker, "document": _by_document, "topic": _by_topic}


def _table(layout: _Layout, topic: Topic) -> Table | None:
    """Return the positions side by side, what supports them first; None where fewer than two have anybody."""
    order = {id: at for at, id in enumerate(layout.picks)}
    sides = [
        [
            _cell(layout, item, item.stance)
            for item in sorted(
                position.evidence, key=lambda item: (_STANCES.index(item.stance or ""), order.get(item.quote, 0))
            )
            if item.quote in order and item.stance
        ]
        for position in topic.positions
    ]
    if not _FEWEST_SIDES <= len(sides) <= _MOST_SIDES or sum(map(bool, sides)) < _FEWEST_SIDES:
        return None
    return Table(tuple(position.claim for position in topic.positions), tuple(zip_longest(*sides)))


def _cell(layout: _Layout, item: Evidence, stance: Stance) -> Cell:
    quote = layout.library.quotes[item.quote]
    document = layout.library.documents[quote.document]
    words = in_one_paragraph(paragraphs_of(document, quote, item.segments, layout.options))
    return Cell(layout.numbers[quote.id], words, quote, document, layout.library.speakers[quote.speaker], stance)


def _all_evidence(topic: Topic) -> Iterator[Evidence]:
    for position in topic.positions:
        yield from position.evidence
    for agreement in topic.agreements:
        yield from agreement.evidence


def _spaced(id: str) -> str:
    return id.replace("-", " ")
