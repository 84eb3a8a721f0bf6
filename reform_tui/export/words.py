"""The words of a quote with the editor's marks apart from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reform_tui.export.options import ExportOptions
from reform_tui.library.model import Document, Quote, Segment
from reform_tui.library.wording import OMISSION, joints, words_of


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of the source or, where ``ours``, a mark that the source does not have, with the spaces around it."""

    text: str
    ours: bool = False


Paragraph = tuple[Run, ...]

_SIC = Run(" [sic]", ours=True)
_OMITTED = Run(f" {OMISSION} ", ours=True)
_NOT_MARKED = Run(" ", ours=True)
_STROKE = Run(" / ", ours=True)


def paragraphs_of(
    document: Document, quote: Quote, segments: Sequence[Segment], options: ExportOptions
) -> tuple[Paragraph, ...]:
    """Return ``segments`` of ``quote`` as paragraphs; words left out and slips are marked as the options say."""
    slips = quote.sic if options.sic else ()
    paragraphs = [_runs(document, segments[0], slips)]
    for joint, segment in zip(joints(document, segments), segments[1:], strict=True):
        runs = _runs(document, segment, slips)
        if joint == "paragraph":
            paragraphs.append(runs)
        else:
            paragraphs[-1] = (*paragraphs[-1], _OMITTED if options.omissions else _NOT_MARKED, *runs)
    return tuple(paragraphs)


def in_one_paragraph(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Return ``paragraphs`` as one, a stroke where a new one began."""
    runs = list(paragraphs[0])
    for paragraph in paragraphs[1:]:
        runs += [_STROKE, *paragraph]
    return tuple(runs)


def text_of(paragraph: Paragraph) -> str:
    """Return the words and marks of a paragraph."""
    return "".join(run.text for run in paragraph)


def _runs(document: Document, segment: Segment, slips: Sequence[Segment]) -> Paragraph:
    """Return one segment, cut after each slip."""
    runs, at = [], segment.start
    for slip in sorted(slips, key=lambda slip: slip.end):
        if at < slip.end <= segment.end:
            runs += [Run(_words(document, segment, at, slip.end)), _SIC]
            at = slip.end
    rest = _words(document, segment, at, segment.end)
    return (*runs, Run(rest)) if rest else tuple(runs)


def _words(document: Document, segment: Segment, start: int, end: int) -> str:
    text = document.source.text
    return words_of(document, Segment(start, end, text[start:end], segment.paragraph))
