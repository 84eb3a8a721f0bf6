"""Who is named in a text: the full form of each name, and the gender that titles and given names state."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reform_tui.quotation.cues import is_verb_form
from reform_tui.quotation.lexicon import Gender, grammar, people_words
from reform_tui.quotation.names import Names, is_nickname
from reform_tui.quotation.sentences import Sentence
from reform_tui.quotation.tokens import Token

_POSSESSIVE = re.compile(r"['’]s?$")
_SUFFIXES = ("Jr", "Sr")
_LINKS = frozenset(("for", "of"))  # in the names of bodies
_MAX_NAME_WORDS = 4
_APPOSITION_REACH = 6  # tokens of an apposition within which a noun states a gender
_NAMESAKES = 40  # people of one surname who are told apart in one text
_SENTENCE_HEAD = 28  # code points from a sentence's start within which a name counts as its subject


@dataclass(frozen=True, slots=True)
class Named:
    """One place that names somebody: where it starts (code points), the words, the surname among them."""

    start: int
    words: str
    surname: str
    begins_sentence: bool


def gender_of(name: str) -> Gender | None:
    """Return the gender that a title or a given name in ``name`` states, if any."""
    known = people_words()
    words = [word.lower().strip(".'’") for word in name.split()]
    for word in words:
        gender = known.title_genders.get(word)
        if gender:
            return gender
    return next((known.given_names[word] for word in words[:-1] or words if word in known.given_names), None)


def is_only_role(name: str) -> bool:
    """Tell a name that is made of titles and roles alone: *Senator*, *Prime Minister*."""
    return all(_is_office(word) or word.lower().strip(".") in people_words().letters for word in name.split())


def _is_office(word: str) -> bool:
    lower = word.lower().strip(".,")
    return lower in people_words().title_genders or lower in people_words().roles


def _core(words: Sequence[str]) -> list[str]:
    """Return the words of a name without titles, offices and letters."""
    kept = list(words)
    while len(kept) > 1 and kept[-1].lower().strip(".") in people_words().letters:
        kept.pop()
    last = max((at for at, word in enumerate(kept) if _is_office(word)), default=-1)
    return kept[last + 1 :]


def _surname(core: Sequence[str]) -> str:
    last = core[-1].strip(".")
    return core[-2].strip(".") if last in _SUFFIXES and len(core) > 1 else last


class People:
    """The names in one text."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._full: dict[str, list[str]] = {}
        self._introduced: dict[str, int] = {}
        self._nicknames: dict[str, str] = {}
        self._given: dict[str, str] = {}
        self._styled: dict[str, str] = {}
        self._genders: dict[str, Gender] = {}
        self.places: list[Named] = []
        self._inside: set[str] = set()
        for sentence in sentences:
            self._read(sentence.tokens)
        self._starts = [place.start for place in self.places]
        self._inside.update(place.words for place in self.places if not place.begins_sentence)
        for surname, names in self._full.items():
            gender = gender_of(names[0])
            if gender:
                self._genders.setdefault(surname, gender)

    def _read(self, tokens: Sequence[Token]) -> None:
        for first, last in Names(tokens).runs():
            run = tokens[first : last + 1]
            if any(token.lower in _LINKS for token in run) and not _is_office(run[0].text):
                body = " ".join(token.text for token in run)  # *the Centre for Cities*
                self.places.append(Named(tokens[first].start, body, run[-1].text, _leads(tokens, first)))
                continue
            nicknames = [at for at in range(first + 1, last) if is_nickname(tokens, at)]
            run = [tokens[at] for at in range(first, last + 1) if at not in nicknames]
            words = [_POSSESSIVE.sub("", token.text) for token in run if _is_named(token)]
            core = _core(words)
            if not core or _names_office(run):
                continue
            surname = _surname(core)
            whole = " ".join(words)
            leads = _leads(tokens, first) or _is_subject(tokens, first, last)
            self.places.append(Named(tokens[first].start, whole, surname, leads))
            if len(core) == 1 and len(words) == 2 and words[0].lower().strip(".") in people_words().styles:
                self._styled.setdefault(surname, whole)
            if 2 <= len(core) <= _MAX_NAME_WORDS:
                self._learn(" ".join(core), core[0], surname)
                self._introduced.setdefault(" ".join(core), tokens[first].start)
                self._nicknames.update({tokens[at].text: " ".join(core) for at in nicknames})
            gender = gender_of(whole) or _described_as(tokens, first, last)
            if gender:
                self._genders.setdefault(surname, gender)

    def _learn(self, name: str, given: str, surname: str) -> None:
        names = self._full.setdefault(surname, [])
        if len(names) < _NAMESAKES and name not in names:
            names.append(name)
        self._given.setdefault(given, name)

    def has_full(self, surname: str) -> bool:
        """Tell whether the text gives a given name to a surname anywhere."""
        return surname in self._full

    def is_person(self, name: str) -> bool:
        """Tell a name that the text gives with a given name or a title, or that is a given name."""
        words = name.split()
        known = people_words()
        if not words:
            return False
        first, last = words[0].lower().strip("."), words[-1].lower()
        if first in known.places or last in known.bodies or last in known.organisations:
            return False
        return (
            self.has_full(words[-1]) or first in known.title_genders or (len(words) == 1 and first in known.given_names)
        )

    def is_only_at_a_beginning(self, name: str) -> bool:
        """Tell a capitalised word that the text never has inside a sentence: *Silence fell*."""
        return not self.is_person(name) and name not in self._inside

    def full(self, surname: str, otherwise: str) -> str:
        """Return the full name that the text gives to a surname first, else ``otherwise``."""
        return self._full[surname][0] if surname in self._full else otherwise

    def may_be(self, name: str, gender: Gender | None) -> bool:
        """Tell whether ``name`` may be somebody of that gender, for all that the text says."""
        last = name.rsplit(maxsplit=1)[-1].lower()
        if gender is not None and (last in people_words().bodies or last in people_words().organisations):
            return False
        words = name.split()
        if gender is not None and not _LINKS.isdisjoint(words) and not _is_office(words[0]):
            return False
        if gender is not None and name.isupper() and " " not in name:
            return False  # *the IMF*, whom *he* never means
        stated = gender_of(name) or self._genders.get(name.rsplit(maxsplit=1)[-1])
        return gender is None or stated is None or stated == gender

    def canonical(self, name: str, position: int | None = None) -> str:
        """Return the fullest form that the text gives to whom ``name`` names, without titles and letters.

        Of namesakes only those count that the text has introduced before ``position`` (code points); where it has
        introduced none, and several come later, the name stays as it is.
        """
        words = _POSSESSIVE.sub("", name).split()
        while len(words) > 1 and words[-1].lower().strip(".") in people_words().letters:
            words.pop()
        last = max((at for at, word in enumerate(words) if _is_office(word)), default=-1)
        core = words[last + 1 :] if last < len(words) - 1 else words
        core = core[next((at for at, word in enumerate(core) if not word.islower()), 0) :]
        if not core:
            return name
        if len(core) > 1:
            peer = last >= 0 and "of" in core and words[last].lower() in people_words().styles
            return " ".join(words[last:] if peer else core)
        if core[0] in self._nicknames:
            return self._nicknames[core[0]]
        known = self._full.get(_surname(core))
        if known and position is not None:
            before = [full for full in known if self._introduced[full] <= position]
            known = before or (known if len(known) == 1 else [])
        if known:
            gender = gender_of(name) if last >= 0 else None
            return next((full for full in known if gender is None or gender_of(full) in (None, gender)), known[0])
        if last >= 0 and core[0] in self._given:  # Sir Keir
            return self._given[core[0]]
        return self._styled.get(core[0], core[0])

    def before(self, position: int, reach: int) -> Iterator[Named]:
        """Yield who is named before ``position``, the nearest first, no more than ``reach`` code points back."""
        for at in range(bisect_left(self._starts, position) - 1, -1, -1):
            if position - self._starts[at] >= reach:
                return
            yield self.places[at]

    def between(self, start: int, end: int) -> list[Named]:
        """Return who is named from ``start`` to ``end``."""
        return self.places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def _names_office(run: Sequence[Token]) -> bool:
    """Tell *Attorney General of Delaware*, which names an office and nobody; not *Baroness Coppull of Leyland*."""
    link = next((at for at, token in enumerate(run) if token.lower in _LINKS), None)
    return link is not None and all(_is_office(token.text) for token in run[:link])


def _is_named(token: Token) -> bool:
    return token.kind == "capitalised" or token.word.is_particle


def _leads(tokens: Sequence[Token], at: int) -> bool:
    """Tell a name that leads its sentence, or follows the comma of its opening clause, from one after *by* or *of*."""
    if at and tokens[at - 1].word.is_preposition:
        return False
    if tokens[at].start - tokens[0].start < _SENTENCE_HEAD:
        return True
    commas = sum(1 for token in tokens[:at] if token.text == ",")
    return commas == 1 and tokens[at - 1].text == "," and tokens[0].lower in grammar().circumstances


def _is_subject(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell *Ann Lee* in *The day before, in Barton, Ann Lee was blunt*: between a comma and a finite verb."""
    if first == 0 or last + 1 >= len(tokens) or tokens[first - 1].text != ",":
        return False
    following = tokens[last + 1]
    return following.word.is_auxiliary or is_verb_form(following, "past", "s")


def _described_as(tokens: Sequence[Token], first: int, last: int) -> Gender | None:
    """Return the gender that a noun beside a name states: *his wife, Ann Lee*, *Hua Chunying, a spokeswoman*."""
    known = people_words().gendered_nouns
    before = first - 2 if first > 1 and tokens[first - 1].text == "," else first - 1
    if before >= 0 and tokens[before].lower in known:
        return known[tokens[before].lower]
    if last + 2 >= len(tokens) or tokens[last + 1].text != ",":
        return None
    for token in tokens[last + 2 : last + 2 + _APPOSITION_REACH]:
        if token.lower in known:
            return known[token.lower]
        if token.kind in ("punctuation", "quotation") or token.word.is_preposition or token.word.is_auxiliary:
            return None
    return None
