"""From the words of a byline to CSL names: persons in parts, bodies and posts as a whole."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from reform_tui.importing.facts import Facts
from reform_tui.importing.rules import rules
from reform_tui.library.model import Name

_BYLINE = re.compile(
    r"(?:(?:words|written|posted|report|story|published|article|reported)\b[^|.]{0,40}?\s)?(?:by|authors?)\b\s*:?\s+(?P<names>.+)",
    re.IGNORECASE,
)
_EDITORS = re.compile(r"(?:edited by|editors?:)\s+(?P<names>.+)", re.IGNORECASE)
_ENDS = re.compile(
    r"\s(?:[|•·–—/-]|for|in|at|on|of the)\s|\s*[|•·;(@]|\d|\bpublished\b|\bposted\b|\bupdated\b", re.IGNORECASE
)
_TO_WHOLE = re.compile(r"the ", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&|with)\s+", re.IGNORECASE)
_INVERTED = re.compile(r"[^\W\d_][\w'’-]+, [^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*)?")  # Smith, Jane
_WORD = re.compile(r"[^\W\d_][\w.'’‐‑-]*")
_LONGEST = 200  # characters of a byline


@cache
def _set(kind: str) -> frozenset[str]:
    return frozenset(rules("naming").words(kind))


def _key(word: str) -> str:
    return word.strip(".,").replace("’", "'").casefold()


def byline_names(line: str) -> tuple[Name, ...]:
    """Return whom a line of the form *By Jane Smith and John Brown, Political editor* names; none for other lines."""
    return _after(_BYLINE, line)


def editor_names(line: str) -> tuple[Name, ...]:
    """Return whom a line of the form *Edited by Jane Smith* names; none for other lines."""
    return _after(_EDITORS, line)


def _after(pattern: re.Pattern[str], line: str) -> tuple[Name, ...]:
    match = pattern.match(line) if len(line) <= _LONGEST else None
    return names_in(match["names"]) if match else ()


def names_in(words: str) -> tuple[Name, ...]:
    """Return the names listed in ``words``, up to a post, a place or anything else that is no name."""
    if _INVERTED.fullmatch(words):
        name = name_of(words)
        return (name,) if name else ()
    end = next((end for end in _ENDS.finditer(words) if not _goes_on(words, end)), None)
    listed = words[: end.start()] if end and not _is_whole(words) else words
    names: list[Name] = []
    for part in _BETWEEN.split(listed.strip(" .,:")):
        name = name_of(part) if part else None
        if name is None:
            break
        names.append(name)
    return tuple(names)


def _goes_on(words: str, end: re.Match[str]) -> bool:
    """Whether a name goes on over *for* or *of the*: that of a body does."""
    before = {_key(word) for word in words[: end.start()].split()}
    return end.group().strip().casefold() in {"for", "of the"} and bool(before & _set("bodies"))


def _is_whole(words: str) -> bool:
    return _key(words.split(maxsplit=1)[0]) in _set("whole") if words.split() else False


def name_of(words: str) -> Name | None:
    """Return the name that ``words`` are, as in *Dr Jane Smith MP*, *Smith, Jane* or *Office for National Statistics*.

    None for what is no name: a post, a sentence, words that begin small.
    """
    words = " ".join(words.split()).strip(" .,:;")
    if _TO_WHOLE.match(words) and _is_whole(words[4:]):
        words = words[4:]
    parts = words.split()
    if not parts or len(words) > _LONGEST or len(parts) > 12 or "@" in words or "//" in words:
        return None
    keys = [_key(part) for part in parts]
    if not parts[0][:1].isupper() and keys[0] not in _set("particles"):
        return None
    if keys[0] in _set("whole"):
        return Name(None, None, words)
    if any(key in _set("bodies") for key in keys):
        return None if any(key in _set("posts") for key in keys) and len(parts) <= 3 else Name(None, None, words)
    if any(key in _set("posts") for key in keys):
        return None
    return _person(parts)


def _person(parts: list[str]) -> Name | None:
    """Return a person's name in parts; as a whole where the parts cannot be told."""
    while len(parts) > 1 and _key(parts[0]) in _set("titles"):
        parts = parts[1:]
    while len(parts) > 1 and _key(parts[-1]) in _set("honours"):
        parts = parts[:-1]
    words = " ".join(parts).strip(" ,")
    if not all(_WORD.fullmatch(part.strip(",")) for part in parts):
        return None
    if words.count(",") == 1 and len(parts) <= 5:
        family, given = (part.strip() for part in words.split(","))
        return Name(family, given, None) if family and given else None
    small = [part for part in parts if part[0].islower() and _key(part) not in _set("particles")]
    if small or len(parts) > 5:
        return Name(None, None, words) if len(small) == 1 and small[0] in {"of", "for"} else None
    if len(parts) == 1 or all(part.isupper() and len(part) > 3 for part in parts):
        return Name(None, None, words) if parts[0][0].isupper() and len(parts) == 1 else _in_parts(parts)
    return _in_parts(parts)


def _in_parts(parts: list[str]) -> Name:
    family = len(parts) - 1
    while family > 1 and _key(parts[family - 1]) in _set("particles"):
        family -= 1
    return Name(" ".join(parts[family:]), " ".join(parts[:family]), None)


def without_accounts(facts: Facts) -> Facts:
    """Return the facts without authors that are the account at which a program was used, or its template."""
    if not facts.by_program:
        return facts
    kept = (name for name in facts.author if str(name).casefold() not in _set("accounts"))
    return replace(facts, author=tuple(name for name in kept if "template" not in str(name).casefold()))


def is_body(words: str) -> bool:
    """Whether ``words`` name a body by what it is called: *Office for National Statistics*, *the Treasury*, *NHS*."""
    parts = words.split()
    return any(_key(part) in _set("bodies") for part in parts) or (
        len(parts) == 1 and len(words) > 1 and words.isupper() and words.isalpha()
    )


def without_title(words: str) -> str:
    """Return a name without forms of address before it and letters behind it."""
    parts = words.split()
    while len(parts) > 1 and _key(parts[0]) in _set("titles"):
        parts = parts[1:]
    while len(parts) > 1 and _key(parts[-1]) in _set("honours"):
        parts = parts[:-1]
    return " ".join(parts)
