"""Help: every key, made from the declaration of actions, and what can be typed into the query."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, get_args

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from reform_tui.app.actions import ACTIONS, Group
from reform_tui.app.overlays.overlay import Overlay
from reform_tui.app.views.items import GapItem, HeadingItem, ProseItem
from reform_tui.app.widgets.item_list import Item, ItemList

QUERY = (
    ("waiting list", "both words, in any form; together first"),
    ('"choice and competition"', "exactly these words, in any typography"),
    ("competition OR choice", "either; also  choice -market,  NOT market,  ( … )"),
    ("timmins choice", "what whoever is called so says about it; the name alone: all they say"),
    ("accountab*", "words that begin so"),
    ("devoluton~", "near spellings"),
    ("speaker:timmins", "also document: topic: position: kind: stance: publisher:"),
    ("year:1998..2008", "also date:2018-01, year:nd"),
)
TYPING = (
    "What is typed right after the start is a query. Where a query of the last run is back, the keys act on what it "
    "found instead, and / types another."
)
SIGNS = (
    ("▌", "the cursor"),
    ("●", "selected"),
    ("◆", "to be compared"),
    ("│ ┃", "a quote in the text; the current one"),
    ("┊ ┋", "a proposed quote, not reviewed; the current one"),
    ("+ ~ −", "supports, qualifies, opposes"),
    ("¶24", "the paragraph of the source, which is the locator"),
    ("¶", "between two words of a quotation: a new paragraph begins here in the source"),
    ("[…]", "words of the source are left out here"),
)


class Help(Overlay[None]):
    """The whole of it, to scroll through."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("d,pagedown,space", "scroll(10)", show=False),
        Binding("u,pageup", "scroll(-10)", show=False),
        Binding("g,home", "scroll(-9999)", show=False),
        Binding("G,end", "scroll(9999)", show=False),
        Binding("q,question_mark,f1", "close", show=False),
    ]

    def compose(self) -> ComposeResult:
        """A list in a frame."""
        with Vertical(classes="panel") as panel:
            panel.border_title = Text("Help")
            panel.border_subtitle = Text("j k scroll · Esc close")
            yield ItemList(id="help")

    def on_mount(self) -> None:
        """Fill it."""
        self.query_one(ItemList).fill(help_items())

    def action_scroll(self, by: int) -> None:
        """Scroll."""
        pane = self.query_one(ItemList)
        pane.scroll_to(y=pane.scroll_offset.y + by, animate=False, immediate=True)


def help_items() -> Sequence[Item]:
    """Return the lines of the help."""
    items: list[Item] = []
    for group in get_args(Group):
        items.append(HeadingItem(group))
        items += [_entry(action.shown, action.title) for action in ACTIONS if action.group == group]
        items.append(GapItem())
    items += [ProseItem((TYPING, "faint"), indent=2), GapItem()]
    items += [HeadingItem("What the query understands"), *(_entry(key, text, 27) for key, text in QUERY), GapItem()]
    items += [HeadingItem("Signs"), *(_entry(key, text) for key, text in SIGNS)]
    items += [GapItem(), ProseItem(("The mouse clicks, wheels, and drags to select text; y copies it.", "faint"))]
    return items


def _entry(key: str, text: str, width: int = 10) -> Item:
    return ProseItem((f"{key:<{width}}", "key"), text, indent=2, hang=width)
