"""``reform-tui topics``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reform_tui.cli.calling import add_format, open_library
from reform_tui.cli.filtering import add_filters, read_filters
from reform_tui.cli.output import Listing, write_listing
from reform_tui.export.records import topic_record
from reform_tui.library.model import Library, Topic

EXAMPLE = "reform-tui topics --speaker tetlow"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_filters(parser, "speaker", "document")
    add_format(parser)


def run(options: Namespace) -> int:
    """List the topics, those with evidence that passes when a filter is given."""
    library = open_library(options)
    filters = read_filters(options, library)
    passing = {where.topic for quote in filters.quotes(library) for where in library.placements.get(quote.id, ())}
    limited = bool(filters.speaker or filters.document)
    topics = [topic for topic in library.topics.values() if not limited or topic.id in passing]
    listing = Listing(
        columns=("id", "question", "positions", "speakers", "evidence"),
        rows=[_row(library, topic) for topic in topics],
        records=[topic_record(topic) for topic in topics],
        wide="question",
        short=("id", "question", "speakers", "evidence"),
        numbers=frozenset({"speakers", "evidence"}),
    )
    return write_listing(listing, options)


def _row(library: Library, topic: Topic) -> tuple[str, ...]:
    evidence = [item for position in topic.positions for item in position.evidence]
    speakers = {library.quotes[item.quote].speaker for item in evidence}
    positions = ", ".join(position.id for position in topic.positions)
    return (topic.id, topic.question, positions, str(len(speakers)), str(len(evidence)))
