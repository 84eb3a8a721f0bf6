"""Which lines of a document are no part of the work, by rules kept in ``furniture.yaml``; every one a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reform_tui.importing.line import Line
from reform_tui.importing.rules import rules
from reform_tui.library.folding import fold_key
from reform_tui.library.text import count_words

_MARKS = " .:;,!…*_#>|-–—•·"
_SHORT = 8  # words; a menu's entry has no more
_LONGEST = 600  # characters; no pattern is tried on more
_ENDS_SENTENCE = re.compile(r"[.!?;:,…][\"'”’)\]]*$")
_SPEECH = re.compile(r"[“”\"]")
_SITE_TITLE = re.compile(r"[^|]{2,40} \| [^|]{2,80}")


@dataclass(frozen=True, slots=True)
class _Rule:
    why: str
    lines: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]

    def fits(self, key: str) -> bool:
        return key in self.lines or any(pattern.fullmatch(key) for pattern in self.patterns)


@cache
def _line_rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            rule.word("why"),
            frozenset(fold_key(line) for line in rule.words("lines")),
            tuple(re.compile(pattern) for pattern in rule.words("patterns")),
        )
        for rule in rules("furniture").each("lines")
    )


@cache
def _longest() -> int:
    return int(rules("furniture").word("longest"))


def why_of_line(text: str) -> str | None:
    """Return what a line is taken for by itself, or None when it may be part of the work."""
    if len(text) > _LONGEST or count_words(text) > _longest():
        return None
    key = fold_key(text).strip(_MARKS)
    return next((rule.why for rule in _line_rules() if rule.fits(key)), None)


def furniture_of(lines: Sequence[Line]) -> dict[int, str]:
    """Return why each line that is furniture is so, by its index in ``lines``."""
    found = {at: line.why for at, line in enumerate(lines) if line.why}
    for at, line in enumerate(lines):
        if at not in found and line.level is None and (why := why_of_line(line.text)):
            found[at] = why
    found.update(_site_title(lines, found))
    found.update(_menus(lines, found))
    return found


def _site_title(lines: Sequence[Line], found: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the first line where it names the site, with a title of its own after it."""
    if len(lines) > 2 and 0 not in found and lines[0].level is None and _SITE_TITLE.fullmatch(lines[0].text):
        yield 0, "site title"


def _menus(lines: Sequence[Line], found: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the short lines that stand in one run with a menu's first entry, at either end of the document."""
    menus = rules("furniture").one("menus")
    firsts, lasts = ({fold_key(word) for word in menus.words(end)} for end in ("first", "last"))
    head = min(len(lines), 30)
    for at in range(head):
        if fold_key(lines[at].text).strip(_MARKS) in firsts:
            yield from ((index, found.get(index, "menu")) for index in _run(lines, at, head))
            break
    for at in range(max(len(lines) - 30, 0), len(lines)):
        if fold_key(lines[at].text).strip(_MARKS) in lasts:
            run = list(_run(lines, at, len(lines)))
            if run and run[-1] == len(lines) - 1:
                yield from ((index, found.get(index, "menu")) for index in run)
                break


def _run(lines: Sequence[Line], start: int, end: int) -> Iterator[int]:
    for at in range(start, end):
        line = lines[at]
        if count_words(line.text) > _SHORT or line.level == 1 or line.byline:
            return
        if _SPEECH.search(line.text) or (at > start and _ENDS_SENTENCE.search(line.text)):
            return
        yield at
