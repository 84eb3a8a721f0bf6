"""Clauses that report, and how a sentence is read for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.cues import cue_at, is_verb_form, reports
from reform_tui.quotation.phrases import Mention, Phrases
from reform_tui.quotation.proposal import Span
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later".split())
_COORDINATORS = frozenset("and but while whereas".split())
_COORDINATE_REACH = 10  # tokens between a coordinator and the verb of its clause


@dataclass(frozen=True, slots=True)
class ReportedClause:
    """A clause that reports speech, and to whom it is given.

    ``spans`` (code points) are one, or two where the attribution stands in between: *The plan, he said, would fail*.
    """

    spans: tuple[Span, ...]
    attribution: Attribution

    @property
    def start(self) -> int:
        """Where the clause begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the clause ends."""
        return self.spans[-1][1]


class SentenceReader:
    """One sentence, with what finds its noun phrases, subjects and coordinate clauses."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._phrases = Phrases(tokens)
        self._subjects = Subjects(tokens)
        self._end = len(tokens) - 1 if tokens and tokens[-1].text in ".?!" else len(tokens)

    def _coordinate(self, begin: int) -> int:
        """Return where a coordinate clause with a subject and a verb of saying of its own begins, else the end."""
        tokens = self._tokens
        for at in range(begin + 3, self._end - 2):
            joined = tokens[at].lower in _COORDINATORS and tokens[at - 1].text in (",", ";")
            if joined and self._says_after(at + 1):
                return at - 1
        return self._end

    def _says_after(self, first: int) -> bool:
        tokens = self._tokens
        for at in range(first + 1, min(self._end, first + _COORDINATE_REACH)):
            cue = cue_at(tokens, at)
            if cue is None or not reports(cue) or cue.form not in ("past", "s"):
                continue
            subject = self._subjects.before(at, cue.form)
            return subject is not None and subject.manner == "adjacent" and subject.mention.start == tokens[first].start
        return False

    def _given(self, mention: Mention, at: int, rule: Rule) -> Attribution:
        token = self._tokens[at]
        return Attribution(mention, rule, token.text, (token.start, token.end))


def is_finite(token: Token) -> bool:
    """Tell what may be a finite verb: an auxiliary, a verb of saying, or a word that ends like one."""
    word = token.word
    if word.is_auxiliary or is_verb_form(token, "past", "s"):
        return True
    return word.kind == "word" and not word.is_possessive and (word.lower.endswith(("ed", "s")) or "'" in word.lower)
