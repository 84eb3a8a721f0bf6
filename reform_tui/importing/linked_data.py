"""The work that a page describes in JSON-LD, by schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree

from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.naming import name_of
from reform_tui.importing.rules import rules
from reform_tui.library.model import Name

_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Work:
    """What a page says in JSON-LD of the work it holds; ``kinds`` are schema.org types."""

    kinds: tuple[str, ...] = ()
    title: str | None = None
    author: tuple[Name, ...] = ()
    issued: str | None = None
    publisher: str | None = None
    container: str | None = None


@cache
def _known_kinds() -> frozenset[str]:
    schema = (word for rule in rules("metadata").each("schema") for word in rule.words("words"))
    return frozenset({*schema, *rules("metadata").words("articles")})


def work_of(root: etree._Element) -> Work:
    """Return the work described, the one with a headline first; an empty one when the page describes none."""
    described = [item for text in _scripts(root) for item in _items(_loaded(text), 0)]
    named = {item["@id"]: item for item in described if isinstance(item.get("@id"), str) and "name" in item}
    works = [item for item in described if _known_kinds() & set(_kinds(item))]
    best = next((item for item in works if "headline" in item), works[0] if works else None)
    if best is None:
        return Work()
    return Work(
        kinds=_kinds(best),
        title=_word(best.get("headline")) or (_word(best.get("name")) if "headline" not in best else None),
        author=tuple(_names(best.get("author"), named)),
        issued=_word(best.get("datePublished")),
        publisher=_word(_named(best.get("publisher"), named)),
        container=_word(_named(best.get("isPartOf"), named)),
    )


def _scripts(root: etree._Element) -> Iterator[str]:
    for element in root.iter("script"):
        if (element.get("type") or "").strip().casefold() == "application/ld+json" and element.text:
            yield element.text


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):  # pages carry all sorts
        return None


def _items(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _items(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _items(data.get(key), depth + 1)


def _kinds(item: dict[str, Any]) -> tuple[str, ...]:
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return tuple(kind.rpartition("/")[2] for kind in listed if isinstance(kind, str))


def _word(value: Any) -> str | None:
    return in_one_line(value) or None if isinstance(value, str) else None


def _described(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    """Return what ``value`` describes, or what the page describes under the ``@id`` that it refers to."""
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    return value


def _named(value: Any, named: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    value = _described(value, named)
    return value.get("name") if isinstance(value, dict) else None


def _names(value: Any, named: dict[str, dict[str, Any]]) -> Iterator[Name]:
    """Yield the names of authors: persons in parts, organisations as a whole."""
    for item in (_described(one, named) for one in (value if isinstance(value, list) else [value])):
        words = _word(item.get("name")) if isinstance(item, dict) else _word(item)
        if not words or "://" in words:
            continue
        if isinstance(item, dict) and "Organization" in "".join(_kinds(item)):
            yield Name(None, None, words)
        else:
            yield name_of(words.removeprefix("By ")) or Name(None, None, words)
