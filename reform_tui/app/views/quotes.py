"""Quotes: the hits as you type, and the source open at the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reform_tui.app.filtering import without_field
from reform_tui.app.saying import counted
from reform_tui.app.views.items import GapItem, HeadingItem, ProseItem, QueryItem, QuoteItem
from reform_tui.app.views.panes import PaneView
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.reader import Reader
from reform_tui.app.widgets.titles import TextTitle

if TYPE_CHECKING:
    from reform_tui.app.session import Session
    from reform_tui.library.model import Quote


class QuotesView(PaneView):
    """The hits and the reader."""

    PANES: ClassVar[tuple[str, ...]] = ("hits", "hit-text")

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(session, id=id)
        self._items: dict[str, QuoteItem] = {}

    def compose(self) -> ComposeResult:
        """The list; the reader with its title."""
        yield ItemList(id="hits")
        with Vertical(id="hit-text-frame"):
            yield TextTitle(id="hit-title")
            yield Reader(id="hit-text")

    @property
    def hits(self) -> ItemList:
        """The list of hits."""
        return self.query_one("#hits", ItemList)

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one("#hit-text", Reader)

    @property
    def quote_at_cursor(self) -> str | None:
        """The id of the quote under the cursor."""
        return self.hits.item.quote.id if isinstance(self.hits.item, QuoteItem) else None

    def has_text(self) -> bool:
        """Whether anything was found whose source can be shown."""
        results = self.session.results
        return bool(results.hits) if results else not self.session.problem

    def depths(self) -> list[int]:
        """The hits; the source of one."""
        return [0, 1] if isinstance(self.hits.item, QuoteItem) else [0]

    def go_to_depth(self, depth: int) -> bool:
        """Give the keyboard to the hits, or to the source of one."""
        return depth in self.depths() and super().go_to_depth(depth)

    def show_hits(self) -> None:
        """Bring the hits into view while a query is typed."""
        if self.depth:
            self.depth = 0
            self.set_out()

    def fill(self) -> None:
        """Show the hits; keep the cursor on its quote when it is still among them."""
        session = self.session
        results, library = session.results, session.library
        if library is None:
            return
        if results is None:
            self._show_nothing_understood()
            return
        before = self.quote_at_cursor or session.quote_before
        items: list[Item] = [self._item(library.quotes[hit.quote]) for hit in results.hits if hit.quote]
        kept = next((i for i, item in enumerate(items) if isinstance(item, QuoteItem) and item.quote.id == before), 0)
        if not library.quotes:
            items = [
                GapItem(),
                ProseItem("No quotes yet; reform-tui alone opens the library that comes with it."),
            ]
        elif not items:
            items = list(self._nothing())
        elif results.total > len(results.hits):
            cut = f"{len(results.hits):,} of {results.total:,} are shown."
            items += [ProseItem((cut, "strong"), " Another word narrows them, or a filter: f, in this list.")]
        self.hits.fill(items, kept if session.keeps_place or session.quote_before else 0)
        self._arrange()
        self.show_source()

    def _item(self, quote: Quote) -> QuoteItem:
        """Return the one item of a quote: many hits of one query are hits of the next."""
        item = self._items.get(quote.id)
        if item is None or item.quote is not quote:
            item = self._items[quote.id] = QuoteItem(self.session, quote)
        return item

    def _arrange(self) -> None:
        if not self.has_text():
            self.depth = 0
        if self.has_text() != self.query_one("#hit-text-frame").display:
            self.set_out()
        self.share_height()

    def _show_nothing_understood(self) -> None:
        self.depth = 0
        if not self.session.problem:
            return
        said = "The query is not understood; nothing is shown until it is."
        self.hits.fill([GapItem(), ProseItem((said, "strong")), ProseItem("F1 says what can be typed.")])
        self.set_out()

    def _nothing(self) -> Sequence[Item]:
        session, results = self.session, self.session.results
        if results is None:
            return []
        items: list[Item] = [GapItem(), HeadingItem("Nothing found")]
        items.append(ProseItem(("understood as   ", "faint"), (results.understood or "everything", "strong"), indent=3))
        if results.did_you_mean:
            suggested = results.did_you_mean
            items.append(QueryItem(suggested, ("did you mean    ", "faint"), (suggested, "strong"), ("   ⏎", "key")))
        for field, count in session.without_filter:
            kept = without_field(session.query, field)
            found = f"   {counted(count, 'quote')}"
            items.append(QueryItem(kept, ("without filter  ", "faint"), (field, "strong"), found, ("   ⏎", "key")))
        items += self._named(session.query.strip())
        ways = "F1 says what can be typed, F2 goes to a document, a speaker or a topic by its name."
        return [*items, GapItem(), ProseItem((ways, "faint"), indent=3)]

    def _named(self, typed: str) -> Sequence[Item]:
        """Return filters for whoever or whatever has the name that was typed."""
        from reform_tui.app.short_filters import short_field  # noqa: PLC0415 - only where nothing was found
        from reform_tui.library.names import matching_documents, matching_speakers, matching_topics  # noqa: PLC0415

        library = self.session.library
        if library is None or len(typed) < 3:
            return []
        speaking = {quote.speaker for quote in library.quotes.values()}
        found = [
            ("said by         ", "speaker", id, library.speakers[id].name)
            for id in matching_speakers(library, typed)
            if id in speaking
        ]
        found += [
            ("in              ", "document", id, library.documents[id].label)
            for id in matching_documents(library, typed)
        ]
        found += [("on              ", "topic", id, library.topics[id].label) for id in matching_topics(library, typed)]
        return [
            QueryItem(short_field(library, field, id), (words, "faint"), (name, "strong"), ("   ⏎", "key"))
            for words, field, id, name in found[:6]
        ]

    def show_source(self) -> None:
        """Open the source in the reader at the quote under the cursor, its first match in view."""
        library, item = self.session.library, self.hits.item
        if library is None or not isinstance(item, QuoteItem):
            return
        document = library.documents[item.quote.document]
        marks = self.session.highlights.get(item.quote.id, ())
        self.reader.show(library, document, self.session.marks_in(document.id))
        self.reader.mark_selected(self.session.selected_ids())
        start = item.segments[0].start
        far = bool(marks) and marks[0][0] - start > 600
        self.reader.show_quote(item.quote, marks[0][0] if far else start)
        self.query_one("#hit-title", TextTitle).show(document)
