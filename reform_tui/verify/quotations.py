"""Every quotation of a draft, in its order: those set off, and those the finder finds in the running text.

What stands in marks and the finder takes for a term or a title is a quotation all the same when it has three words or
more. One or two words in marks are one only when the draft gives them to somebody by name.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from reform_tui.library.anchor import Span
from reform_tui.library.text import count_words
from reform_tui.quotation.cleaning import clean
from reform_tui.quotation.finder import find
from reform_tui.quotation.marks import stretches_of
from reform_tui.quotation.paragraphs import paragraphs_of
from reform_tui.quotation.proposal import Proposal
from reform_tui.verify.draft import Draft, Quotation
from reform_tui.verify.speaking import is_name

FEWEST_WORDS = 3
"""Words in marks from which they are a quotation even when the draft gives them to nobody."""

_SURE = 0.5  # share of cases in which what led to a speaker has to be right, to hold a draft to it
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_ONLY_MARKS = re.compile(r"[\s>“”\"‘’'«»„‚]*")
_NOBODY = re.compile(r"(?:he|she|it|they|we|i|you|who|one|this|that|these|those)$", re.IGNORECASE)


def quotations_of(draft: Draft) -> tuple[Quotation, ...]:
    """Return the quotations of ``draft``."""
    return _Finding(draft).quotations()


class _Finding:
    """One draft under way."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        cleaned = clean(draft.for_finder)
        self._stretches = stretches_of(cleaned.text, paragraphs_of(cleaned))
        self._marked = {stretch.start for stretch in self._stretches}
        self._proposals = find(draft.for_finder)
        self._in_blocks = [(block.start, block.end) for block in draft.blocks]
        self._ends = [match.start() for match in _PARAGRAPH_END.finditer(draft.text)]
        self._starts = sorted([*self._marked, *(start for start, _ in self._in_blocks)])

    def quotations(self) -> tuple[Quotation, ...]:
        taken = bytearray(len(self._draft.text))
        found: list[Quotation] = []
        for proposal in self._proposals:
            for quotation in self._of(proposal):
                for start, end in quotation.parts:
                    taken[start:end] = b"\1" * (end - start)
                found.append(quotation)
        for stretch in self._stretches:
            span = (stretch.start, stretch.end)
            if not self._in_block(span) and 1 not in taken[slice(*span)]:
                found.append(self._quotation((span,), None))
        kept = [one for one in found if count_words(one.text) >= FEWEST_WORDS or _is_given(one)]
        return tuple(sorted([*self._blocks(), *kept], key=lambda quotation: quotation.start))

    def _of(self, proposal: Proposal) -> Iterator[Quotation]:
        if proposal.kind == "direct" and all(start in self._marked for start, _ in proposal.segments):
            groups = [proposal.segments]
        else:
            groups = [(span,) for span in proposal.fragments if span[0] in self._marked]
        for spans in groups:
            if not self._in_block(spans[0]):
                given_to = None if self._draft.is_remark(spans[0][0]) else self._given_to(proposal)
                yield self._quotation(spans, given_to)

    def _given_to(self, proposal: Proposal) -> str | None:
        if proposal.confidence < _SURE:
            return None
        name = proposal.speaker_name
        if not name and proposal.speaker:
            name = self._draft.words(*proposal.speaker).strip()
        return None if not name or _NOBODY.match(name) else name

    def _quotation(self, spans: tuple[Span, ...], given_to: str | None) -> Quotation:
        between = [self._draft.text[one[1] : two[0]] for one, two in pairwise(spans)]
        interrupted = tuple(not _ONLY_MARKS.fullmatch(gap) for gap in between)
        end = spans[-1][1]
        return self._draft.quotation(
            "marks", spans, given_to=given_to, cited=(end, self._until(end)), interrupted=interrupted
        )

    def _until(self, end: int) -> int:
        """Return where what a citation behind ``end`` belongs to ends: the paragraph, or the next quotation."""
        return min(_next(self._ends, end), _next(self._starts, end), len(self._draft.text))

    def _in_block(self, span: Span) -> bool:
        at = bisect_left(self._in_blocks, (span[1], 0)) - 1
        return at >= 0 and span[0] < self._in_blocks[at][1]

    def _blocks(self) -> Iterator[Quotation]:
        """Yield what is set off, given to whom the text before announces where no line after it says."""
        for block in self._draft.blocks:
            if block.given_to or block.form != "block":
                yield block
                continue
            named = (one for one in self._proposals if block.start <= one.start < block.end and self._given_to(one))
            proposal = next(named, None)
            yield replace(block, given_to=self._given_to(proposal)) if proposal else block


def _next(places: list[int], after: int) -> int:
    at = bisect_right(places, after)
    return places[at] if at < len(places) else sys.maxsize


def _is_given(quotation: Quotation) -> bool:
    return quotation.given_to is not None and is_name(quotation.given_to)
