"""What speaks for and against speech between marks: the words themselves, what stands around them, whose they are.

Each sign has a name and, in words/speech.yaml, a weight; their sum is the logarithm of the odds that annotators take
the words for somebody's statement and not for a term, a title, a nickname or a slogan. No sign knows a document's
genre: only how many of its quotations are tagged, and whether it is a transcript.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.surroundings import signs_around
from reform_tui.quotation.voices import signs_of_voice
from reform_tui.quotation.worded import signs_of_words

_TAGS = frozenset(("verb after", "subject after", "continued", "carried in paragraph", "end of sentence"))
_GUESSES = frozenset(("main subject", "none", "far before", "carried over", "carried from cue"))
_BE = frozenset("is are was were be been being".split())
_FEW_WORDS = 3
_MANY = 0.5  # of the quotations
_SOME = 0.2


def share_tagged(reading: Reading, given: Sequence[Attribution | None]) -> float:
    """Return the share (0 to 1) of the quotations that have a tag, as nearly all have in reports and few in columns."""
    marked = [number for number, stretch in enumerate(reading.stretches) if stretch.marked]
    tagged = sum(1 for number in marked if (one := given[number]) and one.rule in _TAGS)
    return tagged / len(marked) if marked else 0.0


class Evidence:
    """Gathers the signs in one text; ``given`` goes with the stretches of ``reading``."""

    def __init__(self, reading: Reading, given: Sequence[Attribution | None]) -> None:
        self._reading = reading
        self._given = given
        self._writer_present = reading.writer_present
        self._known: dict[int, frozenset[str]] = {}
        self._share = share_tagged(reading, given)

    def signs(self, number: int) -> frozenset[str]:
        """Return the names of the signs of one quoted stretch."""
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = frozenset(self._signs(number))
        return known

    def _signs(self, number: int) -> Iterator[str]:
        reading, given = self._reading, self._given[number]
        stretch, place = reading.stretches[number], reading.places[number]
        words = reading.text[stretch.start : stretch.end]
        rule: Rule = given.rule if given else "none"
        yield from self._of_document()
        yield from self._of_rule(rule, words)
        if self._is_predicate(number) and rule in _GUESSES:
            yield "a guess after *be*"
        yield from signs_of_words(words)
        yield from signs_around(reading, number, rule)
        if given:
            yield from signs_of_voice(reading, given, reading.sentences[place.sentence].tokens, place.token)

    def _is_predicate(self, number: int) -> bool:
        """Tell *it was “…”* and *it is a “…”*."""
        place = self._reading.places[number]
        before = self._reading.sentences[place.sentence].tokens[max(0, place.token - 2) : place.token]
        return any(token.lower in _BE for token in before)

    def _of_document(self) -> Iterator[str]:
        yield (
            "many are tagged" if self._share > _MANY else "some are tagged" if self._share > _SOME else "few are tagged"
        )
        if self._reading.turns:
            yield "transcript"
        elif self._writer_present:
            yield "the writer is present"

    def _of_rule(self, rule: Rule, words: str) -> Iterator[str]:
        yield f"rule {rule}"
        if rule not in _GUESSES:
            return
        if len(words.split()) <= _FEW_WORDS:
            yield "few words by a guess"
        if self._share <= _SOME:
            yield "a guess where few are tagged"
