"""What bad input gets: a message with its place, exact offsets or a refusal, and the rest of the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reform_tui.library import yaml_tree
from reform_tui.library.check import check_library
from reform_tui.library.problem import LibraryError
from tests.conftest import Program, SmallLibrary

BUSES = "data/documents/buses.yaml"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
QUOTE = "  - id: q\n    speaker: ann-lee\n    kind: direct\n    segments: ['{exact}']\n"


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        ("id: [buses\n", 2, "not YAML"),
        ("id: x\n\tfile: y\n", 2, "not YAML"),
        (BOMB, 2, "the alias *a; write the value out"),
        ("[" * 300_000, 1, "nested more than 20 deep"),
        ("- " * 300_000, 1, "nested more than 20 deep"),
        ("a: " + "{b: " * 5_000, 1, "nested more than 20 deep"),
        ("just words\n", 1, "is a text; keys and values are wanted"),
        ("- a\n- b\n", 1, "is a list; keys and values are wanted"),
        ("", 0, "keys and values are wanted"),
        ("id: a\n---\nid: b\n", 3, "a second YAML document"),
        ("id: a\nid: b\n", 2, "the key `id` a second time; the first is on line 1"),
        ("? [a]\n: b\n", 1, "a key that is not a word"),
        ("id: \x07\n", 1, "not YAML"),
        ("id: !!python/object/apply:os.system ['true']\n", 1, "`id` is a list"),
    ],
)
def test_a_bad_yaml_file_is_one_place_named_and_the_rest_opens(
    small: SmallLibrary, content: str, line: int, message: str
) -> None:
    small.write("data/documents/bad.yaml", content)
    library = small.load()
    named = [problem for problem in library.problems if problem.file == "data/documents/bad.yaml"]
    assert named
    assert (named[0].line, message in str(named)) == (line, True)
    assert {problem.file for problem in library.problems} == {"data/documents/bad.yaml"}
    assert set(library.quotes) == {"lee-free", "roe-fares"}


def test_yaml_that_is_not_utf8_is_named_with_its_line(small: SmallLibrary) -> None:
    (small.root / "data" / "documents" / "bad.yaml").write_bytes(b"id: a\ntitle: caf\xe9\n")
    (problem,) = small.load().problems
    assert str(problem) == "data/documents/bad.yaml:2: not UTF-8: byte 0xe9; save the file as UTF-8"


def test_a_huge_yaml_file_is_refused_before_it_is_read(small: SmallLibrary) -> None:
    with (small.root / "data" / "documents" / "bad.yaml").open("wb") as file:
        file.truncate(yaml_tree.MAX_BYTES + 1)
    (problem,) = small.load().problems
    assert "split it" in problem.message


def test_a_broken_topics_file_leaves_quotes_and_speakers(small: SmallLibrary) -> None:
    small.write("data/topics.yaml", "topics: [")
    library = small.load()
    assert (len(library.quotes), len(library.topics), len(library.problems)) == (2, 0, 1)


def test_a_segment_that_cannot_be_read_takes_its_quote_with_it(small: SmallLibrary) -> None:
    """Half a quotation is a wrong one."""
    small.change(BUSES, "      - They are a public good.\n", "      - {prefix: x}\n")
    library = small.load()
    assert "lee-free" not in library.quotes
    assert any("`exact` is missing" in str(problem) for problem in library.problems)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff“Free,” said Ann Lee. Bob Roe.\n",
        "“Free,” said Ann Lee. Bob Roe.\r\nAnd\r\n\r\nmore\r\n",
        "a\x00b “Free,” said Ann Lee. Bob Roe.",
        "“Free,” said Ann Lee. Bob Roe.\x1b[31m \u202e \u200b",
        "x" * 5_000_000 + "“Free,” said Ann Lee. Bob Roe.",
        "\u05e9\u05dc\u05d5\u05dd “Free,” said Ann Lee. Bob Roe. 日本語 \U0001f600",
    ],
    ids=["BOM", "CRLF", "NUL", "controls", "one long line", "right-to-left and wide"],
)
def test_an_odd_source_opens_with_exact_offsets(small: SmallLibrary, text: str) -> None:
    small.set_source(text.encode("utf-8"), quotes=QUOTE.format(exact="Free,"))
    (quote,) = small.load().quotes.values()
    (segment,) = quote.segments
    assert text[segment.start : segment.end] == segment.exact == "Free,"
    assert segment.paragraph == 1


def test_an_empty_source_has_no_paragraphs_and_its_quotes_are_broken(small: SmallLibrary) -> None:
    small.set_source(b"", quotes=QUOTE.format(exact="Free,"))
    library = small.load()
    assert library.documents["buses"].source.paragraphs == ()
    assert set(library.broken) == {"q"}


@pytest.mark.parametrize("content", [b"caf\xe9 Free,", b"\xed\xa0\x80 Free,", b"\xff\xfeF\x00r\x00"])
def test_a_source_that_is_not_utf8_is_refused_by_name_never_mangled(small: SmallLibrary, content: bytes) -> None:
    small.set_source(content, quotes=QUOTE.format(exact="Free,"))
    library = small.load()
    assert library.documents["buses"].source.text == ""
    assert set(library.broken) == {"q"}
    assert any("seeds/buses.txt:1 is not UTF-8 (byte 0x" in str(problem) for problem in library.problems)


def test_a_missing_source_breaks_its_quotes_and_they_are_listed(small: SmallLibrary) -> None:
    (small.root / "seeds" / "buses.txt").unlink()
    library = small.load()
    assert not library.quotes
    assert set(library.broken) == {"lee-free", "roe-fares"}
    listed = [str(problem) for problem in check_library(library)]
    assert any("seeds/buses.txt cannot be read" in problem for problem in listed)
    assert any("`lee-free` is broken" in problem for problem in listed)


def test_a_changed_source_reanchors_what_it_finds_and_breaks_the_rest(small: SmallLibrary) -> None:
    small.change("seeds/buses.txt", "Bob Roe, a driver", "Another line.\n\nBob Roe, a driver")
    small.change("seeds/buses.txt", "public good.”", "public evil.”")
    library = small.load()
    assert set(library.quotes) == {"roe-fares"}
    assert set(library.broken) == {"lee-free"}
    (segment,) = library.quotes["roe-fares"].segments
    assert library.documents["buses"].source.text[segment.start : segment.end] == segment.exact
    assert any("these words are not in the file" in str(problem) for problem in check_library(library))


def test_words_out_of_a_changed_source_are_never_called_curated(small: SmallLibrary, program: Program) -> None:
    small.change("seeds/buses.txt", "public good.”", "public evil.”")
    answer = program("quotes", "--library", str(small.root), "--format", "json")
    statuses = {record["id"]: record["status"] for record in json.loads(answer.stdout)}
    assert statuses == {"lee-free": "broken", "roe-fares": "reanchored"}
    assert "`reform-tui check` lists what is wrong" in answer.stderr
    assert "SOURCE CHANGED" in program("show", "roe-fares", "--library", str(small.root)).stdout
    assert "BROKEN" in program("show", "lee-free", "--library", str(small.root)).stdout


@pytest.mark.parametrize("named", ["../secret.txt", "seeds/../../secret.txt", "seeds/link.txt", "{tmp}/secret.txt"])
def test_a_file_outside_the_library_is_refused(small: SmallLibrary, named: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Make buses free, says mayor", encoding="utf-8")
    (small.root / "seeds" / "link.txt").symlink_to(tmp_path / "secret.txt")
    small.change(BUSES, "file: seeds/buses.txt", f"file: {named.format(tmp=tmp_path)}")
    library = small.load()
    assert library.documents["buses"].source.text == ""
    assert any("leads out of the library" in str(problem) for problem in library.problems)


def test_escapes_and_markup_are_inert_and_seen_in_a_pipe(small: SmallLibrary, program: Program) -> None:
    text = "“A\x1b[31m [bold]x[/bold] \u202eevil\u200b,” said Ann Lee. Bob Roe. Buses\n"
    exact = '"A\\e[31m [bold]x[/bold] \\u202eevil\\u200b,"'
    small.set_source(
        text.encode(), quotes=f"  - id: q\n    speaker: ann-lee\n    kind: direct\n    segments: [{exact}]\n"
    )
    for command in (["quotes"], ["show", "q"], ["show", "buses"], ["quotes", "--format", "markdown"]):
        out = program(*command, "--library", str(small.root)).stdout
        assert "evil\ufffd" in out
        assert "bold" in out
        assert not set(out) & set("\x1b\u202e\u200b")
    out = program("quotes", "--format", "json", "--library", str(small.root)).stdout
    assert not set(out) & set("\x1b\u202e\u200b")
    assert json.loads(out)[0]["segments"][0]["exact"] == text[1 : text.index("”")]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "has no data/library.yaml"),
        ({"data/library.yaml": "name: x\nformat: 99\n"}, "format 99; this program reads format 1"),
        ({"data/library.yaml": "name: ["}, "data/library.yaml:2: not YAML"),
        ({"data/library.yaml": "format: 1\n"}, "`name` is missing"),
    ],
)
def test_what_is_no_library_is_said_with_exit_3(
    program: Program, tmp_path: Path, files: dict[str, str], message: str
) -> None:
    folder = tmp_path / "no-library"
    (folder / "data").mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    answer = program("quotes", "--library", str(folder))
    assert answer.returncode == 3
    assert message in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_library_that_is_not_there_is_said_with_exit_3(program: Program) -> None:
    answer = program("topics", REFORM_TUI_LIBRARY="/nowhere/at/all")
    assert (answer.returncode, answer.stdout) == (3, "")
    assert "is not a folder" in answer.stderr


def test_a_file_where_the_library_should_be_is_no_library(small: SmallLibrary) -> None:
    (small.root / "data" / "library.yaml").unlink()
    with pytest.raises(LibraryError, match=r"has no data/library\.yaml"):
        small.load()
