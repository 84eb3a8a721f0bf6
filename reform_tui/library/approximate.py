"""Where words stand in a text with as few letters changed, left out or put in as can be.

Myers, *A fast bit-vector algorithm for approximate string matching based on dynamic programming*, JACM 46 (1999): one
row of the table of edit distances is two integers of as many bits as the pattern has characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Match(NamedTuple):
    """``text[start:end]``, in code points, is ``errors`` edits away from what was looked for."""

    start: int
    end: int
    errors: int


def nearest(pattern: str, text: str, most: int) -> list[Match]:
    """Return where ``pattern`` stands in ``text`` with the fewest errors, ``most`` at most; none overlap."""
    best = most
    ends: list[int] = []
    for end, errors in _errors_by_end(pattern, text):
        if errors < best or (errors == best and not ends):
            best, ends = errors, [end]
        elif errors == best and end - ends[-1] >= max(len(pattern) - best, 1):
            ends.append(end)
    return [Match(_start(pattern, text, end, best), end, best) for end in ends]


def _start(pattern: str, text: str, end: int, errors: int) -> int:
    """Return where a match that ends at ``end`` begins: the same search backwards."""
    window = text[max(end - len(pattern) - errors, 0) : end][::-1]
    backwards = _errors_by_end(pattern[::-1], window, anchored=True)
    found = [(abs(these - errors), abs(at - len(pattern)), at) for at, these in backwards]
    return end - min(found)[2]


def _errors_by_end(pattern: str, text: str, *, anchored: bool = False) -> Iterator[tuple[int, int]]:
    """Yield each end of a match, in code points, and its errors; ``anchored`` ones begin at the beginning."""
    if not pattern:
        return
    places: dict[str, int] = {}
    for at, character in enumerate(pattern):
        places[character] = places.get(character, 0) | 1 << at
    every = (1 << len(pattern)) - 1
    last = 1 << (len(pattern) - 1)
    up, down, errors = every, 0, len(pattern)
    for end, character in enumerate(text, 1):
        same = places.get(character, 0)
        vertical = same | down
        horizontal = (((same & up) + up) ^ up) | same
        right = down | ~(horizontal | up)
        left = up & horizontal
        if right & last:
            errors += 1
        elif left & last:
            errors -= 1
        right = right << 1 | anchored
        left <<= 1
        up = (left | ~(vertical | right)) & every
        down = right & vertical & every
        yield end, errors
