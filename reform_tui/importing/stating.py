"""What the lines of a document state about it: title, byline, day of issue, publisher."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from reform_tui.importing.dates import Copyright, copyright_in, dates_in
from reform_tui.importing.facts import Facts
from reform_tui.importing.line import Line
from reform_tui.importing.naming import byline_names, editor_names, name_of, names_in
from reform_tui.importing.rules import document_type, rules
from reform_tui.library.model import Name, StatedDate
from reform_tui.library.schema import DocumentType
from reform_tui.library.text import count_words

_HEAD = 14  # lines from the title on, in which a document says whose it is and of which day
_FOOT = 12
_STANDFIRST = 2  # lines under a title that may name its author
_TITLE_WORDS = 40
_LONGEST = 1_000  # code points of a line that may state something
_SENTENCE = re.compile(r"[.;:,…]$")
_MARKED = re.compile(r"(?:#{1,6}\s+)?(?P<run>[*_]{0,3})(?P<words>[^*_].*?)(?P=run)\s*")
_SAYING = re.compile('[“”"]|[.!?] [A-Z]')
_IS = re.compile(
    r"(?P<name>[^.,;:]{3,60}?),? (?:is|was) (?:an? |the |currently |chair|director|head|leader|mp\b|professor)",
    re.IGNORECASE,
)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rules("stating").word(key), re.IGNORECASE)


def facts_stated(lines: Sequence[Line], furniture: dict[int, str], known: Facts) -> Facts:
    """Return what the lines state.

    ``furniture`` are the indexes of lines that are none of the work; ``known`` is what the file's metadata state.
    """
    work = [at for at in range(len(lines)) if at not in furniture]
    title = known.title or _title(lines, work)
    title_at = _place_of(title, lines, work)
    head = [at for at in work if at >= title_at][: _HEAD + 1]
    foot = [at for at in work[-_FOOT:] if at not in head]
    right = _copyright(lines, work)
    issued = _issued(lines, work, title_at, head, foot, furniture) or (right.date if right else None)
    return Facts(
        title=title,
        author=_author(lines, head) or _note_on_author(lines, work, title_at),
        editor=_first_names(lines, head, editor_names),
        issued=issued,
        publisher=_publisher(lines, work, right),
        container_title=_container(lines, furniture),
    )


def words_of(line: Line) -> str:
    """Return the words of a line without the Markdown marks around them, which plain texts have, too.

    A long line is prose and states nothing: empty.
    """
    if len(line.text) > _LONGEST:
        return ""
    match = _MARKED.fullmatch(line.text)
    return match["words"] if match else line.text


def _title(lines: Sequence[Line], work: Sequence[int]) -> str | None:
    """Return the one heading of the first level, or the heading at the top, or a short first line."""
    first = [at for at in work if lines[at].level == 1]
    if first and (len(first) == 1 or first[0] == work[0]):
        return words_of(lines[first[0]])
    for at in work[:10]:
        words = words_of(lines[at])
        if lines[at].level is not None:
            return words
        if byline_names(words) or is_date_line(words):
            continue
        fits = (
            any(letter.isalpha() for letter in words)
            and count_words(words) <= _TITLE_WORDS
            and not _SENTENCE.search(words)
            and not words.isdigit()
        )
        return words if fits and len(work) > 1 else None
    return None


def _place_of(title: str | None, lines: Sequence[Line], work: Sequence[int]) -> int:
    if title:
        for at in work:
            if words_of(lines[at]) == title:
                return at
    return work[0] if work else 0


def _first_names(lines: Sequence[Line], at: Sequence[int], read: Callable[[str], tuple[Name, ...]]) -> tuple[Name, ...]:
    return next((names for index in at if (names := read(words_of(lines[index])))), ())


def _author(lines: Sequence[Line], head: Sequence[int]) -> tuple[Name, ...]:
    for at in head:
        words = words_of(lines[at])
        bare = _without_day(words)
        names = byline_names(words) or byline_names(bare) or (names_in(bare) if lines[at].byline else ())
        if names:
            return names
    return _name_by_date(lines, head)


def _without_day(words: str) -> str:
    """Return the words of a short line without the day that it begins with: *5 May 2021 by Jane Smith*."""
    found = next(dates_in(words), None) if len(words) <= 160 else None
    if found and not _pattern("around_date").sub("", words[: found.start]).strip():
        return words[found.end :].lstrip(" |•·,–—-")
    return words


def _name_by_date(lines: Sequence[Line], head: Sequence[int]) -> tuple[Name, ...]:
    """Return whom a line under the title names, and nothing else, when a line with the day stands next to it."""
    for before, at in pairwise(head[1:5]):
        for name, day in ((before, at), (at, before)):
            words = words_of(lines[name])
            if count_words(words) <= 12 and is_date_line(words_of(lines[day])) and (names := names_in(words)):
                return names if sum(count_words(str(one)) for one in names) + len(names) > count_words(words) else ()
    return ()


def _note_on_author(lines: Sequence[Line], work: Sequence[int], title_at: int) -> tuple[Name, ...]:
    """Return who is presented under the text: *Alan Milburn is chair of …*, in one line or two.

    Somebody of whom the text speaks is none of its authors.
    """
    body = [at for at in work if at > title_at + _STANDFIRST]
    for at in reversed(body[-_FOOT:]):
        words = words_of(lines[at])
        if not words or count_words(words) > 60:
            continue
        if names := byline_names(words):
            return names
        noted = [at]
        if re.match(r"(?:is|was) \w", words) and 0 < count_words(words_of(lines[at - 1])) <= 5:
            words = f"{words_of(lines[at - 1])} {words}"
            noted.append(at - 1)
        match = _IS.match(words)
        name = name_of(match["name"]) if match and count_words(match["name"]) <= 5 else None
        if (
            name
            and name.family
            and not _speaks_of(name.family, lines, [at for at in work if at not in noted], title_at)
        ):
            return (name,)
    return ()


def _speaks_of(family: str, lines: Sequence[Line], work: Sequence[int], title_at: int) -> bool:
    """Whether the body names somebody; a standfirst (short, without quotations) may name the author."""
    for at in work:
        words = lines[at].text
        is_standfirst = at <= title_at + _STANDFIRST and len(words) < 300 and not re.search('[“”"]', words)
        if family in words and not is_standfirst:
            return True
    return False


def is_date_line(words: str) -> bool:
    """Whether a line does no more than date the document."""
    if len(words) > 160 or count_words(words) > 20:
        return False
    rest = words
    found = list(dates_in(words))
    for date in reversed(found):
        rest = rest[: date.start] + " " + rest[date.end :]
    return bool(found) and not _pattern("around_date").sub("", rest).strip()


def _issued(
    lines: Sequence[Line], work: Sequence[int], title_at: int, head: Sequence[int], foot: Sequence[int],
    furniture: dict[int, str],
) -> StatedDate | None:  # fmt: skip
    """Return the day of issue: said to be so, or standing by itself or beside the byline at the head of the text.

    A day above the title among menus is that of the capture.
    """
    before = [at for at in work if at < title_at]
    for at in (*head, *before, *foot):
        if _pattern("says_issued").search(words_of(lines[at])) and (date := _date_of_issue(words_of(lines[at]))):
            return date
    amid_menus = any(at < title_at for at in furniture)
    for at in (*head, *(() if amid_menus else before)):
        words = words_of(lines[at])
        if (is_date_line(words) or _is_dated_byline(words)) and (date := _date_of_issue(words)):
            return date
    for at in head[1:4]:  # Speech to the Fabian Society, London, 3 May 2010
        words = words_of(lines[at])
        if count_words(words) <= 25 and not lines[at].quoted and (date := _day_spoken(words) or _closing_date(words)):
            return date
    return next(
        (date for at in head[4:10] if not lines[at].quoted and (date := _day_spoken(words_of(lines[at])))), None
    )


def _is_dated_byline(words: str) -> bool:
    return len(words) <= 160 and bool(byline_names(words) or byline_names(_without_day(words)))


def _day_spoken(words: str) -> StatedDate | None:
    """Return the day on which what follows was spoken: *Recorded on 9 June 2021 in Leeds*."""
    for found in dates_in(words) if count_words(words) <= 30 else ():
        is_said = _pattern("says_day").search(words[: found.start])
        if is_said and _pattern("after_day").search(words[found.end :]) and len(found.date.date) == 10:
            return found.date
    return None


def _closing_date(words: str) -> StatedDate | None:
    """Return the day that closes a line which is no sentence: *Speech to the Fabian Society, London, 3 May 2010*."""
    if words.rstrip(" )").endswith(".") or _SAYING.search(words):
        return None
    date = _date_of_issue(words)
    return date if date and words.rstrip(" .)").endswith(date.stated) and len(date.date) == 10 else None


def _date_of_issue(words: str) -> StatedDate | None:
    start = 0
    for found in dates_in(words):
        if not _pattern("not_issued").search(words[start : found.start]):
            return found.date
        start = found.end
    return None


def _copyright(lines: Sequence[Line], work: Sequence[int]) -> Copyright | None:
    ends = [*work[:60], *work[-20:]]
    return next((right for at in ends if len(lines[at].text) < 200 and (right := copyright_in(lines[at].text))), None)


def _publisher(lines: Sequence[Line], work: Sequence[int], right: Copyright | None) -> str | None:
    for at in work[:60]:
        match = _pattern("published_by").match(words_of(lines[at]))
        if match:
            return (match["publisher"] or match["named"]).strip()
    if right and right.holder and not _pattern("no_publisher").search(right.holder):
        return right.holder
    return None


def _container(lines: Sequence[Line], furniture: dict[int, str]) -> str | None:
    if furniture.get(0) == "site title" and " | " in lines[0].text:
        return lines[0].text.split(" | ")[0].strip()
    return None


def guessed_type(facts: Facts, lines: Sequence[Line], otherwise: DocumentType) -> Facts:
    """Return ``facts`` with a CSL type: the stated one, or what title and first lines suggest, or ``otherwise``."""
    if facts.type:
        return facts
    if facts.container_title and _pattern("blogs").search(facts.container_title):
        return replace(facts, type="post-weblog")
    head = [facts.title or "", *(words for line in lines[:6] if count_words(words := words_of(line)) <= 40)]
    for rule in rules("stating").each("types"):
        if any(re.search(rule.word("head"), words, re.IGNORECASE) for words in head):
            return replace(facts, type=document_type(rule.word("type")))
    if facts.container_title and _pattern("newspapers").search(facts.container_title):
        return replace(facts, type="article-newspaper")
    is_signed = any(byline_names(words_of(line)) for line in lines[:_HEAD])
    if is_signed and facts.author and facts.issued and otherwise == "document":
        return replace(facts, type="article-newspaper")
    return replace(facts, type=otherwise)
