"""The stretches of a text that stand in quotation marks, where a person has already said what is a quote."""

from __future__ import annotations

import re

from reform_tui.library.anchor import Span

# Double marks of any kind, or single ones that open before a letter and close behind one or a stop. An apostrophe
# stands between two letters.
_STRETCH = re.compile(r"[“\"„«]([^“”\"„«»\n]+)[”\"“»]|(?<!\w)['‘](?=\S)([^‘\n]+?)(?<=[\w.,;:!?…])['’](?!\w)")


def quoted_stretches(text: str, span: Span) -> list[Span]:
    """Return the spans within ``text[span]`` that stand in quotation marks, without the marks; in code points."""
    return [match.span(1 if match[1] else 2) for match in _STRETCH.finditer(text, *span)]
