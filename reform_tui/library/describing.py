"""From offsets to an anchor: the way back from :mod:`reform_tui.library.anchor`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reform_tui.library.anchor import Span
from reform_tui.library.text import SourceText


class Anchor(NamedTuple):
    """Words and, where they stand more than once, what stands before or after them (W3C TextQuoteSelector)."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def describe(source: SourceText, span: Span, within: Sequence[Span] | None = None) -> Anchor:
    """Return the anchor that resolves to ``span`` and nothing else, with no more around it than is needed.

    ``within`` limits where it is looked for, as in ``resolve``. The shorter of a prefix and a suffix is taken, whole
    words of it where there is room.
    """
    start, end = span
    text = source.text
    return describe_nearby(source, span, len(text), within) or Anchor(text[start:end], text[:start], text[end:])


def describe_nearby(source: SourceText, span: Span, reach: int, within: Sequence[Span] | None = None) -> Anchor | None:
    """Return the anchor of ``span`` with no more than ``reach`` code points on one side of it.

    None where those do not tell the place from others: in a text that repeats itself.
    """
    start, end = span
    text = source.text
    exact = text[start:end]
    if _is_unique(source, Anchor(exact), within):
        return Anchor(exact)
    room_before, room_after = min(start, reach), min(len(text) - end, reach)
    before = _shortest(room_before, lambda length: Anchor(exact, prefix=text[start - length : start]), source, within)
    after = _shortest(room_after, lambda length: Anchor(exact, suffix=text[end : end + length]), source, within)
    if before is not None and (after is None or before <= after):
        return Anchor(exact, prefix=text[_word_start(text, start - before) : start])
    if after is not None:
        return Anchor(exact, suffix=text[end : _word_end(text, end + after)])
    return None


def _shortest(
    longest: int, anchor: Callable[[int], Anchor], source: SourceText, within: Sequence[Span] | None
) -> int | None:
    """Return the least length of the surroundings that tells the place, None where none does.

    A longer prefix stands in fewer places than a shorter one, so halving finds it.
    """
    if not _is_unique(source, anchor(longest), within):
        return None
    low, high = 1, longest
    while low < high:
        middle = (low + high) // 2
        if _is_unique(source, anchor(middle), within):
            high = middle
        else:
            low = middle + 1
    return low


def _is_unique(source: SourceText, anchor: Anchor, within: Sequence[Span] | None) -> bool:
    """Whether an anchor that stands somewhere stands nowhere else, looking no further than a second place."""
    text = source.text
    pattern = anchor.prefix + anchor.exact + anchor.suffix
    if within is None:
        return text.find(pattern, text.find(pattern) + 1) < 0
    lead, trail = len(anchor.prefix), len(anchor.suffix)
    found: set[int] = set()
    for start, end in within:
        at = text.find(pattern, max(start - lead, 0), end + trail)
        while at >= 0 and len(found) < 2:
            found.add(at)
            at = text.find(pattern, at + 1, end + trail)
    return len(found) == 1


def _word_start(text: str, at: int) -> int:
    while at > 0 and text[at].isalnum() and text[at - 1].isalnum():
        at -= 1
    return at


def _word_end(text: str, at: int) -> int:
    while at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
        at += 1
    return at
