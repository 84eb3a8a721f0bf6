"""Filters are words of the query, ``field:value``, seen and typed like any."""

from __future__ import annotations

import re

from reform_tui.search.syntax import FIELDS

_FIELD = re.compile(rf"(?<!\S)-?(?:{'|'.join(FIELDS)}):(?:\"[^\"]*\"|\S+)", re.IGNORECASE)


def fields_of(query: str) -> list[str]:
    """Return the filters in ``query``, as typed."""
    return _FIELD.findall(query)


def without_field(query: str, field: str) -> str:
    """Return ``query`` without the word ``field``, the same when it does not have it."""
    kept = re.sub(rf"(?:^|\s+){re.escape(field)}(?=\s|$)", "", query)
    return kept.strip() if kept != query else query
