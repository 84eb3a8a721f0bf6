"""Every action and its keys, declared once: bindings, footer, help, palette and the table in README come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding

Group = Literal["Views", "Move", "Find", "Quotes", "Review", "Program"]
Place = Literal["query", "find", "hits", "offer", "text", "index", "columns", "review"]
"""What has the keyboard: the query, what is looked for in a text, a list of quotes, another query that is offered, a
text, another list, columns, the review."""


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can do.

    ``name`` is the method ``action_…`` of the application with its arguments; ``footer`` the words for it in the
    footer, where ``places`` say that it fits; ``shown`` the keys as people know them. ``within`` names the view in
    which alone the keys do this; elsewhere they may do something else.
    """

    name: str
    keys: tuple[str, ...]
    title: str
    group: Group
    shown: str
    footer: str = ""
    places: tuple[Place, ...] = ()
    palette: bool = True
    within: str = ""

    def binding(self) -> Binding:
        """Return the action as Textual binds it: to the application, or to the view in which alone it is done."""
        name = f"app.{self.name}" if self.within else self.name
        return Binding(",".join(self.keys), name, self.title, key_display=self.shown, show=False, id=self.id)

    @property
    def id(self) -> str:
        """A name for the action that has no brackets in it."""
        return self.name.replace("('", "-").replace("')", "").replace("(", "-").replace(")", "")


def _review(name: str, key: str, title: str, footer: str = "", shown: str = "") -> Action:
    """Return an action of the review."""
    places: tuple[Place, ...] = ("review",) if footer else ()
    return Action(name, (key,), title, "Review", shown or key, footer, places, palette=False, within="review")


_LISTS: tuple[Place, ...] = ("hits", "index")
_QUOTES: tuple[Place, ...] = ("hits", "text", "columns")

ACTIONS: tuple[Action, ...] = (
    Action("view('quotes')", ("1",), "Quotes", "Views", "1"),
    Action("view('documents')", ("2",), "Documents", "Views", "2"),
    Action("view('speakers')", ("3",), "Speakers", "Views", "3"),
    Action("view('compare')", ("4",), "Compare: who disagrees about what", "Views", "4"),
    Action("review", ("r",), "Review what is proposed; again: this document, all documents", "Views", "r"),
    Action("paragraphs", ("H",), "Headings of the text that is read, and what is left out of it", "Views", "H"),
    Action("next_pane", ("tab",), "Next pane", "Views", "tab", palette=False),
    Action("previous_pane", ("shift+tab",), "Previous pane", "Views", "shift+tab", palette=False),
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
    Action(
        "read",
        ("enter",),
        "Read: open what is under the cursor",
        "Move",
        "⏎",
        "read",
        (*_LISTS, "offer", "columns"),
        palette=False,
    ),
    Action("next_hit(1)", ("n",), "Next match or quote in the text", "Find", "n", "next quote", ("text",)),
    Action("next_hit(-1)", ("N",), "Previous match or quote in the text", "Find", "N"),
    Action("section(1)", ("right_square_bracket",), "Next section of the text", "Find", "]", "section", ("text",)),
    Action("section(-1)", ("left_square_bracket",), "Previous section of the text", "Find", "["),
    Action(
        "search",
        ("slash",),
        "Search; in a text, find in it (n N next, Esc ends)",
        "Find",
        "/",
        "search",
        (*_QUOTES, "offer", "index"),
    ),
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
    Action("candidates", ("plus",), "Quotes that may bear on a position of the topic shown", "Quotes", "+"),
    Action("note", ("m",), "Note on the quote", "Quotes", "m"),
    Action("tags", ("t",), "Tag the quote, or move it to a position", "Quotes", "t"),
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
    _review("review_accept", "a", "Accept: quote, speaker or fact; on to the next", "accept"),
    _review("review_reject", "x", "Reject the quote; it is not proposed again", "reject"),
    _review(
        "review_speaker", "s", "Give the quote to another speaker, known or new; say who a new speaker is", "speaker"
    ),
    _review("review_role", "o", "Role of the speaker, in the document’s words", "role"),
    _review("review_kind", "K", "Kind: direct, mixed, indirect, authored", "kind"),
    _review("review_words", "w", "Words: move both ends by word and sentence; correct a fact, a name", "words"),
    _review("review_split", "p", "Part the quote in two at a place", "part"),
    _review("review_join", "J", "Join with the quote that follows in the text", "join"),
    _review("review_place", "t", "Set the quote under a position, likely ones first", "place"),
    _review("review_undo", "U", "Undo the last decision, also of an earlier run", "undo"),
    _review("review_step(1)", "n", "Next of what is to be reviewed, also from the text"),
    _review("review_step(-1)", "N", "The one before"),
    _review("review_section(1)", "right_square_bracket", "Next section: facts, new speakers, quotes", shown="]"),
    _review("review_section(-1)", "left_square_bracket", "The section before", shown="["),
    Action("help", ("question_mark", "f1"), "Help", "Program", "? F1", "help", (*_QUOTES, "offer", "index", "review")),
    Action("palette", ("colon", "f2"), "Commands: documents, speakers, topics, actions", "Program", ": F2"),
    Action(
        "back",
        ("escape",),
        "One step back; never quits",
        "Program",
        "Esc",
        "back",
        ("text", "columns", "review"),
        palette=False,
    ),
    Action("theme", ("T",), "Theme: dark, light, high contrast, the terminal’s own colours", "Program", "T"),
    Action("quit", ("q",), "Quit; everything is saved", "Program", "q", "quit", ("offer", "index")),
)


def keys_table(within: str = "") -> str:
    """Return a table of keys that stands in README: those of everywhere, or of one view alone."""
    rows = (f"| `{action.shown}` | {action.title} |" for action in ACTIONS if action.within == within)
    return "\n".join(["| keys | |", "|---|---|", *rows]) + "\n"
