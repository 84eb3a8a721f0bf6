"""YAML as a small tree that remembers its lines.

Built from libyaml's events rather than by composing nodes: an alias bomb, a nest of a hundred thousand brackets or a
doubled key is refused at the event where it shows, with its line, before it can cost anything. Scalars stay the
strings that were written; what they mean is the schema's to say.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import yaml

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 20


class YamlError(Exception):
    """A file that is no YAML for us; ``line`` counts from 1, 0 for the whole file."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Scalar(NamedTuple):
    """One scalar as written; ``value`` is None for an empty or null one."""

    line: int
    value: str | None


class Items(NamedTuple):
    """A sequence."""

    line: int
    items: list[Node]


class Fields(NamedTuple):
    """A mapping with string keys; each value with the line of its key."""

    line: int
    fields: dict[str, tuple[int, Node]]


Node = Scalar | Items | Fields
_NULLS = {"", "~", "null", "Null", "NULL"}


def read_yaml(path: Path) -> Node:
    """Read one YAML document from ``path``.

    Raises YamlError for anything that is not one plain document of ours; OSError where the file cannot be read.
    """
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise YamlError(0, f"the file has {size:,} bytes; a library file may have {MAX_BYTES:,}: split it")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise YamlError(line, f"not UTF-8: byte 0x{raw[error.start]:02x}; save the file as UTF-8") from error
    return parse_yaml(text)


def parse_yaml(text: str) -> Node:
    """Read one YAML document from ``text``. Raises YamlError for anything that is not one plain document of ours."""
    try:
        return _Builder(getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 0, f"not YAML: {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise YamlError(_reader_line(text, error), f"not YAML: {_first_line(error)}") from error


def _reader_line(text: str, error: yaml.YAMLError) -> int:
    position = getattr(error, "position", None)
    return text.count("\n", 0, position) + 1 if isinstance(position, int) else 0


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["unreadable"])[0]


class _Builder:
    """Turns a stream of events into one tree."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader
        self._next: Callable[[], Any] = loader.get_event
        self._depth = 0

    def document(self) -> Node:
        root: Node | None = None
        while self._loader.check_event():
            event = self._next()
            if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)):
                continue
            if isinstance(event, yaml.StreamEndEvent):
                break
            if root is not None:
                raise YamlError(_line(event), "a second YAML document; a library file holds one")
            root = self._node(event)
        return root or Scalar(0, None)

    def _node(self, event: Any) -> Node:
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, None if event.implicit[0] and event.value in _NULLS else str(event.value))
        if isinstance(event, yaml.AliasEvent):
            raise YamlError(line, f"the alias *{event.anchor}; write the value out, a library file has no aliases")
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise YamlError(line, f"nested more than {MAX_DEPTH} deep")
        node = self._items(line) if isinstance(event, yaml.SequenceStartEvent) else self._fields(line)
        self._depth -= 1
        return node

    def _items(self, line: int) -> Items:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Items(line, items)

    def _fields(self, line: int) -> Fields:
        fields: dict[str, tuple[int, Node]] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key_line = _line(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise YamlError(key_line, "a key that is not a word")
            key = str(event.value)
            if key in fields:
                raise YamlError(key_line, f"the key `{key}` a second time; the first is on line {fields[key][0]}")
            fields[key] = (key_line, self._node(self._next()))
        return Fields(line, fields)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
