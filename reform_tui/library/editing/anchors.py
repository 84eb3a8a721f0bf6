"""Spans of a source as they are written in a document's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reform_tui.library.anchor import Span
from reform_tui.library.describing import Anchor, describe
from reform_tui.library.editing.placed import Value
from reform_tui.library.text import SourceText


def anchor_value(anchor: Anchor) -> Value:
    """Return an anchor as it is written: the bare words where they need nothing around them."""
    if not (anchor.prefix or anchor.suffix):
        return anchor.exact
    return {name: words for name, words in zip(Anchor._fields, anchor, strict=True) if words}


def anchor_values(source: SourceText, spans: Iterable[Span], within: Sequence[Span] | None = None) -> list[Value]:
    """Return ``spans`` of ``source`` as anchors that resolve to them and nothing else."""
    return [anchor_value(describe(source, span, within)) for span in spans]
