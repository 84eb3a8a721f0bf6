"""The commands on a real terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import SmallLibrary
from tests.terminal import run_in_terminal

CLAIMS = ("Failing services should be", "Failure should be judged", "In practice failing services")


def test_contrast_stands_side_by_side_where_there_is_room(tmp_path: Path) -> None:
    status, drawn = run_in_terminal(["contrast", "failure"], columns=200, rows=50, cwd=tmp_path)
    assert status == 0
    assert any(sum(claim in line for claim in CLAIMS) > 1 for line in plain(drawn).splitlines())


def test_contrast_stands_one_after_another_where_there_is_not(tmp_path: Path) -> None:
    status, drawn = run_in_terminal(["contrast", "failure"], columns=80, rows=24, cwd=tmp_path)
    lines = plain(drawn).splitlines()
    assert status == 0
    assert not any(sum(claim in line for claim in CLAIMS) > 1 for line in lines)
    assert max(len(line) for line in lines) <= 80


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
@pytest.mark.parametrize(
    "command", ["documents", "speakers", "quotes", "topics", "show timmins", "contrast money", "search choice --in all"]
)
def test_nothing_is_wider_than_the_terminal(tmp_path: Path, command: str, columns: int) -> None:
    status, drawn = run_in_terminal(command.split(), columns=columns, rows=24, cwd=tmp_path)
    assert status == 0
    assert max(len(line) for line in plain(drawn).splitlines()) <= columns


def test_hits_are_marked_on_a_terminal_without_colour_too(tmp_path: Path) -> None:
    status, drawn = run_in_terminal(["search", "quasi-markets", "--no-color"], columns=80, rows=24, cwd=tmp_path)
    assert status == 0
    assert re.search(r"\x1b\[1;4mquasi-markets\x1b\[0m", drawn)
    assert "“Where such" in plain(drawn)


def test_colour_is_used_on_a_terminal_unless_it_is_not_wanted(tmp_path: Path) -> None:
    calls = (["topics"], ["topics", "--no-color"])
    drawn = [run_in_terminal(call, columns=120, rows=36, cwd=tmp_path)[1] for call in calls]
    drawn.append(run_in_terminal(["topics"], columns=120, rows=36, cwd=tmp_path, environment={"NO_COLOR": "1"})[1])
    coloured = [bool(re.search(r"\x1b\[[0-9;]*(3[0-9]|4[0-9])m", text)) for text in drawn]
    assert coloured[1:] == [False, False]


def test_text_of_a_document_cannot_act_on_the_terminal(tmp_path: Path, small: SmallLibrary) -> None:
    text = "“A\x1b]0;title\x07 [red]x[/] [/] \u202eevil,” said Ann Lee. Bob Roe. Buses\n"
    exact = '"A\\e]0;title\\a [red]x[/] [/] \\u202eevil,"'
    small.set_source(
        text.encode(), quotes=f"  - id: q\n    speaker: ann-lee\n    kind: direct\n    segments: [{exact}]\n"
    )
    for command in ("quotes", "show q", "show buses", "quotes --format json", "quotes --format csv"):
        call = [*command.split(), "--library", str(small.root)]
        status, drawn = run_in_terminal(call, columns=120, rows=36, cwd=tmp_path)
        assert status == 0
        assert "\x1b]" not in drawn
        assert "\u202e" not in drawn
        assert "[red]x[/]" in plain(drawn)


def plain(drawn: str) -> str:
    """Return what was drawn without its styles."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", drawn).replace("\r\n", "\n")
