"""An anchor made from offsets resolves to them, and has no more around it than it needs."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from reform_tui.library.anchor import resolve
from reform_tui.library.describing import describe
from reform_tui.library.text import SourceText

repetitive = st.text(alphabet="ab \n", min_size=1, max_size=40)


@given(text=st.one_of(repetitive, st.text(min_size=1, max_size=60)), data=st.data())
def test_any_span_of_any_text_is_found_again_by_its_anchor(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = SourceText(text)
    anchor = describe(source, (start, end))
    assert anchor.exact == text[start:end]
    assert resolve(source, *anchor) == (start, end)


@given(text=repetitive, data=st.data())
def test_any_part_of_a_quote_is_found_again_within_it(text: str, data: st.DataObject) -> None:
    assume(len(text) > 3)
    outer = (data.draw(st.integers(0, 1)), data.draw(st.integers(3, len(text))))
    start = data.draw(st.integers(outer[0], outer[1] - 1))
    end = data.draw(st.integers(start + 1, outer[1]))
    source = SourceText(text)
    assert resolve(source, *describe(source, (start, end), [outer]), [outer]) == (start, end)


def test_words_that_stand_once_need_nothing_around_them() -> None:
    assert describe(SourceText("one two one"), (4, 7)) == ("two", "", "")


def test_the_shorter_surroundings_are_taken_in_whole_words() -> None:
    source = SourceText("Then she said yes. He said yes to all.")
    first = source.text.index("yes")
    assert describe(source, (first, first + 3)) == ("yes", "", ".")
    assert describe(source, (27, 30)) == ("yes", "", " ")
