"""One YAML file under the knife: a value is set, an item put in or taken out, and every other byte stays.

Each edit is proved: the new text is read again and must say what the old one said with that one change made.
What cannot be cut out so is refused, never mangled.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reform_tui.library.editing.expected import Path, as_read, delete_in, insert_in, set_in
from reform_tui.library.editing.notation import WIDTH, block, flow
from reform_tui.library.editing.placed import (
    PlacedField,
    PlacedFields,
    PlacedItems,
    PlacedNode,
    PlacedScalar,
    Value,
    read_placed,
    value_of,
)
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.yaml_tree import YamlError

_BLANKS = re.compile(r"[ \t]*")
_TO_NEXT = re.compile(r"(?:\s|#[^\r\n]*)*")  # white space and comments between two nodes
_LINE_END = re.compile(r"\r\n|\r|\n|\Z")


@dataclass(frozen=True)
class Page:
    """The text of one file, named ``file`` for messages. Raises Refused where it is none that can be edited."""

    file: str
    text: str

    @cached_property
    def tree(self) -> PlacedNode:
        """What stands where."""
        try:
            return read_placed(self.text)
        except YamlError as error:
            raise Refused(f"{self.file}:{error.line}: {error}") from error

    @cached_property
    def value(self) -> Value:
        """What the file says."""
        return value_of(self.tree)

    def at(self, path: Path) -> Value:
        """Return what stands at ``path``; None where nothing does."""
        value = self.value
        for step in path:
            if isinstance(step, int):
                value = value[step] if isinstance(value, list) and step < len(value) else None
            else:
                value = value.get(step) if isinstance(value, dict) else None
        return value

    def items(self, path: Path) -> list[Value]:
        """Return the list at ``path``; one text where a list may stand is a list of it, and nothing an empty one."""
        value = self.at(path)
        return value if isinstance(value, list) else [] if value is None else [value]

    def with_value(self, path: Path, value: Value, *, after: str | None = None) -> Page:
        """Set the key that ``path`` ends in; one that is new comes behind the key ``after``, else last."""
        if self.at(path) == as_read(value) and self.at(path) is not None:
            return self
        key = str(path[-1])
        mapping = self._mapping(path[:-1])
        field = mapping.field(key)
        if field is None:
            start, end, new = self._new_field(mapping, key, value, after)
        else:
            start, end, new = self._replaced(mapping, field, value)
        return self._proved(start, end, new, lambda tree: set_in(tree, path, value))

    def without_value(self, path: Path) -> Page:
        """Take the key that ``path`` ends in out, and what it says."""
        mapping = self._mapping(path[:-1])
        field = mapping.field(str(path[-1]))
        if field is None:
            return self
        if mapping.flow:
            start, end = self._flow_cut([(field.start, field.end) for field in mapping.fields], field.start)
        else:
            start, end = self._lines_of(field.start, field.end)
        return self._proved(start, end, "", lambda tree: delete_in(tree, path))

    def with_items(self, path: Path, values: Sequence[Value], at: int | None = None) -> Page:
        """Put ``values`` into the list at ``path``, the first as item ``at`` from 0, else behind the last."""
        if not values:
            return self
        listed = self._node(path)
        if not isinstance(listed, PlacedItems) or not listed.items:
            if isinstance(listed, PlacedScalar) and listed.value is not None:
                raise Refused(f"{self.file}: `{path[-1]}` is no list; write it as one (each item after “- ”)")
            return self.with_value(path, list(values))
        at = len(listed.items) if at is None else min(at, len(listed.items))
        where, new = self._flow_items(listed, values, at) if listed.flow else self._block_items(listed, values, at)
        return self._proved(where, where, new, lambda tree: insert_in(tree, path, values, at))

    def with_more(self, path: Path, values: Sequence[Value], *, after: str | None = None) -> Page:
        """Put ``values`` behind what stands at ``path``: a list, one text where a list may stand, or nothing yet."""
        known = self.at(path)
        if isinstance(known, list) and known:
            return self.with_items(path, values)
        return self.with_value(path, [*self.items(path), *values], after=after)

    def without_item(self, path: Path, at: int) -> Page:
        """Take item ``at``, from 0, out of the list at ``path``."""
        listed = self._node(path)
        if not isinstance(listed, PlacedItems):
            raise Refused(f"{self.file}: `{path[-1]}` is no list; write it as one (each item after “- ”)")
        if len(listed.items) == 1:
            return self.with_value(path, [])
        item = listed.items[at]
        if listed.flow:
            start, end = self._flow_cut([(item.start, item.end) for item in listed.items], item.start)
        else:
            start, end = self._entry_lines(self._dash(listed, at), item.end)
        return self._proved(start, end, "", lambda tree: delete_in(tree, (*path, at)))

    # Finding a node

    def _node(self, path: Path) -> PlacedNode | None:
        node: PlacedNode | None = self.tree
        for step in path:
            if isinstance(step, int):
                node = node.items[step] if isinstance(node, PlacedItems) and step < len(node.items) else None
            else:
                field = node.field(step) if isinstance(node, PlacedFields) else None
                node = field.value if field else None
        return node

    def _mapping(self, path: Path) -> PlacedFields:
        node = self._node(path)
        if not isinstance(node, PlacedFields):
            raise Refused(f"{self.file}: there are no keys and values where `{'.'.join(map(str, path))}` should be")
        return node

    # What new text goes where

    def _new_field(self, mapping: PlacedFields, key: str, value: Value, after: str | None) -> tuple[int, int, str]:
        before = mapping.field(after) if after else None
        before = before or (mapping.fields[-1] if mapping.fields else None)
        if before is None:
            return mapping.start + 1, mapping.start + 1, flow({key: value})[1:-1]
        if mapping.flow:
            return before.end, before.end, ", " + flow({key: value})[1:-1]
        where, new = self._new_lines(before.end, block({key: value}, self._column(before.start)))
        return where, where, new

    def _replaced(self, mapping: PlacedFields, field: PlacedField, value: Value) -> tuple[int, int, str]:
        old = field.value
        colon = self._colon(field)
        if mapping.flow:
            space = " " if old.start == colon else ""
            return old.start, old.end, space + flow(value)
        lines = block({field.key: value}, self._column(field.start))
        if isinstance(old, PlacedItems | PlacedFields) and old.flow and isinstance(value, list | dict):
            one_line = flow(value)
            if self._column(old.start) + len(one_line) <= WIDTH:
                return old.start, old.end, one_line
        said = self._newline.join(lines).lstrip()
        said = said[said.index(":", len(flow(field.key))) + 1 :]
        comment = self.text[colon : old.start].rstrip()  # between the colon and a value on a line of its own
        new = comment + said if said.startswith(self._newline) else said + comment
        return colon, max(old.end, colon), new

    def _block_items(self, listed: PlacedItems, values: Sequence[Value], at: int) -> tuple[int, str]:
        column = self._column(self._dash(listed, 0))
        apart = len(listed.items) > 1 and self._is_apart(listed)
        entries = [block([value], column) for value in values]
        if at > 0:
            lines = [line for entry in entries for line in (["", *entry] if apart else entry)]
            return self._new_lines(listed.items[at - 1].end, lines)
        lines = [line for entry in entries for line in ([*entry, ""] if apart else entry)]
        where = self._dash(listed, 0)
        return where, self._newline.join([*lines, " " * column])[column:]

    def _flow_items(self, listed: PlacedItems, values: Sequence[Value], at: int) -> tuple[int, str]:
        said = [flow(value) for value in values]
        if at > 0:
            return listed.items[at - 1].end, "".join(f", {one}" for one in said)
        return listed.items[0].start, "".join(f"{one}, " for one in said)

    def _new_lines(self, after: int, lines: Sequence[str]) -> tuple[int, str]:
        """Return where and how ``lines`` are put below the line on which ``after`` lies."""
        if after and self.text[after - 1] in "\r\n":  # a block scalar that keeps its blank lines
            return after, "".join(line + self._newline for line in lines)
        where = self._line_end(after)
        return where, "".join(self._newline + line for line in lines)

    # What old text goes

    def _lines_of(self, start: int, end: int) -> tuple[int, int]:
        """Return the lines of a field, the comment behind it with them; of a first field after a dash, itself alone."""
        line = self._line_start(start)
        if self.text[line:start].strip(" \t"):
            return start, end
        return line, self._next_line(end)

    def _entry_lines(self, dash: int, end: int) -> tuple[int, int]:
        """Return the lines of an item, and the blank line before it where another follows."""
        start, end = self._line_start(dash), self._next_line(end)
        before = self._line_start(start - 1) if start else 0
        is_apart = start > 0 and not self.text[before:start].strip()
        is_followed = end < len(self.text) and self.text[end : self._line_end(end)].strip()
        return (before if is_apart and not is_followed else start), end

    def _flow_cut(self, spans: Sequence[tuple[int, int]], start: int) -> tuple[int, int]:
        """Return the span of an item between brackets with the comma that parts it from the next, or from the last."""
        at = next(number for number, span in enumerate(spans) if span[0] == start)
        end = spans[at][1]
        following = self._past(end)
        if self.text[following : following + 1] == ",":
            return start, _end_of(_BLANKS, self.text, following + 1)
        if at == 0:
            return start, end
        comma = self._past(spans[at - 1][1])
        if comma != spans[at - 1][1] or self.text[comma : comma + 1] != "," or "#" in self.text[comma:start]:
            raise Refused(f"{self.file}: a comment stands in the way between the brackets; write a line for each item")
        return comma, end

    # Lines and columns

    @cached_property
    def _newline(self) -> str:
        match = re.search(r"\r\n|\r|\n", self.text)
        return match.group() if match else "\n"

    def _line_start(self, offset: int) -> int:
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def _line_end(self, offset: int) -> int:
        match = _LINE_END.search(self.text, offset)
        return match.start() if match else len(self.text)

    def _next_line(self, offset: int) -> int:
        if offset and self.text[offset - 1] in "\r\n":
            return offset
        match = _LINE_END.search(self.text, offset)
        return match.end() if match else len(self.text)

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)

    def _past(self, offset: int) -> int:
        return _end_of(_TO_NEXT, self.text, offset)

    def _colon(self, field: PlacedField) -> int:
        """Return the place behind a field's colon."""
        at = _end_of(_BLANKS, self.text, field.key_end)
        if self.text[at : at + 1] != ":":
            raise Refused(f"{self.file}: the key `{field.key}` has no colon behind it; write `{field.key}: …`")
        return at + 1

    def _dash(self, listed: PlacedItems, at: int) -> int:
        return self._past(listed.items[at - 1].end) if at else listed.start

    def _is_apart(self, listed: PlacedItems) -> bool:
        """Whether blank lines stand between items."""
        between = self.text[listed.items[-2].end : self._dash(listed, len(listed.items) - 1)]
        return any(not line.strip() for line in between.splitlines()[1:-1])

    # Proof

    def _proved(self, start: int, end: int, new: str, change: Callable[[Value], Value]) -> Page:
        changed = Page(self.file, self.text[:start] + new + self.text[end:])
        wanted = change(copy.deepcopy(self.value))
        try:
            is_right = changed.value == wanted
        except Refused:
            is_right = False
        if not is_right:
            line = self.text.count("\n", 0, start) + 1
            raise Refused(f"{self.file}:{line}: written in a way that cannot be edited here; make the change by hand")
        return changed


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
