"""Markdown: stored byte for byte when it is UTF-8; its front matter is furniture, and says what the document is."""

from __future__ import annotations

from dataclasses import replace

from reform_tui.importing.assembling import stored_as_is
from reform_tui.importing.decoding import decoded
from reform_tui.importing.front_matter import front_matter
from reform_tui.importing.imported import Imported
from reform_tui.importing.line import Line
from reform_tui.importing.plain_text import lines_of
from reform_tui.library.markup import markdown_headings
from reform_tui.library.text import SourceText


def read(name: str, raw: bytes) -> Imported:
    """Return the text of ``raw`` untouched, with what its front matter states. Raises ImportProblem."""
    text, encoding = decoded(raw)
    front = front_matter(text)
    remarks = [f"decoded from {encoding}; stored as UTF-8"] if encoding else []
    remarks += [front.remark] if front.remark else []
    source = SourceText(text, markdown=True)
    headings = {line: heading for heading in markdown_headings(text) for line in [text.rfind("\n", 0, heading[1]) + 1]}
    lines = [
        _line(line, front.end, headings.get(text.rfind("\n", 0, line.start) + 1), source) for line in lines_of(text)
    ]
    return stored_as_is(name, raw, text, lines, front.facts, "markdown", tuple(remarks))


def _line(line: Line, front: int, heading: tuple[int, int, int] | None, source: SourceText) -> Line:
    if line.start < front:
        return replace(line, why="front matter")
    if heading:
        level, start, end = heading
        return replace(line, start=start, end=end, text=source.text[start:end], level=level)
    return replace(line, text=source.words(line.start, line.end).strip() or line.text)
