"""What a text says that somebody did not say, or says is not so: *denied that …*, *never claimed that …*."""

from __future__ import annotations

import re

from reform_tui.quotation.proposal import Proposal

_DENYING = frozenset(
    "deny denies denied denying refuse refuses refused refusing reject rejects rejected rejecting refute refutes "
    "refuted dispute disputes disputed decline declines declined".split()
)
_NOT = re.compile(
    r"(?:\bnot|\w+n[’']t|\bcannot|\bnever|\b(?:refus|declin)\w+ to|\bden(?:y|ies|ied|ying))\s+(?:\w+\s+)?\Z",
    re.IGNORECASE,
)
_REACH = 40  # code points before the cue


def is_disowned(text: str, proposal: Proposal) -> bool:
    """Whether ``text`` has the speaker of a proposal deny it: its words alone, given to them, would say the reverse."""
    cue = proposal.cue_span
    if cue is None or cue[1] > proposal.start:
        return False
    if text[slice(*cue)].casefold().split()[0] in _DENYING:
        return True
    return bool(_NOT.search(text, max(0, cue[0] - _REACH), cue[0]))
