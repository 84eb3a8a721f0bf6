"""The base of the views: panes from the shallow to the deep, beside or under each other, or one at a time."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import events
from textual.containers import Container
from textual.widget import Widget

from reform_tui.app.session import Session
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.lines import LineView

Arrangement = Literal["single", "under", "beside"]


class PaneView(Container):
    """A view of up to three panes. ``PANES`` are the ids of the widgets that take the keyboard, shallow to deep.

    ``TITLES`` gives the id of the widget that stands over a pane and comes and goes with it.
    """

    PANES: ClassVar[tuple[str, ...]] = ()
    UPPER_SHARE: ClassVar[float] = 5 / 9  # of the height, at most, for a list over its text
    INDEX: ClassVar[str | None] = None
    BESIDE_FROM: ClassVar[int] = 84
    UNDER_FROM: ClassVar[int] = 18

    def __init__(self, session: Session, *, id: str) -> None:
        super().__init__(id=id)
        self.session = session
        self.depth = 0
        self.zoomed = False
        self.has_sidebar = False
        self.is_behind = False  # the session has changed since it was filled

    def pane(self, depth: int | None = None) -> LineView:
        """Return the widget at that depth, or at the one the keyboard is at."""
        return self.query_one(f"#{self.PANES[self.depth if depth is None else depth]}", LineView)

    def arrangement(self) -> Arrangement:
        """Return how the last two panes stand: by the size of the view."""
        if self.zoomed or self.app.size.width < 60 or self.app.size.height < 15:
            return "single"
        if self.size.width >= self.BESIDE_FROM:
            return "beside"
        return "under" if self.UNDER_FROM and self.size.height >= self.UNDER_FROM else "single"

    def first_depth(self) -> int:
        """Return the shallowest pane there is: the index is the sidebar where there is one."""
        return 1 if self.INDEX and self.has_sidebar else 0

    def set_out(self) -> None:
        """Show the panes that there is room for."""
        if not self.size.width:
            return
        how = self.arrangement()
        self.depth = max(self.depth, self.first_depth())
        last = len(self.PANES) - 1
        if how == "under" and self.depth == last:
            how = "single"  # a text that is read has the screen
        pair = {self.depth} if how == "single" else {last - 1, last}
        if self.INDEX and self.depth == 0:
            pair = {0}
        if last == 0:
            pair = {0}
        if not self.has_text():
            pair = {last - 1}
        for depth, pane in enumerate(self.PANES):
            frame = self.frame_of(pane)
            frame.display = depth in pair
        self.set_class(how == "under" and len(pair) > 1, "-under")
        self.set_class(len(pair) == 1, "-single")
        self.share_height()

    def share_height(self) -> None:
        """Give the upper of two panes no more rows than it fills."""
        upper = self.query_one(f"#{self.PANES[max(len(self.PANES) - 2, 0)]}", LineView)
        if not self.has_class("-under"):
            upper.styles.clear_rule("height")
            return
        share = int(self.size.height * self.UPPER_SHARE)
        wanted = min(upper.virtual_size.height or share, share)
        if upper.styles.inline.height is None or upper.styles.inline.height.value != wanted:
            upper.styles.height = wanted

    def has_text(self) -> bool:
        """Whether there is something to show in the last pane."""
        return True

    def depths(self) -> list[int]:
        """Return the depths to which tab goes, shallow to deep."""
        return list(range(self.first_depth(), len(self.PANES)))

    def panes_shown(self) -> list[str]:
        """Return the panes that are shown."""
        return [pane for pane in self.PANES if self.frame_of(pane).display]

    def frame_of(self, pane: str) -> Widget:
        """Return what is shown and hidden for a pane: the container around it, or itself."""
        found = self.query(f"#{pane}-frame")
        return found.first() if found else self.query_one(f"#{pane}")

    def on_resize(self, event: events.Resize) -> None:
        """Arrange anew."""
        del event
        self.set_out()

    def go_deeper(self) -> bool:
        """Give the keyboard to the next deeper pane; whether there is one."""
        return self.go_to_depth(self.depth + 1)

    def go_back(self) -> bool:
        """Give the keyboard to the next shallower pane; whether there is one."""
        return self.depth > self.first_depth() and self.go_to_depth(self.depth - 1)

    def go_to_depth(self, depth: int) -> bool:
        """Give the keyboard to a pane; whether there is one so deep."""
        if not self.first_depth() <= depth < len(self.PANES):
            return False
        self.depth = depth
        self.set_out()
        self.pane().focus(scroll_visible=False)
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the keyboard when the mouse or tab has moved it."""
        if event.widget.id in self.PANES:
            self.depth = self.PANES.index(event.widget.id)

    def zoom(self) -> bool:
        """Give one pane all the room, or no longer; return which."""
        self.zoomed = not self.zoomed
        self.set_out()
        return self.zoomed

    def fill(self) -> None:
        """Show what the session holds now: another library, another answer."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Show what the session holds now, where that is something else.

        Nobody is told that cursors have moved: it would come after what is about to be opened here.
        """
        if self.is_behind:
            self.is_behind = False
            with self.prevent(ItemList.Moved):
                self.fill()

    def redraw_marks(self) -> None:
        """Draw anew what is selected and compared."""
        for pane in self.PANES:
            self.query_one(f"#{pane}", LineView).redraw()
