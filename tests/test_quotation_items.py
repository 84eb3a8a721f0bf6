"""Short texts, each with what the finder has to propose in it: one rule or one trap an item.

The items stand in ``quotation/items/*.yaml``. An item has a ``name`` (the sentence that the test is called by), what it
``shows``, its ``text`` and the statements ``expected``, each with

``words``
    the exact words of one utterance, a string for each stretch; of a ``mixed`` statement the stretches in marks
``kind``, ``speaker``, ``role``, ``mention``
    compared where they are given: ``speaker`` is the full name, ``mention`` the words in the text that stand for it.

A paragraph of an item is one line in the text that is searched, however the YAML wraps it, unless its ``lines`` are
``kept``. Words that stand more than once in the text have their context around them in braces: ``{it is “}a start``.
``not_quotes`` are words that no proposal may take, ``allowed`` words that one may take or leave. ``turns`` says that
the text is a transcript, in which a turn without marks may be proposed as its speaker's; ``author`` that the text is
signed, and by whom. Everything else that is proposed as direct or mixed is an error; further indirect statements are
not, as the finder only suggests them. ``known_miss`` gives the reason why the finder does not yet meet an item: the
item then has to fail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from reform_tui.quotation.finder import find
from reform_tui.quotation.proposal import Proposal, Span

FOLDER = Path(__file__).parent / "quotation" / "items"
KEYS = {"name", "shows", "lines", "text", "expected", "not_quotes", "allowed", "turns", "author", "known_miss"}
WANTED_KEYS = {"words", "kind", "speaker", "role", "mention"}
AT_THE_EDGE = " \t\r\n\u00a0.,;:!?…"
"""Whether the comma before a closing mark belongs to a quotation is a printer's habit: it is not compared."""
OPENING_MARKS = "\"'“‘«"
TITLES = re.compile(
    r"^(?:(?:the|an?|mr|mrs|ms|miss|dr|sir|dame|professor|cllr|councillor|major|inspector|sergeant|senator)\.?\s+)+"
)


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    shows: str
    text: str
    expected: list[dict[str, Any]]
    not_quotes: list[str]
    allowed: list[str]
    turns: bool
    author: str | None
    known_miss: str | None


def one_line_a_paragraph(text: str) -> str:
    return re.sub(r"(?<![\r\n])\n(?!\n|$)", " ", text)


def read_items() -> Iterator[Item]:
    for file in sorted(FOLDER.glob("*.yaml")):
        for entry in yaml.safe_load(file.read_text(encoding="utf-8")):
            assert set(entry) <= KEYS, f"{file.name}: {entry['name']}: unknown {set(entry) - KEYS}"
            yield Item(
                name=entry["name"],
                shows=entry["shows"],
                text=entry["text"] if entry.get("lines") == "kept" else one_line_a_paragraph(entry["text"]),
                expected=entry["expected"],
                not_quotes=entry.get("not_quotes", []),
                allowed=entry.get("allowed", []),
                turns=entry.get("turns", False),
                author=entry.get("author"),
                known_miss=entry.get("known_miss"),
            )


ITEMS = list(read_items())


def place(words: str, text: str) -> Span:
    """Where words stand in the text, without the punctuation at their edge; AssertionError unless exactly once."""
    braces = re.fullmatch(r"(?:\{(.*?)\})?(.*?)(?:\{(.*?)\})?", words, re.DOTALL)
    assert braces
    before, inner, behind = (part or "" for part in braces.groups())
    whole = before + inner + behind
    assert text.count(whole) == 1, f"{whole!r} stands {text.count(whole)} times in the text"
    start = text.index(whole) + len(before)
    return trimmed((start, start + len(inner)), text)


def trimmed(span: Span, text: str) -> Span:
    start, end = span
    while start < end and text[start] in AT_THE_EDGE:
        start += 1
    while end > start and text[end - 1] in AT_THE_EDGE:
        end -= 1
    return start, end


def plain(name: str | None) -> str | None:
    """A name as it is compared: without titles, on one line, in small letters."""
    return None if name is None else TITLES.sub("", " ".join(name.split()).casefold())


def pieces(proposal: Proposal, text: str) -> list[Span]:
    """The stretches that a proposal takes: those in marks, of an indirect statement its clause."""
    return [trimmed(span, text) for span in (proposal.fragments if proposal.kind == "mixed" else proposal.segments)]


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def is_turn(proposal: Proposal, text: str) -> bool:
    """Whether a proposal is a turn of a transcript: direct, and not opened by a quotation mark."""
    start = proposal.segments[0][0]
    return proposal.kind == "direct" and (start == 0 or text[start - 1] not in OPENING_MARKS)


def faults_of(wanted: dict[str, Any], item: Item, proposals: tuple[Proposal, ...]) -> Iterator[str]:
    """What is wrong with the proposal that takes the wanted words."""
    spans = [place(words, item.text) for words in wanted["words"]]
    taking = [p for p in proposals if set(spans) <= set(pieces(p, item.text))]
    if not taking:
        yield f"not proposed as one statement: {wanted['words']}"
        return
    [proposal] = taking[:1]
    mention = item.text[slice(*proposal.speaker)] if proposal.speaker else None
    found = {"kind": proposal.kind, "speaker": proposal.speaker_name, "role": proposal.role, "mention": mention}
    for key, value in found.items():
        if key in wanted and plain(value) != plain(wanted[key]):
            yield f"{key} of {wanted['words'][0]!r} is {value!r}, not {wanted[key]!r}"


def surplus(item: Item, proposals: tuple[Proposal, ...]) -> Iterator[str]:
    """What is proposed and should not be."""
    wanted = {place(words, item.text) for entry in item.expected for words in entry["words"]}
    allowed = wanted | {place(words, item.text) for words in item.allowed}
    forbidden = [place(words, item.text) for words in item.not_quotes]
    for proposal in proposals:
        if proposal.kind == "authored" or (item.turns and is_turn(proposal, item.text)):
            continue
        for piece in pieces(proposal, item.text):
            words = item.text[slice(*piece)]
            if proposal.kind != "indirect" and piece not in allowed:
                yield f"proposed as {proposal.kind} by the rule {proposal.rule!r}: {words!r}"
            elif piece not in wanted and any(overlap(piece, other) for other in forbidden):
                yield f"taken although it is no statement: {words!r}"


def authors(item: Item, proposals: tuple[Proposal, ...]) -> Iterator[str]:
    if item.turns:
        return
    names = {plain(p.speaker_name) for p in proposals if p.kind == "authored"}
    wanted = {plain(item.author)} if item.author else set()
    if names != wanted:
        yield f"the author is {names or None}, not {item.author!r}"


def params() -> list[Any]:
    misses = {i.name: pytest.mark.xfail(strict=True, reason=i.known_miss) for i in ITEMS if i.known_miss}
    return [pytest.param(item, id=item.name, marks=misses.get(item.name, ())) for item in ITEMS]


@pytest.mark.parametrize("item", params())
def test_the_finder_proposes_what_the_text_says(item: Item) -> None:
    proposals = find(item.text)
    faults = [fault for wanted in item.expected for fault in faults_of(wanted, item, proposals)]
    faults += [*surplus(item, proposals), *authors(item, proposals)]
    assert not faults, "\n".join([item.shows, *faults])


def test_every_item_has_a_name_of_its_own_and_words_that_stand_once_in_its_text() -> None:
    assert len({item.name for item in ITEMS}) == len(ITEMS) > 0
    for item in ITEMS:
        for entry in item.expected:
            assert set(entry) <= WANTED_KEYS, item.name
            assert all(place(words, item.text) for words in entry["words"])
        assert all(place(words, item.text) for words in [*item.not_quotes, *item.allowed])
