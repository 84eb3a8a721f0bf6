"""Who a line, a dash or brackets at the end of a quotation say that its words are from."""

from __future__ import annotations

import re

from reform_tui.verify.markup import as_read

_BOLD = re.compile(r"\*\*(?P<name>(?:\\.|[^*\\]){1,200})\*\*")
_DASH = re.compile(
    r"[”\"’'»]{0,2}[.,]?[*_]{0,3}(?:[ \t\x03]{0,200}|[ \t]*\n(?:[ \t]*\n)?[ \t]*)(?:—|–|--)[ \t]*"
    r"(?P<said>[^\n“\"«]{1,200})$",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"[”\"’'»]{0,2}[.,]?[*_]{0,3}[ \t]{0,2}\((?P<said>[^()\n\d“\"«]{2,200})\)")
_NAME_ENDS = re.compile(r"[,;:(]|\.(?=\s|$)|\s[-—–]\s")
_INITIAL = re.compile(r"(?<![^\W_])([A-Z])\.")
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{4,}[.!?]\W*$")
_NO_SIGNATURE = re.compile(
    r"(?:and|but|so|yet|or|if|when|we|i|you|it|this|that|there|yes|no|emphasis|translation)\b", re.IGNORECASE
)
_MOST_WORDS = 8  # in a name
_MOST_SIGNED = 25  # words in a line that gives a name and an office
_PARTICLES = frozenset("of for the and de la le van von der den di da al bin".split())


def name_at_dash(text: str, end: int) -> tuple[str, int] | None:
    """Return whom a line names after a dash behind a quotation that ends at ``end``, and where that ends.

    ``“…” — Ann Lee, 2008``
    """
    said = _DASH.match(text, end)
    name = name_in(said["said"]) if said else ""
    return (name, len(text[: said.end()].rstrip())) if said and is_like_a_name(name) else None


def name_in_brackets(text: str, end: int) -> tuple[str, int] | None:
    """Return whom brackets name behind a quotation that ends at ``end``, and where they end.

    ``“…” (Ann Lee)``; with a year it is a citation.
    """
    said = _BRACKETS.match(text, end)
    name = signer(said["said"]) if said else None
    return (name, said.end()) if said and name else None


def name_in(line: str) -> str:
    """Return the name at the start of an attribution, in bold or up to the first sign that ends it."""
    bold = _BOLD.match(line.lstrip())
    if bold:
        return as_read(bold["name"]).text.strip()
    plain = _INITIAL.sub(r"\1", as_read(line).text.strip())
    ends = _NAME_ENDS.search(plain)
    return (plain[: ends.start()] if ends else plain).strip()


def signer(line: str) -> str | None:
    """Return whom a line without a dash names, when it reads as a signature: *Ann Lee, mayor*, and no sentence."""
    plain = as_read(line).text.strip().strip("()")
    name = name_in(plain)
    if _SENTENCE_ENDS.search(plain) or len(plain.split()) > _MOST_SIGNED or _NO_SIGNATURE.match(name):
        return None
    return name if is_like_a_name(name) else None


def is_like_a_name(name: str) -> bool:
    """Whether ``name`` is of a few words with capitals, and such as link them."""
    words = name.split()
    return (
        0 < len(words) <= _MOST_WORDS
        and words[0][:1].isupper()
        and all(word[:1].isupper() or word in _PARTICLES for word in words)
    )
