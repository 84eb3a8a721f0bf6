"""``reform-tui quotes``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from reform_tui.cli.calling import add_format, open_library
from reform_tui.cli.filtering import add_filters, read_filters
from reform_tui.cli.output import Listing, write_listing
from reform_tui.cli.statement import print_statements
from reform_tui.export.records import broken_record, quote_record
from reform_tui.library.model import Library, Quote, Segment
from reform_tui.library.wording import as_spoken, locator

EXAMPLE = "reform-tui quotes --speaker timmins --topic choice-competition"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_filters(parser, "speaker", "document", "topic", "position", "kind", "stance")
    add_format(parser)


def run(options: Namespace) -> int:
    """List the quotes that pass."""
    library = open_library(options)
    filters = read_filters(options, library)
    quotes = list(filters.quotes(library))
    broken = [quote for quote in library.broken.values() if filters.passes(library, quote)]
    if options.format == "table" and sys.stdout.isatty() and quotes:
        print_statements(library, quotes, options)
        return 0
    records = [quote_record(library, quote) for quote in quotes]
    listing = Listing(
        columns=("id", "speaker", "role", "kind", "issued", "document", "paragraph", "words"),
        rows=[quote_row(library, quote) for quote in quotes],
        records=records + [broken_record(library, quote) for quote in broken],
        wide="words",
    )
    return write_listing(listing, options)


def quote_row(library: Library, quote: Quote, segments: tuple[Segment, ...] = ()) -> tuple[str, ...]:
    """Return a quote, or a part of it, as cells: id, speaker, role, kind, date, document, paragraphs, words."""
    document = library.documents[quote.document]
    segments = segments or quote.segments
    return (
        quote.id,
        library.speakers[quote.speaker].name,
        quote.role or "",
        quote.kind if quote.status != "proposed" else f"{quote.kind}, proposed",
        document.issued.date if document.issued else "n.d.",
        document.id,
        locator(segments),
        as_spoken(document, quote, segments),
    )
