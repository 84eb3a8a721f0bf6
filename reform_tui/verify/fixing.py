"""A draft with the source's exact words, and citations, in place of those that are near."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from reform_tui.export.attribution import responsible
from reform_tui.export.citation import citation_keys
from reform_tui.export.escaping import escape
from reform_tui.library.model import Library
from reform_tui.verify.draft import Draft, Quotation
from reform_tui.verify.verdict import Finding

MENDED = 0.75
"""The share of words in common from which a quotation is mended."""

_KEPT = frozenset(",.")  # signs at the end of a part of a quotation that belong to the sentence around it
_MARKS = frozenset('“”"«»')
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_CLOSING = re.compile(r"[*_]{0,3}[”\"’'»“`]{1,2}[*_]{0,3}")
_ELEMENT_END = re.compile(r"\s*(?:<[^<>]{1,300}>[^<>\n]{0,300})*?</blockquote\s*>", re.IGNORECASE)
# The rest of the sentence behind what says whose words they are: no other quotation, no new clause, no abbreviation.
_REST = re.compile(r"[^.!?:;“”\"‘«»—–()\[\]\n]{0,80}?(?=[^\W_]{4}[.!?](?:\s|\Z))[^\W_]{4}")


@dataclass(frozen=True, slots=True)
class Mended:
    """The text of a draft after mending, and the altered quotations that were mended and that were left."""

    text: str
    mended: tuple[Finding, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Edit:
    """``text[start:end]`` of a draft (code points) becomes ``new``, for the sake of a finding."""

    start: int
    end: int
    new: str
    finding: Finding


def mend(
    library: Library,
    draft: Draft,
    findings: Sequence[Finding],
    verified: Callable[[Draft], Sequence[Finding]],
    *,
    markdown: bool,
) -> Mended:
    """Return ``draft`` with its altered quotations mended, in ``markdown`` escaped and cited as pandoc reads it.

    Words are replaced, one run of them at a time; the draft's own marks of omission and insertion stay, and so does
    everything outside its quotations. What comes of it is ``verified`` again: a mending after which a quotation does
    not read verbatim, or another one reads otherwise, is taken back.
    """
    altered = [at for at, finding in enumerate(findings) if finding.verdict == "altered"]
    mended: set[int] = set()
    now, held = draft, findings
    while done := _mended_once(library, now, held, verified, markdown=markdown):
        text, held, those = done
        now = Draft(text)
        mended |= those
    return Mended(
        now.original,
        tuple(findings[at] for at in altered if at in mended),
        tuple(findings[at] for at in altered if at not in mended),
    )


def _mended_once(
    library: Library,
    draft: Draft,
    findings: Sequence[Finding],
    verified: Callable[[Draft], Sequence[Finding]],
    *,
    markdown: bool,
) -> tuple[str, Sequence[Finding], set[int]] | None:
    """Return the draft with what is near mended, what is found in it then, and which were mended, by number.

    None where none could be. What was taken back for the sake of another may yet be mended after that.
    """
    keys = citation_keys(library)
    edits = {
        finding.quotation.start: _edits(library, keys, draft, finding, markdown=markdown)
        for finding in findings
        if finding.verdict == "altered" and _is_near(finding)
    }
    while edits:
        made = sorted((edit for many in edits.values() for edit in many), key=lambda edit: (edit.start, edit.end))
        text = _applied(draft.original, made)
        after = verified(Draft(text))
        spoilt = _spoilt(findings, after, made, edits.keys())
        if not spoilt:
            return text, after, {at for at, finding in enumerate(findings) if finding.quotation.start in edits}
        edits = {start: many for start, many in edits.items() if start not in spoilt}
    return None


def _is_near(finding: Finding) -> bool:
    """Whether a quotation is near enough to be mended.

    What its writer has put in brackets is not ours to change, nor does what the source has in or between marks come in:
    it may be what somebody else says.
    """
    changed = [change for change in finding.changes if change.kind == "changed"]
    foreign = any(_IN_BRACKETS.search(one.draft) or set(one.source) & _MARKS - set(one.draft) for one in changed)
    return finding.is_mendable and (finding.nearness or 0) >= MENDED and not foreign


def _edits(library: Library, keys: dict[str, str], draft: Draft, finding: Finding, *, markdown: bool) -> list[_Edit]:
    return [*_words(draft, finding, markdown=markdown), *_citation(library, keys, draft, finding, markdown=markdown)]


def _applied(text: str, edits: Iterable[_Edit]) -> str:
    """Return ``text`` with ``edits``, which are in order."""
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.new]
        at = max(at, edit.end)
    return "".join([*parts, text[at:]])


def _spoilt(
    before: Sequence[Finding], after: Sequence[Finding], edits: Sequence[_Edit], mended: Collection[int]
) -> set[int]:
    """Return where the quotations begin whose mending does no good: they, or others near by, read worse than before."""
    starts = sorted(mended)
    there = {finding.quotation.start: finding for finding in after}
    moved = _Moved(edits)
    spoilt: set[int] = set()
    for finding in before:
        start = finding.quotation.start
        now = there.pop(moved.place(start), None)
        if now is None or not _reads_well(finding, now, is_mended=start in mended):
            spoilt.add(_nearest(starts, start))
    spoilt.update(_nearest(starts, moved.back(start)) for start in there)  # quotations that were none
    return spoilt


def _reads_well(before: Finding, now: Finding, *, is_mended: bool) -> bool:
    """Whether a quotation reads verbatim if it was mended, as before if not, and is given to nobody else."""
    given = before.quotation.given_to
    is_named = is_mended and given is None and before.quotation.form == "block"  # by the line that was set under it
    same_mouth = now.quotation.given_to == given or is_named
    return now.verdict == ("verbatim" if is_mended else before.verdict) and same_mouth


class _Moved:
    """Where a place of a draft is after edits, which are in order."""

    def __init__(self, edits: Sequence[_Edit]) -> None:
        self._edits = edits

    def place(self, start: int) -> int:
        """Return where what began at ``start`` begins now."""
        return start + sum(len(edit.new) - (edit.end - edit.start) for edit in self._edits if edit.end <= start)

    def back(self, start: int) -> int:
        """Return about where what begins at ``start`` now began."""
        moved = 0
        for edit in self._edits:
            if edit.start + moved >= start:
                break
            moved += len(edit.new) - (edit.end - edit.start)
        return start - moved


def _nearest(starts: Sequence[int], place: int) -> int:
    at = bisect_right(starts, place)
    return min(starts[max(at - 1, 0) : at + 1], key=lambda start: abs(start - place))


def _words(draft: Draft, finding: Finding, *, markdown: bool) -> list[_Edit]:
    edits = []
    ends = {part[1] for part in finding.quotation.parts}
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
        elif change.draft[-1:] in _KEPT and new[-1:].isalnum() and end in ends:
            new += change.draft[-1]  # the comma before the attribution
        edits.append(_Edit(start, end, new, finding))
    return edits


def _citation(library: Library, keys: dict[str, str], draft: Draft, finding: Finding, *, markdown: bool) -> list[_Edit]:
    """Return the citation that the quotation has not got, where it reads best."""
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
    if quotation.form == "marks" or quotation.said_until is not None:
        at = _after_attribution(draft, quotation)
        return [_Edit(at, at, f" {cited}", finding)]
    if markdown and quotation.given_to and quotation.form == "block":  # said before it
        return [_Edit(quotation.end, quotation.end, f" {cited}", finding)]
    name = library.speakers[finding.speaker].name if finding.speaker else document.label
    said = escape(name, "portable") if markdown else name
    element = _ELEMENT_END.match(draft.text, quotation.end)
    at = element.end() if element else quotation.end
    indent = quotation.indent if not element else ""
    return [_Edit(at, at, f"\n\n{indent}— {said} {cited}", finding)]


def _after_attribution(draft: Draft, quotation: Quotation) -> int:
    """Return where an editor sets a citation: behind the closing mark or, where it says so behind that, whose it is.

    At the end of the sentence, before its full stop, unless that has more to say.
    """
    if quotation.said_until is None:
        closing = _CLOSING.match(draft.text, quotation.end)
        return closing.end() if closing else quotation.end
    if quotation.form != "marks":
        return quotation.said_until
    rest = _REST.match(draft.text, quotation.said_until)
    return rest.end() if rest else quotation.said_until
