"""Whom a draft means, in a library of namesakes; what is said of words that are right and yet to be looked at."""

from __future__ import annotations

import pytest

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from reform_tui.verify.draft import Draft
from reform_tui.verify.judging import verify
from reform_tui.verify.naming import Names
from reform_tui.verify.sources import Sources
from reform_tui.verify.verdict import Finding
from tests.conftest import SmallLibrary

NAMES = Names(load_library(bundled_library()))


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Willetts", ["david-willetts"]),
        ("Dave Willetts", ["david-willetts"]),
        ("D. Willetts", ["david-willetts"]),
        ("Lord Willetts of Havant", ["david-willetts"]),
        ("John Willetts", []),
        ("Will", []),
        ("Tim", ["tim-gosling"]),
        ("Nick Timmins", ["nicholas-timmins"]),
        ("Mr Timmins’s", ["nicholas-timmins"]),
        ("Le Grand", ["julian-le-grand"]),
        ("Professor Julian Le Grand CBE", ["julian-le-grand"]),
        ("Financial Secretary Jesse Norman", ["jesse-norman"]),
        ("Government", ["government"]),
        ("the IfG", ["institute-for-government"]),
        ("Institute", ["institute-for-government", "ippr"]),
        ("Public", []),
        ("HM Treasury", ["treasury"]),
        ("Gordon Brown", ["brown"]),
        ("Margaret", ["margaret-thatcher"]),
        ("The Institute for Government’s chief economist", ["gemma-tetlow"]),
        ("the editor of Tortoise Media", ["chris-cook"]),
        ("the former minister", ["david-willetts"]),
        ("the minister", []),
    ],
)
def test_a_name_means_whoever_is_called_so(name: str, meant: list[str]) -> None:
    assert sorted(NAMES.meant(name)) == meant


NAMESAKES = """\
  - {id: joan, name: Joan Castell, kind: person}
  - {id: robert, name: Robert Castell, kind: person}
"""
SAID = "“Buses should be free to all,” said Joan Castell.\n\n“Fares must stay as they are,” said Robert Castell.\n"


@pytest.fixture
def namesakes(small: SmallLibrary) -> Library:
    small.write("data/speakers.yaml", small.SPEAKERS + NAMESAKES)
    quotes = "".join(
        f"  - {{id: {id}, speaker: {id}, kind: direct, segments: ['{words}']}}\n"
        for id, words in (("joan", "Buses should be free to all,"), ("robert", "Fares must stay as they are,"))
    )
    small.set_source(SAID.encode(), quotes=quotes)
    library = small.load()
    assert not library.problems
    return library


def first(library: Library, draft: str) -> Finding:
    return verify(library, Draft(draft), Sources(library))[0]


def test_a_surname_means_whoever_was_named_in_full_before_it(namesakes: Library) -> None:
    said = "Castell said: “Buses should be free to all.”"
    assert first(namesakes, f"Joan Castell came. {said}").verdict == "verbatim"
    assert first(namesakes, f"Robert Castell came. {said}").verdict == "wrong_speaker"
    assert first(namesakes, f"Robert Castell came. {said} Joan Castell left.").verdict == "wrong_speaker"


def test_a_surname_alone_may_be_anybodys_and_it_is_said_whose(namesakes: Library) -> None:
    said = "Castell said: “Buses should be free to all.”"
    for draft in (f"{said} Robert Castell left.", f"Joan Castell met Robert Castell. {said}"):
        finding = first(namesakes, draft)
        assert (finding.verdict, finding.quotation.given_to) == ("verbatim", "Castell")
        assert "“Castell” may also be Robert Castell; the words are Joan Castell’s" in finding.warnings


def test_that_nobody_has_reviewed_whose_words_they_are_is_said(small: SmallLibrary) -> None:
    reviewed = first(small.load(), "Ann Lee said: “Buses should be free.”")
    assert not [one for one in reviewed.warnings if "not reviewed" in one]
    record = (
        "  - {id: lee, speaker: ann-lee, kind: direct, segments: ['Buses should be free,'],"
        " status: proposed, rule: tag}\n"
    )
    small.set_source(small.TEXT.encode(), quotes=record)
    proposed = first(small.load(), "Ann Lee said: “Buses should be free.”")
    assert "proposed, not reviewed: that these words are Ann Lee’s" in proposed.warnings


# Citations


def test_one_name_and_year_may_be_several_documents(small: SmallLibrary) -> None:
    for id, words in (("monday", "Fares must fall at once\n"), ("sunday", "Fares must rise at once\n")):
        small.write(f"seeds/{id}.txt", f"On {id}\n\n{words}\n")
        record = (
            f"id: {id}\nfile: seeds/{id}.txt\nsha256: {small.digest(small.read(f'seeds/{id}.txt').encode())}\n"
            f"type: document\ntitle: On {id}\nauthor: [{{family: Lee, given: Ann}}]\n"
            "issued: {date: 2018-05-01, stated: 1 May 2018}\n"
        )
        small.write(f"data/documents/{id}.yaml", record)
    library = small.load()
    assert not library.problems
    either = first(library, "“Fares must rise at once” (Lee, 2018, para. 2).")
    assert not [one for one in either.warnings if "cited" in one]
    titled = first(library, "“Fares must rise at once”.[^1]\n\n[^1]: Ann Lee, ‘On monday’, 2018.")
    assert [one for one in titled.warnings if one.startswith("cited from On monday")]
    astray = first(library, "“Fares must rise at once” (Lee, 2018, para. 7).")
    assert "cited from ¶7; the words stand in ¶2" in astray.warnings
    nobody = first(library, "“Fares must rise at once” (Smith, 2018).")
    assert not [one for one in nobody.warnings if "cited" in one]
