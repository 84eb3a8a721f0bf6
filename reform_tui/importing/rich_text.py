"""Rich Text Format (Microsoft, version 1.9.1).

An own reader, because striprtf, the one well-kept library in Python, writes addresses and strokes into the text that
the file does not print, and leaves notes and headings out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from reform_tui.importing.assembling import assembled
from reform_tui.importing.block import Block, Extract
from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.facts import Facts
from reform_tui.importing.imported import Imported
from reform_tui.importing.naming import names_in
from reform_tui.importing.problem import ImportProblem
from reform_tui.importing.rich_text_words import (
    CHARSETS,
    HEADING_STYLE,
    LEFT_OUT,
    MACHINES,
    NOTES,
    PARAGRAPH_ENDS,
    SYMBOLS,
    WORDS,
    codec_of,
)
from reform_tui.importing.wrapping import joined_lines

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9A-Fa-f]{2})|\\(?P<symbol>[^A-Za-z])"
    rb"|(?P<brace>[{}])|(?P<break>[\r\n]+)|(?P<text>[^\\{}\r\n]+)|\\"
)


@dataclass(slots=True)
class _Group:
    """What holds until the group under way is closed."""

    left_out: bool = False
    destination: str = ""
    skip: int = 1  # bytes after \\uN that stand for the character in readers without Unicode
    codec: str = "cp1252"
    hidden: bool = False
    level: int | None = None
    starred: bool = False


@dataclass(slots=True)
class _State:
    group: _Group = field(default_factory=_Group)
    above: list[_Group] = field(default_factory=list)
    pieces: dict[str, list[str]] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    styles: dict[int, int] = field(default_factory=dict)
    default: str = "cp1252"
    font: int = 0
    style: int = 0
    to_skip: int = 0
    pending: bytearray = field(default_factory=bytearray)
    units: list[int] = field(default_factory=list)


def read(name: str, raw: bytes) -> Imported:
    """Return the text of an RTF file, notes at the end. Raises ImportProblem."""
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise ImportProblem("it does not begin as RTF does ({\\rtf)")
    reader = _Reader()
    reader.run(raw)
    return assembled(name, raw, Extract(tuple(reader.blocks()), reader.facts()), "document")


class _Reader:
    """Goes through the tokens of a file once."""

    def __init__(self) -> None:
        self._state = _State()

    def run(self, raw: bytes) -> None:
        """Read ``raw`` to its end; what follows the outermost group is no part of the file."""
        at = raw.index(b"{")
        while match := _TOKEN.match(raw, at):
            at = match.end()
            kind = match.lastgroup if match["number"] is None else "word"
            if kind == "brace":
                self._brace(opening=match["brace"] == b"{")
                if not self._state.above:
                    break
            elif kind == "word":
                number = int(match["number"]) if match["number"] else None
                word = match["word"].decode("ascii")
                if word == "bin":
                    at += max(number or 0, 0)
                self._word(word, number)
            elif kind in {"hex", "text"}:
                self._bytes(bytes.fromhex(match["hex"].decode()) if match["hex"] else match["text"])
            elif kind == "symbol":
                self._symbol(match["symbol"])
        self._end_paragraph()

    def blocks(self) -> Iterator[Block]:
        """Yield the paragraphs, then the notes."""
        yield from self._state.blocks
        yield from self._state.notes

    def facts(self) -> Facts:
        """Return what the info group states: title and author. Its times are the file's."""
        pieces = self._state.pieces
        title = in_one_line("".join(pieces.get("title", ())))
        author = in_one_line("".join(pieces.get("author", ())))
        places = (("title", "title"), ("author", "author"))
        return Facts(title=title or None, author=names_in(author) if author else (), places=places, by_program=True)

    def _brace(self, *, opening: bool) -> None:
        state = self._state
        self._flush()
        state.to_skip = 0
        if opening:
            state.above.append(state.group)
            state.group = replace(state.group, starred=False)
        elif state.above:
            closed = state.group
            state.group = state.above.pop()
            if closed.destination != state.group.destination:
                self._close(closed)

    def _close(self, closed: _Group) -> None:
        """End a destination: a note is set; a style of the table is known by its name."""
        state = self._state
        if closed.destination in NOTES:
            state.notes.extend(_set("".join(state.pieces.pop(closed.destination, ())), None))
        elif closed.destination == "stylesheet":
            state.pieces.pop("stylesheet", None)

    def _word(self, word: str, number: int | None) -> None:
        state, group = self._state, self._state.group
        if word == "u" and number is not None:
            if not state.to_skip:
                self._flush_bytes()
            state.units.append(number % 0x10000)
            state.to_skip = group.skip
            return
        self._flush()
        state.to_skip = 0
        if word in LEFT_OUT or (group.starred and word not in WORDS and word not in NOTES):
            group.left_out = True
        elif word in NOTES or word in {"title", "author", "fonttbl", "stylesheet"}:
            group.destination = word
        elif word in PARAGRAPH_ENDS:
            self._end_of(group)
        elif word in SYMBOLS:
            self._add(SYMBOLS[word])
        else:
            self._property(word, number)
        group.starred = False

    def _property(self, word: str, number: int | None) -> None:
        state, group = self._state, self._state.group
        value = 0 if number is None else number
        if word in {"v", "deleted"}:
            group.hidden = value != 0 or number is None
        elif word == "plain":
            group.hidden, group.codec = False, state.default
        elif word == "pard":
            group.level = None
        elif word == "outlinelevel":
            group.level = value + 1 if 0 <= value < 9 else None
        elif word == "s":
            state.style = value
            group.level = state.styles.get(value, group.level)
        else:
            self._encoding(word, value)

    def _encoding(self, word: str, value: int) -> None:
        state, group = self._state, self._state.group
        if word == "uc":
            group.skip = max(value, 0)
        elif word == "ansicpg":
            state.default = group.codec = codec_of(value)
        elif word in MACHINES:
            state.default = group.codec = MACHINES[word]
        elif word == "f":
            state.font = value
            group.codec = state.fonts.get(value, state.default)
        elif word == "fcharset" and group.destination == "fonttbl":
            state.fonts[state.font] = CHARSETS.get(value, state.default)

    def _symbol(self, symbol: bytes) -> None:
        self._flush()
        self._state.to_skip = 0
        if symbol == b"*":
            self._state.group.starred = True
        elif symbol in {b"\r", b"\n"}:
            self._end_of(self._state.group)
        elif symbol in {b"\\", b"{", b"}"}:
            self._add(symbol.decode())
        elif symbol in {b"~", b"_"}:
            self._add("\u00a0" if symbol == b"~" else "\u2011")

    def _bytes(self, raw: bytes) -> None:
        state = self._state
        skipped = min(state.to_skip, len(raw))
        state.to_skip -= skipped
        if raw[skipped:]:
            self._flush_units()
            state.pending += raw[skipped:]

    def _flush(self) -> None:
        self._flush_units()
        self._flush_bytes()

    def _flush_bytes(self) -> None:
        if self._state.pending:
            raw = bytes(self._state.pending)
            self._state.pending.clear()
            self._add(raw.decode(self._state.group.codec, "replace"))

    def _flush_units(self) -> None:
        """Add the UTF-16 code units that stood in a row; a character beyond U+FFFF takes two."""
        if self._state.units:
            raw = b"".join(unit.to_bytes(2, "little") for unit in self._state.units)
            self._state.units.clear()
            self._add(raw.decode("utf-16-le", "replace"))

    def _add(self, text: str) -> None:
        state, group = self._state, self._state.group
        if group.left_out or group.hidden or group.destination == "fonttbl":
            return
        if group.destination == "stylesheet":
            match = HEADING_STYLE.match(text)
            if match:
                state.styles[state.style] = int(match[1] or 1)
            return
        state.pieces.setdefault(group.destination, []).append(text)

    def _end_of(self, group: _Group) -> None:
        if group.destination:
            self._add("\n\n")
        elif not group.left_out:
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self._flush()
        text = "".join(self._state.pieces.pop("", ()))
        self._state.blocks.extend(_set(text, self._state.group.level))


def _set(text: str, level: int | None) -> Iterator[Block]:
    for line in [text] if level else joined_lines(text):
        if line.strip():
            yield Block(line, level)
