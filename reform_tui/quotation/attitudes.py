"""Attitudes that are reported without a clause: *X criticised the plan*, *X refused to sign*.

PARC and PolNeAR count them as reported statements. They are the least sure of what is proposed, and looked for only
where a sentence has nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.indirect import ReportedClause
from reform_tui.quotation.lexicon import attitude_words
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

_STOPS = frozenset((",", ".", ";", "?", "!", "—", "–", "--", ":", ")", "("))
_MIN_TOKENS = 3


def attitudes(tokens: Sequence[Token], taken: Sequence[ReportedClause]) -> Iterator[ReportedClause]:
    """Yield the attitudes that a sentence without quotations reports beside the clauses that are ``taken``."""
    if any(token.stretch >= 0 for token in tokens):
        return
    known = attitude_words()
    subjects: Subjects | None = None
    free = 0
    for at, token in enumerate(tokens[:-_MIN_TOKENS]):
        lower = token.word.lower
        infinitive = tokens[at + 1].lower == "to"
        if token.kind != "word" or lower not in (known.infinitives if infinitive else known.objects):
            continue
        if token.start < free or (not infinitive and tokens[at + 1].word.is_preposition):
            continue
        subjects = subjects or Subjects(tokens)
        found = _clause(tokens, at, subjects)
        if found and not any(found.start < one.end and one.start < found.end for one in taken):
            free = found.end
            yield found


def _clause(tokens: Sequence[Token], at: int, subjects: Subjects) -> ReportedClause | None:
    subject = subjects.before(at, "past")
    if subject is None or subject.manner == "main":
        return None
    end = at + 1
    while end < len(tokens) and tokens[end].text not in _STOPS:
        end += 1
    if end - at < _MIN_TOKENS:
        return None
    token = tokens[at]
    given = Attribution(subject.mention, "attitude", token.text, (token.start, token.end))
    return ReportedClause(((tokens[at + 1].start, tokens[end - 1].end),), given)
