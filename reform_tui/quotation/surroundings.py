"""What stands around marks: before them, after them, and whether they have a paragraph of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reform_tui.quotation.attribution import Rule
from reform_tui.quotation.cues import NAMING, cue_at, is_verb_form
from reform_tui.quotation.lexicon import term_words
from reform_tui.quotation.passives import is_passive, is_told
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.tokens import Token, Word
from reform_tui.quotation.worded import is_title

_PUNCTUATION = {":": "a colon before", ",": "a comma before", "(": "a bracket before"}
_BEING = frozenset(
    "is are was were has have will must should may can could would ought cannot might means meant".split()
)
_SUBJECTS_AFTER = frozenset(("", "that", "whether", "but", "and", ".", "or", "so", "because", "if"))
_TITLE_REACH = 6  # tokens before a title within which a noun says what it is the title of
_HEARSAY = frozenset("supposedly allegedly reportedly apparently purportedly famously memorably notoriously".split())
_TAGS = frozenset(("verb after", "subject after"))
_OWNED = frozenset(("possessive", "according to"))  # *in her phrase*, *in the words of X*
_TERM_REACH = 6  # tokens before the marks among which a word for terms is looked for
_LONGEST_GLOSS = 9  # words of what is explained, or of what explains it
_GLOSSES_AFTER = (("which", "means"), ("that", "means"), ("meaning",), ("which", "is", "to", "say"))
_GLOSSES_BEFORE = (("means",), ("meaning",), ("is", "to", "say"), ("signifies",))


def signs_around(reading: Reading, number: int, rule: Rule) -> Iterator[str]:
    """Yield the signs that the surroundings of a quoted stretch show."""
    place = reading.places[number]
    tokens = reading.sentences[place.sentence].tokens
    at = place.token
    stretch = reading.stretches[number]
    words = reading.text[stretch.start : stretch.end]
    if at:
        yield from _before(tokens, at, tokens[at - 1], words)
        if rule not in _OWNED and _is_term_near(tokens, at):
            yield "a word for terms near"
    else:
        yield "begins the sentence"
    yield from _after(tokens, at, rule)
    passive = _passive_before(tokens, at)
    if passive:
        yield passive
    if len(words.split()) <= _LONGEST_GLOSS and _is_glossed(tokens, at):
        yield "a gloss"
    if (
        at
        and is_title(words)
        and " " in words
        and tokens[at - 1].text not in (",", ":")
        and tokens[at - 1].lower != "that"
    ):
        yield "a title within the sentence"
    if _has_own_paragraph(reading, number):
        yield "a paragraph of its own"
    if reading.paragraphs[stretch.paragraph].zone == "notes":
        yield "notes"


def _has_own_paragraph(reading: Reading, number: int) -> bool:
    stretch = reading.stretches[number]
    paragraph = reading.paragraphs[stretch.paragraph]
    return stretch.leads and not any(
        character.isalnum() for character in reading.text[stretch.closing : paragraph.end].split("[")[0]
    )


def _before(tokens: Sequence[Token], at: int, before: Token, words: str) -> Iterator[str]:
    word, known = before.word, term_words()
    behind_of = at > 1 and word.lower == "of" and tokens[at - 2].lower in known.introducing  # *the buzzword of “…”*
    if (word.lower in known.introducing and cue_at(tokens, at - 1) is None) or behind_of:
        yield "a word for terms before"
    elif word.lower in known.works:
        yield "a word for works before"
    elif before.text in _PUNCTUATION:
        yield _PUNCTUATION[before.text]
    elif word.lower in ("that", "as", "be") and not word.is_determiner:
        yield f"*{word.lower}* before"
    else:
        yield from _kind_before(tokens, at, before)
    if word.lower in _HEARSAY or (at > 1 and tokens[at - 2].lower in _HEARSAY):
        yield "hearsay"
    if is_title(words):
        yield from _of_title(tokens, at, word)


def _of_title(tokens: Sequence[Token], at: int, before: Word) -> Iterator[str]:
    """Yield what tells a title from speech that is capitalised: *on “Ferries Today”*, *“The Pier,” by Ann Lee*."""
    if before.is_preposition and before.lower != "as":
        yield "a title after a preposition"
    elif before.is_possessive:
        yield "a title after a possessive"
    written = before.cue is not None and before.cue.verb == "write"
    if written or any(token.lower in term_words().works for token in tokens[max(0, at - _TITLE_REACH) : at]):
        yield "a title near a work"
    following = [token for token in tokens[at + 1 : at + 4] if token.text != ","]
    if len(following) > 1 and following[0].lower == "by" and following[1].names:
        yield "a title by a name"


def _is_term_near(tokens: Sequence[Token], at: int) -> bool:
    """Tell *the old phrases, “…”*, *a phrase in Gaelic, “…”* and *a motto: “…”*."""
    if tokens[at - 1].lower in term_words().introducing:
        return False
    near = range(at - 2, max(-1, at - 1 - _TERM_REACH), -1)
    for index in near:
        if tokens[index].kind == "quotation" or tokens[index].text in (";", "."):
            return False
        if tokens[index].lower in term_words().introducing and cue_at(tokens, index) is None:
            return True
    return False


def _kind_before(tokens: Sequence[Token], at: int, before: Token) -> Iterator[str]:
    word = before.word
    cue = word.cue is not None and cue_at(tokens, at - 1) is not None
    kinds = (
        ("a determiner before", word.is_determiner),
        ("a possessive before", word.is_possessive),
        ("a preposition before", word.is_preposition),
        ("a cue before", cue),
        ("an auxiliary before", word.is_auxiliary),
        ("a verb before", _is_verb(word.lower)),
        ("a word before", before.kind == "word"),
        ("a name before", before.kind == "capitalised"),
        ("a quotation before", before.kind == "quotation"),
    )
    yield from [name for name, holds in kinds if holds][:1]


def _is_verb(lower: str) -> bool:
    """Tell most verbs in the past and most participles, without a dictionary."""
    return len(lower) > 4 and lower.endswith(("ed", "ing"))


def _after(tokens: Sequence[Token], at: int, rule: Rule) -> Iterator[str]:
    if at + 1 >= len(tokens):
        yield "ends the sentence"
        return
    following = tokens[at + 1]
    third = tokens[at + 2].lower if at + 2 < len(tokens) else ""
    tagged = rule in _TAGS  # *“My Lord,” counsel observed*
    if (
        not tagged
        and following.lower in term_words().named
        and not (is_verb_form(following, "past", "s") and third in ("that", ":"))
    ):
        yield "a noun for plans follows"
    elif (
        not tagged
        and following.kind == "word"
        and not _is_function(following)
        and not is_verb_form(following, "past", "s")
    ):
        yield "a noun follows"
    elif following.kind == "capitalised":
        yield "a name follows"
    elif _is_verb_of_its_own(following, third) and (tokens[at - 1].lower if at else "") in _SUBJECTS_AFTER:
        yield "its own verb follows"
    if rule in _TAGS and following.text == ",":
        yield "ends with a comma"


def _is_verb_of_its_own(following: Token, third: str) -> bool:
    """Tell *“Gardens on Wheels” has been …* and *“Best Kept Verge” still hangs …*."""
    return following.lower in _BEING or (following.word.is_adverb and third.endswith(("s", "ed")))


def _passive_before(tokens: Sequence[Token], at: int) -> str | None:
    """Tell *they were told (that) “…”* and *it was described as “…”*, by somebody who is not named."""
    before = tokens[at - 1] if at > 1 else None
    verb = at - 2 if before and (before.lower in ("that", "as") or before.text in (":", ",")) else at - 1
    cue = cue_at(tokens, verb) if verb > 0 else None
    if cue is None or not is_passive(tokens, verb, cue):
        return None
    return "told" if is_told(tokens, verb, cue) else "named by somebody" if cue.verb in NAMING else None


def _is_glossed(tokens: Sequence[Token], at: int) -> bool:
    """Tell *“dreckly”, which means “…”* and *“heol”, meaning “…”*: foreign words, and what they mean."""
    first = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text in (",", "(", "—", "–") else at + 1
    after = [token.text if token.kind == "quotation" else token.lower for token in tokens[first : first + 4]]
    before = [token.lower for token in tokens[max(0, at - 3) : at]]
    meant = any(tuple(after[: len(words)]) == words for words in _GLOSSES_AFTER)
    quoted = any(token.kind == "quotation" for token in tokens[max(0, at - 7) : at])
    return meant or (quoted and any(tuple(before[-len(words) :]) == words for words in _GLOSSES_BEFORE))


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
