"""Who is named near a quote."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Quote

_REACH = 4_000  # code points on each side of a quote: enough to choose from, little enough to read at once


def names_near(document: Document, quote: Quote) -> list[str]:
    """Return the names of two words and more that the text has near a quote, the nearest first."""
    from reform_tui.quotation.reading import read  # noqa: PLC0415 - not needed for the first screen

    first = max(quote.segments[0].start - _REACH, 0)
    people = read(document.source.text[first : quote.segments[-1].end + _REACH]).people
    at = quote.segments[0].start - first
    near = sorted(people.places, key=lambda place: abs(place.start - at))
    names = dict.fromkeys(people.canonical(place.words) for place in near)
    return [name for name in names if " " in name]
