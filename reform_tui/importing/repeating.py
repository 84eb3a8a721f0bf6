"""Pull quotes: lines that repeat words of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reform_tui.importing.line import Line
from reform_tui.library.folding import fold_key

_FEWEST, _MOST = 7, 70  # words of a pull quote
_MOST_UNMARKED = 25  # of one without marks where the longer line sets marks around the words: that quotes this one
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_CREDIT = re.compile(r"\s-+\s*[^-\"]{2,80}$")  # "…" - Nicholas Timmins


class _Words(NamedTuple):
    """The folded words of a line; ``marked`` are the indexes of those with a quotation mark right before them."""

    words: list[str]
    marked: frozenset[int]


def pull_quotes(lines: Sequence[Line], furniture: dict[int, str]) -> dict[int, str]:
    """Return the lines that repeat a stretch of one longer line, by index; what is furniture already is left out."""
    work = [at for at in range(len(lines)) if at not in furniture and lines[at].level is None]
    whole = {at: _words_of(fold_key(lines[at].text)) for at in work}
    short: dict[int, _Words] = {}
    wanted: dict[tuple[str, ...], list[int]] = {}
    for at in work:
        if len(whole[at].words) <= 2 * _MOST:
            repeated = _words_of(_CREDIT.sub("", fold_key(lines[at].text)))
            if _FEWEST <= len(repeated.words) <= _MOST:
                short[at] = repeated
                wanted.setdefault(tuple(repeated.words[:_FEWEST]), []).append(at)
    return {at: "pull quote" for host in work for at in _repeated_in(host, whole[host], wanted, short)}


def _words_of(key: str) -> _Words:
    found = list(_WORD.finditer(key))
    marked = frozenset(
        at for at, match in enumerate(found) if key[max(match.start() - 1, 0) : match.start()] in ('"', "'")
    )
    return _Words([match.group() for match in found], marked)


def _repeated_in(
    host: int, there: _Words, wanted: dict[tuple[str, ...], list[int]], short: dict[int, _Words]
) -> Iterator[int]:
    for start in range(len(there.words) - _FEWEST + 1):
        for at in wanted.get(tuple(there.words[start : start + _FEWEST]), ()):
            words, marked = short[at]
            length = len(words)
            if at == host or length >= len(there.words) or there.words[start : start + length] != words:
                continue
            if start in there.marked and 0 not in marked and length > _MOST_UNMARKED:
                continue
            yield at
