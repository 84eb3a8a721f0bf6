"""Paragraphs, lines and what is safe to show."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.display import UNSAFE, displayed
from reform_tui.library.markup import markdown_headings, without_markup
from reform_tui.library.text import SourceText, count_words

texts = st.text(st.one_of(st.sampled_from("a \r\n\u00a0\ufeff\x00\u2028"), st.characters(exclude_categories=["Cs"])))


@given(texts)
def test_a_paragraph_is_a_line_with_something_on_it(text: str) -> None:
    paragraphs = SourceText(text).paragraphs
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    assert [text[p.start : p.end] for p in paragraphs] == lines
    assert [p.number for p in paragraphs] == list(range(1, len(lines) + 1))


@given(texts)
def test_every_offset_of_a_paragraph_is_in_that_paragraph(text: str) -> None:
    source = SourceText(text)
    for paragraph in source.paragraphs:
        assert source.paragraph_at(paragraph.start) == paragraph.number
        assert source.paragraph_at(paragraph.end - 1) == paragraph.number


def test_lines_count_with_every_kind_of_line_end() -> None:
    source = SourceText("one\r\ntwo\rthree\nfour")
    assert [source.line_at(source.text.index(word)) for word in ("one", "two", "three", "four")] == [1, 2, 3, 4]


@given(texts)
def test_displayed_text_has_the_length_of_the_source_and_nothing_that_acts(text: str) -> None:
    shown = displayed(text)
    assert len(shown) == len(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]", shown)


def test_controls_are_seen_where_they_stand() -> None:
    assert displayed("a\x1b[31mb\u202ec\u200bd\x9be\tf") == "a␛[31mb\ufffdc\ufffdd\ufffde f"


def test_nothing_that_acts_hides_in_a_long_text() -> None:
    words = "“Long” texts are looked at in another way. " * 100
    for character in filter(UNSAFE.match, map(chr, range(0x110000))):
        shown = displayed(f"{words}{character}{words}")
        assert shown == words + displayed(character) + words
        assert not UNSAFE.search(displayed(character))


def test_ordinary_typography_is_shown_as_it_is() -> None:
    words = "“naïve” – £5 日本 e\u0301\u00a0x"
    assert displayed(words) == words


def test_words_are_counted_as_a_reader_would() -> None:
    assert count_words("“Don’t” use quasi-markets — 3.5 of 10.") == 6


def test_markdown_headings_are_found_without_their_marks() -> None:
    text = "# One\ntext # no\n### **Two**\n"
    assert [(level, text[a:b]) for level, a, b in markdown_headings(text)] == [(1, "One"), (3, "Two")]


# What emphasis is, said by one pattern; the program finds it in one pass.
EMPHASIS = re.compile(
    r"(?<![\w*])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\*)|(?<![\w_])(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\3(?!\w)"
)


@given(st.lists(st.text("*_ab .\u2003é²", max_size=30), min_size=1))
def test_emphasis_opens_and_closes_where_its_definition_says(lines: list[str]) -> None:
    text = "\n".join(f". {line}" for line in lines)
    assert without_markup(text).text == EMPHASIS.sub(lambda match: match[2] or match[4], text)


@pytest.mark.parametrize("open_marks", ["*a ", "_a ", "***a **b *c ", "**a_ "])
def test_marks_that_nobody_closes_cost_time_in_proportion(open_marks: str) -> None:
    text = "Title\n" + open_marks * (300_000 // len(open_marks)) + "end"
    assert without_markup(text).text == text  # in the square of the marks it would take minutes


def test_a_heading_ends_before_the_line_does() -> None:
    text = "# One \t\r\n\r\n## \r\n"
    assert markdown_headings("# a" + " " * 100_000 + "b") == [(1, 2, 100_004)]
    assert [text[start:end] for _, start, end in markdown_headings(text)] == ["One"]


def test_words_of_a_markdown_slice_leave_markup_out() -> None:
    source = SourceText("- **Experts**, who<sup>1</sup> *do*", markdown=True)
    assert source.words(0, len(source.text)) == "Experts, who do"
