"""Drafts as people write them, with true and altered quotations of the bundled library: each verdict looked at.

In ``drafts/`` a line ``=== name = verdicts`` begins a draft; ``\\u00ad`` is a character that would not be seen there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.verify.draft import Draft
from reform_tui.verify.fixing import mend
from reform_tui.verify.judging import verify
from reform_tui.verify.sources import Sources
from reform_tui.verify.verdict import Finding

LIBRARY = load_library(bundled_library())
SOURCES = Sources(LIBRARY)
FOLDER = Path(__file__).parent / "drafts"
_DRAFT = re.compile(
    r"^=== (?P<name>.+?) = (?P<verdicts>[a-z_ ]+)\n(?P<draft>.*?)(?=\n+(?:^=== |\Z))", re.MULTILINE | re.DOTALL
)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


def drafts(*names: str) -> list[Any]:
    return [draft for name in names for draft in _drafts(name)]


def _drafts(name: str) -> Iterator[Any]:
    for match in _DRAFT.finditer((FOLDER / f"{name}.txt").read_text(encoding="utf-8")):
        text = _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), match["draft"])
        expected = tuple(match["verdicts"].replace("nothing", "").split())
        yield pytest.param(f"{text}\n", expected, id=match["name"])


def held(draft: Draft) -> tuple[Finding, ...]:
    return verify(LIBRARY, draft, SOURCES)


@pytest.mark.parametrize(("draft", "expected"), drafts("marks"))
def test_words_in_marks_of_all_hands(draft: str, expected: tuple[str, ...]) -> None:
    assert tuple(finding.verdict for finding in held(Draft(draft))) == expected


@pytest.mark.parametrize(("draft", "expected"), drafts("edited"))
def test_omissions_insertions_and_changed_letters(draft: str, expected: tuple[str, ...]) -> None:
    assert tuple(finding.verdict for finding in held(Draft(draft))) == expected


@pytest.mark.parametrize(("draft", "expected"), drafts("hidden"))
def test_what_a_reader_is_shown_is_held_against_the_source(draft: str, expected: tuple[str, ...]) -> None:
    assert tuple(finding.verdict for finding in held(Draft(draft))) == expected


@pytest.mark.parametrize(("draft", "expected"), drafts("set_off"))
def test_words_in_blocks_tables_lists_headings_and_code(draft: str, expected: tuple[str, ...]) -> None:
    assert tuple(finding.verdict for finding in held(Draft(draft))) == expected


@pytest.mark.parametrize(("draft", "expected"), drafts("mouths"))
def test_whom_words_are_given_to(draft: str, expected: tuple[str, ...]) -> None:
    assert tuple(finding.verdict for finding in held(Draft(draft))) == expected


@pytest.mark.parametrize(("draft", "expected"), drafts("references"))
def test_titles_of_references_are_no_quotations(draft: str, expected: tuple[str, ...]) -> None:
    assert tuple(finding.verdict for finding in held(Draft(draft))) == expected


@pytest.mark.parametrize(("draft", "expected"), drafts("marks", "edited", "hidden", "set_off", "mouths", "references"))
@pytest.mark.parametrize("markdown", [True, False], ids=["markdown", "plain"])
def test_a_mended_draft_reads_no_worse_and_is_not_mended_again(
    draft: str, expected: tuple[str, ...], *, markdown: bool
) -> None:
    before = held(Draft(draft))
    done = mend(LIBRARY, Draft(draft), before, held, markdown=markdown)
    after = held(Draft(done.text))
    for was, now in zip(before, after, strict=True):
        assert now.verdict == ("verbatim" if was in done.mended else was.verdict)
        assert was.quotation.given_to in {None, now.quotation.given_to}
    assert len(before) == len(expected)
    assert mend(LIBRARY, Draft(done.text), after, held, markdown=markdown).text == done.text
