"""Names, pronouns, roles: whom a mention means."""

from __future__ import annotations

import pytest

from tests.quotation.reading_out import found, only

INTRODUCED = "Ann Lee, the harbour master, opened the meeting. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (INTRODUCED + "“The ferry is late,” Lee said.", "Ann Lee"),
        (INTRODUCED + "“The ferry is late,” Ms Lee said.", "Ann Lee"),
        (INTRODUCED + "“The ferry is late,” she said.", "Ann Lee"),
        (INTRODUCED + "“The ferry is late,” said the harbour master.", "Ann Lee"),
        ("Sir Tom Roe arrived. “The ferry is late,” said Sir Tom.", "Tom Roe"),
        ("“The ferry is late,” said Mr Roe.", "Mr Roe"),
        ("“The ferry is late,” said Maria van der Berg.", "Maria van der Berg"),
        ("Maria van der Berg arrived. “The ferry is late,” Ms van der Berg said.", "Maria van der Berg"),
        ("“The ferry is late,” said Will Harker.", "Will Harker"),
        ("“The ferry is late,” Baroness Coppull of Leyland said.", "Baroness Coppull of Leyland"),
        ("“Fares are too high,” the Institute for Island Economics said.", "Institute for Island Economics"),
    ],
)
def test_a_name_is_given_in_its_fullest_form(text: str, speaker: str) -> None:
    assert found(text)[-1].speaker == speaker


def test_a_pronoun_agrees_with_the_gender_that_names_and_titles_state() -> None:
    text = "Mary Lee met Peter Roe. “I am cold,” she said. “So am I, and I am wet as well,” he said."
    assert [one.speaker for one in found(text)] == ["Mary Lee", "Peter Roe"]


def test_he_is_nobody_named_in_what_he_reports() -> None:
    text = "Tom Roe spoke first. Peter Lee had “thrown the match away”, he said."
    assert found(text)[-1].speaker == "Tom Roe"


def test_he_and_she_mean_no_body() -> None:
    text = "Mary Lee wrote to the Harbour Trust. “They never answer anybody,” she said."
    assert only(text).speaker == "Mary Lee"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("“It is late,” said Ann Lee, the harbour master.", "the harbour master"),
        ("“It is late,” said Ann Lee, chief executive of the Ferry Trust.", "chief executive of the Ferry Trust"),
        ("“It is late,” said Harbour Minister Ann Lee.", "Harbour Minister"),
        ("“It is late,” said chief executive Ann Lee.", "chief executive"),
        ("The parish clerk, Ann Lee, said: “It is late.”", "parish clerk"),
        ("“It is late,” said Ann Lee.", None),
    ],
)
def test_a_role_is_what_the_text_calls_the_speaker(text: str, role: str | None) -> None:
    assert only(text).role == role
