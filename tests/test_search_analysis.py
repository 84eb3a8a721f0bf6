"""One analyzer for index and query: words with exact offsets, whatever the typography."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.search.analysis import GAP, form_of, stem_of, words
from reform_tui.search.spelling import american

TYPOGRAPHY = "‘’“”'\"-–—‑ \u00a0\u00adéœßﬁ[]()*_.,&1%a bTs\u0301\n" + GAP
texts = st.text(st.one_of(st.sampled_from(TYPOGRAPHY), st.characters(exclude_categories=["Cs"])), max_size=80)


def forms(text: str) -> list[tuple[int, str]]:
    return [(word.position, word.form) for word in words(text)]


@given(texts)
def test_every_word_is_a_slice_that_folds_to_its_form(text: str) -> None:
    for word in words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert form_of(text[word.start : word.end]) == word.form
        assert word.form


@given(texts)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    covered = {at for word in words(text) for at in range(word.start, word.end)}
    assert all(at in covered for at, character in enumerate(text) if character.isalnum() and form_of(character))


@given(texts)
def test_in_parts_and_as_a_whole_count_the_same_positions(text: str) -> None:
    assert max((word.position for word in words(text)), default=0) == max(
        (word.position for word in words(text, joined=False)), default=0
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The NHS’s plan", [(0, "the"), (1, "nhs"), (2, "plan")]),
        ("don’t don't", [(0, "dont"), (1, "dont")]),
        ("long-term care", [(0, "longterm"), (0, "long"), (1, "term"), (2, "care")]),
        ("Trade‑union", [(0, "tradeunion"), (0, "trade"), (1, "union")]),
        ("steering – not", [(0, "steering"), (1, "not")]),
        ("Central–local", [(0, "central"), (1, "local")]),
        ("[t]he reform[s]", [(0, "the"), (1, "reforms")]),
        ("Nicholas\u00a0Timmins", [(0, "nicholas"), (1, "timmins")]),
        ("café cafe\u0301 ﬁscal", [(0, "cafe"), (1, "cafe"), (2, "fiscal")]),
        ("N.H.S. R&D £1,000", [(0, "nhs"), (1, "r&d"), (2, "1000")]),
        (f"one {GAP} two", [(0, "one"), (101, "two")]),
    ],
)
def test_words_are_read_in_any_typography(text: str, expected: list[tuple[int, str]]) -> None:
    assert forms(text) == expected


def test_an_insertion_can_be_read_or_passed_over_and_makes_no_phrase_that_is_not_there() -> None:
    pairs = {
        (one.form, two.form)
        for one in words("are [going to be] able to use")
        for two in words("are [going to be] able to use")
        if two.position == one.position + 1
    }
    assert {("are", "going"), ("be", "able"), ("are", "able"), ("able", "to"), ("to", "use")} <= pairs
    assert not {("able", "going"), ("to", "able"), ("able", "be")} & pairs


@pytest.mark.parametrize(
    "pair",
    "organisation/organization labour/labor behavioural/behavioral centre/center programme/program analyse/analyze "
    "modelling/modeling defence/defense ageing/aging sceptics/skeptics neighbourhoods/neighborhoods judgement/judgment "
    "decentralisation/decentralization recognised/recognized customise/customize unfavourable/unfavorable".split(),
)
def test_british_and_american_spellings_meet(pair: str) -> None:
    british, us = pair.split("/")
    assert stem_of(form_of(british)) == stem_of(form_of(us))


@pytest.mark.parametrize("word", "enterprise raise promise surprise advise four hour tour calling league wise".split())
def test_words_spelt_the_same_on_both_sides_stay(word: str) -> None:
    assert american(word) == word
