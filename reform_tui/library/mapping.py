"""A text made from another, with the way back: every stretch of it knows the source offsets it came from."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Piece(NamedTuple):
    """A stretch of the made text and the stretch of source it stands for; all four in code points.

    Equal lengths map one to one; unequal ones map as a whole.
    """

    start: int
    length: int
    source_start: int
    source_length: int


@dataclass(frozen=True, slots=True)
class MappedText:
    """``text`` made from a source, as consecutive pieces that cover both without gap."""

    text: str
    pieces: tuple[Piece, ...]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span that ``text[start:end]`` came from, in code points.

        A replacement that is touched in part counts whole. An empty span maps to an empty span.
        """
        if not self.pieces:
            return 0, 0
        first = self._piece_at(start)
        if start >= end:
            at = first.source_start + min(start - first.start, first.source_length)
            return at, at
        last = self._piece_at(end - 1)
        one_to_one = first.length == first.source_length
        source_start = first.source_start + (start - first.start if one_to_one else 0)
        if last.length == last.source_length:
            return source_start, last.source_start + (end - last.start)
        return source_start, last.source_start + last.source_length

    def from_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of ``text`` made from ``source[start:end]``, in code points."""
        return self._made_at(start), max(self._made_at(start), self._made_at(end))

    def _piece_at(self, offset: int) -> Piece:
        """Return the piece that holds the character at ``offset``; empty pieces hold none."""
        return self.pieces[max(bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1, 0)]

    def _made_at(self, offset: int) -> int:
        if not self.pieces:
            return 0
        piece = self.pieces[max(bisect_right(self.pieces, offset, key=lambda piece: piece.source_start) - 1, 0)]
        into = offset - piece.source_start
        if piece.length == piece.source_length:
            return piece.start + min(into, piece.length)
        return piece.start if into == 0 else piece.start + piece.length


def replaced(source: str, edits: Iterable[tuple[int, int, str]]) -> MappedText:
    """Replace each ``source[start:end]`` by its new text and keep the way back.

    ``edits`` come in order and do not overlap.
    """
    made: list[str] = []
    pieces: list[Piece] = []
    length = run = covered = 0  # the one-to-one piece under way started at source offset `run`

    def close(until: int) -> None:
        if until > run:
            pieces.append(Piece(length - (until - run), until - run, run, until - run))

    for start, end, new in edits:
        made.append(source[covered:start])
        length += start - covered
        if len(new) != end - start:
            close(start)
            pieces.append(Piece(length, len(new), start, end - start))
            run = end
        made.append(new)
        length += len(new)
        covered = end
    made.append(source[covered:])
    length += len(source) - covered
    close(len(source))
    return MappedText("".join(made), tuple(pieces))
