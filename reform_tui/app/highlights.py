"""What a query matches in its hits, looked for when it is asked for: of five hundred hits a dozen are seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from reform_tui.search.results import Hit

Span = tuple[int, int]


class Highlights(Mapping[str, tuple[Span, ...]]):
    """The source spans that match, in code points, by the id of the quote; one of an answer is equal to itself only."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = {hit.quote: hit for hit in hits if hit.quote}

    def __getitem__(self, quote: str) -> tuple[Span, ...]:
        return self._hits[quote].highlights

    def __iter__(self) -> Iterator[str]:
        return iter(self._hits)

    def __len__(self) -> int:
        return len(self._hits)

    def __eq__(self, other: object) -> bool:
        return self is other

    __hash__ = object.__hash__


class DocumentMarks(Sequence[Span]):
    """The spans that match in some quotes of one document, in order; :meth:`of` looks for those of single quotes."""

    def __init__(self, highlights: Mapping[str, tuple[Span, ...]], quotes: Iterable[str]) -> None:
        self._highlights = highlights
        self._quotes = tuple(quotes)

    def of(self, quotes: Iterable[str]) -> list[Span]:
        """Return the spans of these quotes, of those that are among the hits."""
        return sorted({span for quote in quotes for span in self._highlights.get(quote, ())})

    @cached_property
    def _spans(self) -> list[Span]:
        return self.of(self._quotes)

    @overload
    def __getitem__(self, index: int) -> Span: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Span]: ...
    def __getitem__(self, index: int | slice) -> Span | Sequence[Span]:
        return self._spans[index]

    def __len__(self) -> int:
        return len(self._spans)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DocumentMarks):
            return NotImplemented
        return self._highlights is other._highlights and self._quotes == other._quotes

    __hash__ = None  # type: ignore[assignment]
