"""Voices that a sentence introduces without a verb that says.

That is *I remember X's column from Y:* and *For X it is simple*.
"""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.lexicon import cue_words, people_words, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.tokens import Token

_SOURCES = frozenset("from by".split())
_VIEWERS = frozenset("for to".split())
_READERS = frozenset("i we".split())
_BE = frozenset("is are was were seems remains 's".split())
_SOURCE_REACH = 16  # tokens after a document's name among which its source stands
_VIEW_REACH = 8  # tokens of the phrase that says whose view it is


def author_introduced(tokens: Sequence[Token]) -> Mention | None:
    """Return whose document a sentence introduces before its colon: *X's column*, *this message from X to Y:*.

    None where somebody else than *I* or *we* says or does something with it.
    """
    subject = next((token for token in tokens if token.word.is_pronoun or token.names), None)
    if subject is not None and subject.word.is_pronoun and subject.lower.partition("'")[0] not in _READERS:
        return None
    phrases = Phrases(tokens)
    for at, token in enumerate(tokens):
        if not _is_document(token):
            continue
        if at and tokens[at - 1].word.is_possessive and tokens[at - 1].kind == "capitalised":
            first = phrases.name_start(at - 1)
            return phrases.name(first, at - 1) if first is not None else None
        source = _source(tokens, at)
        if source is not None:
            return phrases.right(source)
    return None


def viewer(tokens: Sequence[Token]) -> Mention | None:
    """Return *X* of *For X the matter is simple*: a short sentence that says whose view follows."""
    if len(tokens) < 4 or tokens[0].lower not in _VIEWERS or not tokens[1].names:
        return None
    phrases = Phrases(tokens)
    last = phrases.name_end(1)
    given = tokens[1].lower in people_words().given_names or tokens[1].lower.rstrip(".") in people_words().styles
    near = tokens[last + 1 : last + 1 + _VIEW_REACH]
    is_view = any(token.lower in _BE for token in near)
    return phrases.name(1, last) if last > 1 and given and is_view else None


def _is_document(token: Token) -> bool:
    return token.kind == "word" and (token.lower in term_words().documents or token.lower in cue_words().nouns)


def _source(tokens: Sequence[Token], at: int) -> int | None:
    """Return the *from* or *by* behind a document, over whom it is to."""
    for step in range(at + 1, min(len(tokens) - 1, at + _SOURCE_REACH)):
        if tokens[step].lower in _SOURCES:
            return step
        if tokens[step].word.is_auxiliary or tokens[step].text in ",;:" or tokens[step].word.is_subordinator:
            return None
    return None
