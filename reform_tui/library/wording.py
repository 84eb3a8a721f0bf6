"""A quote in the words a reader sees: segments joined, markup left out, nothing added but marks in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Quote, Segment


Joint = Literal["paragraph", "omission"]
OMISSION = "[…]"

# Between two segments that follow each other directly stand line ends, the marks that close and open a quotation, list
# bullets and heading marks, nothing else.
_NOTHING_BETWEEN = re.compile(r"[\s\"'“”‘’«»•\-*>]*")
_SPACES = re.compile(r"\s+")


def joints(document: Document, segments: Sequence[Segment]) -> list[Joint]:
    """Return what stands between each two segments: a new paragraph, or words left out."""
    text = document.source.text
    return [
        "paragraph"
        if first.paragraph != second.paragraph and _NOTHING_BETWEEN.fullmatch(text, first.end, second.start)
        else "omission"
        for first, second in pairwise(segments)
    ]


def words_of(document: Document, segment: Segment) -> str:
    """Return the words of one segment without markup, line ends as spaces."""
    words = document.source.words(segment.start, segment.end)
    return words if "\n" not in words and "\r" not in words else _SPACES.sub(" ", words)


def in_one_line(document: Document, segments: Sequence[Segment]) -> str:
    """Return the words of ``segments`` in one line: `` / `` for a new paragraph, ``[…]`` for words left out."""
    line = words_of(document, segments[0])
    for joint, segment in zip(joints(document, segments), segments[1:], strict=True):
        line += (" / " if joint == "paragraph" else f" {OMISSION} ") + words_of(document, segment)
    return line


def in_paragraphs(document: Document, segments: Sequence[Segment]) -> list[str]:
    """Return the words of ``segments`` as paragraphs, ``[…]`` for words left out within one."""
    paragraphs = [words_of(document, segments[0])]
    for joint, segment in zip(joints(document, segments), segments[1:], strict=True):
        if joint == "paragraph":
            paragraphs.append(words_of(document, segment))
        else:
            paragraphs[-1] += f" {OMISSION} " + words_of(document, segment)
    return paragraphs


def locator(segments: Sequence[Segment]) -> str:
    """Return the paragraphs of ``segments``, as ``24`` or ``24–25``."""
    first, last = segments[0].paragraph, segments[-1].paragraph
    return str(first) if first == last else f"{first}–{last}"


def as_spoken(document: Document, quote: Quote, segments: Sequence[Segment] | None = None) -> str:
    """Return the words in one line, in quotation marks when they are the speaker's own and nobody else's report."""
    words = in_one_line(document, segments or quote.segments)
    return f"“{words}”" if quote.kind in {"direct", "authored"} else words
