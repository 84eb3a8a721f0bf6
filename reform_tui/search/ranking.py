"""BM25F whose scores do not depend on how the index came to be.

Whoosh rounds the length of a row when it writes it, but keeps the exact sum until rows are merged; so the average
length, and with it every score, is another after a refresh than after a build. Here the average is that of the
rounded lengths. They are kept in a list, which is also far quicker to look into than Whoosh's columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from whoosh.reading import IndexReader
from whoosh.scoring import BM25F, WeightLengthScorer, WeightScorer, bm25

from reform_tui.search.rows import ROW_KINDS

Lengths = Mapping[str, Sequence[int]]
"""By kind of row: the length in words of each row by its number, 0 for rows of another kind."""


def row_lengths(reader: IndexReader) -> dict[str, list[int]]:
    """Return the lengths of all rows as Whoosh has rounded them; 0 for deleted ones."""
    lengths: dict[str, list[int]] = {kind: [0] * reader.doc_count_all() for kind in ROW_KINDS}
    for number in reader.all_doc_ids():
        for kind in ROW_KINDS:
            lengths[kind][number] = reader.doc_field_length(number, f"body_{kind}") or 0
    return lengths


class SteadyBM25F(BM25F):  # type: ignore[misc]
    """BM25F (Robertson and Zaragoza, 2009) with given lengths."""

    def __init__(self, lengths: Lengths) -> None:
        super().__init__()
        self._lengths = lengths
        self._averages = {kind: _average(of_kind) for kind, of_kind in lengths.items()}

    def scorer(self, searcher: Any, fieldname: str, text: bytes, qf: float = 1) -> WeightScorer:
        """Return the scorer of one term."""
        kind = fieldname.partition("_")[2]
        if kind not in self._lengths:
            return WeightScorer.for_(searcher, fieldname, text)
        scorer = _SteadyScorer(searcher, fieldname, text, self._averages[kind], (self.B, self.K1, qf))
        scorer.dfl = self._lengths[kind].__getitem__
        return scorer


def _average(lengths: Sequence[int]) -> float:
    counted = sum(1 for length in lengths if length)
    return sum(lengths) / counted if counted else 1.0


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
