"""Every action and its keys, declared once: bindings, footer, help, palette and the table in README come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Group = Literal["Views", "Move", "Find", "Quotes", "Program"]
Place = Literal["query", "hits", "text", "index", "columns"]
"""What has the keyboard: the query bar, a list of quotes, a text, a list of other things, a comparison."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do.

    ``name`` is the method ``action_…`` of the application with its arguments; ``footer`` the words for it in the
    footer, where ``places`` say that it fits; ``shown`` the keys as people know them.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    group: Group
    shown: str
    footer: str = ""
    places: tuple[Place, ...] = ()
    palette: bool = True

    def binding(self) -> Binding:
        """Return the action as Textual binds it."""
        return Binding(",".join(self.keys), self.name, self.title, key_display=self.shown, show=False, id=self.id)

    @property
    def id(self) -> str:
        """A name for the action that has no brackets in it."""
        return self.name.replace("('", "-").replace("')", "").replace("(", "-").replace(")", "")


_LISTS: tuple[Place, ...] = ("hits", "index")
_QUOTES: tuple[Place, ...] = ("hits", "text", "columns")

ACTIONS: tuple[Action, ...] = (
    Action("view('quotes')", ("1",), "Quotes", "Views", "1"),
    Action("view('documents')", ("2",), "Documents", "Views", "2"),
    Action("view('speakers')", ("3",), "Speakers", "Views", "3"),
    Action("view('compare')", ("4",), "Compare: who disagrees about what", "Views", "4"),
    Action("next_pane", ("tab",), "Next pane", "Views", "tab", palette=False),
    Action("pane_left", ("h", "left"), "Pane or column to the left", "Views", "h ←", palette=False),
    Action("pane_right", ("l", "right"), "Pane or column to the right", "Views", "l →", palette=False),
    Action("zoom", ("z",), "Zoom the pane", "Views", "z"),
    Action("move(1)", ("j", "down"), "Down", "Move", "j ↓", palette=False),
    Action("move(-1)", ("k", "up"), "Up", "Move", "k ↑", palette=False),
    Action("page(0.5)", ("d",), "Half a page down", "Move", "d", palette=False),
    Action("page(-0.5)", ("u",), "Half a page up", "Move", "u", palette=False),
    Action("page(1)", ("pagedown",), "A page down", "Move", "PgDn", palette=False),
    Action("page(-1)", ("pageup",), "A page up", "Move", "PgUp", palette=False),
    Action("end(False)", ("g", "home"), "To the beginning", "Move", "g", palette=False),
    Action("end(True)", ("G", "end"), "To the end", "Move", "G", palette=False),
    Action("read", ("enter",), "Read: open what is under the cursor", "Move", "⏎", "read", _LISTS, palette=False),
    Action("next_hit(1)", ("n",), "Next match or quote in the text", "Find", "n", "next quote", ("text",)),
    Action("next_hit(-1)", ("N",), "Previous match or quote in the text", "Find", "N"),
    Action("section(1)", ("right_square_bracket",), "Next section of the text", "Find", "]", "section", ("text",)),
    Action("section(-1)", ("left_square_bracket",), "Previous section of the text", "Find", "["),
    Action("search", ("slash",), "Search; in a text, find", "Find", "/", "search", (*_QUOTES, "index")),
    Action("filter", ("f",), "Filter by document, speaker, topic, kind or date", "Find", "f", "filter", ("hits",)),
    Action("sort", ("s",), "Sort by relevance or by date", "Find", "s", "sort", ("hits",)),
    Action("toggle_selection", ("space",), "Select the quote, or take it out", "Quotes", "space", "select", _QUOTES),
    Action(
        "toggle_comparison",
        ("x",),
        "Add to the comparison, or take out",
        "Quotes",
        "x",
        "compare",
        (*_QUOTES, "index"),
    ),
    Action("compare", ("c",), "Compare what was added, or the topic", "Quotes", "c"),
    Action("compare_search", ("X",), "Add this search to the comparison", "Quotes", "X"),
    Action("note", ("m",), "Note on the quote", "Quotes", "m"),
    Action("tags", ("t",), "Tags of the quote", "Quotes", "t"),
    Action("undo", ("U",), "Undo the last change of the selection", "Quotes", "U"),
    Action("picked", ("b",), "The selection: order, notes, tags; open another", "Quotes", "b", "selection", _LISTS),
    Action(
        "export", ("e",), "Export the selection, or what was found, with a preview", "Quotes", "e", "export", _QUOTES
    ),
    Action(
        "copy",
        ("y",),
        "Copy the quote with its attribution, or the text the mouse selected",
        "Quotes",
        "y",
        "copy",
        _QUOTES,
    ),
    Action("verify", ("v",), "Verify a draft: its quotations held against the library", "Quotes", "v"),
    Action("copy_key", ("Y",), "Copy the citation key", "Quotes", "Y"),
    Action("help", ("question_mark", "f1"), "Help", "Program", "? F1", "help", (*_QUOTES, "index")),
    Action("palette", ("colon", "f2"), "Commands: documents, speakers, topics, actions", "Program", ": F2"),
    Action("back", ("escape",), "One step back; never quits", "Program", "Esc", palette=False),
    Action("theme", ("T",), "Theme: dark, light, high contrast, the terminal’s own colours", "Program", "T"),
    Action("quit", ("q",), "Quit; everything is saved", "Program", "q", "quit", ("index",)),
)


def keys_table() -> str:
    """Return the table of keys that stands in README."""
    rows = (f"| `{action.shown}` | {action.title} |" for action in ACTIONS)
    return "\n".join(["| keys | |", "|---|---|", *rows]) + "\n"
