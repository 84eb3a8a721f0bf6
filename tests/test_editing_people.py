"""What a person says of a proposed speaker: that it is one, what the name is, what sort of speaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from reform_tui.library.editing import (
    LibraryWriter,
    Operation,
    Refused,
    accept_speaker,
    rename_speaker,
    same_as,
    set_speaker_kind,
)
from reform_tui.library.model import Library
from tests.proposed import SPEAKERS_FILE, TRAMS, ProposedLibrary

ALIASES = "    aliases: [Ms Lee]   # so the Courier\n"


class Desk:
    """A library with proposals, and somebody who writes in it."""

    def __init__(self, folder: Path) -> None:
        self.found = ProposedLibrary(folder / "library")
        self.writer = LibraryWriter(self.found.root, folder / "journal.json")
        self.library = self.found.load()

    def do(self, operation: Operation) -> Library:
        self.library = self.writer.apply(self.library, operation)
        assert self.library == self.found.load()
        return self.library


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_proposed_speaker_is_accepted_and_no_other_byte_changes(desk: Desk) -> None:
    before = desk.found.read(SPEAKERS_FILE)
    assert desk.do(accept_speaker("cara-finch")).speakers["cara-finch"].status == "accepted"
    changed = before.replace(
        "Cara Finch\n    kind: person\n    status: proposed", "Cara Finch\n    kind: person\n    status: accepted"
    )
    assert desk.found.read(SPEAKERS_FILE) == changed


def test_a_speaker_who_is_not_proposed_cannot_be_accepted(desk: Desk) -> None:
    with pytest.raises(Refused, match="Ann Lee is curated already"):
        desk.do(accept_speaker("ann-lee"))
    with pytest.raises(Refused, match="did you mean"):
        desk.do(accept_speaker("ann-le"))


def test_another_name_keeps_the_one_before_as_an_alias_once(desk: Desk) -> None:
    desk.do(rename_speaker("ann-lee", "Ann Lee-Brown"))
    assert desk.library.speakers["ann-lee"].aliases == ("Ms Lee", "Ann Lee")
    desk.do(rename_speaker("ann-lee", "Ann Lee"))
    speaker = desk.library.speakers["ann-lee"]
    assert (speaker.name, speaker.names) == ("Ann Lee", ("Ann Lee", "Ms Lee", "Ann Lee-Brown"))
    assert "# so the Courier" in desk.found.read(SPEAKERS_FILE)


def test_a_speaker_needs_a_name(desk: Desk) -> None:
    with pytest.raises(Refused, match="needs a name"):
        desk.do(rename_speaker("ann-lee", "  "))


def test_whether_it_is_a_person_a_body_or_a_voice_is_said_and_accepts_the_speaker(desk: Desk) -> None:
    speaker = desk.do(set_speaker_kind("councillor", "person")).speakers["councillor"]
    assert (speaker.kind, speaker.status) == ("person", "accepted")


@pytest.mark.parametrize("name", ["Ann\tLee", "Ann\x9b", "Ann\u2029Lee"])
def test_a_name_has_no_control_characters(desk: Desk, name: str) -> None:
    before = desk.found.read(SPEAKERS_FILE)
    with pytest.raises(Refused, match="a name is one line of text; this one has the control character"):
        desk.do(rename_speaker("ann-lee", name))
    assert desk.found.read(SPEAKERS_FILE) == before


@pytest.mark.parametrize(
    ("aliases", "after"),
    [
        (
            "    aliases:\n      - Lee   # so the Courier\n      # and once\n      - Ms Lee # twice\n",
            "    aliases:\n      - Lee   # so the Courier\n      # and once\n      - Ms Lee # twice\n      - Ann Lee\n",
        ),
        (
            "    aliases: [Ms Lee, # once\n      Lee ]   # all\n",
            "    aliases: [Ms Lee, # once\n      Lee, Ann Lee ]   # all\n",
        ),
        ("    aliases: []   # none yet\n", "    aliases: [Ann Lee]   # none yet\n"),
        (f"    aliases: [{'Lee' * 36}]   # long\n", f"    aliases: [{'Lee' * 36}, Ann Lee]   # long\n"),
    ],
    ids=["a line each", "in brackets", "none", "longer than a line"],
)
def test_comments_among_the_aliases_stay_when_one_comes_to_them(desk: Desk, aliases: str, after: str) -> None:
    desk.found.write(SPEAKERS_FILE, desk.found.read(SPEAKERS_FILE).replace(ALIASES, aliases))
    desk.library = desk.found.load()
    before = desk.found.read(SPEAKERS_FILE)
    desk.do(rename_speaker("ann-lee", "Anna Lee"))
    wanted = before.replace("name: Ann Lee\n", "name: Anna Lee\n").replace(aliases, after)
    assert desk.found.read(SPEAKERS_FILE) == wanted


def test_each_of_these_can_be_undone_to_the_byte(desk: Desk) -> None:
    before = desk.found.read(SPEAKERS_FILE)
    for operation in (
        accept_speaker("councillor"),
        rename_speaker("cara-finch", "C. Finch"),
        set_speaker_kind("bob-roe", "body"),
    ):
        desk.do(operation)
        desk.library, _ = desk.writer.undo(desk.library)
        assert desk.found.read(SPEAKERS_FILE) == before


def test_somebody_taken_for_another_keeps_the_roles_in_which_they_spoke(desk: Desk) -> None:
    before = {id: quote.role for id, quote in desk.library.quotes.items() if quote.speaker == "cara-finch"}
    desk.do(same_as("cara-finch", "ann-lee"))
    assert {id: desk.library.quotes[id].role for id in before} == before


def test_one_taken_for_another_is_undone_though_other_lines_of_the_file_were_edited_by_hand_since(desk: Desk) -> None:
    before = desk.found.read(TRAMS)
    desk.do(same_as("cara-finch", "ann-lee"))
    by_hand = ("# his, not the mayor’s", "# his; I have heard him")
    desk.found.write(TRAMS, desk.found.read(TRAMS).replace(*by_hand))
    desk.library = desk.found.load()
    desk.library, said = desk.writer.undo(desk.library)
    assert "cara-finch" in said
    assert desk.found.read(TRAMS) == before.replace(*by_hand)
    assert desk.library == desk.found.load()
