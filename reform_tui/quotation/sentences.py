"""Sentences over tokens: a quotation never ends one by itself unless the words around it say so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reform_tui.quotation.cues import cue_at
from reform_tui.quotation.lexicon import grammar
from reform_tui.quotation.marks import Stretch
from reform_tui.quotation.tokens import Token

_LONGEST = 250  # tokens; what goes on longer is cut, so that reading a text takes time in proportion to its length
_MOST_QUOTATIONS = 32  # in one sentence, for the same reason
_TAG_REACH = 16  # tokens after “…?” within which a tag must have its verb


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its tokens, and the number of the paragraph that it ends in, from 0."""

    paragraph: int
    tokens: list[Token]


def sentences_of(
    ends: Sequence[int], numbers: range, tokens: Sequence[Token], stretches: Sequence[Stretch], text: str
) -> Iterator[Sentence]:
    """Yield the sentences of paragraphs that belong together: ``numbers``, which end at ``ends`` (code points)."""
    begun = quoted = 0
    for at in range(len(tokens)):
        quoted += tokens[at].stretch >= 0
        full = at - begun >= _LONGEST or quoted >= _MOST_QUOTATIONS
        if at + 1 == len(tokens) or full or _ends(tokens, at, stretches, text):
            paragraph = numbers[min(bisect_left(ends, tokens[at].end), len(ends) - 1)]
            yield Sentence(paragraph, list(tokens[begun : at + 1]))
            begun, quoted = at + 1, 0


def _ends(tokens: Sequence[Token], at: int, stretches: Sequence[Stretch], text: str) -> bool:
    token = tokens[at]
    kind = token.kind
    if kind == "punctuation":
        return _punctuation_ends(tokens, at)
    if kind != "quotation" or at + 1 == len(tokens):
        return False
    following = tokens[at + 1]
    stretch = stretches[token.stretch]
    last = text[stretch.end - 1]
    if not stretch.closed:
        return True
    if last in ".…":
        return following.kind in ("capitalised", "quotation") or following.text in "(["
    if last in "?!":
        return following.kind in ("capitalised", "quotation") and not _tag_follows(tokens, at + 1)
    return False


def _punctuation_ends(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if not (token.text in ".?!…" or token.text.startswith("...")):
        return False
    if at + 1 == len(tokens):
        return True
    following = tokens[at + 1]
    if token.text == "." and at and tokens[at - 1].end == token.start and _abbreviates(tokens[at - 1]):
        return False
    return following.kind in ("capitalised", "number", "quotation") or following.text in "—–-[(@•*"


def _abbreviates(token: Token) -> bool:
    single = len(token.text) == 1 and token.text.isupper() and token.text != "I"
    return single or token.lower in grammar().abbreviations


def _tag_follows(tokens: Sequence[Token], at: int) -> bool:
    for index in range(at, min(len(tokens), at + _TAG_REACH)):
        if tokens[index].kind == "quotation" or (tokens[index].text in ".;?!" and not _abbreviates(tokens[index - 1])):
            return False
        cue = cue_at(tokens, index)
        if cue and not (cue.form == "ing" and index == at):
            return index + 1 == len(tokens) or (tokens[index + 1].text != ":" and tokens[index + 1].kind != "quotation")
    return False
