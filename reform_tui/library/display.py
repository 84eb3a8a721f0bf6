"""Text that is safe on any terminal: what could style, move, hide or reorder is one visible, inert character."""

from __future__ import annotations

import re

_REPLACEMENT = "\ufffd"
_CONTROL_PICTURES = 0x2400  # U+2400 SYMBOL FOR NULL and on: a picture for each C0 control

# Bidirectional controls (Unicode 16 §23.2, UAX #9), zero-width and other default-ignorable characters, C1 controls,
# surrogates, separators, tag characters, interlinear annotation.
UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
# Those of them that Python takes for printable: fillers, joiners, variation selectors.
_TAKEN_FOR_PRINTABLE = (
    *"\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0",
    *map(chr, range(0xFE00, 0xFE10)),
    *map(chr, range(0xE0100, 0xE01F0)),
)
_LONG = 2_000  # code points from which it pays to ask first whether there is anything to replace


def _inert(match: re.Match[str]) -> str:
    character = match.group()
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return "\u2421" if code == 0x7F else _REPLACEMENT


def displayed(text: str) -> str:
    """Return ``text`` safe for one line of a terminal, of the same length in code points.

    Line feed and tab become a space, other C0 controls their control picture, everything else that could mislead the
    replacement character. Nothing is dropped, so offsets stay good.
    """
    text = text.replace("\n", " ").replace("\t", " ")
    if len(text) > _LONG and _is_harmless(text):
        return text
    return UNSAFE.sub(_inert, text)


def _is_harmless(text: str) -> bool:
    """Whether nothing is to be replaced; where it says no, there may be something. A third of the time of a look."""
    printable = text.replace("\u00a0", " ").isprintable()
    return printable and not any(character in text for character in _TAKEN_FOR_PRINTABLE)
