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
# asterisk is a character of the text. This pattern says it of words that end where the emphasis does; to look for it in
# a text would take time in the square of the marks that are never closed.
_WRAPPED = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\*)|(?<![\w_])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\3(?!\w)"
)
_RUN = re.compile(r"\*+|_+|\n")
_LONGEST_RUN = 3
_HEADING = re.compile(r"^(\#{1,6})[ \t]+([^ \t\r\n].*)$", re.MULTILINE)


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
    """Yield the runs that open or close emphasis; each opens at the first that closes it, in one pass over the runs."""
    end = 0  # of the emphasis found last
    for runs in _runs_by_line(source):
        closing: dict[str, list[tuple[int, int]]] = {}
        for start, stop in reversed(runs):
            if _closes(source, start, stop):
                closing.setdefault(source[start:stop], []).append((start, stop))
        for start, stop in runs:
            if start < end or not _opens(source, start, stop):
                continue
            later = closing.get(source[start:stop], [])
            while later and later[-1][0] <= start:
                later.pop()
            if later:
                yield start, stop
                yield later[-1]
                end = later[-1][1]


def _runs_by_line(source: str) -> Iterator[list[tuple[int, int]]]:
    runs: list[tuple[int, int]] = []
    for match in _RUN.finditer(source):
        if match[0] == "\n":
            if len(runs) > 1:
                yield runs
            runs = []
        elif match.end() - match.start() <= _LONGEST_RUN:
            runs.append(match.span())
    if len(runs) > 1:
        yield runs


def _opens(source: str, start: int, stop: int) -> bool:
    """Whether a run stands behind no word and before words."""
    return not _is_word(source[start - 1 : start] if start else "") and source[stop : stop + 1].strip() != ""


def _closes(source: str, start: int, stop: int) -> bool:
    """Whether a run stands behind words; one of low lines, before no word."""
    is_behind = start > 0 and source[start - 1].strip() != ""
    return is_behind and not (source[start] == "_" and _is_word(source[stop : stop + 1]))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def markdown_headings(source: str) -> list[tuple[int, int, int]]:
    """Return ``(level, start, end)`` of every ATX heading (CommonMark 0.31 §4.2); offsets in code points.

    The span holds the words of the heading with emphasis around the whole of it left out.
    """
    headings = []
    for match in _HEADING.finditer(source):
        start = match.start(2)
        end = start + len(match[2].rstrip(" \t\r"))
        wrapped = _WRAPPED.fullmatch(source, start, end)
        run = len(wrapped[1] or wrapped[3]) if wrapped else 0
        headings.append((len(match[1]), start + run, end - run))
    return headings
