"""Compare: the map of all topics with who stands where; then one topic, or any sides, beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reform_tui.app.comparison import Comparison, of_topic
from reform_tui.app.saying import counted
from reform_tui.app.views.items import GapItem, HeadingItem, ProseItem, TopicItem
from reform_tui.app.views.panes import PaneView
from reform_tui.app.widgets.columns import Columns
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.sidebar import counts_of
from reform_tui.app.widgets.titles import ColumnTitles

if TYPE_CHECKING:
    from reform_tui.library.model import Library

_PROBLEMS_SHOWN = 5


class CompareView(PaneView):
    """The map and the columns, one at a time."""

    PANES: ClassVar[tuple[str, ...]] = ("map", "columns")
    BESIDE_FROM: ClassVar[int] = 10_000
    UNDER_FROM: ClassVar[int] = 0

    def compose(self) -> ComposeResult:
        """The map; the columns with their titles."""
        yield ItemList(id="map")
        with Vertical(id="columns-frame"):
            yield ColumnTitles(id="column-titles")
            yield Columns(self.session, id="columns")

    @property
    def map(self) -> ItemList:
        """The map."""
        return self.query_one("#map", ItemList)

    @property
    def columns(self) -> Columns:
        """The columns."""
        return self.query_one("#columns", Columns)

    def fill(self) -> None:
        """Show every topic, positions and who stands where."""
        library = self.session.library
        if library is None:
            return
        counts = counts_of(self.session, "topic")
        searching = self.session.is_searching
        topics = library.topics.values()
        before = self.map.item.id if isinstance(self.map.item, TopicItem) else None
        items = self._problems(library)
        items += [TopicItem(self.session, t, counts.get(t.id, 0) if searching else None) for t in topics]
        if not topics:
            items.append(ProseItem("This library has no topics yet: data/topics.yaml sets them. / searches, 2 reads."))
        self.map.fill(items, self._row_of(before, items))
        self.map.show_row(0 if before is None else int(self.map.scroll_offset.y))
        self.show_titles()

    @staticmethod
    def _problems(library: Library) -> list[Item]:
        """Return what is wrong with the library, which opens all the same."""
        problems = library.problems
        if not problems:
            return []
        items: list[Item] = [
            HeadingItem(counted(len(problems), "problem"), "the rest of the library is open", "problem")
        ]
        items += [ProseItem(str(problem), indent=3, hang=2) for problem in problems[:_PROBLEMS_SHOWN]]
        return [*items, ProseItem(("reform-tui check lists what is wrong", "faint"), indent=3), GapItem()]

    @staticmethod
    def _row_of(topic: str | None, items: Sequence[Item]) -> int:
        return next((i for i, item in enumerate(items) if isinstance(item, TopicItem) and item.id == topic), 0)

    def show_failure(self, reason: str) -> None:
        """Say why there is nothing to show, and what to type."""
        self.map.fill(
            [
                GapItem(),
                HeadingItem("This library cannot be read", role="problem"),
                GapItem(),
                ProseItem(reason, indent=3),
                GapItem(),
                ProseItem(("reform-tui                ", "strong"), "opens the library that comes with it", indent=3),
                ProseItem(("reform-tui --library DIR  ", "strong"), "opens another", indent=3),
                ProseItem(("Esc, then q               ", "strong"), "quits", indent=3),
            ]
        )

    def open_topic(self, id: str) -> None:
        """Set the positions of a topic beside each other."""
        library = self.session.library
        if library is None:
            return
        self.map.go_to(self._row_of(id, self.map.items))
        at = list(library.topics).index(id) + 1
        self._note = f"{at} of {len(library.topics)} topics"
        self._show(of_topic(library, library.topics[id]))

    def open(self, comparison: Comparison) -> None:
        """Show any comparison."""
        self._note = ""
        self._show(comparison)

    _note = ""

    def _show(self, comparison: Comparison) -> None:
        self.columns.show(comparison)
        self.go_to_depth(1)
        self.call_after_refresh(self.show_titles)

    def show_titles(self) -> None:
        """Show what is compared and the titles of the columns."""
        columns = self.columns
        if columns.comparison is not None and columns.columns:
            note = "  ".join(filter(None, [self._note, columns.where()]))
            self.query_one("#column-titles", ColumnTitles).show(columns.comparison.title, note, columns.header())

    def on_columns_moved(self) -> None:
        """Follow the columns."""
        self.show_titles()
