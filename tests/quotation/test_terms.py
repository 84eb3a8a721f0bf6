"""Terms in marks, which nobody says: the words of a Bill, a word under discussion, a name that something bears."""

from __future__ import annotations

import pytest

from tests.quotation.reading_out import found

DEBATE = """Lord Harrow: Amendment 4 concerns clause 9 of the Bill. {}

Baroness Wick: I am grateful to the noble Lord for the amendment.

Lord Harrow: I shall not press it.

Baroness Wick: I thank him.
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "It would leave out “lamp” and insert “lantern”.",
        "The clause refers to the “keeper” and the “under-keeper” of the light.",
        "Everybody agrees that “keeper” is understood.",
        "The authority has to publish a “lamp statement”.",
        "It does not say that they “must”.",
        "Clause 9 is bound by a “lamp test”.",
    ],
)
def test_the_wording_of_a_bill_is_nobodys_speech(sentence: str) -> None:
    assert [one.words for one in found(DEBATE.format(sentence)) if one.kind in ("direct", "mixed")] == []


def test_what_a_peer_calls_a_bill_is_speech() -> None:
    text = DEBATE.format("Lord Ormsby called the Bill a “dim and smoky lantern”.")
    assert [one.words for one in found(text) if one.kind in ("direct", "mixed")] == [("dim and smoky lantern",)]


def test_a_word_that_means_something_is_a_term_wherever_it_stands() -> None:
    text = "The word “clint” means a rock. Ann Lee says the “clint” has gone from the beach."
    assert [one for one in found(text) if one.kind in ("direct", "mixed")] == []


def test_a_name_that_something_bears_is_no_speech() -> None:
    assert found("The leaflet, called “Mind the Lamp”, has ten pages.") == []


def test_a_term_in_one_place_leaves_speech_alone() -> None:
    text = "The word “clint” means a rock. “I slipped on a clint,” said Ann Lee."
    assert [one.words for one in found(text, "direct")] == [("I slipped on a clint,",)]
