"""Speakers: who they are, in which capacity in which document; all they say, by topic; the source beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reform_tui.app.saying import counted, other_names
from reform_tui.app.session import Session
from reform_tui.app.views.items import GapItem, HeadingItem, ProseItem, QuoteItem, SpeakerItem
from reform_tui.app.views.panes import PaneView
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.reader import Reader
from reform_tui.app.widgets.sidebar import counts_of
from reform_tui.app.widgets.titles import TextTitle

if TYPE_CHECKING:
    from reform_tui.library.model import Library, Speaker


class SpeakersView(PaneView):
    """The index, the speaker, the text."""

    PANES: ClassVar[tuple[str, ...]] = ("speaker-index", "speaker-quotes", "speaker-text")
    INDEX: ClassVar[str | None] = "speaker-index"

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(session, id=id)
        self.speaker: str | None = None

    def compose(self) -> ComposeResult:
        """The list; what one says; the reader with its title."""
        yield ItemList(id="speaker-index")
        yield ItemList(id="speaker-quotes")
        with Vertical(id="speaker-text-frame"):
            yield TextTitle(id="speaker-title")
            yield Reader(id="speaker-text")

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one("#speaker-text", Reader)

    @property
    def index(self) -> ItemList:
        """The list of speakers."""
        return self.query_one("#speaker-index", ItemList)

    @property
    def quotes(self) -> ItemList:
        """What one speaker says."""
        return self.query_one("#speaker-quotes", ItemList)

    def fill(self) -> None:
        """Show the speakers with their counts, those only mentioned apart, and one of them."""
        library = self.session.library
        if library is None:
            return
        counts = counts_of(self.session, "speaker")
        speaking = {quote.speaker for quote in library.quotes.values()}
        order = sorted(speaking, key=lambda who: (-counts.get(who, 0), library.speakers[who].name))
        items: list[Item] = [HeadingItem("Speak", counted(len(order), "speaker"))]
        items += [self._entry(library, library.speakers[id], counts.get(id, 0)) for id in order]
        mentioned = [speaker for speaker in library.speakers.values() if speaker.id not in speaking]
        if mentioned:
            items += [GapItem(), HeadingItem("Only mentioned", "nothing they say is in the library")]
            items += [self._entry(library, speaker, None) for speaker in mentioned]
        at = next((i for i, item in enumerate(items) if isinstance(item, SpeakerItem) and item.id == self.speaker), 1)
        self.index.fill(items, at)
        if self.speaker is None and order:
            self.open(order[0])

    def _entry(self, library: Library, speaker: Speaker, count: int | None) -> SpeakerItem:
        roles = [role for where in library.appearances.get(speaker.id, ()) for role in where.roles]
        return SpeakerItem(self.session, speaker, count, roles[0] if roles else "")

    def open(self, id: str) -> None:
        """Show a speaker: roles as of each document, then the quotes by topic."""
        library = self.session.library
        if library is None or id == self.speaker:
            return
        self.speaker = id
        speaker = library.speakers[id]
        items = self._head(library, speaker)
        quotes = list(library.quotes_by(id))
        placed: set[str] = set()
        for topic in library.topics.values():
            seen = [quote for quote in quotes if any(p.topic == topic.id for p in library.placements.get(quote.id, ()))]
            if seen:
                items += [HeadingItem(topic.label, counted(len(seen), "quote"), "heading")]
                items += [QuoteItem(self.session, quote) for quote in seen]
                placed.update(quote.id for quote in seen)
        loose = [quote for quote in quotes if quote.id not in placed]
        if loose:
            items.append(HeadingItem("Under no topic", counted(len(loose), "quote"), "heading"))
            items += [QuoteItem(self.session, quote) for quote in loose]
        self.quotes.fill(items)
        self.quotes.show_row(0)
        self.show_source()

    @staticmethod
    def _head(library: Library, speaker: Speaker) -> list[Item]:
        said = sum(1 for _ in library.quotes_by(speaker.id))
        also = other_names(speaker)
        sort = {"person": "", "body": "a body", "unnamed": "an unnamed voice"}[speaker.kind]
        new = "proposed, not reviewed" if speaker.status == "proposed" else ""
        about = ", ".join(filter(None, [new, sort, counted(said, "quote") if said else "only mentioned"]))
        items: list[Item] = [ProseItem((speaker.name, "title"), (f"  {about}", "faint"))]
        if also:
            items.append(ProseItem(("also ", "faint"), ", ".join(also)))
        if speaker.note:
            items.append(ProseItem(speaker.note))
        for where in library.appearances.get(speaker.id, ()):
            roles = "; ".join(where.roles) or "no role stated"
            items.append(ProseItem((f"{library.documents[where.document].label}: ", "strong"), roles, indent=2))
        return [*items, GapItem()]

    def show_source(self) -> None:
        """Open the source in the reader at the quote under the cursor."""
        library, item = self.session.library, self.quotes.item
        if library is None or not isinstance(item, QuoteItem):
            return
        document = library.documents[item.quote.document]
        self.reader.show(library, document, self.session.marks_in(document.id))
        self.reader.mark_selected(self.session.selected_ids())
        self.reader.show_quote(item.quote)
        self.query_one("#speaker-title", TextTitle).show(document)
