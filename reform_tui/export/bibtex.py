"""References for BibTeX 0.99 and what reads its files (Oren Patashnik, *BibTeXing*, 1988), in UTF-8."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator

from reform_tui.export.citation import quoted_in
from reform_tui.export.page import Entry
from reform_tui.library.model import Document, Name

# BibTeX counts braces even behind a backslash: those that do not pair have to be named, which pandoc does not know.
_PAIRED = {"{": "\\{", "}": "\\}"}
_NOT_PAIRED = {"{": "\\textbraceleft{}", "}": "\\textbraceright{}"}
# LaTeX's own characters (Lamport, LaTeX, §2.2).
_LATEX = {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{character: f"\\{character}" for character in "#$%&_"},
}
_BREAKS_FAMILY = re.compile(r"[\s,]")
_BREAKS_GIVEN = re.compile(r",|\band\b", re.IGNORECASE)
_ISSUED_BY = {"techreport": "institution", "phdthesis": "school"}


def bibtex(document: Document, key: str, entries: Iterable[Entry] = ()) -> str:
    """Return the entry of a document; no date stated is ``n.d.``, a body keeps its name in braces.

    ``entries`` are the quotations taken from it: who speaks stands in ``annote``, which plain styles do not print.
    """
    kind = _kind(document)
    fields = "".join(
        # A month is a macro of the style, not a text.
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in _fields(document, kind, entries)
        if value
    )
    return f"@{kind}{{{key},\n{fields}}}\n"


def _kind(document: Document) -> str:
    """Return the entry type; each is one whose required fields the record has, so that no style complains."""
    if document.type in {"article", "article-journal", "article-magazine", "article-newspaper"}:
        return "article" if document.container_title else "misc"
    if document.type in {"book", "report", "pamphlet"} and document.publisher:
        if document.type == "report" and document.author:
            return "techreport"
        return "book" if document.author or document.editor else "misc"
    if document.type == "thesis" and document.author and document.publisher:
        return "phdthesis"
    return "misc"


def _fields(document: Document, kind: str, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    yield "author", _names(document.author)
    yield "editor", _names(document.editor)
    if not document.author and not document.editor:
        yield "key", _latex(document.title)  # what a style sorts by where nobody is named
    yield "title", f"{{{_latex(document.title)}}}"
    yield "journal" if kind == "article" else "howpublished", _latex(document.container_title or "")
    if kind == "misc" and not document.container_title:
        yield "howpublished", _latex(document.publisher or "")
    elif document.publisher != document.container_title:
        yield _ISSUED_BY.get(kind, "publisher"), _latex(document.publisher or "")
    year, *rest = document.issued.date.split("-") if document.issued else ["n.d."]
    yield "year", year
    if rest:
        yield "month", calendar.month_abbr[int(rest[0])].lower()
    if rest[1:]:
        yield "day", str(int(rest[1]))
    if document.accessed:
        yield "note", f"Captured {document.accessed.date}"
    yield "annote", _latex(quoted_in(entries))


def _names(names: Iterable[Name]) -> str:
    return " and ".join(map(_bibtex_name, names))


def _bibtex_name(name: Name) -> str:
    """Return ``{Body}`` or ``Family, Given``; a family name of several words, or with an *and*, is held together."""
    if name.literal:
        return f"{{{_latex(name.literal)}}}"
    if name.family and name.given:
        return f"{_held(name.family, _BREAKS_FAMILY)}, {_held(name.given, _BREAKS_GIVEN)}"
    return f"{{{_latex(name.family or name.given or '')}}}"


def _held(part: str, breaks: re.Pattern[str]) -> str:
    return f"{{{_latex(part)}}}" if breaks.search(part) else _latex(part)


def _latex(text: str) -> str:
    table = {**_LATEX, **(_PAIRED if _is_paired(text) else _NOT_PAIRED)}
    latex = "".join(table.get(character, character) for character in " ".join(text.split()))
    return latex.replace("--", "-{}-").replace("-{}--", "-{}-{}-")


def _is_paired(text: str) -> bool:
    """Whether every brace that opens is closed after it."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0
