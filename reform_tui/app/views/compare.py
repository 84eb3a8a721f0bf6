"""Compare: the map of all topics with who stands where; then one topic, or any sides, beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reform_tui.app.comparison import Comparison, of_topic
from reform_tui.app.proposals import waiting
from reform_tui.app.saying import counted
from reform_tui.app.views.items import GapItem, HeadingItem, ProseItem, TopicItem
from reform_tui.app.views.panes import PaneView
from reform_tui.app.widgets.columns import Columns
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.lines import Part
from reform_tui.app.widgets.sidebar import counts_of
from reform_tui.app.widgets.titles import ColumnTitles
from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.library.model import Library, Topic

_PROBLEMS_SHOWN = 5
_LEGEND: tuple[Part, ...] = (
    ("Who stands where:  ", "faint"),
    ("+", "supports strong"),
    (" supports  ", "faint"),
    ("~", "qualifies strong"),
    (" qualifies  ", "faint"),
    ("−", "opposes strong"),
    (" opposes", "faint"),
)


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

    def depths(self) -> list[int]:
        """The map; the columns where something is compared."""
        return [0, 1] if self.columns.comparison is not None else [0]

    def fill(self) -> None:
        """Show every topic, positions and who stands where."""
        library = self.session.library
        if library is None:
            return
        counts = counts_of(self.session, "topic")
        searching = self.session.is_searching
        self._shown = self.session.placed
        topics = list(self._shown.topics.values())
        before = self.map.item.id if isinstance(self.map.item, TopicItem) else None
        query = self.session.results.query if self.session.results else ""
        if searching and query != self._query:
            before = None  # another query: the cursor goes to the first topic on which it finds something
        self._query = query
        items = self._problems(library)
        if not topics:
            items.append(ProseItem("This library has no topics yet: data/topics.yaml sets them. / searches, 2 reads."))
            items += self._to_review(library)
        elif searching:
            items += self._by_hits(topics, counts)
        else:
            items.append(ProseItem(*_LEGEND))
            items += [TopicItem(self.session, topic, None) for topic in topics]
        scrolled = 0 if before is None else int(self.map.scroll_offset.y)
        self.map.fill(items, self._row_of(before, items))
        self.map.show_row(scrolled)
        self.show_titles()

    def _by_hits(self, topics: Sequence[Topic], counts: dict[str, int]) -> list[Item]:
        """Return the topics on which the query finds something, then, faint, the others."""
        found = [topic for topic in topics if counts.get(topic.id)]
        others = [topic for topic in topics if not counts.get(topic.id)]
        what = displayed(self.session.results.query if self.session.results else "")
        many = f"on {len(found)} of {counted(len(topics), 'topic')}" if found else "on no topic"
        items: list[Item] = [ProseItem((f"“{what}” finds quotes {many}", "strong")), ProseItem(*_LEGEND)]
        items += [TopicItem(self.session, topic, counts[topic.id]) for topic in found]
        if others and found:
            items.append(ProseItem(("The other topics", "strong")))
        return items + [TopicItem(self.session, topic, None, is_faint=True) for topic in others]

    @staticmethod
    def _to_review(library: Library) -> list[Item]:
        many = waiting(library)
        said = f"{counted(many, 'quote')} found in the documents, to be reviewed: "
        return [GapItem(), ProseItem((said, "strong"), "r, or Esc and r while a query is typed")] if many else []

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
        if self.session.library is None:
            return
        library = self.session.placed
        self._topic = id
        self.map.go_to(self._row_of(id, self.map.items))
        at = list(library.topics).index(id) + 1
        self._note = f"{at} of {len(library.topics)} topics"
        self._show(of_topic(library, library.topics[id]))

    def open(self, comparison: Comparison) -> None:
        """Show any comparison."""
        self._note, self._topic = "", ""
        self._show(comparison)

    def places_changed(self) -> None:
        """Show the user's quotes where they are now."""
        if self.session.library is None or self._shown is self.session.placed:
            return
        self.fill()
        if self._topic:
            self.columns.show_again(of_topic(self.session.placed, self.session.placed.topics[self._topic]))

    _note = ""
    _topic = ""  # the topic that the columns show
    _query = ""  # the one whose answer the map shows
    _shown: Library | None = None

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
