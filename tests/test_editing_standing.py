"""What a person says of paragraphs: headings and furniture, written where they belong, and taken back to the byte."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from reform_tui.library.editing import LibraryWriter, Operation, Refused, Standing, mark_paragraphs
from reform_tui.library.editing.standing import standing_of
from reform_tui.library.model import Document, Library
from tests.conftest import SmallLibrary

RECORD = "data/documents/menu.yaml"
TEXT = "Menu\n\nThe long read\n\nBuses\n\nThey run late.\n\nShare this\nShare this\n\nBy Ann\n"


class Desk:
    """A document without quotes, and somebody who writes in its library."""

    def __init__(self, small: SmallLibrary, journal: Path, *, more: str = "", kind: str = "text") -> None:
        self.small = small
        small.write("seeds/menu.txt", TEXT)
        small.write(
            RECORD,
            f"id: menu\nfile: seeds/menu.txt\nsha256: {small.digest(TEXT.encode())}\nformat: {kind}\ntype: document\n"
            f"title: The long read  # ours\n{more}",
        )
        self.writer = LibraryWriter(small.root, journal)
        self.library: Library = small.load()
        assert self.library.problems == ()

    @property
    def document(self) -> Document:
        return self.library.documents["menu"]

    def do(self, operation: Operation) -> None:
        self.library = self.writer.apply(self.library, operation)
        assert self.library == self.small.load()
        assert self.library.problems == ()

    def mark(self, standings: Mapping[int, Standing]) -> Operation:
        return mark_paragraphs("menu", self.document.sha256, standings)

    def standings(self) -> str:
        return "".join(standing_of(self.document, paragraph)[0] for paragraph in self.document.source.paragraphs)


MORE = """\
proposed: [title, headings, furniture]
headings:
  - exact: Buses   # the only one
    level: 3
furniture:
  - {exact: Menu, why: menu}
  - {exact: By Ann, why: byline}
"""


def test_paragraphs_become_headings_and_furniture_in_the_order_of_the_text(small: SmallLibrary, tmp_path: Path) -> None:
    desk = Desk(small, tmp_path / "journal.json", more=MORE)
    before = small.read(RECORD)
    assert desk.standings() == "fthtttf"
    desk.do(desk.mark({1: "text", 2: "heading", 5: "furniture", 6: "furniture", 7: "heading"}))
    assert desk.standings() == "thhtffh"
    assert [(item.segment.exact, item.level) for item in desk.document.headings] == [
        ("The long read", 2),
        ("Buses", 3),
        ("By Ann", 2),
    ]
    assert [(item.segment.paragraph, item.why) for item in desk.document.furniture] == [
        (5, "marked by hand"),
        (6, "marked by hand"),
    ]
    assert desk.document.proposed == ("title",)
    assert "Buses   # the only one" in small.read(RECORD)
    desk.library, said = desk.writer.undo(desk.library)
    assert said == "corrected headings and text left out of `menu`"
    assert small.read(RECORD) == before


def test_a_record_without_headings_or_furniture_gets_them(small: SmallLibrary, tmp_path: Path) -> None:
    desk = Desk(small, tmp_path / "journal.json")
    desk.do(desk.mark({3: "heading", 1: "furniture"}))
    assert desk.standings() == "fthtttt"
    desk.do(desk.mark({3: "text", 1: "text"}))
    assert desk.standings() == "ttttttt"
    assert "title: The long read  # ours\n" in small.read(RECORD)


def test_furniture_of_more_than_the_paragraph_is_left_to_a_person(small: SmallLibrary, tmp_path: Path) -> None:
    more = 'furniture:\n  - {exact: "Share this\\nShare this", why: share link}\n  - {exact: Ann, why: name}\n'
    desk = Desk(small, tmp_path / "journal.json", more=more)
    with pytest.raises(Refused, match="paragraph 5 is left out with others"):
        desk.do(desk.mark({5: "text"}))
    desk.do(desk.mark({7: "furniture"}))  # of which a part was
    assert [item.segment.exact for item in desk.document.furniture][-1] == "By Ann"


def test_the_headings_of_markdown_are_those_in_its_file(small: SmallLibrary, tmp_path: Path) -> None:
    desk = Desk(small, tmp_path / "journal.json", kind="markdown")
    with pytest.raises(Refused, match="is Markdown"):
        desk.do(desk.mark({3: "heading"}))
    desk.do(desk.mark({1: "furniture"}))
    assert desk.standings()[0] == "f"


def test_what_holds_a_quote_is_neither_a_heading_nor_left_out(small: SmallLibrary, tmp_path: Path) -> None:
    desk = Desk(small, tmp_path / "journal.json")
    number = desk.library.quotes["roe-fares"].segments[0].paragraph
    with pytest.raises(Refused, match=f"stands in paragraph {number}: reject it"):
        desk.do(mark_paragraphs("buses", desk.library.documents["buses"].sha256, {number: "furniture"}))


def test_paragraphs_of_a_text_that_was_changed_since_it_was_shown_are_not_marked(
    small: SmallLibrary, tmp_path: Path
) -> None:
    desk = Desk(small, tmp_path / "journal.json")
    shown = desk.mark({3: "heading"})
    longer = f"New\n\nNewer\n\n{TEXT}"
    small.write("seeds/menu.txt", longer)
    small.change(RECORD, small.digest(TEXT.encode()), small.digest(longer.encode()))
    before = small.read(RECORD)
    with pytest.raises(Refused, match="the text of `menu` was changed by another program meanwhile; look at it again"):
        desk.do(shown)
    assert small.read(RECORD) == before
    desk.library = small.load()
    desk.do(desk.mark({5: "heading"}))
    assert [item.segment.exact for item in desk.document.headings] == ["Buses"]


@pytest.mark.parametrize("number", [-1, 0, 8, 99])
def test_a_paragraph_that_is_not_there_cannot_be_marked(small: SmallLibrary, tmp_path: Path, number: int) -> None:
    desk = Desk(small, tmp_path / "journal.json")
    with pytest.raises(Refused, match=f"`menu` has no paragraph {number}; its last is 7"):
        desk.do(desk.mark({number: "heading"}))
