"""The bands of a comparison from top to bottom: labels, and cells beside each other; which stands at which row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reform_tui.app.comparison import Cell
    from reform_tui.app.widgets.lines import Line


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of the screen from ``top`` on, from 0: a label in the last of them, or cells beside each other.

    ``number`` counts the bands of cells, from 0; ``heading`` is the label that these cells stand under.
    """

    top: int
    height: int
    label: str = ""
    number: int = -1
    heading: Band | None = None
    cells: Sequence[Cell | None] = ()
    drawn: Sequence[Sequence[Line]] = ()

    @property
    def end(self) -> int:
        """The row behind its last."""
        return self.top + self.height


class Bands:
    """Bands one under the other."""

    def __init__(self) -> None:
        self._all: list[Band] = []
        self._tops: list[int] = []
        self.of_cells: list[Band] = []

    @property
    def height(self) -> int:
        """How many rows they take."""
        return self._all[-1].end if self._all else 0

    def add_label(self, label: str) -> None:
        """Put a label under what is there, with an empty row above it."""
        self._add(Band(self.height, 1 + bool(self._all), label))

    def add_cells(self, cells: Sequence[Cell | None], drawn: Sequence[Sequence[Line]]) -> None:
        """Put cells under what is there; they get the height of the highest, and an empty row."""
        last = self._all[-1] if self._all else None
        heading = last if last is None or last.label else last.heading
        number = len(self.of_cells)
        band = Band(self.height, max(map(len, drawn)) + 1, "", number, heading, cells, drawn)
        self.of_cells.append(band)
        self._add(band)

    def _add(self, band: Band) -> None:
        self._all.append(band)
        self._tops.append(band.top)

    def at(self, row: int) -> Band:
        """Return the band that has that row, which is one of theirs."""
        return self._all[max(bisect_right(self._tops, row) - 1, 0)]

    def label_gone_from(self, first: int) -> str:
        """Return the label of the cells at row ``first`` where it stands above that row; nothing where it does not."""
        if not 0 <= first < self.height:
            return ""
        heading = self.at(first).heading
        return heading.label if heading else ""
