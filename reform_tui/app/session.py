"""What the views share: the library, the query and its answer, what is gathered for comparison."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reform_tui.app.highlights import DocumentMarks
from reform_tui.library.selection import Picks, Selection

if TYPE_CHECKING:
    from reform_tui.library.model import Library
    from reform_tui.search.results import Facets, Results, Sort

Span = tuple[int, int]
DEFAULT_SELECTION = "picks"
"""The name of the selection that quotes go to until another is opened."""


@dataclass(slots=True)
class Session:
    """The state of one run. Views read it; the application alone writes it."""

    library: Library | None = None
    query: str = ""
    sort: Sort = "relevance"
    results: Results | None = None
    is_overdue: bool = False  # the answer to the query is awaited for longer than nobody notices
    problem: str = ""  # what is wrong with the query; the results are then those of an earlier one, or none
    facets: Facets | None = None
    highlights: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    without_filter: list[tuple[str, int]] = field(default_factory=list)
    keeps_place: bool = False
    quote_before: str = ""  # the quote under the cursor when the last run ended
    basket: list[tuple[str, str]] = field(default_factory=list)
    selection: Selection = field(default_factory=lambda: Selection(DEFAULT_SELECTION))
    _placed: tuple[Library, Picks, Library] | None = None

    @property
    def opened(self) -> Library:
        """The library, where it is known to be open. Raises RuntimeError."""
        if self.library is None:
            raise RuntimeError("no library is open")
        return self.library

    @property
    def placed(self) -> Library:
        """The library with the quotes where the user has put them."""
        from reform_tui.library.placing import with_places  # noqa: PLC0415 - not for the first screen

        library, picks = self.opened, self.selection.picks
        if self._placed is None or self._placed[0] is not library or self._placed[1] is not picks:
            self._placed = (library, picks, with_places(library, picks))
        return self._placed[2]

    @property
    def is_searching(self) -> bool:
        """Whether there is a query, so that counts are those of its answer."""
        return self.results is not None and bool(self.results.query.strip())

    def is_selected(self, quote: str) -> bool:
        """Whether the quote is in the selection."""
        return quote in self.selection

    def selected_ids(self) -> Collection[str]:
        """Return the ids of the quotes in the selection."""
        return self.selection.quotes

    def marks_in(self, document: str) -> Sequence[Span]:
        """Return the source spans that the query matches in the quotes of a document; they are looked for when seen."""
        if self.results is None or not self.is_searching:
            return ()
        return DocumentMarks(
            self.highlights, (hit.quote for hit in self.results.hits if hit.quote and hit.document == document)
        )
