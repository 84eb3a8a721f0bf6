"""A Markdown draft as it is read: without markup, escapes undone, with the way back to its offsets.

CommonMark 0.31 for escapes (§2.4), entities (§2.5), emphasis, links and raw HTML; footnotes and ``[@key]`` citations as
pandoc has them. Plain text passes through; what looks like markup in it is no word, so nothing is lost.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reform_tui.library.mapping import MappedText, replaced

REFERENCE = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,60})\](?!:)")
CITATION = re.compile(r"\[[^\[\]@\n]{0,60}@(?P<key>[^\s,;\[\]]{1,100})(?P<locator>[^\[\]\n]{0,200})\]")

_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    rf"|(?P<note>{REFERENCE.pattern}|{CITATION.pattern})"
    r"|(?P<open>!?\[)(?P<called>(?:\\.|[^\[\]\\\n]){1,500})"
    r"(?P<close>\]\((?:[^()\s\\]|\\.|\([^()\s]{0,200}\)){0,500}(?:\s\"[^\"\n]{0,200}\")?\))"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,500}>|<!--.{0,5000}?-->)"
    r"|(?P<emphasis>\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))",
    re.DOTALL,
)
_LINE_MARKS = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+(?:[ \t]*#{1,6}[ \t]+)?|^[ \t]{0,3}#{1,6}[ \t]+", re.MULTILINE)


def as_read(draft: str) -> MappedText:
    """Return ``draft`` as it is read."""
    marks = [(match.start(), match.end(), "") for match in _LINE_MARKS.finditer(draft)]
    edits = sorted([*marks, *_inline(draft, 0, len(draft))])
    kept: list[tuple[int, int, str]] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return replaced(draft, kept)


def _inline(draft: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for match in _INLINE.finditer(draft, start, end):
        if match["escaped"]:
            yield match.start(), match.start() + 1, ""
        elif match["entity"]:
            meant = html.unescape(match[0])
            if meant != match[0]:
                yield *match.span(), meant
        elif match["open"]:
            yield *match.span("open"), ""
            yield from _inline(draft, *match.span("called"))
            yield *match.span("close"), ""
        else:
            yield *match.span(), ""
