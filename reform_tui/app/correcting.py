"""Facts of a document as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reform_tui.library.model import Name, StatedDate

if TYPE_CHECKING:
    from reform_tui.library.editing import FactValue
    from reform_tui.library.model import Document
    from reform_tui.library.schema import Fact

HINTS: dict[str, str] = {
    "title": "⏎ keep · Esc leave it",
    "container-title": "⏎ keep, empty: not stated · Esc leave it",
    "publisher": "⏎ keep, empty: not stated · Esc leave it",
    "author": "Given Family; another one · = before a body’s name · ⏎ keep",
    "editor": "Given Family; another one · = before a body’s name · ⏎ keep",
    "contributor": "Given Family; another one · = before a body’s name · ⏎ keep",
    "issued": "2018-01-26 as stated: 26 Jan 2018 · empty: no date is stated · ⏎ keep",
    "accessed": "2018-01-26 as stated: 26 Jan 2018 · empty: not stated · ⏎ keep",
}
_AS_STATED = " as stated: "
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")


class BadFact(ValueError):
    """Something typed that is no such fact; the message says what is expected."""


def as_typed(document: Document, fact: Fact) -> str:
    """Return what a record says, in the form in which it can be typed."""
    if fact in ("author", "editor", "contributor"):
        names = getattr(document, fact)
        return "; ".join(f"={name.literal}" if name.literal else str(name) for name in names)
    if fact in ("issued", "accessed"):
        date = document.issued if fact == "issued" else document.accessed
        return f"{date.date}{_AS_STATED}{date.stated}" if date else ""
    return str(getattr(document, fact.replace("-", "_")) or "")


def from_typed(fact: Fact, typed: str) -> FactValue:
    """Return the fact that was typed, None or no names for one that is not stated. Raises BadFact."""
    typed = typed.strip()
    if fact in ("author", "editor", "contributor"):
        return tuple(_name(part.strip()) for part in typed.split(";") if part.strip())
    if not typed:
        if fact == "title":
            raise BadFact("a document needs a title: the first words of its text when it has none")
        return None
    return _date(typed) if fact in ("issued", "accessed") else typed


def _name(typed: str) -> Name:
    if typed.startswith("="):
        return Name(None, None, typed.removeprefix("=").strip())
    given, _, family = typed.rpartition(" ")
    return Name(family, given.strip() or None, None)


def _date(typed: str) -> StatedDate:
    date, _, stated = typed.partition(_AS_STATED.rstrip())
    if not _DATE.fullmatch(date.strip()):
        raise BadFact(f"“{date.strip()}” is no date: write 2018, 2018-01 or 2018-01-26{_AS_STATED}the text’s own words")
    return StatedDate(date.strip(), stated.strip() or date.strip())
