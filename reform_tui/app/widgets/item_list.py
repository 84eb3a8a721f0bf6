"""A list of items of any height, with a cursor; the lines of an item are made when it is seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from textual import events
from textual.message import Message

from reform_tui.app.widgets.lines import Line, LineView


class Item:
    """One entry. ``selectable`` is false for headings, over which the cursor passes."""

    selectable = True

    def height(self, width: int) -> int:
        """Return how many rows the item has at ``width`` cells; cheap, it is asked of every item."""
        del width
        return 1

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Return as many rows as :meth:`height` says; ``here`` when the cursor is on the item."""
        raise NotImplementedError


class ItemList(LineView):
    """A scrolling list with a cursor on one item."""

    class Moved(Message):
        """The cursor has come to another item; messages that wait for the same list become one."""

        def __init__(self, list: ItemList) -> None:
            super().__init__()
            self.list = list

        @property
        def control(self) -> ItemList:
            """The list."""
            return self.list

        def can_replace(self, message: Message) -> bool:
            """Let the newest stand for all that wait."""
            return isinstance(message, ItemList.Moved) and message.list is self.list

    class Chosen(Message):
        """An item has been chosen, by Enter or a click on the item under the cursor."""

        def __init__(self, list: ItemList, item: Item) -> None:
            super().__init__()
            self.list = list
            self.item = item

        @property
        def control(self) -> ItemList:
            """The list."""
            return self.list

    RESTS = True  # whether the cursor is shown while the keyboard is elsewhere
    CHOOSES_ON_CLICK = False

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.items: Sequence[Item] = ()
        self.cursor = -1
        self._tops: list[int] = [0]
        self._lines: tuple[int, bool, Sequence[Line]] = (-1, False, ())

    @property
    def item(self) -> Item | None:
        """The item under the cursor."""
        return self.items[self.cursor] if 0 <= self.cursor < len(self.items) else None

    def fill(self, items: Sequence[Item], cursor: int = 0) -> None:
        """Show other items, the cursor on the one given or the next that can be selected."""
        self.items = items
        self.cursor = -1
        self.refill()
        self.scroll_to(y=0, animate=False, immediate=True)
        self.go_to(self._near(cursor, 1))

    def lay_out(self, width: int) -> int:
        """Add up the heights."""
        self._tops = list(accumulate((item.height(width) for item in self.items), initial=0))
        self._lines = (-1, False, ())
        return self._tops[-1]

    def row(self, y: int) -> Line:
        """Return a row of the item that stands there."""
        index = bisect_right(self._tops, y) - 1
        here = index == self.cursor and (self.RESTS or self.has_focus)
        if self._lines[:2] != (index, here):
            self._lines = (index, here, self.items[index].lines(self.columns, here=here))
        row = self._lines[2][y - self._tops[index]]
        if here and not row.base:
            return Line(row.parts, "cursor" if self.has_focus else "resting")
        return row

    def place(self) -> int | None:
        """Return the item under the cursor."""
        return self.cursor if self.cursor >= 0 else None

    def restore(self, place: int) -> None:
        """Bring that item into view."""
        self._show_item(place)

    def redraw_items(self) -> None:
        """Draw all items anew: what they say about themselves has changed, their heights have not."""
        self._lines = (-1, False, ())
        self.redraw()

    def go_to(self, index: int) -> None:
        """Put the cursor on an item and bring it into view."""
        if not 0 <= index < len(self.items) or not self.items[index].selectable:
            return
        old, self.cursor = self.cursor, index
        self._lines = (-1, False, ())
        self._redraw_item(old)
        self._redraw_item(index)
        self._show_item(index)
        if old != index:
            self.post_message(self.Moved(self))

    def move(self, by: int) -> None:
        """Move the cursor ``by`` items, over those that cannot be selected."""
        self.go_to(self._near(self.cursor + by, 1 if by > 0 else -1))

    def move_rows(self, rows: int) -> None:
        """Move the cursor to the item about so many rows on."""
        if not self.items:
            return
        y = self._tops[max(self.cursor, 0)] + rows
        index = min(max(bisect_right(self._tops, y) - 1, 0), len(self.items) - 1)
        if index == self.cursor:
            self.move(1 if rows > 0 else -1)
        else:
            self.go_to(self._near(index, 1 if rows > 0 else -1))

    def move_to_end(self, *, last: bool) -> None:
        """Move the cursor to the first or the last item."""
        self.go_to(self._near(len(self.items) - 1 if last else 0, -1 if last else 1))
        self.show_row(max(self.virtual_size.height - self.visible_rows, 0) if last else 0)

    def _near(self, index: int, step: int) -> int:
        """Return ``index``, or the next one in that direction, or else in the other, that can be selected."""
        if not self.items:
            return -1
        index = min(max(index, 0), len(self.items) - 1)
        for way in (
            range(index, len(self.items) if step > 0 else -1, step),
            range(index, -1 if step > 0 else len(self.items), -step),
        ):
            for at in way:
                if self.items[at].selectable:
                    return at
        return -1

    def _redraw_item(self, index: int) -> None:
        if 0 <= index < len(self._tops) - 1:
            for y in range(self._tops[index], self._tops[index + 1]):
                self._strips.pop(y, None)
            self.refresh()

    def _show_item(self, index: int) -> None:
        if not 0 <= index < len(self._tops) - 1:
            return
        top, bottom = self._tops[index], self._tops[index + 1]
        first = int(self.scroll_offset.y)
        while index > 0 and not self.items[index - 1].selectable:  # a heading stays with what it heads
            index -= 1
            top = self._tops[index]
        if top < first:
            self.show_row(top)
        elif bottom > first + self.visible_rows:
            self.show_row(max(min(bottom - self.visible_rows, self._tops[self.cursor]), 0))

    @property
    def is_cursor_seen(self) -> bool:
        """Whether any row of the item under the cursor is in sight."""
        if not 0 <= self.cursor < len(self._tops) - 1:
            return False
        first = int(self.scroll_offset.y)
        return self._tops[self.cursor] < first + self.visible_rows and self._tops[self.cursor + 1] > first

    def show_cursor(self) -> None:
        """Bring the item under the cursor into view."""
        self._show_item(self.cursor)

    def choose(self) -> None:
        """Choose the item under the cursor."""
        if self.item is not None:
            self.post_message(self.Chosen(self, self.item))

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self._lines = (-1, False, ())
        self._redraw_item(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor as one at rest."""
        self._lines = (-1, False, ())
        self._redraw_item(self.cursor)

    def on_click(self, event: events.Click) -> None:
        """Move to the item clicked; choose it when it is clicked again."""
        y = event.y + int(self.scroll_offset.y)
        index = bisect_right(self._tops, y) - 1
        if not 0 <= index < len(self.items) or not self.items[index].selectable:
            return
        is_here = index == self.cursor
        self.go_to(index)
        if self.CHOOSES_ON_CLICK or (is_here and event.chain > 1):
            self.choose()
