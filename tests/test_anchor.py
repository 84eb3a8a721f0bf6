"""Words and their surroundings become offsets, or a message that says what was found instead."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.anchor import AnchorError, resolve
from reform_tui.library.text import SourceText

SOURCE = SourceText("One fish, two fish.\n\nRed “fish”, blue fish.\n")


@given(st.text(min_size=1, max_size=80), st.data())
def test_a_slice_with_its_surroundings_resolves_to_itself(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert resolve(SourceText(text), text[start:end], text[:start], text[end:]) == (start, end)


@given(st.text("ab", min_size=1, max_size=12), st.text("ab", min_size=1, max_size=4))
def test_words_resolve_exactly_when_they_stand_once(text: str, exact: str) -> None:
    places = [at for at in range(len(text)) if text.startswith(exact, at)]
    try:
        start, end = resolve(SourceText(text), exact)
    except AnchorError:
        assert len(places) != 1
    else:
        assert places == [start]
        assert text[start:end] == exact


def test_words_that_stand_twice_are_told_apart_by_what_surrounds_them() -> None:
    assert resolve(SOURCE, "fish", "two ") == (14, 18)
    assert resolve(SOURCE, "fish", suffix="”") == (26, 30)


def test_words_that_stand_twice_are_no_anchor() -> None:
    with pytest.raises(AnchorError, match=r"stand 4 times \(¶1, ¶1, ¶2, ¶2\); tell them apart with prefix or suffix"):
        resolve(SOURCE, "fish")


def test_a_search_can_be_kept_within_spans() -> None:
    assert resolve(SOURCE, "fish", within=[(0, 8)]) == (4, 8)
    with pytest.raises(AnchorError, match="not in the quote's segments"):
        resolve(SOURCE, "Red", within=[(0, 8)])


def test_other_typography_is_named_with_the_words_to_copy() -> None:
    with pytest.raises(AnchorError, match="stand in ¶2 with other typography; copy them from there: “Red “fish”,”"):
        resolve(SOURCE, 'Red "fish",')


def test_a_changed_letter_is_named_where_it_is() -> None:
    with pytest.raises(AnchorError, match="agrees as far as “…One fish, t” and goes on “wo fish"):
        resolve(SOURCE, "One fish, too fish")


def test_words_from_elsewhere_are_not_in_the_file() -> None:
    with pytest.raises(AnchorError, match="these words are not in the file: “Something else”"):
        resolve(SOURCE, "Something else")


def test_words_between_other_surroundings_are_told_from_missing_words() -> None:
    with pytest.raises(AnchorError, match="not between that prefix and suffix"):
        resolve(SOURCE, "Red", prefix="Blue ")
