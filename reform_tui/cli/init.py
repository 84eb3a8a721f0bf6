"""``reform-tui init``."""

from __future__ import annotations

import os
import shlex
from argparse import ArgumentParser, Namespace
from pathlib import Path

from reform_tui.cli.calling import CallError
from reform_tui.library.bundled import bundled_library

EXAMPLE = "reform-tui init buses"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("folder", metavar="DIR", help="a folder that is empty or not there yet")
    parser.add_argument(
        "--bundled",
        action="store_true",
        help="begin with a copy of the library that comes with the program, its topics with it",
    )
    parser.add_argument("--name", help="what the library is called (default: the folder's name)")


def run(options: Namespace) -> int:
    """Make a new library."""
    from reform_tui.library.beginning import NotEmpty, begin_library  # noqa: PLC0415

    folder = Path(options.folder)
    try:
        begin_library(
            folder, options.name or Path(os.path.realpath(folder)).name, bundled_library() if options.bundled else None
        )
    except NotEmpty as error:
        raise CallError(str(error)) from error
    except OSError as error:
        raise CallError(f"{error.filename or folder} cannot be written: {error.strerror}") from error
    what = "the library that comes with the program, yours to edit" if options.bundled else "a library, empty yet"
    print(f"{folder}: {what}")
    print(f"Bring documents in: reform-tui add --library {shlex.quote(str(folder))} FILE…")
    return 0
