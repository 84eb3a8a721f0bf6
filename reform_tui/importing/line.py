"""A line of the text to be stored, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One non-empty line, ``text`` of the stored text from ``start`` to ``end`` (code points).

    ``level``, ``why``, ``byline``, ``quoted`` and ``linked`` are what the structure of the file shows, as in a
    :class:`~reform_tui.importing.block.Block`.
    """

    start: int
    end: int
    text: str
    level: int | None = None
    why: str | None = None
    byline: bool = False
    quoted: bool = False
    linked: bool = False
