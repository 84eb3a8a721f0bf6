"""The texts that a quotation is held against: which are worth a closer look, and their words.

A small library is looked through whole. A large one is asked by its search index; what the index has nothing near for
is looked for in every text, for a limited time, so that no quotation is called unknown because of how it was looked
for.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from functools import lru_cache

from reform_tui.library.folding import fold
from reform_tui.library.model import Document, Library
from reform_tui.search.engine import Engine
from reform_tui.verify.reading import Reading
from reform_tui.verify.stream import Stream, streams_of

SMALL = 4_000_000  # code points of all texts that are looked through whole, without an index
_SECONDS = 15.0  # that one draft may spend looking through every text of a large library
_PHRASE = 8  # words that are asked for as a phrase
_ASKED = 12  # words that are asked for one by one
_PLACES = 40  # hits of a phrase
_NEAREST = 12  # documents that are aligned
_NOT_ASKED = re.compile(r"[^\w']")
_FREQUENT = frozenset(
    "a an and are as at be but by for from had has have he her his i if in is it its more not of on or our she so that"
    " the their them there they this to was we were what when which who will with would you".split()
)


class Sources:
    """The texts of one library; ``engine`` searches its index, None where everything is looked through."""

    def __init__(self, library: Library, engine: Engine | None = None) -> None:
        self._library = library
        self._engine = engine
        self._folded: dict[str, str] = {}
        self._left = _SECONDS if engine else float("inf")
        self._streams = lru_cache(maxsize=2_000)(streams_of)

    def of(self, id: str) -> tuple[Stream, Stream]:
        """Return the body and what stands apart of a document."""
        return self._streams(self._library.documents[id])

    def holding(self, readings: Iterable[Reading]) -> list[str]:
        """Return the ids of documents that may have a quotation's words as they are."""
        found: dict[str, None] = {}
        for reading in readings:
            ids = self._by_phrase(reading) if self._engine else self._scan_for_all(reading)
            found.update(dict.fromkeys(ids))
        return list(found)

    def sharing(self, reading: Reading) -> list[str]:
        """Return the ids of the documents that have most of a quotation's words."""
        if self._engine is None:
            return self._scan_for_most(reading)
        asked = " OR ".join(f'"{word}"' for word in _asked(reading)[:_ASKED])
        return self._hits(asked, 3 * _NEAREST)[:_NEAREST]

    def thoroughly(self, reading: Reading) -> tuple[list[str], list[str]]:
        """Look through every text: which documents have all words, and which have most. Nothing when time is up."""
        if self._engine is None or self._left <= 0:
            return [], []
        begun = time.monotonic()
        found = self._scan_for_all(reading), self._scan_for_most(reading)
        self._left -= time.monotonic() - begun
        return found

    def _by_phrase(self, reading: Reading) -> list[str]:
        stretch = max(reading.stretches, key=len)
        words = [asked for word in stretch[:_PHRASE] if (asked := _NOT_ASKED.sub("", word.form))]
        return self._hits(f'"{" ".join(words)}"', _PLACES) if words else []

    def _hits(self, query: str, limit: int) -> list[str]:
        if self._engine is None or not query.strip('" '):
            return []
        results = self._engine.search(query, scope="text", limit=limit, seconds=1.0)
        return list(dict.fromkeys(hit.document for hit in results.hits))

    def _texts(self) -> Iterator[tuple[str, str]]:
        for id, document in self._library.documents.items():
            if id not in self._folded:
                self._folded[id] = _comparable(document)
            yield id, self._folded[id]

    def _scan_for_all(self, reading: Reading) -> list[str]:
        telling = sorted({word.form for word in reading.words}, key=len)[-4:]
        return [id for id, text in self._texts() if all(form in text for form in reversed(telling))]

    def _scan_for_most(self, reading: Reading) -> list[str]:
        asked = _asked(reading)[:_ASKED]
        holding = {form: [id for id, text in self._texts() if form in text] for form in asked}
        shares: dict[str, float] = {}
        for ids in holding.values():
            for id in ids:
                shares[id] = shares.get(id, 0.0) + len(ids) ** -0.5
        return sorted(shares, key=lambda document: -shares[document])[:_NEAREST]


def _comparable(document: Document) -> str:
    source = document.source
    return fold(source.plain.text if source.markdown else source.text).casefold()


def _asked(reading: Reading) -> list[str]:
    """Return the words that tell most, long ones first; frequent ones where there are no others."""
    forms = list(dict.fromkeys(_NOT_ASKED.sub("", word.form) for word in reading.words))
    telling = [form for form in forms if form and form not in _FREQUENT] or [form for form in forms if form]
    return sorted(telling, key=lambda form: -len(form))
