"""Documents read aloud: *I had a letter from X. I shall read some of it:* and then X's words."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.cues import left_of_verb
from reform_tui.quotation.lexicon import term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

_READING = frozenset("read quote reading quoting".split())
_READERS = frozenset("i we me my us".split())
_FROM = frozenset("from by".split())
_WRITING = frozenset("wrote written writes sent told emailed".split())


def writer_read_aloud(sentences: Sequence[Sequence[Token]]) -> Mention | None:
    """Return whose words the last of a paragraph's ``sentences`` says that its speaker is going to read.

    That is who wrote the document named last, or the document where its writer is not named; None where nothing is
    going to be read.
    """
    if not sentences or not _announces_reading(sentences[-1]):
        return None
    return next((one for one in map(_writer, reversed(sentences)) if one), None)


def _announces_reading(tokens: Sequence[Token]) -> bool:
    words = [token.lower for token in tokens]
    verb = next((at for at, word in enumerate(words) if word in _READING), None)
    return verb is not None and any(word in _READERS for word in words[:verb])


def _writer(tokens: Sequence[Token]) -> Mention | None:
    phrases = Phrases(tokens)
    for at, token in enumerate(tokens):
        if token.lower in _WRITING and left_of_verb(tokens, at) >= 0:
            subject = Subjects(tokens).before(at, "past")
            if subject and subject.mention.kind == "name":
                return subject.mention
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].lower not in term_words().documents:
            continue
        owner = phrases.name_start(at - 1) if at and tokens[at - 1].word.is_possessive else None
        if owner is not None:
            return phrases.name(owner, at - 1)
        source = next((step for step in range(at + 1, min(at + 4, len(tokens))) if tokens[step].lower in _FROM), None)
        named = phrases.right(source) if source is not None else None
        if named or not tokens[at].word.is_possessive:
            return named or phrases.left(at)
    return None
