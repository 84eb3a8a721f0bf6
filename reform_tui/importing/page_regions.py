"""The parts of a web page: what is printed, and what is none of the work."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from lxml import etree

from reform_tui.importing.rules import rules

_CLASS_WORD = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_COMMENTS = re.compile(r"(?:^|\s)(?:comments?|comments?-(?:area|list|section|body|content)|disqus_thread)(?:$|\s)")
_BYLINE = re.compile(r"(?:^|[\s_-])(?:authors?|contributor)(?:$|[\s_-])|byline|author-?name", re.IGNORECASE)


# Notes, by EPUB's vocabulary (in `data-type`) and by DPUB-ARIA: text of the work in an aside.
_NOTES = frozenset(
    {
        "footnote",
        "footnotes",
        "endnote",
        "endnotes",
        "rearnote",
        "rearnotes",
        "doc-footnote",
        "doc-endnote",
        "doc-endnotes",
        "note",
    }
)


class Region(NamedTuple):
    """Why a part of a page is none of the work, and whether it is left out of the text but for its prose."""

    why: str
    dropped: bool


class _Table(NamedTuple):
    names: dict[str, Region]
    elements: dict[str, Region]
    roles: dict[str, Region]
    classes: dict[str, Region]


@cache
def _table() -> _Table:
    table = _Table({}, {}, {}, {})
    for rule in rules("furniture").each("regions"):
        region = Region(rule.word("why"), rule.is_set("dropped"))
        for names, known in ((rule.words(key), getattr(table, key)) for key in _Table._fields):
            known.update(dict.fromkeys(names, region))
    return table


@cache
def _unprinted() -> tuple[frozenset[str], frozenset[str]]:
    rule = rules("furniture").one("unprinted")
    return frozenset(rule.words("elements")), frozenset(rule.words("classes"))


def is_printed(element: etree._Element) -> bool:
    """Whether a browser shows the text of ``element``."""
    elements, classes = _unprinted()
    if element.tag in elements or "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return False
    if classes & set((element.get("class") or "").split()):
        return False
    if element.tag == "time" and (element.get("class") or "").split() == ["updated"]:
        return False  # hAtom: for machines, beside the day that is printed
    return not _HIDDEN.search(element.get("style") or "")


def region_of(element: etree._Element) -> Region | None:
    """Return what part of the page ``element`` is, when it is none of the work."""
    table = _table()
    if _NOTES & set((element.get("data-type") or element.get("role") or "").split()):
        return None
    if element.tag in {"html", "body", "main", "article"}:
        return None
    known = table.elements.get(str(element.tag)) or table.roles.get(element.get("role") or "")
    if known:
        return (not known.dropped and _by_class(element, table)) or known
    if element.tag == "footer" and not _within(element, {"article", "main", "blockquote"}):
        return table.roles["contentinfo"]
    if element.tag == "header" and not _within(element, {"article", "main"}):
        return table.roles["banner"]
    return _by_class(element, table)


def _within(element: etree._Element, tags: set[str]) -> bool:
    return any(ancestor.tag in tags for ancestor in element.iterancestors())


def _by_class(element: etree._Element, table: _Table) -> Region | None:
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        whole = name.lower()
        words = _CLASS_WORD.findall(_CAMEL.sub("-", name).lower())
        if whole in table.names:
            return table.names[whole]
        for word in (whole, *words):
            if word in table.classes:
                return table.classes[word]
    return None


def is_byline(element: etree._Element) -> bool:
    """Whether the page marks ``element`` as naming the author."""
    if element.tag in {"html", "body", "main", "article"}:
        return False
    marks = (element.get("rel") or "", element.get("itemprop") or "")
    words = element.get("class") or ""
    return "author" in marks or (bool(_BYLINE.search(words)) and "comment" not in words)


def is_comments(element: etree._Element) -> bool:
    """Whether ``element`` holds what readers wrote under the work: part of the text, by speakers of their own."""
    return bool(_COMMENTS.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
