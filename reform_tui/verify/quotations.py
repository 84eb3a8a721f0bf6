"""Every quotation of a draft, in its order."""

from __future__ import annotations

from reform_tui.verify.draft import Draft, Quotation


def quotations_of(draft: Draft) -> tuple[Quotation, ...]:
    """Return the quotations of ``draft``."""
    return draft.blocks
