"""What a reader of Markdown makes of a page: the words of its block quotations and table cells, markup refused.

pandoc is the real program, started once for a whole page; markdown-it is the library.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin


@dataclass
class Rendered:
    """Block quotations as lists of paragraphs, table cells row by row, headings, in the order of the page."""

    quotes: list[list[str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    targets: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    footnotes: int = 0


Reader = Callable[[str], Rendered]


class MarkupAppeared(AssertionError):
    """Words of a quotation were taken for markup."""


def pandoc(text: str, *arguments: str) -> str:
    answer = subprocess.run(["pandoc", *arguments], input=text, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def read_by_pandoc(reader: str) -> Reader:
    """Return a reader of pandoc's: ``markdown``, ``gfm``, ``commonmark``, ``commonmark_x``, with extensions."""

    def read(text: str) -> Rendered:
        return _of_pandoc(json.loads(pandoc(text, "--from", reader, "--to", "json"))["blocks"])

    return read


def read_through_docx(folder: Path) -> Reader:
    """Return a reader that makes a Word file with pandoc, and reads that."""

    def read(text: str) -> Rendered:
        pandoc(text, "--from", "markdown", "--to", "docx", "--output", str(folder / "page.docx"))
        again = pandoc("", "--from", "docx", "--to", "json", str(folder / "page.docx"))
        return _of_pandoc(json.loads(again)["blocks"])

    return read


def read_by_markdown_it(preset: str, **options: bool) -> Reader:
    parser = MarkdownIt(preset, options).use(footnote_plugin).use(front_matter_plugin)

    def read(text: str) -> Rendered:
        return _of_markdown_it(parser.parse(text))

    return read


def read_by_commonmark(text: str) -> Rendered:
    """Read by markdown-it, CommonMark alone."""
    return _of_markdown_it(MarkdownIt("commonmark").parse(text))


def _of_pandoc(blocks: list[Any]) -> Rendered:
    found = Rendered()
    _visit(blocks, found)
    return found


def _visit(blocks: Iterable[Any], found: Rendered) -> None:
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind == "BlockQuote":
            found.quotes.append([_words(paragraph) for paragraph in content])
        elif kind == "Table":
            found.cells += [_cell(cell) for row in _rows(content) for cell in row]
        elif kind == "Header":
            found.headings.append(_flat(content[2], found))
            found.targets.add(content[1][0])
        elif kind in {"Para", "Plain"}:
            _flat(content, found)
        elif kind == "BulletList":
            for item in content:
                _visit(item, found)
        elif kind == "Div":
            _visit(content[1], found)
        elif kind not in {"HorizontalRule", "Null"}:
            raise MarkupAppeared(block)


def _rows(table: list[Any]) -> list[list[Any]]:
    head, bodies = table[3], table[4]
    rows = [*head[1], *(row for body in bodies for row in body[3])]
    return [[cell[4] for cell in row[1]] for row in rows]


def _words(paragraph: Any) -> str:
    if paragraph["t"] not in {"Para", "Plain"}:
        raise MarkupAppeared(paragraph)
    return "".join(_word(inline) for inline in paragraph["c"])


def _word(inline: Any) -> str:
    if inline["t"] == "Str":
        return str(inline["c"])
    if inline["t"] in {"Space", "SoftBreak"}:
        return " "
    if inline["t"] == "Quoted":  # pandoc pairs curled marks, and writes them as it found them
        opening, closing = "“”" if inline["c"][0]["t"] == "DoubleQuote" else "‘’"
        return opening + "".join(map(_word, inline["c"][1])) + closing
    raise MarkupAppeared(inline)


def _cell(blocks: list[Any]) -> str:
    """Return a cell as text. The label, the name and the link are the only markup that may stand in one."""
    inlines = [inline for block in blocks for inline in block["c"]]
    marked = [inline["t"] for inline in inlines if inline["t"] not in _PLAIN]
    if marked not in ([], ["Strong", "Link"], ["Emph", "Strong", "Link"]):
        raise MarkupAppeared(inlines)
    return _flat(inlines, Rendered())


_PLAIN = {"Str", "Space", "SoftBreak", "Quoted"}


def _flat(inlines: Iterable[Any], found: Rendered) -> str:
    text = ""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in {"Emph", "Strong"}:
            text += _flat(content, found)
        elif kind == "Link":
            text += _flat(content[1], found)
            found.links.add(content[2][0])
        elif kind == "Span":
            text += _flat(content[1], found)
        elif kind == "Note":
            found.footnotes += 1
        elif kind == "Cite":
            text += _flat(content[1], found)
        else:
            text += _word(inline)
    return text


def _of_markdown_it(tokens: list[Token]) -> Rendered:
    found = Rendered()
    within: list[str] = []
    for token in tokens:
        if token.type.endswith("_open"):
            within.append(token.tag)
            if token.tag == "blockquote":
                found.quotes.append([])
            elif token.tag not in _KNOWN and not token.type.startswith("footnote"):
                raise MarkupAppeared(token)
        elif token.type.endswith("_close"):
            within.pop()
        elif token.type == "inline":
            _take(token, within, found)
        elif token.type not in {"front_matter", "hr", "footnote_anchor"}:
            raise MarkupAppeared(token)
    return found


_KNOWN = {"blockquote", "p", "h1", "h2", "h3", "h4", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "section"}


def _take(token: Token, within: list[str], found: Rendered) -> None:
    children = token.children or []
    found.footnotes += sum(child.type == "footnote_ref" for child in children)
    found.links |= {str(child.attrs["href"]) for child in children if child.type == "link_open"}
    text = "".join(" " if child.type == "softbreak" else child.content for child in children if child.type in _TEXT)
    if "blockquote" in within:
        if within[-2:] != ["blockquote", "p"] or any(child.type != "text" for child in children):
            raise MarkupAppeared(token)
        found.quotes[-1].append(text)
    elif within[-1] in {"td", "th"}:
        opened = [child.type for child in children if child.type.endswith("_open")]
        if opened not in ([], ["strong_open", "link_open"], ["em_open", "strong_open", "link_open"]):
            raise MarkupAppeared(token)
        found.cells.append(text)
    elif within[-1].startswith("h"):
        found.headings.append(text)


_TEXT = {"text", "softbreak", "text_special"}
