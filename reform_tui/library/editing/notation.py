"""Values in YAML notation, as the library's files are written: indented lists, words plain where they can be."""

from __future__ import annotations

from typing import Any

import yaml

from reform_tui.library.editing.placed import Value

WIDTH = 118
"""Code points of a line; longer words go on in the next."""
_NARROWEST = 40
_LINE_ENDS = set("\n\r\x85\u2028\u2029")  # YAML 1.1 §4.2


class _Writer(yaml.SafeDumper):
    """PyYAML's writer with lists indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002, FBT001, FBT002
        return super().increase_indent(flow=flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _represented(writer: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    # In double quotes a line end is one readable escape; in other styles it is a blank line too many.
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style='"' if _LINE_ENDS & set(text) else None)


_Writer.add_representer(str, _represented)


def block(value: Value, indent: int = 0) -> list[str]:
    """Return a list or mapping as lines, each ``indent`` cells in; numbers are written bare."""
    written = _written(value, flow=False, width=max(WIDTH - indent, _NARROWEST))
    return [" " * indent + line if line else line for line in written.split("\n")]


def flow(value: Value) -> str:
    """Return a value in one line, as it may stand between brackets."""
    return _written([value], flow=True, width=1_000_000_000)[1:-1]


def _written(value: Value, *, flow: bool, width: int) -> str:
    written = yaml.dump(
        value,
        Dumper=_Writer,
        allow_unicode=True,
        default_flow_style=flow,
        sort_keys=False,
        width=width,
        line_break="\n",
    )
    return str(written).removesuffix("\n")
