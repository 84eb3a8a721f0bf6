"""The subject that a sentence begins with, over datelines, forms of address and opening phrases."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.cues import is_verb_form, might_be_noun
from reform_tui.quotation.lexicon import grammar
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import PRONOUNS, SPOKEN_OF, Phrases
from reform_tui.quotation.tokens import Token

_BEGINNINGS = frozenset("and but so yet then also however meanwhile still now later earlier".split())
_OPENERS = frozenset(
    "when while if although though because since asked speaking despite once during responding appearing instead "
    "following unless contrary unlike".split()
)
_NOT_GERUNDS = frozenset("king beijing".split())
_POINTING = frozenset("here there this that these those such what when why how".split())
DASHES = frozenset(("—", "–", "--", "-", "―"))
_OBJECTS = frozenset("it them him us me".split())
_MAIN_REACH = 12  # tokens of a sentence's first phrase
_VOCATIVE_REACH = 6  # tokens of a form of address, at most
_DATELINE_REACH = 10  # tokens of a dateline, at most


class MainSubjects:
    """Finds the subject of the main clause of one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._phrases = Phrases(tokens)
        self._vocative = _vocative_end(tokens)

    def main(self, end: int) -> Mention | None:
        """Return the subject that the sentence begins with, before token ``end``."""
        tokens = self._tokens
        first = self._main_start(end)
        if first is None:
            return None
        begins = tokens[first]
        if begins.lower in PRONOUNS:
            return self._phrases.pronoun(first)
        name, stop = self._first_name(first, end)
        if name is not None:
            last = min(self._phrases.name_end(name), end - 1)
            possessive = tokens[last].word.is_possessive and last + 1 < end and tokens[last + 1].kind == "word"
            return self._phrases.name(name, last, first, last + 1 if possessive else last)
        describes = begins.word.is_determiner or (begins.kind == "capitalised" and begins.lower not in _POINTING)
        only_determiner = stop == first + 1 and begins.word.is_determiner
        if stop == first or not describes or only_determiner:
            return None
        named = self._phrases.name_in_apposition(stop) if stop < end else None
        if named:
            return named
        return self._phrases.description(first, min(stop, end) - 1)

    def from_here(self, first: int) -> Mention | None:
        """Return the subject of the clause that begins at token ``first``."""
        return MainSubjects(self._tokens[first:]).main(len(self._tokens) - first)

    def _main_start(self, end: int) -> int | None:
        tokens = self._tokens
        at = max(self._after_dateline(end), self._vocative)
        if at < end and tokens[at].text == "[":  # [Interruption.]
            at = next((index for index in range(at, end) if tokens[index].text == "]"), at)
        while at < end and (tokens[at].kind in ("quotation", "punctuation") or tokens[at].lower in _BEGINNINGS):
            at += 1
        if at >= end:
            return None
        if self._opens_circumstance(tokens[at]) or self._opens_participle(at, end):
            comma = next((index for index in range(at, end) if tokens[index].text == ","), None)
            if comma is None and at + 1 < end and tokens[at].lower.endswith("ly") and tokens[at + 1].names:
                return at + 1  # *Finally Ann Lee had the last word*
            if comma is None:
                return next((index for index in range(at, end) if self._begins_phrase(at, index)), None)
            at = comma + 1
        while at < end and (tokens[at].word.is_adverb or tokens[at].text == ","):
            at += 1
        return at if at < end else None

    def _after_dateline(self, end: int) -> int:
        """Return the first token after *WASHINGTON (AFP) –*, else 0."""
        tokens = self._tokens
        for at in range(min(end, _DATELINE_REACH)):
            if tokens[at].text in DASHES:
                return at + 1 if at else 0
            if tokens[at].kind not in ("capitalised", "punctuation", "number"):
                return 0
        return 0

    def _begins_phrase(self, first: int, at: int) -> bool:
        """Tell *a young man* in *In the end a young man said*: a pronoun, or an article right after a noun."""
        tokens = self._tokens
        if tokens[at].lower in SPOKEN_OF:
            return True
        before = tokens[at - 1].word
        noun = before.kind == "word" and not (before.is_preposition or before.is_determiner or before.is_adverb)
        return at > first + 1 and tokens[at].lower in ("a", "an", "the") and noun and not before.is_subordinator

    @staticmethod
    def _opens_circumstance(token: Token) -> bool:
        lower = token.lower
        if token.word.is_preposition or lower in _OPENERS or lower.endswith("ly"):
            return True
        return lower.endswith("ing") and lower not in _NOT_GERUNDS

    def _opens_participle(self, at: int, end: int) -> bool:
        """Tell *Written in haste, …*: a participle with its preposition, and no name."""
        token = self._tokens[at]
        cue = token.word.cue
        return cue is not None and cue.form == "past" and at + 1 < end and self._tokens[at + 1].word.is_preposition

    def _first_name(self, first: int, end: int) -> tuple[int | None, int]:
        """Return where the first name in the sentence's first phrase begins, and where the reading stopped."""
        tokens = self._tokens
        at = first
        while at < end and at - first < _MAIN_REACH and tokens[at].kind in ("word", "capitalised", "number"):
            token = tokens[at]
            word = token.word
            if word.is_auxiliary or word.is_pronoun or word.lower in ("who", "that", "which"):
                break
            if at > first and word.is_preposition:
                break
            if at > first and token.kind == "word" and is_verb_form(token, "past", "s") and not might_be_noun(token):
                break
            if at > first + 1 and self._is_verb(at, end):
                break
            if token.names:
                return at, at
            at += 1
        return None, at

    def _is_verb(self, at: int, end: int) -> bool:
        """Tell *arrived* of *a letter arrived from the board* and *makes* of *the plan makes it clear*."""
        tokens = self._tokens
        if at + 1 >= end:
            return False
        following = tokens[at + 1]
        past = tokens[at].lower.endswith("ed") and (following.word.is_preposition or following.word.is_adverb)
        return past or following.lower in _OBJECTS


def _vocative_end(tokens: Sequence[Token]) -> int:
    """Return the token after *Mr Speaker,* and other forms of address that open a sentence; 0 where there is none."""
    for at, token in enumerate(tokens[:_VOCATIVE_REACH]):
        if token.text == ",":
            return at + 1 if at else 0
        if token.lower not in grammar().vocatives:
            return 0
    return 0
