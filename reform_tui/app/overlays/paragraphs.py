"""What each paragraph of a document is: its text, a heading, or left out; marked in a list of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from reform_tui.app.overlays.overlay import Overlay
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.lines import Line
from reform_tui.app.widgets.wrapping import cut
from reform_tui.library.display import displayed
from reform_tui.library.editing.standing import Standing, standing_of

if TYPE_CHECKING:
    from reform_tui.library.model import Document
    from reform_tui.library.text import Paragraph

_SAID: dict[Standing, str] = {"text": "", "heading": "heading", "furniture": "left out"}


class ParagraphItem(Item):
    """A paragraph in a row: its number, what it is, its first words."""

    def __init__(self, document: Document, paragraph: Paragraph) -> None:
        self.number = paragraph.number
        self.before = self.standing = standing_of(document, paragraph)
        words = document.source.words(paragraph.start, paragraph.end)
        self._words = displayed(" ".join(words.split()))

    @property
    def is_changed(self) -> bool:
        """Whether it is to be something else than it was."""
        return self.standing != self.before

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the row; a star stands for a change."""
        edge = "▌" if here else " "
        sign = "*" if self.is_changed else " "
        looks = {"text": "", "heading": "heading", "furniture": "furniture"}[self.standing]
        said = f"{self.number:>4} {sign}{_SAID[self.standing]:<9}"
        return [Line(((edge, "mark"), (said, "strong"), (cut(self._words, width - 18), looks)))]


class Paragraphs(Overlay[Mapping[int, Standing]]):
    """Gives what was changed, by the numbers of the paragraphs; None where nothing was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("d,pagedown", "move(10)", show=False),
        Binding("u,pageup", "move(-10)", show=False),
        Binding("g,home", "move(-1000000)", show=False),
        Binding("G,end", "move(1000000)", show=False),
        Binding("h", "mark('heading')", show=False),
        Binding("x", "mark('furniture')", show=False),
        Binding("t", "mark('text')", show=False),
        Binding("enter", "keep", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, document: Document, first: Standing) -> None:
        """Begin at the first paragraph that is ``first``."""
        super().__init__()
        self._document = document
        self._first = first

    def compose(self) -> ComposeResult:
        """A list in a frame."""
        with Vertical(classes="panel") as panel:
            panel.border_title = Text(f"Headings and text left out: {displayed(self._document.title)}")
            panel.border_subtitle = Text("h heading · x left out · t text · ⏎ keep all · Esc drop")
            yield ItemList(id="paragraphs")

    def on_mount(self) -> None:
        """Show every paragraph."""
        items = [ParagraphItem(self._document, paragraph) for paragraph in self._document.source.paragraphs]
        at = next((at for at, item in enumerate(items) if item.standing == self._first), 0)
        self.query_one(ItemList).fill(items, at)

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(ItemList).move(by)

    def action_mark(self, standing: Standing) -> None:
        """Let the paragraph under the cursor be that, and go on to the next."""
        pane = self.query_one(ItemList)
        if isinstance(pane.item, ParagraphItem):
            pane.item.standing = standing
            pane.redraw_items()
            pane.move(1)

    def action_keep(self) -> None:
        """Give what was changed."""
        items = [item for item in self.query_one(ItemList).items if isinstance(item, ParagraphItem)]
        self.dismiss({item.number: item.standing for item in items if item.is_changed} or None)

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        """Only the keys mark."""
        message.stop()

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Keep the movements of this list to itself."""
        message.stop()
