"""Which documents have the rarest words of a passage: candidates for whoever holds words against all texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from reform_tui.search.analysis import form_of
from reform_tui.search.index import LibraryIndex

_WORDS = 5  # that are looked up: the rarest
_MOST_ROWS = 5_000  # in which a word may stand to be looked up, when there are rarer ones
_FIELD = "exact_text"


class SharedWords:
    """The words of one index. Not to be shared by threads: Whoosh's reader is not."""

    def __init__(self, index: LibraryIndex) -> None:
        self._reader = index.index.reader()
        self._keys = index.columns.keys
        self._vocabulary = index.columns.vocabulary

    def close(self) -> None:
        """Close the files that are open."""
        self._reader.close()

    def documents(self, words: Iterable[str], limit: int) -> list[str]:
        """Return the ids of the ``limit`` documents that have most of the rarest of ``words`` in one paragraph."""
        shares: dict[int, float] = defaultdict(float)
        for form, many in self._rarest(words):
            if (_FIELD, form) in self._reader:
                for number in self._reader.postings(_FIELD, form).all_ids():
                    shares[number] += many**-0.5
        best: dict[str, float] = {}
        for number, share in shares.items():
            document = self._keys[number].partition("/")[2].rpartition("/")[0]
            best[document] = max(best.get(document, 0.0), share)
        return sorted(best, key=lambda document: -best[document])[:limit]

    def _rarest(self, words: Iterable[str]) -> list[tuple[str, int]]:
        """Return the rarest of ``words`` that the index knows, with in how many rows each stands."""
        known = {form: many for form in map(form_of, words) if form and (many := self._vocabulary.frequency(form))}
        rarest = sorted(known.items(), key=lambda pair: pair[1])[:_WORDS]
        return [pair for pair in rarest if pair[1] <= _MOST_ROWS] or rarest[:1]
