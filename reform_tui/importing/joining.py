"""What the metadata of a file state and what its text states, made one record: what is printed has precedence."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from reform_tui.importing.dates import dates_in
from reform_tui.importing.facts import Facts
from reform_tui.importing.line import Line
from reform_tui.importing.titles import site_beside
from reform_tui.library.folding import fold_key
from reform_tui.library.model import StatedDate

_HEAD = 60  # lines in which a page prints the day that its metadata state


def joined(stated: Facts, printed: Facts, lines: Sequence[Line]) -> Facts:
    """Return one record of what the metadata and the text state.

    An author in the metadata whom the text does not name gives way to a byline (content systems and word processors put
    down whose account it was), so does one of several whom the byline names, and so does the house where the byline
    names persons. A day in the metadata takes the words in which the text prints it.
    """
    facts = stated
    if stated.author and printed.author:
        text = fold_key("\n".join(line.text for line in lines))
        unnamed = not any(fold_key(str(name)) in text for name in stated.author)
        if unnamed or set(stated.author) < set(printed.author) or _is_house(stated, printed):
            facts = replace(facts, author=printed.author)
    if stated.issued:
        facts = replace(facts, issued=_as_printed(stated.issued, printed.issued, lines))
    return facts.or_else(printed)


def _is_house(stated: Facts, printed: Facts) -> bool:
    """Whether the metadata name for an author who brought the text out, and a byline names persons."""
    house = {fold_key(name) for name in (stated.publisher, stated.container_title) if name}
    is_house = all(name.literal and fold_key(name.literal) in house for name in stated.author)
    return is_house and all(name.family for name in printed.author)


def with_title_as_printed(stated: Facts, lines: Sequence[Line]) -> Facts:
    """Return the facts with the title without the name of the site, when the text prints the title so."""
    for line in lines[:_HEAD] if stated.title else ():
        site = site_beside(stated.title or "", line.text) if len(line.text) <= len(stated.title or "") else None
        if site:
            return replace(stated, title=line.text, container_title=stated.container_title or site)
    return stated


def _as_printed(stated: StatedDate, printed: StatedDate | None, lines: Sequence[Line]) -> StatedDate:
    for line in lines[:_HEAD]:
        for found in dates_in(line.text) if len(line.text) < 300 else ():
            if found.date.date == stated.date:
                return found.date
    # A time stamp in UTC may be of the day before, or after, the one on the page.
    return printed if printed and _days_apart(printed.date, stated.date) == 1 else stated


def _days_apart(one: str, other: str) -> int | None:
    if len(one) != 10 or len(other) != 10:
        return None
    return abs((datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)).days)
