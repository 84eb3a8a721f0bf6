"""A draft with the source's exact words, and citations, in place of those that are near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reform_tui.export.attribution import responsible
from reform_tui.export.citation import citation_keys
from reform_tui.export.escaping import escape
from reform_tui.library.model import Library
from reform_tui.verify.draft import Draft
from reform_tui.verify.verdict import Finding

MENDED = 0.75
"""The share of words in common from which a quotation is mended."""

_MARKS = "”\"’'»“"
_Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """The text of a draft after mending, and the altered quotations that were mended and that were left."""

    text: str
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


def mend(library: Library, draft: Draft, findings: Sequence[Finding], *, markdown: bool) -> Mended:
    """Return ``draft`` with its altered quotations mended, in ``markdown`` escaped and cited as pandoc reads it.

    Words are replaced, one run of them at a time; the draft's own marks of omission and insertion stay, and so does
    everything outside its quotations.
    """
    altered = [finding for finding in findings if finding.verdict == "altered"]
    near = [finding for finding in altered if finding.is_mendable and (finding.nearness or 0) >= MENDED]
    keys = citation_keys(library)
    edits: list[_Edit] = []
    for finding in near:
        edits += _words(draft, finding, markdown=markdown)
        edits += _citation(library, keys, draft, finding, markdown=markdown)
    text = draft.original
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return Mended(text, tuple(near), tuple(finding for finding in altered if finding not in near))


def _words(draft: Draft, finding: Finding, *, markdown: bool) -> list[_Edit]:
    edits = []
    for change in finding.changes:
        if change.kind != "changed":
            continue
        start, end = draft.place(finding.quotation, change.start, change.end)
        source = " ".join(change.source.split())
        new = escape(source, "portable") if markdown else source
        if not change.draft:
            new = (
                f"{new} "
                if not draft.text[start : start + 1].isspace() and start < finding.quotation.end
                else f" {new}"
            )
        elif not new:
            end += draft.text[end : end + 1] == " "
        edits.append((start, end, new))
    return edits


def _citation(library: Library, keys: dict[str, str], draft: Draft, finding: Finding, *, markdown: bool) -> list[_Edit]:
    """Return the citation that the quotation has not got, behind its closing mark or the line that says whose it is."""
    quotation = finding.quotation
    if quotation.citation or quotation.form == "cell" or finding.document is None or finding.paragraphs is None:
        return []
    document = library.documents[finding.document]
    first, last = finding.paragraphs
    if markdown:
        where = f"para. {first}" if first == last else f"paras. {first}-{last}"
        cited = f"[@{keys[document.id]}, {where}]"
    else:
        where = f"para. {first}" if first == last else f"paras. {first}–{last}"
        cited = f"({responsible(document) or document.label}, {document.year or 'n.d.'}, {where})"
    if quotation.form == "marks":
        end = quotation.end + (draft.text[quotation.end : quotation.end + 1] in tuple(_MARKS))
        return [(end, end, f" {cited}")]
    if quotation.said_until is not None:
        return [(quotation.said_until, quotation.said_until, f" {cited}")]
    name = library.speakers[finding.speaker].name if finding.speaker else document.label
    said = escape(name, "portable") if markdown else name
    return [(quotation.end, quotation.end, f"\n\n— {said} {cited}")]
