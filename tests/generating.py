"""Libraries of any size out of the words of the bundled one: natural in their frequencies, made up in what they say."""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Appearance, Document, Library, Quote, Segment, Speaker, StatedDate
from reform_tui.library.text import SourceText

PARAGRAPHS = 50  # a document
_RARE = 0.03  # share of words from a long tail of made-up ones
_TAIL = 40_000


class Writer:
    """Writes paragraphs: a chain of word pairs out of the bundled texts, with rare words strewn in by Zipf's law."""

    def __init__(self, seed: int = 1) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        words = " ".join(d.source.plain.text for d in load_library(bundled_library()).documents.values()).split()
        self._starts = [word for word in words if word[:1].isupper()]
        self._following: dict[str, list[str]] = defaultdict(list)
        for word, following in pairwise(words):
            self._following[word].append(following)
        syllables = [a + b for a in "bcdfglmnprst" for b in "aeiou"]
        self._tail = ["".join(self.chance.choices(syllables, k=3)) + "n" for _ in range(_TAIL)]

    def paragraph(self) -> str:
        """Return some 40 to 90 words."""
        word = self.chance.choice(self._starts)
        words = [word]
        for _ in range(self.chance.randint(40, 90)):
            word = self.chance.choice(self._following.get(word) or self._starts)
            rare = self.chance.random() < _RARE
            words.append(self._tail[int(_TAIL * self.chance.random() ** 3)] if rare else word)
        return " ".join(words)


def generate_library(paragraphs: int, each: int = PARAGRAPHS) -> Library:
    """Return a library of about so many paragraphs, ``each`` in a document, one in ten of them quoted whole."""
    writer = Writer()
    speakers = {f"speaker-{n}": Speaker(f"speaker-{n}", f"Speaker N{n}", "person", (), None, 0) for n in range(200)}
    documents = {}
    for number in range(max(paragraphs // each, 1)):
        document = _document(number, [writer.paragraph() for _ in range(each)], writer.chance)
        documents[document.id] = document
    return Library(Path(), "Generated", None, documents, speakers, {})


def _document(number: int, paragraphs: list[str], chance: random.Random) -> Document:
    id = f"d{number}"
    text = "\n\n".join(paragraphs)
    source = SourceText(text)
    quotes = []
    for paragraph in source.paragraphs[::10]:
        segment = Segment(paragraph.start, paragraph.end, text[paragraph.start : paragraph.end], paragraph.number)
        speaker = f"speaker-{chance.randrange(200)}"
        quotes.append(
            Quote(
                id=f"q-{number}-{paragraph.number}",
                document=id,
                speaker=speaker,
                role=None,
                kind="direct",
                cue=None,
                segments=(segment,),
                fragments=(),
                sic=(),
                quoted_by=None,
                also_at=(),
                note=None,
                status="curated",
                line=0,
            )
        )
    date = f"{chance.randint(1990, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return Document(
        id=id,
        file=f"seeds/{id}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        type="document",
        title=f"Document {number}",
        label=id,
        container_title=None,
        publisher=None,
        author=(),
        editor=(),
        contributor=(),
        issued=StatedDate(date, date),
        accessed=None,
        event=None,
        notes=None,
        headings=(),
        furniture=(),
        people=tuple(Appearance(speaker, id, (), 0) for speaker in {quote.speaker for quote in quotes}),
        quotes=tuple(quotes),
        broken=(),
        source=source,
        state="verified",
        record=f"data/documents/{id}.yaml",
        line=1,
    )
