"""A hint for a mistyped word."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """Return ``; did you mean “…”?`` for the nearest of ``known``, or nothing when none is near."""
    near = get_close_matches(typed, list(known), n=1, cutoff=0.6)
    return f"; did you mean “{near[0]}”?" if near else ""
