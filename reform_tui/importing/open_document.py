"""OpenDocument texts (ODF 1.3, ISO/IEC 26300): paragraphs and headings of ``content.xml``, facts of ``meta.xml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from reform_tui.importing.assembling import assembled
from reform_tui.importing.block import Block, Extract
from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.facts import Facts
from reform_tui.importing.imported import Imported
from reform_tui.importing.naming import names_in
from reform_tui.importing.package import Package, opened
from reform_tui.importing.problem import ImportProblem
from reform_tui.importing.wrapping import joined_lines

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
# What is not part of the text as it is printed: deletions, comments, marks of notes, descriptions of pictures, forms.
_LEFT_OUT = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note-citation",
        f"{_TEXT}ruby-text",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_SVG}title",
        f"{_SVG}desc",
    }
)
_MOST_SPACES = 1000


def read(name: str, raw: bytes) -> Imported:
    """Return the text of an OpenDocument file, changes accepted, notes at the end. Raises ImportProblem."""
    package = opened(raw, "an OpenDocument text")
    package.require("content.xml", "an OpenDocument text")
    manifest = "META-INF/manifest.xml"
    if manifest in package and b"encryption-data" in package.bytes_of(manifest):
        raise ImportProblem("it is encrypted; save it without a password")
    root = package.xml("content.xml")
    blocks = _Setter(_parents(root)).blocks(root)
    return assembled(name, raw, Extract(tuple(blocks), _facts(package)), "document")


def _parents(root: etree._Element) -> dict[str, str]:
    """Return the style that each automatic style is made from."""
    styles = root.iter(f"{_STYLE}style")
    return {style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "") for style in styles}


@dataclass(slots=True)
class _Setter:
    """Goes through a document once and sets its paragraphs. One may stand in a frame within another."""

    parents: dict[str, str]
    opened: list[list[str]] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    in_note: int = 0
    in_index: int = 0

    def blocks(self, root: etree._Element) -> list[Block]:
        found: list[Block] = []
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element.tag in _LEFT_OUT:
                    walk.skip_subtree()
                    continue
                self._enter(element.tag, 1)
                self._start(element)
                continue
            if element.tag in _PARAGRAPHS and self.opened:
                (self.notes if self.in_note else found).extend(self._set(element))
            if element.tag not in _LEFT_OUT:
                self._enter(element.tag, -1)
            self._add(element.tail)
        return [*found, *self.notes]

    def _enter(self, tag: str, step: int) -> None:
        self.in_note += step * (tag == f"{_TEXT}note-body")
        self.in_index += step * (tag in {f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index"})

    def _start(self, element: etree._Element) -> None:
        if element.tag in _PARAGRAPHS:
            self.opened.append([])
        elif element.tag == f"{_TEXT}s":
            count = element.get(f"{_TEXT}c", "1")
            self._add(" " * min(int(count) if count.isdigit() else 1, _MOST_SPACES))
        elif element.tag == f"{_TEXT}tab":
            self._add("\t")
        elif element.tag == f"{_TEXT}line-break":
            self._add("\n", is_break=True)
        self._add(element.text)

    def _add(self, text: str | None, *, is_break: bool = False) -> None:
        if text and self.opened:
            self.opened[-1].append(text if is_break else text.replace("\n", " "))

    def _set(self, element: etree._Element) -> Iterator[Block]:
        text = "".join(self.opened.pop())
        style = self._style(element)
        level = self._level(element, style)
        why = "table of contents" if self.in_index else None
        for line in [text] if level else joined_lines(text):
            yield Block(line, level, why, byline=style == "Author", quoted=style.startswith("Quotation"))

    def _style(self, element: etree._Element) -> str:
        style = element.get(f"{_TEXT}style-name", "")
        return self.parents.get(style) or style

    def _level(self, element: etree._Element, style: str) -> int | None:
        if element.tag == f"{_TEXT}h":
            stated = element.get(f"{_TEXT}outline-level", "1")
            return int(stated) if stated.isdigit() else 1
        return 1 if style == "Title" else None


def _facts(package: Package) -> Facts:
    """Return title and first author. The dates in it are those of the file."""
    if "meta.xml" not in package:
        return Facts()
    root = package.xml("meta.xml")
    title = in_one_line(next((element.text or "" for element in root.iter(f"{_DC}title")), ""))
    creators = [*root.iter(f"{_META}initial-creator"), *root.iter(f"{_DC}creator")]
    creator = in_one_line(next((element.text for element in creators if element.text), ""))
    return Facts(
        title=title or None,
        author=tuple(name for part in creator.split(";") for name in names_in(part)),
        places=(("title", "dc:title"), ("author", "meta:initial-creator")),
        by_program=True,
    )
