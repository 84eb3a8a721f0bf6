"""Whose mouth the library puts words in, and whether that is whom a draft gives them to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reform_tui.library.folding import fold_key
from reform_tui.library.model import Document, Library, Quote
from reform_tui.library.names import matching_speakers

_TITLES = re.compile(
    r"^(?:(?:the|rt|right|hon|honourable|mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|lord|lady|baroness|baron|rev)"
    r"\.? )+"
)
_NO_NAME = re.compile(
    r"(?:the|a|an|he|she|it|they|we|i|you|one|some|many|this|that|these|those|his|her|their|our|my|another|others?)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?$")
_SPOKEN_BY_OTHERS = frozenset({"indirect", "mixed"})


@dataclass(frozen=True, slots=True)
class Mouth:
    """To whom the library gives a passage: the quote that covers it, None where it is nobody's statement.

    ``reported`` is True where the words are those of whoever reports, not of the speaker.
    """

    quote: Quote | None
    reported: bool


def mouth_of(document: Document, spans: tuple[tuple[int, int], ...]) -> Mouth:
    """Return to whom ``document`` gives the words at ``spans``, where most of them are one statement."""
    best: tuple[float, int, Quote] | None = None
    length = sum(end - start for start, end in spans)
    for quote in document.quotes:
        common = _common(spans, [(one.start, one.end) for one in quote.segments])
        whole = sum(one.end - one.start for one in quote.segments)
        if common * 2 > length and (best is None or (common, -whole) > best[:2]):
            best = (common, -whole, quote)
    if best is None:
        return Mouth(None, reported=False)
    quote = best[2]
    fragments = [(one.start, one.end) for one in quote.fragments]
    reported = quote.kind in _SPOKEN_BY_OTHERS and _common(spans, fragments) < 0.9 * best[0]
    return Mouth(quote, reported=reported)


def _common(one: tuple[tuple[int, int], ...], other: list[tuple[int, int]]) -> float:
    """Return how many code points stand in both."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)


class Names:
    """Tells whom of the library a draft means."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.meant = lru_cache(maxsize=1_000)(self._meant)

    def _meant(self, name: str) -> frozenset[str]:
        """Return the ids of the speakers that ``name`` may mean; none where the library knows nobody so called."""
        name = _POSSESSIVE.sub("", name.strip())
        found = matching_speakers(self._library, name)
        if not found:
            found = matching_speakers(self._library, _bare(name))
        if not found:
            key = f" {fold_key(name)} "
            found = [
                id
                for id, one in self._library.speakers.items()
                if any(f" {_bare(known)} " in key for known in one.names)
            ]
        return frozenset(found)

    def fits(self, name: str, quote: Quote) -> bool:
        """Whether ``name`` may be the speaker of ``quote``, or what the document calls them."""
        if quote.speaker in self.meant(name):
            return True
        key = _bare(name)
        if key and quote.role and key in fold_key(quote.role) and key == fold_key(name).removeprefix("the "):
            return True
        surname = key.rpartition(" ")[2]
        return (
            bool(key) and key == surname and any(_bare(known).rpartition(" ")[2] == key for known in self._names(quote))
        )

    def _names(self, quote: Quote) -> tuple[str, ...]:
        return self._library.speakers[quote.speaker].names

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
        return any(
            key and (key in fold_key(one).split() or key == fold_key(one) or fold_key(one) in key) for one in known
        )

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
