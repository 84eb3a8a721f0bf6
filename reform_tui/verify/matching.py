"""Where the words of a quotation stand, one after the other, and what is different there besides the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reform_tui.verify.reading import Joint, JointKind, Reading
from reform_tui.verify.stream import END, INTERRUPTED, LEFT_OUT, PARAGRAPH, SLICED, Stream
from reform_tui.verify.wording import Word, across_paragraphs

_MOST_STEPS = 20_000  # tries of one quotation in one stream: “the […] the […] the” stands everywhere
_MOST_PLACES = 60  # places in one stream
_ENDS = frozenset({"", ".", ","})
_NUMBER_SIGNS = frozenset("-+<>~£$€")


@dataclass(frozen=True, slots=True)
class Match:
    """All words of a quotation in one stream: for each stretch its first word and the one after its last.

    ``changes`` says whether case or signs differ where words stand side by side; ``capital`` whether the first letter
    alone is capital, or small, otherwise than in the source.
    """

    stream: Stream
    reading: Reading
    runs: tuple[tuple[int, int], ...]
    changed: bool
    capital: bool

    @property
    def first(self) -> int:
        """The first word."""
        return self.runs[0][0]

    @property
    def last(self) -> int:
        """The word after the last."""
        return self.runs[-1][1]

    @property
    def left_out(self) -> list[tuple[int, int]]:
        """The stretches of the stream that a mark of omission stands for."""
        return self._stood_for("omission")

    @property
    def replaced(self) -> list[tuple[int, int]]:
        """The stretches of the stream that words in brackets stand in place of."""
        return [*self._stood_for("insertion"), *self._stood_for("changed")]

    def _stood_for(self, kind: JointKind) -> list[tuple[int, int]]:
        pairs = zip(self.runs, self.runs[1:], self.reading.joints, strict=False)
        return [(one[1], two[0]) for one, two, joint in pairs if joint.kind == kind and one[1] < two[0]]


def matches(stream: Stream, reading: Reading) -> Iterator[Match]:
    """Yield the places where the words of ``reading`` stand in ``stream``, in its order."""
    for at, runs in enumerate(_Search(stream, reading).runs()):
        if at == _MOST_PLACES:
            return
        yield _held(stream, reading, runs)


class _Search:
    """One reading looked for in one stream."""

    def __init__(self, stream: Stream, reading: Reading) -> None:
        self._stream = stream
        self._joints = reading.joints
        self._needles = [f" {' '.join(word.form for word in stretch)} " for stretch in reading.stretches]
        self._lengths = [len(stretch) for stretch in reading.stretches]
        self._steps = 0

    def runs(self) -> Iterator[tuple[tuple[int, int], ...]]:
        first = -1
        while (first := self._stream.find(self._needles[0], first + 1, len(self._stream.forms))) >= 0:
            run = (first, first + self._lengths[0])
            rest = self._rest(1, run[1])
            if rest is not None:
                yield (run, *rest)

    def _rest(self, at: int, end: int) -> tuple[tuple[int, int], ...] | None:
        """Return the runs of the stretches from ``at`` on, behind word ``end``; the nearest that go on."""
        if at == len(self._needles):
            return ()
        joint, length = self._joints[at - 1], self._lengths[at]
        limit = end + joint.most + length
        start = end - 1
        while self._steps < _MOST_STEPS and (start := self._stream.find(self._needles[at], start + 1, limit)) >= 0:
            self._steps += 1
            if not self._may_stand_for(joint, end, start):
                continue
            rest = self._rest(at + 1, start + length)
            if rest is not None:
                return ((start, start + length), *rest)
        return None

    def _may_stand_for(self, joint: Joint, first: int, last: int) -> bool:
        """Whether ``joint`` may stand for words ``first`` up to ``last`` of the stream."""
        between = self._stream.forms[first:last]
        if END in between or (LEFT_OUT in between and joint.kind != "omission"):
            return False
        if joint.kind == "changed":
            return len(between) == 1 and between[0].startswith(joint.head) and between[0].endswith(joint.tail)
        if joint.kind == "interruption" and between:
            words = self._stream.words
            return '"' in words[first].before and '"' in words[last].before
        return True


def _held(stream: Stream, reading: Reading, runs: tuple[tuple[int, int], ...]) -> Match:
    changed = capital = False
    for number, (stretch, (first, last)) in enumerate(zip(reading.stretches, runs, strict=True)):
        for at, (word, there) in enumerate(zip(stretch, stream.words[first:last], strict=True)):
            if word.surface and word.surface != there.surface:
                begins = at == 0 and word.surface[1:] == there.surface[1:] and _same_letter(word, there)
                capital = capital or (begins and number == 0 and not reading.open_start)
                changed = changed or not begins
            if at and not same_signs(word.before, there.before):
                changed = True
            if not at and word.form[:1].isdigit() and word.before[-1:] in _NUMBER_SIGNS:
                changed = changed or word.before[-1:] != there.before[-1:]
    return Match(stream, reading, runs, changed or not _ends_alike(stream, reading, runs[-1][1]), capital)


def _same_letter(word: Word, there: Word) -> bool:
    """Whether two words begin with the same letter, capital or small."""
    return word.surface[:1].casefold() == there.surface[:1].casefold()


def same_signs(draft: str, source: str) -> bool:
    """Whether the signs before a word of the draft are those before the word of the source."""
    mark = source[:1]
    if mark == INTERRUPTED:
        return across_paragraphs(draft).strip(",.") == source[1:].strip(",.")
    if mark in {PARAGRAPH, SLICED}:
        return across_paragraphs(draft) == source[1:]
    return draft == source


def _ends_alike(stream: Stream, reading: Reading, last: int) -> bool:
    """Whether the sign that ends the quotation is the source's, or one that a sentence around it may bring.

    A sentence around brings a full stop, a comma or nothing. It takes no question mark away: what was asked would be
    said.
    """
    if reading.open_end:
        return True
    sign = reading.after.replace('"', "").strip("()[]-")
    there = stream.words[last].before.strip().replace('"', "").lstrip(")]") if last < len(stream.words) else ""
    if sign in _ENDS:
        return not sign or not there.startswith(("?", "!"))
    return there.startswith(sign)
