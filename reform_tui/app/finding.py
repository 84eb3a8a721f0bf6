"""Finding in one text: its hits marked as you type, n and N go through them, the query stays what it is."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import Input

from reform_tui.app.searching import Searching
from reform_tui.app.services import FoundInText
from reform_tui.app.widgets.query_bar import FindInput, QueryBar
from reform_tui.app.widgets.reader import Reader


class Finding(Searching):
    """Looks for words in the text that is read."""

    def __init__(self, root: Path, *, theme: str = "dark") -> None:
        super().__init__(root, theme=theme)
        self._reader: Reader | None = None
        self._sought = ""
        self._from = 0  # the source offset at the top of the text when the finding began
        self._row = 0  # and the row

    @property
    def find_input(self) -> FindInput:
        """What is looked for in a text."""
        return self.main.query_one(FindInput)

    @property
    def is_finding(self) -> bool:
        """Whether something is looked for in a text."""
        return self._reader is not None

    def find_in(self, reader: Reader) -> None:
        """Ask what is to be found in a text."""
        if self._reader is not reader:
            self._reader, self._sought, self._from = reader, "", reader.place() or 0
            self._row = int(reader.scroll_offset.y)
            self.find_input.value = ""
        self.main.query_one(QueryBar).find(on=True)
        self.screen.set_focus(self.find_input)  # at once: what is typed next is meant for it
        self.find_input.action_select_all()

    def find_changed(self, message: Input.Changed) -> None:
        """Look for what is typed."""
        reader = self._reader
        if reader is None or reader.document is None or message.value == self._sought:
            return
        self._sought = message.value
        if self._sought.strip():
            self.services.find(reader.document.id, self._sought)
        else:
            reader.mark(())
            self.show_status()

    def on_found_in_text(self, message: FoundInText) -> None:
        """Mark what was found, and go to the first of it from where the text was."""
        reader, answer = self._reader, message.answer
        if self.is_closing or reader is None or reader.document is None or answer.request.query != self._sought:
            return
        if reader.document.id != message.document:
            return
        results = answer.results
        if results is None:
            self.say(str(answer.error), problem=True)
            return
        spans = sorted({span for hit in results.hits for span in hit.highlights})
        reader.mark(spans)
        where = reader.match_from(self._from)
        found = f"match {where[0]} of {where[1]} in this text" if where else "not in this text"
        self.say(f"{found} · ⏎ to the text, n N next and previous, Esc ends it")

    def on_find_input_left(self) -> None:
        """Go back to the text, with the hits marked in it."""
        if self._reader is not None:
            self._reader.focus()

    def on_find_input_ended(self, message: FindInput.Ended) -> None:
        """Go back to the text as it was, or on to the query."""
        reader = self._reader
        self.end_finding()
        if message.everywhere:
            self.action_search_everywhere()
        elif reader is not None:
            reader.show_row(self._row)
            reader.focus()

    def action_search_everywhere(self) -> None:
        """Put the keyboard into the query, its text selected: typing replaces it, arrows edit it."""
        self.screen.set_focus(self.query_input)  # at once: what is typed next is meant for it
        self.query_input.action_select_all()

    def end_finding(self) -> None:
        """Mark again what the query matches."""
        reader, self._reader, self._sought = self._reader, None, ""
        if reader is None:
            return
        self.main.query_one(QueryBar).find(on=False)
        self.find_input.value = ""
        if reader.document is not None:
            reader.mark(self.session.marks_in(reader.document.id))
        self.show_status()

    def on_descendant_focus(self) -> None:
        """End the finding when the keyboard has gone elsewhere."""
        if self.is_finding and len(self.screen_stack) == 1 and self.focused not in {self._reader, self.find_input}:
            self.end_finding()
        super().on_descendant_focus()
