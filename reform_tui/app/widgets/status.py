"""The two rows at the bottom: how things stand, and what keys do here."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic

from rich.cells import cell_len
from textual import events

from reform_tui.app.actions import ACTIONS, Place
from reform_tui.app.widgets.lines import Line, LineView, Part
from reform_tui.app.widgets.wrapping import cut, wrapped
from reform_tui.library.display import displayed

_ORDER = ("Move", "Review", "Quotes", "Find", "Views", "Program")  # of what is dropped last where there is no room
_WORDS = {("search", "text"): "find", ("read", "index"): "open", ("read", "offer"): "take it"}
"""Where an action is called otherwise than everywhere else."""
_KEYS = {("back", "text"): "h Esc"}
"""Where other keys do the same as the first of an action."""
Entry = tuple[str, str, str]
"""An action, its key, the words for it."""
_MOST = 3  # rows for a message
_SECONDS = 4.0  # that a message stays
_AT_ONCE = 0.5  # seconds within which what changes is the message's own doing


class StatusLine(LineView, can_focus=False):
    """One row: what was found, or for a few seconds what was done; at the right what is gathered.

    What was done, or why not, is said whole: in the place of what is gathered where both are too much for a row, and
    where a row alone is too narrow, in two or three.
    """

    STANDS_STILL = True

    def __init__(self) -> None:
        super().__init__(id="status")
        self._left = ""
        self._right = ""
        self._said = ""
        self._role = ""
        self._saying = 0
        self._said_at = 0.0
        self._rows = [("", "")]  # what stands at the left and at the right

    @property
    def text(self) -> str:
        """What the left of the row says now."""
        return self._said or self._left

    def show(self, left: str, right: str) -> None:
        """Say how things stand; what was said before something else came to stand is past."""
        if left != self._left and monotonic() - self._said_at > _AT_ONCE:
            self._said = ""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refill()

    def say(self, message: str, *, problem: bool = False) -> None:
        """Say something for a few seconds."""
        self._said = message
        self._role = "problem" if problem else "strong"
        self._saying += 1
        self._said_at = monotonic()
        number = self._saying
        self.set_timer(_SECONDS, lambda: self._fall_silent(number))
        self.refill()

    def hush(self) -> None:
        """Say no more what was done: another key is pressed. What is wrong stays for its time."""
        if self._said and self._role != "problem":
            self._said = ""
            self.refill()

    def _fall_silent(self, number: int) -> None:
        if number == self._saying:
            self._said = ""
            self.refill()

    def lay_out(self, width: int) -> int:
        """One row, or as many as what was said takes."""
        text, right = displayed(self.text), cut(displayed(self._right), width // 2)
        room = width - cell_len(right) - 3
        if self._said and cell_len(text) > room:
            self._rows = [(text[first:last], "") for first, last in wrapped(text, width - 2)][:_MOST]
        else:
            self._rows = [(cut(text, room), right)]
        self.styles.height = len(self._rows)
        return len(self._rows)

    def row(self, y: int) -> Line:
        """Draw a row."""
        left, right = self._rows[y]
        pad = " " * (self.columns - cell_len(left) - cell_len(right) - 2)
        return Line(((f" {left}", self._role if self._said else ""), (pad, ""), (right, "strong")))


class KeyLine(LineView, can_focus=False):
    """The keys that do something here, in a row, in review two where one is too narrow; each can be clicked."""

    STANDS_STILL = True

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._entries: list[Entry] = []
        self._most = 1  # rows
        self._rows: list[list[Entry]] = []

    def show(self, place: Place) -> None:
        """Show the keys of that place."""
        if place == "query":
            entries = [
                ("", "⏎ ↓", "to the list"),
                ("back", "Esc", "leave"),
                ("help", "F1", "help"),
                ("palette", "F2", "commands"),
            ]
        elif place == "find":
            entries = [
                ("", "⏎ ↓", "to the text"),
                ("back", "Esc", "end it"),
                ("search", "/", "search everywhere"),
                ("help", "F1", "help"),
            ]
        else:
            here = sorted((a for a in ACTIONS if a.footer and place in a.places), key=lambda a: _ORDER.index(a.group))
            entries = [
                (a.name, _KEYS.get((a.name, place), a.shown.split()[0]), _WORDS.get((a.name, place), a.footer))
                for a in here
            ]
            if place != "review":
                entries.insert(-1, ("view", "1–4", "views"))
        self._most = 2 if place == "review" else 1
        if entries != self._entries:
            self._entries = entries
            self.refill()

    def lay_out(self, width: int) -> int:
        """Put as many whole entries into the rows as there is room for; help is never the one left out."""
        entries = list(self._entries)
        while len(rows := _in_rows(entries, width)) > self._most:
            droppable = [entry for entry in entries if entry[0] not in {"help", "quit", "back"}]
            entries.remove(droppable[-1] if droppable else entries[-1])
        self._rows = rows
        self.styles.height = len(rows)
        return len(rows)

    def row(self, y: int) -> Line:
        """Draw a row."""
        parts: list[Part] = []
        for _, key, words in self._rows[y]:
            parts += [(f" {key}", "key"), (f" {words} ", "faint")]
        return Line(tuple(parts))

    async def on_click(self, event: events.Click) -> None:
        """Do what the entry clicked says."""
        at = 0
        for action, key, words in self._rows[min(event.y, len(self._rows) - 1)]:
            at += cell_len(key) + cell_len(words) + 3
            if event.x < at:
                if action and action != "view":
                    await self.app.run_action(action)
                return


def _in_rows(entries: Sequence[Entry], width: int) -> list[list[Entry]]:
    """Return ``entries`` in rows of ``width`` cells."""
    rows: list[list[Entry]] = [[]]
    used = 0
    for entry in entries:
        cells = cell_len(entry[1]) + cell_len(entry[2]) + 3
        if rows[-1] and used + cells > width:
            rows.append([])
            used = 0
        rows[-1].append(entry)
        used += cells
    return rows
