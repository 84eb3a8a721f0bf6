"""Cells that a spreadsheet would run as a formula, made harmless."""

from __future__ import annotations

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(cell: str) -> str:
    """Return ``cell`` with an apostrophe before what a spreadsheet would run (OWASP, CSV Injection).

    A cell that starts with an apostrophe gets one too, so that :func:`original` gives every cell back as it was.
    """
    return f"'{cell}" if cell.startswith((*_RUNS, "'")) else cell


def original(cell: str) -> str:
    """Return the cell that :func:`harmless` was given."""
    return cell.removeprefix("'")
