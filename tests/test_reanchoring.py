"""A source that changes: quotes are found again, other words are looked at again, what is lost is listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.check import check_library
from reform_tui.library.describing import Anchor, describe
from reform_tui.library.relocating import before, relocate
from reform_tui.library.text import SourceText
from tests.conftest import Program, SmallLibrary

BUSES = "data/documents/buses.yaml"
SEED = "seeds/buses.txt"


def reanchor(program: Program, small: SmallLibrary) -> tuple[int, list[str], list[str]]:
    answer = program("check", "--reanchor", "--library", str(small.root))
    assert "Traceback" not in answer.stderr
    return answer.returncode, answer.stdout.splitlines(), answer.stderr.splitlines()


def test_words_that_have_only_moved_are_found_and_keep_what_was_decided(small: SmallLibrary, program: Program) -> None:
    small.write(SEED, "A new line.\n\n" + small.TEXT)
    assert reanchor(program, small) == (0, [], ["buses\t4 found as they were, 0 to be looked at, 0 lost"])
    library = small.load()
    assert check_library(library) == []
    assert library.documents["buses"].state == "verified"
    assert {quote.status for quote in library.quotes.values()} == {"curated"}
    assert "  - id: lee-free\n    speaker: ann-lee\n" in small.read(BUSES)


def test_words_in_other_typography_are_the_same_words(small: SmallLibrary, program: Program) -> None:
    small.write(SEED, small.TEXT.replace("“", '"').replace("”", '"').replace("pay our", "pay\u00a0our"))
    status, _, said = reanchor(program, small)
    assert (status, said) == (0, ["buses\t4 found as they were, 0 to be looked at, 0 lost"])
    quote = small.load().quotes["roe-fares"]
    assert quote.segments[0].exact == 'fares "pay\u00a0our wages" and must stay'
    assert [fragment.exact for fragment in quote.fragments] == ["pay\u00a0our wages"]
    assert quote.status == "curated"


def test_other_words_are_proposed_again_and_never_verified_in_silence(small: SmallLibrary, program: Program) -> None:
    small.change(SEED, "They are a public good.", "They are the public good.")
    status, problems, said = reanchor(program, small)
    assert (status, problems) == (0, [])
    first, second = said
    assert first == "buses\t3 found as they were, 1 to be looked at, 0 lost"
    assert second == (
        "  quote `lee-free` has other words now, ¶2: “Buses should be free, […] They are a public good.” is "
        "“Buses should be free, […] They are the public good.”"
    )
    quote = small.load().quotes["lee-free"]
    assert (quote.status, quote.rule) == ("proposed", "source changed")
    assert quote.confidence is not None
    assert 0.75 <= quote.confidence < 1
    assert quote.segments[1].exact == "They are the public good."


def test_what_is_lost_is_listed_and_stays_for_a_person_to_decide(small: SmallLibrary, program: Program) -> None:
    small.change(SEED, "They are a public good.", "Trams come next year.")
    small.change(SEED, "Share this page\n", "")
    status, problems, said = reanchor(program, small)
    assert status == 1
    assert said[0] == "buses\t1 found as they were, 0 to be looked at, 2 lost"
    assert said[1].startswith("  quote `lee-free` is lost: “Buses should be free, […] They are a public good.”")
    assert said[2] == "  furniture is lost: “Share this page”"
    assert any("these words are not in the file: “They are a public good.”" in problem for problem in problems)
    library = small.load()
    assert set(library.broken) == {"lee-free"}
    assert library.documents["buses"].furniture == ()


def test_words_that_now_stand_twice_are_looked_at_again(small: SmallLibrary, program: Program) -> None:
    small.write(SEED, small.TEXT + "\nfares “pay our wages” and must stay\n")
    _, _, said = reanchor(program, small)
    assert "  quote `roe-fares` may stand in several places now, ¶" in said[1]
    quote = small.load().quotes["roe-fares"]
    assert (quote.status, quote.rule) == ("proposed", "source changed")


def test_a_source_that_has_not_changed_leaves_every_byte(small: SmallLibrary, program: Program) -> None:
    before_it = small.read(BUSES)
    assert reanchor(program, small) == (0, [], [])
    assert small.read(BUSES) == before_it


def test_the_comments_of_the_file_stay(small: SmallLibrary, program: Program) -> None:
    small.change(BUSES, "  - id: roe-fares\n", "  # the driver\n  - id: roe-fares # as printed\n")
    small.write(SEED, "fares, said Bob\n\n" + small.TEXT.replace("public good", "public goods"))
    reanchor(program, small)
    assert "  # the driver\n  - id: roe-fares # as printed\n" in small.read(BUSES)


def test_the_new_text_of_a_document_takes_the_place_of_the_old_which_stays(
    small: SmallLibrary, program: Program, tmp_path: Path
) -> None:
    new = small.TEXT.replace("Bob Roe, a driver,", "Trams.\n\nBob Roe, a driver,").replace(
        "public good.", "public goods."
    )
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    answer = program("add", "--library", str(small.root), "--update", "buses", "new.txt")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.splitlines()[0] == "buses\t3 found as they were, 1 to be looked at, 0 lost"
    library = small.load()
    document = library.documents["buses"]
    assert (document.file, document.state, library.problems) == ("seeds/buses-2.txt", "verified", ())
    assert document.original is not None
    assert document.original.file == "new.txt"
    assert small.read(SEED) == small.TEXT
    again = program("add", "--library", str(small.root), "--update", "buses", "new.txt")
    assert (again.returncode, "has the text that `buses` has already" in again.stderr) == (1, True)


def test_with_the_old_text_at_hand_words_that_stand_twice_are_told_apart_by_what_stood_around_them(
    small: SmallLibrary, program: Program, tmp_path: Path
) -> None:
    new = "fares “pay our wages” and must stay, a poster says.\n\n" + small.TEXT
    (tmp_path / "new.txt").write_text(new, encoding="utf-8")
    program("add", "--library", str(small.root), "--update", "buses", "new.txt")
    quote = small.load().quotes["roe-fares"]
    assert quote.status == "curated"
    assert quote.segments[0].start == new.rindex("fares")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--update", "nobody", "new.txt"], 2, "no document is called “nobody”"),
        (["--update", "buses", "none.txt"], 2, "none.txt cannot be brought in: No such file"),
        (["--update", "buses", "new.txt", "new.txt"], 2, "--update takes one file"),
        (["--update", "buses", "new.md"], 2, "add it as a document of its own"),
        (["--again", "nobody"], 2, "no document is called “nobody”"),
    ],
)
def test_a_wrong_call_is_said_and_writes_nothing(
    small: SmallLibrary, program: Program, tmp_path: Path, arguments: list[str], status: int, said: str
) -> None:
    (tmp_path / "new.txt").write_text("New.\n", encoding="utf-8")
    (tmp_path / "new.md").write_text("# New\n\nWords.\n", encoding="utf-8")
    answer = program("add", "--library", str(small.root), *arguments)
    assert (answer.returncode, said in answer.stderr) == (status, True), answer.stderr
    assert {file.name for file in (small.root / "seeds").iterdir()} == {"buses.txt"}


@given(
    text=st.text(alphabet="ab .\n“”", min_size=12, max_size=80),
    lead=st.text(alphabet="cd \n", max_size=20),
    data=st.data(),
)
def test_words_that_only_move_are_found_where_they_moved_to(text: str, lead: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    old = SourceText(text)
    found = relocate(SourceText(lead + text), describe(old, (start, end)), before(old, (start, end)))
    assert found is not None
    assert (lead + text)[slice(*found.span)] == text[start:end]


def test_nothing_like_the_words_is_nothing() -> None:
    assert relocate(SourceText("Something else altogether."), Anchor("Buses should be free")) is None
