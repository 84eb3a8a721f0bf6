"""What a document says about itself: names, days, titles, types, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.importing.dates import copyright_in, dates_in
from reform_tui.importing.imported import Imported
from reform_tui.importing.naming import byline_names, name_of
from reform_tui.importing.reading import read_bytes
from reform_tui.library.bundled import bundled_library
from reform_tui.library.check import stated_facts
from reform_tui.library.load import load_library
from reform_tui.library.model import Name, StatedDate

BODY = "“Buses should be free,” said Ann Lee, the mayor, who drives one of them herself on Sundays.\n\nIt is so.\n"


def text(*head: str, foot: str = "") -> Imported:
    return read_bytes("a.txt", ("\n\n".join(head) + f"\n\n{BODY}\n{foot}").encode())


def person(words: str) -> Name:
    given, _, family = words.rpartition(" ")
    return Name(family, given, None)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Smith", [person("Jane Smith")]),
        ("by Jane Smith and John Brown, Political editor", [person("Jane Smith"), person("John Brown")]),
        ("By Jane Smith, John Brown & Ann O’Hara", [person("Jane Smith"), person("John Brown"), person("Ann O’Hara")]),
        ("Words by Jane Smith | Photos by A. Nother", [person("Jane Smith")]),
        ("Posted on July 8, 2014 by Jane Smith", [person("Jane Smith")]),
        ("By Jane Smith in Upper Snoring", [person("Jane Smith")]),
        ("By Dr Jane Smith MP", [person("Jane Smith")]),
        ("By Sir John Brown CBE, chair of the council", [person("John Brown")]),
        ("By Jan van der Berg", [Name("van der Berg", "Jan", None)]),
        ("By Smith, Jane", [person("Jane Smith")]),
        ("By Lord Snoring of Upper Snoring", [Name(None, None, "Lord Snoring of Upper Snoring")]),
        ("By the Bishop of Leeds", [Name(None, None, "Bishop of Leeds")]),
        ("By Press Association", [Name(None, None, "Press Association")]),
        ("Author: Institute for Buses", [Name(None, None, "Institute for Buses")]),
        ("By our Political Correspondent", []),
        ("By 2031 every bus should be free", []),
        ("By far the best bus", []),
        ("By and large they are late", []),
        ("Bylaws apply", []),
    ],
)
def test_a_byline_names_its_authors_and_nobody_else(line: str, names: list[Name]) -> None:
    assert list(byline_names(line)) == names


@given(st.text(max_size=60))
def test_a_name_has_no_letter_that_the_words_have_not(words: str) -> None:
    name = name_of(words)
    assert name is None or all(
        part in " ".join(words.split()) for part in (name.family, name.given, name.literal) if part
    )


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("26 Jan 2018", "2018-01-26"),
        ("Friday 26th January, 2018", "2018-01-26"),
        ("January 26, 2018", "2018-01-26"),
        ("26 Sept. 2018", "2018-09-26"),
        ("January 2018", "2018-01"),
        ("2018-01-26T23:30:00+01:00", "2018-01-26"),
        ("2018-01", "2018-01"),
        ("2018/01/26", "2018-01-26"),
        ("Spring 2018", "2018"),
        ("26/01/2018", "2018-01-26"),
        ("01/26/2018", "2018-01-26"),
        ("03/04/2018", "2018"),  # nobody knows whether of March or of April
        ("26.01.2018", "2018-01-26"),
    ],
)
def test_a_day_is_as_precise_as_its_words(line: str, date: str) -> None:
    assert [found.date.date for found in dates_in(line)] == [date]


@pytest.mark.parametrize(
    "line",
    ["31 June 2018", "May 2o18", "26 Jan", "0800 123 2018", "in 2018", "version 1.2.2018.4", "18-2018-01", "2011/12"],
)
def test_what_is_no_day_is_none(line: str) -> None:
    assert [found.date.date for found in dates_in(line) if len(found.date.date) > 4] == []


def test_a_copyright_line_states_a_year_and_a_holder() -> None:
    right = copyright_in("© ippr 2007")
    assert right is not None
    assert (right.date, right.holder) == (StatedDate("2007", "© ippr 2007"), "ippr")
    imported = text("On buses", foot="Copyright 2007 Snoring Institute\n")
    assert imported.issued == StatedDate("2007", "Copyright 2007 Snoring Institute")
    assert imported.publisher == "Snoring Institute"


@pytest.mark.parametrize(
    "line",
    [
        "Printed 3 May 2026",
        "Accessed: 3 May 2026",
        "Retrieved 3 May 2026 from the archive",
        "Last updated 3 May 2026",
        "Embargoed until 3 May 2026",
        "Not for publication before 3 May 2026",
        "Consultation closes 3 May 2026",
        "Next meeting 3 May 2026",
        "Events | 3 May 2026",
        "Effective from 3 May 2026",
        "Ann Lee, born 3 May 2026",
    ],
)
def test_the_day_of_a_copy_is_never_the_day_of_issue(line: str) -> None:
    assert text("On buses", line).issued is None
    assert text("On buses", foot=line).issued is None


def test_the_day_of_issue_is_told_from_the_others() -> None:
    day = StatedDate("2026-05-02", "2 May 2026")
    assert text("On buses", "Published 2 May 2026 Last updated 3 May 2026").issued == day
    assert text("On buses", "By Jane Smith | 2 May 2026 | 4 min read").issued == day
    assert text("Tue, 5 May 2026", "On buses", "2 May 2026").issued == day
    long_title = "On buses in Upper Snoring and why they are to be free for all"
    assert text("Menu", "Tue, 5 May 2026", "Sport", long_title).issued is None
    speech = text("On buses", "Speech to the Snoring Society, Upper Snoring, 2 May 2026")
    assert (speech.issued, speech.type) == (day, "speech")


@pytest.mark.parametrize(
    "line",
    [
        "Recorded 9 June 2021",
        "Recorded on 9 June 2021 in Upper Snoring",
        "This interview was recorded on Wednesday 9 June 2021 and has been edited for clarity.",
        "Wednesday 9 June 2021",
        "Hearing of 9 June 2021",
        "Oral evidence taken on 9 June 2021",
        "A speech given by the mayor on 9 June 2021 at the Guildhall",
        "Delivered on: 9 June 2021 (Transcript of the speech, exactly as it was delivered)",
        "Day 4 – Wednesday, 9 June 2021",
        "Volume 600: debated on Wednesday 9 June 2021",
        "First broadcast on 9 June 2021",
        "2021-06-09",
    ],
)
def test_the_day_on_which_words_were_spoken_dates_what_follows(line: str) -> None:
    issued = text("On buses", line).issued
    assert issued is not None
    assert issued.date == "2021-06-09"
    assert issued.stated in line


@pytest.mark.parametrize(
    "line",
    [
        "The speech given by the mayor on 9 June 2021 failed.",
        "“We met,” said Ann Lee. She was born on 9 June 2021.",
        "Buses ran late on 9 June 2021.",
        "A meeting held on 9 June 2021 heard that buses ran late, and nobody in the hall knew why they did.",
    ],
)
def test_the_day_of_something_else_dates_nothing(line: str) -> None:
    assert text("On buses", line, "The mayor said that every bus should be free, whatever it costs us.").issued is None


def test_a_day_within_the_text_dates_nothing() -> None:
    assert (
        text("On buses", "On 3 May 2026 the mayor said that every bus should be free, whatever it costs us.").issued
        is None
    )


def test_who_is_presented_under_the_text_wrote_it_unless_the_text_speaks_of_them() -> None:
    assert text("On buses", foot="Jane Smith is a fellow of the bus institute").author == (person("Jane Smith"),)
    assert text("On buses", foot="Alan Brown\n\nis chair of the bus commission").author == (person("Alan Brown"),)
    assert text("On buses", foot="Ann Lee is a driver.").author == ()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (["On buses"], "document"),
        (["On buses", "By Jane Smith", "3 May 2026"], "article-newspaper"),
        (["On buses", "Jane Smith", "3 May 2026"], "document"),
        (["Transport Committee", "Oral evidence: Free buses, HC 123"], "hearing"),
        (["The mayor’s speech on buses"], "speech"),
        (["Interview: Ann Lee"], "interview"),
        (["Free Buses: final report"], "report"),
    ],
)
def test_a_type_is_guessed_by_what_stands_at_the_head(head: list[str], kind: str) -> None:
    assert text(*head).type == kind


def test_the_bundled_texts_say_of_themselves_what_people_found_in_them() -> None:
    library = load_library(bundled_library())
    for document in library.documents.values():
        path = library.root / document.file
        suffix = ".md" if document.source.markdown else ".txt"
        imported = read_bytes(f"{document.id}{suffix}", path.read_bytes())
        assert imported.title == document.title
        assert imported.issued == document.issued
        assert imported.publisher == document.publisher
        assert imported.container_title == document.container_title
        if document.id != "nd-politicshome-public-sector-productivity":  # whose author stands there without a “by”
            assert (imported.author, imported.editor) == (document.author, document.editor)
        assert all(
            any(item.segment.start < stretch.end and stretch.start < item.segment.end for item in document.furniture)
            for stretch in imported.furniture
        ), "nothing of the work is taken for furniture"
    assert not list(stated_facts(library))
