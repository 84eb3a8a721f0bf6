"""Quotations of the bundled library altered by program, each with the verdict that it deserves."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reform_tui.library.folding import fold_key
from reform_tui.library.model import Document, Library, Quote
from reform_tui.library.wording import words_of
from reform_tui.search.spelling import american
from reform_tui.verify.verdict import Verdict

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEGATION = re.compile(r"\s+(?:not|never|no longer)\b|n[’']t\b")
_FEWEST = 6  # words of a quotation that is altered
_MARKS = {"curly": ("“", "”", "‘", "’"), "straight": ('"', '"', "'", "'"), "angled": ("«", "»", "‹", "›")}


@dataclass(frozen=True, slots=True)
class Case:
    """A paragraph of a draft with one quotation: what was done to it, and what is to be found out."""

    kind: str
    draft: str
    expected: Verdict
    quote: str


Alteration = Callable[[str, random.Random, list[str]], str | None]


def changed(text: str, chance: random.Random, vocabulary: list[str]) -> str | None:
    """Put another word in place of one inside."""
    match = _inner_word(text, chance)
    new = chance.choice(vocabulary)
    if match is None or fold_key(match[0]) == fold_key(new):
        return None
    return text[: match.start()] + new + text[match.end() :]


def dropped(text: str, chance: random.Random, _: list[str]) -> str | None:
    """Leave a word inside out, with the space after it."""
    match = _inner_word(text, chance, followed_by=r"\s")
    return match and text[: match.start()] + text[match.end() + 1 :]


def added(text: str, chance: random.Random, vocabulary: list[str]) -> str | None:
    """Put a word in."""
    match = _inner_word(text, chance, followed_by=r"\s")
    return match and f"{text[: match.end()]} {chance.choice(vocabulary)}{text[match.end() :]}"


def swapped(text: str, chance: random.Random, _: list[str]) -> str | None:
    """Let two words that follow each other change places."""
    match = _inner_word(text, chance, followed_by=r" [^\W\d_]")
    second = match and _WORD.match(text, match.end() + 1)
    if not match or not second or fold_key(match[0]) == fold_key(second[0]) or second.end() >= len(text) - 1:
        return None
    return f"{text[: match.start()]}{second[0]} {match[0]}{text[second.end() :]}"


def joined(text: str, chance: random.Random, _: list[str]) -> str | None:
    """Leave a sentence between two others out without a mark."""
    sentences = _SENTENCE.split(text)
    if len(sentences) < 3:
        return None
    at = chance.randrange(1, len(sentences) - 1)
    return " ".join(sentences[:at] + sentences[at + 1 :])


def run_together(text: str, chance: random.Random, _: list[str]) -> str | None:
    """Make one sentence of two: no full stop, no capital."""
    ends = list(re.finditer(r"\.\s+([A-Z])(?=[a-z])", text))
    if not ends:
        return None
    match = chance.choice(ends)
    return f"{text[: match.start()]} {match[1].lower()}{text[match.end() :]}"


def number_changed(text: str, chance: random.Random, _: list[str]) -> str | None:
    """Make a plural of a singular, or the other way round."""
    match = _inner_word(text, chance, followed_by=r"[\s,.;]")
    if match is None or len(match[0]) < 5:
        return None
    word = match[0]
    new = word[:-1] if word.endswith("s") and not word.endswith("ss") else f"{word}s"
    return text[: match.start()] + new + text[match.end() :]


def negation_dropped(text: str, chance: random.Random, _: list[str]) -> str | None:
    """Leave a *not* out."""
    found = [match for match in _NEGATION.finditer(text) if match.start() > 0 and match.end() < len(text) - 1]
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + text[match.end() :]


def americanised(text: str, chance: random.Random, _: list[str]) -> str | None:
    """Spell a British word the American way."""
    found = [match for match in _WORD.finditer(text) if american(match[0].lower()) != match[0].lower()]
    if not found:
        return None
    match = chance.choice(found)
    return text[: match.start()] + american(match[0].lower()) + text[match.end() :]


ALTERATIONS: dict[str, Alteration] = {
    "a word changed": changed,
    "a word dropped": dropped,
    "a word added": added,
    "two words swapped": swapped,
    "a sentence left out unmarked": joined,
    "two sentences run together": run_together,
    "singular for plural": number_changed,
    "a negation dropped": negation_dropped,
    "American spelling": americanised,
}


def altered_cases(library: Library, seed: int, many: int) -> Iterator[Case]:
    """Yield up to ``many`` cases of each alteration, of wrong speakers, and all pull quotes and headlines."""
    chance = random.Random(seed)  # noqa: S311
    texts = [f" {_plain(document.source.plain.text)} " for document in library.documents.values()]
    vocabulary = sorted({match[0] for text in texts for match in _WORD.finditer(text) if len(match[0]) > 2})
    passages = list(_passages(library))
    for kind, alter in ALTERATIONS.items():
        made = 0
        for _ in range(many * 60):
            if made == many:
                break
            quote, text = chance.choice(passages)
            new = alter(_cut(text, chance) if alter not in {joined, run_together} else text, chance, vocabulary)
            if new and (alter is run_together or not any(f" {_plain(new)} " in source for source in texts)):
                made += 1
                yield Case(kind, _said(library, quote, new, "curly"), "altered", quote.id)
    yield from _wrong_speakers(library, chance, many, passages)
    yield from _display_words(library)


def verbatim_cases(library: Library, seed: int, many: int) -> Iterator[Case]:
    """Yield ``many`` slices of statements, in all sorts of typography, whole and cut."""
    chance = random.Random(seed)  # noqa: S311
    passages = list(_passages(library))
    for _ in range(many):
        quote, text = chance.choice(passages)
        style = chance.choice(sorted(_MARKS))
        yield Case("verbatim", _said(library, quote, _retyped(_cut(text, chance), chance), style), "verbatim", quote.id)


def _passages(library: Library) -> Iterator[tuple[Quote, str]]:
    """Yield every segment of what people say in their own words, by those who have a name."""
    for quote in library.quotes.values():
        if quote.kind in {"direct", "authored"} and library.speakers[quote.speaker].kind != "unnamed":
            for segment in quote.segments:
                text = words_of(library.documents[quote.document], segment)
                if len(_WORD.findall(text)) >= _FEWEST and "[" not in text and "…" not in text and "..." not in text:
                    yield quote, text


def _cut(text: str, chance: random.Random) -> str:
    """Return some words of ``text`` that follow each other, often all."""
    words = text.split(" ")
    if chance.random() < 0.3 or len(words) <= _FEWEST:
        return text
    length = chance.randint(_FEWEST, min(len(words), 40))
    start = chance.randint(0, len(words) - length)
    return " ".join(words[start : start + length])


def _retyped(text: str, chance: random.Random) -> str:
    """Return ``text`` with other dashes and spaces."""
    text = re.sub(r" [–—-] ", lambda _: chance.choice([" – ", "—", " -- ", " — "]), text)
    return re.sub(r" ", lambda _: chance.choice([" "] * 20 + ["\u00a0", "  "]), text)


def _said(library: Library, quote: Quote, text: str, style: str) -> str:
    """Return a sentence that gives ``text`` to the speaker of ``quote``."""
    return _sentence(library.speakers[quote.speaker].name, text, style)


def _sentence(name: str, text: str, style: str) -> str:
    opening, closing, inner_opening, inner_closing = _MARKS[style]
    text = re.sub(r"“|(?<![\w])[\"‘'](?=\w)", inner_opening, text)
    text = re.sub(r"”|(?<=[\w.,?!])\"|(?<=[.,?!])[’']", inner_closing, text)
    if style == "straight":
        text = text.replace("’", "'")
    return f"{name} said: {opening}{text.strip()}{closing}."


def _wrong_speakers(
    library: Library, chance: random.Random, many: int, passages: list[tuple[Quote, str]]
) -> Iterator[Case]:
    people = sorted(speaker.id for speaker in library.speakers.values() if speaker.kind == "person")
    for _ in range(many):
        quote, text = chance.choice(passages)
        other = chance.choice(people)
        document = library.documents[quote.document]
        if other != quote.speaker and not _wrote(library, other, document):
            cut = _cut(text, chance)
            yield Case(
                "the speaker changed", _sentence(library.speakers[other].name, cut, "curly"), "wrong_speaker", quote.id
            )


def _wrote(library: Library, speaker: str, document: Document) -> bool:
    wrote = {str(name) for name in (*document.author, *document.editor, *document.contributor)}
    return bool(wrote & set(library.speakers[speaker].names))


def _display_words(library: Library) -> Iterator[Case]:
    """Yield the words of pull quotes, headlines and standfirsts that are not those of the body."""
    for quote in library.quotes.values():
        document = library.documents[quote.document]
        body = _plain(" ".join(words_of(document, segment) for segment in quote.segments))
        for location in quote.also_at:
            text = words_of(document, location.segment)
            if location.what != "reader’s comment" and _plain(text) not in body:
                yield Case(
                    "wording of a pull quote or headline", _said(library, quote, text, "curly"), "altered", quote.id
                )


def _inner_word(text: str, chance: random.Random, followed_by: str = "") -> re.Match[str] | None:
    """Return some word that is neither the first nor the last."""
    found = list(_WORD.finditer(text))[1:-1]
    found = [match for match in found if re.match(followed_by, text[match.end() :])]
    return chance.choice(found) if found else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold_key(text)))
