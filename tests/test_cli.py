"""The commands, as scripts meet them."""

from __future__ import annotations

import csv
import io
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reform_tui.cli.dispatch import COMMANDS
from reform_tui.export.spreadsheet import harmless, original
from reform_tui.library.bundled import bundled_library
from reform_tui.library.model import Library
from tests.conftest import Program, SmallLibrary

QUOTE_KEYS = [
    "id",
    "document",
    "file",
    "speaker",
    "speaker_name",
    "quoted_by",
    "role",
    "kind",
    "cue",
    "sic",
    "segments",
    "fragments",
    "also_at",
    "issued",
    "status",
    "rule",
    "confidence",
    "topics",
]
DOCUMENT_KEYS = [
    "id",
    "file",
    "sha256",
    "title",
    "type",
    "author",
    "editor",
    "publisher",
    "container_title",
    "issued",
    "accessed",
    "paragraphs",
    "words",
    "quotes",
    "furniture",
]


def records(program: Program, *arguments: str) -> Any:
    answer = program(*arguments, "--format", "json")
    assert (answer.returncode, answer.stderr) == (0, "")
    return json.loads(answer.stdout)


def test_quotes_keep_the_json_contract(program: Program, bundled: Library) -> None:
    found = records(program, "quotes")
    assert [record["id"] for record in found] == list(bundled.quotes)
    for record in found:
        assert list(record) == QUOTE_KEYS
        text = (bundled_library() / record["file"]).read_bytes().decode("utf-8")
        for part in (*record["segments"], *record["fragments"], *record["also_at"]):
            assert text[part["start"] : part["end"]] == part["exact"]
        assert all(list(part) == ["start", "end", "exact", "paragraph"] for part in record["segments"])
        assert all(list(part) == ["start", "end", "exact"] for part in record["fragments"])
        assert all(list(part) == ["start", "end", "exact", "paragraph", "what"] for part in record["also_at"])
        assert all(list(part) == ["topic", "position", "stance"] for part in record["topics"])
        assert record["status"] == "curated"


def test_documents_keep_the_json_contract(program: Program) -> None:
    found = records(program, "documents")
    assert all(list(record) == DOCUMENT_KEYS for record in found)
    csw = next(record for record in found if record["id"] == "2018-csw-heywood-technology")
    assert csw["issued"] == "2018-01-26"
    assert csw["author"] == [{"family": "Johnstone", "given": "Richard"}]
    assert (csw["paragraphs"], csw["quotes"], csw["container_title"]) == (30, 22, None)
    assert list(csw["furniture"][0]) == ["start", "end", "exact", "why"]


def test_speakers_keep_the_json_contract(program: Program) -> None:
    found = records(program, "speakers")
    keys = ["id", "name", "kind", "aliases", "roles", "speaks", "quotes", "documents"]
    assert all(list(record) == keys for record in found)
    tetlow = next(record for record in found if record["id"] == "gemma-tetlow")
    assert tetlow["roles"] == [
        {
            "role": "Chief Economist, Institute for Government",
            "document": "nd-politicshome-public-sector-productivity",
        }
    ]
    assert (tetlow["speaks"], tetlow["quotes"]) == (True, 10)
    assert {"Dr Tetlow", "Dr Gemma Tetlow"} <= {alias.replace("\u00a0", " ") for alias in tetlow["aliases"]}
    assert {record["speaks"] for record in found if not record["quotes"]} == {False}


def test_topics_keep_the_json_contract(program: Program) -> None:
    for topic in records(program, "topics"):
        assert list(topic) == ["id", "question", "positions", "agreements"]
        for position in topic["positions"]:
            assert list(position) == ["id", "claim", "evidence"]
            for evidence in position["evidence"]:
                assert list(evidence) == ["quote", "stance", "why", "segments"]
                assert list(evidence["segments"][0]) == ["start", "end", "exact", "paragraph"]


def test_a_filter_understands_names_aliases_and_parts(program: Program) -> None:
    by_id = records(program, "quotes", "--speaker", "nicholas-timmins")
    assert len(by_id) == 6
    for typed in ("timmins", "Nicholas Timmins", "nicholas\u00a0timmins", "nich"):
        assert records(program, "quotes", "--speaker", typed) == by_id


def test_filters_narrow_together(program: Program) -> None:
    found = records(program, "quotes", "--document", "csw", "--kind", "direct", "--topic", "choice-competition")
    assert [record["id"] for record in found] == ["timmins-running-out-of-road"]
    opposed = records(program, "quotes", "--topic", "failure", "--stance", "opposes")
    assert all({"topic", "position", "stance"} == set(where) for record in opposed for where in record["topics"])
    assert opposed


def test_lists_of_documents_speakers_and_topics_narrow_too(program: Program) -> None:
    assert [record["id"] for record in records(program, "documents", "--speaker", "burnham")] == [
        "nd-blog-new-government-reform"
    ]
    speaking = records(program, "speakers", "--document", "progress", "--speaking")
    assert {record["id"] for record in speaking} == {
        "alan-milburn",
        "progress-reader",
        "three-main-parties",
        "tony-blair",
    }
    assert {"pace", "money"} <= {record["id"] for record in records(program, "topics", "--speaker", "chris cook")}
    assert "alan-milburn" in {record["id"] for record in records(program, "speakers", "--topic", "failure")}


@pytest.mark.parametrize("id", ["timmins-running-out-of-road", "2018-csw-heywood-technology", "timmins", "failure"])
def test_show_prints_one_thing_whole(program: Program, id: str) -> None:
    answer = program("show", id)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Timmins" in answer.stdout
    assert isinstance(records(program, "show", id), dict)


def test_show_of_a_document_numbers_its_paragraphs_and_marks_furniture(program: Program) -> None:
    lines = program("show", "csw").stdout.splitlines()
    assert any(line.startswith("24  “For the better part of 30 years") for line in lines)
    assert any(line.startswith("30  [furniture] Share this page") for line in lines)


def test_contrast_prints_the_positions_one_after_another_in_a_pipe(program: Program, bundled: Library) -> None:
    answer = program("contrast", "choice-competition")
    at = [answer.stdout.index(p.claim) for p in bundled.topics["choice-competition"].positions]
    assert at == sorted(at)
    assert "Agreed: " in answer.stdout
    assert "running out of road" in answer.stdout


def test_contrast_of_two_speakers_covers_every_topic_of_either(program: Program) -> None:
    record = records(program, "contrast", "--speakers", "tetlow", "cook")
    assert [speaker["id"] for speaker in record["speakers"]] == ["gemma-tetlow", "chris-cook"]
    assert {"money", "pace", "technology"} <= {topic["topic"] for topic in record["topics"]}
    assert {quote["speaker"] for quote in record["quotes"]} == {"gemma-tetlow", "chris-cook"}
    assert "How fast and how far should reform go?" in program("contrast", "--speakers", "tetlow", "cook").stdout


def test_contrast_as_json_holds_the_topic_and_its_quotes_once(program: Program) -> None:
    record = records(program, "contrast", "failure")
    ids = [quote["id"] for quote in record["quotes"]]
    assert len(ids) == len(set(ids))
    named = {item["quote"] for claim in record["topic"]["positions"] for item in claim["evidence"]}
    assert named <= set(ids)


@pytest.mark.parametrize("command", [["documents"], ["speakers"], ["quotes"], ["topics"], ["contrast", "failure"]])
def test_every_listing_comes_as_csv_and_markdown(program: Program, command: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(program(*command, "--format", "csv").stdout, newline="")))
    assert len(rows) > 3
    assert {len(row) for row in rows} == {len(rows[0])}
    table = program(*command, "--format", "markdown").stdout.splitlines()
    assert len(table) == len(rows) + 1
    assert set(table[1]) == set("|- ")


def test_quotes_in_csv_are_the_words_of_the_source(program: Program, bundled: Library) -> None:
    rows = list(csv.DictReader(io.StringIO(program("quotes", "--format", "csv").stdout, newline="")))
    timmins = next(row for row in rows if row["id"] == "timmins-loss-of-faith")
    assert bundled.quotes["timmins-loss-of-faith"].segments[0].exact in timmins["words"]


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-x", "@x", "\tx", "'x", "''", "＝1", "plain", ""])
def test_a_cell_that_a_spreadsheet_would_run_is_harmless_and_comes_back_whole(cell: str) -> None:
    assert not harmless(cell).startswith(("=", "+", "-", "@", "\t", "＝"))
    assert original(harmless(cell)) == cell


def test_a_pipe_gets_one_plain_line_a_row(program: Program, bundled: Library) -> None:
    answer = program("quotes")
    assert len(answer.stdout.splitlines()) == len(bundled.quotes)
    assert "\x1b" not in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["quots"], "no command `quots`; did you mean “quotes”?"),
        (["quotes", "--speaker", "timmns"], "no speaker is called “timmns”; did you mean “timmins”?"),
        (["quotes", "--speaker", "lord"], "may mean"),
        (["show", "nothing-like-it"], "nothing has the id or name"),
        (["contrast"], "say a TOPIC, or --speakers A B"),
        (["contrast", "failure", "--speakers", "a", "b"], "say a TOPIC, or --speakers A B"),
        (["quotes", "--kind", "spoken"], "invalid choice"),
        (["quotes", "--limt", "3"], "unrecognized arguments"),
        ([], "`reform-tui search WORDS`"),
        (["--bogus"], "no option `--bogus`"),
        (["--review", "topics"], "goes with no command such as `topics`"),
    ],
)
def test_a_wrong_call_exits_2_and_says_what_to_type(program: Program, arguments: list[str], message: str) -> None:
    answer = program(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert message in answer.stderr
    assert "Traceback" not in answer.stderr


def test_nothing_that_matches_exits_1(program: Program) -> None:
    answer = program("quotes", "--speaker", "timmins", "--kind", "authored")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert "nothing matches" in answer.stderr
    assert json.loads(program("quotes", "--speaker", "timmins", "--kind", "authored", "--format", "json").stdout) == []


def test_the_library_is_named_before_or_after_the_command(program: Program, small: SmallLibrary) -> None:
    after = program("quotes", "--library", str(small.root))
    before = program("--library", str(small.root), "quotes")
    named = program("quotes", REFORM_TUI_LIBRARY=str(small.root))
    assert before.stdout == after.stdout == named.stdout
    assert len(after.stdout.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["quotes", "--library", "a"], "a is not a folder; a library is"),
        (["add", "--library", "a", "x.txt"], "a is not a folder; a library is"),
        (["init", "a"], "a is there and not empty"),
    ],
    ids=["quotes", "add", "init"],
)
def test_a_loop_of_links_is_no_library(program: Program, tmp_path: Path, arguments: list[str], said: str) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "x.txt").write_text("Buses are free.", encoding="utf-8")
    answer = program(*arguments)
    assert answer.stderr.startswith(f"reform-tui: {said}")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example_that_works(program: Program, command: str) -> None:
    answer = program(command, "--help")
    assert answer.returncode == 0
    example = " ".join(answer.stdout.split("example: ")[1].split())
    assert example.startswith(f"reform-tui {command}")
    if "DIR" not in example:
        assert program(*shlex.split(example)[1:]).returncode == 0


def test_help_and_version(program: Program) -> None:
    for call in ("--help", "help"):
        assert all(command in program(call).stdout for command in COMMANDS)
    assert program("--version").stdout == program("-V").stdout == "reform-tui 0.1.0\n"


def test_a_reader_that_has_had_enough_is_no_error(tmp_path: Path) -> None:
    call = f"{sys.executable} -m reform_tui quotes | head -1"
    answer = subprocess.run(["sh", "-c", call], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_output_is_utf8_whatever_the_locale(program: Program) -> None:
    answer = program("show", "timmins-running-out-of-road", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="")
    assert (
        "“For the better part of 30\u00a0years" in answer.stdout or "“For the better part of 30 years" in answer.stdout
    )
