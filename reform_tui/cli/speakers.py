"""``reform-tui speakers``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reform_tui.cli.calling import add_format, open_library
from reform_tui.cli.filtering import add_filters, read_filters
from reform_tui.cli.output import Listing, write_listing
from reform_tui.export.records import Record, speaker_record
from reform_tui.library.model import Library

EXAMPLE = "reform-tui speakers --document csw"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_filters(parser, "document", "topic")
    parser.add_argument("--speaking", action="store_true", help="leave out those only mentioned")
    add_format(parser)


def run(options: Namespace) -> int:
    """List the speakers, those who speak first."""
    library = open_library(options)
    filters = read_filters(options, library)
    records = [speaker_record(library, speaker) for speaker in library.speakers.values()]
    if filters.document:
        records = [record for record in records if filters.document in record["documents"]]
    if filters.topic:
        holding = {quote.speaker for quote in filters.quotes(library)}
        records = [record for record in records if record["id"] in holding]
    records = [record for record in records if record["speaks"] or not options.speaking]
    records.sort(key=lambda record: (not record["speaks"], -record["quotes"]))
    listing = Listing(
        columns=("id", "name", "kind", "quotes", "roles", "documents"),
        rows=[_row(library, record) for record in records],
        records=records,
        wide="roles",
        short=("name", "quotes", "roles", "documents"),
        numbers=frozenset({"quotes"}),
    )
    return write_listing(listing, options)


def _row(library: Library, record: Record) -> tuple[str, ...]:
    labels = ", ".join(library.documents[document].label for document in record["documents"])
    roles = "; ".join(role["role"] for role in record["roles"])
    quotes = str(record["quotes"]) if record["speaks"] else "mentioned"
    return (record["id"], record["name"], record["kind"], quotes, roles, labels)
