"""The finder run again: its own proposals become better ones, and no decision of a person's changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from reform_tui.adding.again import find_again
from reform_tui.library.editing import (
    LibraryWriter,
    Operation,
    accept,
    assign,
    attribute,
    join,
    next_quote,
    reject,
    set_kind,
    split,
)
from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from tests.conftest import Program
from tests.test_add_command import ARTICLE

ID = "2019-free-buses-for-all-says-mayor"
TOPICS = """\
topics:
  - id: fares
    question: Should buses be free?
    positions:
      - {id: free, claim: Nobody should pay}
      - {id: paid, claim: Riders should pay}
"""


class Desk:
    """A library with one added document, and somebody who writes in it."""

    def __init__(self, root: Path, journal: Path) -> None:
        self.root = root
        self.record = root / "data" / "documents" / f"{ID}.yaml"
        self.writer = LibraryWriter(root, journal)
        self.library = load_library(root)

    def do(self, operation: Operation) -> Library:
        self.library = self.writer.apply(self.library, operation)
        assert self.library == load_library(self.root)
        return self.library

    def text(self) -> str:
        return self.record.read_text(encoding="utf-8")

    def id_of(self, words: str) -> str:
        (id,) = [quote.id for quote in self.library.quotes.values() if words in quote.segments[0].exact]
        return id

    def edit(self, old: str, new: str) -> None:
        assert self.text().count(old) == 1
        self.record.write_text(self.text().replace(old, new), encoding="utf-8")
        self.library = load_library(self.root)


@pytest.fixture
def desk(program: Program, tmp_path: Path) -> Desk:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    program("init", "lib")
    assert program("add", "--library", "lib", "a.txt").returncode == 0
    (tmp_path / "lib" / "data" / "topics.yaml").write_text(TOPICS, encoding="utf-8")
    return Desk(tmp_path / "lib", tmp_path / "journal.json")


def test_the_same_finder_finds_the_same_and_writes_no_byte(desk: Desk) -> None:
    before = desk.text()
    desk.do(find_again(ID))
    assert desk.text() == before
    assert desk.writer.undoable() is None


def test_what_a_person_has_decided_on_stands_and_is_not_proposed_again(desk: Desk) -> None:
    buses, fares, money = desk.id_of("Buses should"), desk.id_of("fares"), desk.id_of("the city would")
    good = desk.id_of("They are a public")
    desk.do(accept(buses))
    desk.do(attribute(fares, "ann-lee"))
    desk.do(reject(money))
    desk.do(assign(good, "fares", "free", "supports", "a public good"))
    before = desk.text()
    desk.do(find_again(ID))
    assert desk.text() == before


@pytest.mark.parametrize("how", ["split", "join", "kind"])
def test_words_that_a_person_has_cut_otherwise_are_not_proposed_as_before(desk: Desk, how: str) -> None:
    buses = desk.id_of("Buses should")
    document = desk.library.documents[ID]
    operations = {
        "split": split(buses, document.source.text.index("for everybody")),
        "join": join(buses, next_quote(document, buses) or ""),
        "kind": set_kind(buses, "authored"),
    }
    desk.do(operations[how])
    before = desk.text()
    desk.do(find_again(ID))
    assert desk.text() == before


def test_an_edit_by_hand_that_takes_the_rule_off_is_a_decision(desk: Desk) -> None:
    fares = desk.id_of("fares")
    entry = desk.library.quotes[fares]
    desk.edit(f"    kind: mixed\n    cue: {entry.cue}\n", f"    kind: mixed\n    cue: {entry.cue}\n    note: “our”\n")
    before = desk.text()
    desk.do(find_again(ID))
    assert desk.text() == before


def test_a_decision_written_by_another_program_a_moment_ago_is_seen(desk: Desk) -> None:
    seen = desk.library
    desk.record.write_text(desk.text().replace("status: proposed", "status: accepted"), encoding="utf-8")
    before = desk.text()
    desk.library = seen
    desk.do(find_again(ID))
    assert desk.text() == before


def test_a_proposal_of_an_older_finder_becomes_that_of_the_newer_under_its_id(desk: Desk) -> None:
    buses = desk.id_of("Buses should")
    good = desk.text()
    entry = desk.library.quotes[buses]
    desk.edit(f"    rule: {entry.rule}\n    confidence: {entry.confidence}", "    rule: old\n    confidence: 0.31")
    desk.edit("- Buses should be free for everybody in this city,", "- Buses should be free")
    desk.do(find_again(ID))
    assert desk.text() == good
    assert desk.writer.undoable() == f"ran the finder over `{ID}` again"


def test_a_proposal_that_is_made_no_longer_goes_and_one_that_is_new_comes_in_its_place(desk: Desk) -> None:
    good = desk.text()
    at = good.index("  - id: critics")
    desk.record.write_text(
        good[:at] + "  - id: old\n    speaker: bob-roe\n    kind: direct\n    segments: [Jane Smith]\n"
        "    status: proposed\n    rule: old\n    confidence: 0.5\n",
        encoding="utf-8",
    )
    desk.library = load_library(desk.root)
    assert "old" in desk.library.quotes
    desk.do(find_again(ID))
    assert "old" not in desk.library.quotes
    assert desk.id_of("nothing is free").startswith("critics-")
    assert desk.library.problems == ()


def test_the_command_says_what_has_changed(desk: Desk, program: Program) -> None:
    desk.do(accept(desk.id_of("Buses should")))
    many = len(desk.library.quotes)
    answer = program("add", "--library", "lib", "--again", "free buses")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert answer.stdout == (
        f"{ID}\t0 new quotes proposed, 0 proposed otherwise, 0 no longer; 1 decided on stand as they were\n"
    )
    desk.record.write_text(desk.text().split("  - id: critics")[0], encoding="utf-8")
    answer = program("add", "--library", "lib", "--again", ID)
    assert (answer.returncode, answer.stdout.split("\t")[1].split(",")[0]) == (0, "1 new quotes proposed")
    assert len(load_library(desk.root).quotes) == many
