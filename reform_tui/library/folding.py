"""Folding: the same words found in any typography.

Curly and straight quotation marks, no-break and thin spaces, dashes, accents and ligatures fall together; invisible
characters fall away. The result maps back to exact source offsets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reform_tui.library.mapping import MappedText, replaced

# What is written on the left is read as what stands on the right.
_RULES: dict[str, str] = {
    "'": "‘’‚‛′ʼ＇`´",
    '"': "“”„‟″«»＂",
    "-": "‐‑‒–—―−﹘﹣－",
    " ": "\t\n\v\f\r\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
    "\u202f\u205f\u3000",
    "": "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
    "\ufeff",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "d": "đ",
    "D": "Đ",
    "ss": "ß",
    "SS": "ẞ",
}
_TABLE = {ord(written): read for read, many in _RULES.items() for written in many}
# Combining marks of the Latin, Greek and Cyrillic kind. Vowel signs of other scripts are letters and stay.
_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKS = re.compile(f"[{_COMBINING}]+")
# A character outside ASCII with the marks that stand on it, or an ASCII character under such marks, or ASCII control
# white space and the back quote.
_FOLDABLE = re.compile(f"[^\\x00-\\x7f][{_COMBINING}]*|[\\x00-\\x7f][{_COMBINING}]+|[\\t\\n\\v\\f\\r`]")


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    ruled = cluster.translate(_TABLE)
    if "\ufb00" <= ruled[:1] <= "\ufb06":
        ruled = unicodedata.normalize("NFKD", ruled)
    bare = _MARKS.sub("", unicodedata.normalize("NFD", ruled)).translate(_TABLE)  # ǽ is æ with an accent
    return unicodedata.normalize("NFC", bare)  # what other scripts compose is whole again


def fold_mapped(text: str) -> MappedText:
    """Return ``text`` folded, with the way back to its offsets. Case stays."""
    found = _FOLDABLE.finditer(text)
    return replaced(text, ((match.start(), match.end(), _fold_cluster(match.group())) for match in found))


def fold(text: str) -> str:
    """Return ``text`` folded. Case stays."""
    return _FOLDABLE.sub(lambda match: _fold_cluster(match.group()), text)


def fold_key(text: str) -> str:
    """Return a key under which names compare: folded, without case, runs of spaces as one."""
    return " ".join(fold(text).casefold().split())
