"""Whom of the library a draft means by a name, a part of one, or an office."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from reform_tui.library.folding import fold_key
from reform_tui.library.model import Document, Library, Quote, Speaker
from reform_tui.quotation.lexicon import people_words

_TITLES = re.compile(
    r"^(?:(?:the|rt|right|hon|honourable|mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness|baron|rev)"
    r"\.? )+"
)
_NO_NAME = re.compile(
    r"(?:the|a|an|he|she|it|they|we|i|you|one|some|many|this|that|these|those|his|her|their|our|my|another|others?)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_WORDS = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_SMALL = frozenset("the a an of for at in on to and s".split())
_STYLED = frozenset("hm her his majesty's uk us british royal".split())  # before the name of a body
_ALIKE = 3  # letters that two forms of a given name begin with: Dave and David
_TELLING = 2  # words of an office from which it says who is meant: the former minister


class Names:
    """Tells whom of the library a draft means."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.meant = lru_cache(maxsize=1_000)(self._meant)

    def _meant(self, name: str) -> frozenset[str]:
        """Return the ids of the speakers that ``name`` may mean; none where the library knows nobody so called."""
        name = _POSSESSIVE.sub("", name.strip())
        if name in self._library.speakers:
            return frozenset((name,))
        wanted = fold_key(name)
        known = self._library.speakers.items()
        found = [id for id, one in known if any(wanted == fold_key(each) for each in one.names)]
        if not found:
            called = _called(name)
            found = [id for id, one in known if called and _may_be_called(called, one, name)]
        return frozenset(found or self._holders(name))

    def _holders(self, name: str) -> Iterator[str]:
        """Yield whom the library calls by an office that has all the words of ``name``, two of them or more."""
        wanted = _telling(name)
        if len(wanted) >= _TELLING and any(word in people_words().roles for word in wanted):
            yield from (id for id, words in self._offices if wanted <= words)

    @cached_property
    def _offices(self) -> list[tuple[str, frozenset[str]]]:
        """The speakers and the words of each of their offices."""
        return sorted(
            {
                (quote.speaker, _telling(quote.role))
                for document in self._library.documents.values()
                for quote in document.quotes
                if quote.role
            },
            key=lambda office: office[0],
        )

    def fits(self, name: str, quote: Quote) -> bool:
        """Whether ``name`` may be the speaker of ``quote``, or what the document calls them."""
        if quote.speaker in self.meant(name):
            return True
        wanted = _telling(name)
        return bool(wanted and quote.role) and wanted <= _telling(quote.role or "")

    def knows(self, name: str) -> bool:
        """Whether somebody of the library may be called so."""
        return bool(self.meant(name))

    def is_person(self, name: str) -> bool:
        """Whether somebody of the library who is a person may be called so."""
        return any(self._library.speakers[id].kind == "person" for id in self.meant(name))

    def mean_document(self, name: str, document: Document) -> bool:
        """Whether ``name`` is no speaker's but that of ``document``, which says nothing of who speaks in it."""
        key = f" {fold_key(name)} "
        called = (document.label, document.title, document.container_title, document.publisher, document.id)
        return bool(key.strip()) and not self.meant(name) and any(key in f" {fold_key(one)} " for one in called if one)

    def wrote(self, name: str, document: Document) -> bool:
        """Whether ``name`` is somebody who wrote, edited or published ``document``."""
        key = _bare(name)
        people = [str(one) for one in (*document.author, *document.editor, *document.contributor)]
        known = [*people, *(one for one in (document.publisher, document.container_title) if one)]
        return bool(key) and any(
            key in fold_key(one).split() or f" {_bare(one)} " in f" {key} " for one in known if _bare(one)
        )

    def is_author(self, speaker: str, document: Document) -> bool:
        """Whether a speaker of the library wrote, edited or published ``document``; who has no name did not."""
        known = self._library.speakers[speaker]
        return known.kind != "unnamed" and any(self.wrote(name, document) for name in known.names)

    def is_name(self, name: str) -> bool:
        """Whether ``name`` names somebody: known here, or written as names are, not *the minister* or *she*."""
        return bool(self.meant(name)) or is_name(name)


def is_name(name: str) -> bool:
    """Whether ``name`` is written as names are: *Ann Lee*, not *the minister* or *she*."""
    return name[:1].isupper() and not _NO_NAME.match(name)


@lru_cache(maxsize=4096)
def _bare(name: str) -> str:
    """Return the key of ``name`` without titles."""
    return _TITLES.sub("", fold_key(name))


def _called(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without titles before it and letters behind it."""
    words = _WORDS.findall(_bare(name))
    while len(words) > 1 and words[-1] in people_words().letters:
        words.pop()
    return tuple(words)


def _telling(office: str) -> frozenset[str]:
    """Return the words of an office that say something."""
    words = (_POSSESSIVE.sub("", word) for word in _WORDS.findall(fold_key(office)))
    return frozenset(word for word in words if word not in _SMALL)


def _may_be_called(called: tuple[str, ...], speaker: Speaker, name: str) -> bool:
    known = [words for words in map(_called, speaker.names) if words]
    if speaker.kind == "person":
        return any(_is_person(called, words, known) for words in known)
    return any(_is_body(called, words) or _is_short_for(name, words) for words in known)


def _is_person(called: Sequence[str], words: Sequence[str], names: Iterable[Sequence[str]]) -> bool:
    """Whether ``called`` is a person with the name ``words``, one of all their ``names``.

    A surname, a given name, or both; of a given name the beginning or its letter is enough, another one is another
    person's. Offices may stand before it. A peer's *of Havant* may be left out.
    """
    core, asked = _without_place(words), _without_place(called)
    if tuple(asked) == tuple(core[: len(asked)]) and (len(asked) == 1 or len(asked) == len(core)):
        return len(asked) == len(core) or len(core) > 1
    alike = 0
    while alike < min(len(core), len(asked)) and core[-1 - alike] == asked[-1 - alike]:
        alike += 1
    if not alike:
        return False
    before = [word for word in asked[: len(asked) - alike] if word not in people_words().roles | _SMALL]
    if len(asked) == alike or not before or (alike == len(core) and alike > 1):
        return True
    given = {one[0] for one in map(_without_place, names) if len(one) > 1 and one[-1] == core[-1]}
    return not given or any(_is_same_given(before[-1], one) or _is_same_given(before[0], one) for one in given)


def _without_place(words: Sequence[str]) -> Sequence[str]:
    at = list(words).index("of") if "of" in words[1:] else len(words)
    return words[:at]


def _is_same_given(one: str, other: str) -> bool:
    """Whether two given names may be one: *Nick* and *Nicholas*, *D* and *David*."""
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter] or (shorter >= _ALIKE and one[:_ALIKE] == other[:_ALIKE])


def _is_body(called: Sequence[str], words: Sequence[str]) -> bool:
    """Whether ``called`` is the beginning of the name of a body, or has it whole: *the Institute*."""
    asked, known = _unstyled(called), _unstyled(words)
    return bool(asked) and asked == known[: len(asked)]


def _unstyled(words: Sequence[str]) -> tuple[str, ...]:
    at = 0
    while at < len(words) - 1 and words[at] in _STYLED:
        at += 1
    return tuple(words[at:])


def _is_short_for(name: str, words: Sequence[str]) -> bool:
    """Whether ``name`` is the capitals of a body's name: *IfG*, *IPPR*."""
    letters = name.strip().removeprefix("the ")
    if not (letters.isalpha() and sum(letter.isupper() for letter in letters) > 1):
        return False
    initials = ("".join(word[0] for word in words if some or word not in _SMALL) for some in (True, False))
    return letters.casefold() in initials
