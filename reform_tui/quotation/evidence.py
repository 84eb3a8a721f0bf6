"""What speaks for and against speech between marks: the words themselves, what stands around them, the rule.

Each sign has a name and, in words/speech.yaml, a weight; their sum is the logarithm of the odds that annotators take
the words for somebody's statement and not for a term, a title, a nickname or a slogan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.cues import cue_at, is_verb_form
from reform_tui.quotation.lexicon import cue_words, term_words
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.tokens import Token

_SMALL = frozenset("a an and at by for from in into no of on or the to vs with".split())
_PERSONAL = re.compile(r"(?<![\w’'])(?:I|we|you|me|us|my|our|your)(?![\w])", re.IGNORECASE)
_VERBAL = re.compile(
    r"(?<![\w])(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|must|do|does|did|not|n[’']t|it|that|"
    r"they|he|she)(?![\w])|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = ".?!"
_TAGS = frozenset(("verb after", "subject after", "continued", "carried in paragraph", "end of sentence"))
_GUESSES = frozenset(("main subject", "none", "far before", "carried over", "carried from cue"))
_PUNCTUATION = {":": "a colon before", ",": "a comma before", "(": "a bracket before"}
_NEAR = 3
_TITLE_REACH = 6  # tokens before a title within which a noun says what it is the title of
_CLOSE = 8


class Evidence:
    """Gathers the signs in one text; ``given`` goes with the stretches of ``reading``."""

    def __init__(self, reading: Reading, given: Sequence[Attribution | None]) -> None:
        self._reading = reading
        self._given = given
        self._document = tuple(_of_document(reading, given))

    def signs(self, number: int) -> Iterator[str]:
        """Yield the names of the signs of one quoted stretch."""
        yield from self._document
        yield from _of_stretch(self._reading, number, self._given[number])


def _of_document(reading: Reading, given: Sequence[Attribution | None]) -> Iterator[str]:
    marked = [number for number, stretch in enumerate(reading.stretches) if stretch.marked]
    tagged = sum(1 for number in marked if (one := given[number]) and one.rule in _TAGS)
    share = tagged / len(marked) if marked else 0
    yield "many are tagged" if share > 0.5 else "some are tagged" if share > 0.2 else "few are tagged"
    if not reading.turns and reading.writer_present:
        yield "the writer is present"


def _of_stretch(reading: Reading, number: int, given: Attribution | None) -> Iterator[str]:
    stretch = reading.stretches[number]
    words = reading.text[stretch.start : stretch.end]
    rule = given.rule if given else "none"
    yield f"rule {rule}"
    few = len(words.split()) <= 3
    if rule in _GUESSES and few:
        yield "few words by a guess"
    if few and (reading.turns or reading.writer_present):
        yield "few words in a text of one voice"
    yield from _of_words(words)
    place = reading.places[number]
    tokens = reading.sentences[place.sentence].tokens
    yield from _around(tokens, place.token)
    if _is_title(words.split()):
        yield from _of_title(tokens, place.token)
    if given:
        yield from _of_speaker(reading, given, tokens, place.token)
    if reading.turns:
        yield "transcript"
    if reading.paragraphs[stretch.paragraph].zone == "notes":
        yield "notes"


def _of_words(words: str) -> Iterator[str]:
    many = words.split()
    count = len(many)
    yield f"words {count if count <= 3 else '4-5' if count <= 5 else '6-9' if count <= 9 else '10+'}"
    if words[-1] in _SENTENCE_ENDS:
        yield "ends as a sentence"
    elif words[-1] == ",":
        yield "ends with a comma"
    if words[0].isupper():
        yield "begins with a capital"
    if words[0].islower():
        yield "begins small"
    if _is_title(many):
        yield "capitalised throughout"
    if _PERSONAL.search(words):
        yield "first or second person"
    if count > 1 and has_verb(words):
        yield "has a verb"


def has_verb(words: str) -> bool:
    """Tell words that have a finite verb, or a pronoun that goes with one."""
    return _VERBAL.search(words) is not None


def _is_title(words: list[str]) -> bool:
    telling = [word for word in words if word.lower() not in _SMALL]
    capital = all(word[0].isupper() or not word[0].isalpha() for word in telling)
    return capital and bool(telling) and len(words) <= 12 and telling[0][0].isupper()


def _of_title(tokens: list[Token], at: int) -> Iterator[str]:
    """Yield what tells a title from speech that is capitalised: *on “Ferries Today”*, *“The Pier,” by Ann Lee*."""
    before = tokens[at - 1].word if at else None
    if before is not None and before.is_preposition and before.lower != "as":
        yield "a title after a preposition"
    elif before is not None and before.is_possessive:
        yield "a title after a possessive"
    written = before is not None and before.cue is not None and before.cue.verb == "write"
    if written or any(token.lower in term_words().works for token in tokens[max(0, at - _TITLE_REACH) : at]):
        yield "a title near a work"
    following = [token for token in tokens[at + 1 : at + 4] if token.text != ","]
    if len(following) > 1 and following[0].lower == "by" and following[1].names:
        yield "a title by a name"


def _around(tokens: list[Token], at: int) -> Iterator[str]:
    before = tokens[at - 1] if at else None
    if before is None:
        yield "begins the sentence"
    else:
        yield from _before(tokens, at, before)
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        yield "ends the sentence"
    elif following.kind == "word" and not _is_function(following) and not is_verb_form(following, "past", "s"):
        yield "a noun follows"
    elif following.kind == "capitalised":
        yield "a name follows"


def _is_function(token: Token) -> bool:
    word = token.word
    return (
        word.is_preposition
        or word.is_subordinator
        or word.is_auxiliary
        or word.is_pronoun
        or word.is_adverb
        or word.is_determiner
        or word.lower.endswith("ly")
    )


def _before(tokens: list[Token], at: int, before: Token) -> Iterator[str]:
    word = before.word
    if word.lower in term_words().introducing:
        yield "a word for terms before"
    elif word.lower in term_words().works:
        yield "a word for works before"
    elif before.text in _PUNCTUATION:
        yield _PUNCTUATION[before.text]
    elif word.lower in ("that", "as", "be") and not word.is_determiner:
        yield f"*{word.lower}* before"
    else:
        yield from _kind_before(tokens, at, before)


def _kind_before(tokens: list[Token], at: int, before: Token) -> Iterator[str]:
    word = before.word
    kinds = (
        ("a determiner before", word.is_determiner),
        ("a possessive before", word.is_possessive),
        ("a preposition before", word.is_preposition),
        ("a cue before", word.cue is not None and cue_at(tokens, at - 1) is not None),
        ("an auxiliary before", word.is_auxiliary),
        ("a word before", before.kind == "word"),
        ("a name before", before.kind == "capitalised"),
        ("a quotation before", before.kind == "quotation"),
    )
    yield from [name for name, holds in kinds if holds][:1]


def _of_speaker(reading: Reading, given: Attribution, tokens: list[Token], at: int) -> Iterator[str]:
    mention = given.mention
    words = reading.text[mention.start : mention.end].lower()
    if words in ("i", "we", "my", "our"):
        yield "the writer speaks"
    elif words == "you":
        yield "the reader speaks"
    elif words in ("it", "this", "they"):
        yield "a thing speaks"
    else:
        yield f"by {mention.kind}"
    if given.cue_span is None:
        return
    cue = cue_words().forms.get((given.cue or "").lower())
    if cue:
        yield (
            "strong verb"
            if cue.verb in cue_words().strong
            else "reporting verb"
            if cue.verb in cue_words().reporting
            else "weak verb"
        )
    if tokens[0].start <= given.cue_span[0] < tokens[at].start:
        before_cue = [token for token in tokens[:at] if token.start < given.cue_span[0]]
        if any(token.lower in ("not", "never", "cannot") or token.lower.endswith("n't") for token in before_cue[-3:]):
            yield "the verb is negated"
        between = sum(1 for token in tokens[:at] if token.start >= given.cue_span[1])
        yield (
            "verb right before"
            if between <= 1
            else "verb near"
            if between <= _NEAR
            else "verb close"
            if between <= _CLOSE
            else "verb far"
        )
