"""Words found where the fewest letters differ: held against the table of edit distances, cell by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.approximate import nearest

letters = st.text(alphabet="abc", min_size=1, max_size=7)


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, a in enumerate(one, 1):
        corner, row[0] = row[0], at
        for column, b in enumerate(other, 1):
            corner, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, corner + (a != b))
    return row[-1]


@given(pattern=letters, text=st.text(alphabet="abc", max_size=14), most=st.integers(0, 7))
def test_no_stretch_of_the_text_is_nearer_than_those_found(pattern: str, text: str, most: int) -> None:
    every = {
        (start, end): distance(pattern, text[start:end])
        for start in range(len(text) + 1)
        for end in range(start + 1, len(text) + 1)
    }
    least = min([errors for errors in every.values() if errors <= most], default=None)
    found = nearest(pattern, text, most)
    if least is None or least >= len(pattern):  # as good as nothing
        return
    assert {match.errors for match in found} == {least}
    assert all(every[match.start, match.end] == least for match in found)


def test_words_with_letters_changed_left_out_and_put_in_are_found_whole() -> None:
    text = "He said that bussess shuld be free for all, and left."
    (match,) = nearest("buses should be free for all", text, 8)
    assert text[match.start : match.end] == "bussess shuld be free for all"
    assert match.errors == 3


@pytest.mark.parametrize(("pattern", "text"), [("", "abc"), ("abc", ""), ("xyz", "aaaaaaaa")])
def test_nothing_like_it_is_nothing(pattern: str, text: str) -> None:
    assert nearest(pattern, text, 1) == []
