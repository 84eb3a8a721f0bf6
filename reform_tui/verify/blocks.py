"""Block quotations of a draft: lines with ``>``, in lists too; ``<blockquote>``; Obsidian's callouts; indented.

CommonMark 0.31 for ``>`` and its lazy lines (§5.1); Obsidian's callouts, whose title says whose a quotation is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from reform_tui.library.anchor import Span
from reform_tui.verify.markup import as_read
from reform_tui.verify.signing import signer

_QUOTED = re.compile(r"(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){0,9})(?P<marks>>(?:[ \t]?>)*)[ \t]?(?P<rest>.*)")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_NO_LAZY_LINE = re.compile(
    r"[ \t]*(?:#{1,6}\s|[-*+—–]\s|\d{1,3}[.)]\s|\||```|~~~|\[\^|:::|</?(?:blockquote|div|p|table)\b)"
)
_CALLOUT = re.compile(r"[ \t]*\[!(?P<kind>[A-Za-z-]{1,30})[^\]\n]{0,60}\][+-]?[ \t]*(?P<title>.*)")
_QUOTING = frozenset({"quote", "cite"})
_ELEMENT = re.compile(r"<(?P<end>/?)blockquote\b[^<>]{0,1000}>", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"(?:[ \t]*(?:\n|\Z)){1,2}[ \t]*(?:—|–|―|--+)[ \t]*(?P<said>[^\n]*)")
_OWN_LINE = re.compile(r"(?:^|>)[ \t]*(?:—|–|―|--+|-)[ \t]*(?=[^\W\d_*“\"‘']|\*)(?P<said>[^\n]*)\s*\Z", re.MULTILINE)
_FOOTER = re.compile(r"<(?P<element>footer|cite|figcaption)\b[^<>]{0,300}>(?P<said>[^<>]{1,300})</(?P=element)>")
_BRACKETED = re.compile(r"\((?P<said>[^()\n\d]{2,200})\)[\s.]*\Z")
_ENDED = re.compile(r"[.!?…”\"'’»\])][\s>*_]*\Z")
_EMPTY_LINE = re.compile(r"\n[ \t>]*\n\Z")
_INDENT = re.compile(r"(?: {4}|\t)[ \t]*(?P<words>[^\W_].*|[\[(…].*)")
_LEADS_OVER = re.compile(r"[:,]\W{0,3}$")
_CODE = re.compile(r"[{}=<>|\\]|;\s*$|^\W*(?:def|import|return|class|SELECT)\b")
_FEWEST_INDENTED = 5  # words of an indented line that is no code
_LONGEST_SIGNED = 220  # code points at the end of a block in which brackets say whose it is


@dataclass(frozen=True, slots=True)
class Block:
    """A block quotation. ``words`` are what it holds; ``until`` is where it ends with the line under it.

    ``said`` says whose it is, in the draft's words, empty where nothing does; ``said_until`` is where that ends, None
    where it stands before. ``signed`` is where the words end, and who they are from, should the last line be a
    signature: a name without a dash may also be a part of the quotation. ``indent`` is what stands before its lines.
    """

    words: Span
    until: int
    said: str = ""
    said_until: int | None = None
    signed: tuple[int, str] | None = None
    indent: str = ""


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the block quotations of ``text``; offsets are code points."""
    for run in _runs(text):
        yield from _of_run(text, run)
    for begin, end, outer in _elements(text):
        block = _block(text, begin, end, outer)
        if block:
            yield block
    for begin, end, indent in _indented(text):
        yield Block((begin, end), end, indent=indent)


class _Line(NamedTuple):
    """A line of a block: where it begins, where its words do, where it ends; the ``>`` before it; what stands there."""

    start: int
    words: int
    end: int
    depth: int
    indent: str


def _runs(text: str) -> Iterator[list[_Line]]:
    """Yield the lines of each block that is marked with ``>``."""
    run: list[_Line] = []
    in_list = was_blank = False
    at = 0
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        if quoted and (in_list or quoted["lead"].strip() or len(quoted["lead"].expandtabs(4)) <= 3):
            if run and quoted["lead"].strip():
                yield run
                run = []
            depth, indent = quoted["marks"].count(">"), re.sub(r"\S", " ", quoted["lead"])
            run.append(_Line(at + quoted.start("marks"), at + quoted.start("rest"), at + len(line), depth, indent))
        elif run and line.strip() and text[run[-1].words : run[-1].end].strip() and not _NO_LAZY_LINE.match(line):
            run.append(_Line(at, at, at + len(line), run[-1].depth, run[-1].indent))
        elif run:
            yield run
            run = []
        if _ITEM.match(line):
            in_list = True
        elif was_blank and line.strip() and not line[0].isspace() and not quoted:
            in_list = False
        was_blank = not line.strip()
        at += len(line) + 1
    if run:
        yield run


def _of_run(text: str, run: list[_Line]) -> Iterator[Block]:
    """Yield the block that a run of lines is; of a callout that quotes nobody, those within it."""
    callout = _CALLOUT.match(text, run[0].words, run[0].end)
    title = ""
    if callout and callout["kind"].casefold() in _QUOTING:
        title, run = callout["title"].strip() if signer(callout["title"]) else "", run[1:]
    elif callout:
        yield from (block for within in _deeper(run) for block in _of_run(text, within))
        return
    if run:
        block = _block(text, run[0].words, run[-1].end, run[-1].end, title, run[0].indent)
        if block:
            yield block


def _deeper(run: list[_Line]) -> Iterator[list[_Line]]:
    within: list[_Line] = []
    for line in run:
        if line.depth > run[0].depth:
            within.append(line)
        elif within:
            yield within
            within = []
    if within:
        yield within


def _elements(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield where the outermost ``<blockquote>`` hold their words, from and to, and where they end."""
    opened: list[int] = []
    for tag in _ELEMENT.finditer(text):
        if not tag["end"]:
            opened.append(tag.end())
        elif len(opened) > 1:
            opened.pop()
        elif opened:
            yield opened.pop(), tag.start(), tag.end()


def _indented(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the indented paragraphs that the text before leads over to: prose, no code and no item of a list."""
    announced = in_list = was_blank = False
    begin = end = at = 0
    for line in [*text.split("\n"), ""]:
        indented = _INDENT.match(line)
        if end and not line.strip():
            yield begin, end, text[text.rfind("\n", 0, begin) + 1 : begin]
            end = 0
        elif indented and (end or (announced and was_blank and not in_list and _is_prose(indented["words"]))):
            begin = begin if end else at + indented.start("words")
            end = at + len(line.rstrip())
        elif line.strip():
            announced = bool(_LEADS_OVER.search(line)) and not _QUOTED.match(line)
            in_list = bool(_ITEM.match(line)) or (in_list and line[0].isspace())
            end = 0
        was_blank = not line.strip()
        at += len(line) + 1


def _is_prose(line: str) -> bool:
    return len(line.split()) >= _FEWEST_INDENTED and not _CODE.search(line)


def _block(text: str, begin: int, end: int, outer: int, title: str = "", indent: str = "") -> Block | None:
    """Return the block in ``text[begin:end]``, with whom it names; None where it has no words."""
    after = _ATTRIBUTION.match(text, outer)
    own = None if after else _OWN_LINE.search(text, begin, end) or _last_footer(text, begin, end)
    if own and not as_read(text[begin : own.start()]).text.strip("> \t\n"):
        own = None  # words that begin with a dash
    last = _trimmed(text, begin, own.start() if own else end)
    if not as_read(text[begin:last]).text.strip():
        return None
    until = after.end() if after else outer
    found = after or own
    if found:
        said_until = len(text[: after.end() if after else found.end("said")].rstrip())
        return Block((begin, last), until, found["said"], said_until, None, indent)
    if title:
        return Block((begin, last), until, title, None, None, indent)
    return Block((begin, last), until, signed=_signature(text, begin, last), indent=indent)


def _last_footer(text: str, begin: int, end: int) -> re.Match[str] | None:
    found = list(_FOOTER.finditer(text, begin, end))
    return found[-1] if found and not as_read(text[found[-1].end() : end]).text.strip("> \t\n") else None


def _trimmed(text: str, begin: int, end: int) -> int:
    """Return ``end`` before the marks, spaces and empty lines at the end."""
    return begin + len(text[begin:end].rstrip("> \t\n")) if "</" not in text[max(begin, end - 9) : end] else end


def _signature(text: str, begin: int, end: int) -> tuple[int, str] | None:
    """Return where the words end, and who they are from, if the last line or brackets at the end name somebody."""
    line = max(text.rfind(mark, begin, end) for mark in ("\n", "<br", "<p>", "<p ", "<div"))
    if line >= 0:
        said = text[line:end].lstrip("\n \t>")
        name = signer(said)
        if name and (_ENDED.search(as_read(text[begin:line]).text) or _EMPTY_LINE.search(text, begin, line + 1)):
            return begin + len(text[begin:line].rstrip("> \t\n")), name
    bracketed = _BRACKETED.search(text, max(begin, end - _LONGEST_SIGNED), end)
    name = signer(bracketed["said"]) if bracketed else None
    if bracketed and name and bracketed.start() > begin:
        return begin + len(text[begin : bracketed.start()].rstrip()), name
    return None
