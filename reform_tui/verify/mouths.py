"""Why words are not those of whom a draft gives them to; nothing where they are, or where nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reform_tui.library.anchor import Span
from reform_tui.library.model import Document, Library, Quote
from reform_tui.library.text import count_words
from reform_tui.quotation.cleaning import clean
from reform_tui.quotation.lexicon import cue_words
from reform_tui.quotation.marks import stretches_of
from reform_tui.quotation.paragraphs import paragraphs_of
from reform_tui.verify.draft import Draft, Quotation
from reform_tui.verify.naming import Names
from reform_tui.verify.passages import outside, words_of
from reform_tui.verify.placing import Place

_FEWEST = 3  # words beyond a statement that make a quotation more than it
# Verbs before a name that make it whoever speaks: *says Lee*. Others may have it as their object: *told Lee*.
_BEFORE_NAMES = frozenset(
    "say add explain argue write continue note observe insist state claim conclude reply respond declare".split()
)
_FORMS = frozenset({"s", "past"})


class Mouths:
    """Holds whom one draft gives its quotations to against a library."""

    def __init__(self, library: Library, names: Names, draft: Draft) -> None:
        self._library = library
        self._names = names
        self._draft = draft
        self._marked: dict[str, list[Span]] = {}

    def wrong(self, quotation: Quotation, place: Place) -> str | None:
        """Return why the words are not those of whom the draft gives them to; None where they are, or nobody knows."""
        given, quote = quotation.given_to, place.mouth.quote
        if given is None:
            return None
        return self._not_said(quotation, given, quote, place) if quote else self._not_spoken(given, place)

    def _not_said(self, quotation: Quotation, given: str, quote: Quote, place: Place) -> str | None:
        """Return why a statement is not that of whom the draft gives it to."""
        speaker = self.speaker(quote)
        if foreign := _not_of(place, quote):
            return f"not all of these words are {speaker}’s: “{foreign}”"
        if place.speaker_fits:
            return self._not_both(quotation, quote)
        if self._names.fits(given, quote):
            return f"reported speech: these are the words of whoever reports what {speaker} said, not {speaker}’s own"
        if not self._names.is_name(given):
            return None
        return f"the draft gives these words to {given}; they are {speaker}’s"

    def _not_both(self, quotation: Quotation, quote: Quote) -> str | None:
        """Return that another one, whom the draft names with the speaker, did not say it."""
        other = quotation.given_also
        if other is None or not self._names.is_name(other) or self._names.fits(other, quote):
            return None
        return f"the draft gives these words to {other} too; they are {self.speaker(quote)}’s"

    def _not_spoken(self, given: str, place: Place) -> str | None:
        """Return that words are those of whoever wrote the document, whom the draft does not give them to.

        What stands in marks in the source may be somebody's statement that the library has not got.
        """
        document = place.document
        if place.speaker_fits or place.furniture or place.display or not self._names.is_name(given):
            return None
        writers = [str(name) for name in document.author] or sorted(
            {self.speaker(quote) for quote in document.quotes if quote.kind == "authored"}
        )
        if not writers or any(start <= place.spans[0][0] < end for start, end in self._in_marks(document)):
            return None
        return f"the draft gives these words to {given}; they stand in the text of {' and '.join(writers)}"

    def _in_marks(self, document: Document) -> list[Span]:
        """Return what stands in quotation marks in a document."""
        if document.id not in self._marked:
            cleaned = clean(document.source.text)
            stretches = stretches_of(cleaned.text, paragraphs_of(cleaned))
            self._marked[document.id] = [(stretch.start, stretch.end) for stretch in stretches]
        return self._marked[document.id]

    def speaker(self, quote: Quote) -> str:
        """Return the name of whoever makes a statement."""
        return self._library.speakers[quote.speaker].name

    def is_in_doubt(self, quotation: Quotation, quote: Quote) -> bool:
        """Whether the running text has the right speaker speak nearer to the words than whom they seem given to."""
        given = quotation.given_to
        if quotation.form != "marks" or given is None or self._names.fits(given, quote):
            return False
        start, end = self._draft.around(quotation)
        text = self._draft.text[start:end]
        first, last = quotation.start - start, quotation.end - start
        right = {name.split()[-1] for name in self._library.speakers[quote.speaker].names}
        nearest = min((_apart(span, first, last) for name in right for span in _speaking(text, name)), default=None)
        given_name = re.compile(rf"\b{re.escape(given.split()[-1])}\b")
        others = [_apart(match.span(), first, last) for match in given_name.finditer(text)]
        return nearest is not None and nearest < min(others, default=len(text))


def _apart(span: tuple[int, int], first: int, last: int) -> int:
    """Return how many code points stand between ``span`` and a quotation from ``first`` to ``last``."""
    return max(first - span[1], span[0] - last, 0)


def _speaking(text: str, surname: str) -> Iterator[tuple[int, int]]:
    """Yield where ``surname`` stands beside a verb that makes its bearer speak, in code points of ``text``."""
    named = re.compile(
        rf"(?:\b(?P<before>\w+)\s+)?(?:[A-Z][\w.’'-]*\s+){{0,3}}(?P<name>\b{re.escape(surname)}\b)(?:\s+(?P<after>\w+))?"
    )
    forms = cue_words().forms
    for match in named.finditer(text):
        before, after = forms.get((match["before"] or "").lower()), forms.get((match["after"] or "").lower())
        inverted = before and before.form in _FORMS and before.verb in _BEFORE_NAMES
        if inverted or (after and after.form in _FORMS):
            yield match.span("name")


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
        for start, end in outside(span, own):
            words = words_of(document, ((start, end),))
            foreign = any(start < b and a < end for a, b in others)
            if count_words(words) >= (1 if foreign else _FEWEST) and (foreign or quote.kind != "authored"):
                return words
    return ""
