"""``reform-tui documents``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reform_tui.cli.calling import add_format, open_library
from reform_tui.cli.filtering import add_filters, read_filters
from reform_tui.cli.output import Listing, write_listing
from reform_tui.export.records import document_record, words_of_work
from reform_tui.library.model import Document

EXAMPLE = "reform-tui documents --speaker timmins"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_filters(parser, "speaker", "topic")
    add_format(parser)


def run(options: Namespace) -> int:
    """List the documents, those with a quote that passes when a filter is given."""
    library = open_library(options)
    filters = read_filters(options, library)
    limited = bool(filters.speaker or filters.topic)
    passing = {quote.document for quote in filters.quotes(library)}
    documents = [document for document in library.documents.values() if not limited or document.id in passing]
    listing = Listing(
        columns=("id", "label", "title", "by", "issued", "paragraphs", "words", "quotes"),
        rows=[
            (
                document.id,
                document.label,
                document.title,
                by_line(document),
                document.issued.date if document.issued else "n.d.",
                str(len(document.source.paragraphs)),
                str(words_of_work(document)),
                str(len(document.quotes)),
            )
            for document in documents
        ],
        records=[document_record(document) for document in documents],
        wide="title",
        short=("label", "title", "by", "issued", "quotes"),
        numbers=frozenset({"paragraphs", "words", "quotes"}),
    )
    return write_listing(listing, options)


def by_line(document: Document) -> str:
    """Return who is stated to have written or edited ``document``."""
    if document.author:
        return ", ".join(str(name) for name in document.author)
    if document.editor:
        return ", ".join(str(name) for name in document.editor) + " (ed.)"
    return "unsigned"
