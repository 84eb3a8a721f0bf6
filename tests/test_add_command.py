"""A library of one's own: made by `init`, filled by `add`, everything in it proposed and nothing lost."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reform_tui.adding.adder import Adder
from reform_tui.adding.record import NewDocument
from reform_tui.app.proposals import to_review
from reform_tui.library.bundled import bundled_library
from reform_tui.library.check import check_library
from reform_tui.library.editing import LibraryWriter, Refused, accept, reject
from reform_tui.library.load import load_library
from reform_tui.library.model import Library, Speaker
from tests.conftest import ROOT, Program
from tests.interrupting import UNMEASURED, heeding
from tests.terminal import run_in_terminal

ARTICLE = """\
Free buses for all, says mayor

By Jane Smith

12 March 2019

“Buses should be free for everybody in this city,” said Ann Lee, the mayor of Barchester. “They are a public good.”

Bob Roe, a driver for the city, warned that fares “pay our wages” and must stay.

Lee said that the city would find the money.

Critics say that nothing is free.
"""
SECOND = """\
Trams next

Ms Lee told reporters: “Trams will be free as well, and soon.”

Carla Moss, of the riders' union, said: “We shall believe it when we see it.”
"""


@pytest.fixture
def library(program: Program, tmp_path: Path) -> Path:
    """An empty library, and a folder of articles beside it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "buses.txt").write_text(ARTICLE, encoding="utf-8")
    assert program("init", "lib").returncode == 0
    return tmp_path / "lib"


def words(loaded: Library) -> dict[str, tuple[str, str]]:
    return {q.id: (loaded.speakers[q.speaker].name, q.segments[0].exact) for q in loaded.quotes.values()}


def test_a_new_library_is_empty_and_right_and_says_what_goes_where(program: Program, library: Path) -> None:
    loaded = load_library(library)
    assert (loaded.name, loaded.problems, check_library(loaded)) == ("lib", (), [])
    for file in ("data/library.yaml", "data/speakers.yaml", "data/topics.yaml"):
        assert (library / file).read_text(encoding="utf-8").startswith("# ")
    assert {path.name for path in library.iterdir()} == {"data", "seeds"}
    assert program("check", "--library", "lib").stdout == ""


def test_a_library_has_any_name(program: Program, tmp_path: Path) -> None:
    assert program("init", "lib", "--name", 'Buses: "free" # 1').returncode == 0
    assert load_library(tmp_path / "lib").name == 'Buses: "free" # 1'


def test_a_library_begins_with_a_copy_of_the_bundled_one(program: Program, tmp_path: Path) -> None:
    answer = program("init", "mine", "--bundled")
    assert (answer.returncode, answer.stderr) == (0, "")
    made, bundled = load_library(tmp_path / "mine"), load_library(bundled_library())
    assert (made.name, made.problems) == ("mine", ())
    assert (made.quotes, made.topics) == (bundled.quotes, bundled.topics)
    (tmp_path / "buses.txt").write_text(ARTICLE, encoding="utf-8")
    assert program("add", "--library", "mine", "buses.txt").returncode == 0
    assert len(load_library(tmp_path / "mine").documents) == len(bundled.documents) + 1
    (tmp_path / "mine" / "data" / "library.yaml").unlink()
    answer = program("init", "mine", "--bundled")
    assert (answer.returncode, "is there and not empty" in answer.stderr) == (2, True)


def test_no_folder_with_something_in_it_becomes_a_library(program: Program, library: Path) -> None:
    answer = program("init", "lib")
    assert (answer.returncode, "is a library already; add to it with" in answer.stderr) == (2, True)
    answer = program("init", "in")
    assert (answer.returncode, "is there and not empty" in answer.stderr) == (2, True)
    answer = program("init", "in/buses.txt")
    assert (answer.returncode, "is there and not empty" in answer.stderr) == (2, True)
    assert library.is_dir()


@pytest.mark.parametrize("how", [[], ["--bundled"]], ids=["empty", "bundled"])
@pytest.mark.parametrize("where", ["lib/data", "elsewhere"])
def test_a_beginning_never_writes_over_a_file_of_the_users(
    program: Program, tmp_path: Path, how: list[str], where: str
) -> None:
    data = tmp_path / where
    data.mkdir(parents=True)
    if where == "elsewhere":  # `data` is a link to it
        (tmp_path / "lib").mkdir()
        (tmp_path / "lib" / "data").symlink_to(data)
    (data / "speakers.yaml").write_text("speakers: [] # MY OWN WORK\n", encoding="utf-8")
    answer = program("init", *how, "lib")
    said = f"lib is there and not empty ({Path('data', 'speakers.yaml')} is in it); name a folder"
    assert (answer.returncode, said in answer.stderr) == (2, True)
    assert (data / "speakers.yaml").read_text(encoding="utf-8") == "speakers: [] # MY OWN WORK\n"
    assert [path.name for path in data.iterdir()] == ["speakers.yaml"]


def test_an_interrupted_beginning_is_begun_again(program: Program, library: Path) -> None:
    (library / "data" / "library.yaml").unlink()
    assert program("init", "lib").returncode == 0
    assert load_library(library).problems == ()


def test_a_document_is_added_with_everything_in_it_proposed(program: Program, library: Path) -> None:
    answer = program("add", "--library", "lib", "in/buses.txt")
    assert (answer.returncode, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert re.fullmatch(r"in/buses\.txt\t2019-free-buses-for-all-says-mayor\t\d quotes proposed, \d in doubt", lines[0])
    assert re.fullmatch(r"1 document added: \d+ to review: \d quotes, \d in doubt; \d new speakers; \d facts", lines[1])
    assert lines[2] == "Review them: reform-tui --library lib --review"
    loaded = load_library(library)
    assert f"added: {len(to_review(loaded, None, {}))} to review" in lines[1]  # what the review counts
    assert check_library(loaded) == []
    (document,) = loaded.documents.values()
    assert document.title == "Free buses for all, says mayor"
    assert (document.issued and document.issued.date, str(document.author[0])) == ("2019-03-12", "Jane Smith")
    assert {"title", "author", "issued"} <= set(document.proposed)
    assert document.original is not None
    assert document.original.file == "buses.txt"
    assert {quote.status for quote in loaded.quotes.values()} == {"proposed"}
    assert all(quote.rule and quote.confidence is not None for quote in loaded.quotes.values())
    assert {speaker.status for speaker in loaded.speakers.values()} == {"proposed"}
    said = words(loaded)
    assert said["lee-buses-should-free-everybody"][0] == "Ann Lee"
    assert ("Bob Roe", "fares “pay our wages” and must stay") in said.values()


def test_speakers_of_a_second_document_are_those_of_the_first_where_they_are(program: Program, library: Path) -> None:
    program("add", "--library", "lib", "in/buses.txt")
    (library.parent / "in" / "trams.txt").write_text(SECOND, encoding="utf-8")
    assert program("add", "--library", "lib", "in/trams.txt").returncode == 0
    loaded = load_library(library)
    assert check_library(loaded) == []
    said = words(loaded).values()
    assert [name for name, exact in said if "Trams will be free" in exact] == ["Ann Lee"]
    assert [name for name, exact in said if "We shall believe it" in exact] == ["Carla Moss"]
    assert "Ms Lee" in loaded.speakers["ann-lee"].aliases or "Lee" in loaded.speakers["ann-lee"].aliases


def test_what_stands_in_the_library_by_hand_keeps_its_bytes(program: Program, library: Path) -> None:
    by_hand = "# Ours\nspeakers:\n- id: ann-lee # the mayor\n  name: Ann Lee\n  kind: person\n\n# the end\n"
    (library / "data" / "speakers.yaml").write_text(by_hand, encoding="utf-8")
    program("add", "--library", "lib", "in")
    text = (library / "data" / "speakers.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Ours\nspeakers:\n- id: ann-lee # the mayor\n  name: Ann Lee\n  kind: person\n")
    assert text.endswith("\n\n# the end\n")
    assert load_library(library).speakers["ann-lee"].status == "curated"


def test_what_is_done_in_a_word_or_two_is_not_proposed(program: Program, library: Path, tmp_path: Path) -> None:
    text = "Ann Lee welcomed the plan.\n\nBob Roe urged the trust to build a second pier.\n"
    (tmp_path / "pier.txt").write_text(text, encoding="utf-8")
    program("add", "--library", str(library), str(tmp_path / "pier.txt"))
    assert [exact for _, exact in words(load_library(library)).values()] == ["the trust to build a second pier"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ann Lee denied that drivers had been promised anything.",
        "Ann Lee did not say that the bill was dead.",
        "Ann Lee hasn’t ever claimed that nurses would lose their jobs.",
        "Ann Lee never claimed that nurses would lose their jobs.",
        "Ann Lee said she did not believe that “the money is there”.",
        "Ann Lee refused to say “I am sorry”.",
        "Ann Lee’s department rejected suggestions that “patients will die”.",
    ],
)
def test_what_somebody_is_said_to_deny_is_not_proposed_as_theirs(
    program: Program, library: Path, tmp_path: Path, sentence: str
) -> None:
    (tmp_path / "denial.txt").write_text(f"The inquiry\n\n{sentence}\n\n“I said so,” she said.\n", encoding="utf-8")
    assert program("add", "--library", "lib", "denial.txt").returncode == 0
    assert [exact for _, exact in words(load_library(library)).values()] == ["I said so,"]


def test_a_denial_in_ones_own_words_is_proposed(program: Program, library: Path, tmp_path: Path) -> None:
    (tmp_path / "denial.txt").write_text("The inquiry\n\n“I never took a penny,” Ann Lee denied.\n", encoding="utf-8")
    assert program("add", "--library", "lib", "denial.txt").returncode == 0
    assert [exact for _, exact in words(load_library(library)).values()] == ["I never took a penny,"]


def test_the_labels_of_a_transcript_are_people_parts_and_bodies(
    program: Program, library: Path, tmp_path: Path
) -> None:
    turns = (
        "Q. When?",
        "A. In May.",
        "THE CHAIR: Enough.",
        "JS: I saw it too.",
        "MR ROE: Did you?",
        "Ferry Trust: No.",
    )
    (tmp_path / "hearing.txt").write_text("\n\n".join(("The ferry", *turns, *turns)) + "\n", encoding="utf-8")
    program("add", "--library", str(library), str(tmp_path / "hearing.txt"))
    kinds = {speaker.name: speaker.kind for speaker in load_library(library).speakers.values()}
    assert kinds == {
        "Q": "unnamed",
        "A": "unnamed",
        "THE CHAIR": "unnamed",
        "JS": "person",
        "ROE": "person",
        "Ferry Trust": "body",
    }


def test_a_file_added_twice_is_said_so(program: Program, library: Path) -> None:
    program("add", "--library", "lib", "in/buses.txt")
    shutil.copy(library.parent / "in" / "buses.txt", library.parent / "in" / "copy.txt")
    answer = program("add", "--library", "lib", "in")
    assert answer.returncode == 1
    assert answer.stderr.splitlines() == [
        "reform-tui: in/buses.txt is in the library already, as `2019-free-buses-for-all-says-mayor`",
        "reform-tui: in/copy.txt is in the library already, as `2019-free-buses-for-all-says-mayor`",
    ]
    assert len(load_library(library).documents) == 1


def test_one_file_that_fails_is_named_and_the_others_are_added(program: Program, library: Path) -> None:
    (library.parent / "in" / "a-picture.png").write_bytes(b"\x89PNG")
    (library.parent / "in" / "empty.txt").write_bytes(b"")
    (library.parent / "in" / "b.docx").write_bytes(b"no archive")
    answer = program("add", "--library", "lib", "in", "in/a-picture.png", "nowhere.txt")
    assert answer.returncode == 2
    for name in ("in/empty.txt", "in/b.docx", "in/a-picture.png", "nowhere.txt"):
        assert f"reform-tui: {name} cannot be brought in: " in answer.stderr
    assert "1 document added, 4 failed: " in answer.stdout
    assert "Traceback" not in answer.stderr
    assert len(load_library(library).documents) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_name_that_is_not_utf_8_is_said_to_be_that_and_the_others_are_added(program: Program, library: Path) -> None:
    odd = os.fsencode(library.parent / "in") + b"/caf\xe9.txt"
    Path(os.fsdecode(odd)).write_text(SECOND, encoding="utf-8")
    answer = program("add", "--library", "lib", "in")
    assert answer.returncode == 2
    assert "'in/caf\\udce9.txt' is not added: its name cannot be written down" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert "1 document added, 1 failed" in answer.stdout
    loaded = load_library(library)
    assert (len(loaded.documents), loaded.problems) == (1, ())
    assert len(list((library / "seeds").glob("*.txt"))) == 1


def test_two_texts_of_one_title_have_ids_of_their_own(program: Program, library: Path) -> None:
    (library.parent / "in" / "again.txt").write_text(ARTICLE.replace("free for", "gratis for"), encoding="utf-8")
    program("add", "--library", "lib", "in")
    loaded = load_library(library)
    assert set(loaded.documents) == {
        "2019-free-buses-for-all-says-mayor",
        "2019-free-buses-for-all-says-mayor-2",
    }
    assert loaded.problems == ()


def test_the_bundled_library_is_not_added_to(program: Program, library: Path) -> None:
    answer = program("add", "in/buses.txt")
    assert answer.returncode == 2
    assert "read-only; make one of yours with `reform-tui init DIR`" in answer.stderr
    assert library.is_dir()


def test_what_is_no_library_is_not_added_to(program: Program, library: Path) -> None:
    assert program("add", "--library", "in", "in/buses.txt").returncode == 3
    assert library.is_dir()


def test_a_speakers_file_that_cannot_be_edited_stops_before_anything_is_written(
    program: Program, library: Path
) -> None:
    (library / "data" / "speakers.yaml").write_text("speakers:\n  - &a {id: x, name: X, kind: person}\n")
    answer = program("add", "--library", "lib", "in")
    assert answer.returncode == 2
    assert "data/speakers.yaml:2: the anchor &a; write the value out" in answer.stderr
    assert [path.name for path in (library / "seeds").iterdir()] == ["README.md"]


@pytest.mark.parametrize(
    "text",
    [
        "“x\u2028y\x85z: # - &a *b,” said Ann Lee.\r\n\r\n“\ttabs \x0b,” said Bob Roe.\r\n",
        "“a b”\n" * 300 + "“a b,” said Ann Lee.\n",
        "\ufeff“null,” said Ann Lee. “~,” said Bob Roe. “2018-01-01,” said Ann Lee. “yes,” said Bob Roe.",
        "Title\n\n“[x]{y}: z,” said Ann\u00a0Lee, the “mayor”: of '#1'.\n",
        "x" * 100_000 + "\n“Free \U0001f68c buses \u202e,” said Ann Lee.\n",
    ],
    ids=["line ends", "the same again and again", "YAML's own words", "marks", "a long line"],
)
def test_hostile_texts_are_stored_as_they_are_with_every_quote_in_place(
    program: Program, library: Path, text: str
) -> None:
    (library.parent / "in" / "buses.txt").write_bytes(text.encode())
    answer = program("add", "--library", "lib", "in/buses.txt")
    assert answer.returncode == 0, answer.stderr
    loaded = load_library(library)
    assert loaded.problems == ()
    (document,) = loaded.documents.values()
    assert document.state == "verified"
    for quote in document.quotes:
        for segment in quote.segments:
            assert document.source.text[segment.start : segment.end] == segment.exact


def test_a_text_that_repeats_itself_is_written_down_once(program: Program, library: Path) -> None:
    text = "“Buses should be free for all of us,” said Ann Lee.\n\n" * 3000 + "“Trams too,” said Bob Roe.\n"
    (library.parent / "in" / "buses.txt").write_text(text, encoding="utf-8")
    answer = program("add", "--library", "lib", "in/buses.txt")
    assert answer.returncode == 0
    assert re.search(r"29\d\d of its statements stand word for word in several places", answer.stderr)
    loaded = load_library(library)
    assert {name for name, _ in words(loaded).values()} == {"Ann Lee", "Bob Roe"}
    (document,) = loaded.documents.values()
    assert len((library / document.record).read_bytes()) < 50_000  # with all of them, a thousand times that
    assert loaded.problems == ()


def articles(number: int) -> Iterator[tuple[str, str]]:
    for at in range(number):
        yield f"{at:03}.txt", f"Title {at}\n\n“This is statement number {at},” said Ann Lee{at}, the mayor.\n"


@pytest.mark.parametrize("folder", ["seeds", "data/documents"])
def test_a_file_that_somebody_puts_there_meanwhile_stays_and_nothing_is_added(library: Path, folder: str) -> None:
    class Beaten(Adder):
        """Somebody is quicker: their file has its name after ours was found good, before it is written."""

        def _prove(self, document: NewDocument, speakers: dict[str, Speaker], path: Path) -> None:
            super()._prove(document, speakers, path)
            self.theirs = library / (document.file if folder == "seeds" else document.record)
            self.theirs.write_text("mine", encoding="utf-8")

    before = {file: file.read_bytes() for file in library.rglob("*") if file.is_file()}
    adder = Beaten(library)
    with pytest.raises(Refused):
        adder.add(library.parent / "in" / "buses.txt")
    assert adder.theirs.read_text(encoding="utf-8") == "mine"
    after = {file: file.read_bytes() for file in library.rglob("*") if file.is_file() and file != adder.theirs}
    assert after == before


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_an_end_at_any_moment_leaves_whole_documents_and_adding_goes_on(
    program: Program, library: Path, how: signal.Signals
) -> None:
    for name, text in articles(60):
        (library.parent / "in" / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "reform_tui", "add", "--library", str(library), str(library.parent / "in")]
    for round in range(3):
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=UNMEASURED,
            preexec_fn=heeding(how),  # noqa: PLW1509 - no threads run in this test
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.03 * round)
        process.send_signal(how)
        _, error = process.communicate(timeout=60)
        assert "Traceback" not in error
        loaded = load_library(library)
        assert loaded.problems == ()
        if how == signal.SIGINT and process.returncode != 0:
            assert {d.file for d in loaded.documents.values()} == {
                f"seeds/{file.name}" for file in (library / "seeds").glob("*.txt")
            }
    assert program("add", "--library", "lib", "in").returncode in {0, 1}
    loaded = load_library(library)
    assert (len(loaded.documents), loaded.problems) == (61, ())
    assert len(list((library / "seeds").glob("*.txt"))) == 61


def test_a_terminal_shows_what_is_read_and_is_left_clean(library: Path) -> None:
    for name, text in articles(3):
        (library.parent / "in" / name).write_text(text, encoding="utf-8")
    folder = library.parent / "in"
    (folder / "a picture of a bus.png").write_bytes(b"x")
    call = ["add", "--library", str(library), str(folder), str(folder / "none.txt")]
    status, drawn = run_in_terminal(call, columns=60, rows=24, cwd=library.parent)
    assert status == 2
    assert "\r\x1b[K1/5 000.txt\r\x1b[K" in drawn
    said = drawn.replace("\r\n  ", " ").rstrip()
    assert f"\r\x1b[Kreform-tui: {folder / 'none.txt'} cannot be brought in" in said
    assert f"reform-tui: {folder}: 1 file of other kinds left out (.png)" in said
    assert f"{folder / '000.txt'}: nd-title-0: 1 quote proposed, 0 in doubt" in said
    assert "4 documents added, 1 failed: " in said
    assert said.endswith("--review")
    lines = [line.rpartition("\r\x1b[K")[2] for line in drawn.split("\r\n")]
    assert [line for line in lines if len(line) >= 60 and " " in line.strip()] == []


def test_what_was_added_can_be_reviewed_at_once(program: Program, library: Path, tmp_path: Path) -> None:
    program("add", "--library", "lib", "in")
    loaded = load_library(library)
    writer = LibraryWriter(library, tmp_path / "journal.json")
    first, second, *_ = loaded.quotes
    loaded = writer.apply(loaded, accept(first))
    loaded = writer.apply(loaded, reject(second))
    assert loaded.quotes[first].status == "accepted"
    assert [rejected.id for document in loaded.documents.values() for rejected in document.rejected] == [second]
    assert check_library(load_library(library)) == []
