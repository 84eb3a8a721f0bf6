"""Finds quotations: text in, proposed quotes out."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.acts import SpeechActs
from reform_tui.quotation.attribution import WEAK, Attribution
from reform_tui.quotation.authored import author_of, authored
from reform_tui.quotation.carrying import Carrying
from reform_tui.quotation.indirect import ReportedClause, ReportedSpeech
from reform_tui.quotation.names import Mention
from reform_tui.quotation.proposal import Proposal
from reform_tui.quotation.reading import Reading, read
from reform_tui.quotation.resolving import Resolver, SpokenTurns
from reform_tui.quotation.roles import Roles
from reform_tui.quotation.rules import QuotationRules
from reform_tui.quotation.statements import Statements
from reform_tui.quotation.utterances import Utterances
from reform_tui.quotation.voices import is_writer

_SILENT = frozenset(("heading", "furniture", "front matter"))


def find(text: str) -> tuple[Proposal, ...]:
    """Return every statement found in ``text``, in order of start. Offsets are code points of ``text``."""
    reading = read(text)
    given = _attributed(reading)
    Carrying(reading, given).fill()
    clauses = _reported(reading)
    mentions = [one.mention for one in given if one] + [clause.attribution.mention for clause in clauses]
    roles = Roles(reading)
    reported = _reported_by_pronouns(clauses)
    resolver = Resolver(reading.text, reading.people, SpokenTurns(reading), roles, reported, author_of(reading))
    names = resolver.names(mentions)
    found = list(Utterances(reading, given).joined(Statements(reading, given, names, roles).proposals(clauses)))
    found.extend(authored(reading, found))
    return tuple(sorted(found, key=lambda proposal: (proposal.start, proposal.end)))


def _attributed(reading: Reading) -> list[Attribution | None]:
    """Return what each stretch's own sentence says of its speaker."""
    given: list[Attribution | None] = [None] * len(reading.stretches)
    for sentence in reading.sentences:
        quoted = [(at, token.stretch) for at, token in enumerate(sentence.tokens) if token.stretch >= 0]
        if not quoted:
            continue
        rules = QuotationRules(sentence.tokens)
        for at, number in quoted:
            given[number] = rules.attribution(at, reading.last_character(reading.stretches[number]))
        _share(given, [number for _, number in quoted])
    return given


def _share(given: list[Attribution | None], numbers: Sequence[int]) -> None:
    """Give a quotation that no rule placed well to the speaker of the nearest one in its sentence.

    One that only the sentence's subject speaks for takes the speaker of a quotation before it.
    """
    placed = [n for n in numbers if (one := given[n]) and one.rule not in WEAK | {"far before"}]
    for number in numbers:
        current = given[number]
        near = placed if current is None else [n for n in placed if n < number] if current.rule in WEAK else []
        nearest = given[min(near, key=lambda other: abs(other - number))] if near else None
        if nearest:
            given[number] = Attribution(nearest.mention, "same sentence", nearest.cue, nearest.cue_span)


def _reported(reading: Reading) -> list[ReportedClause]:
    found: list[ReportedClause] = []
    own = bool(reading.turns) or reading.writer_present
    for sentence in reading.sentences:
        if reading.paragraphs[sentence.paragraph].zone in _SILENT:
            continue
        clauses = ReportedSpeech(sentence.tokens).clauses()
        if not reading.turns:
            clauses = SpeechActs(sentence.tokens).beside(clauses)
        found.extend(clause for clause in clauses if not own or not _by_the_writer(reading, clause))
    return found


def _by_the_writer(reading: Reading, clause: ReportedClause) -> bool:
    """Tell *I believe that …* of whoever speaks or writes: those words are theirs, and reported by nobody."""
    mention = clause.attribution.mention
    words = reading.text[mention.start : mention.end].lower()
    return words == "you" or is_writer(words)


def _reported_by_pronouns(clauses: Sequence[ReportedClause]) -> dict[int, tuple[int, int]]:
    """Return the clauses whose tag names a pronoun, by the pronoun's start."""
    pronouns: dict[int, tuple[int, int]] = {}
    for clause in clauses:
        mention: Mention = clause.attribution.mention
        if clause.attribution.rule == "tag" and mention.kind == "pronoun":
            pronouns[mention.start] = (clause.start, clause.end)
    return pronouns
