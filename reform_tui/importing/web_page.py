"""Web pages as saved: the article's text, and what the page's head states."""

from __future__ import annotations

import re

from lxml import etree, html

from reform_tui.importing.assembling import NO_TEXT, assembled
from reform_tui.importing.block import Extract
from reform_tui.importing.decoding import declared_encoding, decoded
from reform_tui.importing.imported import Imported
from reform_tui.importing.page_blocks import blocks_of
from reform_tui.importing.page_facts import facts_of
from reform_tui.importing.problem import ImportProblem

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(name: str, raw: bytes) -> Imported:
    """Return the text and the facts of a web page. Raises ImportProblem."""
    text, encoding = decoded(raw, declared_encoding(raw))
    remarks = (f"decoded from {encoding}; stored as UTF-8",) if encoding else ()
    root = parsed(text)
    return assembled(name, raw, Extract(tuple(blocks_of(root)), facts_of(root), remarks), "webpage")


def parsed(text: str) -> etree._Element:
    """Return the tree of an HTML page. Raises ImportProblem where the parser would have to leave text out."""
    # Without huge_tree libxml2 silently leaves out what is nested deeper than 256 or longer than 10 MB.
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8", no_network=True)
    clean = _DECLARATION.sub("", text.lstrip("\ufeff")).replace("\x00", "")
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise ImportProblem(NO_TEXT) from error
    if any(entry.type_name == "ERR_INTERNAL_ERROR" or "depth" in entry.message for entry in parser.error_log):
        raise ImportProblem("its elements are nested too deep to be read whole; save the page again from a browser")
    return root
