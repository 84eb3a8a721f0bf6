"""From one document's file and its source to a :class:`~reform_tui.library.model.Document`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeVar

from reform_tui.library import schema
from reform_tui.library.anchor import Span
from reform_tui.library.anchoring import resolve_all, segment_at, spans_of
from reform_tui.library.labels import label_of
from reform_tui.library.markup import markdown_headings
from reform_tui.library.model import (
    Appearance,
    BrokenQuote,
    Document,
    Event,
    Furniture,
    Heading,
    Location,
    Name,
    Original,
    Quote,
    Rejected,
    Segment,
    SourceState,
    Speaker,
    StatedDate,
)
from reform_tui.library.problem import Problems
from reform_tui.library.source_file import LeadsOut, source_bytes
from reform_tui.library.suggesting import did_you_mean
from reform_tui.library.text import SourceText

A = TypeVar("A", bound=schema.AnchorEntry)
T = TypeVar("T")


class DocumentReader:
    """Turns one document entry into a document, its anchors into offsets."""

    def __init__(
        self,
        within: str,
        file: str,
        entry: schema.DocumentFile,
        speakers: dict[str, Speaker],
        problems: Problems,
        is_new: Callable[[str, str, int], bool],
        source: bytes | None = None,
    ) -> None:
        """``within`` is the library's folder, without links; ``source`` stands for the file that ``entry`` names."""
        self._entry = entry
        self._file = file
        self._speakers = speakers
        self._report = partial(problems.add, file)
        self._is_new = is_new
        self._source, self._state = self._read_source(within, source)
        self._people = tuple(
            Appearance(person.speaker, entry.id, person.roles, person.line)
            for person in entry.people
            if self._known(person.speaker, person.line)
        )
        self._first_role = {person.speaker: person.roles[0] for person in self._people if person.roles}

    def document(self) -> Document:
        """Return the document; what is wrong with it has been reported."""
        entry = self._entry
        quotes: list[Quote] = []
        broken: list[BrokenQuote] = []
        for quote in entry.quotes:
            if self._usable(quote):
                made = self._quote(quote)
                (quotes if isinstance(made, Quote) else broken).append(made)  # type: ignore[arg-type]
        quotes.sort(key=lambda quote: quote.segments[0].start)
        return Document(
            id=entry.id,
            file=entry.file,
            sha256=entry.sha256,
            type=entry.type,
            title=entry.title,
            label=entry.label or label_of(entry.title, entry.issued.date if entry.issued else None),
            container_title=entry.container_title,
            publisher=entry.publisher,
            author=_names(entry.author),
            editor=_names(entry.editor),
            contributor=_names(entry.contributor),
            issued=_stated(entry.issued),
            accessed=_stated(entry.accessed),
            event=Event(entry.event.title, entry.event.stated, entry.event.date) if entry.event else None,
            notes=entry.notes,
            headings=self._headings(),
            furniture=self._placed(entry.furniture, lambda segment, item: Furniture(segment, item.why)),
            people=self._people,
            quotes=tuple(quotes),
            broken=tuple(broken),
            source=self._source,
            state=self._state,
            record=self._file,
            line=entry.line,
            original=Original(entry.original.file, entry.original.sha256) if entry.original else None,
            proposed=entry.proposed,
            rejected=self._rejected(),
        )

    def _rejected(self) -> tuple[Rejected, ...]:
        rejected = []
        for entry in self._entry.rejected:
            segments = self._resolved(entry.segments) if self._is_new(entry.id, self._file, entry.line) else None
            if segments:
                rejected.append(Rejected(entry.id, segments, entry.line))
        return tuple(rejected)

    def _read_source(self, within: str, source: bytes | None) -> tuple[SourceText, SourceState]:
        markdown = self._entry.format == "markdown"
        raw = self._source_bytes(within) if source is None else source
        if raw is None:
            return SourceText("", markdown), "missing"
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._report(
                self._entry.line,
                f"{self._entry.file}:{line} is not UTF-8 (byte 0x{raw[error.start]:02x} at {error.start}); convert it",
            )
            return SourceText("", markdown), "missing"
        digest = hashlib.sha256(raw).hexdigest()
        if digest == self._entry.sha256:
            return SourceText(text, markdown), "verified"
        self._report(
            self._entry.line,
            f"{self._entry.file} has changed since its quotes were anchored: its SHA-256 is {digest}; put the old "
            "file back, or look at each quote and then write down the new checksum",
        )
        return SourceText(text, markdown), "changed"

    def _source_bytes(self, within: str) -> bytes | None:
        """Return the source file's bytes, or None and a problem; never anything from outside the library."""
        named = self._entry.file
        try:
            return source_bytes(within, named)
        except LeadsOut:
            self._report(self._entry.line, f"{named} leads out of the library; copy the file into seeds/")
            return None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            self._report(self._entry.line, f"{named} cannot be read: {reason}")
            return None

    def _known(self, speaker: str, line: int) -> bool:
        if speaker in self._speakers:
            return True
        hint = did_you_mean(speaker, self._speakers)
        self._report(line, f"no speaker has the id `{speaker}`{hint}")
        return False

    def _usable(self, quote: schema.QuoteEntry) -> bool:
        is_new = self._is_new(quote.id, self._file, quote.line)
        known = self._known(quote.speaker, quote.line)
        reporter_known = quote.quoted_by is None or self._known(quote.quoted_by, quote.line)
        if not quote.segments:
            self._report(quote.line, f"`{quote.id}` has no segments")
        return is_new and known and reporter_known and bool(quote.segments)

    def _quote(self, entry: schema.QuoteEntry) -> Quote | BrokenQuote:
        role = entry.role or self._first_role.get(entry.speaker)
        segments = self._resolved(entry.segments)
        if segments is None:
            return BrokenQuote(
                entry.id,
                self._entry.id,
                entry.speaker,
                role,
                entry.kind,
                entry.cue,
                entry.quoted_by,
                tuple(anchor.exact for anchor in entry.segments),
                entry.line,
            )
        within = spans_of(segments)
        return Quote(
            id=entry.id,
            document=self._entry.id,
            speaker=entry.speaker,
            role=role,
            kind=entry.kind,
            cue=entry.cue,
            segments=segments,
            fragments=self._resolved(entry.fragments, within) or (),
            sic=self._resolved(entry.sic, within) or (),
            quoted_by=entry.quoted_by,
            also_at=self._placed(entry.also_at, lambda segment, at: Location(segment, at.what, at.note)),
            note=entry.note,
            status=entry.status,
            line=entry.line,
            rule=entry.rule,
            confidence=entry.confidence,
        )

    def _resolved(
        self, anchors: Iterable[schema.AnchorEntry], within: Sequence[Span] | None = None
    ) -> tuple[Segment, ...] | None:
        if self._state == "missing":
            return None
        return resolve_all(self._source, anchors, self._report, within)

    def _placed(self, anchors: Sequence[A], make: Callable[[Segment, A], T]) -> tuple[T, ...]:
        placed = []
        for anchor in anchors:
            found = self._resolved((anchor,))
            if found:
                placed.append(make(found[0], anchor))
        return tuple(placed)

    def _headings(self) -> tuple[Heading, ...]:
        if self._source.markdown:
            return tuple(
                Heading(segment_at(self._source, (start, end)), level)
                for level, start, end in markdown_headings(self._source.text)
            )
        return self._placed(self._entry.headings, lambda segment, heading: Heading(segment, heading.level))


def _names(entries: Iterable[schema.NameEntry]) -> tuple[Name, ...]:
    return tuple(Name(entry.family, entry.given, entry.literal) for entry in entries)


def _stated(entry: schema.DateEntry | None) -> StatedDate | None:
    return StatedDate(entry.date, entry.stated) if entry else None
