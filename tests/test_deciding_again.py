"""Whatever a person decides, in whatever order: the finder run again changes none of it and brings nothing back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reform_tui.adding.adder import Adder
from reform_tui.adding.again import find_again
from reform_tui.library.beginning import begin_library
from reform_tui.library.editing import (
    LibraryWriter,
    NewSpeaker,
    Operation,
    Refused,
    accept,
    attribute,
    join,
    next_quote,
    reject,
    set_kind,
    set_role,
    set_spans,
    split,
)
from reform_tui.library.load import load_library
from reform_tui.library.model import Library, Quote, Rejected

PAGE = """\
Nine trains for the valley, says the minister

By Sue Day

4 June 2018

“There will be nine trains a day, and every one of them will stop at the mill,” said Ann Lee, the transport minister.
“Nobody will wait longer than an hour.”

Bob Roe, who drives the night train, warned that the timetable was “a wish and not a plan”. He said the line had one
signal box. “Ask the people in it,” he added.

Ms Lee told the council that the signals would be new. “They have been ordered,” she said. “They will be here in May.”

Critics say that the valley has heard it before. “We have been promised trains since I was a girl,” Cara Finch told the
meeting, “and I am eighty now.” According to Dan Orme, the mill owner, half of his workers come by car.
"""
_DOCUMENT = "2018-nine-trains-for-the-valley-says-the-minister"


@pytest.fixture(scope="module")
def proposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("proposed")
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    begin_library(folder / "library", "Valley")
    Adder(folder / "library").add(folder / "page.txt")
    return folder / "library"


def _cut(quote: Quote, share: float) -> int:
    """Return the start of a word of the quote, at about this share of its first segment."""
    segment = quote.segments[0]
    words = segment.exact.split(" ")
    return segment.start + len(" ".join(words[: max(int(len(words) * share), 1)])) + 1


Decision = Callable[[Library, Quote, float], Operation]
DECISIONS: dict[str, Decision] = {
    "accept": lambda _, quote, __: accept(quote.id),
    "reject": lambda _, quote, __: reject(quote.id),
    "to somebody known": lambda library, quote, share: attribute(
        quote.id, sorted(library.speakers)[int(share * len(library.speakers))]
    ),
    "to somebody new": lambda library, quote, _: attribute(
        quote.id, NewSpeaker(f"new-{len(library.speakers)}", f"Eve New{len(library.speakers)}"), "the mill owner"
    ),
    "role": lambda _, quote, __: set_role(quote.id, "the transport minister"),
    "kind": lambda _, quote, share: set_kind(quote.id, "indirect" if share < 0.5 else "direct"),
    "split": lambda _, quote, share: split(quote.id, _cut(quote, share)),
    "shorter": lambda _, quote, share: set_spans(quote.id, [(_cut(quote, share), quote.segments[0].end)]),
    "longer": lambda _, quote, __: set_spans(quote.id, [(quote.segments[0].start, quote.segments[-1].end)]),
    "join": lambda library, quote, _: join(quote.id, next_quote(library.documents[_DOCUMENT], quote.id) or quote.id),
}


def _as_decided(library: Library, touched: set[str]) -> dict[str, Quote]:
    """Return what a person has decided on, but for the lines of the file on which it stands."""
    return {
        id: replace(quote, line=0)
        for id, quote in library.quotes.items()
        if id in touched or quote.status != "proposed" or quote.rule is None
    }


def _overlap(one: Quote, other: Quote) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.segments for b in other.segments)


def _rejected(library: Library) -> list[Rejected]:
    return [replace(item, line=0) for item in library.documents[_DOCUMENT].rejected]


def _named(library: Library) -> dict[str, tuple[str, str]]:
    """Return the names and kinds of the speakers that a person knows of."""
    return {s.id: (s.name, s.kind) for s in library.speakers.values() if s.status != "proposed"}


@settings(max_examples=40)
@given(
    made=st.lists(st.tuples(st.sampled_from(sorted(DECISIONS)), st.floats(0, 0.99), st.floats(0, 0.99)), max_size=8),
    looked_away=st.integers(0, 8),
)
def test_no_decision_is_changed_by_running_the_finder_again(
    proposed: Path, made: list[tuple[str, float, float]], looked_away: int
) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "library"
        shutil.copytree(proposed, root)
        writer = LibraryWriter(root, Path(folder) / "journal.json")
        library = load_library(root)
        touched: set[str] = set()
        for number, (what, which, share) in enumerate(made):
            if number == looked_away:
                library = writer.apply(library, find_again(_DOCUMENT))
            quotes = list(library.quotes.values())
            quote = quotes[int(which * len(quotes))]
            before = set(library.quotes)
            try:
                library = writer.apply(library, DECISIONS[what](library, quote, share))
            except Refused:
                continue
            touched |= {quote.id} | (set(library.quotes) - before)
        decided, rejected, people = _as_decided(library, touched), _rejected(library), _named(library)
        standing = set(library.quotes)
        texts = []
        for _ in range(2):
            library = writer.apply(library, find_again(_DOCUMENT))
            assert library.problems == ()
            assert {id: replace(quote, line=0) for id, quote in library.quotes.items() if id in decided} == decided
            assert _rejected(library) == rejected
            assert people.items() <= _named(library).items()
            gone = {segment for item in rejected for segment in item.segments}
            assert {quote.id for quote in library.quotes.values() if gone & set(quote.segments)} <= set(decided)
            new = [quote for id, quote in library.quotes.items() if id not in standing]
            assert not any(_overlap(quote, other) for quote in new for other in decided.values())
            texts.append([file.read_bytes() for file in sorted(root.rglob("*.yaml"))])
        assert texts[0] == texts[1]
