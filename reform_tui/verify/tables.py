"""Tables of a draft: cells that hold a quotation, and whom the other cells of their row name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reform_tui.library.anchor import Span
from reform_tui.verify.markup import as_read
from reform_tui.verify.signing import is_like_a_name, name_in

_DELIMITERS = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
_ROW = re.compile(r"\n(?=[^\n]*\|)[^\n]*")
_CELL = re.compile(r"(?:\\.|[^|\\\n])+")
# As an export has a cell: perhaps a label, the words, a dash, the name in bold.
_QUOTE = re.compile(
    r"\s*(?:\*(?P<label>[^*\n]{1,40}):\*\s*)?(?P<words>\S.*?)\s+[—–]\s+\*\*(?P<name>(?:\\.|[^*\\]){1,200})\*\*(?P<rest>.*)",
    re.DOTALL,
)
_WHO = re.compile(r"(?:who|speaker|name|person|said by|by|author|source)s?\Z", re.IGNORECASE)
_WHAT = re.compile(
    r"(?:quote|quotation|words|statement|verbatim|said|what .{1,20} said|(?:direct )?quotes?)s?\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class QuotedCell:
    """A cell that holds a quotation: its ``words``, without one pair of marks around the whole; whom it names.

    ``after`` is the rest of the cell, ``label`` what stands before the words.
    """

    cell: Span
    words: Span
    name: str | None
    label: str
    after: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, and the name in a cell of it, None where there is none."""

    span: Span
    name: str | None
    quoted: tuple[QuotedCell, ...]


def rows_of(text: str) -> Iterator[Row]:
    """Yield the rows of the tables of ``text``; offsets are code points."""
    read_until = 0
    for delimiters in _DELIMITERS.finditer(text):
        if "|" not in delimiters[0] or delimiters.start() < read_until:
            continue
        heads = _cells(text, *_line_before(text, delimiters.start()))
        called = [as_read(text[slice(*head)]).text.strip() for head in heads]
        at = delimiters.end()
        while row := _ROW.match(text, at):
            yield _row(text, row.span(), called)
            at = row.end()
        read_until = at


def _line_before(text: str, at: int) -> Span:
    end = max(at - 1, 0)
    return text.rfind("\n", 0, end) + 1, end


def _cells(text: str, start: int, end: int) -> list[Span]:
    """Return the cells of a line; without those before a first and after a last stroke, which are empty."""
    line = text[start:end]
    at = start + len(line) - len(line.lstrip())
    return [match.span() for match in _CELL.finditer(text, at, end) if match[0].strip()]


def _row(text: str, span: Span, heads: list[str]) -> Row:
    cells = _cells(text, *span)
    at_head = dict(zip(heads, cells, strict=False))
    who = next((cell for head, cell in at_head.items() if _WHO.match(head)), cells[0] if cells else None)
    name = name_in(text[slice(*who)]) if who else ""
    named = name if is_like_a_name(name) else None
    quoted = []
    for head, cell in zip([*heads, *[""] * len(cells)], cells, strict=False):
        exported = _QUOTE.fullmatch(text, *cell)
        if exported:
            words = _inside_marks(text, *exported.span("words"))
            name = as_read(exported["name"]).text
            quoted.append(QuotedCell(cell, words, name, exported["label"] or "", exported.span("rest")))
        elif _WHAT.match(head):
            begin, end = _stripped(text, *cell)
            words = _inside_marks(text, begin, end)
            if not any(mark in text[slice(*words)] for mark in '“”"«»'):
                quoted.append(QuotedCell(cell, words, named if cell != who else None, "", cell))
    return Row(span, named, tuple(quoted))


def _stripped(text: str, start: int, end: int) -> Span:
    cell = text[start:end]
    return start + len(cell) - len(cell.lstrip()), end - len(cell) + len(cell.rstrip())


def _inside_marks(text: str, start: int, end: int) -> Span:
    """Return the span without one pair of quotation marks around the whole."""
    if text[start] in "“\"«‘'" and text[end - 1] in "”\"»’'" and end - start > 2:
        return start + 1, end - 1
    return start, end
