"""How often each rule is right, measured on texts annotated by people."""

from __future__ import annotations

from typing import Literal

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.lexicon import rule_shares

Words = Literal["quoted", "reported", "authored"]
"""Whether words stand in marks, are reported without, or are the writer's own."""


def confidence(given: Attribution | None, words: Words = "quoted") -> float:
    """Return the share of cases (0 to 1) in which the rule that led to a speaker was right."""
    rule: Rule = given.rule if given else "none"
    return rule_shares()[words][rule][given.mention.kind if given else "name"]
