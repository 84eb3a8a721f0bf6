"""Moving about: views, panes, cursors, one step back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reform_tui.app.searching import Searching
from reform_tui.app.views.items import EntryItem, QueryItem, QuoteItem, SectionItem, SpeakerItem, TopicItem, What
from reform_tui.app.widgets.columns import Columns
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.lines import LineView
from reform_tui.app.widgets.query_bar import QueryInput, ViewTabs
from reform_tui.app.widgets.reader import Reader

if TYPE_CHECKING:
    from reform_tui.library.model import Quote


class Navigating(Searching):
    """Brings the keyboard where it is wanted."""

    def __init__(self, root: Path, *, theme: str = "dark") -> None:
        super().__init__(root, theme=theme)
        self._trail: list[tuple[str, int]] = []

    def query_changed(self) -> None:
        """Show the hits as soon as there is a query, the map again when there is none."""
        if self.session.query.strip():
            in_text = self.view.id == "documents" and self.documents_view.depth == 2
            if in_text:
                self.find_in_text()
            else:
                self.show_view("quotes")
        elif self.view.id == "quotes":
            self.show_view("compare")

    def find_in_text(self) -> None:
        """Mark everything in the open document that the query matches."""
        document = self.documents_view.reader.document
        if document is not None and self.session.query.strip():
            self.services.find(document.id, self.session.query)

    def on_query_input_left(self, message: QueryInput.Left) -> None:
        """Go down to what was found."""
        del message
        self.leave_query()

    def leave_query(self) -> None:
        """Give the keyboard to the view."""
        self.view.go_to_depth(self.view.depth)

    def on_view_tabs_picked(self, message: ViewTabs.Picked) -> None:
        """Go to the view clicked."""
        self.action_view(message.view)

    def action_view(self, name: str) -> None:
        """Go to a view."""
        self._trail.clear()
        self.show_view(name)
        self.leave_query()

    def action_search(self) -> None:
        """Put the keyboard into the query."""
        self.query_input.focus()
        self.query_input.cursor_position = len(self.query_input.value)

    def action_next_pane(self) -> None:
        """Go to the next pane that is shown."""
        self.screen.focus_next()

    def action_pane_left(self) -> None:
        """Go to the pane on the left, the sidebar at last."""
        if self.keyboard is self.sidebar:
            return
        pane = self.keyboard
        if isinstance(pane, Columns) and pane.move_aside(-1):
            return
        if isinstance(pane, Columns) or (not self.view.go_back() and self.has_sidebar):
            self.sidebar.focus()

    def action_pane_right(self) -> None:
        """Go to the pane on the right."""
        if self.keyboard is self.sidebar:
            self.leave_query()
        elif isinstance(self.keyboard, Columns):
            self.keyboard.move_aside(1)
        elif self.view.id != "compare":
            self.view.go_deeper()

    def action_move(self, by: int) -> None:
        """Move the cursor, or scroll the text."""
        pane = self.keyboard
        if isinstance(pane, ItemList | Columns):
            pane.move(by)
        elif isinstance(pane, Reader):
            pane.scroll_rows(by)

    def action_page(self, pages: float) -> None:
        """Move by a part of what is seen."""
        pane = self.keyboard
        if not isinstance(pane, LineView):
            return
        rows = int(max(pane.visible_rows - 2, 1) * pages)
        if isinstance(pane, ItemList | Columns):
            pane.move_rows(rows)
        elif isinstance(pane, Reader):
            pane.scroll_rows(rows)

    def action_end(self, last: bool) -> None:  # noqa: FBT001 - Textual hands arguments of actions by place
        """Go to the beginning or the end."""
        pane = self.keyboard
        if isinstance(pane, ItemList | Columns):
            pane.move_to_end(last=last)
        elif isinstance(pane, Reader):
            pane.show_row(pane.virtual_size.height if last else 0)

    def action_zoom(self) -> None:
        """Give the pane all the room, or no longer."""
        self.say("zoomed; z or Esc goes back" if self.view.zoom() else "all panes")

    def action_next_hit(self, step: int) -> None:
        """Go to the next match in the text, or where nothing is searched, to the next quote."""
        reader = self.main_reader()
        if reader is None:
            return
        where = reader.next_match(step)
        what = "match"
        if where is None:
            where, what = reader.next_quote(step), "quote"
        self.say(f"{what} {where[0]} of {where[1]}" if where else "no quote in this text")

    def action_section(self, step: int) -> None:
        """Go to the next section of the text."""
        reader = self.main_reader()
        if reader is not None and reader.next_section(step) is None:
            self.say("no further section" if step > 0 else "no section before this")

    def main_reader(self) -> Reader | None:
        """Return the text that is shown."""
        readers = [reader for reader in self.view.query(Reader) if reader.is_on_screen]
        return readers[0] if readers else None

    def action_read(self) -> None:
        """Open what is under the cursor."""
        pane = self.keyboard
        if isinstance(pane, ItemList | Columns):
            pane.choose()

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        """Open an item chosen in a list."""
        if self.is_closing:
            return
        item = message.item
        if isinstance(item, EntryItem):
            self.open_entry(item.what, item.id)
        elif isinstance(item, TopicItem):
            self.compare_view.open_topic(item.id)
        elif isinstance(item, SectionItem):
            self.documents_view.reader.jump(item.start, above=0)
            self.view.go_deeper()
        elif isinstance(item, QueryItem):
            self.query_input.value = item.query
        elif isinstance(item, QuoteItem):
            self.view.go_deeper()

    def open_entry(self, what: What, id: str) -> None:
        """Go to a document, speaker or topic, in its view."""
        library = self.session.opened
        names: dict[What, str] = {"document": "documents", "speaker": "speakers", "topic": "compare"}
        self.leave_trail(names[what])
        self.show_view(names[what])
        if what == "document":
            self.documents_view.open(library.documents[id])
            self.documents_view.go_to_depth(2)
        elif what == "speaker":
            self.speakers_view.open(id)
            self.speakers_view.go_to_depth(1)
        else:
            self.compare_view.open_topic(id)
        self.show_status()

    def open_quote(self, quote: Quote) -> None:
        """Go to a quote in the text of its document."""
        library = self.session.opened
        self.leave_trail("documents")
        self.show_view("documents")
        self.documents_view.open(library.documents[quote.document], quote)
        self.documents_view.go_to_depth(2)

    def leave_trail(self, to: str) -> None:
        """Remember from which view this jump is made, for the way back."""
        if self.view.id and self.view.id != to:
            self._trail.append((self.view.id, self.view.depth))

    def on_columns_chosen(self, message: Columns.Chosen) -> None:
        """Open the source of a cell."""
        self.open_quote(message.cell.quote)

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Let the reader follow the cursor."""
        if self.is_closing:
            return
        if message.list.id == "hits":
            self.quotes_view.show_source()
        elif message.list.id == "speaker-quotes":
            self.speakers_view.show_source()
        elif message.list.id == "speaker-index" and isinstance(message.list.item, SpeakerItem):
            self.speakers_view.open(message.list.item.id)

    async def action_back(self) -> None:
        """Go one step back; never quit."""
        if self.screen.selections:
            self.screen.clear_selection()
        elif self.keyboard is None:
            self.leave_query()
        elif self.view.zoomed:
            self.view.zoom()
        elif self._trail:
            name, depth = self._trail.pop()
            self.show_view(name)
            self.view.go_to_depth(depth)
        elif self.view.go_back():
            return
        elif self.session.query:
            self.query_input.value = ""
        else:
            self.say("q quits")
