"""Passives: *she was told by the clinic that …*, where whoever was told says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.cues import left_of_verb
from reform_tui.quotation.lexicon import Cue, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.tokens import Token

_BE = frozenset("is are was were be been being 's".split())
_SPEAKERS = frozenset(
    "say write quote report hear".split()
)  # *he is said to be …*, *she was quoted*: the subject speaks
_TOLD = frozenset("tell ask advise assure inform instruct remind urge warn promise beg order".split())
_AGENT_REACH = 8  # tokens after the verb among which its *by* stands


def is_passive(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell a passive whose subject does not speak: *she was told*, not *she was quoted*."""
    if cue.form != "past" or cue.verb in _SPEAKERS:
        return False
    return any(token.lower in _BE for token in tokens[left_of_verb(tokens, at) + 1 : at])


def is_told(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell a passive whose subject is spoken to, and who speaks may stand nowhere."""
    return cue.verb in _TOLD and is_passive(tokens, at, cue)


def is_expletive(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell the *it* of *it was reported that …*, which is nobody."""
    before = left_of_verb(tokens, at)
    it = before >= 0 and tokens[before].lower == "it"
    return it and cue.form == "past" and any(token.lower in _BE for token in tokens[before + 1 : at])


def agent(tokens: Sequence[Token], at: int, end: int) -> Mention | None:
    """Return who stands behind *by*, or the document behind *in*, near the verb at a token or right after ``end``."""
    near = [*range(at + 1, min(end, at + _AGENT_REACH)), *range(end + 1, min(len(tokens), end + 3))]
    by = next((step for step in near if tokens[step].lower == "by" or _is_in_document(tokens, step)), None)
    return Phrases(tokens).right(by) if by is not None else None


def _is_in_document(tokens: Sequence[Token], at: int) -> bool:
    """Tell *in the brochure*."""
    following = tokens[at + 1 : at + 3]
    documents = term_words().documents
    return tokens[at].lower == "in" and len(following) == 2 and following[-1].lower in documents
