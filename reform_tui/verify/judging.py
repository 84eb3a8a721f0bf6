"""The verdict on each quotation of a draft: are the words right, and is the mouth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reform_tui.export.citation import citation_keys
from reform_tui.library.anchor import Span
from reform_tui.library.model import Document, Library, Quote
from reform_tui.library.text import count_words
from reform_tui.library.wording import in_one_line
from reform_tui.verify.cutting import lost_turn, put_in_turn
from reform_tui.verify.difference import difference
from reform_tui.verify.draft import Draft, Quotation
from reform_tui.verify.naming import Names
from reform_tui.verify.nearest import Near, nearest
from reform_tui.verify.placing import PULL_QUOTE, Place, best_place, paragraphs_of, speaker_fits
from reform_tui.verify.quotations import quotations_of
from reform_tui.verify.reading import Reading, readings
from reform_tui.verify.sources import Sources
from reform_tui.verify.speaking import mouth_of
from reform_tui.verify.verdict import Finding

NEAR = 0.6
"""The share of words in common from which a quotation is an altered one; below it is not found."""

_CERTAIN = 0.8  # from which what the index gave is taken for the nearest there is
_SHOWN = 0.35  # from which a passage is worth showing beside what is not found
_FEWEST_ALIKE = 3  # words an altered quotation has in common with its source


def verify(library: Library, draft: Draft, sources: Sources) -> tuple[Finding, ...]:
    """Return what is found out about each quotation of ``draft``, in its order."""
    judge = _Judge(library, draft, sources)
    return tuple(finding for quotation in quotations_of(draft) for finding in judge.findings(quotation))


class _Judge:
    """Judges the quotations of one draft."""

    def __init__(self, library: Library, draft: Draft, sources: Sources) -> None:
        self._library = library
        self._draft = draft
        self._sources = sources
        self._names = Names(library)
        self._by_key = {key: id for id, key in citation_keys(library).items()}

    def findings(self, quotation: Quotation) -> tuple[Finding, ...]:
        """Return the verdict on a quotation or, of a block that says itself who speaks, on what stands in marks."""
        finding = self.finding(quotation)
        if finding.verdict in {"altered", "not_found"} and quotation.inner and not self._is_source_around(finding):
            return tuple(self.finding(inner) for inner in quotation.inner)
        return (finding,)

    def _is_source_around(self, finding: Finding) -> bool:
        """Whether half of what stands in a block outside marks is the source's, so that the block quotes that too."""
        quotation = finding.quotation
        outside = {True: 0, False: 0}
        for change in finding.changes:
            start, end = self._draft.place(quotation, change.start, change.end)
            outside[change.kind == "same"] += _words_outside(self._draft, (start, end), quotation.inner)
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
        cited = self._cited(quotation)
        return best_place(self._library, self._names, self._sources, quotation, read, ids, cited)

    def _cited(self, quotation: Quotation) -> str | None:
        """Return the id of the document that the draft cites, when the library has it."""
        key = quotation.citation.key if quotation.citation else None
        return self._by_key.get(key) if key else None

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
            words=_words(document, place.spans),
            nearness=1.0,
            left_out=_left_out(place),
            warnings=tuple(self._warnings(quotation, place)),
        )
        if place.display and place.displayed and self._is_wrong_wording(quotation, place):
            return self._displayed(finding, place)
        if place.furniture and PULL_QUOTE in place.furniture and not place.display:
            return self._pulled(finding)
        reason = self._wrong_mouth(quotation, place)
        if reason and quote and self._names_nearer(quotation, quote):
            doubt = f"whom the draft gives these words to is in doubt; they are {self._speaker(quote)}’s"
            finding, reason = replace(finding, warnings=(*finding.warnings, doubt)), None
        if place.match.changed:
            finding = replace(finding, warnings=(*finding.warnings, *([reason] if reason else [])))
            return self._altered(finding, document, place.spans, "the words are the same; capitals or signs are not")
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
        words = _words(document, (*spans[:-1], (spans[-1][0], _with_sign(document, spans[-1][1], finding.quotation))))
        return replace(
            finding, verdict="altered", words=words, reason=reason, changes=difference(finding.quotation.text, words)
        )

    def _wrong_mouth(self, quotation: Quotation, place: Place) -> str | None:
        """Return why the words are not those of whom the draft gives them to; None where they are, or nobody knows."""
        given, quote = quotation.given_to, place.mouth.quote
        if given is None or quote is None:
            return None
        speaker = self._speaker(quote)
        if foreign := _not_of(place, quote):
            return f"not all of these words are {speaker}’s: “{foreign}”"
        if place.speaker_fits:
            return None
        if self._names.fits(given, quote):
            return f"reported speech: these are the words of whoever reports what {speaker} said, not {speaker}’s own"
        if not self._names.is_name(given):
            return None
        return f"the draft gives these words to {given}; they are {speaker}’s"

    def _speaker(self, quote: Quote) -> str:
        return self._library.speakers[quote.speaker].name

    def _names_nearer(self, quotation: Quotation, quote: Quote) -> bool:
        """Whether the running text names the right speaker nearer to the words than whom they seem to be given to."""
        if quotation.form != "marks" or quotation.given_to is None or self._names.fits(quotation.given_to, quote):
            return False
        right = [
            self._draft.distance(quotation, name.split()[-1]) for name in self._library.speakers[quote.speaker].names
        ]
        return min(right) < self._draft.distance(quotation, quotation.given_to.split()[-1])

    def _warnings(self, quotation: Quotation, place: Place) -> Iterator[str]:
        document, quote, given = place.document, place.mouth.quote, quotation.given_to
        if lost := lost_turn(document, place.match):
            yield lost
        if turned := put_in_turn(quotation.text):
            yield turned
        yield from self._to_be_known(place)
        if place.match.capital:
            yield "the first letter is small, or capital, in the source: [T]he marks that"
        if place.furniture:
            yield f"these words are no part of the text: {place.furniture}"
        elif place.display:
            yield f"these are the words of the {place.display.what}"
        elif given and quote is None and not place.speaker_fits:
            yield f"the library gives these words to nobody; they stand in {document.label}"
        if given and quote and not place.speaker_fits and not self._names.is_name(given):
            yield f"the draft gives these words to “{given}”, the library to {self._speaker(quote)}"
        if document.state != "verified":
            yield "the source file has changed since the library was checked"
        yield from self._wrongly_cited(quotation, document, place.spans)

    def _to_be_known(self, place: Place) -> Iterator[str]:
        """Yield what brackets hide, and that nobody has reviewed whose words these are."""
        quote, match = place.mouth.quote, place.match
        if quote and quote.status == "proposed":
            yield f"proposed, not reviewed: that these words are {self._speaker(quote)}’s"
        for start, end in match.replaced:
            yield f"words in brackets stand in place of “{_words(place.document, match.stream.spans(start, end))}”"

    def _wrongly_cited(self, quotation: Quotation, document: Document, spans: tuple[Span, ...]) -> Iterator[str]:
        cited = self._cited(quotation)
        if cited and cited != document.id:
            yield f"cited from {self._library.documents[cited].label}; the words stand in {document.label}"
        elif quotation.citation and quotation.citation.paragraphs and cited:
            first, last = paragraphs_of(document, spans)
            if last < quotation.citation.paragraphs[0] or first > quotation.citation.paragraphs[1]:
                yield f"cited from ¶{quotation.citation.paragraphs[0]}; the words stand in ¶{first}"

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
        warnings = list(self._wrongly_cited(quotation, document, finding.spans))
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


def _not_of(place: Place, quote: Quote) -> str:
    """Return the first words that a quotation takes in with those of ``quote`` and that are not its speaker's.

    A statement somebody makes is not gone beyond; of an author's own prose any stretch may be quoted.
    """
    document = place.document
    own = [
        (one.start, one.end) for other in document.quotes if other.speaker == quote.speaker for one in other.segments
    ]
    others = [
        (one.start, one.end) for other in document.quotes if other.speaker != quote.speaker for one in other.segments
    ]
    for span in place.spans:
        for start, end in _outside(span, own):
            words = _words(document, ((start, end),))
            foreign = any(start < b and a < end for a, b in others)
            if count_words(words) >= (1 if foreign else _FEWEST_ALIKE) and (foreign or quote.kind != "authored"):
                return words
    return ""


def _outside(span: Span, covered: Iterable[Span]) -> Iterator[Span]:
    """Yield what of ``span`` lies in none of ``covered``."""
    at = span[0]
    for start, end in sorted(covered):
        if start >= span[1]:
            break
        if start > at:
            yield at, start
        at = max(at, end)
    if at < span[1]:
        yield at, span[1]


def _words_outside(draft: Draft, span: Span, inner: Iterable[Quotation]) -> int:
    """Return how many words of ``span`` stand in none of ``inner``."""
    count, at = 0, span[0]
    for start, end in sorted(part for quotation in inner for part in quotation.parts):
        count += count_words(draft.text[at : max(min(start, span[1]), at)])
        at = max(at, min(end, span[1]))
    return count + count_words(draft.text[at : span[1]])


def _words(document: Document, spans: tuple[Span, ...]) -> str:
    """Return the source's words in one line, ``[…]`` where words stand between that are none of the quotation."""
    line = ""
    for at, (start, end) in enumerate(spans):
        words = " ".join(document.source.words(start, end).split())
        if at:
            between = document.source.words(spans[at - 1][1], start)
            line += " […] " if count_words(between) else f"{''.join(between.split())} "
        line += words
    return line


def _with_sign(document: Document, end: int, quotation: Quotation) -> int:
    """Return ``end`` moved behind the sign that ends the passage, when the quotation ends in one."""
    text = document.source.text
    while quotation.text.rstrip("”’\"' ")[-1:] in tuple(".,;:?!") and text[end : end + 1] in tuple(".,;:?!"):
        end += 1
    return end


def _left_out(place: Place) -> int:
    """Return how many words of the source the marks of omission stand for."""
    words, text = place.match.stream.words, place.document.source
    total = 0
    for first, last in place.match.left_out:
        start = place.match.stream.span(first - 1, first)[1]
        end = place.match.stream.span(last, last + 1)[0]
        total += count_words(text.words(start, end)) if start < end and words else 0
    return total
