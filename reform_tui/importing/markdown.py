"""Markdown: stored byte for byte when it is UTF-8; its front matter is furniture, and says what the document is."""

from __future__ import annotations

import re
from dataclasses import replace

from reform_tui.importing.assembling import stored_as_is
from reform_tui.importing.dates import date_of
from reform_tui.importing.decoding import decoded
from reform_tui.importing.facts import Facts
from reform_tui.importing.imported import Imported
from reform_tui.importing.line import Line
from reform_tui.importing.naming import name_of, names_in
from reform_tui.importing.plain_text import lines_of
from reform_tui.library.markup import markdown_headings
from reform_tui.library.model import Name
from reform_tui.library.text import SourceText
from reform_tui.library.yaml_tree import Fields, Items, Node, Scalar, YamlError, parse_yaml

# As pandoc and Jekyll have it: from a line of three hyphens at the very top to the next of three hyphens or dots.
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_CONTAINERS = ("container-title", "publication", "site", "newspaper", "journal", "source")


def read(name: str, raw: bytes) -> Imported:
    """Return the text of ``raw`` untouched, with what its front matter states. Raises ImportProblem."""
    text, encoding = decoded(raw)
    remarks = [f"decoded from {encoding}; stored as UTF-8"] if encoding else []
    front = _FRONT_MATTER.match(text)
    facts, end = Facts(), 0
    if front:
        try:
            facts, end = _facts(parse_yaml(front["yaml"])), front.end()
        except YamlError as error:
            remarks.append(f"its front matter is no YAML and was left as text: line {error.line + 1}: {error}")
    source = SourceText(text, markdown=True)
    headings = {line: heading for heading in markdown_headings(text) for line in [text.rfind("\n", 0, heading[1]) + 1]}
    lines = [_line(line, end, headings.get(text.rfind("\n", 0, line.start) + 1), source) for line in lines_of(text)]
    return stored_as_is(name, raw, text, lines, facts, "markdown", tuple(remarks))


def _line(line: Line, front: int, heading: tuple[int, int, int] | None, source: SourceText) -> Line:
    if line.start < front:
        return replace(line, why="front matter")
    if heading:
        level, start, end = heading
        return replace(line, start=start, end=end, text=source.text[start:end], level=level)
    return replace(line, text=source.words(line.start, line.end).strip() or line.text)


def _facts(root: Node) -> Facts:
    if not isinstance(root, Fields):
        return Facts()
    stated = {key.casefold(): node for key, (_, node) in root.fields.items()}
    words = {key: node.value for key, node in stated.items() if isinstance(node, Scalar) and node.value}
    date = words.get("date") or words.get("issued") or words.get("published")
    return Facts(
        title=words.get("title"),
        author=_names(stated.get("author") or stated.get("authors")),
        editor=_names(stated.get("editor")),
        issued=date_of(date) if date else None,
        publisher=words.get("publisher"),
        container_title=next((words[key] for key in _CONTAINERS if key in words), None),
    )


def _names(node: Node | None) -> tuple[Name, ...]:
    if isinstance(node, Items):
        return tuple(name for item in node.items for name in _names(item))
    if isinstance(node, Fields):
        parts = {key: part.value for key, (_, part) in node.fields.items() if isinstance(part, Scalar) and part.value}
        if "family" in parts:
            return (Name(parts["family"], parts.get("given"), None),)
        words = parts.get("name") or parts.get("literal")
    else:
        words = node.value if isinstance(node, Scalar) else None
    if not words:
        return ()
    names = names_in(words)
    return names or ((name,) if (name := name_of(words)) else (Name(None, None, words),))
