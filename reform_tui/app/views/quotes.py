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

    def fill(self) -> None:
        """Show the hits; keep the cursor on its quote when it is still among them."""
        session = self.session
        results, library = session.results, session.library
        if results is None or library is None:
            return
        before = self.quote_at_cursor or session.quote_before
        items: list[Item] = [self._item(library.quotes[hit.quote]) for hit in results.hits if hit.quote]
        kept = next((i for i, item in enumerate(items) if isinstance(item, QuoteItem) and item.quote.id == before), 0)
        if not items:
            items = list(self._nothing())
        elif results.total > len(results.hits):
            cut = f"{len(results.hits):,} of {results.total:,} are shown."
            items += [
                ProseItem((cut, "strong"), " Add a word, or press f to filter by document, speaker, topic or date.")
            ]
        self.hits.fill(items, kept if session.keeps_place or session.quote_before else 0)
        frame = self.query_one("#hit-text-frame")
        if frame.visible != bool(results.hits):
            frame.visible = bool(results.hits)
        self.show_source()

    def _item(self, quote: Quote) -> QuoteItem:
        """Return the one item of a quote: many hits of one query are hits of the next."""
        item = self._items.get(quote.id)
        if item is None or item.quote is not quote:
            item = self._items[quote.id] = QuoteItem(self.session, quote)
        return item

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
        ways = "Esc clears the query, f changes the filters, ? says what can be typed."
        return [*items, GapItem(), ProseItem((ways, "faint"), indent=3)]

    def _named(self, typed: str) -> Sequence[Item]:
        """Return filters for whoever or whatever has the name that was typed."""
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
            QueryItem(f"{field}:{id}", (words, "faint"), (name, "strong"), ("   ⏎", "key"))
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
