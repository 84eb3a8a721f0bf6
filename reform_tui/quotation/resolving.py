"""Whom a mention stands for: the full name of a surname, the person a pronoun or a description means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reform_tui.quotation.debates import House
from reform_tui.quotation.lexicon import Gender, people_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.people import Named, People, is_only_role
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.roles import Roles

Span = tuple[int, int]

_GENDERS: dict[str, Gender] = {"he": "male", "she": "female", "his": "male", "her": "female"}
_FIRST_PERSON = frozenset(("i", "we"))
_REACH = 1500  # code points back within which a pronoun's person is looked for
_NEAR = 160  # code points back within which what *it* means is looked for
_MEMORY = 40  # speakers back within which a pronoun's person is looked for


class SpokenTurns:
    """Who says *I* and who is called *you* in the turns of a transcript."""

    def __init__(self, reading: Reading) -> None:
        self._turns = reading.turns
        self.house = House(reading, reading.people)
        self._labels = {turn.speaker.lower(): turn.speaker for turn in reading.turns.turns}
        self._starts = [paragraph.start for paragraph in reading.paragraphs]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._turns)

    def labelled(self, words: str) -> str | None:
        """Return the label that an office is spoken under, as it is written: *The Prime Minister*."""
        return self._labels.get(words)

    def meant(self, position: int, words: str) -> str | None:
        """Return whom a pronoun at ``position`` (code points) means; None outside a transcript."""
        if not self._turns or words not in ("i", "we", "my", "you", "your"):
            return None
        turn = self._turns.of(bisect_right(self._starts, position) - 1)
        if turn is None:
            return None
        return self._turns.addressed(turn) if words.startswith("you") else self._turns.turns[turn].speaker


@dataclass(slots=True)
class Resolver:
    """Names mentions in the order of the text; remembers who was speaking.

    ``reported`` gives the clause that a pronoun's own verb reports, by the pronoun's start: nobody named in it is
    meant by the pronoun (*Tetlow had won, he said*). ``author`` is whom *I* means in prose, None where nobody signs.
    """

    text: str
    people: People
    turns: SpokenTurns
    roles: Roles
    reported: Mapping[int, Span]
    author: str | None

    def names(self, mentions: Iterable[Mention]) -> dict[Mention, str]:
        """Return the full name of every mention that can be named."""
        found: dict[Mention, str] = {}
        spoken: list[tuple[int, str]] = []
        for mention in sorted(set(mentions), key=lambda one: (one.start, one.end)):
            address, name = self.turns.house.meant(mention.span[0])
            if not address:
                name = self.people.canonical(mention.name, mention.start) if mention.name else None
                if name and is_only_role(name):
                    name = None
                name = name or self._meant(mention, spoken)
            if name:
                found[mention] = name
                spoken.append((mention.start, name))
        return found

    def _meant(self, mention: Mention, spoken: list[tuple[int, str]]) -> str | None:
        words = self.text[mention.start : mention.end].lower()
        if words in _GENDERS:
            if self.turns:
                return self.turns.house.pronoun(mention.start, _GENDERS[words])
            return self._pronoun(mention, _GENDERS[words], spoken)
        if words == "it":
            return self._body_before(mention)
        return self._in_debate(mention, words) if self.turns else self._in_prose(mention, words, spoken)

    def _in_debate(self, mention: Mention, words: str) -> str | None:
        in_turn = self.turns.meant(mention.start, words)
        if in_turn:
            return in_turn if in_turn.startswith("The ") else self.people.canonical(in_turn)
        return (
            self.turns.house.in_office(mention.span[0]) or self._in_role(mention, words) or self.turns.labelled(words)
        )

    def _in_role(self, mention: Mention, words: str) -> str | None:
        return self.roles.holder(words.removeprefix("the "), mention.start) if words.startswith("the ") else None

    def _in_prose(self, mention: Mention, words: str, spoken: list[tuple[int, str]]) -> str | None:
        in_role = self._in_role(mention, words)
        if in_role:
            return in_role
        if words in _FIRST_PERSON:
            return self.author
        if mention.name is not None or words.startswith("the former"):
            return next((name for _, name in reversed(spoken[-_MEMORY:]) if name not in self._barred(mention)), None)
        return None

    def _body_before(self, mention: Mention) -> str | None:
        """Return *the Treasury* for *it*: what was named last, at a sentence's beginning, and is nobody."""
        for place in self.people.before(mention.start, _NEAR):
            if not place.begins_sentence:
                continue
            name = self.people.canonical(place.words, place.start)
            return None if self.people.is_person(place.words) or is_only_role(name) else name
        return None

    def _barred(self, mention: Mention) -> set[str]:
        clause = self.reported.get(mention.start)
        if clause is None:
            return set()
        return {self.people.canonical(place.words, place.start) for place in self.people.between(*clause)}

    def _pronoun(self, mention: Mention, gender: Gender, spoken: list[tuple[int, str]]) -> str | None:
        barred = self._barred(mention)
        may_be = [
            (at, name)
            for at, name in reversed(spoken[-_MEMORY:])
            if name not in barred and self.people.may_be(name, gender)
        ]
        last = next((one for one in may_be if self.people.is_person(one[1])), None) or next(iter(may_be), None)
        subject = self._subject_before(mention, gender, barred)
        if last and subject:
            return subject[1] if subject[0] > last[0] else last[1]
        if last or subject:
            return (last or subject or (0, None))[1]
        for place in self.people.before(mention.start, _REACH):
            full = self.people.full(place.surname, place.words)
            if self.people.has_full(place.surname) and self.people.may_be(full, gender):
                return full
        return None

    def _subject_before(self, mention: Mention, gender: Gender, barred: set[str]) -> tuple[int, str] | None:
        """Return the nearest person before the mention whose name begins a sentence."""
        for place in self.people.before(mention.start, _REACH):
            if not place.begins_sentence or not self._is_person(place):
                continue
            name = self.people.canonical(place.words, place.start)
            if name not in barred and self.people.may_be(name, gender):
                return place.start, name
        return None

    def _is_person(self, place: Named) -> bool:
        first = place.words.split()[0].lower().strip(".")
        return self.people.has_full(place.surname) or first in people_words().title_genders
