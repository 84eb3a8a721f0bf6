"""To whom a quoted stretch is given, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reform_tui.quotation.names import Mention

Rule = Literal[
    "verb after",
    "subject after",
    "according to",
    "right before",
    "before",
    "far before",
    "end of sentence",
    "label",
    "dash",
    "same sentence",
    "continued",
    "carried in paragraph",
    "carried from cue",
    "carried over",
    "introduced by colon",
    "main subject",
    "turn",
    "byline",
    "that clause",
    "bare clause",
    "tag",
    "possessive",
    "attitude",
    "none",
]
"""The rules by name; words/confidence.yaml says how often each is right."""

WEAK: frozenset[Rule] = frozenset(("main subject", "none"))


@dataclass(frozen=True, slots=True)
class Attribution:
    """A speaker's mention, the cue as it is written with its place, and the rule that led there."""

    mention: Mention
    rule: Rule
    cue: str | None = None
    cue_span: tuple[int, int] | None = None
