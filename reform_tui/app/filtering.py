"""Filters are words of the query, ``field:value``, seen and typed like any."""

from __future__ import annotations

import re


def fields_of(query: str) -> list[str]:
    """Return the filters in ``query``, as typed."""
    from reform_tui.search.syntax import FIELDS  # noqa: PLC0415 - not needed for the first screen

    names = "|".join(FIELDS)
    return re.findall(rf"(?<!\S)-?(?:{names}):(?:\"[^\"]*\"|\S+)", query, re.IGNORECASE)


def without_field(query: str, field: str) -> str:
    """Return ``query`` without the word ``field``, the same when it does not have it."""
    kept = re.sub(rf"(?:^|\s+){re.escape(field)}(?=\s|$)", "", query)
    return kept.strip() if kept != query else query
