"""The rows over a text in review: what is proposed, why, how far it is to be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.app.widgets.item_list import Item
from reform_tui.app.widgets.lines import Line, LineView


class ReviewHead(LineView, can_focus=False):
    """As many rows as what it says takes."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._items: Sequence[Item] = ()
        self._rows: list[Line] = []

    def show(self, items: Sequence[Item]) -> None:
        """Say something else."""
        self._items = items
        self.refill()
        if self._laid_out_at == 0:
            self.styles.height = len(items)

    def lay_out(self, width: int) -> int:
        """Wrap everything."""
        self._rows = [row for item in self._items for row in item.lines(width, here=False)]
        self.styles.height = max(len(self._rows), 1)
        return len(self._rows)

    def row(self, y: int) -> Line:
        """Draw a row."""
        return self._rows[y]
