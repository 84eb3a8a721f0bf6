"""The selection: its quotes in order, each with its note and tags; moved, noted, taken out, undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from reform_tui.app.overlays.overlay import Overlay
from reform_tui.app.saying import counted
from reform_tui.app.session import Session
from reform_tui.app.views.items import GapItem, ProseItem, QuoteItem
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.lines import Line, clipped, line
from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.app.tagging import Tagging
    from reform_tui.library.selection import Pick, Place


class PickItem(QuoteItem):
    """A quote of the selection: as in a list of hits, and under it the note and the tags."""

    def __init__(self, session: Session, pick: Pick) -> None:
        super().__init__(session, session.opened.quotes[pick.quote])
        self.pick = pick

    @property
    def _remarks(self) -> list[tuple[str, str]]:
        tags = ", ".join(self.pick.tags)
        places = [(f"{place.stance}", self._claim(place)) for place in self.pick.places]
        return [(name, text) for name, text in (("note", self.pick.note), ("tags", tags), *places) if text]

    def _claim(self, place: Place) -> str:
        """Return what a position says, nothing where the library no longer has it."""
        topic = self._library.topics.get(place.topic)
        claims = [position.claim for position in topic.positions if position.id == place.position] if topic else []
        return f"“{claims[0]}” (yours)" if claims else ""

    def height(self, width: int) -> int:
        """A row more for a note, and for tags."""
        return super().height(width) + len(self._remarks)

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw it."""
        rows = list(self.quote_lines(width, super().height(width), here=here))
        edge = ("▌   " if here else "    ", "mark")
        remarks = [
            Line((edge, *clipped(line((f"{name}  ", "faint"), text).parts, width - 6))) for name, text in self._remarks
        ]
        return [*rows[:-1], *remarks, rows[-1]]


class Picked(Overlay[str]):
    """Gives the id of a quote to be read, or the word for what else is wanted; None where it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("d,pagedown", "move(5)", show=False),
        Binding("u,pageup", "move(-5)", show=False),
        Binding("J", "reorder(1)", show=False),
        Binding("K", "reorder(-1)", show=False),
        Binding("space", "remove", show=False),
        Binding("U", "undo", show=False),
        Binding("m", "note", show=False),
        Binding("t", "tags", show=False),
        Binding("y", "copy", show=False),
        Binding("e", "leave('export')", show=False),
        Binding("o", "leave('open')", show=False),
        Binding("enter", "read", show=False),
        Binding("b,q", "close", show=False),
    ]

    def __init__(self, application: Tagging) -> None:
        super().__init__()
        self._application = application
        self._session = application.session

    def compose(self) -> ComposeResult:
        """A list in a frame."""
        with Vertical(classes="panel") as panel:
            panel.border_subtitle = Text("J K move · space out · m note · t tag · U undo · e export · o another")
            yield ItemList(id="picked")

    def on_mount(self) -> None:
        """Show the selection."""
        self.show()

    def show(self) -> None:
        """Show the selection as it is now; the cursor stays on its quote."""
        selection = self._session.selection
        known = self._session.opened.quotes
        pane = self.query_one(ItemList)
        before = pane.item.pick.quote if isinstance(pane.item, PickItem) else ""
        items: list[Item] = [PickItem(self._session, pick) for pick in selection.picks if pick.quote in known]
        gone = [pick.quote for pick in selection.picks if pick.quote not in known]
        items += [ProseItem((f"{id}: no longer in the library", "problem")) for id in gone]
        if not items:
            items = [GapItem(), ProseItem("Nothing is selected. Go to a quote and press space.")]
        at = next((i for i, item in enumerate(items) if isinstance(item, PickItem) and item.pick.quote == before), None)
        pane.fill(items, min(max(pane.cursor, 0), len(items) - 1) if at is None else at)
        title = f"Selection “{displayed(selection.name)}” · {counted(len(selection), 'quote')}"
        self.query_one(".panel").border_title = Text(title)

    @property
    def _quote(self) -> str | None:
        item = self.query_one(ItemList).item
        return item.pick.quote if isinstance(item, PickItem) else None

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        self.query_one(ItemList).move(by)

    def action_reorder(self, by: int) -> None:
        """Move the quote under the cursor."""
        id = self._quote
        if id is not None:
            self._application.change_selection(
                lambda selection: selection.moved(id, by) if id in selection else selection
            )
            self.show()

    def action_remove(self) -> None:
        """Take the quote under the cursor out."""
        id = self._quote
        if id is not None:
            self._application.change_selection(lambda selection: selection.without([id]))
            self.show()

    def action_undo(self) -> None:
        """Undo the last change."""
        self._application.change_selection(lambda selection: selection.undone())
        self.show()

    def action_note(self) -> None:
        """Note on the quote under the cursor."""
        if self._quote is not None:
            self._application.ask_note(self._quote, self.show)

    def action_tags(self) -> None:
        """Tags of the quote under the cursor, or its position."""
        if self._quote is not None:
            self._application.ask_place(self._quote, self.show)

    def action_copy(self) -> None:
        """Copy the quote under the cursor."""
        if self._quote is not None:
            self._application.copy_quote(self._session.opened.quotes[self._quote])

    def action_read(self) -> None:
        """Read the quote under the cursor in its text."""
        if self._quote is not None:
            self.dismiss(f"read {self._quote}")

    def action_leave(self, wanted: str) -> None:
        """Close, for something else."""
        self.dismiss(wanted)

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        """Read the quote clicked twice."""
        message.stop()
        self.action_read()

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Keep the movements of this list to itself."""
        message.stop()
