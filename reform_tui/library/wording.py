"""A quote in the words a reader sees: segments joined, markup left out, nothing added but marks in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Quote, Segment
    from reform_tui.library.schema import DocumentType


Joint = Literal["continued", "paragraph", "omission"]
OMISSION = "[…]"
BETWEEN: dict[Joint, str] = {"continued": " ", "paragraph": " ¶ ", "omission": f" {OMISSION} "}
"""What is set between two segments in one line: a pilcrow (Unicode: PILCROW SIGN) where a new paragraph begins."""

DOCUMENT_TYPES: dict[DocumentType, str] = {
    "article": "article",
    "article-journal": "journal article",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "bill": "bill",
    "book": "book",
    "chapter": "chapter",
    "document": "document",
    "hearing": "hearing",
    "interview": "interview",
    "legislation": "act",
    "manuscript": "manuscript",
    "pamphlet": "pamphlet",
    "paper-conference": "conference paper",
    "personal_communication": "letter",
    "post": "post",
    "post-weblog": "blog post",
    "report": "report",
    "speech": "speech",
    "thesis": "thesis",
    "webpage": "web page",
}
"""What a reader calls the types of CSL."""

SPOKEN = frozenset({"direct", "authored"})  # kinds whose words are the speaker's own and take quotation marks

# Between two segments that follow each other directly stand line ends, the marks that close and open a quotation, list
# bullets and heading marks, nothing else.
_NOTHING_BETWEEN = re.compile(r"[\s\"'“”‘’«»•\-*>#]*")
_PAGE_BREAK = re.compile(r"[\s#]*")
# A sentence goes on when what follows begins small, or when what goes before ends in a word that ends none.
_BEGINS_SMALL = re.compile(r"\s*[^\W\d_A-Z]")
_ENDS_NONE = re.compile(r"\b(?:a|an|the|and|or|but|of|to|in|on|for|by|with|from|as|at|that|which|its|their)\s*$")
_ENDS = re.compile(r"[.!?:;…]\s*$")
_SPACES = re.compile(r"\s+")


def joints(document: Document, segments: Sequence[Segment]) -> list[Joint]:
    """Return what stands between each two segments.

    The sentence is continued after a page break, a heading or a figure's title; or there is a new paragraph; or words
    are left out.
    """
    return [_joint(document, first, second) for first, second in pairwise(segments)]


def _joint(document: Document, first: Segment, second: Segment) -> Joint:
    between = document.source.text[first.end : second.start]
    if first.paragraph == second.paragraph:
        return "omission"
    for heading in document.headings:
        if first.end <= heading.segment.start and heading.segment.end <= second.start:
            between = between.replace(heading.segment.exact, "", 1)
    if _PAGE_BREAK.fullmatch(between) and _goes_on(first.exact, second.exact):
        return "continued"
    return "paragraph" if _NOTHING_BETWEEN.fullmatch(between) else "omission"


def _goes_on(before: str, after: str) -> bool:
    return not _ENDS.search(before) and bool(_BEGINS_SMALL.match(after) or _ENDS_NONE.search(before))


def words_of(document: Document, segment: Segment) -> str:
    """Return the words of one segment without markup, line ends as spaces."""
    words = document.source.words(segment.start, segment.end)
    return words if "\n" not in words and "\r" not in words else _SPACES.sub(" ", words)


def in_one_line(document: Document, segments: Sequence[Segment]) -> str:
    """Return the words of ``segments`` in one line: ``¶`` for a new paragraph, ``[…]`` for words left out."""
    line = words_of(document, segments[0])
    for joint, segment in zip(joints(document, segments), segments[1:], strict=True):
        line += BETWEEN[joint] + words_of(document, segment)
    return line


def in_paragraphs(document: Document, segments: Sequence[Segment]) -> list[str]:
    """Return the words of ``segments`` as paragraphs, ``[…]`` for words left out within one."""
    paragraphs = [words_of(document, segments[0])]
    for joint, segment in zip(joints(document, segments), segments[1:], strict=True):
        if joint == "paragraph":
            paragraphs.append(words_of(document, segment))
        else:
            paragraphs[-1] += BETWEEN[joint] + words_of(document, segment)
    return paragraphs


def locator(segments: Sequence[Segment]) -> str:
    """Return the paragraphs of ``segments``, as ``24`` or ``24–25``."""
    first, last = segments[0].paragraph, segments[-1].paragraph
    return str(first) if first == last else f"{first}–{last}"


def as_spoken(document: Document, quote: Quote, segments: Sequence[Segment] | None = None) -> str:
    """Return the words in one line, in quotation marks when they are the speaker's own and nobody else's report."""
    words = in_one_line(document, segments or quote.segments)
    return f"“{words}”" if quote.kind in SPOKEN else words
