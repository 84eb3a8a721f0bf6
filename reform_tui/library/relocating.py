"""Words found again in a text that has changed: as they were, in other typography, or with a few letters changed.

Of several places the one is taken whose surroundings are most like those of before, weighted as in hypothesis/client
``match-quote.ts``: the words themselves most, then what stands before and after, then the place.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from reform_tui.library.anchor import Span
from reform_tui.library.approximate import nearest
from reform_tui.library.describing import Anchor
from reform_tui.library.folding import fold
from reform_tui.library.text import SourceText

How = Literal["same words", "other typography", "other words", "several places"]

_AROUND = 32  # code points on each side that are compared, as hypothesis/client does
_PREFIX, _SUFFIX, _PLACE = 20, 20, 2
_LIKE_ENOUGH = 0.75  # share of letters that have to be the same for words to be taken for a new wording
_LONGEST_TEXT = 4_000_000  # code points; in longer texts, changed words are not looked for


class Relocated(NamedTuple):
    """Where words stand now, how they were found, and how alike they are, 0 to 1."""

    span: Span
    how: How
    likeness: float


class Before(NamedTuple):
    """What is known of where words stood: what was before and after them, and how far into the text (0 to 1)."""

    prefix: str = ""
    suffix: str = ""
    place: float | None = None


def before(source: SourceText, span: Span) -> Before:
    """Return what stood around ``span`` of the text as it was."""
    start, end = span
    text = source.text
    return Before(text[max(start - _AROUND, 0) : start], text[end : end + _AROUND], start / max(len(text), 1))


def relocate(source: SourceText, anchor: Anchor, known: Before | None = None) -> Relocated | None:
    """Return where the words of ``anchor`` stand in ``source``, None where nothing like them does.

    ``known`` says more of where they stood than the anchor's own surroundings do.
    """
    known = known or Before(anchor.prefix[-_AROUND:], anchor.suffix[:_AROUND])
    spans = list(_exact(source.text, anchor.exact))
    how: How = "same words"
    if not spans:
        spans, how = list(_folded(source, anchor.exact)), "other typography"
    if spans:
        best, is_sure = _most_alike(source, spans, known)
        return Relocated(best, how if is_sure else "several places", 1.0)
    if len(source.text) > _LONGEST_TEXT:
        return None
    matches = nearest(anchor.exact, source.text, int(len(anchor.exact) * (1 - _LIKE_ENOUGH)))
    if not matches:
        return None
    best, _ = _most_alike(source, [(match.start, match.end) for match in matches], known)
    return Relocated(best, "other words", round(1 - matches[0].errors / len(anchor.exact), 2))


def _exact(text: str, words: str) -> Iterable[Span]:
    at = text.find(words)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _folded(source: SourceText, words: str) -> Iterable[Span]:
    wanted = fold(words)
    for start, end in _exact(source.folded.text, wanted) if wanted else ():
        yield source.folded.to_source(start, end)


def _most_alike(source: SourceText, spans: list[Span], known: Before) -> tuple[Span, bool]:
    """Return the span whose surroundings are most like those that are known, and whether it alone is."""
    if len(spans) == 1:
        return spans[0], True
    scored = sorted(((_score(source.text, span, known), span) for span in spans), reverse=True)
    return scored[0][1], scored[0][0] > scored[1][0]


def _score(text: str, span: Span, known: Before) -> float:
    start, end = span
    score = _PREFIX * _likeness(text[max(start - len(known.prefix), 0) : start], known.prefix)
    score += _SUFFIX * _likeness(text[end : end + len(known.suffix)], known.suffix)
    if known.place is not None:
        score += _PLACE * (1 - abs(start / max(len(text), 1) - known.place))
    return score


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if other else 0.0
