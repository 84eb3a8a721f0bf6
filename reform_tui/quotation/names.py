"""Names in the tokens of a sentence: where one begins and ends, over initials, particles and the *of* of bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from reform_tui.quotation.cleaning import NOTHING
from reform_tui.quotation.cues import is_abbreviation
from reform_tui.quotation.lexicon import people_words
from reform_tui.quotation.proposal import Span
from reform_tui.quotation.tokens import Token

MentionKind = Literal["name", "pronoun", "description"]

_POSSESSIVE = re.compile(r"['’]s?$")


def is_nickname(tokens: Sequence[Token], at: int) -> bool:
    """Tell *Bessie* of *Elizabeth “Bessie” Crane*: marks, which are no tokens, stand on both sides."""
    if not 0 < at < len(tokens) - 1:
        return False
    return tokens[at].start - tokens[at - 1].end > 1 and tokens[at + 1].start - tokens[at].end > 1


@dataclass(frozen=True, slots=True)
class Mention:
    """Where the text names somebody: ``start`` to ``end`` in code points; ``name`` is the name as it stands there.

    ``named_at`` is where that name begins, after the words for an office in front of it. ``anybody`` says that the
    mention is of nobody in particular: *it is easy to say*.
    """

    start: int
    end: int
    kind: MentionKind
    name: str | None = None
    named_at: int | None = None
    anybody: bool = False

    @property
    def span(self) -> Span:
        """Where the name stands, or the whole phrase where there is none."""
        return (self.start if self.named_at is None else self.named_at, self.end)


@dataclass(frozen=True, slots=True)
class Names:
    """Reads names in the tokens of one sentence."""

    tokens: Sequence[Token]

    def name(self, first: int, last: int, begin: int | None = None, end: int | None = None) -> Mention:
        """Return a mention by the name in tokens ``first`` to ``last``; the phrase may be wider."""
        tokens = self.tokens
        words = " ".join(self._written(first, last).split())
        start = tokens[first if begin is None else begin].start
        return Mention(start, tokens[last if end is None else end].end, "name", _POSSESSIVE.sub("", words))

    def _written(self, first: int, last: int) -> str:
        parts: list[str] = []
        at = self.tokens[first].start
        for index in range(first, last + 1):
            token = self.tokens[index]
            if first < index < last and is_nickname(self.tokens, index):
                continue
            parts.append(" " if token.start > at else "")
            parts.append(token.text.replace(NOTHING, ""))
            at = token.end
        return "".join(parts)

    def name_start(self, last: int) -> int | None:
        """Return the first token of the name whose last token is ``last``, or None."""
        tokens = self.tokens
        if last < 0 or tokens[last].kind != "capitalised":
            return None
        at = last
        while (before := self._joined(at, -1)) is not None:
            at = before
        while at <= last and (tokens[at].word.never_a_name or tokens[at].text == ".") and not self._is_may(at, last):
            at += 1
        return at if at <= last else None

    def _is_may(self, at: int, last: int) -> bool:
        """Tell *Mrs May* from *may*."""
        tokens = self.tokens
        return 0 < at == last and tokens[at].lower in ("may", "will", "mark") and tokens[at - 1].word.is_title

    def name_end(self, first: int) -> int:
        """Return the last token of the name whose first token is ``first``."""
        at = first
        while (following := self._joined(at, 1)) is not None:
            at = following
        return at

    def runs(self) -> Iterator[tuple[int, int]]:
        """Yield the first and last token of every run of capitalised words that may be a name."""
        at = 0
        while at < len(self.tokens):
            if not self.tokens[at].names:
                at += 1
                continue
            last = self.name_end(at)
            yield at, last
            at = last + 1

    def _joined(self, at: int, step: int) -> int | None:
        """Return the next capitalised token of the same name, to the right (1) or the left (-1), over small words."""
        tokens = self.tokens
        for gap in range(3):
            other = at + step * (gap + 1)
            if not 0 <= other < len(tokens):
                return None
            if tokens[other].kind == "capitalised":
                return other if self._joins(min(at, other), max(at, other)) else None
            if tokens[other].kind in ("quotation", "number"):
                return None
        return None

    def _joins(self, left: int, right: int) -> bool:
        """Tell small words inside a name: an initial's full stop, *van der*, the *of* and *for* of bodies and peers."""
        tokens = self.tokens
        between = tokens[left + 1 : right]
        if not between:
            return True
        small = between[0]
        if len(between) == 1 and small.text == ".":
            short = len(tokens[left].text) <= 2 or is_abbreviation(tokens[left])
            return small.start == tokens[left].end and short
        if all(token.word.is_particle for token in between):
            return True
        if len(between) > 1 or small.lower not in ("of", "for"):
            return False
        if tokens[left].lower in people_words().organisations:
            return True
        return small.lower == "of" and left > 0 and tokens[left - 1].lower in people_words().peers
