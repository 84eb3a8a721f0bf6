"""The word lists of this package, read from its YAML files once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast, get_args

from reform_tui.library.schema import DocumentType
from reform_tui.library.yaml_tree import Fields, Items, Node, Scalar, read_yaml


@dataclass(frozen=True, slots=True)
class Rules:
    """One mapping of a YAML file of word lists."""

    fields: dict[str, tuple[int, Node]]

    def word(self, key: str) -> str:
        """Return the one word or pattern under ``key``; KeyError when there is none."""
        node = self.fields[key][1]
        if not isinstance(node, Scalar) or node.value is None:
            raise KeyError(key)
        return node.value

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words under ``key``: a list, or one text of words between spaces."""
        if key not in self.fields:
            return ()
        node = self.fields[key][1]
        if isinstance(node, Items):
            return tuple(item.value for item in node.items if isinstance(item, Scalar) and item.value)
        return tuple(self.word(key).split())

    def is_set(self, key: str) -> bool:
        """Whether ``key`` is there and true."""
        return key in self.fields and self.word(key) == "true"

    def one(self, key: str) -> Rules:
        """Return the mapping under ``key``."""
        node = self.fields[key][1]
        if not isinstance(node, Fields):
            raise KeyError(key)
        return Rules(node.fields)

    def each(self, key: str) -> Iterator[Rules]:
        """Yield the mappings in the list under ``key``."""
        node = self.fields[key][1]
        if isinstance(node, Items):
            for item in node.items:
                if isinstance(item, Fields):
                    yield Rules(item.fields)


def document_type(word: str) -> DocumentType:
    """Return ``word`` as the CSL type that it names; KeyError when it names none."""
    for known in get_args(DocumentType):
        if known == word:
            return cast("DocumentType", known)
    raise KeyError(word)


@cache
def rules(name: str) -> Rules:
    """Return the rules in ``NAME.yaml`` beside this module."""
    root = read_yaml(Path(__file__).with_name(f"{name}.yaml"))
    if not isinstance(root, Fields):
        raise KeyError(name)
    return Rules(root.fields)
