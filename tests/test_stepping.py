"""Where the ends of a quote can come to lie."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reform_tui.app.stepping import End, Steps, Unit, with_edges
from reform_tui.library.text import SourceText

TEXT = "“It is a tax, plain (and simple),” she said. He didn’t agree!\n\n“‘Nor’ do I.”\n"
ENDS: tuple[End, ...] = ("start", "end")
UNITS: tuple[Unit, ...] = ("word", "sentence")
texts = st.text(st.sampled_from("ab .,!?“”‘’'\"()\n\r\t-é😀"), max_size=60)


def all_places(text: str, end: End, unit: Unit) -> list[int]:
    steps, at, found = Steps(SourceText(text), (0, len(text))), -1, []
    while (following := steps.step(end, unit, at, 1)) != at:
        at = following
        found.append(at)
    return found


def test_a_quote_begins_at_a_word_behind_opening_marks() -> None:
    begun = [TEXT[at:].split(maxsplit=1)[0] for at in all_places(TEXT, "start", "word")]
    assert begun == [
        "It",
        "is",
        "a",
        "tax,",
        "plain",
        "and",
        "simple),”",
        "she",
        "said.",
        "He",
        "didn’t",
        "agree!",
        "Nor’",
        "do",
        "I.”",
    ]


def test_a_quote_ends_behind_a_word_or_behind_its_stop_but_before_closing_marks() -> None:
    ended = [TEXT[:at].rsplit(maxsplit=1)[-1] for at in all_places(TEXT, "end", "word")]
    assert ended[:7] == ["“It", "is", "a", "tax", "tax,", "plain", "(and"]
    assert ended[7:9] == ["simple", "simple),"]
    assert ended[-3:] == ["do", "I", "I."]


def test_sentences_are_those_of_the_text_and_end_with_its_paragraphs() -> None:
    assert [TEXT[at : at + 4] for at in all_places(TEXT, "start", "sentence")] == ["It i", "He d", "Nor’"]
    assert [TEXT[at - 4 : at] for at in all_places(TEXT, "end", "sentence")] == ["aid.", "ree!", "o I."]


def test_a_quote_that_grows_over_a_paragraph_has_a_segment_in_each_without_the_opening_mark() -> None:
    source = SourceText(TEXT)
    start = TEXT.index("He")
    grown = with_edges(source, [(start, start + 2)], start, TEXT.index("I.") + 2)
    assert [TEXT[a:b] for a, b in grown] == ["He didn’t agree!", "Nor’ do I."]


def test_what_was_left_out_between_segments_stays_out() -> None:
    source = SourceText(TEXT)
    first, second = (1, 12), (TEXT.index("She".lower()), TEXT.index(" said"))
    assert with_edges(source, [first, second], 4, second[1]) == [(4, 12), second]
    assert with_edges(source, [first, second], 1, 9) == [(1, 9)]


@given(text=texts, data=st.data())
def test_every_step_stays_in_the_text_goes_the_way_asked_and_back(text: str, data: st.DataObject) -> None:
    steps = Steps(SourceText(text), (0, len(text)))
    at = data.draw(st.integers(0, len(text)))
    for end in ENDS:
        for unit in UNITS:
            forward, back = steps.step(end, unit, at, 1), steps.step(end, unit, at, -1)
            assert 0 <= back <= at <= forward <= len(text)
            further = steps.step(end, unit, forward, 1)
            assert further == forward or steps.step(end, unit, further, -1) == max(forward, at)


@given(text=texts, data=st.data())
def test_edges_make_spans_in_order_that_lie_between_them(text: str, data: st.DataObject) -> None:
    source = SourceText(text)
    if not source.paragraphs:
        return
    steps = Steps(source, (0, len(text)))
    start = steps.step("start", "word", data.draw(st.integers(-1, len(text))), 1)
    end = steps.step("end", "word", max(start, 0), 1)
    if not 0 <= start < end:
        return
    further = steps.step("end", "sentence", end, 1)
    spans = with_edges(source, [(start, end)], start, max(further, end))
    assert spans[0][0] == start
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert spans[-1][1] <= max(further, end)
