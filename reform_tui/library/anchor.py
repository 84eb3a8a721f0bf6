"""From the words of a quotation and their surroundings to offsets.

An anchor is a W3C Web Annotation TextQuoteSelector (``exact``, ``prefix``, ``suffix``); what it resolves to is a
TextPositionSelector, in code points of the source file.
"""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.library.folding import fold
from reform_tui.library.text import SourceText

Span = tuple[int, int]
_SHOWN = 60  # code points of a quotation shown in a message


class AnchorError(Exception):
    """An anchor that does not resolve to one place; the message says what was found instead."""


def resolve(
    source: SourceText, exact: str, prefix: str = "", suffix: str = "", within: Sequence[Span] | None = None
) -> Span:
    """Return the one span where ``exact`` stands between ``prefix`` and ``suffix``.

    ``within`` limits the search to spans of the source; the surroundings may reach beyond them. Raises AnchorError
    where there is no such place or more than one.
    """
    found = _occurrences(source.text, prefix + exact + suffix, len(prefix), len(exact))
    if within is not None:
        found = [(start, end) for start, end in found if any(a <= start and end <= b for a, b in within)]
    if len(found) == 1:
        return found[0]
    raise AnchorError(_several(source, exact, found) if found else _missing(source, exact, prefix + suffix, within))


def _occurrences(text: str, pattern: str, lead: int, length: int) -> list[Span]:
    found = []
    at = text.find(pattern)
    while at >= 0:
        found.append((at + lead, at + lead + length))
        at = text.find(pattern, at + 1)
    return found


def _several(source: SourceText, exact: str, found: Sequence[Span]) -> str:
    places = ", ".join(f"¶{source.paragraph_at(start)}" for start, _ in found[:5])
    return f"these words stand {len(found)} times ({places}); tell them apart with prefix or suffix: “{_short(exact)}”"


def _missing(source: SourceText, exact: str, surroundings: str, within: Sequence[Span] | None) -> str:
    if within is not None:
        return f"these words are not in the quote's segments: “{_short(exact)}”"
    if surroundings and exact in source.text:
        return f"these words stand in the file, but not between that prefix and suffix: “{_short(exact)}”"
    at = source.folded.text.find(fold(exact))
    if at >= 0:
        start, end = source.folded.to_source(at, at + len(fold(exact)))
        return (
            f"these words stand in ¶{source.paragraph_at(start)} with other typography; "
            f"copy them from there: “{_short(source.text[start:end])}”"
        )
    common = _agreeing(source.text, exact)
    if common < len(exact) // 4:
        return f"these words are not in the file: “{_short(exact)}”"
    start = source.text.find(exact[:common])
    return (
        f"these words are not in the file; ¶{source.paragraph_at(start)} agrees as far as "
        f"“…{exact[max(common - 30, 0) : common]}” and goes on “{source.text[start + common : start + common + 20]}”, "
        f"not “{exact[common : common + 20]}”"
    )


def _agreeing(text: str, exact: str) -> int:
    """Return how many leading code points of ``exact`` stand together somewhere in ``text``."""
    low, high = 0, len(exact)
    while low < high:
        middle = (low + high + 1) // 2
        if exact[:middle] in text:
            low = middle
        else:
            high = middle - 1
    return low


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
