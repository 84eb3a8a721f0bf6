"""Readable ids that nobody has yet."""

from __future__ import annotations

import re
from collections.abc import Container

from reform_tui.library.folding import fold
from reform_tui.library.model import Library

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_WORDS = 4
_LONGEST = 60  # characters
_SMALL = frozenset(
    "a an and are as at be but by for from has have he her his i in is it its of on or our she so that the their there "
    "they this to was we were will with you your".split()
)


def slug(text: str, longest: int = _LONGEST) -> str:
    """Return ``text`` as the form of an id: its words in lower-case ASCII between hyphens; empty where it has none."""
    words = _WORD.findall(_APOSTROPHE.sub("", fold(text)).casefold())
    made = ""
    for word in words:
        if made and len(made) + 1 + len(word) > longest:
            break
        made = f"{made}-{word}" if made else word[:longest]
    return made


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return ``wanted``, with a number behind it that makes it nobody else's: the first, where none was given back."""
    if wanted not in taken:
        return wanted
    taken_number, number = 1, 2
    while f"{wanted}-{number}" in taken:  # by doubling and halving: ten thousand may begin with the same words
        taken_number, number = number, number * 2
    while number - taken_number > 1:
        middle = (taken_number + number) // 2
        if f"{wanted}-{middle}" in taken:
            taken_number = middle
        else:
            number = middle
    return f"{wanted}-{number}"


def quote_ids(library: Library) -> set[str]:
    """Return every id that a quote of ``library`` has or had."""
    rejected = {item.id for document in library.documents.values() for item in document.rejected}
    return {*library.quotes, *library.broken, *rejected}


def quote_id(speaker: str, words: str, taken: Container[str]) -> str:
    """Return an id for a quote: the last word of its speaker's id and its first words that say something."""
    said = _WORD.findall(_APOSTROPHE.sub("", fold(words)).casefold())
    telling = [word for word in said if word not in _SMALL][:_WORDS] or said[:_WORDS]
    return free_id(slug(" ".join([speaker.rpartition("-")[2], *telling])) or "quote", taken)


def new_quote_id(library: Library, speaker: str, words: str) -> str:
    """Return an id for a quote that ``library`` does not have."""
    return quote_id(speaker, words, quote_ids(library))
