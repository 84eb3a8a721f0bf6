"""The texts that a quotation is held against: which are worth a closer look, and their words.

A small library is looked through whole. A large one is asked by its search index; what the index has no exact place for
is looked for in every text, for a limited time, so that nothing is called altered or unknown because of how it was
looked for.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from reform_tui.library.folding import fold
from reform_tui.library.model import Document, Library
from reform_tui.verify.reading import Reading
from reform_tui.verify.stream import Stream, streams_of

if TYPE_CHECKING:
    from reform_tui.search.sharing import SharedWords

SMALL = 1_000_000
"""Code points of all texts up to which a library is looked through whole, without an index."""

_SECONDS = 20.0  # that one draft may spend looking through every text of a large library
_TELLING = 5  # words that a text has to have
_SHARED = 10  # words, and as many runs of words, that it has to have most of
_RUN = 3  # words in a run
_ASKED = 40  # documents that the index is asked for
_NEAREST = 12  # documents that are aligned
_KEPT = 2_000  # documents whose words are kept
_FREQUENT = frozenset(
    "a an and are as at be but by for from had has have he her his i if in is it its more not of on or our she so that"
    " the their them there they this to was we were what when which who will with would you".split()
)


class Sources:
    """The texts of one library; ``index`` is asked first where there is one."""

    def __init__(self, library: Library, index: SharedWords | None = None) -> None:
        self._library = library
        self._index = index
        self._left = _SECONDS
        self._folded: dict[str, str] = {}
        self._streams = lru_cache(maxsize=_KEPT)(streams_of)

    def of(self, id: str) -> tuple[Stream, Stream]:
        """Return the body and what stands apart of a document."""
        return self._streams(self._library.documents[id])

    def likely(self, readings: Iterable[Reading]) -> tuple[list[str], bool]:
        """Return the ids of documents that may have a quotation's words, and whether no others can."""
        if self._index is None:
            return self._holding(readings), True
        words = dict.fromkeys(word.form for reading in readings for word in reading.words)
        return self._index.documents(words, _ASKED), False

    def near(self, ids: Iterable[str]) -> list[Stream]:
        """Return the bodies of the documents among ``ids`` that are worth aligning: they come best first."""
        return [self.of(id)[0] for id in list(ids)[:_NEAREST]]

    def has_words(self, id: str, readings: Iterable[Reading]) -> bool:
        """Whether a document may have the words of one of ``readings``: a fast look before a thorough one."""
        text = self._text(id)
        return any(all(form in text for form in _longest(reading)) for reading in readings)

    def others(self, readings: Iterable[Reading]) -> list[str]:
        """Look through every text for a quotation's words; nothing when the time is up."""
        return self._timed(lambda: self._holding(readings))

    def sharing(self, reading: Reading) -> list[str]:
        """Return the ids of the documents that have most of a quotation's words; nothing when the time is up."""
        return self._timed(lambda: self._most(reading))

    def _timed(self, look: Callable[[], list[str]]) -> list[str]:
        if self._index is None:
            return look()
        if self._left <= 0:
            return []
        begun = time.thread_time()  # how busy the machine is decides no verdict
        found = look()
        self._left -= time.thread_time() - begun
        return found

    @cached_property
    def _ids(self) -> list[str]:
        return list(self._library.documents)

    @cached_property
    def _texts(self) -> list[str]:
        return [self._text(id) for id in self._ids]

    def _text(self, id: str) -> str:
        if id not in self._folded:
            self._folded[id] = _comparable(self._library.documents[id])
        return self._folded[id]

    def _holding(self, readings: Iterable[Reading]) -> list[str]:
        """Return the documents that have the longest words of a reading."""
        texts, found = self._texts, set[int]()
        for reading in readings:
            places: Iterable[int] = range(len(texts))
            for form in _longest(reading):
                places = [at for at in places if form in texts[at]]
            found.update(places)
        return [self._ids[at] for at in sorted(found)]

    def _most(self, reading: Reading) -> list[str]:
        """Return the documents that have most of what tells a reading, what is rare before what is frequent."""
        texts = self._texts
        shares: dict[int, float] = {}
        for told in (*_telling(reading), *_side_by_side(reading)):
            holding = [at for at, text in enumerate(texts) if told in text]
            for at in holding:
                shares[at] = shares.get(at, 0.0) + len(holding) ** -0.5
        return [self._ids[at] for at in sorted(shares, key=lambda place: -shares[place])[:_NEAREST]]


def _comparable(document: Document) -> str:
    source = document.source
    return fold(source.plain.text if source.markdown else source.text).casefold()


def _longest(reading: Reading) -> list[str]:
    return sorted({word.form for word in reading.words}, key=len)[: -_TELLING - 1 : -1]


def _telling(reading: Reading) -> list[str]:
    """Return the longest words; frequent ones where there are no others."""
    forms = list(dict.fromkeys(word.form for word in reading.words))
    telling = [form for form in forms if form not in _FREQUENT] or forms
    return sorted(telling, key=lambda form: -len(form))[:_SHARED]


def _side_by_side(reading: Reading) -> list[str]:
    """Return some runs of words between which nothing but spaces stands, spread over the whole."""
    runs = [
        " ".join(word.form for word in stretch[at : at + _RUN])
        for stretch in reading.stretches
        for at in range(len(stretch) - _RUN + 1)
        if not any(word.before for word in stretch[at + 1 : at + _RUN])
    ]
    return runs[:: len(runs) // _SHARED + 1]
