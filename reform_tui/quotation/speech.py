"""Whether marks hold speech: or a term, a title, a nickname, a slogan."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.evidence import Evidence
from reform_tui.quotation.hearsay import is_heard, is_said_by_nobody, is_told_by_nobody
from reform_tui.quotation.lexicon import cue_words, speech_signs
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.terms import Terms
from reform_tui.quotation.tokens import Token
from reform_tui.quotation.voices import is_writer

_WORD = re.compile(r"\w+")
_OPENING = 5  # words from which a quotation is known again
_BUTTON = 3  # words, at most, of what is no statement when it stands alone and nobody speaks near it
_NEAR = 12  # quotations before and after among which a pull quote stands once more
_NAMING = frozenset("call term describe label dub brand".split())
_COORDINATING = frozenset(("and", "or", ",", "a", "an", "the", "by", "as", "of"))
_COORDINATED = -1.5  # odds from which a fragment is speech by the one that it is coordinated with
_IMAGINED = frozenset(("nobody speaks", "under a condition"))
_ANYBODY = frozenset(("the reader speaks", "the writer speaks"))
_LISTED = 6  # tokens between two fragments of a list
_HEARD = 3  # words from which what is heard is speech
_UTTERING = frozenset("say ask reply answer respond shout".split())
_PERSONS = frozenset(("by name", "by pronoun", "by a role", "the writer speaks", "the reader speaks"))
_SILENT = frozenset(("heading", "furniture", "front matter"))


def _breaks_list(token: Token) -> bool:
    word = token.word
    if token.lower in ("and", "or"):
        return False
    verb = word.is_auxiliary or word.cue is not None
    return verb or word.is_pronoun or word.is_subordinator or token.names or token.text in (";", ":", ".", "(", ")")


class Speech:
    """Tells speech from the rest in one text; ``given`` goes with the stretches of ``reading``."""

    def __init__(self, reading: Reading, given: Sequence[Attribution | None]) -> None:
        self._reading = reading
        self._given = given
        self._evidence = Evidence(reading, given)
        self._weights = speech_signs()
        self._terms = Terms(reading, given)

    @property
    def terms(self) -> frozenset[int]:
        """The stretches that hold a term, by number."""
        return self._terms.numbers

    def holds(self, number: int) -> bool:
        """Tell whether a quoted stretch holds what somebody said."""
        stretch = self._reading.stretches[number]
        if not stretch.marked:
            return self._given[number] is not None and not self._is_the_writers(number)
        if self._reading.paragraphs[stretch.paragraph].zone in _SILENT:
            return False
        if number in self._terms or self._is_button(number):
            return False
        if self._is_the_writers(number) and not self._said_before(number):
            return False
        if self._is_pull_quote(number) or self._is_imagined(number):
            return False
        likely = self.odds(number) > self._weights.threshold
        return likely or self._is_uttered(number) or self._is_hearsay(number) or self._goes_with_speech(number)

    def _is_hearsay(self, number: int) -> bool:
        """Tell what is heard, or told to somebody, without a word of who says it; a word or two may be a term."""
        if self._given[number] is not None or self._reading.words(self._reading.stretches[number]) < _HEARD:
            return False
        place = self._reading.places[number]
        tokens = self._reading.sentences[place.sentence].tokens
        heard = is_heard(tokens, place.token) or is_told_by_nobody(tokens, place.token)
        return heard or (is_said_by_nobody(tokens, place.token) and "has a verb" in self._evidence.signs(number))

    def _is_uttered(self, number: int) -> bool:
        """Tell *I said “Fine”*: a person, a verb that hardly means anything but speech, and words as one says them."""
        given, place = self._given[number], self._reading.places[number]
        tokens = self._reading.sentences[place.sentence].tokens
        if given is None or given.rule != "right before" or not self._by_person(number):
            return False
        verb = tokens[place.token - 1] if place.token else None
        cue = cue_words().forms.get((given.cue or "").lower())
        finite = cue is not None and cue.verb in _UTTERING and cue.form in ("past", "s")
        right_before = verb is not None and given.cue_span == (verb.start, verb.end)
        return finite and right_before and self._reading.text[self._reading.stretches[number].start].isupper()

    def _by_person(self, number: int) -> bool:
        return not _PERSONS.isdisjoint(self._evidence.signs(number))

    def _is_button(self, number: int) -> bool:
        """Tell a word or two alone in a paragraph that nobody near speaks for."""
        stretch = self._reading.stretches[number]
        if self._given[number] is not None or not stretch.leads:
            return False
        paragraph = self._reading.paragraphs[stretch.paragraph]
        alone = not self._reading.text[stretch.closing : paragraph.end].strip(" \x03")
        return alone and self._reading.words(stretch) <= _BUTTON

    def _goes_with_speech(self, number: int) -> bool:
        """Tell the second of *sounded “…” and “…”*, where the first is speech."""
        places, stretches = self._reading.places, self._reading.stretches
        if number == 0 or places[number].sentence != places[number - 1].sentence or not stretches[number - 1].marked:
            return False
        tokens = self._reading.sentences[places[number].sentence].tokens
        inside = tokens[places[number - 1].token + 1 : places[number].token]
        between = [token.lower for token in inside]
        first = self._given[number - 1]
        if self._is_listed(number, inside):
            return self.odds(number) > _COORDINATED and self.holds(number - 1)
        if first is None or first.cue is None or not {"and", "or"} & set(between):
            return False
        coordinated = len(between) <= 3 and all(word in _COORDINATING for word in between)
        spoken = number - 1 not in self._terms and self.odds(number - 1) > self._weights.threshold
        return coordinated and spoken and self.odds(number) > _COORDINATED

    def _is_listed(self, number: int, between: Sequence[Token]) -> bool:
        """Tell the last of *“mad”, “bad” and, worst of all, “dangerous”*: no other voice or verb since."""
        given, first = self._given[number], self._given[number - 1]
        if given is None or first is None or given.rule != "same sentence" or given.cue_span != first.cue_span:
            return False
        plain = not any(_breaks_list(token) for token in between)
        joined = between[0].text == "," or between[0].lower in ("and", "or") if between else False
        return plain and joined and len(between) <= _LISTED

    def _is_the_writers(self, number: int) -> bool:
        """Tell a stretch that *I* or *we* speak for, outside any quotation."""
        given = self._given[number]
        if given is None:
            return False
        return is_writer(self._reading.text[given.mention.start : given.mention.end].lower())

    def _said_before(self, number: int) -> bool:
        """Tell *I said “…”*, a quotation of oneself, from *what I call a “…”*."""
        given = self._given[number]
        cue = cue_words().forms.get((given.cue or "").lower()) if given else None
        return cue is not None and cue.verb not in _NAMING

    def _is_imagined(self, number: int) -> bool:
        """Tell what nobody says, what somebody may say, and what would follow if somebody had said it."""
        signs = self._evidence.signs(number)
        may = "the verb may be" in signs and not _ANYBODY.isdisjoint(signs)
        term = "a term speaks" in signs and "rule main subject" in signs  # *the test is “would I obey it?”*
        return may or term or not _IMAGINED.isdisjoint(signs)

    def _is_pull_quote(self, number: int) -> bool:
        """Tell words that nobody is near, in a paragraph of their own, and that are quoted once more elsewhere."""
        stretch, given = self._reading.stretches[number], self._given[number]
        paragraph = self._reading.paragraphs[stretch.paragraph]
        alone = stretch.opening - paragraph.start <= 1 and paragraph.end - stretch.closing <= 2
        if not alone or (given and given.rule not in ("carried over", "none")):
            return False
        words = self._plain_words(number)
        if words.count(" ") < _OPENING:
            return False
        near = range(max(0, number - _NEAR), min(len(self._reading.stretches), number + _NEAR + 1))
        return any(words in self._plain_words(other) for other in near if other != number)

    def _plain_words(self, number: int) -> str:
        """Return the words of a quotation in small letters, a space after each."""
        stretch = self._reading.stretches[number]
        return "".join(f"{word} " for word in _WORD.findall(self._reading.text[stretch.start : stretch.end].lower()))

    def odds(self, number: int) -> float:
        """Return the logarithm of the odds that a quoted stretch is speech."""
        weights = self._weights.signs
        return self._weights.base + sum(weights.get(sign, 0.0) for sign in self._evidence.signs(number))
