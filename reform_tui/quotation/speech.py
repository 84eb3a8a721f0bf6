"""Whether marks hold speech: or a term, a title, a nickname, a slogan."""

from __future__ import annotations

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.lexicon import term_words
from reform_tui.quotation.marks import Stretch
from reform_tui.quotation.reading import Reading

_SURE: frozenset[Rule] = frozenset(
    (
        "verb after",
        "subject after",
        "according to",
        "right before",
        "before",
        "end of sentence",
        "label",
        "dash",
        "same sentence",
        "continued",
        "carried in paragraph",
        "introduced by colon",
    )
)
_ENDINGS = ".?!,"


def is_speech(reading: Reading, number: int, given: Attribution | None) -> bool:
    """Tell whether a quoted stretch, given to somebody by a rule or to nobody, holds what somebody said."""
    stretch = reading.stretches[number]
    if not stretch.marked:
        return given is not None
    zone = reading.paragraphs[stretch.paragraph].zone
    if zone in ("heading", "furniture", "front matter"):
        return False
    words = reading.words(stretch)
    ended = reading.last_character(stretch) in _ENDINGS
    rule: Rule = given.rule if given else "none"
    if rule in _SURE:
        return not (rule in ("before", "same sentence") and words <= 6 and _is_title(reading, stretch, number))
    if rule in ("carried over", "carried from cue"):
        return words >= 3 or ended
    if rule in ("far before", "main subject"):
        return words >= 3 or ended or not reading.text[stretch.start].isupper()
    return words >= 6 or (ended and words >= 3)


def _is_title(reading: Reading, stretch: Stretch, number: int) -> bool:
    """Tell *the film “Brief Encounter”*: every word capitalised, after a word for a work."""
    place = reading.places[number]
    if place.token == 0 or not reading.text[stretch.start : stretch.end].istitle():
        return False
    before = reading.sentences[place.sentence].tokens[place.token - 1]
    return (
        before.lower in term_words().works or before.lower in term_words().introducing or before.lower in ("on", "with")
    )
