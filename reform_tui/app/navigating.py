"""Moving about: views, panes, cursors, one step back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reform_tui.app.finding import Finding
from reform_tui.app.views.items import EntryItem, QueryItem, QuoteItem, SectionItem, SpeakerItem, TopicItem, What
from reform_tui.app.widgets.columns import Columns
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.lines import LineView
from reform_tui.app.widgets.query_bar import QueryInput, ViewTabs
from reform_tui.app.widgets.reader import Reader

if TYPE_CHECKING:
    from reform_tui.library.model import Quote


class Navigating(Finding):
    """Brings the keyboard where it is wanted."""

    def __init__(self, root: Path, *, theme: str = "dark") -> None:
        super().__init__(root, theme=theme)
        self._trail: list[tuple[str, int]] = []

    def query_changed(self) -> None:
        """Show the hits as soon as there is a query, the map again when there is none."""
        view = "quotes" if self.session.query.strip() else "compare" if self.view.id == "quotes" else self.view.id
        if view and view != self.view.id:
            self.show_view(view)
            if self.keyboard is not None:
                self.leave_query()
        if self.keyboard is None and self.view_exists("quotes"):
            self.quotes_view.show_hits()

    def on_query_input_left(self, message: QueryInput.Left) -> None:
        """Go down to what was found; by Enter, where nothing was, take what is offered instead."""
        if not self.view_exists("quotes"):
            self.leave_query()
            return
        offered, results = self.quotes_view.hits.item, self.session.results
        is_answer = results is not None and results.query == self.session.query
        if message.by_enter and is_answer and self.view.id == "quotes" and isinstance(offered, QueryItem):
            self.query_input.value = offered.query
        self.quotes_view.show_hits()
        self.leave_query()

    def leave_query(self) -> None:
        """Give the keyboard to the view."""
        self.view.go_to_depth(self.view.depth)

    def on_view_tabs_picked(self, message: ViewTabs.Picked) -> None:
        """Go to the view clicked."""
        self.action_view(message.view)

    def action_view(self, name: str) -> None:
        """Go to a view; in it already, to its first pane."""
        self._trail.clear()
        is_here = self.view.id == name and self.keyboard is not None
        self.show_view(name)
        if is_here:
            self.view.go_to_depth(self.view.first_depth())
        else:
            self.leave_query()

    def action_search(self) -> None:
        """Put the keyboard into the query; in a text, ask what is to be found in it."""
        pane = self.keyboard
        if isinstance(pane, Reader) and pane.document is not None:
            self.find_in(pane)
        else:
            self.action_search_everywhere()

    def action_next_pane(self) -> None:
        """Go to the next pane: the sidebar where there is one, then those of the view, shallow to deep."""
        self._turn_panes(1)

    def action_previous_pane(self) -> None:
        """Go to the pane before."""
        self._turn_panes(-1)

    def _turn_panes(self, step: int) -> None:
        view = self.view
        ring: list[int] = [-1] if self.has_sidebar else []
        ring += view.depths()
        if self.keyboard is None:
            self.leave_query()
            return
        at = -1 if self.keyboard is self.sidebar else view.depth
        following = ring[(ring.index(at) + step) % len(ring)] if at in ring else ring[0]
        if following < 0:
            self.sidebar.focus()
        else:
            view.go_to_depth(following)

    def action_pane_left(self) -> None:
        """Go to the pane on the left, the sidebar at last."""
        if self.keyboard is self.sidebar:
            return
        pane = self.keyboard
        if isinstance(pane, Columns) and pane.move_aside(-1):
            return
        if (isinstance(pane, Columns) or not self.view.go_back()) and self.has_sidebar:
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
        view = self.view
        if not view.zoomed and not self.has_sidebar and len(view.panes_shown()) == 1:
            self.say("this pane has all the room already")
            return
        zoomed = view.zoom()
        self.show_sidebar()
        self.say("zoomed; z or Esc goes back" if zoomed else "all panes")

    def show_sidebar(self) -> None:
        """Show the sidebar where there is room and no pane is zoomed."""
        self.sidebar.set_class(self.view.zoomed, "-zoomed")
        if self.view.zoomed and self.keyboard is self.sidebar:
            self.leave_query()

    def action_next_hit(self, step: int) -> None:
        """Go to the next match in the text, or where nothing is searched, to the next quote."""
        reader = self.main_reader()
        if reader is None:
            self.say("no text here: ⏎ opens one")
            return
        where = reader.next_match(step)
        what = "match"
        if where is None and not self.is_finding:
            where, what = reader.next_quote(step), "quote"
        missing = "not in this text" if self.is_finding else "no quote in this text"
        self.say(f"{what} {where[0]} of {where[1]}" if where else missing)

    def action_section(self, step: int) -> None:
        """Go to the next section of the text."""
        reader = self.main_reader()
        if reader is None:
            self.say("no text here: ⏎ opens one")
        elif reader.next_section(step) is None:
            self.say("no further section" if step > 0 else "no section before this")

    def main_reader(self) -> Reader | None:
        """Return the text that is shown."""
        readers = [reader for reader in self.view.query(Reader) if reader.is_on_screen]
        return readers[0] if readers else None

    def action_read(self) -> None:
        """Open what is under the cursor."""
        pane = self.keyboard
        if isinstance(pane, ItemList | Columns) and not self.reveal():
            pane.choose()

    def reveal(self) -> bool:
        """Bring the cursor into view where a wheel has left it behind; whether it was out of sight."""
        pane = self.keyboard
        if not isinstance(pane, ItemList | Columns) or pane.is_cursor_seen or pane.place() is None:
            return False
        pane.show_cursor()
        self.say("the cursor was out of sight: here it is")
        return True

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
            self.query_input.cursor_position = 0
        elif isinstance(item, QuoteItem):
            self.view.go_deeper()

    def open_entry(self, what: What, id: str) -> None:
        """Go to a document, speaker or topic, in its view."""
        library = self.session.opened
        names: dict[What, str] = {"document": "documents", "speaker": "speakers", "topic": "compare"}
        self.end_finding()
        self.leave_trail(names[what])
        self.show_view(names[what])
        if what == "document":
            self.documents_view.open(library.documents[id])
            self.documents_view.go_to_depth(2)
            if self.documents_view.reader.place():
                self.say("open where you left it; g goes to its beginning")
        elif what == "speaker":
            self.speakers_view.open(id)
            self.speakers_view.go_to_depth(1)
        else:
            self.compare_view.open_topic(id)
        self.show_status()

    def open_quote(self, quote: Quote) -> None:
        """Go to a quote in the text of its document."""
        library = self.session.opened
        self.end_finding()
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
        elif self.is_finding:
            self.end_finding()
        elif self.view.zoomed:
            self.view.zoom()
            self.show_sidebar()
        elif self._trail:
            name, depth = self._trail.pop()
            self.show_view(name)
            self.view.go_to_depth(depth)
        elif self.view.go_back():
            return
        elif self.session.query:
            self.query_input.value = ""
            self.say("the query is cleared; / types another")
        else:
            self.say("q quits")
