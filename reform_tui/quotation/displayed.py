"""Quotations displayed in the middle of a sentence, as the Official Report prints them.

*The report states that*, then a paragraph with the quotation alone, then *and that it*, and another: one sentence runs
through all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reform_tui.quotation.cues import reports
from reform_tui.quotation.marks import Stretch
from reform_tui.quotation.paragraphs import Paragraph
from reform_tui.quotation.tokens import Token
from reform_tui.quotation.transcripts import Turns

_OPEN_ENDS = frozenset((",", "—", "–", "--", "-", "..."))
_SENTENCE_ENDS = ".?!"
_REPORT_REACH = 6  # tokens of *that the existing Act*


class Displayed:
    """Tells which paragraphs of one text one sentence runs through; ``tokens`` and ``leads`` go with ``paragraphs``."""

    def __init__(
        self, text: str, paragraphs: list[Paragraph], stretches: Sequence[Stretch], tokens: Sequence[Sequence[Token]]
    ) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._stretches = stretches
        self._tokens = tokens

    def groups(self, turns: Turns) -> Iterator[range]:
        """Yield the numbers of the paragraphs that belong together, in order; most stand alone."""
        first = 0
        for number in range(len(self._paragraphs)):
            together = (
                number + 1 < len(self._paragraphs)
                and turns.of(number) == turns.of(number + 1)
                and (self._introduces(number) or self._goes_on(number))
            )
            if not together:
                yield range(first, number + 1)
                first = number + 1

    def _introduces(self, number: int) -> bool:
        """Tell *It states that*, before a paragraph that a quotation leads: it is no heading either."""
        own, following = self._tokens[number], self._tokens[number + 1]
        if not own or not following or not self._leads(following[0]) or own[-1].kind == "quotation":
            return False
        if self._paragraphs[number].zone not in ("body", "heading", "notes"):
            return False
        if not self._is_open(number) and not self._goes_on_small(number, following[0].stretch):
            return False
        if self._paragraphs[number].zone == "heading":
            self._paragraphs[number] = replace(self._paragraphs[number], zone="body")
        if self._paragraphs[number + 1].zone == "heading":
            self._paragraphs[number + 1] = replace(self._paragraphs[number + 1], zone="body")
        return True

    def _goes_on_small(self, number: int, stretch: int) -> bool:
        """Tell *he said that it would apply to any foreign national*, and below words that begin small."""
        own = self._tokens[number]
        reporting = any(
            following.lower == "that" and token.word.cue is not None and reports(token.word.cue)
            for token, following in pairwise(own)
        )
        running = self._paragraphs[number].zone == "body" or reporting  # a heading is told only by its length
        return running and own[-1].kind != "punctuation" and self._text[self._stretches[stretch].start].islower()

    def _is_open(self, number: int) -> bool:
        """Tell a paragraph that no sentence ends: with a small word, or a report without a full stop."""
        own = self._tokens[number]
        if self._paragraphs[number].zone == "heading" or own[-1].kind == "punctuation":
            return _is_open(own[-1])
        return _is_open(own[-1]) or any(token.lower == "that" for token in own[-_REPORT_REACH:])

    def _goes_on(self, number: int) -> bool:
        """Tell a paragraph that is one quotation, not the end of its sentence, before one that begins small."""
        own, following = self._tokens[number], self._tokens[number + 1]
        if not own or not following or not self._leads(own[0]) or following[0].kind != "word":
            return False
        if any(token.kind != "punctuation" or token.text in _SENTENCE_ENDS for token in own[1:]):
            return False
        stretch = self._stretches[own[0].stretch]
        return stretch.closed and (len(own) > 1 or self._text[stretch.end - 1] not in _SENTENCE_ENDS)

    def _leads(self, token: Token) -> bool:
        return token.stretch >= 0 and self._stretches[token.stretch].marked and self._stretches[token.stretch].leads


def _is_open(token: Token) -> bool:
    """Tell what no sentence ends with: a small word, a verb that says, a comma or a dash."""
    word = token.word
    if word.kind == "capitalised":
        return False
    small = word.is_preposition or word.is_subordinator or word.is_auxiliary or word.is_determiner or word.is_pronoun
    says = word.cue is not None and word.cue.form in ("s", "past", "ing")
    return small or says or token.text in _OPEN_ENDS
