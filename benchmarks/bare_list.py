"""What a list costs at least: 500 entries of four rows, drawn by the line, all of them new at every key.

Nothing else is on the screen, nothing is looked for. Run by ``benchmarks/app.py``.
"""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip


class BareList(ScrollView):
    """The list."""

    entries: list[str] = []  # noqa: RUF012 - one instance, replaced whole

    def fill(self, entries: list[str]) -> None:
        """Show other entries."""
        self.entries = entries
        self.virtual_size = Size(self.size.width, len(entries) * 4)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        at, row = divmod(y + int(self.scroll_offset.y), 4)
        text = self.entries[at] if at < len(self.entries) and row < 3 else ""
        return Strip([Segment(text, self.rich_style)]).crop_extend(0, self.size.width, self.rich_style)


class BareApp(App[None]):
    """A bare list, filled anew at every key."""

    def compose(self) -> ComposeResult:
        """It, and nothing else."""
        yield BareList()

    def on_key(self, event: events.Key) -> None:
        """Fill it with what has the key in it."""
        text = f"“word number {{}} of the many words that such a statement has in it” · Ann Lee · direct · {event.key}"
        self.query_one(BareList).fill([text.format(number) for number in range(500)])


if __name__ == "__main__":
    BareApp().run()
