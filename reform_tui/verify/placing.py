"""Of all places where the words of a quotation stand, the one that fits best what the draft says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from reform_tui.library.anchor import Span
from reform_tui.library.model import Document, Library, Location, Quote
from reform_tui.verify.draft import Quotation
from reform_tui.verify.matching import Match, matches
from reform_tui.verify.naming import Names
from reform_tui.verify.reading import Reading
from reform_tui.verify.sources import Sources
from reform_tui.verify.speaking import Mouth, mouth_of

PULL_QUOTE = "pull quote"
_DISPLAYED = frozenset({PULL_QUOTE, "headline", "standfirst", "subheading"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where all words of a quotation stand.

    ``display`` is set where they are printed as a headline or a pull quote of the statement ``displayed``, which has
    other words in the body. ``mouth`` says whose they are, ``speaker_fits`` whether that is whom the draft gives them
    to, True where it names nobody. ``furniture`` says what they are where they are no part of the work.
    """

    match: Match
    document: Document
    spans: tuple[Span, ...]
    mouth: Mouth
    display: Location | None
    displayed: Quote | None
    speaker_fits: bool
    furniture: str | None


def best_place(
    library: Library,
    names: Names,
    sources: Sources,
    quotation: Quotation,
    readings: list[Reading],
    ids: Iterable[str],
    cited: AbstractSet[str],
) -> Place | None:
    """Return the place in documents ``ids`` that fits best; ``cited`` are those that the draft may cite."""
    places = (
        _place(names, quotation, library.documents[id], match)
        for id in ids
        if sources.has_words(id, readings)
        for match in _matches(sources, id, readings)
    )
    return min(places, key=lambda place: _misfits(place, quotation, cited), default=None)


def _misfits(place: Place, quotation: Quotation, cited: AbstractSet[str]) -> tuple[bool, ...]:
    """Return what does not fit, the worst first."""
    quote = place.mouth.quote
    cited_quote = quotation.citation.quote if quotation.citation else None
    return (
        place.match.changed,
        place.display is not None,
        not place.speaker_fits,
        cited_quote is not None and (quote is None or quote.id != cited_quote),
        bool(cited) and place.document.id not in cited,
        not _where_cited(quotation, place),
        place.furniture is not None,
        place.mouth.reported,
        quote is None,
        place.match.capital,
    )


def _matches(sources: Sources, id: str, readings: list[Reading]) -> Iterator[Match]:
    for reading in readings:
        for stream in sources.of(id):
            yield from matches(stream, reading)


def _place(names: Names, quotation: Quotation, document: Document, match: Match) -> Place:
    spans = spans_of(match)
    mouth = mouth_of(document, spans)
    displayed = None if mouth.quote else _displayed(document, spans[0])
    furniture = next(
        (item.why for item in document.furniture if item.segment.start <= spans[0][0] < item.segment.end), None
    )
    return Place(
        match=match,
        document=document,
        spans=spans,
        mouth=mouth,
        display=displayed[1] if displayed else None,
        displayed=displayed[0] if displayed else None,
        speaker_fits=speaker_fits(names, quotation, document, mouth),
        furniture=furniture,
    )


def spans_of(match: Match) -> tuple[Span, ...]:
    """Return the source spans of the words; words that a mark of omission stands for are in none."""
    spans: list[Span] = []
    joints = (None, *match.reading.joints)
    for joint, (first, last) in zip(joints, match.runs, strict=True):
        run = match.stream.spans(first, last)
        if joint and joint.kind in {"insertion", "changed"} and spans[-1][1] <= run[0][0]:
            run = ((spans.pop()[0], run[0][1]), *run[1:])
        spans += run
    return tuple(spans)


def speaker_fits(names: Names, quotation: Quotation, document: Document, mouth: Mouth) -> bool:
    """Whether the words are those of whom the draft gives them to, as far as the library can tell."""
    given, quote = quotation.given_to, mouth.quote
    if given is None or names.mean_document(given, document):
        return True
    if quote is None:
        return names.wrote(given, document)
    if mouth.reported and names.wrote(given, document):
        return True
    if quote.kind == "authored" and names.wrote(given, document) and names.is_author(quote.speaker, document):
        return True
    if mouth.reported:
        return quotation.reported and names.fits(given, quote)
    return names.fits(given, quote)


def _displayed(document: Document, span: Span) -> tuple[Quote, Location] | None:
    """Return the statement whose words are printed otherwise at ``span``, as a headline or a pull quote."""
    for quote in document.quotes:
        for location in quote.also_at:
            segment = location.segment
            if location.what in _DISPLAYED and segment.start <= span[0] and span[1] <= segment.end:
                return quote, location
    return None


def _where_cited(quotation: Quotation, place: Place) -> bool:
    cited = quotation.citation.paragraphs if quotation.citation else None
    if cited is None:
        return True
    first, last = paragraphs_of(place.document, place.spans)
    return first <= cited[1] and cited[0] <= last


def paragraphs_of(document: Document, spans: tuple[Span, ...]) -> tuple[int, int]:
    """Return the first and the last paragraph of ``spans``."""
    return document.source.paragraph_at(spans[0][0]), document.source.paragraph_at(spans[-1][1] - 1)
