"""``reform-tui show``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator

from reform_tui.cli.calling import CallError, add_format, open_library
from reform_tui.cli.output import write_json
from reform_tui.cli.prose import Line, print_prose
from reform_tui.cli.statement import circumstances, evidence_lines
from reform_tui.export.records import broken_record, document_record, quote_record, speaker_record, topic_record
from reform_tui.library.model import Document, Library, Quote, Speaker, Topic
from reform_tui.library.names import UnknownName, find_document, find_speaker, find_topic
from reform_tui.library.wording import SPOKEN, as_spoken, in_paragraphs

EXAMPLE = "reform-tui show timmins-running-out-of-road"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("id", metavar="ID", help="a quote, document, speaker or topic: its id, or a name of it")
    add_format(parser, ("table", "json"))


def run(options: Namespace) -> int:
    """Print one thing whole."""
    library = open_library(options)
    record, lines = _found(library, options.id)
    if options.format == "json":
        write_json(record)
    else:
        print_prose(lines, options)
    return 0


def _found(library: Library, typed: str) -> tuple[object, Iterator[Line]]:
    if quote := library.quotes.get(typed):
        return quote_record(library, quote), _quote(library, quote)
    if broken := library.broken.get(typed):
        return broken_record(library, broken), iter([Line("BROKEN: these words are not in the source now", "strong")])
    finders: tuple[Callable[[Library, str], str], ...] = (find_document, find_speaker, find_topic)
    failed = []
    for find in finders:
        try:
            return _named(library, find(library, typed))
        except UnknownName as error:
            failed.append(str(error))
    several = [message for message in failed if "may mean" in message]
    raise CallError(several[0] if several else f"nothing has the id or name “{typed}”; `reform-tui quotes` lists ids")


def _named(library: Library, id: str) -> tuple[object, Iterator[Line]]:
    if document := library.documents.get(id):
        return document_record(document), _document(library, document)
    if speaker := library.speakers.get(id):
        return speaker_record(library, speaker), _speaker(library, speaker)
    topic = library.topics[id]
    return topic_record(topic), _topic(library, topic)


def _quote(library: Library, quote: Quote) -> Iterator[Line]:
    document = library.documents[quote.document]
    yield Line(library.speakers[quote.speaker].name, "strong")
    yield Line(circumstances(library, quote))
    for paragraph in in_paragraphs(document, quote.segments):
        yield Line("")
        yield Line(f"“{paragraph}”" if quote.kind in SPOKEN else paragraph, indent=2)
    yield Line("")
    if quote.cue:
        yield Line(f"cue: {quote.cue}")
    for slip in quote.sic:
        yield Line(f"sic: {slip.exact}")
    for place in quote.also_at:
        note = f" ({place.note})" if place.note else ""
        yield Line(f"also in the {place.what}, ¶{place.segment.paragraph}: “{place.segment.exact}”{note}")
    if quote.note:
        yield Line(f"note: {quote.note}")
    for where in library.placements.get(quote.id, ()):
        position = next(p for p in library.topics[where.topic].positions if p.id == where.position)
        yield Line(f"{where.stance}: {position.claim} ({where.topic}/{where.position})")
    spans = ", ".join(f"{segment.start}–{segment.end}" for segment in quote.segments)
    yield Line(f"{document.title} · {document.file} · characters {spans}", "faint")


def _document(library: Library, document: Document) -> Iterator[Line]:
    yield Line(document.title, "strong")
    for what, names in (
        ("author", document.author),
        ("editor", document.editor),
        ("contributor", document.contributor),
    ):
        if names:
            yield Line(f"{what}: {', '.join(str(name) for name in names)}")
    yield Line(f"issued: {document.issued.date if document.issued else 'n.d.'}")
    if document.accessed:
        yield Line(f"accessed: {document.accessed.date}")
    for what, value in (("in", document.container_title), ("publisher", document.publisher), ("note", document.notes)):
        if value:
            yield Line(f"{what}: {value}")
    yield Line(f"{document.file} · SHA-256 {document.sha256}", "faint")
    if document.state != "verified":
        yield Line(f"the source file is {document.state}", "strong")
    speakers = {quote.speaker for quote in document.quotes}
    yield Line(f"{len(document.quotes)} quotes by {', '.join(library.speakers[id].name for id in sorted(speakers))}")
    for paragraph in document.source.paragraphs:
        yield Line("")
        furniture = document.in_furniture(paragraph.start, paragraph.end)
        text = document.source.words(paragraph.start, paragraph.end)
        yield Line(f"{paragraph.number}  {'[furniture] ' if furniture else ''}{text}", "faint" if furniture else "")


def _speaker(library: Library, speaker: Speaker) -> Iterator[Line]:
    yield Line(speaker.name, "strong")
    if speaker.aliases:
        yield Line(f"also printed as: {', '.join(speaker.aliases)}")
    for where in library.appearances.get(speaker.id, ()):
        roles = "; ".join(where.roles) or "no role stated"
        yield Line(f"{library.documents[where.document].label}: {roles}")
    quotes = list(library.quotes_by(speaker.id))
    if not quotes:
        yield Line("mentioned, not quoted")
    for quote in quotes:
        yield Line("")
        yield Line(f"{quote.id} · {circumstances(library, quote)}", "faint")
        yield Line(as_spoken(library.documents[quote.document], quote), indent=2)


def _topic(library: Library, topic: Topic) -> Iterator[Line]:
    yield Line(topic.question, "strong")
    for position in topic.positions:
        yield Line("")
        yield Line(f"{position.claim} ({position.id})", "strong")
        for item in position.evidence:
            yield from evidence_lines(library, item)
    for agreement in topic.agreements:
        yield Line("")
        yield Line(f"Agreed: {agreement.claim} ({agreement.id})", "strong")
        for item in agreement.evidence:
            yield from evidence_lines(library, item)
