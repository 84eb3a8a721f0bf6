"""Paragraphs, and which zone of a document each belongs to: what is heading, body, block quotation or furniture.

A paragraph is a line of the cleaned text. Zones are told by markup where there is any, else by how a line looks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from reform_tui.quotation.cleaning import NOTHING, Cleaned

Zone = Literal["front matter", "heading", "body", "block quotation", "furniture", "notes", "comments"]

_LINE = re.compile(r"[^\n]+")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 title".split())
_FURNITURE = frozenset("nav footer form button figcaption aside".split())
_TERMINAL = ".?!…:;,—–"
_CLOSING = " \"'”’»)]" + NOTHING
_NOTES = re.compile(r"\W*notes? (?:to|for) editors?\b|\W*(?:ends|- ?ends ?-)\W*$", re.IGNORECASE)
_COMMENTS = re.compile(r"\W*(?:\d+ comments?|comments? ?\(\d+\)|comments|leave a (?:reply|comment))\W*$", re.IGNORECASE)
_RULE = re.compile(r"-{3,} *$")
_SHARING = re.compile(
    r"[^\w\"“‘']*(?:share this|related:|read more|follow us|sign up|subscribe|advertisement\b)", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"(?<=[”\"’'».!?])[\x03 ]*(?:\[[^\[\]]{1,120}\]|\([^()]{1,120}\)|[\d¹²³⁰⁴-⁹]{1,3})[\x03 ]*$"
)  # after the words: *[2]*, *(p. 4)*, *[@key, para. 5]*
_SIGNED = re.compile(r"[”\"’'][\x03 ]*(?:--|[—–―-])[\x03 ]*[A-ZÀ-Þ]")
_QUOTED_LINE = re.compile(r" {0,3}(?:> ?)+")
_HEADING_LINE = re.compile(r" {0,3}#{1,6} ")
MAX_HEADING_WORDS = 16


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the cleaned text, from its first character to its last, in code points."""

    start: int
    end: int
    zone: Zone


def paragraphs_of(cleaned: Cleaned) -> list[Paragraph]:
    """Return the paragraphs, each with its zone."""
    text = cleaned.text
    found: list[Paragraph] = []
    front = _front_matter_end(text)
    marked = _Elements(cleaned)
    rest: Zone = "body"
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip(" " + NOTHING):
            continue
        start = match.start() + len(line) - len(line.lstrip(" " + NOTHING))
        if match.start() < front:
            found.append(Paragraph(start, match.end(), "front matter"))
            continue
        zone = marked.zone(match.start(), match.end())
        if zone == "body":
            zone, start = _zone_of_line(line, match.start(), start)
            short = match.end() - start < 60
            if short and _NOTES.match(line.strip()):
                rest = "notes"
            elif short and _COMMENTS.match(line.strip()):
                rest = "comments"
            if zone == "body":
                zone = rest
        if start < match.end():
            found.append(Paragraph(start, match.end(), zone))
    return found


def _front_matter_end(text: str) -> int:
    """Return where the YAML front matter of a Markdown file ends, 0 where there is none."""
    if not text.startswith("---") or re.match(r"---[ \x03]*\n[ \x03]*\n", text):
        return 0  # a line across the page has nothing right under it
    closing = re.compile(r"^(?:---|\.\.\.) *$", re.MULTILINE).search(text, 4)
    return closing.end() if closing and closing.end() < 20_000 else 0


def _zone_of_line(line: str, at: int, start: int) -> tuple[Zone, int]:
    if quoted := _QUOTED_LINE.match(line):
        return "block quotation", at + quoted.end()
    if heading := _HEADING_LINE.match(line):
        return "heading", at + heading.end()
    if _RULE.match(line) or _SHARING.match(line):
        return "furniture", start
    return ("heading" if _reads_as_heading(line) else "body"), start


def _reads_as_heading(line: str) -> bool:
    """Tell a short line that does not end as a sentence does."""
    if len(line) > 140 or _SIGNED.search(line):
        return False
    line = _REFERENCE.sub("", line)
    bare = line.rstrip(_CLOSING)
    if not bare or bare[-1] in _TERMINAL or "\t" in line:
        return False
    tail = line[len(bare) :].strip(" " + NOTHING)
    first = line.lstrip(" " + NOTHING)[:1]
    if first in "“\"‘'«" and tail[:1] and tail[:1] in "”\"’'»":
        return False
    return len(bare.split()) <= MAX_HEADING_WORDS and not first.islower()


class _Elements:
    """The elements of a page, to be asked in order which zone they make of a line."""

    def __init__(self, cleaned: Cleaned) -> None:
        zones: list[tuple[int, int, Zone]] = []
        for start, end, name in cleaned.elements:
            if name in _HEADINGS:
                zones.append((start, end, "heading"))
            elif name in _FURNITURE:
                zones.append((start, end, "furniture"))
            elif name == "blockquote":
                zones.append((start, end, "block quotation"))
        self._zones = sorted(zones)
        self._starts = [start for start, _, _ in self._zones]

    def zone(self, start: int, end: int) -> Zone:
        """Return the zone of a line."""
        at = bisect_right(self._starts, end) - 1
        if at >= 0 and self._zones[at][1] > start:
            return self._zones[at][2]
        return "body"
