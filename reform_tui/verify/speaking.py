"""Whose mouth the library puts words in."""

from __future__ import annotations

from dataclasses import dataclass

from reform_tui.library.model import Document, Quote

_SPOKEN_BY_OTHERS = frozenset({"indirect", "mixed"})


@dataclass(frozen=True, slots=True)
class Mouth:
    """To whom the library gives a passage: the quote that covers it, None where it is nobody's statement.

    ``reported`` is True where the words are those of whoever reports, not of the speaker.
    """

    quote: Quote | None
    reported: bool


def mouth_of(document: Document, spans: tuple[tuple[int, int], ...]) -> Mouth:
    """Return to whom ``document`` gives the words at ``spans``, where most of them are one statement."""
    best: tuple[float, int, Quote] | None = None
    length = sum(end - start for start, end in spans)
    for quote in document.quotes:
        common = _common(spans, [(one.start, one.end) for one in quote.segments])
        whole = sum(one.end - one.start for one in quote.segments)
        if common * 2 > length and (best is None or (common, -whole) > best[:2]):
            best = (common, -whole, quote)
    if best is None:
        return Mouth(None, reported=False)
    quote = best[2]
    fragments = [(one.start, one.end) for one in quote.fragments]
    reported = quote.kind in _SPOKEN_BY_OTHERS and _common(spans, fragments) < 0.9 * best[0]
    return Mouth(quote, reported=reported)


def _common(one: tuple[tuple[int, int], ...], other: list[tuple[int, int]]) -> float:
    """Return how many code points stand in both."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
