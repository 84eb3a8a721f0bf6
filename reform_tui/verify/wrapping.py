"""Lines that were wrapped, as one: a line end inside a paragraph means nothing to who reads it."""

from __future__ import annotations

import re

_BLOCK = re.compile(r"[ \t]*(?:[-*+—–>#|][ \t\w*>|#-]|\d{1,3}[.)]\s|```|~~~|:::|\[\^|</?\w|={3,}|-{3,})")
_SENTENCE_END = re.compile(r"[.!?:…][”\"’')»]*\s*$|[”\"»]\s*$")
_OPENING = re.compile(r"[ \t]*[“\"‘'«„]")
_WIDEST = 120  # code points of a line that was wrapped
_NARROWEST = 40


def unwrapped(text: str) -> str:
    """Return ``text`` with a space for each line end that only the width of the lines has brought; of the same length.

    The next line's first word had no place in the line, or an opening mark in the line is closed in the next.
    """
    lines = text.split("\n")
    joined = [lines[0]]
    first = 0  # of the run of lines without an empty one
    for at in range(1, len(lines)):
        if not lines[at].strip() or not lines[at - 1].strip():
            first = at
        width = max((len(line) for line in lines[max(first, at - 2) : at + 2]), default=0)
        joined += [" " if _goes_on(lines[at - 1], lines[at], width) else "\n", lines[at]]
    return "".join(joined)


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether ``following`` goes on with ``line`` where the lines around are up to ``width`` long."""
    if not line.strip() or not following.strip() or _BLOCK.match(following) or _is_alone(line):
        return False
    if _is_open(line) and not _OPENING.match(following):
        return True
    if _SENTENCE_END.search(line) and _OPENING.match(following):
        return False
    return len(line) >= _NARROWEST and width <= _WIDEST and len(line) + 1 + len(following.split(maxsplit=1)[0]) > width


def _is_alone(line: str) -> bool:
    """Whether a line is a heading or a row, or ends where its writer wanted it to."""
    return line.lstrip()[:1] in {"#", "|"} or line.endswith(("  ", "\\", "|"))


def _is_open(line: str) -> bool:
    """Whether a quotation begins in a line and does not end there."""
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1
