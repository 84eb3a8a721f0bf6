"""Words divided at the end of a line, made whole: the document itself shows whether the hyphen is the word's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W_]+(?:[-‐’'][^\W_]+)*")
_LAST = re.compile(r"([^\W_]+(?:[-‐’'][^\W_]+)*)[-‐\u00ad]$")
_FIRST = re.compile(r"[^\W_]+(?:[-‐’'][^\W_]+)*")
_HYPHENS = ("-", "‐", "\u00ad")
# Before these no word is divided; what begins so is written with a hyphen.
_OWN = frozenset(
    "all anti co cross ex ill inter long low high half mid multi much new non old part post pre pro quasi re self semi "
    "short so sub two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety "
    "ultra under vice well wide".split()
)
# Within a word of several hyphens: up-to-date, state-of-the-art.
_LINKS = frozenset("a an and as at by for from in into of off on or out over the to up with".split())
_HYPHEN = re.compile("[-‐]")
_MOST_REMARKED = 20


class Divisions:
    """Joins divided words. ``unproved`` are those joined without their hyphen though the document has no such word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._unproved: dict[str, None] = {}
        after_hyphen = False
        for line in lines:
            words = [word.casefold() for word in _WORD.findall(line)]
            ends_in_hyphen = line.endswith(_HYPHENS)
            self._words.update(words[1 if after_hyphen else 0 : -1 if ends_in_hyphen else None])
            after_hyphen = ends_in_hyphen

    @property
    def unproved(self) -> tuple[str, ...]:
        """The words joined on the strength of their form alone, in order; not more than fit a remark."""
        return tuple(self._unproved)[:_MOST_REMARKED]

    def joined(self, lines: Sequence[str]) -> str:
        """Return lines as one, with a space between two of them unless a word or a dash runs on."""
        parts: list[str] = []
        for before, line in pairwise(lines):
            parts += self._up_to(before, line)
        return "".join([*parts, *lines[-1:]])

    def _up_to(self, before: str, line: str) -> tuple[str, str]:
        """Return a line without a hyphen that is none of its own, and what stands between it and the next."""
        if before.endswith("\u00ad"):
            return before[:-1], ""
        last, first = _LAST.search(before, before.rfind(" ") + 1), _FIRST.match(line)
        if last and first:
            return (before if self._is_own(last[1], first[0]) else before[:-1]), ""
        if before.endswith(("—", "/")) and before[-2:-1] not in {"", " "}:
            return before, ""
        return before, " "

    def _is_own(self, last: str, first: str) -> bool:
        """Whether the hyphen between the two parts of a word is the word's own."""
        whole, hyphened = f"{last}{first}".casefold(), f"{last}-{first}".casefold()
        if hyphened in self._words:
            return True
        if whole in self._words:
            return False
        if not first[0].islower() or last[-1].isdigit() or last.casefold() in _OWN:
            return True
        within = _HYPHEN.split(last)[-1]  # of mother-in-|law, of re-exam|ined
        if within != last and within.casefold() + first.casefold() not in self._words:
            return within.casefold() in _LINKS or first.casefold() in self._words
        if len(last) > 2 and len(first) > 2 and {last.casefold(), first.casefold()} <= self._words:
            return True
        self._unproved[last + first] = None
        return False
