"""The items of the review: proposed facts, speakers and quotes, each with what tells how sure it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reform_tui.app.explaining import how_sure, share_of
from reform_tui.app.saying import counted, short_label, short_name
from reform_tui.app.views.items import QuoteItem
from reform_tui.app.widgets.item_list import Item
from reform_tui.app.widgets.lines import Line, Part, clipped, line
from reform_tui.app.widgets.wrapping import cut, wrapped
from reform_tui.library.display import displayed
from reform_tui.library.wording import DOCUMENT_TYPES, as_spoken, locator

if TYPE_CHECKING:
    from reform_tui.app.proposals import Key, Proposed
    from reform_tui.app.session import Session
    from reform_tui.library.model import Document, Quote
    from reform_tui.library.schema import Fact

FACTS: dict[Fact, str] = {
    "type": "type",
    "title": "title",
    "container-title": "publication",
    "publisher": "publisher",
    "author": "author",
    "editor": "editor",
    "contributor": "contributor",
    "issued": "date",
    "accessed": "day of capture",
    "event": "event",
    "headings": "headings",
    "furniture": "text left out",
}
"""What each fact is called."""
_STRETCHES = {"headings": ("heading", "headings"), "furniture": ("stretch", "stretches")}
_WIDE = 60  # cells from which one row says enough of the words
_WORDS = {"person": "a person", "body": "a body", "unnamed": "an unnamed voice"}


class ProposedItem(Item):
    """Something to be decided."""

    proposed: Proposed


class ProposedQuoteItem(QuoteItem, ProposedItem):
    """A proposed quote: a row of its words, a row that says whose they may be and how sure that is."""

    def __init__(self, session: Session, proposed: Proposed) -> None:
        super().__init__(session, session.opened.quotes[proposed.id])
        self.proposed = proposed

    def follow(self) -> None:
        """Draw from the library as it is now."""
        self._library = self._session.opened

    def height(self, width: int) -> int:
        """A row for the words, where it is narrow and they are long two; one for what is proposed."""
        return 3 if width < _WIDE and self._length + 2 > width - 5 else 2

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw them; on the cursor's, a bar."""
        quote = self.quote
        document = self._library.documents[quote.document]
        text = displayed(as_spoken(document, quote))
        drawn = []
        for row in range(self.height(width) - 1):
            first, last = wrapped(text, width - 5)[0]
            is_last = row == self.height(width) - 2
            drawn.append(
                Line((self._edge(row, here=here), (cut(text, width - 5) if is_last else text[first:last], "")))
            )
            text = text[last:].lstrip()
        return [*drawn, Line((self._edge(1, here=here), *self._about(document, width - 5)))]

    def _about(self, document: Document, width: int) -> list[Part]:
        quote, speaker = self.quote, self._library.speakers[self.quote.speaker]
        sure = how_sure(quote.confidence)
        place = f"¶{locator(quote.segments)}"
        name, short = displayed(speaker.name), displayed(short_name(speaker))
        share = share_of(quote.confidence)
        named = f"{short_label(document)} {place}"
        tiers = (
            (name, f" · {quote.kind} · {sure} · {named}"),
            (short, f" · {quote.kind} · {sure} · {named}"),
            (short, f" · {quote.kind} · {share} · {named}"),
            (short, f" · {quote.kind} · {share} · {place}"),
        )
        for shown, rest in tiers:
            if cell_len(shown) + cell_len(displayed(rest)) <= width:
                break
        rest = cut(displayed(rest), max(width - 8, 0))
        return [(cut(shown, width - cell_len(rest)), "strong"), (rest, "faint")]


class ProposedRow(ProposedItem):
    """A proposed fact or speaker in a row: what it is, what it says."""

    def __init__(self, proposed: Proposed, what: str, says: str, note: str = "") -> None:
        self.proposed = proposed
        self._what, self._says, self._note = what, says, note

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the row."""
        parts = line((f"{self._what}  ", "faint"), (self._says, ""), (self._note, "faint")).parts
        return [Line((("▌   " if here else "    ", "mark"), *clipped(parts, width - 5)))]


def items_of(
    session: Session, proposals: Iterable[Proposed], made: Mapping[Key, ProposedItem]
) -> Iterator[ProposedItem]:
    """Yield the items for what is to be decided; those in ``made`` again whose quote is as it was."""
    library = session.opened
    said = Counter(quote.speaker for quote in library.quotes.values())
    for proposed in proposals:
        before = made.get(proposed.key)
        if isinstance(before, ProposedQuoteItem) and before.quote is library.quotes[proposed.id]:
            before.follow()
            yield before
        else:
            yield _item_of(session, proposed, said)


def _item_of(session: Session, proposed: Proposed, said: Counter[str]) -> ProposedItem:
    library = session.opened
    if proposed.what == "quote":
        return ProposedQuoteItem(session, proposed)
    if proposed.what == "speaker":
        speaker = library.speakers[proposed.id]
        note = f" · {_WORDS[speaker.kind]} · {counted(said[proposed.id], 'quote')}"
        return ProposedRow(proposed, "new speaker", speaker.name, note)
    document = library.documents[proposed.id]
    fact = proposed.fact or "title"
    where = "" if fact == "title" else f" · {short_label(document)}"
    return ProposedRow(proposed, FACTS[fact], fact_in_words(document, fact) or "(none)", where)


def fact_in_words(document: Document, fact: Fact) -> str:
    """Return what a record says of a document, in a line; nothing where it says nothing."""
    if fact in ("author", "editor", "contributor"):
        return "; ".join(str(name) for name in getattr(document, fact))
    if fact in ("issued", "accessed"):
        date = document.issued if fact == "issued" else document.accessed
        return f"{date.date} (“{date.stated}”)" if date else ""
    if fact == "event":
        return document.event.title if document.event else ""
    if fact == "type":
        return DOCUMENT_TYPES[document.type]
    if fact in ("headings", "furniture"):
        return counted(len(getattr(document, fact)), *_STRETCHES[fact])
    return str(getattr(document, fact.replace("-", "_")) or "")


def kind_in_words(quote: Quote) -> str:
    """Return what a kind of words is."""
    return {
        "direct": "direct speech",
        "mixed": "reported speech with words in quotation marks",
        "indirect": "reported speech",
        "authored": "the writer’s own words",
    }[quote.kind]
