"""Reported speech: *X said that …*, *…, X said*, *According to X, …*.

A suggestion more than a finding: what is proposed is the clause that reports, to be accepted or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.cues import cue_at, reports
from reform_tui.quotation.lexicon import Cue, cue_words
from reform_tui.quotation.phrases import Mention, Phrases
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

_REPORTING_ING = frozenset("say add argue warn claim insist suggest note explain tell".split())
_ADDRESSEES = frozenset("him her them us me reporters voters supporters".split())
_CLAUSE_PREPOSITIONS = frozenset("to about as against".split())
_CLAUSE_BEGINNINGS = frozenset("that he she it they there".split())
_MIN_TOKENS = 4
_TAG_REACH = 10  # tokens before a sentence's end within which its tag has its verb
_THAT_REACH = 8  # tokens after a verb within which *that* opens its clause


@dataclass(frozen=True, slots=True)
class ReportedClause:
    """A clause that reports speech, from ``start`` to ``end`` in code points, and to whom it is given."""

    start: int
    end: int
    attribution: Attribution


class ReportedSpeech:
    """Reads one sentence for the clause that it reports."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._phrases = Phrases(tokens)
        self._subjects = Subjects(tokens)
        self._end = len(tokens) - 1 if tokens and tokens[-1].text in ".?!" else len(tokens)

    def clause(self) -> ReportedClause | None:
        """Return the clause that the sentence reports, or None."""
        if len(self._tokens) < _MIN_TOKENS:
            return None
        for at, cue in self._cues():
            found = self._by_preposition(at) if cue.form == "preposition" else self._by_verb(at, cue)
            if found:
                return found
        return None

    def _cues(self) -> Iterator[tuple[int, Cue]]:
        for at, token in enumerate(self._tokens):
            if token.word.cue is None and token.word.lower != "according":
                continue
            cue = cue_at(self._tokens, at)
            if cue is None:
                continue
            if cue.form == "preposition" or (reports(cue) and (cue.form != "ing" or cue.verb in _REPORTING_ING)):
                yield at, cue

    def _by_preposition(self, at: int) -> ReportedClause | None:
        tokens = self._tokens
        mention = self._phrases.right(at + 1)
        if mention is None:
            return None
        span = tokens[at].start, tokens[at + 1].end
        given = Attribution(mention, "according to", "according to", span)
        if at > 3:
            last = at - 2 if tokens[at - 1].text == "," else at - 1
            return ReportedClause(tokens[0].start, tokens[last].end, given)
        if at > 1:
            return None
        comma = next(
            (z for z in range(at, len(tokens)) if tokens[z].start >= mention.end and tokens[z].text == ","), None
        )
        if comma is None or comma + 2 >= self._end:
            return None
        return ReportedClause(tokens[comma + 1].start, tokens[self._end - 1].end, given)

    def _by_verb(self, at: int, cue: Cue) -> ReportedClause | None:
        return self._tagged(at, cue) or self._complement(at, cue)

    def _given(self, mention: Mention, at: int, rule: Rule) -> Attribution:
        token = self._tokens[at]
        return Attribution(mention, rule, token.text, (token.start, token.end))

    def _tagged(self, at: int, cue: Cue) -> ReportedClause | None:
        """*…, X said* and *…, said X*."""
        tokens = self._tokens
        if at < 4:
            return None
        mention, comma = self._tag(at, cue)
        if mention is None or comma < 3:
            return None
        if any(token.lower in ("who", "which") for token in tokens[comma:at]):
            return None
        if at + 1 < len(tokens) and tokens[at + 1].lower == "that":
            return None
        if tokens[0].kind == "quotation" and comma == 1:
            return None
        return ReportedClause(tokens[0].start, tokens[comma - 1].end, self._given(mention, at, "tag"))

    def _tag(self, at: int, cue: Cue) -> tuple[Mention | None, int]:
        """Return whom a tag names, and where its comma is."""
        tokens = self._tokens
        if tokens[at - 1].text == "," and cue.form in ("past", "s") and cue.verb != "tell":
            return self._phrases.right(at), at - 1
        if cue.form == "ing":
            return None, 0
        subject = self._subjects.before(at, cue.form)
        if subject is None or subject.manner not in ("adjacent", "over apposition"):
            return None, 0
        first = self._phrases.index_at(subject.mention.start, at - 1)
        if first is None or first < 3 or tokens[first - 1].text != "," or at < self._end - _TAG_REACH:
            return None, 0
        return subject.mention, first - 1

    def _complement(self, at: int, cue: Cue) -> ReportedClause | None:
        """*X said that …* and *X said …*."""
        tokens = self._tokens
        subject = self._subjects.before(at, cue.form)
        if subject is None:
            return None
        begin = self._after_addressee(at) if cue.verb == "tell" else at + 1
        that = self._that(begin)
        if that is not None:
            begin = that + 1
        elif cue.verb in cue_words().bare_reporting:
            bare = self._bare(begin, cue)
            if bare is None:
                return None
            begin = bare
        else:
            return None
        if begin >= self._end - 1:
            return None
        rule: Rule = "bare clause" if that is None else "that clause"
        return ReportedClause(tokens[begin].start, tokens[self._end - 1].end, self._given(subject.mention, at, rule))

    def _after_addressee(self, at: int) -> int:
        """Return where the clause after *told reporters* begins."""
        tokens = self._tokens
        begin = step = at + 1
        while (
            step < len(tokens)
            and step - begin < 7
            and tokens[step].lower not in ("that", ",")
            and tokens[step].stretch < 0
        ):
            step += 1
        if step >= len(tokens) or tokens[step].lower == "that":
            return min(step, len(tokens) - 1) if step < len(tokens) else begin
        return min(begin + 1 if tokens[begin].lower in _ADDRESSEES else step, len(tokens) - 1)

    def _that(self, begin: int) -> int | None:
        for at in range(begin, min(len(self._tokens), begin + _THAT_REACH)):
            token = self._tokens[at]
            if token.lower == "that":
                return at
            if token.kind == "quotation" or token.text in (",", ";"):
                return None
        return None

    def _bare(self, begin: int, cue: Cue) -> int | None:
        """Return where a clause without *that* begins, over a phrase of circumstance: *said on Monday he would …*."""
        tokens = self._tokens
        if begin < len(tokens) and tokens[begin].text == ",":
            begin += 1
        if begin >= len(tokens):
            return None
        word = tokens[begin].word
        if not word.is_preposition or word.lower in _CLAUSE_PREPOSITIONS:
            return begin
        if cue.verb != "say":
            return None
        step = begin
        while step < len(tokens) and tokens[step].text != "," and tokens[step].lower not in _CLAUSE_BEGINNINGS:
            step += 1
        if step >= len(tokens) or step - begin > 12:
            return None
        return step + 1 if tokens[step].text == "," or tokens[step].lower == "that" else step
