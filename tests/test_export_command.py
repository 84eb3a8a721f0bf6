"""``reform-tui export``, as people and scripts meet it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reform_tui.library.model import Library
from reform_tui.library.selection import Pick, Selection
from reform_tui.library.store import SelectionStore
from tests.conftest import Program, SmallLibrary
from tests.interrupting import UNMEASURED, heeding
from tests.rendering import pandoc, read_by_pandoc
from tests.terminal import run_in_terminal

TIMMINS = ("timmins-key-instruments", "timmins-loss-of-faith", "timmins-running-out-of-road")


def exported_ids(program: Program, *arguments: str, **environment: str) -> list[str]:
    answer = program("export", "--to", "json", *arguments, **environment)
    assert (answer.returncode, answer.stderr) == (0, "")
    return [record["id"] for record in json.loads(answer.stdout)]


def test_everything_is_exported_when_nothing_is_named(program: Program, bundled: Library) -> None:
    assert sorted(exported_ids(program)) == sorted(bundled.quotes)


def test_a_query_filters_and_ids_name_what_is_exported(program: Program) -> None:
    assert set(exported_ids(program, "speaker:timmins quasi-markets")) == set(TIMMINS)
    assert exported_ids(program, "quasi-markets", "--speaker", "timmins", "--kind", "direct") == [TIMMINS[2]]
    assert exported_ids(program, "--ids", TIMMINS[2], TIMMINS[0], TIMMINS[2]) == [TIMMINS[2], TIMMINS[0]]
    assert len(exported_ids(program, "--topic", "failure")) == 7


def test_a_kept_selection_is_exported_in_its_order_with_notes_and_tags(program: Program, tmp_path: Path) -> None:
    store = SelectionStore(tmp_path / "own" / "selections" / "bundled")
    store.save(Selection("Briefing", (Pick(TIMMINS[2], "open with this", ("lead",)), Pick("gone"), Pick(TIMMINS[0]))))
    own = {"REFORM_TUI_DATA": str(tmp_path / "own")}
    answer = program("export", "--selection", "Briefing", **own)
    assert answer.returncode == 0
    assert "1 quote is left out, the library has no proved words for them: gone" in answer.stderr
    assert "# Briefing" in answer.stdout
    assert "*Note:* open with this" in answer.stdout
    assert "*Tags:* lead" in answer.stdout
    assert answer.stdout.index(TIMMINS[2]) < answer.stdout.index(TIMMINS[0])
    wrong = program("export", "--selection", "Breifing", **own)
    assert wrong.returncode == 2
    assert "did you mean “Briefing”?" in wrong.stderr


def test_a_topic_is_grouped_by_position_and_a_query_by_speaker(program: Program) -> None:
    assert "## Side by side" in program("export", "--topic", "failure").stdout
    assert "\n## Nicholas Timmins\n" in program("export", "quasi-markets").stdout
    assert "## Side by side" not in program("export", "--topic", "failure", "--group-by", "document").stdout


def test_the_ending_of_the_file_says_the_format(program: Program, tmp_path: Path) -> None:
    for name, start in (
        ("a.csv", "id,speaker"),
        ("a.bib", "@misc"),
        ("a.html", "<!DOCTYPE"),
        ("a.md", "---\npagetitle"),
    ):
        answer = program("export", "--ids", TIMMINS[0], "-o", name)
        assert (answer.returncode, answer.stdout) == (0, "")
        assert answer.stderr == f"reform-tui: 1 quote in {name}\n"
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_file_and_standard_output_are_the_same_bytes(tmp_path: Path) -> None:
    for format in ("markdown", "csv"):
        call = [sys.executable, "-m", "reform_tui", "export", "--topic", "failure", "--to", format]
        piped = subprocess.run(call, capture_output=True, cwd=tmp_path, check=True).stdout
        subprocess.run([*call, "-o", "file"], capture_output=True, cwd=tmp_path, check=True)
        assert (tmp_path / "file").read_bytes() == piped
        (tmp_path / "file").unlink()


def test_references_go_into_a_file_beside_the_page_or_into_the_page(program: Program, tmp_path: Path) -> None:
    answer = program("export", "speaker:timmins quasi-markets", "--bibliography", "-o", "choice.md")
    assert answer.stderr == "reform-tui: 3 quotes in choice.md and choice.csl.json\n"
    page = (tmp_path / "choice.md").read_text(encoding="utf-8")
    assert "bibliography: 'choice.csl.json'" in page or "bibliography: choice.csl.json" in page
    beside = pandoc(page, "--citeproc", "--resource-path", str(tmp_path), "--to", "plain", "--wrap=none")
    within = program("export", "speaker:timmins quasi-markets", "--bibliography").stdout
    assert pandoc(within, "--citeproc", "--to", "plain", "--wrap=none") == beside
    assert "Johnstone, Richard. 2018." in beside


def test_a_file_that_stands_is_not_overwritten_unasked(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.csl.json").write_text("mine", encoding="utf-8")
    refused = program("export", "--ids", TIMMINS[0], "-o", "a.md", "--bibliography")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "reform-tui: a.csl.json stands there already; --force overwrites\n"
    assert not (tmp_path / "a.md").exists()
    assert (tmp_path / "a.csl.json").read_text(encoding="utf-8") == "mine"
    assert program("export", "--ids", TIMMINS[0], "-o", "a.md", "--bibliography", "--force").returncode == 0
    assert json.loads((tmp_path / "a.csl.json").read_text(encoding="utf-8"))[0]["id"] == "johnstone2018heywood"


@pytest.mark.parametrize(("answer", "status", "overwritten"), [("y", 0, True), ("", 1, False), ("no", 1, False)])
def test_on_a_terminal_somebody_is_asked(tmp_path: Path, answer: str, status: int, *, overwritten: bool) -> None:
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    call = ["export", "--ids", TIMMINS[0], "-o", str(tmp_path / "a.md")]
    done, drawn = run_in_terminal(call, columns=200, rows=24, cwd=tmp_path, typed=f"{answer}\n")
    assert done == status
    assert "a.md stands there already. Overwrite? [y/N]" in drawn
    assert ((tmp_path / "a.md").read_text(encoding="utf-8") != "mine") == overwritten


def test_a_terminal_is_shown_nothing_that_could_act_on_it(tmp_path: Path, small: SmallLibrary) -> None:
    exact = '"A\\e]0;title\\a \\u202eevil,"'
    small.set_source(
        "“A\x1b]0;title\x07 \u202eevil,” said Ann Lee. Bob Roe. Buses\n".encode(),
        quotes=f"  - id: q\n    speaker: ann-lee\n    kind: direct\n    segments: [{exact}]\n",
    )
    for format in ("markdown", "json", "csv", "csl-json", "bibtex", "jsonld", "html"):
        call = ["export", "--to", format, "--library", str(small.root)]
        status, drawn = run_in_terminal(call, columns=120, rows=36, cwd=tmp_path)
        assert status == 0
        assert "\x1b" not in drawn
        assert "\u202e" not in drawn


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_export_leaves_no_half_file(tmp_path: Path, number: signal.Signals) -> None:
    call = [sys.executable, "-m", "reform_tui", "export", "--group-by", "position", "-o", "all.md"]
    whole = None
    for wait in range(12):
        running = subprocess.Popen(
            call,
            cwd=tmp_path,
            env=UNMEASURED,
            stderr=subprocess.DEVNULL,
            preexec_fn=heeding(number),  # noqa: PLW1509 - no threads run in this test
        )
        time.sleep(0.05 * wait)
        running.send_signal(number)
        running.wait(timeout=30)
        left = list(tmp_path.iterdir())
        assert {file.name for file in left} <= {"all.md"}
        for file in left:
            text = file.read_text(encoding="utf-8")
            whole = whole or text
            assert text == whole
            file.unlink()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["quasi-markets", "--ids", TIMMINS[0]], "say one of QUERY, --ids and --selection"),
        (["--ids", "timmins-los-of-faith"], "did you mean “timmins-loss-of-faith”?"),
        (["--selection", "x"], "no selection is called “x”; none has been kept of this library"),
        (["--to", "csv", "--bibliography"], "--bibliography goes with Markdown"),
        (["--flavour", "plain", "--bibliography"], "--bibliography goes with Markdown"),
        (["nobody:x"], "nobody"),
        (["-o", "no/such/folder/a.md"], "cannot be written: No such file or directory"),
        (["-o", "."], "cannot be written: Is a directory"),
    ],
)
def test_a_wrong_call_exits_2_and_says_what_to_do(program: Program, arguments: list[str], message: str) -> None:
    answer = program("export", *arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert message in answer.stderr
    assert "Traceback" not in answer.stderr


def test_nothing_that_matches_exits_1_and_writes_no_file(program: Program, tmp_path: Path) -> None:
    answer = program("export", "--speaker", "timmins", "--kind", "authored", "-o", "a.md")
    assert (answer.returncode, answer.stderr) == (1, "reform-tui: nothing matches\n")
    assert not (tmp_path / "a.md").exists()


def test_the_title_and_the_marks_are_as_asked(program: Program) -> None:
    text = program("export", "--ids", TIMMINS[2], "--title", "On *markets*", "--no-sic", "--no-omissions").stdout
    assert "# On \\*markets\\*" in text
    (quote,) = read_by_pandoc("markdown")(text).quotes
    assert "[sic]" not in quote[0]
    assert "[…]" not in quote[0]


def test_a_device_is_written_to_and_not_replaced(program: Program) -> None:
    assert program("export", "--ids", TIMMINS[0], "-o", os.devnull).returncode == 0
    assert not Path(os.devnull).is_file()
