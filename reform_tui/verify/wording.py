"""Words as they are compared: folded, without case; what stands between them apart.

Typography is forgiven and nothing else: the kind of quotation marks, dashes and spaces, ligatures, the Unicode form of
an accent. An accent itself is spelling: *resumé* is not *resume*. A hyphen is a dash: *long-term* is two words with a
dash between them, *long term* two words with nothing. The raised number of a note behind a word is none of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from reform_tui.library.folding import fold, fold_mapped
from reform_tui.library.mapping import MappedText

_RAISED = "⁰¹²³⁴-⁹"
# A number with its currency and per cent sign; m², km³; a word with its apostrophes.
_WORD = re.compile(
    rf"[£$€¥]?(?:\d+(?:[.,]\d+)+|[^\W_{_RAISED}]{{1,2}}[{_RAISED}]+(?![^\W_])|"
    rf"[^\W_{_RAISED}]+(?:'[^\W_{_RAISED}]+)*)%?"
)
_LETTER_OUTSIDE_ASCII = re.compile(r"[^\W\d_\x00-\x7f][\u0300-\u036f]*|[^\W\d_][\u0300-\u036f]+")
_LIGATURES = frozenset("æÆœŒﬀﬁﬂﬃﬄﬅﬆ")
_ELLIPSIS = re.compile(r"\.\s*\.\s*\.(?:\s*\.)?")
_DASHES = re.compile(r"-[\s-]*-|-")
_QUOTATION_MARKS = re.compile("['‹›]")  # those that folding has not made straight double ones
_NO_SIGN = re.compile(rf"[\s*_`\\{_RAISED}]+")
_BETWEEN_PARAGRAPHS = re.compile(r"[\"\-•·*/#>]+")


class Word(NamedTuple):
    """One word: ``form`` folded without case, ``surface`` as :func:`spelled`, its place in the folded text.

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
    found = with_accents(words_of_folded(folded.text), accents_in(text, folded))
    placed = []
    for word in found:
        start, end = folded.to_source(word.start, word.end)
        placed.append(word._replace(start=start, end=end))
    return placed, signs(folded.text[found[-1].end if found else 0 :])


Accents = Sequence[tuple[int, int, str]]
"""Where in a folded text a letter outside ASCII stands, from and to in code points, and the letter as it is spelled."""


def accents_in(text: str, folded: MappedText) -> Accents:
    """Return the letters of ``text`` that folding has made others of, in order."""
    found = []
    for match in _LETTER_OUTSIDE_ASCII.finditer(text):
        letter = spelled(match[0])
        start, end = folded.from_source(*match.span())
        if letter != folded.text[start:end]:
            found.append((start, end, letter))
    return found


def with_accents(words: list[Word], accents: Accents) -> list[Word]:
    """Return ``words`` of a folded text with those letters in their surfaces; both are in order."""
    if not accents:
        return words
    return list(_accented(words, accents))


def _accented(words: list[Word], accents: Accents) -> Iterator[Word]:
    at = 0
    for word in words:
        while at < len(accents) and accents[at][0] < word.start:
            at += 1
        surface, last = "", word.start
        while at < len(accents) and accents[at][0] < word.end:
            start, end, letter = accents[at]
            surface += word.surface[last - word.start : start - word.start] + letter
            last = end
            at += 1
        yield word._replace(surface=surface + word.surface[last - word.start :]) if surface else word


@lru_cache(maxsize=4096)
def spelled(text: str) -> str:
    """Return ``text`` folded but for its accents, which are in Unicode's normal form C."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(character if _is_spelling(character) else fold(character) for character in composed)


def _is_spelling(character: str) -> bool:
    """Whether a character is a letter, or an accent, and no ligature; ʼ is an apostrophe that counts as a letter."""
    if unicodedata.combining(character):
        return True
    return character.isalpha() and character not in _LIGATURES and fold(character).isalpha()


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
