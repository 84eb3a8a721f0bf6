"""Where the ends of a quote can come to lie: by word and by sentence. Offsets are code points of the source."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Literal

from reform_tui.library.text import SourceText

Span = tuple[int, int]
Unit = Literal["word", "sentence"]
End = Literal["start", "end"]

_REACH = 20_000  # code points on each side of a quote to which its ends can be moved
_OPENING = "\"'“‘«([{„"
_CLOSING = "\"'”’»)]}"
_TOKEN = re.compile(r"\S+")
_STOP = re.compile(rf"[.!?…]+[{re.escape(_CLOSING)}]*(?=\s|$)")


class Steps:
    """The places in one text, near the span ``about``, at which a quote may begin or end, sorted.

    A quote begins behind opening marks, at a word; it ends behind a word or behind the stop that follows it, before
    closing marks.
    """

    def __init__(self, source: SourceText, about: Span) -> None:
        text = source.text
        starts: set[int] = set()
        ends: set[int] = set()
        first: set[int] = set()
        last: set[int] = set()
        lowest, highest = about[0] - _REACH, about[1] + _REACH
        for paragraph in source.paragraphs[max(source.paragraph_at(lowest) - 1, 0) : source.paragraph_at(highest)]:
            begins = True
            for match in _TOKEN.finditer(text, max(paragraph.start, lowest), min(paragraph.end, highest)):
                start, end = _within_marks(text, *match.span())
                if start >= end:
                    continue
                starts.add(start)
                ends |= {end, _word_end(text, start, end)}
                if begins:
                    first.add(start)
                begins = _STOP.search(text, *match.span()) is not None
                if begins:
                    last.add(end)
            tail = [end for end in (_last_end(text, paragraph.start, paragraph.end),) if end]
            last.update(tail)
        self._places: dict[tuple[End, Unit], list[int]] = {
            ("start", "word"): sorted(starts),
            ("end", "word"): sorted(ends),
            ("start", "sentence"): sorted(first),
            ("end", "sentence"): sorted(last),
        }

    def step(self, end: End, unit: Unit, at: int, by: int) -> int:
        """Return the next (1) or previous (-1) place from ``at``; ``at`` itself where there is none."""
        places = self._places[end, unit]
        index = bisect_right(places, at) if by > 0 else bisect_left(places, at) - 1
        return places[index] if 0 <= index < len(places) else at

    def inside(self, spans: Sequence[Span], unit: Unit) -> list[int]:
        """Return the places within ``spans`` at which a second quote may begin, the first words left out."""
        begin = spans[0][0]
        return [at for at in self._places["start", unit] if at > begin and any(a <= at < b for a, b in spans)]


def _within_marks(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _OPENING:
        start += 1
    while end > start and text[end - 1] in _CLOSING:
        end -= 1
    return start, end


def _word_end(text: str, start: int, end: int) -> int:
    at = end
    while at > start and not text[at - 1].isalnum():
        at -= 1
    return at if at > start else end


def _last_end(text: str, start: int, end: int) -> int:
    while end > start and (text[end - 1].isspace() or text[end - 1] in _CLOSING):
        end -= 1
    return end if end > start else 0


def with_edges(source: SourceText, spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return ``spans`` made to begin at ``start`` and to end at ``end``; what was left out between them stays out.

    Where a quote grows over the end of a paragraph, each paragraph is a segment of its own, its opening mark left out.
    """
    kept = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start] or [(start, end)]
    kept[0] = (start, kept[0][1])
    kept[-1] = (kept[-1][0], end)
    return [part for span in kept for part in _by_paragraph(source, span)]


def _by_paragraph(source: SourceText, span: Span) -> list[Span]:
    start, end = span
    parts = []
    for number in range(max(source.paragraph_at(start), 1), max(source.paragraph_at(end - 1), 1) + 1):
        paragraph = source.paragraphs[number - 1]
        first, last = max(start, paragraph.start), min(end, paragraph.end)
        if first > start:
            first = _within_marks(source.text, first, last)[0]
        if last < end:
            last = _last_end(source.text, first, last) or first
        if first < last:
            parts.append((first, last))
    return parts or [span]
