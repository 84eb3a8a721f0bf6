"""Reported speech: *X said that …*, *…, X said*, *According to X, …*.

A suggestion more than a finding: what is proposed is the clause that reports, to be accepted or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reform_tui.quotation.acts import SpeechActs
from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.clauses import DAYS, ReportedClause, SentenceReader, is_finite
from reform_tui.quotation.cues import cue_at, reports
from reform_tui.quotation.lexicon import Cue, cue_words
from reform_tui.quotation.phrases import PRONOUNS, Mention

_REPORTING_ING = frozenset("say add argue warn claim insist suggest note explain tell".split())
_ADDRESSEES = frozenset("him her them us me reporters voters supporters".split())
_CLAUSE_PREPOSITIONS = frozenset("to about as against".split())
_CLAUSE_BEGINNINGS = frozenset("that he she it they there".split())
_SUBORDINATE = frozenset("when after as if while although though because since before once".split())
_TAG_WIDTH = 10  # tokens of *said in an interview on Monday* between commas
_OPENERS = frozenset(
    "in at on when while as after before if although though because since like unlike by during for from with despite "
    "asked speaking following under among".split()
)
_FRONTED = frozenset("if when while in with among".split())  # *said if the plan failed, …*
_RELATIVES = frozenset("who whose which where".split())
_MIN_TOKENS = 4
_TAG_REACH = 10  # tokens before a sentence's end within which its tag has its verb
_THAT_REACH = 8  # tokens after a verb within which *that* opens its clause


class ReportedSpeech(SentenceReader):
    """Reads one sentence for the clauses that it reports."""

    def clauses(self) -> list[ReportedClause]:
        """Return the clauses that the sentence reports, in order."""
        if len(self._tokens) < _MIN_TOKENS:
            return []
        cues = list(self._cues())
        for at, cue in cues:
            found = self._by_preposition(at) if cue.form == "preposition" else self._tagged(at, cue)
            if found:
                return [found]
        said = self._complements([(at, cue) for at, cue in cues if cue.form != "preposition"])
        return sorted(SpeechActs(self._tokens).beside(said), key=lambda clause: clause.start)

    def _cues(self) -> Iterator[tuple[int, Cue]]:
        for at, token in enumerate(self._tokens):
            if token.word.cue is None and token.word.lower not in ("according", "words"):
                continue
            cue = cue_at(self._tokens, at)
            if cue is None:
                continue
            if cue.form == "preposition" or reports(cue):
                yield at, cue

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
        return self._first_comma(0) if first.lower in _SUBORDINATE else 0

    def _first_comma(self, begin: int) -> int:
        return next((at for at in range(begin, len(self._tokens)) if self._tokens[at].text == ","), 0)

    def _tagged(self, at: int, cue: Cue) -> ReportedClause | None:
        """*…, X said* and *…, said X*."""
        tokens = self._tokens
        if at < 3:
            return None
        mention, comma = self._tag(at, cue)
        if mention is None or comma < 1 or (comma < 3 and at >= self._end - _TAG_REACH):
            return None
        if any(token.lower in ("who", "which") for token in tokens[comma:at]):
            return None
        if at + 1 < len(tokens) and tokens[at + 1].lower == "that":
            return None
        if tokens[0].kind == "quotation" and comma == 1:
            return None
        return self._around_tag(mention, at, comma)

    def _around_tag(self, mention: Mention, at: int, comma: int) -> ReportedClause | None:
        """Return what stands before a tag, and after it where it stands in the middle of its sentence."""
        tokens = self._tokens
        if not self._may_be_clause(0, comma):
            return None
        given = self._given(mention, at, "tag")
        before = tokens[0].start, tokens[comma - 1].end
        after = max(at + 1, self._phrases.index_after(mention.end))
        resumed = next((z for z in range(after, min(after + _TAG_WIDTH, self._end)) if tokens[z].text == ","), None)
        if resumed is None or resumed + 2 >= self._end:
            closes = after >= self._end or not tokens[after].word.is_determiner
            return ReportedClause((before,), given) if after >= self._end - _TAG_REACH and closes else None
        return ReportedClause((before, (tokens[resumed + 1].start, tokens[self._end - 1].end)), given)

    def _may_be_clause(self, begin: int, end: int) -> bool:
        """Tell a clause from a circumstance before a comma: *In an email, X said*."""
        tokens = self._tokens[begin:end]
        first = tokens[0].lower
        if self._is_apposition(begin, end):
            return False
        return "," in (token.text for token in tokens) or not (first in _OPENERS or first.endswith("ing"))

    def _is_apposition(self, begin: int, end: int) -> bool:
        """Tell *Ada Gray, a spokesman for the town* from a clause."""
        tokens = self._tokens
        while begin < end and tokens[begin].lower in ("but", "and"):
            begin += 1
        if begin >= end or not tokens[begin].names:
            return False
        after = self._phrases.name_end(begin) + 1
        return after < end and tokens[after].text == "," and after + 1 < end

    def _tag(self, at: int, cue: Cue) -> tuple[Mention | None, int]:
        """Return whom a tag names, and where its comma is."""
        tokens = self._tokens
        if tokens[at - 1].text == "," and cue.form in ("past", "s") and cue.verb != "tell":
            mention = self._phrases.inverted(at)
            return (mention if mention and self._ends_tag(mention) else None), at - 1
        if cue.form == "ing":
            return None, 0
        subject = self._subjects.before(at, cue.form)
        if subject is None or subject.manner not in ("adjacent", "over apposition"):
            return None, 0
        first = self._phrases.index_at(subject.mention.start, at - 1)
        if first is None or first < 2 or tokens[first - 1].text != ",":
            return None, 0
        return subject.mention, first - 1

    def _ends_tag(self, mention: Mention) -> bool:
        """Tell *…, said X in an interview* from *Y, a spokesman, said X and Z had …*."""
        after = self._phrases.index_after(mention.end)
        if after >= self._end:
            return True
        token = self._tokens[after]
        return token.kind in ("punctuation", "quotation") or token.word.is_preposition or token.lower in _RELATIVES

    def _complement(self, at: int, cue: Cue, end: int) -> ReportedClause | None:
        """*X said that …* and *X said …*."""
        tokens = self._tokens
        subject = self._subjects.before(at, cue.form)
        if subject is None:
            return None
        begin = self._after_addressee(at) if cue.verb == "tell" else at + 1
        that = self._that(begin)
        if that is not None:
            begin = that + 1
        elif cue.form == "ing" and cue.verb not in _REPORTING_ING:
            return None
        elif cue.verb in cue_words().bare_reporting:
            bare = self._bare(begin, cue)
            if bare is None or not self._opens_clause(bare, end, cue, after_quotation=self._follows_quotation(at)):
                return None
            begin = bare
        else:
            return None
        if begin >= end - 1:
            return None
        rule: Rule = "bare clause" if that is None else "that clause"
        span = tokens[begin].start, tokens[end - 1].end
        return ReportedClause((span,), self._given(subject.mention, at, rule))

    def _follows_quotation(self, at: int) -> bool:
        return any(token.kind == "quotation" for token in self._tokens[max(0, at - _TAG_WIDTH) : at])

    def _opens_clause(self, begin: int, end: int, cue: Cue, *, after_quotation: bool) -> bool:
        """Tell whether a clause without *that* begins at a token: it has a subject and a finite verb."""
        tokens = self._tokens
        if begin >= end:
            return False
        first = tokens[begin]
        if first.kind == "quotation":
            return True
        bare = first.lower.partition("'")[0]
        subject = bare in _CLAUSE_BEGINNINGS or bare in PRONOUNS
        if cue.verb == "tell" or after_quotation:
            return subject
        if first.kind == "punctuation" or first.word.is_subordinator or first.word.is_preposition:
            return first.lower in ("if", "when", "while", "in", "with", "among") and "," in (
                t.text for t in tokens[begin:end]
            )
        if first.lower.endswith(("ing", "ly")) or first.lower in DAYS:
            return any(token.word.is_auxiliary for token in tokens[begin + 1 : begin + _THAT_REACH])
        return subject or any(is_finite(token) for token in tokens[begin:end])

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
