"""Whatever a person decides, in whatever order: no run of the finder and no new text changes it or brings it back."""

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
from reform_tui.adding.updating import update_document
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
from reform_tui.library.editing.reanchoring import Report, reanchor
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


Made = list[tuple[str, float, float]]
MADE = st.lists(st.tuples(st.sampled_from(sorted(DECISIONS)), st.floats(0, 0.99), st.floats(0, 0.99)), max_size=8)


class Desk:
    """A copy of the library, in which somebody has made decisions; ``touched`` are the quotes that they were about."""

    def __init__(self, proposed: Path, folder: str, made: Made, looked_away: int) -> None:
        self.root = Path(folder) / "library"
        shutil.copytree(proposed, self.root)
        self.writer = LibraryWriter(self.root, Path(folder) / "journal.json")
        self.library = load_library(self.root)
        self.touched: set[str] = set()
        for number, (what, which, share) in enumerate(made):
            if number == looked_away:
                self.do(find_again(_DOCUMENT))
            quotes = list(self.library.quotes.values())
            quote = quotes[int(which * len(quotes))]
            try:
                self.do(DECISIONS[what](self.library, quote, share))
            except Refused:
                continue
            self.touched |= {quote.id} | (set(self.library.quotes) - {one.id for one in quotes})

    def do(self, operation: Operation) -> None:
        self.library = self.writer.apply(self.library, operation)


@settings(max_examples=30)
@given(made=MADE, looked_away=st.integers(0, 8))
def test_no_decision_is_changed_by_running_the_finder_again(proposed: Path, made: Made, looked_away: int) -> None:
    with TemporaryDirectory() as folder:
        desk = Desk(proposed, folder, made, looked_away)
        decided, rejected = _as_decided(desk.library, desk.touched), _rejected(desk.library)
        people, standing = _named(desk.library), set(desk.library.quotes)
        texts = []
        for _ in range(2):
            desk.do(find_again(_DOCUMENT))
            quotes = desk.library.quotes
            assert desk.library.problems == ()
            assert {id: replace(quote, line=0) for id, quote in quotes.items() if id in decided} == decided
            assert _rejected(desk.library) == rejected
            assert people.items() <= _named(desk.library).items()
            gone = {segment for item in rejected for segment in item.segments}
            assert {quote.id for quote in quotes.values() if gone & set(quote.segments)} <= set(decided)
            new = [quote for id, quote in quotes.items() if id not in standing]
            assert not any(_overlap(quote, other) for quote in new for other in decided.values())
            texts.append([file.read_bytes() for file in sorted(desk.root.rglob("*.yaml"))])
        assert texts[0] == texts[1]


def _said(quote: Quote) -> tuple[object, ...]:
    words = ([part.exact for part in parts] for parts in (quote.segments, quote.fragments))
    return (quote.speaker, quote.kind, quote.role, quote.cue, quote.status, quote.rule, *words)


@settings(max_examples=15)
@given(made=MADE, by_hand=st.booleans())
def test_no_decision_is_changed_by_a_text_that_has_grown(proposed: Path, made: Made, by_hand: bool) -> None:  # noqa: FBT001
    with TemporaryDirectory() as folder:
        desk = Desk(proposed, folder, made, 8)
        before = {id: _said(quote) for id, quote in desk.library.quotes.items()}
        rejected = [(item.id, [part.exact for part in item.segments]) for item in _rejected(desk.library)]
        document = desk.library.documents[_DOCUMENT]
        grown = "Korrigiert.\n\n" + PAGE + "\nEnde.\n"  # words that stand nowhere else
        if by_hand:
            (desk.root / document.file).write_text(grown, encoding="utf-8")
            desk.library = load_library(desk.root)
            desk.do(reanchor(_DOCUMENT, Report()))
        else:
            (Path(folder) / "page.txt").write_text(grown, encoding="utf-8")
            desk.library, _ = update_document(desk.writer, desk.library, document, Path(folder) / "page.txt")
        assert (desk.library.problems, desk.library.broken) == ((), {})
        assert {id: _said(quote) for id, quote in desk.library.quotes.items()} == before
        desk.do(find_again(_DOCUMENT))
        assert {id: _said(desk.library.quotes[id]) for id in desk.touched & before.keys()} == {
            id: before[id] for id in desk.touched & before.keys()
        }
        assert [(item.id, [part.exact for part in item.segments]) for item in _rejected(desk.library)] == rejected
