"""The query: an input that knows how to leave downwards, one like it to find in a text, a caret under what is wrong."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from reform_tui.app.widgets.lines import Line, LineView
from reform_tui.app.widgets.wrapping import wrapped
from reform_tui.library.display import displayed

VIEWS = {"quotes": "Quotes", "documents": "Documents", "speakers": "Speakers", "compare": "Compare"}


class OneLine(Input):
    """A line of text in a row of its own, which what is typed does not make any wider."""

    # As Textual declares it, another length of the text has the whole screen laid out, at every key.
    virtual_size = Reactive(Size(0, 0))


class QueryInput(OneLine):
    """One line of text; ↓ and ⏎ go down to the hits."""

    class Left(Message):
        """The keyboard is to go to the hits; ``by_enter`` when what is offered there is meant to be taken."""

        def __init__(self, *, by_enter: bool) -> None:
            super().__init__()
            self.by_enter = by_enter

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "leave(False)", "Down to the hits", show=False),
        Binding("enter", "leave(True)", "Take what is offered, or go down to the hits", show=False),
    ]

    def action_leave(self, by_enter: bool) -> None:  # noqa: FBT001 - Textual hands arguments of actions by place
        """Hand the keyboard on."""
        self.post_message(self.Left(by_enter=by_enter))

    def on_blur(self) -> None:
        """Show the query from its beginning."""
        self.cursor_position = 0


class FindInput(OneLine):
    """What is looked for in one text; ⏎ and ↓ go back to it, Esc ends the looking, another / searches everywhere."""

    class Left(Message):
        """The keyboard is to go to the text."""

    class Ended(Message):
        """Nothing is looked for any more; ``everywhere`` when the query is wanted instead."""

        def __init__(self, *, everywhere: bool = False) -> None:
            super().__init__()
            self.everywhere = everywhere

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter,tab", "leave", "Back to the text", show=False),
        Binding("escape", "give_up", "End", show=False),
    ]

    def action_leave(self) -> None:
        """Hand the keyboard on."""
        self.post_message(self.Left())

    def action_give_up(self) -> None:
        """Give up."""
        self.post_message(self.Ended())

    async def _on_key(self, event: events.Key) -> None:
        if event.character == "/" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended(everywhere=True))
        else:
            await super()._on_key(event)


class ViewTabs(LineView, can_focus=False):
    """The names of the four views; the one shown stands out."""

    STANDS_STILL = True

    class Picked(Message):
        """A view was clicked."""

        def __init__(self, view: str) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__(id="tabs")
        self._view = ""

    def show(self, view: str) -> None:
        """Mark one view as the one shown."""
        if view != self._view:
            self._view = view
            self.refill()

    def lay_out(self, width: int) -> int:
        """One row."""
        del width
        return 1

    def _names(self) -> list[tuple[str, str]]:
        """Return the views with what is shown of their names: all of them, or that of the current one alone."""
        if self._view == "review":
            return self._with_review()
        full = [(view, f" {number} {name} ") for number, (view, name) in enumerate(VIEWS.items(), 1)]
        if sum(len(name) for _, name in full) <= self.columns:
            return full
        return [(view, name if view == self._view else name[:3]) for view, name in full]

    def _with_review(self) -> list[tuple[str, str]]:
        """Return the views, their names cut to make room for the one that has no number."""
        names = [(view, f" {number} {name[:3]} ") for number, (view, name) in enumerate(VIEWS.items(), 1)]
        names.append(("review", " r Review "))
        return names if sum(len(name) for _, name in names) <= self.columns else names[-1:]

    def row(self, y: int) -> Line:
        """Draw the names."""
        del y
        names = self._names()
        pad = " " * max(self.columns - sum(len(name) for _, name in names), 0)
        return Line(((pad, ""), *((name, "tab" if view == self._view else "faint") for view, name in names)))

    def on_click(self, event: events.Click) -> None:
        """Ask for the view clicked."""
        names = self._names()
        at = self.columns - sum(len(name) for _, name in names)
        for view, name in names:
            if at <= event.x < at + len(name):
                self.post_message(self.Picked(view))
            at += len(name)


class QueryBar(Horizontal):
    """The query and the names of the views, in one row."""

    def __init__(self, query: str) -> None:
        super().__init__(id="query-bar")
        self._query = query

    def compose(self) -> ComposeResult:
        """Put them side by side."""
        yield Slash()
        yield QueryInput(
            self._query,
            placeholder='words, "a phrase", a name',
            compact=True,
            select_on_focus=False,
            id="query",
        )
        yield FindInput(placeholder="words in this text", compact=True, select_on_focus=False, id="find")
        yield ViewTabs()

    def find(self, *, on: bool) -> None:
        """Show what is looked for in a text in the place of the query, or no longer."""
        self.set_class(on, "-finding")
        self.query_one(Slash).finds(on=on)


class Slash(LineView, can_focus=False):
    """The mark before the query."""

    STANDS_STILL = True
    _text = " / "

    def finds(self, *, on: bool) -> None:
        """Say that it is a text in which something is looked for."""
        self._text = " find / " if on else " / "
        self.refill()

    def lay_out(self, width: int) -> int:
        """One row."""
        del width
        return 1

    def row(self, y: int) -> Line:
        """Draw it."""
        del y
        return Line(((self._text, "strong"),))


class Caret(LineView, can_focus=False):
    """Points at a place in the query and says what is wrong there; hidden while nothing is."""

    STANDS_STILL = True

    def __init__(self) -> None:
        super().__init__(id="caret")
        self._at = 0
        self._message = ""
        self._rows: list[str] = []

    def point(self, at: int, message: str) -> None:
        """Point ``at`` cells into the query as it is seen."""
        self._at, self._message = at, message
        self.display = True
        self.refill()

    def hide(self) -> None:
        """Say nothing."""
        if self.display:
            self.display = False

    def lay_out(self, width: int) -> int:
        """One row where there is room beside the caret, else as many below it as the message takes."""
        self._rows = self._made(displayed(self._message), width)
        self.styles.height = len(self._rows)
        return len(self._rows)

    def _made(self, message: str, width: int) -> list[str]:
        at = max(min(3 + self._at, width - 2), 3)
        if at + 3 + cell_len(message) <= width:
            return [" " * at + "^ " + message]
        if cell_len(message) + 2 <= at:
            return [message.rjust(at - 1) + " ^"]
        return [" " * at + "^", *(f" {message[first:last]}" for first, last in wrapped(message, width - 2))]

    def row(self, y: int) -> Line:
        """Draw the caret, or a row of the message."""
        return Line(((self._rows[y], "problem"),))
