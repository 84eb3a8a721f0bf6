"""From the anchors of a file to segments of a source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reform_tui.library.anchor import AnchorError, Span, resolve
from reform_tui.library.model import Segment
from reform_tui.library.reading import Report
from reform_tui.library.schema import AnchorEntry
from reform_tui.library.text import SourceText


def resolve_all(
    source: SourceText, anchors: Iterable[AnchorEntry], report: Report, within: Sequence[Span] | None
) -> tuple[Segment, ...] | None:
    """Resolve every anchor, or none: half a quotation is a wrong one."""
    segments = []
    complete = True
    for anchor in anchors:
        try:
            span = resolve(source, anchor.exact, anchor.prefix, anchor.suffix, within)
        except AnchorError as error:
            report(anchor.line, str(error))
            complete = False
        else:
            segments.append(segment_at(source, span))
    return tuple(segments) if complete else None


def segment_at(source: SourceText, span: Span) -> Segment:
    """Return the slice of ``source`` at ``span``."""
    return Segment(*span, source.text[slice(*span)], source.paragraph_at(span[0]))


def spans_of(segments: Iterable[Segment]) -> list[Span]:
    """Return the spans of ``segments``, in code points."""
    return [(segment.start, segment.end) for segment in segments]
