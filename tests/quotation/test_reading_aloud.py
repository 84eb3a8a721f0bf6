"""What somebody reads aloud is the writer's, and what cannot speak passes its words on."""

from __future__ import annotations

import pytest

from tests.quotation.reading_out import found, only

SPEECH = """<p>{}</p>
<blockquote><p>The lamp went out at nine. Nobody came.</p></blockquote>
<p>I thank her for it. We ought to act, and I hope that we shall.</p>"""


@pytest.mark.parametrize(
    ("before", "writer"),
    [
        ("My constituent Mrs Ann Lee has written me a letter. She lets me quote from it:", "Ann Lee"),
        ("I had an email from Councillor Ann Lee. I shall read some of it out.", "Ann Lee"),
    ],
)
def test_a_letter_read_aloud_is_its_writers(before: str, writer: str) -> None:
    assert only(SPEECH.format(before), "direct").speaker == writer


def test_a_subject_that_cannot_speak_passes_the_words_on() -> None:
    text = "The lamp is too dim, Ann Lee argues. The purpose of a lighthouse is “a beam that a drunken pilot sees”."
    assert [one.speaker for one in found(text)] == ["Ann Lee"]


def test_another_subject_and_verb_end_a_reported_clause() -> None:
    text = "Ministers believe that it will pay for itself; some residents call it “the washing line”."
    assert [(one.words, one.speaker) for one in found(text)] == [(("the washing line",), "some residents")]


def test_a_document_speaks_in_its_relative_clause() -> None:
    assert only("I saw your leaflet, which said that “the pier is safe”.").speaker == "your leaflet"


def test_it_means_the_body_that_was_named_last() -> None:
    assert only("The Treasury rejected this. “We do not know these figures,” it said.").speaker == "Treasury"


def test_a_pull_quote_in_the_middle_of_its_words_is_no_second_quotation() -> None:
    text = "“I am old, and would like to see the light again,” said Ann Lee.\n\n“Would like to see the light”\n"
    assert len(found(text)) == 1
