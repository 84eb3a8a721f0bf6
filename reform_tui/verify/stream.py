"""The words of a document in the order in which somebody may quote them.

Two streams a document: the body, without furniture, on which a quotation may run over paragraphs; and what stands
apart: the statements that are printed in several slices, as one utterance each, and the furniture.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from reform_tui.library.anchor import Span
from reform_tui.library.folding import fold_mapped
from reform_tui.library.model import Document, Quote
from reform_tui.library.wording import joints
from reform_tui.verify.wording import Word, accents_in, across_paragraphs, signs, with_accents, words_of_folded

LEFT_OUT = "\x00"
"""Stands for words of the source that a statement of several slices leaves out."""
END = "\x01"
"""Nothing runs over it."""

# What ``before`` of a word begins with where it does not simply follow the word before it.
PARAGRAPH = " "
INTERRUPTED = "\n"  # the attribution stands between the two
SLICED = "\r"  # a page break, a heading, a figure, or a new paragraph

# Between the halves of an utterance: the mark that closes the first, the attribution, the mark that opens the next.
_INTERRUPTED = re.compile(r"""\s*[,.;:?!…–—-]?\s*["'”’»].{1,200}?["'“‘«]\s*""", re.DOTALL)

_SIGNS = re.compile(r"[.,;:?!…]{1,4}")


class ReadText:
    """A source as it is compared: without markup, folded; with the way to source offsets and back."""

    def __init__(self, document: Document) -> None:
        source = document.source
        self._plain = source.plain if source.markdown else None
        self._folded = fold_mapped(self._plain.text) if self._plain else source.folded
        self.text = self._folded.text
        self._accents = accents_in(self._plain.text if self._plain else source.text, self._folded)
        self.new_paragraphs = [self.from_source(paragraph.start) for paragraph in source.paragraphs]

    def words(self, start: int, end: int) -> list[Word]:
        """Return the words of ``text[start:end]``."""
        first = bisect_left(self._accents, (start, 0, ""))
        last = bisect_left(self._accents, (end, 0, ""), first)
        return with_accents(words_of_folded(self.text, start, end), self._accents[first:last])

    def to_source(self, start: int, end: int) -> Span:
        """Return the span of the source that ``text[start:end]`` came from, in code points."""
        span = self._folded.to_source(start, end)
        return self._plain.to_source(*span) if self._plain else span

    def from_source(self, offset: int) -> int:
        """Return where in ``text`` stands what stands at ``offset`` of the source."""
        if self._plain:
            offset = self._plain.from_source(offset, offset)[0]
        return self._folded.from_source(offset, offset)[0]


class Stream:
    """A run of words. Indexes count words; a sentinel counts as one."""

    def __init__(self, document: Document, read: ReadText, words: list[Word]) -> None:
        self.document = document
        self.words = words
        self.forms = [word.form for word in words]
        self._read = read

    @cached_property
    def joined(self) -> str:
        """The forms with one space around each, to be searched at the speed of :meth:`str.find`."""
        return f" {' '.join(self.forms)} "

    @cached_property
    def starts(self) -> list[int]:
        """Where in ``joined`` the space before each word stands, and that after the last."""
        starts, at = [], 0
        for form in self.forms:
            starts.append(at)
            at += len(form) + 1
        return [*starts, at]

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each form stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, form in enumerate(self.forms):
            places[form].append(at)
        return places

    def find(self, needle: str, first: int, last: int) -> int:
        """Return the index of the first word of ``needle`` (forms, spaces around), in words first to last, or -1."""
        if first >= last:
            return -1
        at = self.joined.find(needle, self.starts[first], self.starts[min(last, len(self.forms))] + 1)
        return bisect_left(self.starts, at) if at >= 0 else -1

    def span(self, first: int, last: int) -> Span:
        """Return the source span of words ``first`` up to ``last``, in code points."""
        return self._read.to_source(self.words[first].start, self.words[last - 1].end)

    def spans(self, first: int, last: int) -> tuple[Span, ...]:
        """Return the source spans of words ``first`` up to ``last``: several where they are in slices."""
        cuts = [at for at in range(first + 1, last) if self.words[at].before[:1] in {INTERRUPTED, SLICED}]
        return tuple(self.span(*pair) for pair in pairwise([first, *cuts, last]))


def streams_of(document: Document) -> tuple[Stream, Stream]:
    """Return the body of ``document`` and what stands apart."""
    read = ReadText(document)
    furniture = sorted((item.segment.start, item.segment.end) for item in document.furniture)
    body: list[Word] = []
    at, signs_after = 0, ""
    for start, end in [*furniture, (len(document.source.text), 0)]:
        signs_after = _append(body, read, (at, start), PARAGRAPH + across_paragraphs(signs_after)) or signs_after
        at = max(at, end)
    body.append(_sentinel(END, signs_after))
    apart: list[Word] = []
    for quote in document.quotes:
        if len(quote.segments) > 1:
            _append_quote(apart, read, document, quote)
    for stretch in furniture:
        apart.append(_sentinel(END, _append(apart, read, stretch) or ""))
    return Stream(document, read, body), Stream(document, read, apart)


def _sentinel(form: str, signs_before: str) -> Word:
    return Word(form, form, 0, 0, signs_before)


def _append_quote(words: list[Word], read: ReadText, document: Document, quote: Quote) -> None:
    """Append the slices of a statement. Where words other than its attribution are left out, a sentinel stands."""
    text = document.source.text
    between = joints(document, quote.segments)
    signs_after = ""
    for at, segment in enumerate(quote.segments):
        mark = ""
        if at and between[at - 1] == "omission":
            left_out = text[quote.segments[at - 1].end : segment.start]
            if quote.kind == "direct" and _INTERRUPTED.fullmatch(left_out):
                mark = INTERRUPTED
            else:
                words.append(_sentinel(LEFT_OUT, signs_after))
        elif at:
            mark = SLICED
        before = mark and mark + across_paragraphs(signs_after)
        signs_after = _append(words, read, (segment.start, segment.end), before) or ""
    words.append(_sentinel(END, signs_after + _signs_at(text, quote.segments[-1].end)))


def _signs_at(text: str, end: int) -> str:
    """Return the signs right behind a statement, which its slices may leave out."""
    found = _SIGNS.match(text, end)
    return signs(found[0]) if found else ""


def _append(words: list[Word], read: ReadText, stretch: Span, before: str = "") -> str | None:
    """Append the words of one stretch of the source; return the signs after the last, None where it has no words."""
    start, end = (read.from_source(offset) for offset in stretch)
    found = read.words(start, end)
    if not found:
        return None
    found[0] = found[0]._replace(before=before)
    words += _with_paragraphs(found, read)
    return signs(read.text[found[-1].end : end])


def _with_paragraphs(found: list[Word], read: ReadText) -> Iterable[Word]:
    """Yield words, those that begin a paragraph marked."""
    breaks: Sequence[int] = read.new_paragraphs
    previous_end = found[0].start if found else 0
    next_break = bisect_right(breaks, previous_end)  # what stands before the first word is not ours to say
    for word in found:
        crossed = False
        while next_break < len(breaks) and breaks[next_break] <= word.start:
            crossed = crossed or breaks[next_break] >= previous_end
            next_break += 1
        yield word._replace(before=PARAGRAPH + across_paragraphs(word.before)) if crossed else word
        previous_end = word.end
