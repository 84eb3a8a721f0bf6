"""How an answer is written: rows as a table, as plain lines, as CSV or Markdown; records as JSON."""

from __future__ import annotations

import csv
import json
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reform_tui.library.display import UNSAFE, displayed

if TYPE_CHECKING:
    from argparse import Namespace

    from rich.console import Console


_ALL_COLUMNS = 160  # cells at which every column of a listing has room


@dataclass(frozen=True, slots=True)
class Listing:
    """One answer: columns and rows for people, records for programs.

    ``wide`` names the column that takes what room is left on a terminal, ``short`` the columns that stand on a narrow
    one, ``numbers`` those that are set right.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    records: Sequence[dict[str, Any]]
    wide: str
    short: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()


def write_listing(listing: Listing, options: Namespace) -> int:
    """Write ``listing`` in the format asked for; return 0, or 1 where it is empty."""
    if options.format == "json":
        write_json(listing.records)
    elif options.format == "csv":
        write_csv(listing.columns, listing.rows)
    elif options.format == "markdown":
        write_markdown(listing.columns, listing.rows)
    elif sys.stdout.isatty():
        _write_table(listing, options)
    else:
        write_lines(listing.rows)
    if not listing.rows:
        print("reform-tui: nothing matches", file=sys.stderr)
    return 0 if listing.rows else 1


def write_json(value: Any) -> None:
    """Write ``value`` as UTF-8 JSON. Characters that could act on a terminal are escaped; nothing else is."""
    print(escaped_json(json.dumps(value, ensure_ascii=False, indent=2)))


def escaped_json(text: str) -> str:
    """Return JSON with the characters escaped that could act on a terminal."""
    return UNSAFE.sub(_json_escape, text)


def _json_escape(match: re.Match[str]) -> str:
    character = match.group()
    return character if character == "\n" else json.dumps(character)[1:-1]


def write_csv(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows as CSV (RFC 4180); a cell that a spreadsheet would run is made harmless."""
    from reform_tui.export.spreadsheet import harmless  # noqa: PLC0415

    writer = csv.writer(sys.stdout, lineterminator="\r\n" if not sys.stdout.isatty() else "\n")
    shown = displayed if sys.stdout.isatty() else str
    writer.writerow(columns)
    writer.writerows([harmless(shown(cell)) for cell in row] for row in rows)


def write_markdown(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows as a pipe table (GitHub Flavored Markdown §4.10)."""
    from reform_tui.export.escaping import escape_cell  # noqa: PLC0415

    print("| " + " | ".join(columns) + " |")
    print("|" + "|".join(" --- " for _ in columns) + "|")
    for row in rows:
        print("| " + " | ".join(escape_cell(displayed(cell)) for cell in row) + " |")


def write_lines(rows: Sequence[Sequence[str]]) -> None:
    """Write one line a row, cells apart by a tab: for pipes and for people who listen to the screen."""
    for row in rows:
        print("\t".join(displayed(cell) for cell in row))


def console(options: Namespace) -> Console:
    """Return a Rich console on standard output that draws text as it is: no markup, no guesses."""
    from rich.console import Console  # noqa: PLC0415

    plain = options.no_color or bool(os.environ.get("NO_COLOR")) or not sys.stdout.isatty()
    return Console(no_color=plain, markup=False, emoji=False, highlight=False, soft_wrap=False)


def _write_table(listing: Listing, options: Namespace) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    terminal = console(options)
    columns = listing.short if listing.short and terminal.width < _ALL_COLUMNS else listing.columns
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for column in columns:
        wide = column == listing.wide
        table.add_column(
            column.replace("_", " "),
            justify="right" if column in listing.numbers else "left",
            overflow="fold",
            ratio=1 if wide else None,
            no_wrap=column in listing.numbers,
        )
    at = [listing.columns.index(column) for column in columns]
    for row in listing.rows:
        table.add_row(*(Text(displayed(row[index])) for index in at))
    terminal.print(table)
