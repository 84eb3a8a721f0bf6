"""Surnames that are words too: *Will*, *May*, *Read*, known by the given name or title that the text puts before."""

from __future__ import annotations

import re

from reform_tui.quotation.lexicon import cue_words, grammar, people_words

_PAIR = re.compile(r"(?<!\w)([A-Z][a-z]+)\.?[ \x03]+([A-Z][a-z]+)(?=[’']s\b|[,.)]|[ \x03]+[a-z(\"“])")
_FOLLOWING = re.compile(r"(?:[’']s)?[\s\x03]+([A-Za-z’']+)")
_FORMS = frozenset(("past", "s"))
_BEGINNING = frozenset((".", "?", "!", ":", ";", "“”", ""))
_MONTHS = frozenset("april august june march may".split())
_BEFORE_MONTHS = frozenset("in since until by last this next of from during early late mid on for before after".split())
_ALWAYS_WORDS = frozenset("who he she they we i it you am is are was were".split())


def wordlike_surnames(text: str) -> frozenset[str]:
    """Return the surnames in ``text`` that are small words or verbs elsewhere, as they are written."""
    found = {
        match[2]
        for match in _PAIR.finditer(text)
        if _may_be_surname(match[2].lower()) and _introduces(match[1].lower())
    }
    return frozenset(found)


def _may_be_surname(lower: str) -> bool:
    small = grammar()
    if lower in _ALWAYS_WORDS or lower in small.determiners or lower in small.pronouns:
        return False
    cue = cue_words().forms.get(lower)
    verb = cue is not None and cue.form == "base"
    return verb or lower in small.no_names or lower in small.adverbs or lower in small.auxiliaries


def _introduces(lower: str) -> bool:
    known = people_words()
    return lower in known.styles or (lower in known.given_names and lower not in grammar().auxiliaries)


def is_surname(text: str, end: int, before: str, written: str) -> bool:
    """Tell the surname from the word, where it stands: ``before`` is the word before it, ``end`` where it ends.

    Inside a sentence the capital tells; at its beginning only a verb of saying that follows does.
    """
    lower = written.lower()
    if lower in _MONTHS and before.lower() in _BEFORE_MONTHS:
        return False
    if before not in _BEGINNING:
        return True
    following = _FOLLOWING.match(text, end)
    cue = cue_words().forms.get(following[1].lower()) if following else None
    return cue is not None and cue.form in _FORMS
