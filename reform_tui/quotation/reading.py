"""A text read: cleaned, cut into paragraphs, quoted stretches, tokens and sentences, with the people it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reform_tui.quotation.blocks import with_blocks
from reform_tui.quotation.cleaning import clean
from reform_tui.quotation.displayed import Displayed
from reform_tui.quotation.marks import Stretch, stretches_of
from reform_tui.quotation.paragraphs import Paragraph, paragraphs_of
from reform_tui.quotation.people import People
from reform_tui.quotation.sentences import Sentence, sentences_of
from reform_tui.quotation.tokens import Token, Tokeniser
from reform_tui.quotation.transcripts import Turns, find_turns

_FIRST_PERSON_EVERY = 250  # tokens outside quotations


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quoted stretch stands: its sentence and its token in it, both from 0."""

    sentence: int
    token: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the rules look at. ``text`` is the cleaned text; ``places`` go with ``stretches``.

    ``writer_present`` says whether who writes says *I* or *we* outside quotations: an opinion, a speech.
    """

    text: str
    paragraphs: list[Paragraph]
    stretches: list[Stretch]
    sentences: list[Sentence]
    places: list[Place]
    people: People
    turns: Turns
    writer_present: bool

    def words(self, stretch: Stretch) -> int:
        """Return how many words a quoted stretch has."""
        return len(self.text[stretch.start : stretch.end].split())

    def last_character(self, stretch: Stretch) -> str:
        """Return the character before the closing mark."""
        return self.text[stretch.end - 1]


def read(source: str) -> Reading:
    """Read ``source``."""
    cleaned = clean(source)
    text = cleaned.text
    paragraphs, turns = find_turns(text, paragraphs_of(cleaned))
    stretches = with_blocks(text, paragraphs, stretches_of(text, paragraphs), is_page=bool(cleaned.elements))
    tokens = list(_tokens(text, paragraphs, stretches))
    sentences: list[Sentence] = []
    for group in Displayed(text, paragraphs, stretches, tokens).groups(turns):
        together = [token for number in group for token in tokens[number]]
        sentences.extend(sentences_of([paragraphs[number].end for number in group], group, together, stretches, text))
    places = [Place(0, 0)] * len(stretches)
    for number, sentence in enumerate(sentences):
        for index, token in enumerate(sentence.tokens):
            if token.stretch >= 0:
                places[token.stretch] = Place(number, index)
    own = _is_writer_present(sentences)
    return Reading(text, paragraphs, stretches, sentences, places, People(sentences), turns, own)


def _is_writer_present(sentences: Sequence[Sentence]) -> bool:
    tokens = sum(len(sentence.tokens) for sentence in sentences)
    first = sum(1 for one in sentences for token in one.tokens if token.word.lower in ("i", "we", "our", "my"))
    return first > max(2, tokens / _FIRST_PERSON_EVERY)


def _tokens(text: str, paragraphs: Sequence[Paragraph], stretches: Sequence[Stretch]) -> Iterator[list[Token]]:
    """Yield the tokens of each paragraph; none for front matter."""
    tokeniser = Tokeniser(text)
    at = 0
    for number, paragraph in enumerate(paragraphs):
        first = at
        while at < len(stretches) and stretches[at].paragraph == number:
            at += 1
        own = [(index, stretches[index]) for index in range(first, at)]
        yield [] if paragraph.zone == "front matter" else tokeniser.tokens(paragraph, own)
