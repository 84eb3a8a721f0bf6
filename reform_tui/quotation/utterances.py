"""Stretches that are one utterance: interrupted by their tag, or running over paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.proposal import Proposal, Span
from reform_tui.quotation.reading import Reading

_TAGS = frozenset(("verb after", "subject after"))


class Utterances:
    """Joins the proposals of one text that are parts of one utterance."""

    def __init__(self, reading: Reading, given: Sequence[Attribution | None]) -> None:
        self._reading = reading
        self._given = given
        self._numbers = {(one.start, one.end): number for number, one in enumerate(reading.stretches)}

    def joined(self, proposals: Iterable[Proposal]) -> Iterator[Proposal]:
        """Yield ``proposals``, which are in order, with the parts of one utterance as segments of one."""
        parts: list[Proposal] = []
        for proposal in proposals:
            if parts and not self._goes_on(parts[0], parts[-1], proposal):
                yield _whole(parts)
                parts = []
            parts.append(proposal)
        if parts:
            yield _whole(parts)

    def _goes_on(self, first: Proposal, last: Proposal, part: Proposal) -> bool:
        if first.kind != "direct" or part.kind not in ("direct", "mixed"):
            return False
        before, after = self._number(last), self._number(part)
        if before is None or after is None or after != before + 1:
            return False
        given = self._given[after]
        if given is not None and given.rule == "continued":
            return True
        return self._interrupted(before, after)

    def _number(self, proposal: Proposal) -> int | None:
        spans: tuple[Span, ...] = proposal.fragments or proposal.segments
        return self._numbers.get(spans[-1])

    def _interrupted(self, before: int, after: int) -> bool:
        """Tell *"…," she asked, "…"*: both in one sentence, the first tagged, a comma or dash after the tag."""
        first, second = self._reading.places[before], self._reading.places[after]
        given = self._given[before]
        if first.sentence != second.sentence or given is None or given.rule not in _TAGS:
            return False
        tokens = self._reading.sentences[first.sentence].tokens
        between = tokens[first.token + 1 : second.token]
        return bool(between) and between[-1].text in (",", ";", "—", "–", "-", "--")


def _whole(parts: Sequence[Proposal]) -> Proposal:
    if len(parts) == 1:
        return parts[0]
    segments = tuple(segment for part in parts for segment in (part.fragments or part.segments))
    return replace(parts[0], segments=segments)
