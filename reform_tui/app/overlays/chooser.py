"""A list to choose from by typing: the command palette, the filters, the themes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reform_tui.app.overlays.overlay import Overlay
from reform_tui.app.views.items import ProseItem
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.lines import Line
from reform_tui.app.widgets.wrapping import cut
from reform_tui.library.display import displayed
from reform_tui.library.folding import fold_key


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry: what it is called, of which sort it is, what stands at its right, what choosing it gives."""

    name: str
    sort: str
    note: str
    value: str


_SORT = 10  # cells for the sort of a choice, at the least


class ChoiceItem(Item):
    """An entry of the list."""

    def __init__(self, choice: Choice, sort_width: int = _SORT) -> None:
        self.choice = choice
        self._sort_width = sort_width  # cells, with the space behind it

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the sort, the name and the note in one row."""
        choice = self.choice
        note = cut(displayed(choice.note), width // 3)
        sort = f"{displayed(choice.sort):<{self._sort_width}}"
        room = width - cell_len(note) - cell_len(sort) - 5
        name = cut(displayed(choice.name), room)
        pad = " " * (room - cell_len(name) + 1)
        edge = "▌ " if here else "  "
        return [Line(((edge, "mark"), (sort, "faint"), (name + pad, ""), (note, "key")))]


class ChooserInput(Input):
    """What is typed narrows the list; arrows go through it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.move(1)", "Down", show=False),
        Binding("up", "screen.move(-1)", "Up", show=False),
        Binding("pagedown", "screen.move(10)", "Down", show=False),
        Binding("pageup", "screen.move(-10)", "Up", show=False),
        Binding("enter", "screen.choose", "Choose", show=False),
    ]


class Chooser(Overlay[str]):
    """Gives the value of the choice made, None where none was."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        hint: str = "type to narrow · ⏎ choose · Esc close",
        typed: Callable[[str], Sequence[Choice]] | None = None,
        nothing: str = "there is nothing to choose from",
    ) -> None:
        """Offer ``choices``, and behind them what ``typed`` makes of what was typed; ``nothing`` says there is none."""
        super().__init__()
        self._typed = typed
        self._title = displayed(title)
        self._hint = hint
        self._nothing = nothing
        self._choices = choices
        self._keys = [fold_key(f"{choice.sort} {choice.name} {choice.note}") for choice in choices]

    def compose(self) -> ComposeResult:
        """An input over a list."""
        with Vertical(classes="panel") as panel:
            from rich.text import Text  # noqa: PLC0415

            panel.border_title = Text(self._title)
            panel.border_subtitle = Text(self._hint)
            yield ChooserInput(placeholder="type to narrow", compact=True, id="choice")
            yield ItemList(id="choices")

    def on_mount(self) -> None:
        """Show everything."""
        self._show("")

    def on_input_changed(self, message: Input.Changed) -> None:
        """Narrow the list to the entries that have all the words typed."""
        message.stop()
        self._show(message.value)

    def _show(self, typed: str) -> None:
        words = fold_key(typed).split()
        found = [c for c, key in zip(self._choices, self._keys, strict=True) if all(word in key for word in words)]
        if words:
            found.sort(key=lambda choice: not fold_key(choice.name).startswith(words[0]))
        if self._typed is not None and typed.strip():
            found += self._typed(typed.strip())
        said = f"nothing here is called “{typed}”" if typed.strip() else self._nothing
        width = max([_SORT, *(len(choice.sort) + 1 for choice in found)])
        items = [ChoiceItem(choice, width) for choice in found]
        self.query_one(ItemList).fill(items or [ProseItem((said, "faint"))])

    def action_move(self, by: int) -> None:
        """Move through the list."""
        self.query_one(ItemList).move(by)

    def action_choose(self) -> None:
        """Choose the entry under the cursor."""
        self.query_one(ItemList).choose()

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        """Hand the choice over."""
        message.stop()
        if isinstance(message.item, ChoiceItem):
            self.dismiss(message.item.choice.value)

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Keep the movements of this list to itself."""
        message.stop()
