"""Which words are the quote: its ends moved by word and by sentence, or the place chosen where it is parted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from reform_tui.app.overlays.overlay import Overlay
from reform_tui.app.stepping import End, Span, Steps, Unit, with_edges
from reform_tui.app.views.items import ProseItem
from reform_tui.app.widgets.marked_reader import MarkedReader, Stretch
from reform_tui.app.widgets.review_head import ReviewHead

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Library, Quote

_AROUND = 40  # code points shown on each side of the place that moves


class _Marking(Overlay[tuple[Span, ...]]):
    """A text with a place in it that arrows move; gives spans, None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "step('word', 1)", show=False),
        Binding("left,h", "step('word', -1)", show=False),
        Binding("down,j", "step('sentence', 1)", show=False),
        Binding("up,k", "step('sentence', -1)", show=False),
        Binding("enter", "keep", show=False),
    ]
    TITLE_TEXT = ""
    HINT = ""

    def __init__(self, library: Library, document: Document, quote: Quote) -> None:
        super().__init__()
        self._library = library
        self._document = document
        self._spans: list[Span] = [(part.start, part.end) for part in quote.segments]
        self._steps = Steps(document.source, (self._spans[0][0], self._spans[-1][1]))

    def compose(self) -> ComposeResult:
        """What is moved, over the text."""
        with Vertical(classes="panel") as panel:
            panel.border_title = Text(self.TITLE_TEXT)
            panel.border_subtitle = Text(self.HINT)
            yield ReviewHead(id="words-head")
            yield MarkedReader(id="words-text")

    def on_mount(self) -> None:
        """Show it."""
        self.query_one(MarkedReader).focus()
        self.show()

    def show(self) -> None:
        """Show the words as they would be."""
        reader = self.query_one(MarkedReader)
        reader.mark_out(self._library, self._document, self.stretches())
        place = self.place()
        if not reader.is_in_sight(place):
            reader.jump(place, above=4)
        self.query_one(ReviewHead).show(self.says())

    def stretches(self) -> list[Stretch]:
        """Return what is to be marked."""
        raise NotImplementedError

    def place(self) -> int:
        """Return the place that moves."""
        raise NotImplementedError

    def says(self) -> Sequence[ProseItem]:
        """Return what is said of it."""
        raise NotImplementedError

    def around(self, at: int) -> tuple[str, str]:
        """Return what stands before and after a place, in one line."""
        text = self._document.source.text
        before = " ".join(text[max(at - _AROUND, 0) : at].split()) + (" " if text[at - 1 : at].isspace() else "")
        after = (" " if text[at : at + 1].isspace() else "") + " ".join(text[at : at + _AROUND].split())
        return before, after


class Words(_Marking):
    """Gives the spans of the quote as they were made."""

    TITLE_TEXT = "The words of this quote"
    HINT = "← → word · ↑ ↓ sentence · tab other end · ⏎ keep · Esc drop"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab,shift+tab", "other_end", show=False)]

    def __init__(self, library: Library, document: Document, quote: Quote) -> None:
        super().__init__(library, document, quote)
        self._edges: dict[End, int] = {"start": self._spans[0][0], "end": self._spans[-1][1]}
        self._end: End = "end"

    @property
    def spans(self) -> list[Span]:
        """The quote as it would be."""
        return with_edges(self._document.source, self._spans, self._edges["start"], self._edges["end"])

    def stretches(self) -> list[Stretch]:
        """Mark the words, and the character at the end that moves."""
        at = self.place() if self._end == "start" else self.place() - 1
        return [*((start, end, "current") for start, end in self.spans), (at, at + 1, "edge")]

    def place(self) -> int:
        """Return where the end that moves is."""
        return self._edges[self._end]

    def says(self) -> Sequence[ProseItem]:
        """Say which end moves and what stands there."""
        before, after = self.around(self.place())
        is_start = self._end == "start"
        return [
            ProseItem(("the BEGINNING moves" if is_start else "the END moves", "strong"), indent=0),
            ProseItem(
                (f"…{before}", "faint" if is_start else ""),
                ("[" if is_start else "]", "edge"),
                (f"{after}…", "" if is_start else "faint"),
                indent=0,
            ),
        ]

    def action_step(self, unit: Unit, by: int) -> None:
        """Move the end, but not beyond the other."""
        at = self._steps.step(self._end, unit, self.place(), by)
        start = at if self._end == "start" else self._edges["start"]
        end = at if self._end == "end" else self._edges["end"]
        if start < end:
            self._edges[self._end] = at
        self.show()

    def action_other_end(self) -> None:
        """Let the other end move."""
        self._end = "start" if self._end == "end" else "end"
        self.show()

    def action_keep(self) -> None:
        """Give the words."""
        self.dismiss(tuple(self.spans))


class SplitAt(_Marking):
    """Gives one empty span: where the second quote begins."""

    TITLE_TEXT = "Part this quote in two"
    HINT = "← → word · ↑ ↓ sentence · ⏎ part here · Esc drop"

    def __init__(self, library: Library, document: Document, quote: Quote) -> None:
        super().__init__(library, document, quote)
        words = self._steps.inside(self._spans, "word")
        places = self._steps.inside(self._spans, "sentence") or words[len(words) // 2 :]
        self.can_be_split = bool(places)
        self._at = places[0] if places else self._spans[0][0]

    def stretches(self) -> list[Stretch]:
        """Mark the first of the two, the second, and where it begins."""
        first = [(a, min(b, self._at), "current") for a, b in self._spans if a < self._at]
        second = [(max(a, self._at), b, "cue") for a, b in self._spans if b > self._at]
        return [*first, *second, (self._at, self._at + 1, "edge")]

    def place(self) -> int:
        """Return where the second begins."""
        return self._at

    def says(self) -> Sequence[ProseItem]:
        """Say what stands there."""
        before, after = self.around(self._at)
        return [
            ProseItem(("the second quote begins behind the bar", "strong"), indent=0),
            ProseItem(f"…{before}", ("|", "edge"), f"{after}…", indent=0),
        ]

    def action_step(self, unit: Unit, by: int) -> None:
        """Move the place within the quote."""
        places = self._steps.inside(self._spans, unit)
        beyond = [at for at in places if (at > self._at if by > 0 else at < self._at)]
        if beyond:
            self._at = beyond[0] if by > 0 else beyond[-1]
        self.show()

    def action_keep(self) -> None:
        """Give the place."""
        self.dismiss(((self._at, self._at),))
