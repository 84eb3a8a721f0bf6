"""Dates as texts state them, and the ISO 8601 date of reduced precision that each is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reform_tui.library.dates import is_reduced_date
from reform_tui.library.model import StatedDate

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?P<{0}>1[5-9]\d\d|20\d\d)"
_DATE = re.compile(
    r"(?<![\w/-])(?:"
    + _YEAR.format("iso_y") + r"(?:-(?P<iso_m>\d\d)(?:-(?P<iso_d>\d\d))?|/(?P<slash_m>\d\d)/(?P<slash_d>\d\d))"
    + r"(?:[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?"
    + r"|(?P<d1>\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s,-]+" + _MONTH.format("m1") + r"[\s,-]+" + _YEAR.format("y1")
    + r"|" + _MONTH.format("m2") + r"\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+" + _YEAR.format("y2")
    + r"|" + _MONTH.format("m3") + r",?\s+" + _YEAR.format("y3")
    + r"|(?P<season>spring|summer|autumn|winter),?\s+" + _YEAR.format("y5")
    + r"|(?P<n1>\d{1,2})(?P<sep>[/.])(?P<n2>\d{1,2})(?P=sep)" + _YEAR.format("y4")
    + r")(?![\w/-])",
    re.IGNORECASE,
)  # fmt: skip
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)))?\s*(?P<holder>[^\d©|]{0,80}?)[\s,]*(?P<year>(?:1[89]|20)\d\d)"
    r"(?:\s*[-–]\s*(?P<until>(?:1[89]|20)\d\d))?(?P<after>[\s,]+[^\d©|.]{2,80})?",
    re.IGNORECASE,
)


class FoundDate(NamedTuple):
    """A date in a line, from ``start`` to ``end`` (code points of the line)."""

    start: int
    end: int
    date: StatedDate


class Copyright(NamedTuple):
    """A copyright line: its year, and who holds the right, as printed."""

    date: StatedDate
    holder: str | None


def dates_in(line: str) -> Iterator[FoundDate]:
    """Yield the dates that ``line`` states, in order. Of *3/4/2010* nobody knows the month: it is the year 2010."""
    for match in _DATE.finditer(line):
        date = _iso(match)
        if date:
            yield FoundDate(*match.span(), StatedDate(date, match.group()))


def date_of(words: str) -> StatedDate | None:
    """Return the first date that ``words`` state, or the year that they are, with all of ``words`` for its words."""
    words = words.strip()
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", words):
        return StatedDate(words, words)
    return next((StatedDate(found.date.date, words) for found in dates_in(words)), None)


def _iso(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["iso_y"]:
        named = ("iso_y", "iso_m", "iso_d", "slash_m", "slash_d")  # 2011/12 is a year of accounts
        date = "-".join(part[name] for name in named if part[name])
    elif part["y5"]:
        date = part["y5"]
    elif part["y4"]:
        date = _numeric(int(part["n1"]), int(part["n2"]), part["y4"])
    else:
        year, month, day = next(
            (part[f"y{way}"], part[f"m{way}"], part.get(f"d{way}")) for way in "123" if part[f"y{way}"]
        )
        date = f"{year}-{_month_number(month):02}" + (f"-{int(day):02}" if day else "")
    return date if is_reduced_date(date) else None


def _month_number(word: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(word.lower()[:3]))


def _numeric(first: int, second: int, year: str) -> str:
    if first == second or (first > 12) != (second > 12):
        day, month = (first, second) if first >= second else (second, first)
        return f"{year}-{month:02}-{day:02}"
    return year


def copyright_in(line: str) -> Copyright | None:
    """Return what a copyright line states: *© ippr 2007* is the year 2007 and ippr."""
    match = _COPYRIGHT.search(line)
    if not match:
        return None
    holder = (match["holder"].strip(" ,.") or (match["after"] or "").strip(" ,.")) or None
    return Copyright(StatedDate(match["until"] or match["year"], match.group().strip()), holder)
