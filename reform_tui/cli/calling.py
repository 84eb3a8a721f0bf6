"""What every command shares: its options, the library it opens, the filters of lists."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reform_tui.library.model import Library

FORMATS = ("table", "json", "csv", "markdown")


class CallError(Exception):
    """A wrong call; the message says what to type instead."""


def common_options() -> argparse.ArgumentParser:
    """Return the options that stand before or after any command's name."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument(
        "--library",
        metavar="DIR",
        help="the library to read (default: REFORM_TUI_LIBRARY, else the one that comes with the program)",
    )
    parser.add_argument("--no-color", action="store_true", help="no colour (so does NO_COLOR)")
    return parser


def add_format(parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """Add ``--format``."""
    parser.add_argument("--format", choices=formats, default="table", help="default: table; plain lines in a pipe")


def open_library(options: argparse.Namespace) -> Library:
    """Return the library that the call names; say on standard error when it has problems.

    Raises LibraryError where it cannot be read.
    """
    from reform_tui.library.kept import KeptLibrary  # noqa: PLC0415
    from reform_tui.locations import kept_library_file  # noqa: PLC0415

    root = library_folder(options)
    kept = KeptLibrary(root, kept_library_file(root))
    library = kept.open()
    kept.keep()
    if library.problems:
        many = len(library.problems)
        first = library.problems[0]
        more = f" and {many - 1} more" if many > 1 else ""
        print(f"reform-tui: {first}{more}; `reform-tui check` lists what is wrong", file=sys.stderr)
    return library


def library_folder(options: argparse.Namespace) -> Path:
    """Return the folder of the library that the call names."""
    from reform_tui.library.bundled import bundled_library  # noqa: PLC0415

    named = options.library or os.environ.get("REFORM_TUI_LIBRARY")
    return Path(named) if named else bundled_library()
