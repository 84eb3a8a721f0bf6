"""Electronic books (EPUB 3.3, W3C; EPUB 2 as well): the documents of the spine in order, the facts of the package."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from reform_tui.importing.assembling import assembled
from reform_tui.importing.block import Block, Extract
from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.dates import date_of
from reform_tui.importing.decoding import declared_encoding, decoded
from reform_tui.importing.facts import Facts
from reform_tui.importing.imported import Imported
from reform_tui.importing.naming import name_of
from reform_tui.importing.package import Package, opened, refuse_entities
from reform_tui.importing.page_blocks import blocks_of
from reform_tui.importing.problem import ImportProblem
from reform_tui.importing.web_page import parsed
from reform_tui.library.model import Name

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_OPS = "{http://www.idpf.org/2007/ops}"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>")
_MOMENT = re.compile(r"T(?!00:00)\d\d:\d\d")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def read(name: str, raw: bytes) -> Imported:
    """Return the text of a book in the order of its spine. Raises ImportProblem."""
    package = opened(raw, "an electronic book")
    package.require(_CONTAINER, "an electronic book")
    rootfile = package.xml(_CONTAINER).find(".//{*}rootfile")
    where = rootfile.get("full-path") if rootfile is not None else None
    if not where or where not in package:
        raise ImportProblem("it is damaged: its container names no package document")
    root = package.xml(where)
    pages = list(_spine(root, posixpath.dirname(where)))
    _refuse_encrypted(package, pages)
    missing = [page for page in pages if page not in package]
    blocks = tuple(block for page in pages if page in package for block in _blocks(package, page))
    remarks = (f"{len(missing)} of its parts are missing: {missing[0]}",) if missing else ()
    return assembled(name, raw, Extract(blocks, _facts(root), remarks), "book")


def _spine(root: etree._Element, folder: str) -> Iterator[str]:
    """Yield the parts that hold the text, in reading order, without the list of contents."""
    items = {item.get("id"): item for item in root.iter(f"{_OPF}item")}
    for reference in root.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or "nav" in (item.get("properties") or "").split():
            continue
        path = unquote((item.get("href") or "").partition("#")[0])
        yield posixpath.normpath(posixpath.join(folder, path))


def _refuse_encrypted(package: Package, pages: list[str]) -> None:
    """Raise ImportProblem when the text is encrypted; fonts may be."""
    if _ENCRYPTION not in package:
        return
    named = {unquote(element.get("URI") or "") for element in package.xml(_ENCRYPTION).iter("{*}CipherReference")}
    if named & set(pages):
        raise ImportProblem("its text is encrypted (digital rights management); only a copy without can be brought in")


def _blocks(package: Package, page: str) -> list[Block]:
    raw = package.bytes_of(page)
    refuse_entities(raw, page)
    text, _ = decoded(raw, declared_encoding(raw))
    try:
        return blocks_of(_as_xhtml(text))
    except etree.XMLSyntaxError:
        try:
            return blocks_of(parsed(text))
        except ImportProblem:  # a part without text: a cover
            return []


def _as_xhtml(text: str) -> etree._Element:
    """Return the tree of an XHTML document with the names of HTML; raises XMLSyntaxError."""
    plain = _ENTITY.sub(_character, _DOCTYPE.sub("", text.lstrip("\ufeff")))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", plain).encode(), parser)
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
            if kind := element.get(f"{_OPS}type"):
                element.set("data-type", kind)
    return root


def _character(match: re.Match[str]) -> str:
    return match.group() if match[1] in _XML_ENTITIES else html.unescape(match.group())


def _facts(root: etree._Element) -> Facts:
    """Return what the package document states.

    The date is that of the publication, not of a change; one with a time of day is when a program made the file.
    """
    dates = [
        (element.text or "").strip()
        for element in root.iter(f"{_DC}date")
        if element.get(f"{_OPF}event", "publication") == "publication"
    ]
    date = next((date for words in dates if not _MOMENT.search(words) and (date := date_of(words))), None)
    return Facts(
        title=_first(root, "title"),
        author=tuple(_creators(root)),
        issued=date,
        publisher=_first(root, "publisher"),
        places=(("title", "dc:title"), ("author", "dc:creator"), ("issued", "dc:date"), ("publisher", "dc:publisher")),
    )


def _first(root: etree._Element, what: str) -> str | None:
    return next((words for element in root.iter(f"{_DC}{what}") if (words := in_one_line(element.text or ""))), None)


def _creators(root: etree._Element) -> Iterator[Name]:
    """Yield who the package says wrote it: MARC relator ``aut``, or nothing said of the part they had."""
    roles = {
        (meta.get("refines") or "").removeprefix("#"): (meta.text or "").strip()
        for meta in root.iter(f"{_OPF}meta")
        if meta.get("property") == "role"
    }
    for element in root.iter(f"{_DC}creator"):
        words = in_one_line(element.text or "")
        role = element.get(f"{_OPF}role") or roles.get(element.get("id") or "") or "aut"
        if words and role == "aut":
            yield name_of(words) or Name(None, None, words)
