"""Whatever text the finder is given, it answers, with offsets of that text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reform_tui.quotation.cleaning import clean
from reform_tui.quotation.finder import find
from reform_tui.quotation.proposal import Proposal
from tests.arbitrary import texts

_PIECES = """“ ” ‘ ’ " ' « » `` '' said says , . ? ! : ; — – -- ( ) [ ] … ... he she I you Tetlow Gemma Mr Lord the a
that according to words of told reporters who and but when 'tis '90s was asked wrote saying went on minister for chief
&ldquo; &rdquo; &#8220; &amp; <p> </p> <blockquote> </blockquote> <b> </b> <br> <!-- --> <script> </script> ** * _ > #
- Q. A. Q12 Chair: BEER: (Lab) \\" [x](y) by executive""".split()
_WORDS = [*_PIECES, " ", " ", " ", "\n", "\n\n", "\r\n", "\u00a0", "\x00", "\x1b[31m", "\u202e", "\u200b", "\ud800"]

prose = st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)
glued = st.lists(st.sampled_from(_WORDS), max_size=30).map("".join)
anything = st.one_of(prose, glued, texts, st.text(max_size=200))


def hold(text: str, proposals: tuple[Proposal, ...]) -> None:
    """Every span of every proposal is a slice of the text, in order, and not empty where it holds words."""
    assert [one.start for one in proposals] == sorted(one.start for one in proposals)
    for one in proposals:
        last = 0
        for start, end in one.segments:
            assert last <= start < end <= len(text)
            last = end
        for start, end in one.fragments:
            assert any(begin <= start < end <= stop for begin, stop in one.segments)
        for span in (one.speaker, one.cue_span):
            assert span is None or 0 <= span[0] < span[1] <= len(text)
        assert 0 <= one.confidence <= 1


@settings(max_examples=300, deadline=None)
@given(anything)
def test_every_offset_is_one_of_the_text(text: str) -> None:
    hold(text, find(text))


@settings(max_examples=300, deadline=None)
@given(anything)
def test_the_cleaned_text_is_as_long_as_the_source(text: str) -> None:
    assert len(clean(text).text) == len(text)


@settings(max_examples=60, deadline=None)
@given(anything)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert find(text) == find(text)


LONG = 12_000


def _name(number: int) -> str:
    """A capitalised word of its own for every number."""
    return "K" + "".join("aeioubdlmn"[int(digit)] for digit in f"{number:05}")


HOSTILE = {
    "lone double marks": '"' * LONG,
    "lone curly marks": "“" * LONG,
    "lone single marks": "' " * LONG,
    "a word in marks, again and again": '"a" ' * LONG,
    "lines that begin with a mark": '"a b c d\n' * LONG,
    "opened and closed": "“a” " * LONG,
    "possessives": "the teachers’ pay " * LONG + "‘a",
    "single marks after s": "‘boss’ " * LONG,
    "tags": "<p>" * LONG,
    "tags left open": "<p " * LONG,
    "comments left open": "<!--" * LONG,
    "scripts left open": "<script>" * LONG,
    "brackets": "[" * LONG,
    "links left open": "[a](" * LONG,
    "stars": "*" * LONG,
    "entities": "&ldquo;" * LONG,
    "verbs": "said " * LONG,
    "verbs and commas": "said, " * LONG,
    "names": "Gemma Tetlow " * LONG,
    "name after name": "Gemma Tetlow, " * LONG,
    "one sentence": "and the ferry was late because Ann Lee said that it was, " * (LONG // 4),
    "pronouns": "He said, “no,” she said. " * (LONG // 8),
    "brackets of names": "Tetlow) (" * LONG,
    "labels": "TETLOW: yes\n" * LONG,
    "questions": "Q. “a”\nA. “b”\n" * (LONG // 4),
    "block quotations": "> a\n" * LONG,
    "announcements": "Tetlow said:\n" * LONG,
    "clauses": "Tetlow said that the plan, and Timmins said that " * (LONG // 8),
    "who": "who, " * LONG,
    "dots": "... " * LONG,
    "dashes": "— " * LONG,
    "one word": "a" * (LONG * 10),
    "capitals": "A" * (LONG * 10),
    "no-break spaces": "\u00a0" * LONG,
    "NULs": "\x00" * LONG,
    "nothing": "\x03" * LONG,
    "CRLF": "“Yes,” said Gemma Tetlow.\r\n" * (LONG // 8),
    "a hundred thousand marks": "“" * 100_000,
    "names of ten thousand": "".join(f"“No,” said {_name(n)} {_name(n * 7 + 3)}. " for n in range(10_000)),
    "namesakes": "".join(f"{_name(n)} Smith met Smith. “No,” she said. “No,” said Smith.\n\n" for n in range(4000)),
    "a header": "Witness: Ann Lee\n" * LONG,
    "words that are names": "George Will said “no”. Will " * (LONG // 8),
    "one line": "“Yes,” said Gemma Tetlow of the Institute. " * (LONG // 8),
}


def test_a_megabyte_on_one_line_is_read() -> None:
    text = "“Yes,” said Gemma Tetlow of the Institute. " * (1_000_000 // 43)
    proposals = find(text)
    hold(text, proposals)
    assert len(proposals) > 20_000


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_time_in_proportion(name: str) -> None:
    """Four times the text may cost more than four times the time, by warming up and by chance, but never its square."""
    text = HOSTILE[name]
    quarter = text[: len(text) // 4]
    find(quarter)
    short = _seconds(quarter)
    long = _seconds(text)
    assert long < 10 * short + 0.5, f"{short:.2f} s for a quarter, {long:.2f} s for the whole"


def _seconds(text: str) -> float:
    start = time.process_time()
    hold(text, find(text))
    return time.process_time() - start
