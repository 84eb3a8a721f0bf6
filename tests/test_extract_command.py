"""``reform-tui extract``, as scripts and people meet it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reform_tui.importing.reading import read
from tests.articles import written_as_pdf, written_by_pandoc
from tests.conftest import ROOT, Program

ITEM = (
    "Buses should be free, says mayor\n"
    "\n"
    "“Buses should be free,” said Ann Lee, the mayor. “They are a public good.”\n"
    "\n"
    "Bob Roe, a driver, said that fares “pay our wages” and must stay.\n"
)
KEYS = [
    "kind",
    "speaker_name",
    "role",
    "cue",
    "rule",
    "confidence",
    "segments",
    "fragments",
    "speaker_span",
    "cue_span",
]


@pytest.fixture
def item(tmp_path: Path) -> Path:
    path = tmp_path / "item.txt"
    path.write_text(ITEM, encoding="utf-8", newline="")
    return path


def extracted(program: Program, *files: object) -> Any:
    answer = program("extract", *map(str, files), "--format", "json")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_json_is_one_list_with_one_item_a_file(program: Program, item: Path) -> None:
    records = extracted(program, item, item)
    assert [record["file"] for record in records] == [str(item), str(item)]
    assert records[0]["quotes"] == records[1]["quotes"]


def test_json_has_the_fields_of_the_contract(program: Program, item: Path) -> None:
    quotes = extracted(program, item)[0]["quotes"]
    assert all(list(quote) == KEYS for quote in quotes)
    free, good, wages = quotes
    assert (free["kind"], free["speaker_name"], free["cue"]) == ("direct", "Ann Lee", "said")
    assert free["segments"][0]["exact"] == "Buses should be free,"
    assert good["speaker_name"] == "Ann Lee"
    assert (wages["kind"], wages["speaker_name"], wages["role"]) == ("mixed", "Bob Roe", "a driver")
    assert [fragment["exact"] for fragment in wages["fragments"]] == ["pay our wages"]


def test_every_segment_is_the_slice_of_the_file_that_its_offsets_say(program: Program, item: Path) -> None:
    for quote in extracted(program, item)[0]["quotes"]:
        for part in quote["segments"] + quote["fragments"]:
            assert ITEM[part["start"] : part["end"]] == part["exact"]
        assert ITEM[slice(*quote["speaker_span"])]
        assert ITEM[slice(*quote["cue_span"])] == quote["cue"]


def test_offsets_count_line_ends_as_the_file_has_them(program: Program, tmp_path: Path) -> None:
    path = tmp_path / "crlf.txt"
    text = ITEM.replace("\n", "\r\n")
    path.write_bytes(text.encode())
    part = extracted(program, path)[0]["quotes"][0]["segments"][0]
    assert text[part["start"] : part["end"]] == "Buses should be free,"


def test_a_hyphen_is_standard_input(item: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "reform_tui", "extract", "-", "--format", "json"],
        input=item.read_bytes(),
        capture_output=True,
        cwd=ROOT,
        check=True,
    )
    record = json.loads(answer.stdout)[0]
    assert record["file"] == "-"
    assert len(record["quotes"]) == 3


def test_a_line_a_quote_for_people_with_line_kind_confidence_and_speaker(program: Program, item: Path) -> None:
    lines = [line.split("\t") for line in program("extract", str(item)).stdout.splitlines()]
    assert [(line[1], line[2], line[4]) for line in lines] == [
        ("3", "direct", "Ann Lee"),
        ("3", "direct", "Ann Lee"),
        ("5", "mixed", "Bob Roe"),
    ]
    assert lines[0][5] == "Buses should be free,"


def test_csv_and_markdown_have_one_heading_however_many_files(program: Program, item: Path) -> None:
    rows = list(csv.reader(io.StringIO(program("extract", str(item), str(item), "--format", "csv").stdout)))
    assert [row[0] for row in rows] == ["file", *[str(item)] * 6]
    markdown = program("extract", str(item), str(item), "--format", "markdown").stdout
    assert markdown.count("| file |") == 1


def test_a_file_that_is_not_utf_8_is_named_with_its_line_and_the_next_is_read(
    program: Program, item: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"one\ntwo \xff\n")
    answer = program("extract", str(bad), str(item), "--format", "json")
    assert answer.returncode == 2
    assert f"{bad} cannot be read: line 2 is not UTF-8 (byte 0xff at 8)" in answer.stderr
    assert [record["file"] for record in json.loads(answer.stdout)] == [str(item)]


def test_a_file_that_is_not_there_is_named_in_one_line(program: Program) -> None:
    answer = program("extract", "nowhere.txt", "--format", "json")
    assert (answer.returncode, json.loads(answer.stdout)) == (2, [])
    assert answer.stderr == "reform-tui: nowhere.txt cannot be read: No such file or directory\n"


def test_of_a_file_of_another_kind_the_text_is_searched_that_add_stores(program: Program, tmp_path: Path) -> None:
    files = [written_by_pandoc(tmp_path / f"a{suffix}") for suffix in (".docx", ".odt", ".epub", ".rtf")]
    files.append(written_as_pdf(tmp_path / "a.pdf", times=1))
    for file in files:
        (record,) = extracted(program, file)
        stored = read(file).text
        assert "Those who can." in [part["exact"] for quote in record["quotes"] for part in quote["segments"]]
        for quote in record["quotes"]:
            for part in quote["segments"] + quote["fragments"]:
                assert stored[part["start"] : part["end"]] == part["exact"]


def test_what_is_furniture_of_a_file_holds_no_quotation(program: Program, tmp_path: Path) -> None:
    times = "1\n00:00:01,000 --> 00:00:02,000\n"
    said = "“Buses should be free for everybody in the city,” said Ann Lee."
    (tmp_path / "a.srt").write_text(f"{times}{said}\n\n{times}Photo: “Buses” by Ann Lee\n", encoding="utf-8")
    (record,) = extracted(program, "a.srt")
    assert [quote["segments"][0]["exact"] for quote in record["quotes"]] == [said[1:48]]


def test_a_text_in_another_encoding_is_read_and_that_is_said(program: Program, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ITEM.encode("cp1252"))
    (tmp_path / "b.txt").write_bytes(ITEM.encode("utf-16"))
    answer = program("extract", "a.txt", "b.txt", "--format", "json")
    assert [len(record["quotes"]) for record in json.loads(answer.stdout)] == [3, 3]
    assert [line.split(";")[0] for line in answer.stderr.splitlines()] == [
        "reform-tui: a.txt: decoded from Windows-1252",
        "reform-tui: b.txt: decoded from UTF-16",
    ]


def test_without_the_extra_a_word_file_says_what_to_install(item: Path, tmp_path: Path) -> None:
    path = written_by_pandoc(tmp_path / "a.docx")
    code = (
        "import sys; sys.modules['mammoth'] = None\nfrom reform_tui.cli import main\n"
        f"sys.exit(main(['extract', {str(path)!r}, {str(item)!r}]))"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert answer.returncode == 2
    assert f"{path} cannot be read: Word files need mammoth" in answer.stderr
    assert "pip install 'reform-tui[import]'" in answer.stderr
    assert answer.stdout.count("Ann Lee") == 2


def test_a_file_of_another_kind_than_it_is_called_is_said_to_be_that(program: Program, tmp_path: Path) -> None:
    written_by_pandoc(tmp_path / "a.docx").rename(tmp_path / "a.txt")
    answer = program("extract", "a.txt")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "a.txt cannot be read: its ending is .txt, but it is a zip package, as Word files are" in answer.stderr


def test_a_text_without_quotations_is_the_answer_no(program: Program, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Buses run every day.\n", encoding="utf-8")
    answer = program("extract", "plain.txt", "--format", "json")
    assert answer.returncode == 1
    assert json.loads(answer.stdout) == [{"file": "plain.txt", "quotes": []}]
    assert "nothing matches" in program("extract", "plain.txt").stderr


def test_what_could_act_on_a_terminal_is_shown_and_not_obeyed(program: Program, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("“Clear \x1b[2J me and \u202e turn,” said Ann Lee.\n", encoding="utf-8")
    for format in ("table", "json", "csv", "markdown"):
        if format == "csv":
            continue  # a spreadsheet's file keeps the words as they are
        shown = program("extract", "evil.txt", "--format", format).stdout
        assert "\x1b" not in shown
        assert "\u202e" not in shown
    part = extracted(program, "evil.txt")[0]["quotes"][0]["segments"][0]
    assert part["exact"] == "Clear \x1b[2J me and \u202e turn,"


def test_nothing_that_draws_is_loaded_in_a_pipe(item: Path) -> None:
    code = (
        "import io, sys; sys.stdout = io.StringIO()\nfrom reform_tui.cli import main; "
        f"main(['extract', {str(item)!r}])\nsys.stdout = sys.__stdout__\n"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(answer.stdout.split()) & {"textual", "rich", "whoosh"}
