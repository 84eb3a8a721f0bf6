"""What is done in words: *called for an inquiry*, *accused X of …*, *vowed to …*, *her claim that …*."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.cues import ACCORDING_TO, is_verb_form, left_of_verb, reports
from reform_tui.quotation.indirect import SUBORDINATE, ReportedClause, ReportedSpeech
from reform_tui.quotation.lexicon import Cue, cue_words, grammar
from reform_tui.quotation.names import Mention
from reform_tui.quotation.tokens import Token

_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday earlier later".split())
_POSSESSIVES = frozenset("his her their its".split())
_QUESTIONS = frozenset("whether if what who why how about".split())
_ADDRESSEE = 7  # tokens of whom a verb addresses
_INTRODUCING = frozenset("to whether if what who why how".split())
_BE = frozenset("is are was were be been being".split())
_REASONS = frozenset("after while although though during".split())
_TIMES_BEFORE = frozenset("last this earlier next".split())
_SET_APART = frozenset("who which where but whose had have has".split())
_EARLY = frozenset(
    "early late january february march april may june july august september october november december".split()
)
_NEAR = frozenset(("adjacent", "over apposition"))


class SpeechActs(ReportedSpeech):
    """Reads one sentence for verbs and nouns that report by what they take."""

    def beside(self, clauses: Sequence[ReportedClause]) -> list[ReportedClause]:
        """Return the clauses, and what is done in words outside them."""
        with_nouns = [*clauses, *self._nouns(clauses)]
        return [*with_nouns, *self._acts(with_nouns)]

    def _nouns(self, taken: Sequence[ReportedClause]) -> list[ReportedClause]:
        """Return what nouns report: *her claim that …*."""
        tokens = self._tokens
        found: list[ReportedClause] = []
        for at, token in enumerate(tokens[: self._end - 2]):
            if at == 0 or token.lower not in cue_words().reporting_nouns or tokens[at + 1].lower != "that":
                continue
            mention = self._possessor(at)
            end = self._object_end(at + 2, infinitive=False)
            if mention is None or end <= at + 3:
                continue
            clause = ReportedClause(
                ((tokens[at + 2].start, tokens[end - 1].end),), self._given(mention, at, "that clause")
            )
            if not _overlaps(clause, taken):
                found.append(clause)
        return found

    def _possessor(self, noun: int) -> Mention | None:
        """Return whose claim it is: *Trump's (false) claim*, *her claim*."""
        tokens = self._tokens
        for at in range(noun - 1, max(-1, noun - 4), -1):
            word = tokens[at].word
            if word.lower in _POSSESSIVES:
                return self._phrases.pronoun(at)
            if word.is_possessive:
                return self._phrases.left(at)
            if word.kind != "word" or word.is_preposition:
                return None
        return None

    def _acts(self, taken: Sequence[ReportedClause]) -> list[ReportedClause]:
        found: list[ReportedClause] = []
        for at, token in enumerate(self._tokens):
            if not token.word.acts or at == 0 or token.kind == "capitalised":
                continue
            clause = next(filter(None, (self._act(at, act) for act in token.word.acts)), None)
            if clause and not _overlaps(clause, [*taken, *found]):
                found.append(clause)
        return found

    def _act(self, at: int, act: Cue) -> ReportedClause | None:
        tokens = self._tokens
        before = tokens[at - 1]
        if before.word.is_determiner or before.word.is_possessive or self._is_passive(at, act):
            return None
        if act.form == "base" and (before.kind == "word" and not self._governs(before)):
            return None
        begin = self._after_participle(self._after_verb(at, act))
        end = self._object_end(begin, infinitive=act.particle == "to") if begin else 0
        end = self._joined_verb(begin - 2, end, act.form) if end else 0
        if not begin or begin >= end:
            return None
        subject = self._subjects.before(at, act.form)
        if subject is None or (subject.manner not in _NEAR and act.form != "ing"):
            return None
        span = tokens[begin].start, tokens[end - 1].end
        return ReportedClause((span,), self._given(subject.mention, at, "act"))

    @staticmethod
    def _governs(before: Token) -> bool:
        """Tell what may stand before a verb's plain form: *would back*, *they back*, *critics back*."""
        word = before.word
        if word.lower == "to":
            return False
        return word.is_auxiliary or word.is_pronoun or word.is_adverb or word.lower.endswith("s")

    def _after_verb(self, at: int, act: Cue) -> int:
        """Return where what the verb takes begins, 0 where it takes something else."""
        tokens = self._tokens
        begin = at + 1
        if begin >= self._end:
            return 0
        first = tokens[begin]
        if act.particle == "object to" or (act.verb == "ask" and act.particle in _QUESTIONS):
            return self._over_addressee(begin, act.particle)
        if act.particle:
            return (
                (begin if act.particle in _INTRODUCING else begin + 1) if first.lower == act.particle.split()[0] else 0
            )
        is_noun = act.form == "s" and first.lower in _BE  # *projects are*
        if is_noun or first.kind == "punctuation" or first.lower in ("by", "and", "or"):
            return 0
        return 0 if first.word.is_preposition or first.word.is_adverb else begin

    def _after_participle(self, begin: int) -> int:
        """Return where what was said begins in *denied saying: “…”*, which has two verbs."""
        tokens = self._tokens
        if not begin or not is_verb_form(tokens[begin], "ing") or not reports(tokens[begin].word.cue or ACCORDING_TO):
            return begin
        quoted = next((z for z in range(begin + 1, min(begin + 4, self._end)) if tokens[z].kind == "quotation"), None)
        return begin if quoted is None else quoted

    def _over_addressee(self, begin: int, particle: str) -> int:
        """Return where *whether …* begins in *asked X whether …*, *X to …* in *asked X to …*; 0 where neither does."""
        tokens = self._tokens
        if particle == "object to" and (tokens[begin].word.is_preposition or tokens[begin].lower == "to"):
            return 0
        for at in range(begin, min(self._end - 1, begin + _ADDRESSEE)):
            if tokens[at].lower == ("to" if particle == "object to" else particle):
                return begin if particle == "object to" else at
            if tokens[at].kind in ("punctuation", "quotation") or tokens[at].word.is_auxiliary:
                return 0
        return 0

    def _object_end(self, begin: int, *, infinitive: bool) -> int:
        """Return where what a verb takes ends: before a clause of time or reason, or what a comma sets apart."""
        tokens = self._tokens
        end = self._clause_end(begin - 2, self._coordinate(begin))
        if self._is_subordinate(begin):
            end = next((at for at in range(begin + 1, end) if tokens[at].text == ","), end)
        for at in range(begin + 1, end):
            if self._is_circumstance(at, infinitive=infinitive):
                return at - 1 if tokens[at - 1].lower in (",", "on") else at
            following = tokens[at + 1].lower if at + 1 < end else ""
            if tokens[at].text in (",", "--") and (following in _SET_APART or following.endswith("ing")):
                return at
        return end

    def _is_subordinate(self, begin: int) -> bool:
        """Tell *While Lee opposed …, Roe …*: what the verb of an opening clause takes ends at its comma."""
        tokens = self._tokens
        for at in range(begin - 1, -1, -1):
            if tokens[at].lower in SUBORDINATE:
                return True
            if tokens[at].text in (",", ";", ":") or tokens[at].kind == "quotation":
                return False
        return False

    def _is_circumstance(self, at: int, *, infinitive: bool) -> bool:
        """Tell the beginning of *after …*, *on Monday*, *last week*, *in early June*."""
        lower = self._tokens[at].lower
        if lower in _REASONS or lower in _DAYS:
            return True
        following = self._tokens[min(at + 1, self._end - 1)]
        if lower in _TIMES_BEFORE and following.lower in grammar().times:
            return True
        if lower != "in" or infinitive:
            return False
        return following.lower in _EARLY or following.text[:4].isdigit()

    def _is_passive(self, at: int, act: Cue) -> bool:
        """Tell *was criticised*, whose subject says nothing."""
        first = left_of_verb(self._tokens, at) + 1
        return act.form == "past" and any(token.lower in _BE for token in self._tokens[first:at])


def _overlaps(clause: ReportedClause, others: Sequence[ReportedClause]) -> bool:
    return any(clause.start < other.end and other.start < clause.end for other in others)
