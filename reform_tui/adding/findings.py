"""What the finder proposes for a document, as far as it can stand in its file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reform_tui.adding.disowned import is_disowned
from reform_tui.library.anchor import Span
from reform_tui.library.describing import describe_nearby
from reform_tui.library.folding import fold_key
from reform_tui.library.text import SourceText
from reform_tui.quotation.finder import find
from reform_tui.quotation.proposal import Proposal

REACH = 1_000
"""Code points on one side of words by which they are told from the same words elsewhere; more would write texts that
repeat themselves into their records again and again."""
_ACT_WORDS = 4  # from which what is done in words says enough to be quoted


def findings(source: SourceText, outside: Sequence[Span], indistinct: list[Proposal] | None = None) -> list[Proposal]:
    """Return what the finder proposes and a file can hold: nothing that touches the spans ``outside`` the work.

    A role that the text does not print and a cue that does not stand near are left out; a mixed statement without
    words in quotation marks is an indirect one; what is found twice is proposed once. What is done in a word or two
    (*welcomed the plan*) is no statement that anybody would quote; what somebody is said to deny would, alone, say the
    reverse. What stands so in several places that nothing near tells them apart goes to ``indistinct``.
    """
    found: list[Proposal] = []
    printed = fold_key(source.plain.text)
    seen: set[tuple[Span, ...]] = set()
    for proposal in find(source.text):
        segments = tuple(_trimmed(source.text, proposal.segments))
        if not segments or segments in seen or touches(segments, outside) or _is_unquotable(source, proposal):
            continue
        seen.add(segments)
        if all(describe_nearby(source, span, REACH) for span in segments):
            found.append(_fitted(source, printed, replace(proposal, segments=segments)))
        elif indistinct is not None:
            indistinct.append(proposal)
    return found


def _is_unquotable(source: SourceText, proposal: Proposal) -> bool:
    return is_disowned(source.text, proposal) or _is_slight(source, proposal)


def _is_slight(source: SourceText, proposal: Proposal) -> bool:
    return proposal.rule == "act" and len(source.text[proposal.start : proposal.end].split()) < _ACT_WORDS


def _fitted(source: SourceText, printed: str, proposal: Proposal) -> Proposal:
    inside = tuple(
        span for span in proposal.fragments if any(a <= span[0] and span[1] <= b for a, b in proposal.segments)
    )
    fragments = inside if proposal.kind == "mixed" else ()
    kind = "indirect" if proposal.kind == "mixed" and not fragments else proposal.kind
    role = proposal.role if proposal.role and fold_key(proposal.role) in printed else None
    cue = proposal.cue if proposal.cue and fold_key(proposal.cue) in fold_key(_around(source, proposal)) else None
    return replace(proposal, kind=kind, fragments=fragments, role=role, cue=cue)


def _around(source: SourceText, proposal: Proposal) -> str:
    paragraphs = source.paragraphs
    first = max(source.paragraph_at(proposal.start) - 2, 0)
    last = min(source.paragraph_at(proposal.segments[-1][0]), len(paragraphs) - 1)
    return source.text[paragraphs[first].start : paragraphs[last].end]


def touches(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Whether any of ``spans`` shares a character with any of ``others``."""
    others = list(others)
    return any(a < end and start < b for a, b in spans for start, end in others)


def _trimmed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        words = text[start:end]
        if words.strip():
            at = start + len(words) - len(words.lstrip())
            yield at, at + len(words.strip())
