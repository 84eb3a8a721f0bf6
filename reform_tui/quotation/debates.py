"""Who is meant in a debate: *the Minister*, *the hon. Gentleman*, *my right hon. Friend the Member for Skerry*.

Members call each other by office and constituency. The labels of the turns and brackets in them say who holds which.
What they leave open stays open: a wrong name is worse than none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from reform_tui.quotation.lexicon import Gender, people_words
from reform_tui.quotation.people import People
from reform_tui.quotation.reading import Reading

_GAP = r"[ \x03]{1,4}"
_LABEL = re.compile(r"(?P<name>[^():\n]{2,90}?)[\s\x03]{0,4}(?P<brackets>(?:\([^()\n]{1,80}\)[\s\x03]{0,4})+)")
_BRACKET = re.compile(r"\(([^()\n]{2,80})\)")
_SEAT = re.compile(r"(?P<seat>[A-ZÀ-Þ][^().;:“”\"\n]{2,60}?)[ \x03]{0,4}\((?P<name>[A-ZÀ-Þ][^()\n]{2,60})\)")
_MEMBER = re.compile(rf"[, \x03]{{0,4}}(?:the{_GAP})?(?:(?:right{_GAP})?hon\.?{_GAP})?Member{_GAP}for{_GAP}")
_TITLES = "Gentleman|Lady|Member|Friend|Lord|Baroness|Gentlemen"
_FORM = re.compile(
    rf"(?:(?:[Mm]y|[Tt]he|[Hh]is|[Hh]er|[Oo]ur){_GAP})?(?:right{_GAP})?"
    rf"(?:(?:hon|noble|learned|gallant|and)\b\.?[ \x03]{{0,4}})+({_TITLES})\b"
)
_LAST_OF_FORM = re.compile(rf"({_TITLES})\b")
_FORM_BEFORE = re.compile(
    r"(?:hon|noble|learned|gallant)\b\.?[ \x03]{0,4}$|\b(?:[Ff]riend[, \x03]{1,4})?the[ \x03]{0,4}$"
)
_GENDERS: dict[str, Gender] = {"Gentleman": "male", "Lord": "male", "Lady": "female", "Baroness": "female"}
_OFFICE = re.compile(
    rf"\b(?:[Tt]he{_GAP})?(?P<office>(?:[A-Z][\w’'-]*{_GAP}){{0,4}}"
    r"(?:Minister|Secretary|Chancellor|Solicitor-General|Attorney[ -]General|Leader|Speaker|President|Whip|"
    r"Paymaster[ -]General|Commissioner|Chairman|Chair)"
    rf"(?:{_GAP}(?:of|for|to){_GAP}(?:the{_GAP})?[A-Z][\w’'-]*(?:{_GAP}[A-Z][\w’'-]*){{0,3}})?)"
)
_CHAIRS = re.compile(r"(?:mr|madam|mrs)?\.? ?(?:deputy )?(?:speaker|chair|chairman|president)\b", re.IGNORECASE)
_TURNS_BACK = 4
_REACH = 1500  # code points before a pronoun among which somebody without a name is looked for
_SENTENCES_BACK = 12  # before a pronoun among which whom it means is looked for
_SEAT_WIDTH = 120  # code points of *the Member for Skerry (Fiona Baird)*
_APPOSITION = re.compile(
    r",[ \x03]{1,4}((?:Lord|Lady|Baroness|Viscount|Earl|Mr|Mrs|Ms|Sir|Dame|Dr)\b\.?[ \x03]{1,4}[A-ZÀ-Þ][\w’'-]*"
    r"(?:[ \x03]{1,4}(?:of[ \x03]{1,4})?[A-ZÀ-Þ][\w’'-]*){0,3})"
)
_SOMEBODY = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne of (?:my|our|the)|[Mm]y|[Oo]ur)[ \x03]{1,4}(?:[a-z-]+[ \x03]{1,4}){0,3}?"
    r"(?:\w+(?:man|woman)|constituents?|\w+ers?|\w+ors?|nurses?|chief executive|resident|friend)\b"
)
_NOBODY = frozenset("box bench benches members lords friends report hansard opposition".split())
_SMALL = frozenset("the of for and state".split())


class House:
    """Who holds which office and seat in one transcript; nothing outside one."""

    def __init__(self, reading: Reading, people: People) -> None:
        self._reading = reading
        self._people = people
        self._turns = reading.turns
        self._starts = [paragraph.start for paragraph in reading.paragraphs]
        self._sentences = [sentence.tokens[0].start for sentence in reading.sentences]
        self._offices: dict[str, str] = {}
        self._seats: dict[str, str] = {}
        self._members: list[int] = []  # where constituencies are named, after *Member for*
        self._speakers = {turn.speaker for turn in self._turns.turns}
        if self._turns:
            self._read()

    def _read(self) -> None:
        text = self._reading.text
        for turn in self._turns.turns:
            label = _LABEL.match(text, turn.label_start)
            if label is None:
                continue
            inside = _BRACKET.findall(label["brackets"])
            name = _plain(label["name"])
            if name.startswith("The "):
                self._offices[name.lower().removeprefix("the ")] = _plain(inside[0])
            else:
                self._seats[_plain(inside[0]).lower()] = name
        for member in _MEMBER.finditer(text):
            self._members.append(member.end())
            found = _SEAT.match(text, member.end())
            if found:
                self._seats.setdefault(_plain(found["seat"]).lower(), _plain(found["name"]))

    def meant(self, start: int) -> tuple[bool, str | None]:
        """Return whether what stands at ``start`` (code points) is a form of address, and whose."""
        if not self._turns:
            return False, None
        text = self._reading.text
        address = _FORM.match(text, start) or _LAST_OF_FORM.match(text, start)
        if address is None or (
            address.re is _LAST_OF_FORM and not _FORM_BEFORE.search(text, max(0, start - 20), start)
        ):
            return False, None
        member = _MEMBER.match(text, start if address[1] == "Member" else address.end())
        if member:
            return True, self._member_for(member.end())
        named = _APPOSITION.match(text, address.end())
        if named:
            return True, self._people.canonical(_plain(named[1]))
        return True, self._member_before(start, _GENDERS.get(address[1]))

    def _member_for(self, position: int) -> str | None:
        """Return who sits for the constituency that is named at ``position``."""
        text = self._reading.text
        named = _SEAT.match(text, position)
        if named:
            return _plain(named["name"])
        words = _plain(text[position : position + _SEAT_WIDTH]).lower()
        return next((name for seat, name in self._seats.items() if words.startswith(seat)), None)

    def _turn_at(self, position: int) -> int | None:
        return self._turns.of(bisect_right(self._starts, position) - 1)

    def _member_before(self, position: int, gender: Gender | None) -> str | None:
        """Return who may be called so: whom the turn named by constituency last, else who spoke before."""
        turn = self._turn_at(position)
        if turn is None:
            return None
        begun = self._reading.paragraphs[self._turns.turns[turn].first].start
        last = bisect_right(self._members, position) - 1
        named = self._member_for(self._members[last]) if last >= 0 and self._members[last] > begun else None
        if named and self._people.may_be(named, gender):
            return named
        own = self._turns.turns[turn].speaker
        for other in range(turn - 1, max(-1, turn - 1 - _TURNS_BACK), -1):
            speaker = self._turns.turns[other].speaker
            if speaker != own and not _CHAIRS.match(speaker) and self._people.may_be(speaker, gender):
                return speaker
        return None

    def in_office(self, start: int) -> str | None:
        """Return who is meant by an office named at ``start`` (code points): its holder, else the office itself."""
        found = _OFFICE.match(self._reading.text, start) if self._turns else None
        if found is None:
            return None
        office = _plain(found["office"])
        return self.holder(office.lower()) or self._labelled(office.lower()) or f"the {office}"

    def _labelled(self, office: str) -> str | None:
        speakers = (turn.speaker for turn in self._turns.turns)
        return next((speaker for speaker in speakers if speaker.lower().removeprefix("the ") == office), None)

    def holder(self, office: str) -> str | None:
        """Return who holds ``office`` (small letters, without *the*), as far as the labels say: one person or none."""
        words = set(office.split()) - _SMALL
        if not words:
            return None
        holders = {name for known, name in self._offices.items() if _names(known, words)}
        return holders.pop() if len(holders) == 1 else None

    def pronoun(self, position: int, gender: Gender) -> str | None:
        """Return who is spoken of before a pronoun: first in its sentence, else in one before, back to earlier turns.

        None where whoever is spoken of has no name: *a fisherman told me … he said*.
        """
        turn = self._turn_at(position)
        first_paragraph = (
            self._turns.turns[turn].first if turn is not None else bisect_right(self._starts, position) - 1
        )
        begun = self._reading.paragraphs[first_paragraph].start
        last = bisect_right(self._sentences, position) - 1
        for number in range(last, max(-1, last - _SENTENCES_BACK), -1):
            first = self._sentences[number]
            end = min(position, self._sentences[number + 1]) if number < last else position
            for _, name in self._spoken_of(first, end):
                if name is None or self._people.may_be(name, gender):
                    return name
            near = max(begun, position - _REACH)
            if begun >= first and number < last - 1 and _SOMEBODY.search(self._reading.text, near, position):
                return None
        return None

    def _spoken_of(self, first: int, end: int) -> list[tuple[int, str | None]]:
        """Return who is named between two offsets (code points), in order; None for a form of address left open."""
        found = [*self._offices_in(first, end), *self._people_in(first, end), *self._addressed_in(first, end)]
        return sorted(found, key=lambda one: one[0])

    def _addressed_in(self, first: int, end: int) -> Iterator[tuple[int, str | None]]:
        for found in _FORM.finditer(self._reading.text, first, end):
            address, name = self.meant(found.start())
            if address:
                yield found.start(), name

    def _offices_in(self, first: int, end: int) -> Iterator[tuple[int, str | None]]:
        for found in _OFFICE.finditer(self._reading.text, first, end):
            name = self.in_office(found.start())
            said = self._reading.text[found.start() : found.start() + 3].lower() == "the"
            if said and name and not _CHAIRS.match(found["office"]):
                yield found.start(), name

    def _people_in(self, first: int, end: int) -> Iterator[tuple[int, str | None]]:
        for place in self._people.between(first, end):
            if self._is_somebody(place.words) and not _is_address(place.words):
                yield place.start, self._people.canonical(place.words)

    def _is_somebody(self, words: str) -> bool:
        """Tell a person: one who speaks here, has a title or a full name; not *the Dispatch Box*."""
        last = words.rsplit(maxsplit=1)[-1].lower()
        known = people_words()
        if last in known.bodies or last in known.organisations or last in _NOBODY:
            return False
        name = self._people.canonical(words)
        return name in self._speakers or self._people.is_person(words)


def _names(office: str, words: set[str]) -> bool:
    """Tell whether ``words`` name an office: *home secretary* the *secretary of state for the home department*."""
    known = set(office.split())
    return words <= known and ("prime" in words) == ("prime" in known)


def _is_address(words: str) -> bool:
    """Tell *Mr Speaker* and *Madam Deputy Speaker*, who are spoken to and not of."""
    return all(word.lower().strip(".") in people_words().title_genders or word == "Deputy" for word in words.split())


def _plain(words: str) -> str:
    return " ".join(words.replace("\x03", "").split())
