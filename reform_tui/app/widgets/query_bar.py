"""The query: an input that knows how to leave downwards, and a caret under what is wrong with it."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from reform_tui.app.widgets.lines import Line, LineView, clipped, line

VIEWS = {"quotes": "Quotes", "documents": "Documents", "speakers": "Speakers", "compare": "Compare"}


class QueryInput(Input):
    """One line of text; ↓ and ⏎ go down to the hits."""

    class Left(Message):
        """The keyboard is to go to the hits."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down,enter", "leave", "Down to the hits", show=False)]

    def action_leave(self) -> None:
        """Hand the keyboard on."""
        self.post_message(self.Left())


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
            placeholder='words, "a phrase", speaker:name …',
            compact=True,
            select_on_focus=False,
            id="query",
        )
        yield ViewTabs()


class Slash(LineView, can_focus=False):
    """The mark before the query."""

    STANDS_STILL = True

    def lay_out(self, width: int) -> int:
        """One row."""
        del width
        return 1

    def row(self, y: int) -> Line:
        """Draw it."""
        del y
        return Line(((" / ", "strong"),))


class Caret(LineView, can_focus=False):
    """Points at a place in the query and says what is wrong there; hidden while nothing is."""

    STANDS_STILL = True

    def __init__(self) -> None:
        super().__init__(id="caret")
        self._at = 0
        self._message = ""

    def point(self, at: int, message: str) -> None:
        """Point at the code point ``at`` of the query."""
        self._at, self._message = at, message
        self.display = True
        self.refill()

    def hide(self) -> None:
        """Say nothing."""
        if self.display:
            self.display = False

    def lay_out(self, width: int) -> int:
        """One row."""
        del width
        return 1

    def row(self, y: int) -> Line:
        """Draw the caret and the message, before the caret where there is more room."""
        del y
        at = min(3 + self._at, self.columns - 2)
        if at + 3 + len(self._message) > self.columns and len(self._message) + 2 <= at:
            text = self._message.rjust(at - 1) + " ^"
        else:
            text = " " * at + "^ " + self._message
        return Line(tuple(clipped(line((text, "problem")).parts, self.columns)))
