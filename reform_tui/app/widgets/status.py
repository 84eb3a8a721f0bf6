"""The two rows at the bottom: how things stand, and what keys do here."""

from __future__ import annotations

from time import monotonic

from rich.cells import cell_len
from textual import events

from reform_tui.app.actions import ACTIONS, Place
from reform_tui.app.widgets.lines import Line, LineView, Part, clipped, line
from reform_tui.app.widgets.wrapping import cut

_ORDER = ("Move", "Quotes", "Find", "Views", "Program")  # of what is dropped last where there is no room
_WORDS = {("search", "text"): "find", ("read", "columns"): "read"}
"""Where an action is called otherwise than everywhere else."""
_SECONDS = 4.0  # that a message stays
_AT_ONCE = 0.5  # seconds within which what changes is the message's own doing


class StatusLine(LineView, can_focus=False):
    """One row: what was found, or for a few seconds what was done; at the right what is gathered."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._left = ""
        self._right = ""
        self._said = ""
        self._role = ""
        self._saying = 0
        self._said_at = 0.0

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
        """One row."""
        del width
        return 1

    def row(self, y: int) -> Line:
        """Draw it."""
        del y
        right = cut(self._right, self.columns // 2)
        room = self.columns - cell_len(right) - 2
        left = line((f" {self.text}", self._role if self._said else "")).parts
        shown = clipped(left, room)
        pad = " " * (self.columns - sum(cell_len(text) for text, _ in shown) - cell_len(right) - 1)
        return Line((*shown, (pad, ""), *line((right, "strong")).parts))


class KeyLine(LineView, can_focus=False):
    """One row: the keys that do something here; each can be clicked."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._entries: list[tuple[str, str, str]] = []

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
            entries = [(a.name, a.shown.split()[0], _WORDS.get((a.name, place), a.footer)) for a in here]
            entries.insert(-1, ("view", "1–4", "views"))
        if entries != self._entries:
            self._entries = entries
            self.refill()

    def lay_out(self, width: int) -> int:
        """One row."""
        del width
        return 1

    def row(self, y: int) -> Line:
        """Draw as many whole entries as there is room for; help is never the one left out."""
        del y
        parts: list[Part] = []
        for _, key, words in self._fitting():
            parts += [(f" {key}", "key"), (f" {words} ", "faint")]
        return Line(tuple(parts))

    def _fitting(self) -> list[tuple[str, str, str]]:
        entries = list(self._entries)
        while entries and sum(cell_len(key) + cell_len(words) + 3 for _, key, words in entries) > self.columns:
            droppable = [entry for entry in entries if entry[0] not in {"help", "quit", "back"}]
            entries.remove(droppable[-1] if droppable else entries[-1])
        return entries

    async def on_click(self, event: events.Click) -> None:
        """Do what the entry clicked says."""
        at = 0
        for action, key, words in self._fitting():
            at += cell_len(key) + cell_len(words) + 3
            if event.x < at:
                if action and action != "view":
                    await self.app.run_action(action)
                return
