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
    subjects: Subjects | None = None
    free = 0
    for at in range(len(tokens) - _MIN_TOKENS):
        begin = _object_of(tokens, at) if tokens[at].start >= free else None
        if begin is None:
            continue
        subjects = subjects or Subjects(tokens)
        found = _clause(tokens, at, begin, subjects)
        if found and not any(found.start < one.end and one.start < found.end for one in taken):
            free = found.end
            yield found


def _object_of(tokens: Sequence[Token], at: int) -> int | None:
    """Return where the object of a verb of attitude begins, None for any other word."""
    known = attitude_words()
    lower, following = tokens[at].word.lower, tokens[at + 1]
    if tokens[at].kind != "word":
        return None
    if f"{lower}-{following.lower}" in known.prepositions:
        return at + 2
    if following.lower == "to":
        return at + 1 if lower in known.infinitives else None
    return at + 1 if lower in known.objects and not following.word.is_preposition else None


def _clause(tokens: Sequence[Token], at: int, begin: int, subjects: Subjects) -> ReportedClause | None:
    subject = subjects.before(at, "past")
    if subject is None or subject.manner == "main":
        return None
    end = begin
    while end < len(tokens) and tokens[end].text not in _STOPS:
        end += 1
    if end - at < _MIN_TOKENS or end <= begin:
        return None
    token = tokens[at]
    given = Attribution(subject.mention, "attitude", token.text, (token.start, token.end))
    return ReportedClause(((tokens[begin].start, tokens[end - 1].end),), given)
