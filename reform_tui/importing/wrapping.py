"""Which line ends of a layout end a paragraph, and which only wrap one."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

_SHORT = 60  # code points of a line that ends by itself: an address, a verse, a byline
_WRAPPED = range(45, 111)  # code points of the lines in text that was wrapped by hand
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_BEGINS = re.compile(r"[\"'“‘(\[–—•*-]?\s*[^\Wa-z_]")


def joined_lines(text: str) -> list[str]:
    """Return the paragraphs of ``text``: an empty line ends one, and so does a line end that is none of a wrap."""
    paragraphs: list[str] = []
    for stretch in re.split(r"\n[ \t\r\f\v\xa0]*\n\s*", text):
        lines = [line.strip() for line in stretch.split("\n") if line.strip()]
        paragraphs.extend(_joined(lines))
    return paragraphs


def _joined(lines: list[str]) -> list[str]:
    if len(lines) < 2:
        return lines
    if _is_wrapped(lines):
        return [" ".join(lines)]
    paragraphs = [lines[0]]
    for before, line in pairwise(lines):
        if _BEGINS.match(line) and (_ENDS.search(before) or len(before) <= _SHORT):
            paragraphs.append(line)
        else:
            paragraphs[-1] += f" {line}"
    return paragraphs


def _is_wrapped(lines: list[str]) -> bool:
    """Whether the lines are one paragraph wrapped at a column: of about one length, most ending mid-sentence."""
    before = lines[:-1]
    mid_sentence = sum(not _ENDS.search(line) for line in before)
    return len(before) > 1 and int(median(map(len, before))) in _WRAPPED and mid_sentence * 3 >= len(before) * 2
