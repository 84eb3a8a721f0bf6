"""YAML as a tree that remembers where everything stands, so that one entry can be edited and the rest left alone.

Places are code points of the text. The marks come from libyaml's events; they tell where a scalar begins and ends,
and a block list or mapping ends where the last of what it holds does: comments and blank lines after it are nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from reform_tui.library.yaml_tree import YamlError, parse_yaml

Value = str | float | None | list["Value"] | dict[str, "Value"]
"""What a node says: a text, a list or a mapping; a number only where it is yet to be written."""


@dataclass(frozen=True, slots=True)
class PlacedScalar:
    """A scalar; one that is left empty has no width and stands behind the colon or the dash."""

    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class PlacedItems:
    """A list, in brackets (``flow``) or a dash a line."""

    start: int
    end: int
    flow: bool
    items: tuple[PlacedNode, ...]


@dataclass(frozen=True, slots=True)
class PlacedField:
    """A key and its value; ``start`` and ``key_end`` are the key's."""

    key: str
    start: int
    key_end: int
    value: PlacedNode

    @property
    def end(self) -> int:
        """Where the value ends."""
        return max(self.key_end, self.value.end)


@dataclass(frozen=True, slots=True)
class PlacedFields:
    """A mapping, in braces (``flow``) or a key a line."""

    start: int
    end: int
    flow: bool
    fields: tuple[PlacedField, ...]

    def field(self, key: str) -> PlacedField | None:
        """Return the field of that key, None where there is none."""
        return next((field for field in self.fields if field.key == key), None)


PlacedNode = PlacedScalar | PlacedItems | PlacedFields


def read_placed(text: str) -> PlacedNode:
    """Return the tree of one YAML document.

    Raises YamlError for what is no library file, and for anchors: what is written once and meant twice is no entry
    that can be edited by itself.
    """
    parse_yaml(text)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    events = (event for event in yaml.parse(text, Loader=loader) if isinstance(event, yaml.NodeEvent | _ENDS))
    first = next(events, None)
    return PlacedScalar(0, 0, None) if first is None else _node(text, first, events)


_ENDS = yaml.CollectionEndEvent
_NULLS = {"", "~", "null", "Null", "NULL"}


def _node(text: str, event: Any, events: Iterator[Any]) -> PlacedNode:
    if event.anchor is not None:
        line = int(event.start_mark.line) + 1
        raise YamlError(line, f"the anchor &{event.anchor}; write the value out before this file is edited")
    start = int(event.start_mark.index)
    if isinstance(event, yaml.ScalarEvent):
        value = None if event.implicit[0] and event.value in _NULLS else str(event.value)
        return PlacedScalar(start, _scalar_end(text, event), value)
    if isinstance(event, yaml.SequenceStartEvent):
        return _items(text, start, event, events)
    return _fields(text, start, event, events)


def _scalar_end(text: str, event: Any) -> int:
    """Return where a scalar ends; blank lines after a block scalar are its own only when it says so (``+``)."""
    start, end = int(event.start_mark.index), int(event.end_mark.index)
    if event.style not in ("|", ">"):
        return end
    header = text[start:end].split("\n", 1)[0].split("#", 1)[0]
    return end if "+" in header else start + len(text[start:end].rstrip())


def _end(event: Any) -> int:
    return int(event.end_mark.index)


def _items(text: str, start: int, event: Any, events: Iterator[Any]) -> PlacedItems:
    items = []
    while not isinstance(following := next(events), yaml.SequenceEndEvent):
        items.append(_node(text, following, events))
    end = _end(following) if event.flow_style else items[-1].end
    return PlacedItems(start, end, bool(event.flow_style), tuple(items))


def _fields(text: str, start: int, event: Any, events: Iterator[Any]) -> PlacedFields:
    fields = []
    while not isinstance(key := next(events), yaml.MappingEndEvent):
        value = _node(text, next(events), events)
        span = (int(key.start_mark.index), int(key.end_mark.index))
        fields.append(PlacedField(str(key.value), *span, value))
    end = _end(key) if event.flow_style else fields[-1].end
    return PlacedFields(start, end, bool(event.flow_style), tuple(fields))


def value_of(node: PlacedNode) -> Value:
    """Return what a node says."""
    if isinstance(node, PlacedScalar):
        return node.value
    if isinstance(node, PlacedItems):
        return [value_of(item) for item in node.items]
    return {field.key: value_of(field.value) for field in node.fields}
