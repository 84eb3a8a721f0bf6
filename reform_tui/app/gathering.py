"""What is gathered: the selection with its notes and tags, what is to be compared, what goes to the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reform_tui.app.comparison import Side, of_sides
from reform_tui.app.copying import copy_by_command
from reform_tui.app.keeping import Change, Keeper, KeepingFailed, SelectionKept
from reform_tui.app.navigating import Navigating
from reform_tui.app.overlays.prompt import Prompt
from reform_tui.app.saying import counted
from reform_tui.app.views.items import EntryItem, QuoteItem, TopicItem
from reform_tui.app.widgets.columns import Columns
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.reader import Reader
from reform_tui.library.wording import locator
from reform_tui.locations import selections_folder

if TYPE_CHECKING:
    from reform_tui.library.model import Library, Quote

MOST_SIDES = 4


class Gathering(Navigating):
    """Selects, notes, tags, compares, copies."""

    def __init__(self, root: Path, *, theme: str = "dark") -> None:
        super().__init__(root, theme=theme)
        self.keeper = Keeper(selections_folder(root), self.post_message)
        self._searches: dict[str, tuple[str, ...]] = {}

    def library_opened(self, library: Library) -> None:
        """Open the selection."""
        super().library_opened(library)
        self.keeper.start()
        self.keeper.open(self.session.selection.name)

    def quote_here(self) -> Quote | None:
        """Return the quote that keys are about: under the cursor, or the current one of the text."""
        pane = self.keyboard
        if isinstance(pane, ItemList) and isinstance(pane.item, QuoteItem):
            return pane.item.quote
        if isinstance(pane, Reader):
            return pane.quote
        if isinstance(pane, Columns) and pane.cell is not None:
            return pane.cell.quote
        return None

    def quote_meant(self) -> Quote | None:
        """Return the quote that a key is about; where there is none, or it is out of sight, say so instead."""
        if self.reveal():
            return None
        quote = self.quote_here()
        if quote is None:
            self.say("no quote here: go to one with ↓, or to a text with 2")
        return quote

    # The selection

    def change_selection(self, change: Change) -> None:
        """Change the selection on the screen at once, and on disk behind it."""
        self.session.selection = change(self.session.selection)
        self.keeper.change(self.session.selection.name, change)
        self.show_gathered()

    def on_selection_kept(self, message: SelectionKept) -> None:
        """Take over what is on disk, where another program may have added to it."""
        if self.is_closing:
            return
        if self.keeper.is_newest(message) and message.selection != self.session.selection:
            self.session.selection = message.selection
            self.show_gathered()

    def on_keeping_failed(self, message: KeepingFailed) -> None:
        """Say that what is on the screen is not on disk."""
        if self.is_closing:
            return
        self.say(message.reason, problem=True)

    def show_gathered(self) -> None:
        """Draw anew what is selected and to be compared."""
        self.sidebar.redraw_items()
        for view in self.query_views():
            view.redraw_marks()
        self.compare_view.places_changed()
        for reader in self.main.query(Reader):
            reader.mark_selected(self.session.selected_ids())
        self.show_status()

    def action_toggle_selection(self) -> None:
        """Select the quote, or take it out; go to the next, so that the key can be pressed again."""
        quote = self.quote_meant()
        if quote is None:
            return
        id = quote.id
        taken_out = self.session.is_selected(id)
        self.change_selection(lambda selection: selection.without([id]) if taken_out else selection.with_all([id]))
        many = len(self.session.selection)
        self.say(f"{'taken out' if taken_out else 'selected'}; the selection has {counted(many, 'quote')}; U undoes")

    def action_undo(self) -> None:
        """Undo the last change of the selection."""
        before = self.session.selection
        self.change_selection(lambda selection: selection.undone())
        undone = self.session.selection != before
        self.say(
            f"undone; the selection has {counted(len(self.session.selection), 'quote')}"
            if undone
            else "nothing to undo"
        )

    def action_note(self) -> None:
        """Write a note on the quote, which selects it."""
        quote = self.quote_meant()
        if quote is not None:
            self.ask_note(quote.id)

    def ask_note(self, id: str, after: Callable[[], None] | None = None) -> None:
        """Ask for the note on a quote."""
        pick = self.session.selection.pick(id)

        def keep(note: str | None) -> None:
            if note is not None:
                self.change_selection(lambda selection: selection.noted(id, note.strip()))
                self.say("noted; the quote is selected")
            if after is not None:
                after()

        self.push_screen(Prompt("Note on this quote", pick.note if pick else ""), keep)

    # The comparison

    def action_toggle_comparison(self) -> None:
        """Add what is under the cursor to the comparison, or take it out."""
        if self.reveal():
            return
        entry = self._entry_here()
        if entry is None:
            is_topic = self._topic_here() is not None
            self.say("⏎ sets the positions of this topic side by side" if is_topic else "nothing to compare here")
            return
        basket = self.session.basket
        if entry in basket:
            basket.remove(entry)
        else:
            basket.append(entry)
        self.show_gathered()
        self.say(
            f"{counted(len(basket), 'side')} to compare; " + ("c compares" if len(basket) > 1 else "x adds another")
        )

    def _entry_here(self) -> tuple[str, str] | None:
        pane = self.keyboard
        quote = self.quote_here()
        if quote is not None:
            return "quote", quote.id
        if isinstance(pane, ItemList) and isinstance(pane.item, EntryItem) and pane.item.what != "topic":
            return pane.item.what, pane.item.id
        return None

    def action_compare_search(self) -> None:
        """Add what this search finds to the comparison."""
        query, results = self.session.query.strip(), self.session.results
        if not query or results is None or not results.hits:
            self.say("nothing is searched for")
            return
        self._searches[query] = tuple(hit.quote for hit in results.hits if hit.quote)
        if ("search", query) not in self.session.basket:
            self.session.basket.append(("search", query))
        self.show_gathered()
        self.say(f"the search is one side; {counted(len(self.session.basket), 'side')} to compare")

    def action_compare(self) -> None:
        """Set what was added beside each other; where less than two were added, open the topic."""
        library = self.session.library
        if library is None:
            return
        sides = self._sides(library)
        if len(sides) > 1:
            self.leave_trail("compare")
            self.show_view("compare")
            self.compare_view.open(of_sides(self.session.placed, sides))
            self.session.basket.clear()
            self.show_gathered()
            return
        topic = self._topic_here()
        if topic is None:
            reason = "this quote is under no topic" if self.quote_here() else "nothing to compare yet"
            self.say(f"{reason}; x adds quotes, speakers or documents as sides")
            return
        quote = self.quote_here()
        self.open_entry("topic", topic)
        if quote is not None:
            self.compare_view.columns.go_to_quote(quote)

    def _topic_here(self) -> str | None:
        pane = self.keyboard
        if isinstance(pane, ItemList) and isinstance(pane.item, TopicItem):
            return pane.item.id
        if isinstance(pane, ItemList) and isinstance(pane.item, EntryItem) and pane.item.what == "topic":
            return pane.item.id
        quote = self.quote_here()
        places = self.session.placed.placements.get(quote.id, ()) if quote else ()
        return places[0].topic if places else None

    def _sides(self, library: Library) -> list[Side]:
        """Return the columns of what was added: every quote its own, or by speaker when they are too many."""
        basket = self.session.basket
        quotes = [library.quotes[id] for what, id in basket if what == "quote"]
        sides = []
        if len(basket) > MOST_SIDES and quotes:
            for speaker in dict.fromkeys(quote.speaker for quote in quotes):
                said = tuple(quote.id for quote in quotes if quote.speaker == speaker)
                sides.append(Side(library.speakers[speaker].name, said))
        else:
            sides = [Side(self._title(library, quote), (quote.id,)) for quote in quotes]
        for what, id in basket:
            if what == "speaker":
                sides.append(Side(library.speakers[id].name, tuple(quote.id for quote in library.quotes_by(id))))
            elif what == "document":
                document = library.documents[id]
                sides.append(Side(document.label, tuple(quote.id for quote in document.quotes)))
            elif what == "search":
                sides.append(Side(f"/ {id}", self._searches[id]))
        return sides

    @staticmethod
    def _title(library: Library, quote: Quote) -> str:
        label = library.documents[quote.document].label
        return f"{library.speakers[quote.speaker].name}, {label} ¶{locator(quote.segments)}"

    # The clipboard

    def action_copy(self) -> None:
        """Copy the text that the mouse has selected, or the quote with its attribution."""
        chosen = self.screen.get_selected_text()
        if chosen:
            self.copy(chosen, "the text")
        elif (quote := self.quote_meant()) is not None:
            self.copy_quote(quote)

    def copy_quote(self, quote: Quote) -> None:
        """Copy a quote with who said it, in what capacity, where: as the plain flavour of an export has it."""
        from reform_tui.export.attribution import attribution  # noqa: PLC0415
        from reform_tui.library.wording import as_spoken  # noqa: PLC0415

        library = self.session.opened
        about = "".join(span.text for span in attribution(library, quote))
        self.copy(f"{as_spoken(library.documents[quote.document], quote)}\n— {about}\n", "the quote")

    def action_copy_key(self) -> None:
        """Copy the key by which the source is cited."""
        from reform_tui.export.citation import citation_keys  # noqa: PLC0415

        quote = self.quote_meant()
        if quote is None:
            return
        key = f"@{citation_keys(self.session.opened)[quote.document]}"
        self.copy(key, f"the citation key {key}")

    def copy(self, text: str, what: str) -> None:
        """Copy, and say which way it went."""
        way = copy_by_command(text)
        if way is None:
            self.copy_to_clipboard(text)
            way = "the terminal (OSC 52)"
        self.say(f"copied {what} to {way}")
