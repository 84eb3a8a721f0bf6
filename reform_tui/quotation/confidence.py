"""How often each rule is right, measured on texts annotated by people."""

from __future__ import annotations

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.lexicon import rule_shares


def confidence(given: Attribution | None) -> float:
    """Return the share of cases (0 to 1) in which the rule that led to a speaker was right."""
    shares = rule_shares()
    return shares[given.rule if given else "none"]
