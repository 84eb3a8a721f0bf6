"""From quoted stretches and reported clauses to proposals: which belong together, of which kind, in whose name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.confidence import confidence
from reform_tui.quotation.indirect import ReportedClause
from reform_tui.quotation.marks import Stretch
from reform_tui.quotation.names import Mention
from reform_tui.quotation.proposal import Proposal, Span
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.roles import Roles
from reform_tui.quotation.speech import Speech

_INTRODUCING = re.compile(r"(?:[\s,;]|\b(?:and|but|while|then)\b)+$")
_INTRODUCING_REACH = 20  # code points
_OWN_RULES = frozenset(("right before", "label"))
_FAR_RULES = frozenset(("before", "far before"))
_WHOLE_RULES = frozenset(("verb after", "subject after", "label", "dash", "continued", "introduced by colon"))
_DASHES = frozenset(("–", "—", "--", "-"))
_DIRECT_WORDS = 3  # words from which a stretch that begins with a capital is a statement and no fragment
_ABOUT_WORDS = 3  # words beside a term up to which a clause is no more than that term
_CLAUSE_WORDS = 7  # words from which one that begins small is


class Statements:
    """Puts the proposals of one text together."""

    def __init__(
        self, reading: Reading, given: Sequence[Attribution | None], names: Mapping[Mention, str], roles: Roles
    ) -> None:
        self._reading = reading
        self._given = given
        self._names = names
        self._roles = roles

    def proposals(self, clauses: Sequence[ReportedClause]) -> Iterator[Proposal]:
        """Yield every proposal: quotations that stand alone, and reported clauses with what is quoted in them."""
        reading = self._reading
        speech = Speech(reading, self._given)
        spoken = [number for number in range(len(reading.stretches)) if speech.holds(number)]
        at = 0
        terms = {reading.stretches[number].opening for number in speech.terms}
        unsaid = [
            stretch for number, stretch in enumerate(reading.stretches) if stretch.marked and number not in spoken
        ]
        kept = (one for one in clauses if one.start not in terms and not self._is_about(one, unsaid))
        ordered = sorted(kept, key=lambda clause: clause.start)
        for reported in ordered:
            clause = reported
            while at < len(spoken) and reading.stretches[spoken[at]].opening < clause.start:
                yield from self._quotation(spoken[at])
                at += 1
            inner: list[int] = []
            own: list[int] = []
            while at < len(spoken) and reading.stretches[spoken[at]].closing <= clause.end + 1:
                (own if self._stands_alone(spoken[at], clause) else inner).append(spoken[at])
                at += 1
            if own:
                clause = self._cut(clause, own[0])
                own.extend(number for number in inner if number > own[0])
                inner = [number for number in inner if number < own[0]]
            if inner or not own:
                yield self._clause(clause, inner)
            for number in sorted(own):
                yield from self._quotation(number)
        for number in spoken[at:]:
            yield from self._quotation(number)

    def _is_about(self, clause: ReportedClause, unsaid: Sequence[Stretch]) -> bool:
        """Tell what somebody does with a term or a title: *she preferred the “…”*."""
        inside = [one for one in unsaid if clause.start <= one.opening and one.closing <= clause.end]
        if clause.attribution.rule != "act" or not inside:
            return False
        marked = sum(self._reading.words(one) for one in inside)
        return len(self._reading.text[clause.start : clause.end].split()) - marked <= _ABOUT_WORDS

    def _cut(self, clause: ReportedClause, number: int) -> ReportedClause:
        """Return the clause up to where a quotation with a verb of its own begins to be introduced."""
        given = self._given[number]
        opening = self._reading.stretches[number].opening
        end = min(opening, given.mention.start) if given else opening
        kept = [span for span in clause.spans if span[0] < end]
        if not kept or end <= clause.start:
            return clause
        start, last = kept[-1]
        last = min(last, end)
        introducing = _INTRODUCING.search(self._reading.text, max(start + 1, last - _INTRODUCING_REACH), last)
        last = introducing.start() if introducing else last
        return ReportedClause((*kept[:-1], (start, last)), clause.attribution)

    def _stands_alone(self, number: int, clause: ReportedClause) -> bool:
        """Tell a quotation with a speaker and a verb of its own from one that the clause reports."""
        given = self._given[number]
        if given and given.cue_span and given.cue_span[0] > clause.start and self._is_apart(number, clause, given):
            return True
        if given and self._is_tagged(number, given) and clause.attribution.rule not in ("according to", "tag"):
            return True
        if given and (self._is_second_hand(clause, given) or self._is_behind_aside(clause, given)):
            return True
        capital = self._reading.text[self._reading.stretches[number].start].isupper()
        rules = _OWN_RULES | _FAR_RULES if capital else _OWN_RULES
        if given is None or given.rule not in rules or given.cue_span is None:
            return False
        if given.cue_span[0] <= clause.start or given.cue_span == clause.attribution.cue_span:
            return False
        before = self._reading.text[clause.start : self._reading.stretches[number].opening].rstrip()
        return before.endswith((",", ":"))

    def _is_second_hand(self, clause: ReportedClause, given: Attribution) -> bool:
        """Tell *The office said X – who had accused them of “…” – was glad*: what is quoted has a clause of its own."""
        if given.cue_span is None or not clause.start <= given.mention.start < given.cue_span[0] < clause.end:
            return False
        between = self._reading.text[given.mention.end : given.cue_span[0]].lower().split()
        return between[:2] in (["–", "who"], ["—", "who"], ["-", "who"])

    def _is_behind_aside(self, clause: ReportedClause, given: Attribution) -> bool:
        """Tell *She said – I say this to all – that “…”*: the clause is an aside behind the quotation's own verb."""
        if given.cue_span is None or given.cue_span[1] > clause.attribution.mention.start:
            return False
        between = self._reading.text[given.cue_span[1] : clause.attribution.mention.start]
        return between.strip(" \x03") in _DASHES

    def _is_tagged(self, number: int, given: Attribution) -> bool:
        """Tell *Lee said Roe “would never pay,” a clerk recalled*: a tag of its own right behind the quotation."""
        if given.rule not in ("verb after", "subject after") or given.cue_span is None:
            return False
        return self._reading.last_character(self._reading.stretches[number]) in ",?!"

    def _is_apart(self, number: int, clause: ReportedClause, given: Attribution) -> bool:
        """Tell *X said that it was “…” and Y told us “…”*, *X said so; Y calls it “…”*: another subject and verb."""
        text = self._reading.text
        if ";" in text[clause.start : given.mention.start]:
            return True
        if number == 0 or not clause.start <= self._reading.stretches[number - 1].opening < given.mention.start:
            return False
        between = text[self._reading.stretches[number - 1].closing : given.mention.start]
        return between.strip(" ,\x03”\"’'").lower() in ("and", "but")

    def _quotation(self, number: int) -> Iterator[Proposal]:
        stretch = self._reading.stretches[number]
        given = self._given[number]
        span = (stretch.start, stretch.end)
        fragments = () if self._is_whole(number) else (span,)
        yield self._proposal((span,), fragments, given, confidence(given))

    def _is_whole(self, number: int) -> bool:
        """Tell a statement quoted whole from a fragment of one."""
        stretch = self._reading.stretches[number]
        given = self._given[number]
        if not stretch.marked or (given and given.rule in _WHOLE_RULES):
            return True
        if given and given.rule == "right before" and self._after_break(stretch):
            return True
        words = self._reading.words(stretch)
        if self._reading.text[stretch.start].islower():
            return words >= _CLAUSE_WORDS
        return words >= _DIRECT_WORDS or self._reading.last_character(stretch) in ".,?!"

    def _after_break(self, stretch: Stretch) -> bool:
        """Tell a quotation that a colon or a comma opens."""
        return self._reading.text[max(0, stretch.opening - 3) : stretch.opening].rstrip(" \x03").endswith((":", ","))

    def _clause(self, clause: ReportedClause, inner: Sequence[int]) -> Proposal:
        stretches = [self._reading.stretches[number] for number in inner]
        fragments = tuple((stretch.start, stretch.end) for stretch in stretches)
        sure = confidence(clause.attribution, "quoted" if inner else "reported")
        if inner and not self._says_more(clause, stretches):
            return self._proposal(fragments, (), clause.attribution, sure)
        spans = _widened(clause.spans, stretches)
        return self._proposal(spans, fragments, clause.attribution, sure, kind="mixed" if inner else "indirect")

    def _says_more(self, clause: ReportedClause, stretches: Sequence[Stretch]) -> bool:
        """Tell whether the clause has words of its own around what it quotes."""
        text = self._reading.text
        at, outside = clause.start, ""
        for stretch in stretches:
            outside += text[at : stretch.start]
            at = stretch.end
        return any(character.isalnum() for character in outside + text[at : clause.end])

    def _proposal(
        self,
        segments: tuple[Span, ...],
        fragments: tuple[Span, ...],
        given: Attribution | None,
        sure: float,
        kind: str = "",
    ) -> Proposal:
        mention = given.mention if given and not given.mention.anybody else None
        name = self._names.get(mention) if mention else None
        return Proposal(
            kind=kind or ("mixed" if fragments else "direct"),  # type: ignore[arg-type]
            segments=segments,
            fragments=fragments,
            speaker=mention.span if mention else None,
            speaker_name=name,
            role=self._roles.role_of(mention, name) if mention else None,
            cue=given.cue if given else None,
            cue_span=given.cue_span if given else None,
            rule=given.rule if given else "none",
            confidence=sure,
        )


def _widened(spans: tuple[Span, ...], stretches: Sequence[Stretch]) -> tuple[Span, ...]:
    """Return the spans of a clause, the first and last wide enough to hold what is quoted in them."""
    if not stretches:
        return spans
    first = min(spans[0][0], stretches[0].start)
    last = max(spans[-1][1], stretches[-1].end)
    if len(spans) == 1:
        return ((first, last),)
    return ((first, spans[0][1]), *spans[1:-1], (spans[-1][0], last))
