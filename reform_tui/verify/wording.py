"""Words as they are compared: folded, without case; what stands between them apart.

Typography is forgiven and nothing else: the kind of quotation marks, dashes and spaces. A hyphen is a dash: *long-term*
is two words with a dash between them, *long term* two words with nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from reform_tui.library.folding import fold_mapped

# A number with its currency and per cent sign; a word with its apostrophes.
_WORD = re.compile(r"[£$€¥]?(?:\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*)%?")
_ELLIPSIS = re.compile(r"\.\s*\.\s*\.(?:\s*\.)?")
_DASHES = re.compile(r"-[\s-]*-|-")
_QUOTATION_MARKS = re.compile("['‹›]")  # those that folding has not made straight double ones
_NO_SIGN = re.compile(r"[\s*_`\\]+")
_BETWEEN_PARAGRAPHS = re.compile(r"[\"\-•·*/#>]+")


class Word(NamedTuple):
    """One word: ``form`` folded without case, ``surface`` folded, its place in the folded text, what stands before.

    ``before`` are the signs since the word before it, as :func:`signs` gives them.
    """

    form: str
    surface: str
    start: int
    end: int
    before: str


def words_of_folded(folded: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of ``folded[start:end]``, a text that has been folded."""
    found: list[Word] = []
    at = start
    for match in _WORD.finditer(folded, start, len(folded) if end is None else end):
        surface = match[0]
        found.append(Word(surface.casefold(), surface, *match.span(), signs(folded[at : match.start()])))
        at = match.end()
    return found


def words_of(text: str) -> tuple[list[Word], str]:
    """Return the words of ``text``, placed by its own offsets, and the signs after the last."""
    folded = fold_mapped(text)
    found = words_of_folded(folded.text)
    placed = []
    for word in found:
        start, end = folded.to_source(word.start, word.end)
        placed.append(word._replace(start=start, end=end))
    return placed, signs(folded.text[found[-1].end if found else 0 :])


@lru_cache(maxsize=4096)
def signs(between: str) -> str:
    """Return the signs in a folded stretch between two words: no spaces, one kind of quotation mark and of dash."""
    if between.isspace():
        return ""
    joined = _ELLIPSIS.sub("…", between)
    joined = _DASHES.sub("-", joined)
    return _QUOTATION_MARKS.sub('"', _NO_SIGN.sub("", joined))


@lru_cache(maxsize=4096)
def across_paragraphs(between: str) -> str:
    """Return ``between`` without what a new paragraph brings: marks opened anew, bullets, a stroke for the break."""
    return _BETWEEN_PARAGRAPHS.sub("", between)
