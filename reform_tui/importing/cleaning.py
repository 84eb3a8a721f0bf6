"""Extracted text without what carries no text: controls, soft hyphens, invisible spaces, line ends of a layout."""

from __future__ import annotations

import re

# White space that a layout makes, but for the single spaces, which are most of it and stay as they are. No-break and
# typographic spaces are characters of the text.
_SPACES = re.compile("[ ]*[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029][ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]*| {2,}")
# C0 and C1 controls, soft hyphen, zero-width space, word joiner, byte order mark, interlinear annotation, surrogates,
# noncharacters. Joiners and directional marks stay: other scripts are written with them.
_EMPTY = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def in_one_line(text: str) -> str:
    """Return ``text`` as one line: runs of layout space as one space, none at the ends, nothing invisible."""
    return _SPACES.sub(" ", _EMPTY.sub("", text)).strip()
