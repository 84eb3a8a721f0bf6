"""A Markdown draft as it is read: without markup, escapes undone, with the way back to its offsets.

CommonMark 0.31 for escapes (§2.4), entities (§2.5), emphasis, links and raw HTML; footnotes, spans and ``[@key]``
citations as pandoc has them, ``[[links]]`` as Obsidian has them. Plain text passes through; what looks like markup in
it is no word, so nothing is lost. Nothing that a reader sees may be taken for markup: an altered word would hide in it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from reform_tui.library.mapping import MappedText, replaced

REFERENCE = re.compile(r"\[\^(?P<label>[^\[\]\s]{1,60})\](?!:)")
CITATION = re.compile(r"\[[^\[\]@\n]{0,60}@(?P<key>[^\s,;\[\]]{1,100})(?P<locator>[^\[\]\n]{0,200})\]")
INLINE_NOTE = re.compile(r"\^\[(?P<said>(?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){1,1000})\]")

# The elements of HTML (Living Standard §4, and those that it calls obsolete): any other <word> is a word.
_BREAKING = (
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre section summary "
    "table tbody td tfoot th thead title tr ul"
)
_WITHIN_LINES = (
    "a abbr acronym b bdi bdo big button cite code col colgroup data del dfn em embed font i iframe img input ins kbd "
    "label link map mark math meta nobr noscript object output picture q rp rt ruby s samp script select small source "
    "span strike strong style sub sup svg template textarea time tt u var video wbr"
)
_VALUE = r"(?:\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}'|[^\s\"'=<>`]{1,300})"
_ATTRIBUTES = rf"(?:\s+[\w:.-]{{1,60}}\s*=\s*{_VALUE}){{0,40}}\s*/?"
_ELEMENTS = "|".join(sorted([*_BREAKING.split(), *_WITHIN_LINES.split()], key=len, reverse=True))
_TAG = rf"</?(?P<element>{_ELEMENTS}|[a-z]\w{{0,20}}:\w{{1,30}}){_ATTRIBUTES}>|<!--.{{0,5000}}?-->"
_BREAKS = frozenset(_BREAKING.split())

_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    rf"|(?P<note>{REFERENCE.pattern}|{CITATION.pattern}|{INLINE_NOTE.pattern.replace('said', 'inline')}"
    r"|<(?i:sup)>\s*\[?[\d*†‡]{1,4}\]?\s*</(?i:sup)>|(?<=[^\s\[(])\[\d{1,3}\](?![\[(:]))"
    r"|(?P<struck><(?P<deleted>del|s|strike)>.{0,500}?</(?P=deleted)>|~~(?=\S)[^\n~]{1,500}(?<=\S)~~)"
    r"|\[\[(?:[^\[\]|\n]{1,200}\|)?(?P<wiki>[^\[\]|\n]{1,200})\]\]"
    r"|(?P<open>!?\[)(?P<called>(?:\\.|[^\[\]\\]){1,500})(?P<close>\]"
    r"(?:\(\s*(?:<[^<>\n]{0,500}>|(?:[^()\s\\<]|\\.|\([^()\s]{0,200}\)){0,500})"
    r"(?:\s+(?:\"[^\"]{0,200}\"|'[^']{0,200}'|\([^()]{0,200}\)))?\s*\)"
    r"|\{[^{}\n]{1,200}\}|(?:\[(?P<labelled>[^\[\]\n]{0,200})\])?))"
    rf"|(?P<tag>(?i:{_TAG}))"
    r"|(?P<emphasis>\*{1,3}|(?<![^\W_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![^\W_]))",
    re.DOTALL,
)
_LINE_MARKS = re.compile(
    r"^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+){0,9}(?:>[ \t]?)+(?:[ \t]*#{1,6}[ \t]+)?|^[ \t]{0,3}#{1,6}[ \t]+",
    re.MULTILINE,
)
_MARKS = re.compile('[“”"«»‘’]')
_DEFINITION = re.compile(r"^[ ]{0,3}\[(?P<label>[^\[\]^\n][^\[\]\n]{0,199})\]:[ \t]*\n?[ \t]*\S", re.MULTILINE)


def as_read(draft: str) -> MappedText:
    """Return ``draft`` as it is read."""
    labels = frozenset(_label(match["label"]) for match in _DEFINITION.finditer(draft))
    marks = [(match.start(), match.end(), "") for match in _LINE_MARKS.finditer(draft)]
    edits = sorted([*marks, *_inline(draft, 0, len(draft), labels)])
    kept: list[tuple[int, int, str]] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return replaced(draft, kept)


def _label(written: str) -> str:
    """Return the label of a link as it is compared (CommonMark §4.7)."""
    return " ".join(written.split()).casefold()


def _inline(draft: str, start: int, end: int, labels: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    at = start
    while match := _INLINE.search(draft, at, end):
        at = match.end()
        if match["escaped"]:
            yield match.start(), match.start() + 1, ""
        elif match["entity"]:
            meant = html.unescape(match[0])
            if meant != match[0]:
                yield *match.span(), meant
        elif match["wiki"]:
            yield match.start(), match.start("wiki"), ""
            yield match.end("wiki"), match.end(), ""
        elif match["open"]:
            if not _is_link(match, labels):  # brackets
                at = match.end("open")
                continue
            yield *match.span("open"), ""
            yield from _inline(draft, *match.span("called"), labels)
            yield *match.span("close"), ""
        elif match["inline"] and _MARKS.search(match["inline"]):  # a note that quotes somebody itself
            yield match.start(), match.start("inline"), " "
            yield from _inline(draft, *match.span("inline"), labels)
            yield match.end("inline"), match.end(), " "
        else:
            breaks = (match["element"] or "").casefold() in _BREAKS
            yield *match.span(), "\n" if breaks else ""


def _is_link(match: re.Match[str], labels: frozenset[str]) -> bool:
    """Whether brackets are a link or a span: what follows says so, or what they are called is defined."""
    if match["close"][1:2] in {"(", "{"}:
        return True
    return _label(match["labelled"] or match["called"]) in labels
