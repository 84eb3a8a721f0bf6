"""One line as a page prints it: its words, its place, its type."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from pdfminer.layout import LTAnno, LTChar, LTPage, LTTextLine

from reform_tui.importing.cleaning import in_one_line

# Ligatures that a font sets for the letters of a word; the word has the letters.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_RAISED = 0.78  # of the size of the line: a note's number is smaller
_BEFORE_NOTE = re.compile(r"(?:[^\W\d]{3,}|[.,;:!?…”’\"')\]])$")
_NOTE = re.compile(r"[\d*†‡§,]{1,6}")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of a page; lengths are in points, ``y`` grows upwards. ``text`` may end in a hyphen, soft or hard."""

    text: str
    page: int
    x0: float
    x1: float
    y0: float
    y1: float
    size: float
    bold: bool
    height: float  # of the page

    @property
    def middle(self) -> float:
        """The height of the line's middle on its page, as a share of the page."""
        return (self.y0 + self.y1) / 2 / self.height if self.height else 0.5


def printed_line(line: LTTextLine, page: LTPage, number: int) -> PrintedLine | None:
    """Return ``line`` of the page ``number`` (from 0); None when it shows nothing or is set at an angle."""
    characters = [item for item in line if isinstance(item, LTChar)]
    upright = [item for item in characters if item.upright and item.matrix[1] == 0]
    if not upright or len(upright) * 2 < len(characters):
        return None
    size = median(item.size for item in upright)
    text = _words(line, size)
    soft = text.rstrip().endswith("\u00ad")
    words = in_one_line(text.translate(_LIGATURES)) + ("\u00ad" if soft else "")
    if not words:
        return None
    bold = sum("bold" in item.fontname.lower() or "black" in item.fontname.lower() for item in upright)
    return PrintedLine(
        words,
        number,
        min(item.x0 for item in upright),
        max(item.x1 for item in upright if item.get_text().strip()) if words else line.x1,
        min(item.y0 for item in upright),
        max(item.y1 for item in upright),
        size,
        bold * 5 >= len(upright) * 4,
        page.height,
    )


def _words(line: LTTextLine, size: float) -> str:
    """Return the text of a line without the raised numbers of notes."""
    text = ""
    raised = ""
    base = median(item.y0 for item in line if isinstance(item, LTChar))
    for item in line:
        letters = item.get_text() if isinstance(item, (LTChar, LTAnno)) else ""
        small = isinstance(item, LTChar) and item.size <= size * _RAISED and item.y0 > base + size * 0.15
        if small:
            raised += letters
            continue
        if raised:
            is_note = _NOTE.fullmatch(raised.strip()) and _BEFORE_NOTE.search(text)
            text += "" if is_note else raised
            raised = ""
        text += letters
    if raised and not (_NOTE.fullmatch(raised.strip()) and _BEFORE_NOTE.search(text)):
        text += raised
    return text
