"""What else to look at beside the verdict on a quotation: what is cut, put in, displayed, doubtful, wrongly cited."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from reform_tui.export.citation import citation_keys
from reform_tui.library.anchor import Span
from reform_tui.library.folding import fold_key
from reform_tui.library.model import Document, Library, Quote
from reform_tui.verify.citing import Citation
from reform_tui.verify.cutting import lost_turn, put_in_turn
from reform_tui.verify.draft import Quotation
from reform_tui.verify.naming import Names
from reform_tui.verify.passages import words_of
from reform_tui.verify.placing import Place, paragraphs_of

_SHORTEST = 3  # letters of a name by which a document is cited


class Cautions:
    """Says what else to look at."""

    def __init__(self, library: Library, names: Names) -> None:
        self._library = library
        self._names = names
        self._by_key = {key: id for id, key in citation_keys(library).items()}

    def cited(self, citation: Citation | None) -> frozenset[str]:
        """Return the ids of the documents that a citation may mean; none where the library has none such.

        Without a key it is who wrote, edited or published it, or its title, with the year: several may share these.
        """
        if citation is None:
            return frozenset()
        if citation.key in self._by_key:
            return frozenset((self._by_key[citation.key],))
        text = f" {fold_key(citation.text).replace('(', ' ')} "
        titled = frozenset(id for id, title, _, _ in self._called if " " in title and title in text)
        if citation.key or titled:
            return titled
        return frozenset(
            id for id, _, year, names in self._called if year in text and any(name in text for name in names)
        )

    @cached_property
    def _called(self) -> list[tuple[str, str, str, tuple[str, ...]]]:
        """The documents, with what they are cited by: title, year, and the names of who is responsible, folded."""
        return [
            (id, fold_key(document.title), document.year or "n.d.", tuple(_names(document)))
            for id, document in self._library.documents.items()
        ]

    def of(self, quotation: Quotation, place: Place) -> Iterator[str]:
        """Yield a sentence for each thing to look at."""
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
        if given and quote:
            yield from self._given(given, quote, place)
        if document.state != "verified":
            yield "the source file has changed since the library was checked"
        yield from self.wrongly_cited(quotation, document, place.spans)

    def _given(self, given: str, quote: Quote, place: Place) -> Iterator[str]:
        if not place.speaker_fits and not self._names.is_name(given):
            yield f"the draft gives these words to “{given}”, the library to {self._speaker(quote.speaker)}"
        meant = self._names.meant(given)
        if quote.speaker in meant and len(meant) > 1:
            others = " or ".join(self._speaker(id) for id in sorted(meant - {quote.speaker}))
            yield f"“{given}” may also be {others}; the words are {self._speaker(quote.speaker)}’s"

    def _speaker(self, id: str) -> str:
        return self._library.speakers[id].name

    def _to_be_known(self, place: Place) -> Iterator[str]:
        """Yield what brackets hide, and that nobody has reviewed whose words these are."""
        quote, match = place.mouth.quote, place.match
        if quote and quote.status == "proposed":
            yield f"proposed, not reviewed: that these words are {self._speaker(quote.speaker)}’s"
        for start, end in match.replaced:
            yield f"words in brackets stand in place of “{words_of(place.document, match.stream.spans(start, end))}”"

    def wrongly_cited(self, quotation: Quotation, document: Document, spans: tuple[Span, ...]) -> Iterator[str]:
        """Yield that the draft cites another document, or another paragraph, than the words stand in."""
        cited = self.cited(quotation.citation)
        if cited and document.id not in cited:
            labels = " or ".join(self._library.documents[id].label for id in sorted(cited))
            yield f"cited from {labels}; the words stand in {document.label}"
        elif quotation.citation and quotation.citation.paragraphs and cited:
            first, last = paragraphs_of(document, spans)
            if last < quotation.citation.paragraphs[0] or first > quotation.citation.paragraphs[1]:
                yield f"cited from ¶{quotation.citation.paragraphs[0]}; the words stand in ¶{first}"


def _names(document: Document) -> Iterator[str]:
    """Yield the names by which a document is cited, folded, a space before them."""
    people = [name.family or name.literal or "" for name in (*document.author, *document.editor, *document.contributor)]
    for name in (*people, document.container_title or "", document.publisher or ""):
        if len(name) >= _SHORTEST:
            yield f" {fold_key(name)}"
