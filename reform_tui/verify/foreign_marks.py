"""Quotation marks that the finder does not know, as those it knows, at the same length."""

from __future__ import annotations

import re

from reform_tui.quotation.cleaning import NOTHING

_SAME = str.maketrans(
    {"″": '"', "＂": '"', "〝": '"', "〞": '"', "「": "“", "」": "”", "『": "“", "』": "”", "‹": "‘", "›": "’"}
)
_SPAN = r"[^\n]{1,2000}?"
# »so«, ‚so‘, ”so”, `so' and <q>so</q>: both ends at once, for each mark alone may be another's other end.
_PAIRS = (
    (re.compile(rf"(?<![^\s(\[“‘*_])»(?=\S)({_SPAN})(?<=\S)«(?!\w)"), "“", "”"),
    (re.compile(rf"‚(?=\S)({_SPAN})(?<=\S)‘(?!\w)"), "‘", "’"),
    (re.compile(r"(?<![^\s(\[*_])”(?=\w)([^“”\n]{1,2000}?)”"), "“", "”"),
    (re.compile(r"(?<![\w`])`(?=[^\s`'])([^`\n]{1,2000}?)(?<=\S)'(?!\w)"), "‘", "’"),
    (re.compile(rf"<q(?:\s[^<>]{{0,200}})?>({_SPAN})</q>", re.IGNORECASE), "“", "”"),
)


def with_known_marks(text: str) -> str:
    """Return ``text`` with such marks as the finder's, every offset kept."""
    text = text.translate(_SAME)
    for pattern, opening, closing in _PAIRS:
        text = pattern.sub(lambda match, o=opening, c=closing: _marked(match, o, c), text)  # type: ignore[misc]
    return text


def _marked(match: re.Match[str], opening: str, closing: str) -> str:
    before, after = match.start(1) - match.start(), match.end() - match.end(1)
    return NOTHING * (before - 1) + opening + match[1] + closing + NOTHING * (after - 1)
