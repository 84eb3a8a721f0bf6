"""``reform-tui check``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from reform_tui.cli.calling import CallError, add_format, library_folder
from reform_tui.cli.output import write_json
from reform_tui.cli.prose import wrapped
from reform_tui.library.check import check_library
from reform_tui.library.display import displayed
from reform_tui.library.load import load_library
from reform_tui.library.model import Library

EXAMPLE = "reform-tui check --library DIR"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_format(parser, ("table", "json"))
    parser.add_argument(
        "--reanchor",
        action="store_true",
        help="first, where a source has changed, find its quotes again and write down where they stand",
    )


def run(options: Namespace) -> int:
    """Print every problem as ``file:line: message``; print nothing where there is none."""
    library = load_library(library_folder(options))
    problems = check_library(_reanchored(library) if options.reanchor else library)
    if options.format == "json":
        write_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            print(displayed(str(problem)))
    return 1 if problems else 0


def _reanchored(library: Library) -> Library:
    """Anchor every document whose source has changed anew; say on standard error what was found and what is lost."""
    from reform_tui.cli.reanchoring import report_lines  # noqa: PLC0415
    from reform_tui.library.editing import LibraryWriter, Refused  # noqa: PLC0415
    from reform_tui.library.editing.reanchoring import Report, reanchor  # noqa: PLC0415
    from reform_tui.locations import journal_file  # noqa: PLC0415

    writer = LibraryWriter(library.root, journal_file(library.root))
    for document in [document for document in library.documents.values() if document.state == "changed"]:
        report = Report()
        try:
            library = writer.apply(library, reanchor(document.id, report))
        except Refused as refusal:
            raise CallError(str(refusal)) from refusal
        for line in report_lines(document.id, report):
            print(wrapped(line, sys.stderr), file=sys.stderr)
    return library
