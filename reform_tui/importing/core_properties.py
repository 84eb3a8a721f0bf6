"""What an Office Open XML package states of itself: its core properties (ISO/IEC 29500-2 §8)."""

from __future__ import annotations

import re

from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.facts import Facts
from reform_tui.importing.naming import names_in
from reform_tui.importing.package import Package

_PART = "docProps/core.xml"
_DC = "{http://purl.org/dc/elements/1.1/}"
_EMPTY_TITLE = re.compile(
    r"(?:microsoft )?(?:word|powerpoint) - .*|powerpoint presentation|(?:document|draft|untitled|title|template)\W*\d*"
    r"|.*\.(?:docx?|odt|dotx?|rtf)|\[.*\]|.*\btemplate\b.*",
    re.IGNORECASE,
)


def facts_of(package: Package) -> Facts:
    """Return title and creator. The days of creation and change are the file's, not the day of issue."""
    if _PART not in package:
        return Facts()
    root = package.xml(_PART)
    title = in_one_line(root.findtext(f"{_DC}title") or "")
    creator = in_one_line(root.findtext(f"{_DC}creator") or "")
    return Facts(
        title=title if title and not _EMPTY_TITLE.fullmatch(title) else None,
        author=tuple(name for part in creator.split(";") for name in names_in(part)),
        publisher=in_one_line(root.findtext(f"{_DC}publisher") or "") or None,
        places=(("title", "dc:title"), ("author", "dc:creator"), ("publisher", "dc:publisher")),
        by_program=True,
    )
