"""The linter names file and line of anything planted, and says nothing about a library that is right."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reform_tui.library.bundled import bundled_library
from reform_tui.library.check import check_library
from tests.conftest import Program, SmallLibrary

BUSES = "data/documents/buses.yaml"


def said(small: SmallLibrary) -> list[str]:
    return [str(problem) for problem in check_library(small.load())]


def test_a_library_that_is_right_has_no_problems(small: SmallLibrary) -> None:
    assert said(small) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (BUSES, "- They are a public good.", "- They are a public gold.", "not in the file; ¶2 agrees as far as"),
        (BUSES, "  - id: roe-fares", "  - id: lee-free", "the quote id `lee-free` a second time; the first is at"),
        (BUSES, "    cue: said that", "    cuee: said that", "unknown key `cuee`; did you mean “cue”?"),
        (BUSES, "    speaker: bob-roe\n    kind", "    speaker: bob-row\n    kind", "no speaker has the id `bob-row`"),
        (BUSES, "- Buses should be free,", "- Lee, the mayor. “They", "the segments of `lee-free` overlap"),
        (BUSES, "    kind: direct", "    kind: spoken", "`kind` is “spoken”; one of direct, mixed"),
        (BUSES, "    kind: mixed", "    kind: indirect", "is indirect and has fragments"),
        (BUSES, "      - pay our wages\n", "      - free\n", "not in the quote's segments: “free”"),
        (BUSES, "roles: [driver]", "roles: [pilot]", "the text does not call `bob-roe` “pilot”"),
        (BUSES, "title: Make buses", "title: Make trains", "the text does not state the title"),
        (BUSES, "    cue: said that", "    cue: claimed", "the cue “claimed” of `roe-fares` does not stand near it"),
        (BUSES, "issued: null", "issued: {date: 2018-02-30, stated: x}", "a date is YYYY, YYYY-MM or YYYY-MM-DD"),
        (BUSES, "issued: null", "issued: {date: 2018, stated: in 2018}", "does not state the date of issue"),
        (BUSES, "exact: Share this page", "exact: They are a", "`lee-free` lies in furniture"),
        (BUSES, "    kind: direct", "    role: king\n    kind: direct", "is not among the roles of `ann-lee`"),
        (BUSES, "  - speaker: bob-roe\n    roles: [driver]\n", "", "is not among the document's people"),
        (BUSES, "id: buses", "id: Buses", "an id is lower-case letters"),
        (BUSES, "type: article-newspaper", "type: newspaper", "did you mean “article-newspaper”?"),
        ("data/speakers.yaml", "    name: Bob Roe", "    name: Bob Row", "no name of `bob-roe` is printed"),
        (
            "data/speakers.yaml",
            "name: Bob Roe",
            "name: Bob Roe\n    aliases: [Ann Lee]",
            "is a name of `ann-lee` and of",
        ),
        ("data/speakers.yaml", "name: Bob Roe", "name: Bob Roe\n    aliases: [Robert]", "no document prints the alias"),
        ("data/topics.yaml", "quote: roe-fares", "quote: roe-fare", "no quote has the id `roe-fare`; did you mean"),
        ("data/topics.yaml", "            why: fares pay wages\n", "", "`why` is missing"),
        ("data/topics.yaml", "      - id: paid", "      - id: free", "the position id `fares/free` a second time"),
    ],
)
def test_what_is_planted_is_found_with_file_and_line(
    small: SmallLibrary, file: str, old: str, new: str, message: str
) -> None:
    small.change(file, old, new)
    problems = said(small)
    assert any(message in problem for problem in problems), problems
    assert all(problem.split(": ")[0].rsplit(":", 1)[1].isdigit() for problem in problems)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (BUSES, "      - They are a public good.", "      - They are a public gold."),
        (BUSES, "  - id: roe-fares", "  - id: lee-free"),
        (BUSES, "    cue: said that", "    coo: said that"),
        (BUSES, "    cue: said that", "    cue: said that\n    cue: said that"),
        ("data/topics.yaml", "            stance: supports\n            why: says so", "            stance: for\n"),
    ],
)
def test_the_line_named_is_the_line_to_mend(small: SmallLibrary, file: str, old: str, new: str) -> None:
    line = small.change(file, old, new)
    places = [problem.split(": ")[0] for problem in said(small)]
    assert {f"{file}:{line}", f"{file}:{line + 1}"} & set(places)


def test_a_position_without_evidence_is_named_on_its_line(small: SmallLibrary) -> None:
    line = small.change(
        "data/topics.yaml", "      - id: paid\n", "      - id: nobody\n        claim: x\n      - id: paid\n"
    )
    assert said(small) == [f"data/topics.yaml:{line}: the position `nobody` of `fares` has no evidence"]


def test_a_source_with_one_byte_changed_is_named_and_the_words_found_again(small: SmallLibrary) -> None:
    small.change("seeds/buses.txt", "Share this page", "Share this pagE")
    small.change(BUSES, "exact: Share this page", "exact: Share this pagE")
    assert said(small)[0].startswith(f"{BUSES}:1: seeds/buses.txt has changed since its quotes were anchored")
    library = small.load()
    assert library.documents["buses"].state == "changed"
    assert set(library.quotes) == {"lee-free", "roe-fares"}


def test_two_quotes_over_the_same_words_are_found_unless_one_hands_the_other_on(small: SmallLibrary) -> None:
    quote = "  - id: twice\n    speaker: ann-lee\n    kind: indirect\n    segments: [public good]\n"
    small.write(BUSES, small.read(BUSES) + quote)
    (problem,) = said(small)
    assert "overlaps" in problem
    small.write(BUSES, small.read(BUSES).replace("speaker: ann-lee\n    kind: ind", "speaker: bob-roe\n    kind: ind"))
    small.write(BUSES, small.read(BUSES) + "    quoted_by: ann-lee\n")
    assert said(small) == []


def test_an_agreement_needs_two_documents(small: SmallLibrary) -> None:
    agreement = (
        "    agreements:\n      - id: both\n        claim: x\n        evidence:\n"
        "          - {quote: lee-free, why: y}\n          - {quote: roe-fares, why: y}\n"
    )
    small.write("data/topics.yaml", small.read("data/topics.yaml") + agreement)
    assert "no evidence from two documents" in said(small)[0]


def test_the_same_words_twice_under_a_position_are_found(small: SmallLibrary) -> None:
    text = small.read("data/topics.yaml")
    small.write("data/topics.yaml", text + "          - {quote: roe-fares, stance: opposes, why: z}\n")
    assert "the same words of `roe-fares` a second time" in said(small)[0]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/documents/2018-csw-heywood-technology.yaml", "we now longer have one", "we no longer have one"),
        (
            "data/documents/2018-csw-heywood-technology.yaml",
            "  - id: willetts-technophile",
            "  - id: blair-education-education",
        ),
        ("data/topics.yaml", "    question: What should regulation", "    query: What should regulation"),
        ("data/speakers.yaml", "    name: Chris Cook", "    name: Chris Cook\n    aliases: [Timmins]"),
        ("seeds/nd-progress-up-a-gear.txt", "Up a gear", "Up a geer"),
    ],
)
def test_the_command_exits_1_and_names_the_place(
    program: Program, tmp_path: Path, file: str, old: str, new: str
) -> None:
    copy = tmp_path / "copy"
    for folder in ("data", "seeds"):
        shutil.copytree(bundled_library() / folder, copy / folder)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
    answer = program("check", "--library", str(copy))
    assert answer.returncode == 1
    named = file if file.startswith("data") else "data/documents/nd-progress-up-a-gear.yaml"
    assert f"{named}:" in answer.stdout
    assert answer.stderr == ""


def test_the_command_is_silent_on_the_bundled_library(program: Program) -> None:
    answer = program("check")
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")
