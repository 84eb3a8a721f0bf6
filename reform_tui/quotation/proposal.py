"""What the finder proposes: a statement, who seems to have made it, and why it thinks so."""

from __future__ import annotations

from dataclasses import dataclass

from reform_tui.library.schema import Kind

Span = tuple[int, int]
"""Start and end, in code points of the text that was searched."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One statement found in a text, in the words of PARC: its content, its source and its cue.

    ``segments`` are the slices of the text that hold the statement, in order, without quotation marks; of a mixed
    statement ``fragments`` are the stretches that stand in quotation marks. ``speaker`` and ``cue_span`` are where the
    text names the speaker and holds the cue (None when it does not). ``speaker_name`` is the fullest form of the name
    that the text gives to whom the mention stands for. ``rule`` names what led to the speaker; ``confidence`` (0 to 1)
    is the share of cases, among texts annotated by people, in which that was right.
    """

    kind: Kind
    segments: tuple[Span, ...]
    fragments: tuple[Span, ...]
    speaker: Span | None
    speaker_name: str | None
    role: str | None
    cue: str | None
    cue_span: Span | None
    rule: str
    confidence: float

    @property
    def start(self) -> int:
        """Where the statement begins."""
        return self.segments[0][0]

    @property
    def end(self) -> int:
        """Where the statement ends."""
        return self.segments[-1][1]
