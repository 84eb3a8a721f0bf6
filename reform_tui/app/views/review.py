"""Review: what is proposed, the doubtful first; the source beside it with everything marked that the program saw."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from reform_tui.app.actions import ACTIONS
from reform_tui.app.explaining import cue_span, how_sure, speaker_span, why
from reform_tui.app.proposals import Key, Proposed, decided, to_review
from reform_tui.app.saying import counted, other_names
from reform_tui.app.session import Session
from reform_tui.app.views.items import GapItem, HeadingItem, ProseItem
from reform_tui.app.views.panes import PaneView
from reform_tui.app.views.review_items import FACTS, ProposedItem, fact_in_words, items_of, kind_in_words
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.marked_reader import MarkedReader, Stretch
from reform_tui.app.widgets.review_head import ReviewHead
from reform_tui.library.wording import locator

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Library, Quote

_HEADINGS = {
    "fact": ("fact", "of documents, as the program read them"),
    "speaker": ("new speaker", "not in the library before"),
    "quote": ("quote", "the doubtful first"),
}
_WAYS = (
    ("reform-tui init DIR", "makes a library of yours"),
    ("reform-tui add FILE … --library DIR", "brings documents in and proposes the quotes it finds"),
    ("reform-tui --library DIR --review", "opens it here"),
)


class ReviewView(PaneView):
    """The list and the text."""

    PANES: ClassVar[tuple[str, ...]] = ("review-list", "review-text")
    UPPER_SHARE: ClassVar[float] = 2 / 5  # the text has an explanation over it
    BINDINGS: ClassVar[list[BindingType]] = [action.binding() for action in ACTIONS if action.within == "review"]

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(session, id=id)
        self.document: str | None = None  # the one whose proposals are reviewed; None for all documents
        self.read_only = ""  # why nothing can be decided here
        self._doubts: dict[str, float] = {}
        self._hidden: dict[Key, int] = {}  # decided on the screen, not yet on disk, under these numbers
        self._made: dict[Key, ProposedItem] = {}
        self._places: dict[Key, int] = {}  # of the facts, speakers or quotes it is which, from 1
        self._many: Counter[str] = Counter()  # how many facts, speakers and quotes there are
        self._decided = 0

    def compose(self) -> ComposeResult:
        """The list; the explanation over the text."""
        yield ItemList(id="review-list")
        with Vertical(id="review-text-frame"):
            yield ReviewHead(id="review-head")
            yield MarkedReader(id="review-text")

    @property
    def proposals(self) -> ItemList:
        """The list."""
        return self.query_one("#review-list", ItemList)

    @property
    def text(self) -> MarkedReader:
        """The text."""
        return self.query_one("#review-text", MarkedReader)

    @property
    def proposed(self) -> Proposed | None:
        """What is under the cursor."""
        return self.proposals.item.proposed if isinstance(self.proposals.item, ProposedItem) else None

    @property
    def quote(self) -> Quote | None:
        """The quote under the cursor."""
        proposed = self.proposed
        if proposed is None or proposed.what != "quote" or self.session.library is None:
            return None
        return self.session.library.quotes.get(proposed.id)

    def has_text(self) -> bool:
        """Whether there is something to show beside the list."""
        return bool(self._places)

    def set_out(self) -> None:
        """Show the panes that there is room for; where nothing is proposed, the list alone says so."""
        super().set_out()
        if not self.has_text():
            self.frame_of(self.PANES[1]).display = False
            self.remove_class("-under")
            self.add_class("-single")

    def fill(self, wanted: Key | None = None) -> None:
        """Show what is proposed now; the cursor stays where it was, or goes to ``wanted``."""
        library = self.session.library
        if library is None:
            return
        before = self.proposed
        if self.document not in library.documents:
            self.document = None
        self._keep_doubts(library, before)
        shown = [item for item in to_review(library, self.document, self._doubts) if item.key not in self._hidden]
        self._made = {item.proposed.key: item for item in items_of(self.session, shown, self._made)}
        self._decided = decided(library, self.document)
        self._show(wanted if wanted in self._made else before.key if before else None)

    def _show(self, wanted: Key | None) -> None:
        """Show what was made, the cursor on ``wanted``, or where it was when that has gone."""
        self._places, self._many = {}, Counter()
        for key, item in self._made.items():
            self._many[item.proposed.what] += 1
            self._places[key] = self._many[item.proposed.what]
        items = self._listed() if self._made else self._nothing()
        kept = wanted if wanted in self._places else None
        at = next(
            (at for at, item in enumerate(items) if isinstance(item, ProposedItem) and item.proposed.key == kept), -1
        )
        scroll = int(self.proposals.scroll_offset.y)
        self.proposals.fill(items, max(self.proposals.cursor, 0) if at < 0 else at)
        self.proposals.show_row(scroll)
        self.proposals.go_to(self.proposals.cursor)
        self.set_out()
        self.show_source()

    def _keep_doubts(self, library: Library, before: Proposed | None) -> None:
        """Remember the confidence of every proposal; one that was split off has that of what it was part of."""
        known = self._doubts
        first = not known
        near = known.get(before.id, -1.0) if before else -1.0
        for quote in library.quotes.values():
            if quote.status == "proposed":
                if quote.confidence is not None:
                    known[quote.id] = quote.confidence
                elif quote.id not in known and not first:
                    known[quote.id] = near

    def _listed(self) -> list[Item]:
        items: list[Item] = []
        last = ""
        for item in self._made.values():
            if item.proposed.what != last:
                last = item.proposed.what
                what, note = _HEADINGS[last]
                items.append(HeadingItem(counted(self._many[last], what), note, role="heading"))
            items.append(item)
        return items

    def _nothing(self) -> list[Item]:
        done = self._decided
        items: list[Item] = [GapItem(), HeadingItem("Nothing is proposed here")]
        if done:
            items.append(ProseItem(f"{counted(done, 'proposed quote')} decided. U undoes the last decision.", indent=3))
        if self.read_only:
            items.append(ProseItem(self.read_only, indent=3))
        if self.document is not None:
            items.append(ProseItem("r shows what is proposed in the other documents.", indent=3))
        items.append(GapItem())
        width = max(len(typed) for typed, _ in _WAYS) + 2
        items += [ProseItem((f"{typed:<{width}}", "strong"), does, indent=3, hang=2) for typed, does in _WAYS]
        return items

    def hide(self, proposed: Proposed, number: int) -> None:
        """Take something out of the list before it is decided on disk, by the edit of that number; go to the next."""
        self._hidden[proposed.key] = number
        self._made.pop(proposed.key, None)
        self._show(None)

    def edited(self, number: int) -> Key | None:
        """Let the list be what the library says after that edit; return what was taken out of it for this edit."""
        done = [key for key, decided_by in self._hidden.items() if decided_by <= number]
        here = next((key for key in done if self._hidden[key] == number), None)
        for key in done:
            del self._hidden[key]
        return here

    def standing(self) -> str:
        """Return what is reviewed, in a line."""
        library = self.session.library
        where = library.documents[self.document].label if library and self.document else "all documents"
        return f"review of {where}"

    def progress(self) -> str:
        """Return how far the review has come: which of how many quotes, speakers or facts, how many quotes decided."""
        proposed = self.proposed
        if self.session.library is None:
            return ""
        if proposed is None:
            return f"{counted(self._decided, 'quote')} decided" if self._decided else ""
        what = f"{_HEADINGS[proposed.what][0]} {self._places.get(proposed.key, 0):,} of {self._many[proposed.what]:,}"
        return f"{what} · {self._decided:,} decided" if proposed.what == "quote" else what

    def step(self, by: int) -> None:
        """Go to the next proposal, or the one before."""
        self.proposals.move(by)

    def next_section(self, step: int) -> bool:
        """Go to the first proposal under the next heading, or the one before; whether there is one."""
        items = self.proposals.items
        first = [at for at in range(1, len(items)) if isinstance(items[at - 1], HeadingItem) and items[at].selectable]
        here = bisect_right(first, self.proposals.cursor) - 1
        if not 0 <= here + step < len(first):
            return False
        self.proposals.go_to(first[here + step])
        return True

    # The text

    def show_source(self) -> None:
        """Show the source at what is under the cursor, and why it is proposed."""
        library, proposed = self.session.library, self.proposed
        if library is None or proposed is None:
            return
        document = library.documents[proposed.document]
        if proposed.what == "quote":
            self._show_quote(library, document, library.quotes[proposed.id])
        elif proposed.what == "speaker":
            self._show_speaker(library, document, proposed.id)
        else:
            self._show_fact(library, document, proposed)
        self.text.mark_selected(self.session.selected_ids())

    def _show_quote(self, library: Library, document: Document, quote: Quote) -> None:
        speaker = library.speakers[quote.speaker]
        cue = cue_span(document, quote)
        named = speaker_span(document, quote, speaker, cue)
        stretches: list[Stretch] = [(part.start, part.end, "current") for part in quote.segments]
        stretches += [(*span, role) for span, role in ((cue, "cue"), (named, "mention")) if span]
        self.text.mark_out(library, document, stretches)
        self.text.look_at(quote, min(start for start, _, _ in stretches))
        new = " (new)" if speaker.status == "proposed" else ""
        said = ", ".join(filter(None, [f"{speaker.name}{new}", quote.role]))
        legend = [("words", "current"), *((name, name) for name, span in (("cue", cue),) if span)]
        legend += [("speaker", "mention")] if named else []
        signs = [part for name, role in legend for part in ((name, role), ("  ", ""))]
        self.query_one("#review-head", ReviewHead).show(
            [
                ProseItem((said, "strong"), f" · {kind_in_words(quote)}", indent=0),
                ProseItem((how_sure(quote.confidence), "strong"), f": {why(quote)}", indent=0),
                ProseItem((f"{document.label} ¶{locator(quote.segments)} · marked: ", "faint"), *signs, indent=0),
            ]
        )

    def _show_speaker(self, library: Library, document: Document, id: str) -> None:
        speaker = library.speakers[id]
        quote = next((quote for quote in document.quotes if quote.speaker == id), None)
        starts = [document.source.text.find(name) for name in speaker.names]
        places = sorted((at, at + len(name)) for at, name in zip(starts, speaker.names, strict=True) if at >= 0)
        self.text.mark_out(library, document, [(*place, "mention") for place in places])
        self.text.look_at(None, places[0][0] if places else quote.segments[0].start if quote else 0)
        also = ", ".join(other_names(speaker))
        roles = "; ".join(role for where in library.appearances.get(id, ()) for role in where.roles)
        about = [f"also {also}" if also else "", roles]
        self.query_one("#review-head", ReviewHead).show(
            [
                ProseItem(("New speaker: ", "faint"), (speaker.name, "strong"), indent=0),
                ProseItem(" · ".join(filter(None, about)) or "no role stated", indent=0),
                ProseItem(
                    (
                        "a: accept · s: somebody known · w: accept, renamed · K: a body, a voice",
                        "faint",
                    ),
                    indent=0,
                ),
            ]
        )

    def _show_fact(self, library: Library, document: Document, proposed: Proposed) -> None:
        fact = proposed.fact or "title"
        says = fact_in_words(document, fact)
        places = _places_of(document, proposed)
        self.text.mark_out(library, document, [(*place, "current") for place in places])
        self.text.look_at(None, places[0][0] if places else 0)
        found = "marked in the text" if places else "not found in the text in these words"
        found = "the program’s word for it" if fact == "type" else found
        self.query_one("#review-head", ReviewHead).show(
            [
                ProseItem((f"{FACTS[fact].capitalize()}: ", "faint"), (says or "(none)", "strong"), indent=0),
                ProseItem(f"of “{document.title}”; {found}", indent=0),
                ProseItem(("a: it is so · w: correct it · x: the text does not state it", "faint"), indent=0),
            ]
        )


def _places_of(document: Document, proposed: Proposed) -> list[tuple[int, int]]:
    """Return where the text states a fact."""
    if proposed.fact == "headings":
        return [(item.segment.start, item.segment.end) for item in document.headings]
    if proposed.fact == "furniture":
        return [(item.segment.start, item.segment.end) for item in document.furniture]
    date = document.issued if proposed.fact == "issued" else document.accessed
    if proposed.fact == "type":
        stated: list[str] = []  # our word for it, not the text's
    elif proposed.fact in ("issued", "accessed"):
        stated = [date.stated] if date else []
    elif proposed.fact in ("author", "editor", "contributor"):
        stated = [str(name) for name in getattr(document, proposed.fact)]
    else:
        stated = [fact_in_words(document, proposed.fact or "title")]
    starts = [(document.source.text.find(words), len(words)) for words in stated if words]
    return sorted((at, at + length) for at, length in starts if at >= 0)
