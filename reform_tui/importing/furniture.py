"""Which lines of a document are no part of the work, by rules kept in ``furniture.yaml``; every one a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reform_tui.importing.line import Line
from reform_tui.importing.naming import byline_names
from reform_tui.importing.rules import rules
from reform_tui.importing.stating import is_date_line
from reform_tui.library.folding import fold_key
from reform_tui.library.text import count_words

_MARKS = " .:;,!…*_#>|-–—•·"
_SHORT = 8  # words; a menu's entry has no more
_LINK = 100  # characters of a link that stands by itself
_FEWEST_LINKS = 3
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
    key = _key(text)
    return next((rule.why for rule in _line_rules() if rule.fits(key)), None)


def _key(text: str) -> str:
    """Return a line as the rules have it; of a long one, which none fits, nothing."""
    return fold_key(text).strip(_MARKS) if len(text) <= _LONGEST else ""


def furniture_of(lines: Sequence[Line]) -> dict[int, str]:
    """Return why each line that is furniture is so, by its index in ``lines``."""
    found = {at: line.why for at, line in enumerate(lines) if line.why}
    for at, line in enumerate(lines):
        why = why_of_line(line.text) if at not in found and (line.level is None or line.level > 1) else None
        if why and (line.level is None or why in rules("furniture").words("heads")):
            found[at] = why
    found.update(_site_title(lines, found))
    found.update(_menus(lines, found))
    found.update(_links(lines, found))
    return found


def _links(lines: Sequence[Line], found: dict[int, str]) -> Iterator[tuple[int, str]]:
    """Yield short lines that are links: after other furniture, for the same reason; or several in a row, a menu."""
    links = [line.linked and line.level is None and len(line.text) <= _LINK and not line.byline for line in lines]
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and links[end]:
            end += 1
        before = found.get(at - 1)
        if end - at >= _FEWEST_LINKS or (before and end > at):
            yield from ((index, found.get(index) or before or "menu") for index in range(at, end))
        at = max(end, at + 1)


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
        if _key(lines[at].text) in firsts:
            run = _without_title(lines, list(_run(lines, at, head)))
            yield from ((index, found.get(index, "menu")) for index in run)
            break
    for at in range(max(len(lines) - 30, 0), len(lines)):
        if _key(lines[at].text) in lasts:
            run = list(_run(lines, at, len(lines)))
            if run and run[-1] == len(lines) - 1:
                yield from ((index, found.get(index, "menu")) for index in run)
                break


def _without_title(lines: Sequence[Line], run: list[int]) -> list[int]:
    """Return a run without the title, byline and day at its end, when prose follows directly."""
    after = run[-1] + 1 if run else len(lines)
    if after >= len(lines) or not _ENDS_SENTENCE.search(lines[after].text[-_LONGEST:]):
        return run
    while run and (byline_names(lines[run[-1]].text) or is_date_line(lines[run[-1]].text)):
        run = run[:-1]
    return run[:-1]


def _run(lines: Sequence[Line], start: int, end: int) -> Iterator[int]:
    for at in range(start, end):
        line = lines[at]
        if len(line.text) > _LONGEST or count_words(line.text) > _SHORT or line.level == 1 or line.byline:
            return
        if _SPEECH.search(line.text) or (at > start and _ENDS_SENTENCE.search(line.text)):
            return
        yield at
