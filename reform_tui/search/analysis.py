"""One analyzer for index and query: from text to words with exact offsets.

Quotation marks, spaces and hyphens are read in any typography; accents and ligatures fold; a possessive falls off, a
contraction is one word; ``long-term`` is *long* and *term* and, at the same place, *longterm*; an insertion in
brackets does not break the phrase around it. Nothing is thrown away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from whoosh.analysis import Token, Tokenizer

from reform_tui.library.folding import fold
from reform_tui.search.deferring import english_stemmer
from reform_tui.search.spelling import american

GAP = "\x1e"  # U+001E: words on its two sides do not follow each other
_GAP_POSITIONS = 100

# Read as one character each, so that offsets stay. En and em dashes are not among the hyphens: they part words.
_SAME_LENGTH = {
    **dict.fromkeys(map(ord, "‘’‚‛ʼ′´`＇"), "'"),
    **dict.fromkeys(map(ord, "‐‑‒−﹣－"), "-"),
}
_LETTER = r"[^\W_]"
_MARK = r"[\u0300-\u036f\u00ad]"  # a combining mark or a soft hyphen inside a word
_RUN = rf"{_LETTER}(?:{_LETTER}|{_MARK})*"
_PART = rf"(?:\[{_RUN}\](?={_LETTER}))?{_RUN}(?:'{_RUN})*(?:\[{_RUN}\])?"
_TOKENS = re.compile(
    rf"(?P<acronym>(?:{_LETTER}\.){{2,}}(?![^\W\d_]{{2}}))"  # N.H.S.
    r"|(?P<number>\d+(?:[.,]\d+)+)"  # 1,000  3.5
    rf"|(?P<ampersand>{_LETTER}{{1,2}}&{_LETTER}{{1,2}}(?!{_LETTER}))"  # R&D
    rf"|(?P<word>{_PART}(?P<hyphen>(?:-{_PART})+)?)"  # don't  [t]he  long-term
    rf"|(?P<gap>{GAP})"
)
_PARTS = re.compile(_PART)
# An insertion like [this]; not the bracket in [t]he or reform[s].
_INSERTION = re.compile(rf"(?<!{_LETTER})\[[^\[\]]{{1,60}}\](?!{_LETTER})")
_ASIDE = 1_000_000  # positions that far on hold the text around insertions once more, without them
_AROUND = 30  # words on each side of an insertion
_DROPPED = re.compile(r"[\[\]\-]")


class Word(NamedTuple):
    """One word of a text: ``position`` counts words, ``start`` and ``end`` are code points, ``form`` is folded."""

    position: int
    start: int
    end: int
    form: str


@lru_cache(maxsize=65536)
def form_of(surface: str) -> str:
    """Return the folded, lower-case form of one word as printed, without possessive, hyphens and brackets."""
    form = _DROPPED.sub("", fold(surface)).casefold()
    form = form.removesuffix("'s")
    if "." in form and not form[0].isdigit():
        form = form.replace(".", "")
    form = form.replace("'", "")
    return form.replace(",", "") if form[:1].isdigit() else form


@lru_cache(maxsize=65536)
def stem_of(form: str) -> str:
    """Return what the forms of a word share: American spelling, then the Snowball English stem (Porter 2)."""
    return str(_stemmer.stem(american(form))) if form.isalpha() else form


_stemmer = english_stemmer()


def words(text: str, *, joined: bool = True) -> list[Word]:
    """Return the words of ``text`` by position; with ``joined``, hyphenated ones in parts and as a whole."""
    return _Reader(text, joined=joined).words()


class _Reader:
    """Reads one text."""

    def __init__(self, text: str, *, joined: bool) -> None:
        self._source = text
        self._text = text.translate(_SAME_LENGTH)
        self._joined = joined
        self._found: list[Word] = []
        self._position = 0

    def words(self) -> list[Word]:
        for match in _TOKENS.finditer(self._text):
            if match.lastgroup == "gap":
                self._position += _GAP_POSITIONS
            elif match["hyphen"]:
                self._hyphenated(*match.span())
            elif self._add(*match.span()):
                self._position += 1
        if "[" in self._text:
            self._read_past_insertions()
        return self._found

    def _add(self, start: int, end: int) -> bool:
        form = form_of(self._source[start:end])
        if form:
            self._found.append(Word(self._position, start, end, form))
        return bool(form)

    def _hyphenated(self, start: int, end: int) -> None:
        if self._joined:
            self._add(start, end)
        for part in _PARTS.finditer(self._text, start, end):
            if self._add(*part.span()):
                self._position += 1

    def _read_past_insertions(self) -> None:
        """Set the words around each insertion once more, far on, as if it were not there."""
        insertions = [match.span() for match in _INSERTION.finditer(self._text)]
        outside = [word for word in self._found if not any(a < word.start < b for a, b in insertions)]
        position = _ASIDE
        for start, end in insertions:
            before = [word for word in outside if word.end <= start][-_AROUND:]
            after = [word for word in outside if word.start >= end][:_AROUND]
            shift = position - (before or after)[0].position if before or after else 0
            skipped = after[0].position - before[-1].position - 1 if before and after else 0
            self._found += [word._replace(position=word.position + shift) for word in before]
            self._found += [word._replace(position=word.position + shift - skipped) for word in after]
            position += _ASIDE


@lru_cache(maxsize=4)
def _words_once(text: str) -> list[Word]:
    """Return the words of a text that two fields are indexing one after the other."""
    return words(text)


class WordAnalyzer(Tokenizer):  # type: ignore[misc]
    """:func:`words` as Whoosh wants them, as forms or as stems."""

    def __init__(self, *, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, WordAnalyzer) and self.stemmed == other.stemmed

    def __hash__(self) -> int:
        return hash((WordAnalyzer, self.stemmed))

    def __call__(self, value: str, positions: bool = False, **options: Any) -> Iterator[Token]:  # noqa: FBT001, FBT002
        """Yield the words of ``value``; Whoosh reads one token object again and again."""
        token = Token(positions, **{key: options[key] for key in ("chars", "removestops", "mode") if key in options})
        token.boost, token.stopped = 1.0, False
        for word in _words_once(value):
            token.text = stem_of(word.form) if self.stemmed else word.form
            token.pos, token.startchar, token.endchar = word.position, word.start, word.end
            yield token
