"""The letters of a page put together to lines, as far as they stand close: words, place, type."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass
from statistics import median
from typing import Any

import pypdfium2.raw as pdfium

from reform_tui.importing.cleaning import in_one_line

# Ligatures that a font sets for the letters of a word; the word has the letters.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LINE_ENDS = frozenset({"\r", "\n"})
_HYPHENS = frozenset({"\ufffe", "\x02"})  # what PDFium makes of a hyphen at the end of a line
RAISED = 0.78  # of the size of the line: a note's number is smaller
_BEFORE_NOTE = re.compile(r"(?:[^\W\d]{3,}|[.,;:!?…”’\"')\]])$")
NOTE = re.compile(r"[\d*†‡§,]{1,6}")
_APART = 1.0  # em; letters further from each other are joined later, when the lines around are known
_BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)
_BOLD_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a page; lengths are in points, ``y`` grows upwards. ``text`` may end in a hyphen, soft or hard.

    ``is_note`` is a line that began with the raised number of a note.
    """

    text: str
    page: int
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    height: float  # of the page
    is_note: bool = False

    @property
    def middle(self) -> float:
        """The height of the line's middle on its page, as a share of the page."""
        return (self.y0 + self.y1) / 2 / self.height if self.height else 0.5


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter and its box; one that PDFium adds between two words has none."""

    text: str
    index: int
    x0: float
    x1: float
    y0: float
    y1: float
    added: bool

    @property
    def size(self) -> float:
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page prints: its lines, and how many of its ``letters`` have no letter in their font."""

    lines: tuple[PrintedLine, ...]
    letters: int
    unreadable: int


def text_of(page: Any, number: int, most: int) -> PageText | None:
    """Return what the page ``number`` (from 0) prints, in the order of the file; None for more than ``most`` letters.

    Lines at another angle than most of the page are left out: stamps and marks beneath the text.
    """
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > most:
            return None
        raw = textpage.raw
        turn = _turn(raw, count)
        width, height = page.get_size()
        letters = [letter for at in range(count) if (letter := _letter(raw, at, turn))]
        unreadable = sum(pdfium.FPDFText_HasUnicodeMapError(raw, letter.index) == 1 for letter in letters)
        tall = width if turn % 180 else height
        lines = (_printed(raw, part, number, tall) for part in _parts(letters))
        return PageText(tuple(line for line in lines if line), len(letters), unreadable)
    finally:
        textpage.close()


def _angle(raw: Any, at: int) -> int:
    return round(math.degrees(pdfium.FPDFText_GetCharAngle(raw, at))) % 360


def _turn(raw: Any, count: int) -> int:
    """Return the angle (degrees, clockwise) at which most of the text is set, by a sample of its letters."""
    sample = range(0, count, max(count // 200, 1))
    angles = Counter(_angle(raw, at) for at in sample if not pdfium.FPDFText_IsGenerated(raw, at))
    return angles.most_common(1)[0][0] if angles else 0


def _letter(raw: Any, at: int, turn: int) -> _Letter | None:
    text = chr(pdfium.FPDFText_GetUnicode(raw, at))
    if pdfium.FPDFText_IsGenerated(raw, at) == 1:
        return _Letter(text, at, 0, 0, 0, 0, added=True)
    if abs(_angle(raw, at) - turn) > 2:
        return None
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(raw, at, byref(box)):
        return None
    x0, x1, y0, y1 = box.left, box.right, box.bottom, box.top
    if turn == 90:
        x0, x1, y0, y1 = -y1, -y0, x0, x1
    elif turn == 270:
        x0, x1, y0, y1 = y0, y1, -x1, -x0
    elif turn == 180:
        x0, x1, y0, y1 = -x1, -x0, -y1, -y0
    return _Letter("-" if text in _HYPHENS else text, at, x0, x1, y0, y1, added=False)


def _parts(letters: Sequence[_Letter]) -> Iterator[list[_Letter]]:
    """Yield runs of letters that stand beside each other on one line."""
    part: list[_Letter] = []
    before: _Letter | None = None
    for letter in letters:
        if letter.added:
            if letter.text in _LINE_ENDS:
                yield part
                part, before = [], None
            elif part:
                part.append(letter)
            continue
        if before and not _is_beside(before, letter):
            yield part
            part = []
        part.append(letter)
        before = letter
    yield part


def _is_beside(before: _Letter, letter: _Letter) -> bool:
    lower = min(before.size, letter.size)
    overlap = min(before.y1, letter.y1) - max(before.y0, letter.y0)
    size = max(before.size, letter.size)
    return overlap > 0.3 * lower and -size < letter.x0 - before.x1 < _APART * size


def _printed(raw: Any, part: Sequence[_Letter], number: int, height: float) -> PrintedLine | None:
    printed = [letter for letter in part if not letter.added and letter.text.strip()]
    if not printed:
        return None
    size = median(letter.size for letter in printed)
    text, is_note = _words(part, size)
    words = in_one_line(text.translate(_LIGATURES)) + ("\u00ad" if text.rstrip().endswith("\u00ad") else "")
    if not words:
        return None
    return PrintedLine(
        words,
        number,
        min(letter.x0 for letter in printed),
        max(letter.x1 for letter in printed),
        median(letter.y0 for letter in printed),
        median(letter.y1 for letter in printed),
        size,
        _is_bold(raw, printed),
        height,
        is_note,
    )


def _words(part: Sequence[_Letter], size: float) -> tuple[str, bool]:
    """Return the text of a line without the raised numbers of notes, and whether it began with one."""
    base = median(letter.y0 for letter in part if not letter.added)
    text = raised = ""
    begins = False
    for letter in part:
        if not letter.added and 0 < letter.size <= size * RAISED and letter.y0 > base + size * 0.15:
            raised += letter.text
            continue
        if raised and not (letter.added and not letter.text.strip()):
            is_note = _is_note(raised, text)
            begins |= is_note and not text.strip()
            text += "" if is_note else raised
            raised = ""
        text += letter.text
    return (text if _is_note(raised, text) else text + raised), begins


def _is_note(raised: str, before: str) -> bool:
    before = before.rstrip()
    return bool(NOTE.fullmatch(raised.strip()) and (not before or _BEFORE_NOTE.search(before)))


def is_number_of_note(line: PrintedLine, before: PrintedLine) -> bool:
    """Whether ``line`` is the raised number of a note to the words of ``before``."""
    raised = line.size <= RAISED * before.size and line.y0 > before.y0 + 0.15 * before.size
    return raised and _is_note(line.text, before.text)


def _is_bold(raw: Any, printed: Sequence[_Letter]) -> bool:
    """Whether the line is set in bold, by its first letter, its last and one between."""
    name = create_string_buffer(200)
    for letter in (printed[0], printed[len(printed) // 2], printed[-1]):
        flags = c_int()
        pdfium.FPDFText_GetFontInfo(raw, letter.index, name, len(name), byref(flags))
        if not _BOLD.search(name.value) and pdfium.FPDFText_GetFontWeight(raw, letter.index) < _BOLD_WEIGHT:
            return False
    return True
