"""What a file has to say after an edit: the same edit made to what it says, to hold the text against."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.library.editing.placed import Value

Path = tuple[str | int, ...]
"""Keys and item numbers, from 0, that lead from the top of a file to a node."""


def as_read(value: Value) -> Value:
    """Return ``value`` as it is read back: numbers as they are written."""
    if isinstance(value, list):
        return [as_read(item) for item in value]
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    return str(value) if isinstance(value, int | float) else value


def set_in(tree: Value, path: Path, value: Value) -> Value:
    """Set the key that ``path`` ends in, in place; return ``tree``."""
    mapping = _reach(tree, path[:-1])
    if isinstance(mapping, dict):
        mapping[str(path[-1])] = as_read(value)
    return tree


def delete_in(tree: Value, path: Path) -> Value:
    """Delete the key or item that ``path`` ends in, in place; return ``tree``."""
    held = _reach(tree, path[:-1])
    step = path[-1]
    if isinstance(held, list) and isinstance(step, int):
        del held[step]
    elif isinstance(held, dict):
        del held[str(step)]
    return tree


def insert_in(tree: Value, path: Path, values: Sequence[Value], at: int) -> Value:
    """Insert items into the list at ``path``, in place; return ``tree``."""
    listed = _reach(tree, path)
    if isinstance(listed, list):
        listed[at:at] = [as_read(value) for value in values]
    return tree


def _reach(tree: Value, path: Path) -> Value:
    for step in path:
        if isinstance(tree, dict):
            tree = tree[str(step)]
        elif isinstance(tree, list) and isinstance(step, int):
            tree = tree[step]
    return tree
