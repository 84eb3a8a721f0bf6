"""Pull quotes: lines that repeat words of the body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reform_tui.importing.line import Line
from reform_tui.importing.stating import is_date_line
from reform_tui.library.folding import fold_key

_FEWEST, _MOST = 7, 70  # words of a pull quote
_MOST_UNMARKED = 25  # of one without marks where the longer line sets marks around the words: that quotes this one
_LONGEST = 100_000  # code points of a line in which words are looked for
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_CREDIT = re.compile(r"(?<=[\"'.!?])\s+-+\s*[^-\"]{2,80}$")  # "…" - Nicholas Timmins

Words = tuple[str, ...]


class _Words(NamedTuple):
    """The folded words of a line; ``marked`` are the indexes of those with a quotation mark right before them."""

    words: Words
    marked: frozenset[int]


class _Wanted(NamedTuple):
    """What short lines say, to be looked for in longer ones.

    ``lengths`` are the numbers of words of those that begin with the same few; ``lines`` the indexes of those that say
    the same, and whether each stands in quotation marks.
    """

    lengths: dict[Words, set[int]]
    lines: dict[Words, list[tuple[int, bool]]]


def pull_quotes(lines: Sequence[Line], furniture: dict[int, str]) -> dict[int, str]:
    """Return the lines that repeat a stretch of one longer line, by index; what is furniture already is left out."""
    prose = [at for at in range(len(lines)) if at not in furniture and _is_prose(lines[at])]
    keys = {at: fold_key(lines[at].text) for at in prose}
    wanted = _Wanted({}, {})
    for at, key in keys.items():
        bare = _CREDIT.sub("", key) if len(key) <= 100 * _MOST else ""
        said = _words_of(bare)
        if _FEWEST <= len(said.words) <= _MOST:
            # With its speaker's name under it a quotation is a pull quote though it goes on in other words.
            words = said.words[:_FEWEST] if bare != key else said.words
            wanted.lengths.setdefault(words[:_FEWEST], set()).add(len(words))
            wanted.lines.setdefault(words, []).append((at, 0 in said.marked))
    return {at: "pull quote" for host, key in keys.items() for at in _repeated_in(host, _words_of(key), wanted)}


def _is_prose(line: Line) -> bool:
    return line.level is None and len(line.text) <= _LONGEST and not is_date_line(line.text)


def _words_of(key: str) -> _Words:
    found = list(_WORD.finditer(key))
    marked = frozenset(
        at for at, match in enumerate(found) if key[max(match.start() - 1, 0) : match.start()] in {'"', "'"}
    )
    return _Words(tuple(match.group() for match in found), marked)


def _repeated_in(host: int, there: _Words, wanted: _Wanted) -> Iterator[int]:
    """Yield the lines whose words stand in ``there``, the line ``host``; what is found is taken out of ``wanted``."""
    for start in range(len(there.words) - _FEWEST + 1):
        for length in wanted.lengths.get(there.words[start : start + _FEWEST], ()):
            said = there.words[start : start + length]
            if length >= len(there.words) or said not in wanted.lines:
                continue
            is_quoted = start in there.marked and length > _MOST_UNMARKED
            found = [at for at, marked in wanted.lines[said] if at != host and (marked or not is_quoted)]
            yield from found
            if len(found) == len(wanted.lines[said]):
                wanted.lines[said].clear()
