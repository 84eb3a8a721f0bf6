"""Reported speech: *X said that …*, *…, X said*, *According to X, …*.

A suggestion more than a finding: what is proposed is the clause that reports, to be accepted or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.clause_bounds import COORDINATORS, ClauseBounds
from reform_tui.quotation.cues import cue_at, reports
from reform_tui.quotation.lexicon import Cue, cue_words, grammar
from reform_tui.quotation.names import Mention
from reform_tui.quotation.passives import agent, is_passive
from reform_tui.quotation.proposal import Span

_REPORTING_ING = frozenset("say add argue warn claim insist suggest note explain tell".split())
_ADDRESSEES = frozenset("him her them us me reporters voters supporters".split())
_NO_CLAUSE = frozenset("to about as against and or when while whose who which because so yes no".split())
_CLAUSE_BEGINNINGS = frozenset("that he she it they there".split())
SUBORDINATE = frozenset("when after as if while although though because since before once asked pressed".split())
_ADDED = frozenset("who which whose where the a an as referring citing adding noting according speaking".split())
_ADDRESSEE_REACH = 9  # tokens after *told* within which the clause begins
_INTERJECTION = 2  # tokens, at most, of *Sorry, she said*
_VERBAL_ENDINGS = ("ed", "'s", "'re", "'m", "'d", "'ll", "n't")
_TAG_WIDTH = 10  # tokens of *said in an interview on Monday* between commas
_MIN_TOKENS = 4
_TAG_REACH = 10  # tokens before a sentence's end within which its tag has its verb
_THAT_REACH = 8  # tokens after a verb within which *that* opens its clause


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


class ReportedSpeech(ClauseBounds):
    """Reads one sentence for the clauses that it reports."""

    def clauses(self) -> list[ReportedClause]:
        """Return the clauses that the sentence reports, in order."""
        if len(self._tokens) < _MIN_TOKENS:
            return []
        cues = list(self._cues())
        as_said = next((one for one in (self._as_said(at, cue) for at, cue in cues[:1]) if one), None)
        if as_said:
            return [as_said]
        for at, cue in cues:
            found = self._by_preposition(at) if cue.form == "preposition" else self._tagged(at, cue)
            if found:
                return [found]
        return self._complements([(at, cue) for at, cue in cues if cue.form != "preposition"])

    def _cues(self) -> Iterator[tuple[int, Cue]]:
        for at, token in enumerate(self._tokens):
            if token.word.cue is None and token.word.lower not in ("according", "words"):
                continue
            cue = cue_at(self._tokens, at)
            if cue is None:
                continue
            if cue.form == "preposition" or (reports(cue) and (cue.form != "ing" or cue.verb in _REPORTING_ING)):
                yield at, cue

    def _as_said(self, at: int, cue: Cue) -> ReportedClause | None:
        """*As X said, …*."""
        tokens = self._tokens
        opening = 1 if tokens[0].lower in COORDINATORS else 0
        comma = next((z for z in range(at + 1, min(self._end, at + _TAG_WIDTH)) if tokens[z].text == ","), None)
        if tokens[opening].lower != "as" or comma is None or comma + 3 >= self._end or cue.form not in ("past", "s"):
            return None
        subject = self._subjects.before(at, cue.form)
        if subject is None or subject.manner not in ("adjacent", "over apposition"):
            return None
        if not self._phrases.ends_tag(at + 1) or any(token.stretch >= 0 for token in tokens):
            return None
        span = tokens[comma + 1].start, tokens[self._end - 1].end
        return ReportedClause((span,), self._given(subject.mention, at, "tag"))

    def _by_preposition(self, at: int) -> ReportedClause | None:
        tokens = self._tokens
        mention = self._phrases.right(at + 1)
        if mention is None:
            return None
        span = tokens[at].start, tokens[at + 1].end
        given = Attribution(mention, "according to", f"{tokens[at].text} {tokens[at + 1].text}", span)
        if at > 3:
            last = at - 2 if tokens[at - 1].text == "," else at - 1
            return ReportedClause(((tokens[0].start, tokens[last].end),), given)
        if at > 1:
            return None
        after = (z for z in range(at, len(tokens)) if tokens[z].start >= mention.end and tokens[z].text == ",")
        comma = next(after, None)
        if comma is None or comma + 2 >= self._end:
            return None
        return ReportedClause(((tokens[comma + 1].start, tokens[self._end - 1].end),), given)

    def _complements(self, cues: Sequence[tuple[int, Cue]]) -> list[ReportedClause]:
        """Return what the verbs of the sentence report, each up to where the next coordinate clause begins."""
        found: list[ReportedClause] = []
        past = self._subordinate_end()
        for at, cue in cues:
            if at < past or (past and at < self._first_comma(0) and len(cues) > 1):
                continue
            end = self._coordinate(at)
            clause = self._complement(at, cue, end)
            if clause:
                found.append(clause)
                past = end + 1
        return found

    def _subordinate_end(self) -> int:
        """Return the comma after which the main clause begins, where the sentence opens with *when* or the like."""
        first = self._tokens[0]
        return self._first_comma(0) if first.lower in SUBORDINATE else 0

    def _first_comma(self, begin: int) -> int:
        return next((at for at in range(begin, len(self._tokens)) if self._tokens[at].text == ","), 0)

    def _given(self, mention: Mention, at: int, rule: Rule) -> Attribution:
        token = self._tokens[at]
        return Attribution(mention, rule, token.text, (token.start, token.end))

    def _tagged(self, at: int, cue: Cue) -> ReportedClause | None:
        """*…, X said* and *…, said X*."""
        tokens = self._tokens
        if at < 3:
            return None
        mention, comma = self._tag(at, cue)
        opens = tokens[0].lower in grammar().circumstances and any(token.stretch >= 0 for token in tokens[at:])
        if mention is None or comma < 1 or opens:  # *In the Commons, X said: "…"*
            return None
        if any(token.lower in ("who", "which") for token in tokens[comma:at]):
            return None
        if at + 1 < len(tokens) and tokens[at + 1].lower == "that":
            return None
        if (tokens[0].kind == "quotation" and comma == 1) or not self._is_said(comma):
            return None
        return self._around_tag(mention, at, comma)

    def _is_said(self, comma: int) -> bool:
        """Tell a clause before a tag from *The chair of the review, Dame Ann Lee, told …*, a phrase without a verb."""
        tokens = self._tokens[:comma]
        if len(tokens) <= _INTERJECTION:
            return not any(token.word.is_role for token in tokens)
        return any(
            token.kind == "quotation"
            or token.word.is_auxiliary
            or token.word.cue is not None
            or token.word.acts
            or token.lower.endswith(_VERBAL_ENDINGS)
            for token in tokens
        ) or not any(token.word.is_role for token in tokens)

    def _around_tag(self, mention: Mention, at: int, comma: int) -> ReportedClause | None:
        """Return what stands before a tag, and after it where it stands in the middle of its sentence."""
        tokens = self._tokens
        given = self._given(mention, at, "tag")
        before = tokens[0].start, tokens[comma - 1].end
        after = max(at + 1, self._phrases.index_after(mention.end))
        if tokens[at].lower in ("told", "tells"):  # *he told reporters*
            after = next(
                (z for z in range(after, min(after + 6, self._end)) if tokens[z].kind == "punctuation"), after + 1
            )
        if not self._phrases.ends_tag(after):
            return None
        resumed = next((z for z in range(after, min(after + _TAG_WIDTH, self._end)) if tokens[z].text == ","), None)
        if resumed is not None and resumed + 3 < self._end and tokens[resumed + 1].lower not in _ADDED:
            return ReportedClause((before, (tokens[resumed + 1].start, tokens[self._end - 1].end)), given)
        apposition = after + 1 < self._end and tokens[after].text == "," and tokens[after + 1].lower in _ADDED
        if comma < 3 or (after < self._end - _TAG_REACH and not apposition):
            return None
        return ReportedClause((before,), given)

    def _tag(self, at: int, cue: Cue) -> tuple[Mention | None, int]:
        """Return whom a tag names, and where its comma is."""
        tokens = self._tokens
        if tokens[at - 1].text == "," and cue.form in ("past", "s") and cue.verb != "tell":
            return self._phrases.inverted(at), at - 1
        if cue.form == "ing":
            return None, 0
        subject = self._subjects.before(at, cue.form)
        if subject is None or subject.manner not in ("adjacent", "over apposition"):
            return None, 0
        first = self._phrases.index_at(subject.mention.start, at - 1)
        if first is not None and first > 2 and tokens[first - 1].word.is_determiner:
            first -= 1
        if first is None or first < 2 or tokens[first - 1].text != ",":
            return None, 0
        return subject.mention, first - 1

    def _complement(self, at: int, cue: Cue, end: int) -> ReportedClause | None:
        """*X said that …* and *X said …*."""
        tokens = self._tokens
        subject = self._subjects.before(at, cue.form)
        if subject is None:
            return None
        mention = subject.mention
        if is_passive(tokens, at, cue):
            mention = agent(tokens, at, end) or mention
        begin = self._after_addressee(at) if cue.verb == "tell" else at + 1
        told = self._told(at) if cue.verb == "tell" else None
        that = self._that(begin)
        if that is not None:
            begin = that + 1
        elif told is not None:
            begin = told
        elif cue.verb in cue_words().bare_reporting:
            bare = self._bare(begin, cue)
            if bare is None:
                return None
            begin = bare
        else:
            return None
        hers = that is not None and tokens[at + 1].lower == "with"  # *agrees with her view that …*
        if hers or begin >= end - 1:
            return None
        if that is None and told is None and cue.verb != "say" and not self._is_clause(begin, end):
            return None
        rule: Rule = "bare clause" if that is None else "that clause"
        end = self._joined_verb(begin, self._clause_end(begin, end), cue.form)
        span = tokens[begin].start, tokens[end - 1].end
        return ReportedClause((span,), self._given(mention, at, rule))

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

    def _told(self, at: int) -> int | None:
        """Return where the clause of *told the Barton Post he would go* begins, which has no *that*."""
        tokens = self._tokens
        for step in range(at + 2, min(self._end - 2, at + _ADDRESSEE_REACH)):
            token = tokens[step]
            if token.kind in ("punctuation", "quotation") or token.word.is_auxiliary:
                return None
            if token.lower in _CLAUSE_BEGINNINGS and token.lower != "that":
                return step
            if token.word.is_determiner and tokens[step - 1].kind == "capitalised" and self._has_verb(step + 1):
                return step
        return None

    def _that(self, begin: int) -> int | None:
        for at in range(begin, min(len(self._tokens), begin + _THAT_REACH)):
            token = self._tokens[at]
            if token.lower == "that":
                return None if self._tokens[min(at + 1, len(self._tokens) - 1)].word.is_auxiliary else at
            if token.kind == "quotation" or token.text in (",", ";"):
                return None
        return None

    def _is_no_clause(self, begin: int, cue: Cue) -> bool:
        """Tell what a clause does not begin with: *said yes*; *said selling it was hard* is one."""
        word = self._tokens[begin].word
        if word.lower == "no" and cue.verb == "say":
            return not self._has_verb(begin + 1)
        if word.lower.endswith("ing"):
            return cue.verb != "say" or not self._has_verb(begin + 1)
        return word.lower in _NO_CLAUSE

    def _bare(self, begin: int, cue: Cue) -> int | None:
        """Return where a clause without *that* begins, over a phrase of circumstance: *said on Monday he would …*."""
        tokens = self._tokens
        if begin < len(tokens) and tokens[begin].text == ",":
            begin += 1
        if begin >= len(tokens) or cue.verb == "tell" or any(token.stretch >= 0 for token in tokens[:begin]):
            return None
        word = tokens[begin].word
        if tokens[begin].kind == "punctuation" or self._is_no_clause(begin, cue):
            return None
        if not word.is_preposition:
            return begin
        if cue.verb != "say":
            return None
        step = begin
        while step < len(tokens) and tokens[step].text != "," and tokens[step].lower not in _CLAUSE_BEGINNINGS:
            step += 1
        if step >= len(tokens) or step - begin > 12:
            return None
        return step + 1 if tokens[step].text == "," or tokens[step].lower == "that" else step
