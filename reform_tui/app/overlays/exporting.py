"""Export: where to, in which format, grouped how; the text that will be written, as it will be written."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, get_args

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reform_tui.app.overlays.overlay import Overlay
from reform_tui.app.saying import counted
from reform_tui.app.views.items import ProseItem
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.lines import Line, LineView, clipped, line
from reform_tui.export.escaping import Flavour
from reform_tui.export.formats import FORMATS, Export, FormatName, export, format_of
from reform_tui.export.options import ExportOptions, GroupBy
from reform_tui.library.display import displayed
from reform_tui.library.durable import write_whole
from reform_tui.library.model import Library
from reform_tui.library.selection import Pick

_PREVIEWED = 400  # lines of the file that the preview shows


class OptionItem(Item):
    """An option and its value; ⏎ goes to the next value."""

    def __init__(self, name: str, values: Sequence[str], value: str, used: str) -> None:
        self.name = name
        self.values = values
        self.value = value
        self._used = used

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the name and all values, the one that holds in brackets."""
        parts = [("▌ " if here else "  ", "mark"), (f"{self.name:<10}", "faint")]
        parts += [(f"[{value}]", "key") if value == self.value else (f" {value} ", "") for value in self.values]
        return [Line(tuple(clipped([*parts, (f"  {self._used}", "faint")], width)))]

    def turned(self, by: int) -> str:
        """Return the next value, or the one before."""
        return self.values[(self.values.index(self.value) + by) % len(self.values)]


class PathInput(Input):
    """The path of the file; ↓ goes to the options."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "app.focus_next", "Options", show=False)]


class Preview(ItemList):
    """The file as it would be written, from one of its lines on; that line stays at the top whatever the width."""

    _first = 0

    def show(self, items: Sequence[Item], first: int) -> None:
        """Show a file from the line ``first`` on; what goes before is scrolled past."""
        self.fill(items)
        self._first = first
        self.call_after_refresh(self.restore, first)

    def place(self) -> int | None:
        """Return the line at the top."""
        return self._first

    def restore(self, place: int) -> None:
        """Bring that line to the top."""
        if self.columns:
            self.show_row(self._tops[min(place, len(self.items))])

    def turn_page(self, *, down: bool) -> None:
        """Scroll."""
        by = self.visible_rows - 1
        self.scroll_to(y=self.scroll_offset.y + (by if down else -by), animate=False, immediate=True)
        self._first = bisect_right(self._tops, int(self.scroll_offset.y)) - 1


class Options(ItemList):
    """The options; ↑ above the first goes to the path. The cursor is seen when the keys are theirs."""

    RESTS = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "turn_to(1)", show=False),
        Binding("up,k", "turn_to(-1)", show=False),
        Binding("right,l,space", "screen.turn(1)", show=False),
        Binding("enter", "screen.write", show=False),
        Binding("left,h", "screen.turn(-1)", show=False),
    ]

    def action_turn_to(self, by: int) -> None:
        """Go to another option, or back to the path."""
        if self.cursor == 0 and by < 0:
            self.screen.query_one(PathInput).focus()
        else:
            self.move(by)


class Answer(LineView, can_focus=False):
    """A row that says what will happen."""

    def __init__(self) -> None:
        super().__init__(id="export-answer")
        self._text, self._role = "", "strong"

    def say(self, text: str, role: str = "strong") -> None:
        """Say it."""
        self._text, self._role = text, role
        self.refill()

    def lay_out(self, width: int) -> int:
        """One row."""
        del width
        return 1

    def row(self, y: int) -> Line:
        """Draw it."""
        del y
        return Line(tuple(clipped(line((self._text, self._role)).parts, self.columns)))


class Exporting(Overlay[str]):
    """Writes a file and gives its path; None where nothing was written."""

    def __init__(self, library: Library, picks: Sequence[Pick], options: ExportOptions, path: str) -> None:
        super().__init__()
        self._library = library
        self._picks = picks
        self._options = options
        self._path = path
        self._format: FormatName = format_of(path) or "markdown"
        self._made: Export | None = None
        self._asked = ""

    def compose(self) -> ComposeResult:
        """The path, the options, the preview."""
        with Vertical(classes="panel export") as panel:
            panel.border_title = Text(f"Export {counted(len(self._picks), 'quote')}")
            panel.border_subtitle = Text("⏎ write · ↓ options ← → · PgUp PgDn scroll the preview · Esc close")
            yield PathInput(self._path, compact=True, select_on_focus=False, id="path")
            yield Options(id="options")
            yield Answer()
            yield Preview(id="preview")

    def on_mount(self) -> None:
        """Show what would be written."""
        self._show()

    def _show(self) -> None:
        options = self._options
        at = max(self.query_one(Options).cursor, 0)
        is_markdown = self._format == "markdown"
        self.query_one(Options).fill(
            [
                OptionItem("format", tuple(FORMATS), self._format, ""),
                OptionItem("flavour", get_args(Flavour), options.flavour, "" if is_markdown else "(of Markdown only)"),
                OptionItem("group by", get_args(GroupBy), options.group_by, ""),
            ],
            at,
        )
        self._made = export(self._library, self._picks, self._format, options)
        lines = self._made.text.splitlines()
        items: list[Item] = [ProseItem(text) for text in lines[:_PREVIEWED]]
        if len(lines) > _PREVIEWED:
            items.append(ProseItem((f"… and {counted(len(lines) - _PREVIEWED, 'line')} more", "faint")))
        self.query_one(Preview).show(items, _first_quotation(lines[:_PREVIEWED]))
        missing = (
            f"; {counted(len(self._made.missing), 'quote')} no longer in the library" if self._made.missing else ""
        )
        self.query_one(Answer).say(f"{counted(self._made.quotes, 'quote')}, {counted(len(lines), 'line')}{missing}")
        self._asked = ""

    def action_turn(self, by: int) -> None:
        """Give the option under the cursor its next value."""
        item = self.query_one(Options).item
        if not isinstance(item, OptionItem):
            return
        value = item.turned(by)
        if item.name == "format":
            self._format = next(name for name in FORMATS if name == value)
            self._follow_format()
        elif item.name == "flavour":
            self._options = self._with(flavour=next(name for name in get_args(Flavour) if name == value))
        else:
            self._options = self._with(group_by=next(name for name in get_args(GroupBy) if name == value))
        self._show()

    def _with(self, *, flavour: Flavour | None = None, group_by: GroupBy | None = None) -> ExportOptions:
        from dataclasses import replace  # noqa: PLC0415

        return replace(
            self._options,
            flavour=flavour or self._options.flavour,
            group_by=group_by or self._options.group_by,
        )

    def _follow_format(self) -> None:
        """Give the path the ending of the format, unless somebody chose another that fits."""
        path = self.query_one(PathInput)
        endings = (e for f in FORMATS.values() for e in f.endings if path.value.casefold().endswith(e))
        ending = max(endings, key=len, default="")  # of .json and .csl.json the longer
        with self.prevent(Input.Changed):
            path.value = path.value[: len(path.value) - len(ending)] + FORMATS[self._format].endings[0]
        path.cursor_position = len(path.value)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Follow the ending that is typed."""
        message.stop()
        named = format_of(message.value)
        self._asked = ""
        if named is not None and named != self._format:
            self._format = named
            self._show()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Write the file."""
        message.stop()
        self.action_write()

    def action_write(self) -> None:
        """Write the file; where there is one already, ask first."""
        if self._made is None:
            return
        typed = self.query_one(PathInput).value.strip()
        path = Path(typed).expanduser()
        answer = self.query_one(Answer)
        if not typed or path.is_dir():
            answer.say("write the name of a file", "problem")
            return
        try:
            write_whole(path, self._made.text.encode("utf-8", "replace"), replace=self._asked == typed)
        except FileExistsError:
            self._asked = typed
            answer.say(f"{displayed(typed)} exists: ⏎ again overwrites it, another name keeps it", "problem")
        except OSError as error:
            answer.say(f"{displayed(typed)} cannot be written: {error.strerror or error}", "problem")
        else:
            self.dismiss(str(path))

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Keep the movements of these lists to themselves."""
        message.stop()

    def on_key(self, event: events.Key) -> None:
        """Let PgUp and PgDn scroll the preview, wherever the keyboard is."""
        if event.key in {"pagedown", "pageup"}:
            self.query_one(Preview).turn_page(down=event.key == "pagedown")
            event.stop()


def _first_quotation(lines: Sequence[str]) -> int:
    """Return the line at which what a reader looks for begins: the heading over the first quotation."""
    at = next((i for i, text in enumerate(lines) if text.startswith(">") or "<blockquote" in text), 0)
    heading = next((i for i in range(at, max(at - 4, -1), -1) if lines[i].startswith("#")), at)
    return heading if at else 0


def today() -> datetime.date:
    """Return the day that an export bears."""
    return datetime.datetime.now().astimezone().date()
