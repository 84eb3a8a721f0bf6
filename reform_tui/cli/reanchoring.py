"""What became of the anchors of a document whose source has changed, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.library.editing.reanchoring import Moved, Report

_SHOWN = 70  # code points of the words of an entry


def report_lines(document: str, report: Report) -> Iterator[str]:
    """Yield a line for the document, one for each entry that has other words now, and one for each that is lost."""
    changed, lost = len(report.changed), len(report.lost)
    yield f"{document}\t{report.kept} found as they were, {changed} to be looked at, {lost} lost"
    for moved in report.changed:
        said = "has other words now" if moved.how == "other words" else "may stand in several places now"
        yield displayed(
            f"  {_name(moved)} {said}, ¶{moved.paragraph}: {_short(moved.was)} is {_short(moved.now or '')}"
        )
    for moved in report.lost:
        place = f" that stood in ¶{moved.paragraph}" if moved.paragraph else ""
        yield displayed(f"  {_name(moved)}{place} is lost: {_short(moved.was)}")


def _name(moved: Moved) -> str:
    return f"{moved.what} `{moved.id}`" if moved.id else moved.what


def _short(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"
