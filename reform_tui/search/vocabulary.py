"""The words of an index, sorted, with how often each occurs: what beginnings and near spellings are looked up in."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from whoosh.support.levenshtein import distance

from reform_tui.search.spelling import american

FEW = 25  # expansions that any index bears
MANY_ROWS = 3_000  # further ones are taken while they stand in so few rows altogether
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sorted folded forms, in how many rows each stands, and the forms that differ by British or American spelling."""

    words: Sequence[str]
    frequencies: Sequence[int]
    spellings: Mapping[str, Sequence[str]]

    def __contains__(self, form: str) -> bool:
        at = bisect_left(self.words, form)
        return at < len(self.words) and self.words[at] == form

    def frequency(self, form: str) -> int:
        """Return in how many rows ``form`` stands."""
        at = bisect_left(self.words, form)
        return self.frequencies[at] if at < len(self.words) and self.words[at] == form else 0

    def beginning_with(self, beginning: str, *, rows: int | None = None) -> tuple[list[str], bool]:
        """Return the words that begin so, the most frequent first; and whether rare ones were left out.

        With ``rows``, words are taken until they stand in so many rows, be they ever so few.
        """
        first = bisect_left(self.words, beginning)
        last = bisect_left(self.words, beginning + _LAST)
        return self._most_frequent(range(first, last), rows)

    def near(self, form: str, edits: int) -> list[str]:
        """Return up to eight words within ``edits`` insertions, deletions and changes; the first letter stands."""
        found = []
        for at in range(bisect_left(self.words, form[:1]), bisect_left(self.words, form[:1] + _LAST)):
            word = self.words[at]
            if abs(len(word) - len(form)) <= edits:
                off = distance(form, word, limit=edits)
                if off <= edits:
                    found.append((off, -self.frequencies[at], word))
        return [word for _, _, word in heapq.nsmallest(8, found)]

    def nearest(self, form: str) -> str | None:
        """Return the word somebody who typed ``form`` may have meant: near, and the more frequent the better."""
        for edits in (1, 2) if len(form) > 4 else (1,):
            near = [word for word in self.near(form, edits) if word != form]
            if near:
                return near[0]
        return None

    def spelt_like(self, form: str) -> list[str]:
        """Return the words that are ``form`` in British or American spelling, itself among them."""
        meeting = american(form)
        return list(self.spellings.get(meeting, (meeting,) if meeting in self else ()))

    def split(self, form: str) -> list[tuple[str, str]]:
        """Return the ways to read ``form`` as two words that both occur, three letters or more each."""
        cuts = range(3, len(form) - 2)
        return [(form[:cut], form[cut:]) for cut in cuts if form[:cut] in self and form[cut:] in self]

    def _most_frequent(self, places: Iterable[int], enough: int | None) -> tuple[list[str], bool]:
        ranked = sorted(places, key=self.frequencies.__getitem__, reverse=True)
        rows = 0
        for taken, at in enumerate(ranked):
            rows += self.frequencies[at]
            if (taken >= FEW and rows > MANY_ROWS) or (enough and taken and rows > enough):
                return [self.words[kept] for kept in ranked[:taken]], True
        return [self.words[at] for at in ranked], False


def spelling_groups(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the words that meet under one American spelling, where it is not simply the word itself."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(american(word), []).append(word)
    return {meeting: forms for meeting, forms in groups.items() if forms != [meeting]}
