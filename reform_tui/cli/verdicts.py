"""Findings about a draft: for people, the difference marked with and without colour; for programs, as records."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import Any

from reform_tui.cli.output import console
from reform_tui.library.display import displayed
from reform_tui.library.model import Library
from reform_tui.verify.difference import Change, marked
from reform_tui.verify.verdict import Finding

_COLOURS = {"verbatim": "green", "altered": "yellow", "wrong_speaker": "red", "not_found": "red"}
_SHOWN = 300  # code points of a verbatim quotation in the report


def record(library: Library, finding: Finding) -> dict[str, Any]:
    """Return a finding as in the JSON contract."""
    quotation = finding.quotation
    speaker = library.speakers[finding.speaker] if finding.speaker else None
    source = library.documents[finding.document].source if finding.document else None
    return {
        "line": quotation.line,
        "start": quotation.start,
        "end": quotation.end,
        "quotation": quotation.text,
        "given_to": quotation.given_to,
        "verdict": finding.verdict,
        "reason": finding.reason,
        "quote": finding.quote,
        "nearest": finding.words,
        "nearness": None if finding.nearness is None else round(finding.nearness, 3),
        "difference": [_change(change) for change in finding.changes],
        "document": finding.document,
        "paragraph": finding.paragraphs[0] if finding.paragraphs else None,
        "segments": [
            {"start": start, "end": end, "exact": source.text[start:end], "paragraph": source.paragraph_at(start)}
            for start, end in finding.spans
            if source
        ],
        "speaker": finding.speaker,
        "speaker_name": speaker.name if speaker else None,
        "left_out": finding.left_out,
        "warnings": list(finding.warnings),
    }


def _change(change: Change) -> dict[str, str]:
    return {"kind": change.kind, "draft": change.draft, "source": change.source}


def row(library: Library, finding: Finding) -> tuple[str, ...]:
    """Return a finding as the cells of a listing."""
    quotation = finding.quotation
    return (
        str(quotation.line),
        finding.verdict,
        _one_line(quotation.text),
        marked(finding.changes),
        library.speakers[finding.speaker].name if finding.speaker else "",
        finding.document or "",
        _paragraphs(finding),
        finding.quote or "",
        "; ".join([finding.reason or "", *finding.warnings]).strip("; "),
    )


def print_findings(library: Library, findings: Iterable[Finding], options: Namespace) -> None:
    """Print what is found out about each quotation, with its line in the draft."""
    for finding in findings:
        if sys.stdout.isatty():
            _print(library, finding, options)
        else:
            lines = [_head(finding, options.file), *_below(library, finding)]
            print("\n    ".join(displayed(line) for line in lines))


def _print(library: Library, finding: Finding, options: Namespace) -> None:
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    terminal = console(options)
    head = Text(displayed(_head(finding, options.file)))
    head.highlight_words([finding.verdict.replace("_", " ")], f"bold {_COLOURS[finding.verdict]}")
    terminal.print(head)
    for line in _below(library, finding):
        text = Text(displayed(line))
        if finding.changes and line == marked(finding.changes):
            text.highlight_regex(r"\[-.*?-\]", "red")
            text.highlight_regex(r"\{\+.*?\+\}", "bold green")
        terminal.print(Padding(text, (0, 0, 0, 4)))


def _head(finding: Finding, file: str) -> str:
    words = _one_line(finding.quotation.text)
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1].rstrip()}…"
    given = f" (given to {finding.quotation.given_to})" if finding.quotation.given_to else ""
    return f"{file}:{finding.quotation.line}: {finding.verdict.replace('_', ' ')}: “{shown}”{given}"


def _below(library: Library, finding: Finding) -> Iterator[str]:
    if finding.reason:
        yield finding.reason
    if finding.changes:
        near = f" ({finding.nearness:.0%} of the words alike)" if finding.verdict == "not_found" else ""
        yield f"{marked(finding.changes)}{near}"
    if finding.document:
        yield _where(library, finding)
    if finding.left_out:
        yield f"leaves out {finding.left_out} word{'s' if finding.left_out > 1 else ''} of the source where it says so"
    for warning in finding.warnings:
        yield f"look again: {warning}"


def _where(library: Library, finding: Finding) -> str:
    document = library.documents[finding.document or ""]
    name = library.speakers[finding.speaker].name if finding.speaker else ""
    date = document.issued.date if document.issued else "n.d."
    label = document.label.removesuffix(f" {document.year}").removesuffix(" n.d.")
    parts = (name, f"{label} ¶{_paragraphs(finding)}", date, finding.quote or "")
    return " · ".join(part for part in parts if part)


def _paragraphs(finding: Finding) -> str:
    if finding.paragraphs is None:
        return ""
    first, last = finding.paragraphs
    return str(first) if first == last else f"{first}–{last}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
