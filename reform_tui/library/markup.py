"""The words of a Markdown source without its inline markup, with the way back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reform_tui.library.mapping import MappedText, replaced

# Heading marks, bullets and quotation marks at the start of a line; footnote references; page breaks (form feeds).
_MARK = re.compile(
    r"^[ \t]*(?:\#{1,6}[ \t]+|[-*+][ \t]+|>[ \t]?)|<sup>[^<>\n]*</sup>|\f",
    re.MULTILINE,
)
# Emphasis: a run of * or _ that opens before a non-space and closes with the same run after one, on one line. A lone
# asterisk is a character of the text.
_EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\*)|(?<![\w_])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\3(?!\w)"
)
_HEADING = re.compile(r"^(\#{1,6})[ \t]+(.+?)[ \t]*$", re.MULTILINE)


def without_markup(source: str) -> MappedText:
    """Return ``source`` without its inline Markdown markup."""
    edits: list[tuple[int, int, str]] = []
    for start, end in sorted({*_marks(source), *_emphasis(source)}):
        if not edits or start >= edits[-1][1]:
            edits.append((start, end, ""))
    return replaced(source, edits)


def _marks(source: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _MARK.finditer(source))


def _emphasis(source: str) -> Iterator[tuple[int, int]]:
    for match in _EMPHASIS.finditer(source):
        run = len(match[1] or match[3])
        yield match.start(), match.start() + run
        yield match.end() - run, match.end()


def markdown_headings(source: str) -> list[tuple[int, int, int]]:
    """Return ``(level, start, end)`` of every ATX heading (CommonMark 0.31 §4.2); offsets in code points.

    The span holds the words of the heading with emphasis around the whole of it left out.
    """
    headings = []
    for match in _HEADING.finditer(source):
        start, end = match.span(2)
        wrapped = _EMPHASIS.fullmatch(source, start, end)
        run = len(wrapped[1] or wrapped[3]) if wrapped else 0
        headings.append((len(match[1]), start + run, end - run))
    return headings
