"""Words that somebody hears or is told, where who says them stands nowhere: *we hear such phrases as “…”*."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.cues import cue_at
from reform_tui.quotation.passives import is_told
from reform_tui.quotation.tokens import Token

_HEARING = frozenset("hear hears heard hearing".split())
_REACH = 6  # tokens before the marks among which the verb stands
_TOLD_REACH = 2
_TELLING = frozenset("tell assure inform warn".split())  # what somebody is asked may stand on a poster
_INTRODUCING = frozenset("that : ,".split())


def is_heard(tokens: Sequence[Token], at: int) -> bool:
    """Tell *we heard about the “…”* and *the first words I heard were, “…”*, with nobody who says it in between."""
    for index in range(at - 1, max(-1, at - 1 - _REACH), -1):
        token = tokens[index]
        if token.lower in _HEARING:
            return index > 0 and tokens[index - 1].word.is_pronoun
        if token.kind == "quotation" or token.names or cue_at(tokens, index) is not None:
            return False
        if token.kind == "punctuation" and index < at - 1:
            return False
    return False


def is_said_by_nobody(tokens: Sequence[Token], at: int) -> bool:
    """Tell *anybody trying to say, “…”* and *it is no use saying: “…”*."""
    if at < _TOLD_REACH or tokens[at - 1].text not in (",", ":"):
        return False
    cue = cue_at(tokens, at - 2)
    return cue is not None and cue.verb == "say" and cue.form in ("base", "ing")


def is_told_by_nobody(tokens: Sequence[Token], at: int) -> bool:
    """Tell *the islanders, who were told “…”*."""
    for index in range(at - 1, max(-1, at - 1 - _TOLD_REACH), -1):
        cue = cue_at(tokens, index)
        if cue is not None:
            return cue.verb in _TELLING and is_told(tokens, index, cue)
        if tokens[index].lower not in _INTRODUCING:
            return False
    return False
