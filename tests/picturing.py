"""What a picture of the screen (SVG) shows: each row of text, and under it a letter a cell for how that looks.

A picture itself has sixty kilobytes, of which the most changes with every release of what draws it: class names, fonts,
fractions of a pixel. What is seen does not.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"
_CELL = 12.2  # units of the picture that a cell is wide
_ROW = 24.4  # units that a row is high
_LETTERS = string.ascii_letters + string.digits


def looks_of(picture: str, size: tuple[int, int]) -> str:
    """Return the screen that ``picture``, as Textual exports it, shows in ``size``, columns and rows.

    A legend says what the letters mean: colour, attributes, and the colour behind. Cells without text count by the
    colour behind them alone; the commonest look is a dot.
    """
    columns, rows = size
    root = ET.fromstring(picture)  # noqa: S314 - it comes from the test
    styles = _styles("".join(style.text or "" for style in root.iter(f"{_SVG}style")))
    text = [[" "] * columns for _ in range(rows)]
    over = [[""] * columns for _ in range(rows)]
    behind = [[""] * columns for _ in range(rows)]
    for y, x, cells, fill in _rectangles(root):
        behind[y][x : x + cells] = [fill] * cells
    for y, x, look, shown in _words(root, styles):
        text[y][x : x + len(shown)] = shown
        over[y][x : x + len(shown)] = [look if letter.strip() else "" for letter in shown]
    drawn = [
        [f"{above} on {below}".strip() for above, below in zip(*pair, strict=True)]
        for pair in zip(over, behind, strict=True)
    ]
    return _written(["".join(row) for row in text], drawn)


def _written(text: list[str], drawn: list[list[str]]) -> str:
    every = [look for row in drawn for look in row]
    usual = max(set(every), key=every.count)
    letters = {usual: "."}
    for look in every:
        letters.setdefault(look, _LETTERS[len(letters) - 1])
    legend = [f"{letter} {look}" for look, letter in letters.items()]
    rows = [f"{words}\n{''.join(letters[look] for look in row)}" for words, row in zip(text, drawn, strict=True)]
    return "\n".join([*legend, "", *rows])


def _styles(sheet: str) -> dict[str, str]:
    """Return what each class of text looks like, as colour and attributes."""
    found = {}
    for name, rules in re.findall(r"\.([\w-]+-r\d+) \{([^}]*)\}", sheet):
        given = dict(rule.strip().split(": ", 1) for rule in rules.split(";") if rule.strip())
        colour = given.pop("fill", "")
        found[name] = " ".join([colour, *sorted(value.strip() for value in given.values())])
    return found


def _rectangles(root: ET.Element) -> Iterator[tuple[int, int, int, str]]:
    """Yield the row, the column, the cells and the colour of what lies behind the text."""
    for rectangle in root.iter(f"{_SVG}rect"):
        if rectangle.get("shape-rendering") == "crispEdges":
            x, y, width = (float(rectangle.get(name, "0")) for name in ("x", "y", "width"))
            yield round((y - 1.5) / _ROW), round(x / _CELL), round(width / _CELL), rectangle.get("fill", "")


def _words(root: ET.Element, styles: dict[str, str]) -> Iterator[tuple[int, int, str, str]]:
    """Yield the row, the column, the look and the letters of each stretch of text."""
    for words in root.iter(f"{_SVG}text"):
        row = re.search(r"line-(\d+)", words.get("clip-path", ""))
        if row:
            shown = "".join(words.itertext()).replace("\xa0", " ").rstrip("\n")
            yield int(row[1]), round(float(words.get("x", "0")) / _CELL), styles.get(words.get("class", ""), ""), shown
