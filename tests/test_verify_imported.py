"""Drafts that come out of other programs: Word, web pages, pandoc's citeproc; tables and blocks in great numbers."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from reform_tui.verify.blocks import blocks_of
from reform_tui.verify.tables import rows_of
from tests.conftest import Program

BLOCKS = """\
Cook was clear:

::: {custom-style="Quote"}
We can’t push things further than they will go.
:::

And others were not.

::: {custom-style="Intense Quote"}
We can’t push things faster than they will go.

— David Thomson
:::

So much for that. Timmins said:

> The idea appears to be running out of road.
"""
REFERENCES = """\
---
references:
- {id: a, type: article-newspaper, author: [{family: Johnstone, given: Richard}], issued: {year: 2018},
   title: "Heywood has helped integrate tech progress into policy decisions, says Willetts", container-title: CSW}
- {id: b, type: report, author: [{literal: Institute for Public Policy Research}], issued: {year: 2007},
   title: Public services at the crossroads}
- {id: c, type: post-weblog, title: "How can a new government support public service reform?"}
---
Timmins said that “we no longer have one” [@a, p. 2]. See @b and @c.
"""


def written(path: Path, markdown: str, *arguments: str) -> Path:
    call = ["pandoc", "--from", "markdown", "--standalone", "--metadata", "title=A draft", *arguments, "-o", str(path)]
    subprocess.run(call, input=markdown, encoding="utf-8", check=True)
    return path


def verdicts(program: Program, path: Path) -> list[tuple[str, str | None]]:
    answer = program("verify", str(path), "--format", "json")
    assert answer.returncode in {0, 1}, answer.stderr
    return [(found["verdict"], found["given_to"]) for found in json.loads(answer.stdout)]


def test_block_quotations_of_a_word_draft_are_held(program: Program, tmp_path: Path) -> None:
    pytest.importorskip("mammoth")
    found = verdicts(program, written(tmp_path / "draft.docx", BLOCKS))
    assert [verdict for verdict, _ in found] == ["altered", "wrong_speaker", "verbatim"]
    assert found[1] == ("wrong_speaker", "David Thomson")


@pytest.mark.parametrize("suffix", [".html", ".odt"])
def test_block_quotations_of_pages_and_open_documents_are_held(program: Program, tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("lxml")
    draft = "Cook was clear:\n\n> We can’t push things further than they will go.\n\nHe left.\n"
    assert [verdict for verdict, _ in verdicts(program, written(tmp_path / f"draft{suffix}", draft))] == ["altered"]


@pytest.mark.parametrize(
    ("suffix", "written_as"),
    [(".md", "markdown"), (".md", "gfm"), (".txt", "plain"), (".html", "html"), (".docx", "docx")],
)
def test_a_list_of_references_made_by_citeproc_holds_no_quotations(
    program: Program, tmp_path: Path, suffix: str, written_as: str
) -> None:
    pytest.importorskip("mammoth")
    path = written(tmp_path / f"draft{suffix}", REFERENCES, "--citeproc", "--to", written_as)
    found = verdicts(program, path)
    assert found[0] == ("altered", "Timmins")
    assert {verdict for verdict, _ in found[1:]} <= {"verbatim"}


def test_each_row_of_a_table_is_read_once() -> None:
    text = "| a | b |\n" + "|---|---|\n" * 3_000
    assert len(list(rows_of(text))) == 2_999


def test_what_encloses_blocks_is_read_once() -> None:
    assert not list(blocks_of("<blockquote>" * 3_000))
    assert len(list(blocks_of("<blockquote>" * 3_000 + "a b c" + "</blockquote>" * 3_000))) == 1
    assert len(list(blocks_of("- > a\n" * 3_000))) == 3_000
