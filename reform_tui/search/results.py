"""What a search answers: references into the library, with source offsets of what to mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from reform_tui.library.text import Paragraph

Scope = Literal["quotes", "text", "all"]
Sort = Literal["relevance", "date"]
Span = tuple[int, int]


@dataclass(frozen=True)
class Hit:
    """One row that matches: a quote by its id, or else a paragraph."""

    document: str
    quote: str | None
    paragraph: Paragraph | None
    score: float
    mark: Callable[[], tuple[Span, ...]] = field(repr=False, compare=False)

    @cached_property
    def highlights(self) -> tuple[Span, ...]:
        """The source spans that match, in code points; looked for when first asked, since few hits are ever seen."""
        return self.mark()


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits are in each document, of each speaker, on each topic, of each year, kind of words and stance."""

    documents: dict[str, int]
    speakers: dict[str, int]
    topics: dict[str, int]
    years: dict[str, int]
    kinds: dict[str, int]
    stances: dict[str, int]


@dataclass(frozen=True, slots=True)
class Results:
    """An answer.

    ``total`` counts all hits, ``hits`` holds the first of them. ``widened``: no row had all words, these have some.
    ``partial``: the time was up and more may match. ``shortened``: a beginning had too many words, rare ones were left
    out. ``named``: words of the query that were taken for a speaker's name, as ``said by Ann Lee``. ``seconds`` is how
    long it took.
    """

    query: str
    understood: str
    total: int
    hits: tuple[Hit, ...]
    did_you_mean: str | None
    widened: bool
    partial: bool
    shortened: bool
    named: tuple[str, ...]
    seconds: float
