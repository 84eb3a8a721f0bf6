"""Quotation marks: which belong together, a paragraph at a time.

Curly, straight and angled marks; an opening curly one may be closed by a straight one. British texts quote in single
marks and quote within in double ones, American texts the other way round: which marks are the outer ones is decided
for the whole document. Apostrophes, elisions ('tis, '90s) and plural possessives are no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from reform_tui.quotation.cleaning import NOTHING
from reform_tui.quotation.lexicon import elisions, people_words
from reform_tui.quotation.paragraphs import Paragraph
from reform_tui.quotation.worded import has_verb

_LONGEST_NICKNAME = 20  # code points
_SIGNATURE = 16  # words, at most, of who signs a quotation
_NOT_REOPENED = 6  # paragraphs over which a quotation may run without a mark until it is closed
_CURLY_CLOSING = "”»"
_NESTED = re.compile(r"(?<=o)(?:oc)+(?=c)")  # of marks that open and close
_GIVEN = re.compile(r"(?<!\w)(\w+)[ \x03]+$")
_CAPITALISED = re.compile(r"[A-ZÀ-Þ][\w.\-]*(?: [A-ZÀ-Þ][\w.\-]*)?")
_SURNAME = re.compile(r"[ \x03]+[A-ZÀ-Þ][a-zß-ÿ]")
_CAPITAL_WORD = re.compile(r"\b[A-ZÀ-Þ]\w*$")
_BEFORE_OPENING = ' ("[“‘—–-/:;,'
_SENTENCE_END = re.compile(r"[.?!…][”’\"')\]]* $")


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands between marks in one paragraph, without them: ``start`` to ``end`` in code points.

    ``opening`` and ``closing`` are the outer ends of the marks. ``closed`` is False where the paragraph ends first;
    ``leads`` is True where the paragraph begins with the opening mark. ``marked`` is False for a block quotation
    that has no marks. ``paragraph`` counts paragraphs from 0.
    """

    start: int
    end: int
    opening: int
    closing: int
    closed: bool
    leads: bool
    paragraph: int
    marked: bool = True


class _Mark(NamedTuple):
    """A mark, and the characters that stand around it."""

    at: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Style:
    opening: str
    closing: str
    straight: str
    pattern: re.Pattern[str]
    single: bool


_DOUBLE = _Style("“„«", "”»", '"', re.compile('[“„«”»"]'), single=False)
_SINGLE = _Style("‘", "’", "'", re.compile(r"[‘’']"), single=True)


def stretches_of(text: str, paragraphs: Sequence[Paragraph]) -> list[Stretch]:
    """Return every quoted stretch outside other quoted stretches, in order."""
    double = _over_paragraphs(text, paragraphs, list(_all_pairs(text, paragraphs, _DOUBLE)))
    single = list(_all_pairs(text, paragraphs, _SINGLE))
    outer_single = _outside(single, double)
    british = len(outer_single) > len(double)
    found = _without_overlap(_outside(double, single) + single if british else double + outer_single)
    return [stretch for stretch in found if not _is_nickname(text, stretch)]


def _is_nickname(text: str, stretch: Stretch) -> bool:
    """Tell *Elizabeth “Bessie” Crane*: a word or two inside a name, which are part of it."""
    if stretch.end - stretch.start > _LONGEST_NICKNAME or not stretch.closed:
        return False
    given = _GIVEN.search(text, max(0, stretch.opening - _LONGEST_NICKNAME), stretch.opening)
    if given is None or given[1].lower() not in people_words().given_names:
        return False
    inside = _CAPITALISED.fullmatch(text, stretch.start, stretch.end)
    return inside is not None and _SURNAME.match(text, stretch.closing) is not None


def _all_pairs(text: str, paragraphs: Sequence[Paragraph], style: _Style) -> Iterator[Stretch]:
    for number, paragraph in enumerate(paragraphs):
        if paragraph.zone != "front matter":
            following = paragraphs[number + 1].start if number + 1 < len(paragraphs) else len(text)
            for stretch in _pairs(text, paragraph, number, style, text[following : following + 1]):
                if any(character.isalnum() for character in text[stretch.start : stretch.end]):
                    yield stretch


def _over_paragraphs(text: str, paragraphs: Sequence[Paragraph], found: Sequence[Stretch]) -> list[Stretch]:
    """Return ``found`` with what runs over paragraphs that are not opened again up to the one mark that closes it."""
    with_marks = {number for number, one in enumerate(paragraphs) if _DOUBLE.pattern.search(text, one.start, one.end)}
    whole: list[Stretch] = []
    for stretch in found:
        whole.append(stretch)
        if not stretch.closed:
            whole.extend(_rest(text, paragraphs, stretch.paragraph, with_marks))
    return whole


def _rest(text: str, paragraphs: Sequence[Paragraph], opened: int, with_marks: set[int]) -> list[Stretch]:
    """Return the stretches of the paragraphs after ``opened`` up to a mark that can only close; none without one."""
    following = range(opened + 1, min(len(paragraphs), opened + 1 + _NOT_REOPENED))
    last = next((number for number in following if number in with_marks), None)
    zone = paragraphs[opened].zone
    if last is None or any(paragraphs[number].zone not in (zone, "heading") for number in range(opened + 1, last + 1)):
        return []
    end = paragraphs[last]
    mark = next(_marks(text, end.start, end.end, _DOUBLE))
    if text[mark.at] in "“„«" or mark.before.isspace() or mark.after.isalnum():
        return []
    between = [_goes_through(text, paragraphs[number], number) for number in range(opened + 1, last)]
    start, finish = _trimmed(text, end.start, mark.at)
    words = text[start:finish]
    if len(words.split()) <= _SIGNATURE and not has_verb(words):
        return []  # *“… must not happen.*, and in its own line *Ann Lee, chair of the trust.”*
    return [*between, Stretch(start, finish, end.start, mark.at + 1, closed=True, leads=True, paragraph=last)]


def _goes_through(text: str, paragraph: Paragraph, number: int) -> Stretch:
    start, end = _trimmed(text, paragraph.start, paragraph.end)
    return Stretch(start, end, paragraph.start, paragraph.end, closed=False, leads=True, paragraph=number)


def _outside(inner: list[Stretch], outer: list[Stretch]) -> list[Stretch]:
    """Return those of ``inner`` that begin in none of ``outer``. Both are in order."""
    kept: list[Stretch] = []
    at = 0
    for stretch in inner:
        while at < len(outer) and outer[at].closing <= stretch.opening:
            at += 1
        if at == len(outer) or stretch.opening < outer[at].opening:
            kept.append(stretch)
    return kept


def _without_overlap(found: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    last = -1
    for stretch in sorted(found, key=lambda one: one.start):
        if stretch.start >= last:
            kept.append(stretch)
            last = stretch.end
    return kept


def _pairs(text: str, paragraph: Paragraph, number: int, style: _Style, following: str) -> Iterator[Stretch]:
    """Yield the pairs of one paragraph in one style of marks; ``following`` is the next paragraph's first character."""
    start, end = paragraph.start, paragraph.end
    opened: int | None = None
    marks = list(_marks(text, start, end, style))
    within = frozenset() if style.single else _within(text, marks)
    for mark, ahead in zip_longest(marks, marks[1:]):
        at = mark.at
        if at in within:
            continue
        if opened is None:
            if _opens(style, text, mark):
                opened = at
        elif style.single:
            if _closes_single(text, mark) and not _is_possessive(style, text, mark, ahead):
                yield _stretch(text, opened, at, start, number)
                opened = None
        elif text[at] == '"' and text[opened] == '"' and _only_opens(text, mark):
            yield _unclosed(text, opened, at, start, number)
            opened = at
        elif text[at] not in style.opening or _closes_turned(mark):
            yield _stretch(text, opened, at, start, number)
            opened = None
    if opened is not None and (not style.single or _runs_on(text, opened, start, following)):
        yield _unclosed(text, opened, end, start, number)


def _within(text: str, marks: Sequence[_Mark]) -> frozenset[int]:
    """Return where double marks stand that quote within others: *“… the report “Mind the Gap” says …”*.

    That is where one opens, pairs open and close, and one more can only close.
    """
    kinds = "".join("o" if _only_begins(text, mark) else "c" if _only_ends(text, mark) else "?" for mark in marks)
    return frozenset(marks[at].at for inner in _NESTED.finditer(kinds) for at in range(*inner.span()))


def _only_begins(text: str, mark: _Mark) -> bool:
    if text[mark.at] in _CURLY_CLOSING or mark.after.isspace():
        return False
    return mark.before in _BEFORE_OPENING and (text[mark.at] in _DOUBLE.opening or mark.after.isalnum())


def _only_ends(text: str, mark: _Mark) -> bool:
    return text[mark.at] not in _DOUBLE.opening and not mark.before.isspace() and not mark.after.isalnum()


def _marks(text: str, start: int, end: int, style: _Style) -> Iterator[_Mark]:
    """Yield the marks of one style, without the apostrophes inside words."""
    for match in style.pattern.finditer(text, start, end):
        mark = _Mark(match.start(), *_neighbours(text, match.start(), start, end))
        if not (style.single and mark.before.isalnum() and mark.after.isalnum()):
            yield mark


def _runs_on(text: str, opened: int, start: int, following: str) -> bool:
    """Tell a single mark left open from an apostrophe: the next paragraph opens again, or this one begins with it."""
    return following == text[opened] or (text[opened] == "‘" and _leads(opened, start))


def _neighbours(text: str, at: int, start: int, end: int) -> tuple[str, str]:
    """Return the characters that stand before and after a mark, over what stands for nothing; a space at the ends."""
    left, right = at - 1, at + 1
    while left >= start and text[left] == NOTHING:
        left -= 1
    while right < end and text[right] == NOTHING:
        right += 1
    return (text[left] if left >= start else " "), (text[right] if right < end else " ")


def _opens(style: _Style, text: str, mark: _Mark) -> bool:
    written, before, after = text[mark.at], mark.before, mark.after
    if written in style.opening:
        if not style.single:
            return True
        return (after.isalnum() or after in '[“"$£€…') and (after.isdigit() or not elisions().match(text, mark.at + 1))
    if written != style.straight:
        return False
    opens = before in _BEFORE_OPENING and not after.isspace()
    if style.single:
        return opens and not elisions().match(text, mark.at + 1)
    closes = not before.isspace() and not after.isalnum()
    return opens or not closes or before == " "


def _closes_turned(mark: _Mark) -> bool:
    """Tell an opening mark that was typed where one closes: *“Not yet,“ he said*."""
    return not mark.before.isspace() and (mark.after.isspace() or mark.after in ".,;:?!)")


def _closes_single(text: str, mark: _Mark) -> bool:
    elided = text[max(0, mark.at - 2) : mark.at].lower() in ("'n", "’n")  # rock 'n' roll
    return text[mark.at] != "‘" and not mark.before.isspace() and not mark.after.isalnum() and not elided


def _is_possessive(style: _Style, text: str, mark: _Mark, following: _Mark | None) -> bool:
    """Tell the mark of a plural possessive: a word follows, and the next mark closes what this one would close.

    A capital follows within a name: *the Teachers’ Union*; else the next mark is no possessive itself.
    """
    following_word = text[mark.at + 2 : mark.at + 3]
    if not (mark.before == "s" and mark.after == " " and following_word.isalpha()):
        return False
    if following is None:
        return False
    in_name = _CAPITAL_WORD.search(text, max(0, mark.at - _LONGEST_NICKNAME), mark.at) is not None
    if following_word.isupper() and not in_name and following.before == "s":
        return False
    return not _opens(style, text, following) and _closes_single(text, following)


def _only_opens(text: str, mark: _Mark) -> bool:
    """Tell a straight mark that begins a new sentence's quotation though the one before was never closed."""
    if not (mark.before in " (" and not mark.after.isspace()):
        return False
    return _SENTENCE_END.search(text, max(0, mark.at - 4), mark.at) is not None


def _leads(opened: int, start: int) -> bool:
    return opened - start <= 1


def _stretch(text: str, opened: int, at: int, paragraph: int, number: int) -> Stretch:
    start, end = _trimmed(text, opened + 1, at)
    return Stretch(start, end, opened, at + 1, closed=True, leads=_leads(opened, paragraph), paragraph=number)


def _unclosed(text: str, opened: int, at: int, paragraph: int, number: int) -> Stretch:
    start, end = _trimmed(text, opened + 1, at)
    return Stretch(start, end, opened, at, closed=False, leads=_leads(opened, paragraph), paragraph=number)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return what is between marks without the space and the nothing at its ends."""
    while end > start and text[end - 1] in " " + NOTHING:
        end -= 1
    while start < end and text[start] in " " + NOTHING:
        start += 1
    return start, end
