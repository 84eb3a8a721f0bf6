"""What Markdown states of itself at its top: in YAML (Jekyll, pandoc), in TOML (Hugo), or in pandoc's title block."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field

from reform_tui.importing.dates import date_of
from reform_tui.importing.facts import Facts
from reform_tui.importing.naming import name_of, names_in
from reform_tui.library.model import Name
from reform_tui.library.yaml_tree import Fields, Items, Node, Scalar, YamlError, parse_yaml

# As pandoc and Jekyll have it: from a line of three hyphens at the very top to the next of three hyphens or dots.
_YAML = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_TOML = re.compile(r"\ufeff?\+\+\+[ \t]*\r?\n(?P<toml>(?:.*\n)*?)\+\+\+[ \t]*(?:\r?\n|\Z)")
# Pandoc's title block: title, authors, date, each after a per cent sign; indented lines go on.
_BLOCK = re.compile(r"\ufeff?(?:%.*(?:\r?\n[ \t]+\S.*)*(?:\r?\n|\Z)){1,3}")
_CONTAINERS = ("container-title", "publication", "site", "newspaper", "journal", "source")
_DATES = ("date", "issued", "published", "published_at", "publishdate", "pubdate", "date_published")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What is stated, up to where in the text (code points), and what a person should know of it."""

    facts: Facts = field(default_factory=Facts)
    end: int = 0
    remark: str | None = None


def front_matter(text: str) -> FrontMatter:
    """Return what the top of a Markdown text states; nothing where there is none or it cannot be read."""
    if found := _YAML.match(text):
        try:
            return FrontMatter(_facts(parse_yaml(found["yaml"])), found.end())
        except YamlError as error:
            said = f"its front matter is no YAML and was left as text: line {error.line + 1}: {error}"
            return FrontMatter(remark=said)
    if found := _TOML.match(text):
        try:
            return FrontMatter(_facts(_node(tomllib.loads(found["toml"].replace("\r\n", "\n")))), found.end())
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return FrontMatter(remark=f"its front matter is no TOML and was left as text: {error}")
    if found := _BLOCK.match(text):
        return FrontMatter(_facts_of_block(found.group()), found.end())
    return FrontMatter()


def _node(value: object) -> Node:
    """Return what TOML says as the tree that YAML gives."""
    if isinstance(value, dict):
        return Fields(0, {str(key): (0, _node(item)) for key, item in value.items()})
    if isinstance(value, list):
        return Items(0, [_node(item) for item in value])
    return Scalar(0, json.dumps(value) if isinstance(value, bool) else str(value))


def _facts_of_block(block: str) -> Facts:
    fields = [" ".join(line.split()) for line in re.split(r"^\ufeff?%[ \t]*", block, flags=re.MULTILINE)[1:]]
    title, authors, date = (*(words.strip() for words in fields), "", "", "")[:3]
    names = tuple(name for part in authors.split(";") for name in names_in(part.strip()))
    return Facts(title=title or None, author=names, issued=date_of(date) if date else None)


def _facts(root: Node) -> Facts:
    if not isinstance(root, Fields):
        return Facts()
    stated = {key.casefold(): node for key, (_, node) in root.fields.items()}
    words = {key: node.value for key, node in stated.items() if isinstance(node, Scalar) and node.value}
    date = next((words[key] for key in _DATES if key in words), None)
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
