"""Where lines break: by cell width, words whole where they fit; offsets in code points of the text."""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

# Stretches of which every character is certainly one cell wide. Whatever is not in here is measured, which is slow.
_NARROW = re.compile(
    "[\x20-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u21ff\u2400-\u2426\u2500-\u259f\ufffd]*"
)


def wrapped(text: str, width: int, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the rows of ``text[start:end]`` at ``width`` cells, as spans; at least one row, which may be empty.

    The text is as displayed: one line, no control characters.
    """
    starts: list[int] = []
    ends: list[int] = []
    wrap_into(starts, ends, text, width, (start, len(text) if end is None else end))
    return list(zip(starts, ends, strict=True))


def wrap_into(starts: list[int], ends: list[int], text: str, width: int, span: tuple[int, int]) -> None:
    """Add where the rows of ``text[slice(*span)]`` start and end to ``starts`` and ``ends``."""
    start, end = span
    width = max(width, 2)
    is_narrow = is_all_narrow(text, start, end)
    while True:
        starts.append(start)
        limit = start + width if is_narrow else _fitting(text, start, end, width)
        if limit >= end:
            ends.append(end)
            return
        space = text.rfind(" ", start, limit + 1)
        if space > start:
            ends.append(space)
            start = space + 1
        else:
            ends.append(limit)
            start = limit


def is_all_narrow(text: str, start: int, end: int) -> bool:
    """Whether every character of ``text[start:end]`` is certainly one cell wide."""
    if text[start:end].isascii():
        return True
    match = _NARROW.match(text, start, end)
    return match is not None and match.end() == end


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """Return the offset up to which ``text`` fits into ``width`` cells, one character beyond ``start`` at least."""
    if is_all_narrow(text, start, min(start + width + 1, end)):
        return start + width
    cells = 0
    at = start
    while at < end:
        cells += get_character_cell_size(text[at])
        if cells > width:
            break
        at += 1
    return max(at, start + 1)


def cut(text: str, width: int) -> str:
    """Return ``text``, shortened with an ellipsis where it is wider than ``width`` cells."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    kept = text[: _fitting(text, 0, len(text), width - 1)] if width > 1 else ""
    return (kept if cell_len(kept) < width else "").rstrip() + "…"
