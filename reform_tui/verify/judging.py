"""The verdict on each quotation of a draft: are the words right, and is the mouth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reform_tui.library.anchor import Span
from reform_tui.library.model import Document, Library
from reform_tui.library.wording import in_one_line
from reform_tui.verify.cautions import Cautions
from reform_tui.verify.difference import difference
from reform_tui.verify.draft import Draft, Quotation
from reform_tui.verify.mouths import Mouths
from reform_tui.verify.naming import Names
from reform_tui.verify.nearest import Near, nearest
from reform_tui.verify.passages import left_out, with_sign, words_of, words_outside
from reform_tui.verify.placing import PULL_QUOTE, Place, best_place, paragraphs_of, speaker_fits
from reform_tui.verify.quotations import quotations_of
from reform_tui.verify.reading import Reading, readings
from reform_tui.verify.sources import Sources
from reform_tui.verify.speaking import mouth_of
from reform_tui.verify.verdict import Finding
from reform_tui.verify.wording import words_of as spelled_out

NEAR = 0.6
"""The share of words in common from which a quotation is an altered one; below it is not found."""

_CERTAIN = 0.8  # from which what the index gave is taken for the nearest there is
_SHOWN = 0.35  # from which a passage is worth showing beside what is not found
_FEWEST_ALIKE = 3  # words an altered quotation has in common with its source


def verify(library: Library, draft: Draft, sources: Sources) -> tuple[Finding, ...]:
    """Return what is found out about each quotation of ``draft``, in its order."""
    names = Names(library)
    judge = _Judge(library, names, draft, sources)
    return tuple(finding for quotation in quotations_of(draft, names) for finding in judge.findings(quotation))


class _Judge:
    """Judges the quotations of one draft."""

    def __init__(self, library: Library, names: Names, draft: Draft, sources: Sources) -> None:
        self._library = library
        self._draft = draft
        self._sources = sources
        self._names = names
        self._mouths = Mouths(library, self._names, draft)
        self._cautions = Cautions(library, self._names)

    def findings(self, quotation: Quotation) -> tuple[Finding, ...]:
        """Return the verdict on a quotation or, of a block that says itself who speaks, on what stands in marks."""
        finding = self.finding(quotation)
        if quotation.signed and finding.verdict != "verbatim" and self._is_signed(quotation.signed):
            finding = self.finding(quotation.signed)
        if finding.verdict in {"altered", "not_found"} and quotation.inner and not self._is_source_around(finding):
            return tuple(self.finding(inner) for inner in quotation.inner)
        return (finding,)

    def _is_signed(self, signed: Quotation) -> bool:
        """Whether the last line of a block says whose it is: by a full name, or one that the library has."""
        return signed.given_to is not None and (" " in signed.given_to or self._names.knows(signed.given_to))

    def _is_source_around(self, finding: Finding) -> bool:
        """Whether half of what stands in a block outside marks is the source's, so that the block quotes that too."""
        quotation = finding.quotation
        outside = {True: 0, False: 0}
        for change in finding.changes:
            start, end = self._draft.place(quotation, change.start, change.end)
            outside[change.kind == "same"] += words_outside(self._draft, (start, end), quotation.inner)
        return outside[True] >= outside[False] and outside[True] > 0

    def finding(self, quotation: Quotation) -> Finding:
        """Return the verdict on one quotation."""
        read = readings(quotation.text, quotation.interruptions)
        if not read:
            return Finding(quotation, "not_found", reason="there are no words in it")
        ids, complete = self._sources.likely(read)
        place = self._place(quotation, read, ids)
        if not complete and (place is None or not place.speaker_fits):
            place = self._place(quotation, read, self._sources.others(read)) or place
        if place:
            return self._placed(quotation, place)
        near = None if complete else nearest(read[0], self._sources.near(ids))
        if near is None or near.nearness < _CERTAIN:
            found = [one for one in (near, nearest(read[0], self._sources.near(self._sources.sharing(read[0])))) if one]
            near = max(found, key=lambda one: one.nearness, default=None)
        return self._unplaced(quotation, read[0], near)

    def _place(self, quotation: Quotation, read: list[Reading], ids: Iterable[str]) -> Place | None:
        cited = self._cautions.cited(quotation.citation)
        return best_place(self._library, self._names, self._sources, quotation, read, ids, cited)

    def _placed(self, quotation: Quotation, place: Place) -> Finding:
        """Judge a quotation whose words all stand somewhere, in its order."""
        document, quote = place.document, place.mouth.quote
        finding = Finding(
            quotation,
            "verbatim",
            document=document.id,
            spans=place.spans,
            paragraphs=paragraphs_of(document, place.spans),
            quote=quote.id if quote else None,
            speaker=quote.speaker if quote else None,
            words=words_of(document, place.spans),
            nearness=1.0,
            left_out=left_out(place),
            warnings=tuple(self._cautions.of(quotation, place)),
        )
        if place.display and place.displayed and self._is_wrong_wording(quotation, place):
            return self._displayed(finding, place)
        if place.furniture and PULL_QUOTE in place.furniture and not place.display:
            return self._pulled(finding)
        reason = self._mouths.wrong(quotation, place)
        if reason and quote and self._mouths.is_in_doubt(quotation, quote):
            doubt = f"whom the draft gives these words to is in doubt; they are {self._mouths.speaker(quote)}’s"
            finding, reason = replace(finding, warnings=(*finding.warnings, doubt)), None
        if place.match.changed and _is_title(quotation, document):
            said = f"the title of {document.label}, with other capitals or signs"
            return replace(finding, warnings=(*finding.warnings, said))
        if place.match.changed:
            finding = replace(
                finding, warnings=(*finding.warnings, *([reason] if reason else [])), is_mendable=not reason
            )
            said = "the words are the same; capitals, accents or signs are not"
            return self._altered(finding, document, place.spans, said)
        return replace(finding, verdict="wrong_speaker", reason=reason) if reason else finding

    def _is_wrong_wording(self, quotation: Quotation, place: Place) -> bool:
        """Whether the draft gives words of a headline to the speaker, or those of a pull quote to anybody."""
        if place.display is None or place.displayed is None:
            return False
        if place.display.what == PULL_QUOTE:
            return True
        return quotation.given_to is not None and self._names.fits(quotation.given_to, place.displayed)

    def _displayed(self, finding: Finding, place: Place) -> Finding:
        """Return that the words are those of a headline or a pull quote, with what the body has instead."""
        quote, display = place.displayed, place.display
        if quote is None or display is None:
            return finding
        document = place.document
        spans = tuple((segment.start, segment.end) for segment in quote.segments)
        words = in_one_line(document, quote.segments)
        return replace(
            finding,
            verdict="altered",
            reason=f"these are the words of the {display.what}; the text has others",
            spans=spans,
            paragraphs=paragraphs_of(document, spans),
            quote=quote.id,
            speaker=quote.speaker,
            words=words,
            changes=difference(finding.quotation.text, words),
            is_mendable=False,
        )

    def _pulled(self, finding: Finding) -> Finding:
        """Return that the words are those of a pull quote, when the text has something like them; else the finding."""
        quotation = finding.quotation
        bodies = [self._sources.of(finding.document)[0]] if finding.document else []
        near = nearest(readings(quotation.text, quotation.interruptions)[0], bodies)
        if near is None or near.nearness < NEAR:
            return finding
        reason = f"these are the words of the {PULL_QUOTE}; the text has others"
        found = self._near(quotation, near)
        return replace(found, verdict="altered", reason=reason, is_mendable=False)

    def _altered(self, finding: Finding, document: Document, spans: tuple[Span, ...], reason: str | None) -> Finding:
        words = words_of(document, with_sign(document, spans, finding.quotation))
        return replace(
            finding, verdict="altered", words=words, reason=reason, changes=difference(finding.quotation.text, words)
        )

    def _unplaced(self, quotation: Quotation, reading: Reading, near: Near | None) -> Finding:
        """Judge a quotation whose words stand nowhere as they are."""
        if near is None or near.nearness < _SHOWN:
            return Finding(quotation, "not_found", reason="nothing in the library is like it")
        finding = self._near(quotation, near)
        if near.nearness < NEAR or round(near.nearness * len(reading.words)) < _FEWEST_ALIKE:
            return replace(
                finding, verdict="not_found", reason="nothing in the library is near enough to be its source"
            )
        document, mouth = near.stream.document, mouth_of(near.stream.document, finding.spans)
        warnings = list(self._cautions.wrongly_cited(quotation, document, finding.spans))
        if mouth.quote and quotation.given_to and not speaker_fits(self._names, quotation, document, mouth):
            warnings.append(f"the passage is {self._library.speakers[mouth.quote.speaker].name}’s")
            finding = replace(finding, is_mendable=False)
        return replace(finding, warnings=tuple(warnings))

    def _near(self, quotation: Quotation, near: Near) -> Finding:
        """Return the passage a quotation is nearest to, beside it."""
        document = near.stream.document
        spans = near.stream.spans(near.first, near.last)
        quote = mouth_of(document, spans).quote
        finding = Finding(
            quotation,
            "altered",
            document=document.id,
            spans=spans,
            paragraphs=paragraphs_of(document, spans),
            quote=quote.id if quote else None,
            speaker=quote.speaker if quote else None,
            nearness=near.nearness,
        )
        return self._altered(finding, document, spans, None)


def _is_title(quotation: Quotation, document: Document) -> bool:
    """Whether what stands in marks is the title of ``document``: reference styles set its capitals as they please."""
    title, quoted = spelled_out(document.title)[0], spelled_out(quotation.text)[0]
    return [word.surface.casefold() for word in title] == [word.surface.casefold() for word in quoted]
