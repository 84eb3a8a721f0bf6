"""Word by word what a draft has otherwise than the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from reform_tui.verify.wording import signs, spelled

# Marks of omission and insertions in brackets; [sic]; runs without spaces, cut before marks and after dashes.
_TOKENS = re.compile(
    r"\[[^\[\]]{1,300}\](?![^\W_])|\(sic\)|(?:…|\.\s?\.\s?\.(?:\s?\.)?)|(?:\[[^\W_]{1,20}\]|(?!\.\.\.)[^\s…\[—–])+[—–]?|\S"
)
_EDITORIAL = re.compile(r"\[.*\]|\(sic\)|…|\.[\s.]+\.", re.DOTALL)
_SIC = re.compile(r"\[\s*sic.*\]|\(sic\)", re.DOTALL)

Kind = Literal["same", "changed", "editorial"]


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words in the draft and what the source has for it; ``start`` and ``end`` are code points of the draft.

    ``editorial``: a mark in brackets, or dots, that may stand for what the source has.
    """

    kind: Kind
    draft: str
    source: str
    start: int
    end: int


class _Token(NamedTuple):
    key: str
    start: int
    end: int


def difference(draft: str, source: str) -> tuple[Change, ...]:
    """Return ``draft`` beside ``source`` (both as they are read, without markup), in runs."""
    theirs, ours = _tokens(draft), _tokens(source)
    if theirs and ours and theirs[0].key.casefold() == ours[0].key.casefold():
        theirs[0] = theirs[0]._replace(key=ours[0].key)
    if theirs and ours and _bare(theirs[-1].key) == _bare(ours[-1].key) and theirs[-1].key[-1:] in ",.":
        theirs[-1] = theirs[-1]._replace(key=ours[-1].key)
    matcher = SequenceMatcher(None, [token.key for token in theirs], [token.key for token in ours], autojunk=False)
    changes = []
    for op, a, b, c, d in matcher.get_opcodes():
        start, end = _span(theirs, a, b, len(draft))
        first, last = _span(ours, c, d, len(source))
        kind: Kind = "same" if op == "equal" else "changed"
        if op in {"replace", "delete"} and all(_EDITORIAL.fullmatch(token.key) for token in theirs[a:b]):
            sic = all(_SIC.fullmatch(token.key) for token in theirs[a:b])
            kind = "same" if sic and c == d else "changed" if sic else "editorial"
        changes.append(Change(kind, draft[start:end], source[first:last], start, end))
    return tuple(changes)


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _TOKENS.finditer(text):
        key = signs_in(match[0])
        if key:
            found.append(_Token(key, *match.span()))
    if found:
        found[0] = found[0]._replace(key=found[0].key.lstrip('"') or '"')
        found[-1] = found[-1]._replace(key=found[-1].key.rstrip('"') or '"')
    return found


def signs_in(token: str) -> str:
    """Return a run of characters as it is compared: one kind of quotation mark and of dash, case and accents kept."""
    folded = spelled(re.sub(r"\[([^\W\d_])\](?=[^\W_])", r"\1", token))
    return re.sub(r"[^\w\s]+", lambda match: signs(match[0]), folded)


def _bare(key: str) -> str:
    return key.rstrip('.,"')


def _span(tokens: Sequence[_Token], first: int, last: int, length: int) -> tuple[int, int]:
    """Return from where to where tokens ``first`` up to ``last`` stand; between two tokens where there are none."""
    if first < last:
        return tokens[first].start, tokens[last - 1].end
    at = tokens[first].start if first < len(tokens) else tokens[-1].end if tokens else length
    return at, at


def marked(changes: Sequence[Change]) -> str:
    """Return the runs in one line, the difference marked as wdiff does: ``we [-no-] {+now+} longer``."""
    parts = []
    for change in changes:
        if change.kind == "same":
            parts.append(change.draft)
        elif change.kind == "editorial":
            parts.append(f"{change.draft} {{={change.source}=}}" if change.source else change.draft)
        else:
            parts += [f"[-{change.draft}-]"] if change.draft else []
            parts += [f"{{+{change.source}+}}"] if change.source else []
    return " ".join(" ".join(part.split()) for part in parts)
