"""Every quotation of a draft, in its order: those set off, and those the finder finds in the running text.

What stands in marks and the finder takes for a term or a title is a quotation all the same when it has three words or
more. One or two words in marks are one only when the draft gives them to somebody by name.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
from reform_tui.verify.giving import Giving
from reform_tui.verify.naming import Names, is_name
from reform_tui.verify.references import References
from reform_tui.verify.signing import signer

FEWEST_WORDS = 3
"""Words in marks from which they are a quotation even when the draft gives them to nobody."""

_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
_NEXT_LINE = re.compile(r"(?:[ \t>]*</[a-z]{1,12}>)*[ \t>]*\n(?:[ \t]*\n)?(?P<said>[^\n]{2,300})(?=\n[ \t]*\n|\n?\Z)")
_LEADING = 40  # code points before a block in which what stands before it ends
_ONLY_MARKS = re.compile(r"[\s>“”\"‘’'«»„‚]*")


def quotations_of(draft: Draft, names: Names) -> tuple[Quotation, ...]:
    """Return the quotations of ``draft``; ``names`` are those that the library has."""
    return _Finding(draft, names).quotations()


class _Finding:
    """One draft under way."""

    def __init__(self, draft: Draft, names: Names) -> None:
        self._draft = draft
        self._giving = Giving(draft, names)
        self._knows = names.knows
        cleaned = clean(draft.for_finder)
        self._stretches = stretches_of(cleaned.text, paragraphs_of(cleaned))
        self._marked = {stretch.start for stretch in self._stretches}
        openings = [stretch.opening for stretch in self._stretches]
        references = References(draft.text)
        self._titles = {one.start for one in self._stretches if references.has_title_at(one.opening, openings)}
        self._proposals = find(draft.for_finder)
        self._block_starts = [block.start for block in draft.blocks]
        self._ends = [match.start() for match in _PARAGRAPH_END.finditer(draft.text)]
        self._starts = sorted([*self._marked, *self._block_starts])

    def quotations(self) -> tuple[Quotation, ...]:
        found = [one for one in self._in_marks() if count_words(one.text) >= FEWEST_WORDS or _is_given(one)]
        outside = [one for one in found if not self._block_at(one.start)]
        return tuple(sorted([*self._blocks(found), *outside], key=lambda quotation: quotation.start))

    def _in_marks(self) -> Iterator[Quotation]:
        """Yield what stands in marks: what the finder takes for speech, and whatever else does."""
        taken = bytearray(len(self._draft.text))
        for proposal in self._proposals:
            if proposal.start in self._titles:
                continue
            for quotation in self._of(proposal):
                for start, end in quotation.parts:
                    taken[start:end] = b"\1" * (end - start)
                yield quotation
        for stretch in self._stretches:
            span = (stretch.start, stretch.end)
            if 1 not in taken[slice(*span)] and stretch.start not in self._titles:
                yield self._quotation((span,), None)

    def _of(self, proposal: Proposal) -> Iterator[Quotation]:
        if proposal.kind == "direct" and all(start in self._marked for start, _ in proposal.segments):
            groups = [proposal.segments]
        else:
            groups = [(span,) for span in proposal.fragments if span[0] in self._marked]
        for spans in groups:
            yield self._quotation(spans, proposal)

    def _quotation(self, spans: tuple[Span, ...], proposal: Proposal | None) -> Quotation:
        between = [self._draft.text[one[1] : two[0]] for one, two in pairwise(spans)]
        interrupted = tuple(not _ONLY_MARKS.fullmatch(gap) for gap in between)
        end = spans[-1][1]
        given = self._giving.given(spans[0][0], end, proposal)
        found = self._draft.quotation(
            "marks",
            spans,
            given_to=given.name,
            cited=(end, self._until(end)),
            interrupted=interrupted,
            said_until=given.until,
        )
        if given.also:
            found = replace(found, given_also=given.also)
        return found if found.given_to else replace(found, given_to=self._giving.noted(found.citation))

    def _until(self, end: int) -> int:
        """Return where what a citation behind ``end`` belongs to ends: the paragraph, or the next quotation."""
        return min(_next(self._ends, end), _next(self._starts, end), len(self._draft.text))

    def _block_at(self, offset: int) -> Quotation | None:
        at = bisect_right(self._block_starts, offset) - 1
        block = self._draft.blocks[at] if at >= 0 else None
        return block if block and offset < block.end else None

    def _blocks(self, in_marks: Iterable[Quotation]) -> Iterator[Quotation]:
        """Yield what is set off, given to whom the text before announces where no line after it says."""
        inner: dict[int, list[Quotation]] = defaultdict(list)
        for quotation in in_marks:
            if block := self._block_at(quotation.start):
                inner[block.start].append(quotation)
        announced: dict[int, str] = {}
        for proposal in self._proposals:
            block, name = self._block_at(proposal.start), self._giving.proposed(proposal)
            if block and name and _is_announced(self._draft.text, block):
                announced.setdefault(block.start, name)
        for block in self._draft.blocks:
            if block.form == "block":
                within = tuple(one for one in inner[block.start] if _is_part(self._draft, block, inner[block.start]))
                given = block.given_to or announced.get(block.start) or self._below(block)
                yield replace(block, given_to=given, inner=within)
            else:
                yield block

    def _below(self, block: Quotation) -> str | None:
        """Return whom the library knows that a line of its own below or above a block names, or a note to it."""
        line = _NEXT_LINE.match(self._draft.text, block.end)
        name = signer(line["said"]) if line else None
        if name and self._knows(name):
            return name
        return self._giving.noted(block.citation) or self._giving.above(block.start)


def _is_announced(text: str, block: Quotation) -> bool:
    """Whether what stands before a block leads over to it."""
    return text[max(block.start - _LEADING, 0) : block.start].rstrip("> \t\n*_").endswith((":", ","))


def _is_part(draft: Draft, block: Quotation, inner: Sequence[Quotation]) -> bool:
    """Whether a block begins or ends with words in marks and has others: it says itself who speaks."""
    before = draft.text[block.start : inner[0].start]
    after = draft.text[inner[-1].end : block.end]
    leads, trails = bool(_ONLY_MARKS.fullmatch(before)), not count_words(after)
    return leads != trails


def _next(places: list[int], after: int) -> int:
    at = bisect_right(places, after)
    return places[at] if at < len(places) else sys.maxsize


def _is_given(quotation: Quotation) -> bool:
    return quotation.given_to is not None and is_name(quotation.given_to)
