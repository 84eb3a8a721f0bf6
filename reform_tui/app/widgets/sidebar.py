"""The sidebar: documents, speakers and topics, each with the count of what the query finds there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reform_tui.app.session import Session
from reform_tui.app.views.items import EntryItem, GapItem, HeadingItem, What
from reform_tui.app.widgets.item_list import Item, ItemList

if TYPE_CHECKING:
    from reform_tui.library.model import Library


class Sidebar(ItemList):
    """Everything that can be gone to, with live counts; without a query, the counts of the library."""

    RESTS = False
    CHOOSES_ON_CLICK = True

    def __init__(self, session: Session) -> None:
        super().__init__(id="sidebar")
        self._session = session
        self._shown: list[tuple[What, str, str]] = []

    def update_counts(self) -> None:
        """Show the counts of the answer there is; the cursor stays on its entry when that is still there."""
        library = self._session.library
        if library is None:
            return
        before = (self.item.what, self.item.id) if isinstance(self.item, EntryItem) else None
        items: list[Item] = []
        for what, title, names in (
            ("document", "Documents", {d.id: d.label for d in library.documents.values()}),
            ("speaker", "Speakers", {s.id: s.name for s in library.speakers.values()}),
            ("topic", "Topics", {t.id: t.label for t in library.topics.values()}),
        ):
            entries = self._entries(what, names, counts_of(self._session, what))  # type: ignore[arg-type]
            items += [HeadingItem(title, "" if entries else "none"), *entries, GapItem()]
        items += self._mentioned(library)
        shown = [(item.what, item.id, item.count) for item in items if isinstance(item, EntryItem)]
        if shown == self._shown:
            return
        self._shown = shown
        kept = [i for i, item in enumerate(items) if isinstance(item, EntryItem) and (item.what, item.id) == before]
        scroll = self.scroll_offset.y
        self.fill(items, kept[0] if kept else 0)
        if kept:
            self.scroll_to(y=scroll, animate=False, immediate=True)

    def _entries(self, what: What, names: dict[str, str], counts: dict[str, int]) -> list[EntryItem]:
        found = [id for id in names if counts.get(id)]
        if what == "speaker" or self._session.is_searching:
            found.sort(key=lambda named: -counts[named])
        elif what == "document":
            found = list(names)
        return [EntryItem(self._session, what, id, names[id], counts.get(id, 0)) for id in found]

    def _mentioned(self, library: Library) -> Iterable[Item]:
        if self._session.is_searching:
            return []
        speaking = {quote.speaker for quote in library.quotes.values()}
        only = [speaker for speaker in library.speakers.values() if speaker.id not in speaking]
        if not only:
            return []
        return [
            HeadingItem("Only mentioned"),
            *(EntryItem(self._session, "speaker", speaker.id, speaker.name, None) for speaker in only),
        ]


def counts_of(session: Session, what: What) -> dict[str, int]:
    """Return how many quotes each document, speaker or topic has: of the answer to the query, else of the library."""
    library, facets = session.library, session.facets
    if session.is_searching and facets is not None:
        return {"document": facets.documents, "speaker": facets.speakers, "topic": facets.topics}[what]
    if library is None:
        return {}
    quotes = library.quotes.values()
    if what == "document":
        return Counter(quote.document for quote in quotes)
    if what == "speaker":
        return Counter(quote.speaker for quote in quotes)
    return Counter(topic for places in library.placements.values() for topic in {place.topic for place in places})
