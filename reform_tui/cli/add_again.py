"""``reform-tui add --again`` and ``--update``: documents that are in the library already."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from reform_tui.adding.adder import KnownAlready, NotAdded
from reform_tui.adding.again import find_again
from reform_tui.adding.updating import update_document
from reform_tui.cli.calling import CallError, open_library
from reform_tui.cli.prose import wrapped
from reform_tui.cli.reanchoring import report_lines
from reform_tui.library.editing import LibraryWriter
from reform_tui.library.model import Library
from reform_tui.library.names import find_document
from reform_tui.locations import journal_file

_NOTHING_NEW, _FAILED = 1, 2


def find_again_in(options: Namespace) -> int:
    """Run the finder again over the documents that are named. Raises Refused, UnknownName."""
    library = open_library(options)
    writer = LibraryWriter(library.root, journal_file(library.root))
    changed = False
    for document in dict.fromkeys(find_document(library, name) for name in options.files):
        before = library
        library = writer.apply(library, find_again(document))
        changed = changed or library != before
        print(wrapped(f"{document}\t{_compared(before, library, document)}", sys.stdout))
    return 0 if changed else _NOTHING_NEW


def _compared(before: Library, after: Library, document: str) -> str:
    old = {quote.id: quote for quote in before.documents[document].quotes}
    new = {quote.id: quote for quote in after.documents[document].quotes}
    other = sum(1 for id in old.keys() & new.keys() if _said(before, id) != _said(after, id))
    decided = sum(1 for quote in new.values() if quote.status != "proposed")
    return (
        f"{len(new.keys() - old.keys())} new quotes proposed, {other} proposed otherwise, "
        f"{len(old.keys() - new.keys())} no longer; {decided} decided on stand as they were"
    )


def _said(library: Library, id: str) -> tuple[object, ...]:
    quote = library.quotes[id]
    return (quote.speaker, quote.kind, quote.segments, quote.fragments, quote.cue)


def update(options: Namespace) -> int:
    """Let a file be the new text of a document. Raises Refused, UnknownName, CallError."""
    if len(options.files) > 1:
        raise CallError("--update takes one file; name the new text of the document")
    library = open_library(options)
    writer = LibraryWriter(library.root, journal_file(library.root))
    document = library.documents[find_document(library, options.update)]
    try:
        _, report = update_document(writer, library, document, Path(options.files[0]))
    except KnownAlready as known:
        print(wrapped(f"reform-tui: {known}", sys.stderr), file=sys.stderr)
        return _NOTHING_NEW
    except NotAdded as failure:
        print(wrapped(f"reform-tui: {failure}", sys.stderr), file=sys.stderr)
        return _FAILED
    for line in report_lines(document.id, report):
        print(wrapped(line, sys.stdout))
    return _NOTHING_NEW if report.lost else 0
