"""A source text: its paragraphs and its words, by code-point offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from reform_tui.library.folding import fold_mapped
from reform_tui.library.mapping import MappedText, Piece
from reform_tui.library.markup import without_markup

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_WORD = re.compile(r"\w+(?:['’.\-‐‑]\w+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One non-empty line of a source; ``number`` counts from 1, ``start`` and ``end`` are code points."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class SourceText:
    """The text of one source file, decoded with its newlines untouched.

    ``markdown`` says whether the file carries Markdown markup, which is left out of :attr:`plain`.
    """

    text: str
    markdown: bool = False

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The non-empty lines, in order. A line ends at LF, CR or CRLF."""
        lines = (match.span() for match in _LINE.finditer(self.text))
        return tuple(Paragraph(number, start, end) for number, (start, end) in enumerate(lines, 1))

    @cached_property
    def _starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def paragraph_at(self, offset: int) -> int:
        """Return the number of the paragraph at ``offset``, or of the one before it; 0 before the first."""
        return bisect_right(self._starts, offset)

    def line_at(self, offset: int) -> int:
        """Return the line of the file at ``offset``, from 1."""
        return len(re.findall(r"\r\n|\r|\n", self.text[:offset])) + 1

    @cached_property
    def plain(self) -> MappedText:
        """The text as it is read: Markdown without its markup, plain text as it stands."""
        if self.markdown:
            return without_markup(self.text)
        return MappedText(self.text, (Piece(0, len(self.text), 0, len(self.text)),))

    def words(self, start: int, end: int) -> str:
        """Return the words of ``text[start:end]`` as they are read, without markup."""
        if not self.markdown:
            return self.text[start:end]
        made = self.plain.from_source(start, end)
        return self.plain.text[made[0] : made[1]]

    @cached_property
    def folded(self) -> MappedText:
        """The text folded, with the way back to source offsets."""
        return fold_mapped(self.text)


def count_words(text: str) -> int:
    """Return the number of words in ``text``; a hyphenated or apostrophised word is one."""
    return sum(1 for _ in _WORD.finditer(text))
