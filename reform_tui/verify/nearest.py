"""The passage that a quotation is nearest to, when its words stand nowhere as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reform_tui.verify.reading import Joint, Reading
from reform_tui.verify.stream import Stream

_MOST_WORDS = 1_500  # of a quotation that are aligned: difflib takes the square of it
_WINDOWS = 5  # passages that are aligned word by word
_EACH = 3  # of one stream
_FREQUENT = 3_000  # places in one stream of a word that leads nowhere
_UNMATCHED = -0.4  # what a word of the source weighs that the quotation does not have, against 1 for one that it has
_COUNTED = 6  # words in a row that weigh so: a sentence left out without a mark is one change, however long it is
_ASIDE = 3  # words on either side of what is aligned once more
_LEFT_OUT = 80  # words of the source that may be left out so


@dataclass(frozen=True, slots=True)
class Near:
    """Words ``first`` up to ``last`` of a stream; ``nearness`` is the share of words in common, 0 to 1.

    It is difflib's ratio: twice the words in common by the words of both; words that a mark of omission or of insertion
    stands for do not count.
    """

    stream: Stream
    first: int
    last: int
    nearness: float


def nearest(reading: Reading, streams: Iterable[Stream]) -> Near | None:
    """Return the passage of ``streams`` that has most words in common with ``reading``, in its order."""
    words = [word.form for word in reading.words][:_MOST_WORDS]
    joints = _joints_at(reading)
    length = len(words) + max(len(words) // 3, 4) + sum(joint.most for joint in joints.values())
    windows: list[tuple[float, int, Stream]] = []
    among = list(streams)
    weights = _weights(words, among)
    for stream in among:
        windows += [(score, first, stream) for score, first in _windows(stream, weights, length)]
    windows.sort(key=lambda window: -window[0])
    aligned = [_aligned(words, joints, stream, first, length) for _, first, stream in windows[:_WINDOWS]]
    return max((near for near in aligned if near), key=lambda near: near.nearness, default=None)


def _joints_at(reading: Reading) -> dict[int, Joint]:
    """Return the joints by the number of words before them."""
    places: dict[int, Joint] = {}
    at = 0
    for stretch, joint in zip(reading.stretches, reading.joints, strict=False):
        at += len(stretch)
        places[at] = joint
    return places


def _weights(words: Sequence[str], streams: Sequence[Stream]) -> dict[str, float]:
    """Return what each word tells: the less, the more often it stands."""
    counts = {form: sum(len(stream.places.get(form, ())) for stream in streams) for form in set(words)}
    return {form: count**-0.5 for form, count in counts.items() if count}


def _windows(stream: Stream, weights: dict[str, float], length: int) -> list[tuple[float, int]]:
    """Return score and start of the stretches of ``length`` words, apart, that have most of the words."""
    hits = sorted(
        (at, form)
        for form in weights
        if len(stream.places.get(form, ())) < _FREQUENT
        for at in stream.places.get(form, ())
    )
    scored: list[tuple[float, int]] = []
    within: Counter[str] = Counter()
    score = 0.0
    left = 0
    for at, form in hits:
        within[form] += 1
        score += weights[form] if within[form] == 1 else 0.0
        while hits[left][0] <= at - length:
            gone = hits[left][1]
            within[gone] -= 1
            score -= weights[gone] if not within[gone] else 0.0
            left += 1
        scored.append((score, hits[left][0]))
    kept: list[tuple[float, int]] = []
    for one in sorted(scored, reverse=True):
        if all(abs(one[1] - other[1]) >= length for other in kept):
            kept.append(one)
            if len(kept) == _EACH:
                break
    return kept


def _aligned(words: Sequence[str], joints: dict[int, Joint], stream: Stream, first: int, length: int) -> Near | None:
    """Align ``words`` with the surroundings of word ``first``; return the best of it.

    A word may stand there several times and be matched far off, so what was found is aligned once more by itself.
    """
    margin = len(words) // 3 + _LEFT_OUT
    wide = _alignment(words, joints, stream, first - margin, first + length + _LEFT_OUT)
    if wide is None or wide.nearness == 1:
        return wide
    narrow = _alignment(words, joints, stream, wide.first - _ASIDE, wide.last + _ASIDE)
    return max((one for one in (wide, narrow) if one), key=lambda near: near.nearness)


def _alignment(words: Sequence[str], joints: dict[int, Joint], stream: Stream, first: int, last: int) -> Near | None:
    """Align ``words`` with words ``first`` up to ``last`` of the stream."""
    first = max(first, 0)
    forms = stream.forms[first:last]
    matcher = SequenceMatcher(None, forms, words, autojunk=False)
    values = [_UNMATCHED] * len(forms)
    for op, a, b, c, d in matcher.get_opcodes():
        if op == "equal":
            values[a:b] = [1.0] * (b - a)
        elif c == d and c in joints and b - a <= joints[c].most:
            values[a:b] = [0.0] * (b - a)
        elif c == d:
            values[a + _COUNTED : b] = [0.0] * max(b - a - _COUNTED, 0)
    a, b = _best_run(values)
    common = sum(1 for value in values[a:b] if value > 0)
    if not common:
        return None
    before, after = _uncovered(matcher, a, b, len(words))
    a, b = max(a - before, 0), min(b + after, len(forms))
    counted = sum(1 for value in values[a:b] if value)
    return Near(stream, first + a, first + b, 2 * common / (len(words) + counted))


def _best_run(values: Sequence[float]) -> tuple[int, int]:
    """Return the stretch of the greatest sum."""
    best, best_run = 0.0, (0, 0)
    total, begun = 0.0, 0
    for at, value in enumerate(values):
        if total <= 0:
            total, begun = 0.0, at
        total += value
        if total > best:
            best, best_run = total, (begun, at + 1)
    return best_run


def _uncovered(matcher: SequenceMatcher[str], a: int, b: int, words: int) -> tuple[int, int]:
    """Return how many words of the quotation stand before and after what is matched in ``a`` up to ``b``."""
    blocks = [
        block for block in matcher.get_matching_blocks() if block.size and block.a < b and block.a + block.size > a
    ]
    return blocks[0].b, words - (blocks[-1].b + blocks[-1].size)
