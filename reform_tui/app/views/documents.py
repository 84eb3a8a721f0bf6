"""Documents: which there are; of one the record and the outline; its text with the quotes marked by speaker."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reform_tui.app.saying import counted, date_of
from reform_tui.app.session import Session
from reform_tui.app.views.items import DocumentItem, GapItem, HeadingItem, ProseItem, SectionItem
from reform_tui.app.views.panes import PaneView
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.lines import Part
from reform_tui.app.widgets.reader import Reader
from reform_tui.app.widgets.sidebar import counts_of
from reform_tui.app.widgets.titles import TextTitle
from reform_tui.library.text import count_words
from reform_tui.library.wording import DOCUMENT_TYPES

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Library, Quote
    from reform_tui.library.schema import Fact


class DocumentsView(PaneView):
    """The index, the record with the outline, the text."""

    PANES: ClassVar[tuple[str, ...]] = ("document-index", "outline", "document-text")
    INDEX: ClassVar[str | None] = "document-index"
    UNDER_FROM: ClassVar[int] = 0

    def compose(self) -> ComposeResult:
        """The list; the outline; the reader with its title."""
        yield ItemList(id="document-index")
        yield ItemList(id="outline")
        with Vertical(id="document-text-frame"):
            yield TextTitle(id="document-title")
            yield Reader(id="document-text")

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(session, id=id)
        self._places: dict[str, int] = {}  # where each document was left, as source offsets

    @property
    def reader(self) -> Reader:
        """The reader."""
        return self.query_one("#document-text", Reader)

    @property
    def index(self) -> ItemList:
        """The list of documents."""
        return self.query_one("#document-index", ItemList)

    def fill(self) -> None:
        """Show the documents with their counts, and one of them."""
        library = self.session.library
        if library is None:
            return
        counts = counts_of(self.session, "document")
        documents = list(library.documents.values())
        items: list[Item] = [DocumentItem(self.session, d, counts.get(d.id, 0)) for d in documents]
        nothing = ProseItem("No documents yet: a library has its texts in seeds/, and in data/ what they are.")
        self.index.fill(items or [nothing], self.index.cursor)
        if self.reader.document is None and documents:
            self.open(documents[0])

    def open(self, document: Document, quote: Quote | None = None) -> None:
        """Open a document where it was left, or at a quote."""
        library = self.session.opened
        before = self.reader.document
        is_other = document is not before
        if before is not None and is_other:
            self._places[before.id] = self.reader.place() or 0
        self.reader.show(library, document, self.session.marks_in(document.id))
        self.reader.mark_selected(self.session.selected_ids())
        if quote is not None:
            self.reader.show_quote(quote)
        elif is_other and self._places.get(document.id):
            self.reader.jump(self._places[document.id], above=0)
        if is_other:
            self._show_outline(library, document)
            self.query_one("#document-title", TextTitle).show(document)
            at = list(library.documents).index(document.id)
            self.index.go_to(at)

    def _show_outline(self, library: Library, document: Document) -> None:
        outline = self.query_one("#outline", ItemList)
        items: list[Item] = [*self._record(document), GapItem(), *self._sections(document)]
        if document.broken:
            items += [GapItem(), HeadingItem("Broken quotes", "not found in the source", "problem")]
            for broken in document.broken:
                name = library.speakers[broken.speaker].name if broken.speaker in library.speakers else broken.speaker
                items.append(ProseItem((f"{name}: ", "strong"), " […] ".join(broken.exact), indent=2))
        if document.notes:
            items += [GapItem(), HeadingItem("Notes"), ProseItem(document.notes, indent=2)]
        outline.fill(items)

    @staticmethod
    def _record(document: Document) -> list[Item]:
        stated = f" (stated as “{document.issued.stated}”)" if document.issued else " (the text states no date)"
        authors = ", ".join(str(name) for name in document.author) or "unsigned"
        paragraphs = counted(len(document.source.paragraphs), "paragraph")
        rows = [
            ("author", authors),
            ("editor", ", ".join(str(name) for name in document.editor)),
            ("published", document.publisher or ""),
            ("in", document.container_title or ""),
            ("date", date_of(document) + stated),
            ("captured", document.accessed.date if document.accessed else ""),
            ("event", document.event.title if document.event else ""),
            ("type", DOCUMENT_TYPES[document.type]),
            ("length", f"{counted(count_words(document.source.text), 'word')}, {paragraphs}"),
            ("quotes", f"{len(document.quotes)}" + _how_many_proposed(document)),
            (
                "source",
                {"verified": "as checked", "changed": "CHANGED since it was checked", "missing": "MISSING"}[
                    document.state
                ],
            ),
            ("file", document.file),
        ]
        return [
            ProseItem((document.title, "title"), _unless_confirmed(document, "title")),
            *(
                ProseItem((f"{name:<10}", "faint"), value, _unless_confirmed(document, name), hang=10)
                for name, value in rows
                if value
            ),
        ]

    @staticmethod
    def _sections(document: Document) -> list[Item]:
        if not document.headings:
            return [HeadingItem("Outline", "no headings in this text")]
        starts = [heading.segment.start for heading in document.headings]
        counts = [0] * (len(starts) + 1)
        for quote in document.quotes:
            counts[bisect_right(starts, quote.segments[0].start)] += 1
        items: list[Item] = [HeadingItem("Outline"), SectionItem("(beginning)", 1, 0, counts[0])]
        for heading, count in zip(document.headings, counts[1:], strict=True):
            items.append(SectionItem(heading.segment.exact, heading.level, heading.segment.start, count))
        return items


_FACTS: dict[str, Fact] = {
    "title": "title",
    "author": "author",
    "editor": "editor",
    "published": "publisher",
    "in": "container-title",
    "date": "issued",
    "captured": "accessed",
    "event": "event",
    "type": "type",
}


def _unless_confirmed(document: Document, row: str) -> Part:
    """Return what is set behind a fact that nobody has confirmed."""
    return ("  proposed, not reviewed", "strong") if _FACTS.get(row) in document.proposed else ("", "")


def _how_many_proposed(document: Document) -> str:
    many = sum(1 for quote in document.quotes if quote.status == "proposed")
    return f", {many:,} of them proposed, not reviewed: r" if many else ""
