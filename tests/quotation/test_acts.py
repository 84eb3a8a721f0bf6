"""What is done in words without a clause that says them, as suggested reported speech."""

from __future__ import annotations

import pytest

from tests.quotation.reading_out import found

ACTS = {
    "an object": ("Ann Lee criticised the plan for a second pier.", "the plan for a second pier"),
    "an infinitive": ("Bob Roe vowed to keep the ferry running all winter.", "to keep the ferry running all winter"),
    "for": ("Ann Lee called for an inquiry into the timetable.", "an inquiry into the timetable"),
    "whether": ("Ann Lee asked whether the ferry would sail.", "whether the ferry would sail"),
    "up to a day": ("Ann Lee rejected the offer on Monday.", "the offer"),
    "up to a time": ("Ann Lee rejected the offer last week.", "the offer"),
    "up to what a comma sets apart": ("Ann Lee praised the new crew, who had been up all night.", "the new crew"),
    "a noun": ("The trust denied Bob Roe’s claim that nobody had been asked.", "nobody had been asked"),
}


@pytest.mark.parametrize("case", ACTS)
def test_what_a_verb_or_noun_takes_is_suggested(case: str) -> None:
    text, words = ACTS[case]
    assert words in [" ".join(one.words) for one in found(text, "indirect")]


@pytest.mark.parametrize(
    "text",
    [
        "The plan was criticised by nobody.",
        "Their support for the ferry is old.",
        "The demand for cabins fell in the spring.",
        "Her proposed route is shorter than the old one.",
    ],
)
def test_passives_nouns_and_adjectives_of_the_same_form_report_nothing(text: str) -> None:
    assert found(text, "indirect") == []
