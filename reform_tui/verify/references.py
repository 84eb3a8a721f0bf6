"""The titles in a list of references: they stand in marks and are no quotations.

A list is told by its heading or by what pandoc's citeproc puts around it; what an entry of one has first in marks is
its title. Elsewhere an entry is told by how it begins: names and a year, then the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from reform_tui.library.anchor import Span

_HEADING = re.compile(
    r"^(?P<marks>#{1,6}[ \t]+|\*\*|<h[1-6][^<>]{0,200}>)?[ \t]*(?:\d{1,2}\.?[ \t]+)?"
    r"(?:(?:selected |list of )?(?:references|bibliography|works cited|literature(?: cited)?|reference list"
    r"|further reading))\b[^\n\w]{0,12}(?:\{[^{}\n]*\}|</h[1-6]>)?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ANY_HEADING = re.compile(r"^(?:#{1,6}[ \t]+\S|<h[1-6]\b|[^\n]{1,80}\n(?:={3,}|-{3,})[ \t]*$)", re.MULTILINE)
_LISTED = re.compile(r"^:{3,}[ \t]*\{[^{}\n]*#refs\b|<div\b[^<>]{0,300}\bid=[\"']refs[\"']", re.MULTILINE)
_ENTRY = re.compile(r"^:{3,}[ \t]*\{[^{}\n]*\.csl-entry\b|<div\b[^<>]{0,300}\bclass=[\"']csl-entry\b", re.MULTILINE)
_NAMES = (
    r"(?:[A-Z][\w'’.-]*|&|and|et al\.?|eds?\.?|\(eds?\.?\)|of|for|on|the|de|la|le|van|von|der)"
    r"(?:[,;]?[ \t\n]+(?:[A-Z][\w'’.-]*|&|and|et al\.?|eds?\.?|\(eds?\.?\)|of|for|on|the|de|la|le|van|von|der)){0,30}"
)
_YEAR = r"(?:(?:1[5-9]|20)\d\d[a-z]?|n\.d\.?|forthcoming)"
# *Lee, A. (2018) ‘…’*, *Lee, Ann. 2018. “…”*, *Institute of Buses. 2018. “…”*: nothing but names before the year.
_BEGUN = re.compile(
    rf"(?:^[ \t>]{{0,40}}|(?<=>)[ \t]{{0,40}})(?:[-*+][ \t]+|\[?\d{{1,3}}[\].)]*[ \t]+|\[\^[^\]\n]{{1,60}}\]:[ \t]*)?"
    rf"{_NAMES}[,.]?[ \t\n]*(?:\({_YEAR}\)[.,:]?|(?<=[.,])[ \t\n]*{_YEAR}\.)[ \t\n]*(?=[“\"‘'«])",
    re.MULTILINE,
)
_BLANK = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\[?\d{1,3}[\].)])[ \t])")


class References:
    """The entries of the lists of references of one draft."""

    def __init__(self, text: str) -> None:
        self._lists = sorted(_lists(text))
        self._begun = sorted(match.end() for match in _BEGUN.finditer(text))
        self._ends = [0, *(match.end() for match in _BLANK.finditer(text)), len(text)]

    def has_title_at(self, opening: int, marked: list[int]) -> bool:
        """Whether the mark at ``opening`` opens a title; ``marked`` are the places of all such marks, in order."""
        at = bisect_left(self._begun, opening)
        if at < len(self._begun) and self._begun[at] == opening:
            return True
        if not any(start <= opening < end for start, end in self._lists):
            return False
        begun = self._ends[bisect_right(self._ends, opening) - 1]
        return marked[bisect_left(marked, begun)] == opening


def _lists(text: str) -> Iterator[Span]:
    """Yield where lists of references stand, from their heading, or what marks them, to the next heading."""
    headings = [match.start() for match in _ANY_HEADING.finditer(text)]
    for pattern in (_HEADING, _LISTED, _ENTRY):
        for match in pattern.finditer(text):
            if pattern is _HEADING and not match["marks"] and not _stands_alone(text, match):
                continue
            ends = bisect_right(headings, match.start())
            yield match.start(), headings[ends] if ends < len(headings) else len(text)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a line without marks is a heading: empty lines around it, or underlined."""
    before = text[: match.start()].rstrip(" \t")
    return (not before or before.endswith("\n\n")) and bool(re.match(r"\n[ \t]*\n|\n[=-]{3,}", text[match.end() :]))
