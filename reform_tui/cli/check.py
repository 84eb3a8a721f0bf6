"""``reform-tui check``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from reform_tui.cli.calling import add_format, library_folder
from reform_tui.cli.output import write_json
from reform_tui.library.check import check_library
from reform_tui.library.display import displayed
from reform_tui.library.load import load_library

EXAMPLE = "reform-tui check --library DIR"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    add_format(parser, ("table", "json"))


def run(options: Namespace) -> int:
    """Print every problem as ``file:line: message``; print nothing where there is none."""
    problems = check_library(load_library(library_folder(options)))
    if options.format == "json":
        write_json([asdict(problem) for problem in problems])
    else:
        for problem in problems:
            print(displayed(str(problem)))
    return 1 if problems else 0
