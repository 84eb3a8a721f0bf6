"""BM25F whose scores do not depend on how the index came to be.

Whoosh rounds the length of a row when it writes it, but keeps the exact sum until rows are merged; so the average
length, and with it every score, is another after a refresh than after a build. Here the average is that of the
rounded lengths, reckoned when the index is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from whoosh.reading import IndexReader
from whoosh.scoring import BM25F, WeightLengthScorer, WeightScorer, bm25

SCORED_FIELDS = ("body", "exact")


def average_lengths(reader: IndexReader) -> dict[str, float]:
    """Return the average length in words of each scored field, over the rows that are not deleted."""
    numbers = list(reader.all_doc_ids())
    return {
        name: sum(reader.doc_field_length(number, name) or 0 for number in numbers) / max(len(numbers), 1)
        for name in SCORED_FIELDS
    }


class SteadyBM25F(BM25F):  # type: ignore[misc]
    """BM25F (Robertson and Zaragoza, 2009) with given average lengths."""

    def __init__(self, averages: Mapping[str, float]) -> None:
        super().__init__()
        self._averages = averages

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> WeightScorer:
        """Return the scorer of one term."""
        if not searcher.schema[fieldname].scorable:
            return WeightScorer.for_(searcher, fieldname, text)
        return _SteadyScorer(searcher, fieldname, text, self._averages.get(fieldname) or 1.0, (self.B, self.K1, qf))


class _SteadyScorer(WeightLengthScorer):  # type: ignore[misc]
    def __init__(
        self, searcher: Any, field: str, text: bytes, average: float, parameters: tuple[float, float, float]
    ) -> None:
        self._idf = searcher.get_parent().idf(field, text)
        self._average = average
        self._b, self._k1, self.qf = parameters
        self.setup(searcher, field, text)

    def _score(self, weight: float, length: float) -> float:
        return float(bm25(self._idf, weight, length, self._average, self._b, self._k1))
