"""The base of lists, reader and columns: rows made when they are seen, text as data, a place kept on resize."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from reform_tui.app.widgets.wrapping import cut
from reform_tui.library.display import displayed

ROLES = (
    "strong",
    "faint",
    "match",
    "current",
    "furniture",
    "heading",
    "title",
    "mark",
    "supports",
    "qualifies",
    "opposes",
    "problem",
    "cursor",
    "resting",
    "rule",
    "tab",
    "key",
    "plain",
    "cue",
    "mention",
    "edge",
)
"""What a stretch of text is; app.tcss says how each looks. No meaning rests on colour alone."""

_MOST_KEPT = 500
"""Painted rows that a widget keeps, for when they are to be seen again."""

Part = tuple[str, str]
"""Text, and the roles it has, separated by spaces."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row before it is painted. ``base`` is the role of the whole row, to its end."""

    parts: tuple[Part, ...] = ()
    base: str = ""

    @property
    def text(self) -> str:
        """The row as plain text."""
        return "".join(text for text, _ in self.parts)


def line(*parts: str | Part, base: str = "") -> Line:
    """Return a row of parts whose text, wherever it comes from, is inert on any terminal."""
    made = ((part, "") if isinstance(part, str) else part for part in parts)
    return Line(tuple((displayed(text), role) for text, role in made), base)


def marked(text: str, start: int, end: int, spans: Iterable[tuple[int, int, str]], role: str = "") -> list[Part]:
    """Return ``text[start:end]`` as parts, each stretch with the roles of all the spans that cover it.

    ``spans`` are ``(start, end, role)`` in code points of ``text``; the text is displayed already.
    """
    over = [span for span in spans if span[0] < end and span[1] > start]
    cuts = sorted({start, end, *(max(span[0], start) for span in over), *(min(span[1], end) for span in over)})
    parts = []
    for first, last in pairwise(cuts):
        roles = [role, *(span[2] for span in over if span[0] <= first and last <= span[1])]
        parts.append((text[first:last], " ".join(filter(None, roles))))
    return parts


class Looks(Widget):
    """How each role looks, for all widgets at once: Textual works out every component class of every widget anew.

    Never seen; the application mounts one.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"looks--{role}" for role in ROLES}
    DEFAULT_CSS = "Looks { display: none; }"


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of text, made and painted only when they are seen.

    A subclass says :meth:`lay_out` and :meth:`row`; it calls :meth:`refill` when its content changes.
    """

    ALLOW_SELECT = False
    STANDS_STILL: ClassVar[bool] = False
    """Whether it never scrolls, so that it is laid out as it is first painted and no other widget has to move."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._row_count = 0
        self._drawn_at = 0
        self._drawn_from = 0
        self._is_behind = False
        self._strips: dict[int, Strip] = {}
        self._kept_strips: dict[tuple[Line, int], Strip] = {}
        self._styles: dict[str, Style] = {}
        self._laid_out_at = 0

    def lay_out(self, width: int) -> int:
        """Lay the content out at ``width`` cells and return the number of rows."""
        raise NotImplementedError

    def row(self, y: int) -> Line:
        """Return the row ``y``, from 0."""
        raise NotImplementedError

    def place(self) -> int | None:
        """Return where the view is, in a unit that no width changes; None where there is nothing to keep."""
        return None

    def restore(self, place: int) -> None:
        """Scroll so that ``place`` is where it was."""

    @property
    def columns(self) -> int:
        """The width in cells at which the rows are laid out."""
        return self._laid_out_at

    @property
    def visible_rows(self) -> int:
        """How many rows are seen at once."""
        return self.scrollable_content_region.height

    def refill(self) -> None:
        """Lay the content out anew, once the widget has a size, and draw it."""
        self._strips.clear()
        self._laid_out_at = self.scrollable_content_region.width  # 0 while hidden: laid out when it is shown
        if self._laid_out_at:
            self._row_count = self.lay_out(self._laid_out_at)
            if not self.STANDS_STILL:
                self.virtual_size = Size(self._laid_out_at, self._row_count)
        self.refresh()

    def redraw(self, rows: Iterable[int] | None = None) -> None:
        """Paint these rows anew, or all."""
        if rows is None:
            self._strips.clear()
            self.refresh()
            return
        for y in rows:
            self._strips.pop(y, None)
            self.refresh_line(y)

    def refresh_line(self, y: int) -> None:
        """Have one row of the content drawn again."""
        self.refresh_lines(y, 1)

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew and keep the place when the width has changed; keep it when only the height has, too."""
        del event
        self._fit()

    def _fit(self) -> None:
        self._is_behind = False
        place = self.place()
        if self.scrollable_content_region.width != self._laid_out_at:
            self.refill()
        if place is not None:
            self.restore(place)

    def notify_style_update(self) -> None:
        """Forget painted rows when the theme or a class changes."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()
        self._kept_strips.clear()

    def show_row(self, y: int, above: int = 0) -> None:
        """Scroll at once so that row ``y`` stands ``above`` rows below the top."""
        # Forced: a widget that is shown again has no scroll bar yet, and would not scroll.
        self.scroll_to(y=max(0, y - above), animate=False, immediate=True, force=True)

    def style_of(self, roles: str) -> Style:
        """Return the style of text with these roles, over that of the widget."""
        style = self._styles.get(roles)
        if style is None:
            style = self.rich_style
            looks = self.app.screen_stack[0].query_one(Looks)
            for role in roles.split():
                style += looks.get_component_rich_style(f"looks--{role}", partial=True)
            self._styles[roles] = style
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the rows of the window; what is the same for all of them is worked out once."""
        self._drawn_at = self.scrollable_content_region.width
        self._drawn_from = int(self.scroll_offset.y)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one row of the window."""
        at = y + self._drawn_from
        width = self._drawn_at
        if width != self._laid_out_at:
            self._catch_up(width)
        if at >= self._row_count or self._laid_out_at == 0:
            return Strip.blank(width, self.rich_style)
        selection = self.text_selection if self.ALLOW_SELECT else None
        if selection is None and (strip := self._strips.get(at)) is not None:
            return strip
        row = self.row(at)
        if selection is None:
            strip = self._strips[at] = self._strip_of(row, at, width)
            return strip
        strip = self._painted(row, width)
        if (span := selection.get_span(at)) is not None:
            strip = self._with_selection(strip, *span)
        return strip.apply_offsets(0, at)

    def _strip_of(self, row: Line, at: int, width: int) -> Strip:
        """Return a row painted; where one that says the same has been, that."""
        key = (row, at if self.ALLOW_SELECT else 0)
        strip = self._kept_strips.get(key)
        if strip is None or strip.cell_length != width:
            strip = self._painted(row, width)
            if self.ALLOW_SELECT:
                strip = strip.apply_offsets(0, at)
            if len(self._kept_strips) >= _MOST_KEPT:
                self._kept_strips.clear()
            self._kept_strips[key] = strip
        return strip

    def _catch_up(self, width: int) -> None:
        """Lay out for a width at which this is drawn already.

        Textual's word of it is on its way, or never comes: whoever asks for a region between a change of what is
        displayed and the layout has the map of all widgets made there and then, and the layout finds nothing new in it.
        """
        if self.STANDS_STILL:
            self._strips.clear()
            self._laid_out_at = width
            self._row_count = self.lay_out(width)
        elif not self._is_behind:
            self._is_behind = True
            self.call_later(self._fit_late)  # after Textual's word, if it is on its way

    def _fit_late(self) -> None:
        if self._is_behind:
            self._fit()

    def _painted(self, row: Line, width: int) -> Strip:
        segments = [
            Segment(text, self.style_of(f"{role} {row.base}" if row.base else role)) for text, role in row.parts
        ]
        strip = Strip(segments)
        return strip.crop_extend(0, width, self.style_of(row.base))

    def _with_selection(self, strip: Strip, start: int, end: int) -> Strip:
        length = strip.cell_length
        first = strip.index_to_cell_position(start)
        last = length if end < 0 else strip.index_to_cell_position(end)
        style = self.screen.get_component_rich_style("screen--selection")
        before, inside, after = strip.crop(0, first), strip.crop(first, last), strip.crop(last, length)
        return Strip.join([before, inside.apply_style(style), after])

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what the mouse has selected."""
        del selection
        self.redraw()

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the mouse has selected, as it stands on the screen."""
        height = self.virtual_size.height
        first = selection.start.y if selection.start else 0
        last = min(selection.end.y if selection.end else height - 1, height - 1)
        rows = []
        for y in range(first, last + 1):
            span = selection.get_span(y)
            text = self.row(y).text
            if span is not None:
                rows.append(text[span[0] : len(text) if span[1] < 0 else span[1]].rstrip())
        return ("\n".join(rows), "\n") if rows else None


def clipped(parts: Iterable[Part], width: int) -> list[Part]:
    """Return ``parts`` cut to ``width`` cells, with an ellipsis where something is left out."""
    from rich.cells import cell_len  # noqa: PLC0415

    kept: list[Part] = []
    left = width
    for text, role in parts:
        shown = cut(text, left)
        kept.append((shown, role))
        left -= cell_len(shown)
        if shown != text:
            break
    return kept
