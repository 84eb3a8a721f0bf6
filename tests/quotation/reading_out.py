"""What the finder says of a text, as words."""

from __future__ import annotations

from typing import NamedTuple

from reform_tui.quotation.finder import find


class Found(NamedTuple):
    """A proposal in words: its pieces in marks (or its clause), kind, speaker, rule, role and cue."""

    words: tuple[str, ...]
    kind: str
    speaker: str | None
    rule: str
    role: str | None
    cue: str | None


def found(text: str, *kinds: str) -> list[Found]:
    """Return what is found in ``text``: direct and mixed statements, or those of ``kinds``."""
    return [
        Found(
            words=tuple(text[start:end] for start, end in (one.fragments or one.segments)),
            kind=one.kind,
            speaker=one.speaker_name or (text[slice(*one.speaker)] if one.speaker else None),
            rule=one.rule,
            role=one.role,
            cue=one.cue,
        )
        for one in find(text)
        if one.kind in (kinds or ("direct", "mixed"))
    ]


def only(text: str, *kinds: str) -> Found:
    """Return the one statement of ``text``."""
    [one] = found(text, *kinds)
    return one
