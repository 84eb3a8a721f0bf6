"""Voices that are no verb's subject: *a line from X: “…”*, *to X, it is “…”*, *banned it because it was “…”*."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.cues import cue_at
from reform_tui.quotation.lexicon import cue_words, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

_SOURCE_REACH = 12  # tokens between *from* and the quotation
_OFFERED = frozenset("offered given made put cited used coined quoted repeated peddled written posted".split())
_BORROWING = frozenset("borrow use quote adapt echo recycle".split())
_VIEWERS = frozenset(("to", "for"))
_BE = frozenset("is are was were remains remained 's".split())
_REASONS = frozenset(("because", "grounds"))
_RAN = frozenset("ran runs went goes came comes read reads".split())
_MADE = frozenset("made given used".split())
_RAN_REACH = 6  # tokens after *ran* among which the noun stands that says what ran so


class OtherVoices:
    """Looks in one sentence for voices elsewhere than in the subject of a verb that says."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._phrases = Phrases(tokens)
        self._subjects = Subjects(tokens)

    def before(self, at: int) -> Attribution | None:
        """Return the voice that stands before the quotation at token ``at``."""
        return self._source(at) or self._viewer(at) or self._reason(at) or self._in_document(at) or self.made(at)

    def _source(self, at: int) -> Attribution | None:
        """Read *a letter from X, “…”* and *a phrase of X's: “…”*."""
        tokens = self._tokens
        if tokens[at - 1].text not in (",", ":") and tokens[at - 1].lower not in ("that", "saying", "called"):
            return None
        for index in range(at - 2, max(0, at - _SOURCE_REACH), -1):
            if tokens[index].kind == "quotation" or tokens[index].text in (";", ".", ":"):
                return None
            if tokens[index].lower == "whose" and any(_says(token) for token in tokens[index + 1 : index + 4]):
                mention = self._antecedent(index - (2 if tokens[index - 1].text == "," else 1))
                return self._given(mention, index, "possessive") if mention else None
            offered = tokens[index].lower == "by" and tokens[index - 1].lower in _OFFERED
            if tokens[index].lower in ("from", "by") and (offered or _says(tokens[index - 1])):
                mention = self._phrases.right(index)
                return self._given(mention, index - 1, "possessive") if mention else None
        return None

    def _antecedent(self, last: int) -> Mention | None:
        """Return *X* of *X, an American rapper, whose …*."""
        tokens = self._tokens
        comma = next((step for step in range(last, max(0, last - 6), -1) if tokens[step].text == ","), None)
        if comma is not None and tokens[comma + 1].word.is_determiner and tokens[comma - 1].names:
            return self._phrases.left(comma - 1)
        return self._phrases.left(last)

    def borrowed(self, at: int) -> Attribution | None:
        """Return whose words they are that the sentence uses: *“…”, as Hamlet did*, *“…”, to borrow X's phrase*."""
        tokens = self._tokens
        first = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text == "," else at + 1
        if first + 2 >= len(tokens):
            return None
        if tokens[first].lower == "as":
            mention = self._phrases.right(first)
            after = self._phrases.index_after(mention.end) if mention else len(tokens)
            did = after < len(tokens) and tokens[after].lower in ("did", "does")
            return self._given(mention, first, "subject after") if mention and did and mention.name else None
        if tokens[first].lower != "to" or tokens[first + 1].lower not in _BORROWING:
            return None
        owner = next((step for step in range(first + 2, min(len(tokens), first + 7)) if _is_owner(tokens[step])), None)
        mention = self._phrases.left(owner) if owner is not None else None
        return self._given(mention, first + 1, "subject after") if mention else None

    def _viewer(self, at: int) -> Attribution | None:
        """Read *To X, the wall is (simply) “…”*."""
        tokens = self._tokens
        if tokens[0].lower not in _VIEWERS:
            return None
        mention = self._phrases.right(0)
        verb = at - 1
        while verb > 0 and (tokens[verb].word.is_adverb or tokens[verb].word.is_determiner or _is_manner(tokens[verb])):
            verb -= 1
        if mention is None or tokens[verb].lower not in _BE:
            return None
        after = self._phrases.index_after(mention.end)
        return self._given(mention, 0, "according to") if after < verb and tokens[after].text == "," else None

    def made(self, at: int) -> Attribution | None:
        """Read *the statements that X has made, including these: “…”*: whoever makes what is said."""
        tokens = self._tokens
        made = (step for step in range(3, at) if tokens[step].lower in _MADE)
        verb = next((step for step in made if tokens[step - 1].word.is_auxiliary), None)
        if verb is None:
            return None
        said = next((step for step in range(verb) if _is_said(tokens[step])), None)
        subject = self._subjects.before(verb, "past") if said is not None else None
        if subject is None or said is None or subject.mention.start <= tokens[said].start:
            return None
        return self._given(subject.mention, verb, "before")

    def _in_document(self, at: int) -> Attribution | None:
        """Read *In your report there is an example, which I think is, “…”*."""
        tokens = self._tokens
        if tokens[0].lower != "in" or not (tokens[1].word.is_determiner or tokens[1].word.is_possessive):
            return None
        document = next((step for step in range(2, min(at, _RAN_REACH)) if _is_document(tokens[step])), None)
        shown = document is not None and tokens[document + 1].lower in ("there", "it", "we", "you")
        return (
            self._given(self._phrases.description(1, document), document, "possessive") if document and shown else None
        )

    def _reason(self, at: int) -> Attribution | None:
        """Read *X banned it because it was “…”* and *X refused on the grounds that it was “…”*."""
        tokens = self._tokens
        reason = next((step for step in range(at - 1, 1, -1) if tokens[step].lower in _REASONS), None)
        if reason is None or any(cue_at(tokens, step) for step in range(reason, at)):
            return None
        decisions = cue_words().decisions
        verb = next((step for step in range(1, reason) if tokens[step].lower in decisions), None)
        if verb is None:
            return None
        subject = self._subjects.before(verb, "past")
        return self._given(subject.mention, verb, "before") if subject else None

    def after(self, first: int) -> Attribution | None:
        """Read *“…”, ran the slogan of X*: what runs, goes or reads so, after the quotation."""
        tokens = self._tokens
        if tokens[first].lower not in _RAN:
            return None
        near = range(first + 1, min(len(tokens), first + _RAN_REACH))
        noun = next((step for step in near if _says(tokens[step])), None)
        if noun is None or any(tokens[step].word.is_preposition for step in range(first + 1, noun)):
            return None
        linked = noun + 1 < len(tokens) and tokens[noun + 1].lower in ("of", "from", "by")
        mention = (self._phrases.right(noun + 1) if linked else None) or self._phrases.right(first)
        return self._given(mention, first, "verb after") if mention else None

    def _given(self, mention: Mention, at: int, rule: Rule) -> Attribution:
        token = self._tokens[at]
        return Attribution(mention, rule, token.text, (token.start, token.end))


def _says(token: Token) -> bool:
    """Tell a noun of speech, a document or a slogan."""
    lower = token.lower
    return lower in cue_words().nouns or lower in term_words().documents or lower in term_words().introducing


def _is_owner(token: Token) -> bool:
    return token.word.is_possessive and token.kind == "capitalised"


def _is_manner(token: Token) -> bool:
    return token.kind == "word" and token.lower.endswith("ly")


def _is_said(token: Token) -> bool:
    """Tell *statements*, *answers*, *remark*: what somebody says, one or several."""
    return token.lower in cue_words().nouns or token.lower.removesuffix("s") in cue_words().nouns


def _is_document(token: Token) -> bool:
    return token.kind == "word" and token.lower in term_words().documents
