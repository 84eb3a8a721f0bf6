"""``reform-tui verify``, as people and scripts meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Program
from tests.terminal import run_in_terminal

WRONG = "Nicholas Timmins said that “we no longer have one” now.\n"
RIGHT = "Nicholas Timmins said that “we now longer have one” now.\n"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.md"
    file.write_text(f"# A draft\n\n{WRONG}", encoding="utf-8")
    return file


def test_an_altered_quotation_is_said_with_its_line_and_the_difference(program: Program, draft: Path) -> None:
    answer = program("verify", str(draft))
    assert answer.returncode == 1
    assert answer.stdout.splitlines() == [
        f"{draft}:3: altered: “we no longer have one” (given to Nicholas Timmins)",
        "    we [-no-] {+now+} longer have one",
        "    Nicholas Timmins · CSW ¶24 · 2018-01-26 · timmins-running-out-of-road",
    ]
    assert answer.stderr == "reform-tui: 1 quotation: 1 altered\n"


def test_a_draft_whose_quotations_are_all_verbatim_is_answered_with_0(program: Program, draft: Path) -> None:
    draft.write_text(RIGHT, encoding="utf-8")
    assert program("verify", str(draft)).returncode == 0
    draft.write_text("No quotation at all.\n", encoding="utf-8")
    answer = program("verify", str(draft))
    assert (answer.returncode, answer.stdout) == (0, "")
    assert "no quotations found" in answer.stderr


def test_json_has_the_fields_of_the_contract(program: Program, draft: Path) -> None:
    (found,) = json.loads(program("verify", str(draft), "--format", "json").stdout)
    assert found == {
        "line": 3,
        "start": 39,
        "end": 60,
        "quotation": "we no longer have one",
        "given_to": "Nicholas Timmins",
        "verdict": "altered",
        "reason": None,
        "quote": "timmins-running-out-of-road",
        "nearest": "we now longer have one",
        "nearness": 0.8,
        "difference": [
            {"kind": "same", "draft": "we", "source": "we"},
            {"kind": "changed", "draft": "no", "source": "now"},
            {"kind": "same", "draft": "longer have one", "source": "longer have one"},
        ],
        "document": "2018-csw-heywood-technology",
        "paragraph": 24,
        "segments": [{"start": 5943, "end": 5965, "exact": "we now longer have one", "paragraph": 24}],
        "speaker": "nicholas-timmins",
        "speaker_name": "Nicholas Timmins",
        "left_out": 0,
        "warnings": [],
    }


def test_an_export_verifies_from_standard_input(program: Program) -> None:
    exported = program("export", "--speaker", "timmins").stdout
    command = [sys.executable, "-m", "reform_tui", "verify", "-", "--format", "json"]
    answer = subprocess.run(command, input=exported, capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 0
    assert {found["verdict"] for found in json.loads(answer.stdout)} == {"verbatim"}


def test_a_web_page_is_read_by_the_importers(program: Program, tmp_path: Path) -> None:
    pytest.importorskip("reform_tui.importing.reading")
    pytest.importorskip("lxml")
    page = tmp_path / "page.html"
    exported = program("export", "--topic", "choice-competition", "-o", str(page))
    assert exported.returncode == 0, exported.stderr
    answer = program("verify", str(page), "--format", "json")
    assert answer.returncode == 0, answer.stdout
    assert len(json.loads(answer.stdout)) > 60
    assert program("verify", str(page), "--fix").returncode == 2


def test_listings_have_a_row_for_each_quotation(program: Program, draft: Path) -> None:
    assert program("verify", str(draft), "--format", "csv").stdout.startswith("line,verdict,quotation,difference,")
    assert "| 3 | altered |" in program("verify", str(draft), "--format", "markdown").stdout


def test_mending_writes_a_copy_and_leaves_the_draft(program: Program, draft: Path, tmp_path: Path) -> None:
    before, copy = draft.read_bytes(), tmp_path / "copy.md"
    answer = program("verify", str(draft), "--fix", "-o", str(copy))
    assert answer.returncode == 1
    assert f"1 mended in {copy}" in answer.stderr
    assert draft.read_bytes() == before
    assert "“we now longer have one” [@johnstone2018heywood, para. 24] now." in copy.read_text(encoding="utf-8")
    assert program("verify", str(copy)).returncode == 0
    again = program("verify", str(draft), "--fix", "-o", str(copy))
    assert again.returncode == 2
    assert "--force overwrites" in again.stderr
    assert program("verify", str(draft), "--fix", "-o", str(copy), "--force").returncode == 1
    printed = program("verify", str(draft), "--fix")
    assert printed.stdout == copy.read_text(encoding="utf-8")


def test_the_draft_itself_is_mended_only_when_told(program: Program, draft: Path) -> None:
    refused = program("verify", str(draft), "--fix", "-o", str(draft), "--force")
    assert refused.returncode == 2
    assert "--in-place" in refused.stderr
    assert program("verify", str(draft), "--fix", "--in-place").returncode == 1
    assert "we now longer have one" in draft.read_text(encoding="utf-8")


def test_mending_keeps_every_other_byte(program: Program, draft: Path) -> None:
    draft.write_bytes(f"a\r\n\r\n{WRONG}\tb \r\n“we now longer have one”\x00".encode())
    program("verify", str(draft), "--fix", "--in-place")
    mended = WRONG.replace("no longer", "now longer").replace("one”", "one” [@johnstone2018heywood, para. 24]")
    assert draft.read_bytes() == f"a\r\n\r\n{mended}\tb \r\n“we now longer have one”\x00".encode()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.md"], "nowhere.md cannot be read: No such file or directory"),
        (["draft.md", "-o", "copy.md"], "say where --fix writes"),
        (["-", "--fix", "--in-place"], "--in-place mends FILE itself"),
        (["latin.txt"], "latin.txt:2: not UTF-8: byte 0xe9"),
    ],
)
def test_a_wrong_call_is_one_sentence(
    program: Program, draft: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    assert draft.exists()
    (tmp_path / "latin.txt").write_bytes(b"a\ncaf\xe9\n")
    answer = program("verify", *arguments)
    assert answer.returncode == 2
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_library_that_cannot_be_read_is_3(program: Program, draft: Path, tmp_path: Path) -> None:
    assert program("verify", str(draft), "--library", str(tmp_path / "none")).returncode == 3


def shown_of(draft: Path, **environment: str) -> str:
    """Return what a terminal is sent."""
    return run_in_terminal(["verify", str(draft)], columns=100, rows=30, cwd=draft.parent, environment=environment)[1]


def test_the_difference_is_marked_without_colour_too(draft: Path) -> None:
    plain, coloured = shown_of(draft, NO_COLOR="1"), shown_of(draft)
    assert "[-no-] {+now+}" in plain.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "[-no-]" in coloured.replace("\x1b[31m", "").replace("\x1b[0m", "")
    assert "\x1b[31m" in coloured
    assert "\x1b[3" not in plain
    assert "\x1b[9" not in plain


def test_nothing_in_a_draft_acts_on_the_terminal(draft: Path) -> None:
    draft.write_text("He said: “\x1b[2J we [red]no[/red] longer \u202e have one at all”.\n", encoding="utf-8")
    shown = shown_of(draft, NO_COLOR="1")
    assert "\x1b[2J" not in shown
    assert "\u202e" not in shown
    assert "[red]" in shown


def test_a_byte_order_mark_is_kept_in_mending(program: Program, draft: Path) -> None:
    draft.write_bytes(b"\xef\xbb\xbf" + "Timmins said “we no longer have one”.\r\n".encode())
    program("verify", str(draft), "--fix", "--in-place")
    assert draft.read_bytes().startswith(b"\xef\xbb\xbf")
