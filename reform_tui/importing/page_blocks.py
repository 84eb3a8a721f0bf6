"""The text of a web page, block by block, as a browser sets it: nothing reworded, nothing reordered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from reform_tui.importing.block import Block
from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.page_article import Place, place_of
from reform_tui.importing.page_regions import Region, is_byline, is_comments, is_printed, region_of
from reform_tui.importing.wrapping import joined_lines
from reform_tui.library.text import count_words

# HTML Living Standard §15.3: what the user agent's style sheet displays as a block, a list item or a part of a table.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol optgroup option p "
    "plaintext pre search section summary table tbody td tfoot th thead tr ul xmp".split()
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ ]*[\t\n\f\r][ \t\n\f\r]*| {2,}")  # all but single spaces
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§a-z]|[ivx]{1,5})[\])]?\s*")
_LINKS_OF_NOTES = frozenset({"noteref", "backlink", "doc-noteref", "doc-backlink"})
_TO_NOTE = re.compile(r"#_?(?:ftn|fn|edn|en|footnote|endnote|note|cite)(?:ref)?[-_:]?(?:ref)?[-_:]?\w*$")
_QUOTES = ("“”", "‘’")
_BESIDE = 8  # words in a figure that are no caption of their own: the source of a picture
_PROSE = 25  # words of a block that is prose wherever it stands
_AROUND = Region("outside the article", dropped=True)
_CAPTION = Region("caption", dropped=False)
_TEASER = Region("other articles", dropped=False)


class _Set(NamedTuple):
    """A block as the page sets it."""

    block: Block
    region: Region | None
    linked: bool


def blocks_of(root: etree._Element) -> list[Block]:
    """Return the blocks of a parsed page: those of the work, and of what stands around it such as might be the work.

    Menus, dialogues and the like are left out, but for prose that stands in them; what stays of them says why.
    """
    setter = _Setter(place_of(root))
    found = list(setter.blocks(root))
    kept = [item.block for item in found if not _is_left_out(item)]
    return kept if any(block.why is None for block in kept) else [item.block for item in found]


def _is_left_out(item: _Set) -> bool:
    if item.region is None or not item.region.dropped:
        return False
    if item.region is _AROUND and not item.linked and count_words(item.block.text) > 3:
        return False
    return item.linked or count_words(item.block.text) < _PROSE


@dataclass(slots=True)
class _Setter:
    """Goes through a page once and sets its blocks."""

    place: Place
    pieces: list[str] = field(default_factory=list)
    printed: int = 0
    linked: int = 0
    links: int = 0
    quotes: int = 0
    preformatted: int = 0
    inside: int = 0
    levels: list[int] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    bylines: int = 0
    in_byline: bool = False
    comments: int = 0
    quotations: int = 0
    figures: int = 0
    tables: int = 0

    def blocks(self, root: etree._Element) -> Iterator[_Set]:
        opened: set[etree._Element] = set()
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):  # a comment or a processing instruction
                if event == "end":
                    self._add(element.tail)
            elif event == "start":
                if element not in self.place.wrappers and (not is_printed(element) or _is_note_mark(element)):
                    walk.skip_subtree()
                    continue
                opened.add(element)
                yield from self._start(element)
            elif element in opened:
                yield from self._end(element)
                self._add(element.tail)
            else:
                self._add(element.tail)
        yield from self._flush()

    def _start(self, element: etree._Element) -> Iterator[_Set]:
        tag = str(element.tag)
        if tag in _BLOCKS:
            yield from self._flush()
        self._enter(element, tag, 1)
        if tag == "br":
            self.pieces.append("\n")
        elif tag == "q":
            self._write(_QUOTES[(self.quotes - 1) % 2][0])
        self._add(element.text)

    def _end(self, element: etree._Element) -> Iterator[_Set]:
        tag = str(element.tag)
        if tag == "q":
            self._write(_QUOTES[(self.quotes - 1) % 2][1])
        if tag in _BLOCKS:
            yield from self._flush()
        self._enter(element, tag, -1)

    def _enter(self, element: etree._Element, tag: str, step: int) -> None:
        """Count what ``element`` is, on the way in (1) and on the way out (-1)."""
        self.links += step * (tag == "a" and "href" in element.attrib)
        self.quotes += step * (tag == "q")
        self.preformatted += step * (tag in {"pre", "listing", "xmp", "plaintext"})
        self.quotations += step * (tag == "blockquote")
        self.tables += step * (tag == "table")
        self.figures += step * (tag == "figure")
        self.bylines += step * is_byline(element)
        self.comments += step * is_comments(element)
        self.inside += step * (element is self.place.article)
        if level := _level(element, tag):
            self.levels.append(level) if step > 0 else self.levels.pop()
        if element not in self.place.wrappers and (region := region_of(element)):
            self.regions.append(region) if step > 0 else self.regions.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self._write(text if self.preformatted else _SPACE.sub(" ", text))

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        letters = len(text.strip())
        self.printed += letters
        self.linked += letters if self.links else 0
        self.in_byline |= bool(letters and self.bylines)

    def _flush(self) -> Iterator[_Set]:
        if not self.pieces:
            return
        text, linked = "".join(self.pieces), self.linked * 2 > self.printed
        self.pieces.clear()
        self.printed = self.linked = 0
        byline, self.in_byline = self.in_byline, False
        level = self.levels[-1] if self.levels else None
        region = self.regions[-1] if self.regions else None
        if self.place.article is not None and not self.inside and level != 1 and not (byline or self.comments):
            region = region or _AROUND
        if self.figures and not (self.quotations or self.tables) and (linked or count_words(text) <= _BESIDE):
            region = region or (_TEASER if linked else _CAPTION)
        if level == 1:
            region = None
        for line in [" ".join(text.split("\n"))] if level else joined_lines(text):
            words = in_one_line(line)
            if words:
                why = region.why if region else None
                yield _Set(Block(words, level, why, byline, self.quotations > 0, linked), region, linked)


def _level(element: etree._Element, tag: str) -> int | None:
    if tag in _LEVELS:
        return _LEVELS[tag]
    if element.get("role") == "heading":
        stated = element.get("aria-level") or "2"
        return int(stated) if stated in {"1", "2", "3", "4", "5", "6"} else 2
    return None


def _is_note_mark(element: etree._Element) -> bool:
    """Whether ``element`` is the number of a note, linked to it, or the way back from the note."""
    if _LINKS_OF_NOTES & set(f"{element.get('data-type') or ''} {element.get('role') or ''}".split()):
        return True
    if element.tag == "sup":
        links = list(element.iter("a"))
        return len(links) == 1 and _is_within_page(links[0]) and bool(_NOTE.fullmatch("".join(element.itertext())))
    if element.tag == "a" and _is_within_page(element):
        words = "".join(element.itertext()).strip()
        superior = any(child.tag == "sup" for child in element)
        to_note = superior or _TO_NOTE.match(element.get("href") or "")
        return words in {"↑", "↩", "↩︎", "^"} or bool(to_note and _NOTE.fullmatch(words))
    return False


def _is_within_page(link: etree._Element) -> bool:
    return (link.get("href") or "").startswith("#")
