"""What is found out about one quotation of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reform_tui.library.anchor import Span
from reform_tui.verify.difference import Change
from reform_tui.verify.draft import Quotation

Verdict = Literal["verbatim", "altered", "wrong_speaker", "not_found"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One quotation held against the library.

    ``document`` and ``spans`` (code points of its source) are where the words stand or, of an altered quotation, the
    passage it is nearest to; ``words`` are the source's there, as they are read. ``nearness`` is the share of words in
    common, 0 to 1. ``quote`` is the library's statement that covers the passage, ``speaker`` whom it is given to.
    ``left_out`` counts the source's words that marks of omission stand for. ``changes`` hold the draft beside the
    source. ``reason`` says in a sentence why the verdict is not verbatim; ``warnings`` say what else to look at.
    """

    quotation: Quotation
    verdict: Verdict
    document: str | None = None
    spans: tuple[Span, ...] = ()
    paragraphs: tuple[int, int] | None = None
    quote: str | None = None
    speaker: str | None = None
    words: str | None = None
    nearness: float | None = None
    changes: tuple[Change, ...] = ()
    reason: str | None = None
    left_out: int = 0
    warnings: tuple[str, ...] = ()
    is_mendable: bool = True  # False where the words are another passage's, or somebody else's
