"""Plain text: stored byte for byte when it is UTF-8."""

from __future__ import annotations

from reform_tui.importing.assembling import stored_as_is
from reform_tui.importing.decoding import decoded
from reform_tui.importing.facts import Facts
from reform_tui.importing.imported import Imported
from reform_tui.importing.line import Line
from reform_tui.library.text import SourceText


def read(name: str, raw: bytes) -> Imported:
    """Return the text of ``raw`` untouched: byte order mark, newlines and all. Raises ImportProblem.

    Text in another encoding is decoded, and that is remarked on.
    """
    text, encoding = decoded(raw)
    remarks = (f"decoded from {encoding}; stored as UTF-8",) if encoding else ()
    return stored_as_is(name, raw, text, lines_of(text), Facts(), "text", remarks)


def lines_of(text: str) -> list[Line]:
    """Return the paragraphs of ``text`` as lines, without the white space at their ends."""
    lines = []
    for paragraph in SourceText(text).paragraphs:
        words = text[paragraph.start : paragraph.end]
        start = paragraph.start + len(words) - len(words.lstrip(" \t\f\ufeff"))
        stripped = words.strip(" \t\f\ufeff")
        if stripped:
            lines.append(Line(start, start + len(stripped), stripped))
    return lines
