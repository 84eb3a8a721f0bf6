"""Dates as a text states them: a day, a month or a year."""

from __future__ import annotations

import datetime
import re

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def is_reduced_date(text: str) -> bool:
    """Whether ``text`` is a day, month or year that the calendar has (ISO 8601, reduced precision)."""
    match = _DATE.fullmatch(text)
    if not match:
        return False
    try:
        datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True
