"""Each rule by name: what it reads, and to whom it gives the words."""

from __future__ import annotations

import pytest

from tests.quotation.reading_out import found, only

SENTENCES = {
    "verb after": ("“The ferry is late,” said Ann Lee.", "Ann Lee"),
    "verb after, unknown verb": ("“The ferry is here!” beamed Ann Lee.", "Ann Lee"),
    "verb after, role before": ("“The ferry is late,” said Harbour Trust chair Ann Lee.", "Ann Lee"),
    "subject after": ("“The ferry is late,” Ann Lee, who runs it, told the council.", "Ann Lee"),
    "subject after, passive": ("The “paper ferry”, as it was dubbed by Bob Roe, never sailed.", "Bob Roe"),
    "according to": ("The ferry is “a museum with an engine”, according to Ann Lee.", "Ann Lee"),
    "according to, in the words of": ("In the words of Ann Lee: “It is a museum with an engine.”", "Ann Lee"),
    "right before": ("Ann Lee, the harbour master, said: “The ferry is late.”", "Ann Lee"),
    "right before, role first": ("The harbour master, Ann Lee, said: “The ferry is late.”", "Ann Lee"),
    "right before, bracket": ("Ann Lee (Independent) said: “The ferry is late.”", "Ann Lee"),
    "possessive": ("Few have forgotten Bob Roe’s remark that “islanders can swim if they must”.", "Bob Roe"),
    "label": ("HARBOUR LOG\n\nAnn Lee: “The ferry is late again.”", "Ann Lee"),
    "right before, a reference after": ("Ann Lee said: “The ferry is late.” [2]", "Ann Lee"),
    "right before, a page after": ("Ann Lee said: “The ferry is late.” (p. 4)", "Ann Lee"),
    "subject after, a body between": (
        "Jane Roe, director of the Centre for Ferries, warned of rust. “We cannot wait,” she said.",
        "Jane Roe",
    ),
    "dash": ("“I was born on the ferry.” — Edna Postle", "Edna Postle"),
    "end of sentence": ("A “floating shed” is no way to travel for anybody, said Ann Lee.", "Ann Lee"),
}


@pytest.mark.parametrize("case", SENTENCES)
def test_a_sentence_names_its_speaker(case: str) -> None:
    text, speaker = SENTENCES[case]
    assert only(text).speaker == speaker


def test_the_rule_is_named_with_its_cue() -> None:
    one = only("“The ferry is late,” said Ann Lee.")
    assert (one.rule, one.cue, one.kind, one.words) == ("verb after", "said", "direct", ("The ferry is late,",))


def test_a_name_inside_the_reported_clause_is_not_the_speaker() -> None:
    assert only("Ann Lee said that Bob Roe had called the ferry “a shed that floats on hope”.").speaker == "Ann Lee"


def test_a_quotation_with_a_verb_of_its_own_is_not_swallowed_by_a_clause_before_it() -> None:
    text = "When Ann Lee said that she would close the pier, Bob Roe replied, “Over my dead body.”"
    assert only(text).speaker == "Bob Roe"


def test_a_participle_goes_with_the_verb_before_it() -> None:
    text = "The pier would be shut, Ann Lee announced, adding that it was “rotten from end to end”."
    assert all(one.speaker == "Ann Lee" for one in found(text))


def test_the_subject_of_a_relative_clause_is_whom_who_means() -> None:
    text = "The plan came from Bob Roe, who on Friday called the ferry “a shed that floats on hope”."
    assert only(text).speaker == "Bob Roe"


def test_a_dateline_is_nobody() -> None:
    assert only("BARTON (PA) – Ann Lee has said that “nothing will sail before noon tomorrow”.").speaker == "Ann Lee"


def test_two_stretches_around_their_tag_are_one_utterance() -> None:
    one = only("“If it had sunk,” said Ann Lee, “we would have swum home.”")
    assert one.words == ("If it had sunk,", "we would have swum home.")


def test_a_quotation_over_paragraphs_is_one_with_a_segment_each() -> None:
    text = "Ann Lee said: “The ferry is late.\n\n“It was late last year.\n\n“It will be late again.”"
    one = only(text)
    assert one.words == ("The ferry is late.", "It was late last year.", "It will be late again.")
    assert one.speaker == "Ann Lee"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The ferry is late,” said Ann Lee. “It is always late in the winter.”", "Ann Lee"),
        ("Ann Lee shook her head. “It is always late in the winter, you know.”", "Ann Lee"),
        ("“The ferry is late,” said Ann Lee.\n\n“It is always late in the winter.”", "Ann Lee"),
        ("Ann Lee had a message for the council:\n\n“It is always late in the winter.”", "Ann Lee"),
        ("“It is always late in the winter.” So said Ann Lee, who should know.", "Ann Lee"),
    ],
)
def test_words_that_stand_alone_are_carried_over(text: str, speaker: str) -> None:
    assert found(text)[-1].speaker == speaker


def test_a_block_quotation_without_marks_belongs_to_whom_the_line_before_names() -> None:
    text = "<p>Harbour Minister Ann Lee said:</p>\n<blockquote><p>We will mend the pier by May.</p></blockquote>"
    one = only(text)
    assert (one.words, one.speaker) == (("We will mend the pier by May.",), "Ann Lee")


def test_an_unmarked_paragraph_after_said_is_quoted_while_it_says_we() -> None:
    text = (
        "The pier will be mended, the harbour trust announced.\n\nAnn Lee, its chair, said:\n\n"
        "We have waited for this for years.\n\nWe are grateful to all who wrote.\n\nThe pier was built in 1889.\n"
    )
    assert only(text).words == ("We have waited for this for years.", "We are grateful to all who wrote.")


@pytest.mark.parametrize(
    "text",
    [
        "He has never used the word “ferry” in his life.",
        "The so-called “ferry tax” was dropped in May.",
        "A paper called “Ferries for the Future” was published.",
        "The ‘polluter pays’ principle guides the plan.",
        "# Ferry ‘a shed that floats’\n",
        "<h2>Ferry ‘a shed that floats’, says chair</h2>",
        "<nav><a href='/'>“Ferries today”, said Ann Lee</a></nav>",
        "---\ntitle: “The ferry is late,” said Ann Lee\n---\n\nNothing else.",
        "<!-- “The ferry is late,” said Ann Lee. -->",
    ],
)
def test_terms_titles_headings_and_furniture_hold_no_speech(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("Ann Lee said that the pier was rotten.", "the pier was rotten", "that clause"),
        ("Ann Lee said the pier was rotten.", "the pier was rotten", "bare clause"),
        ("The pier was rotten, Ann Lee said on Friday.", "The pier was rotten", "tag"),
        ("According to Ann Lee, the pier was rotten.", "the pier was rotten", "according to"),
        ("Ann Lee criticised the new pier plan.", "the new pier plan", "act"),
    ],
)
def test_reported_speech_is_suggested(text: str, words: str, rule: str) -> None:
    one = only(text, "indirect")
    assert (one.words, one.rule, one.speaker) == ((words,), rule, "Ann Lee")


def test_coordinate_clauses_have_speakers_of_their_own() -> None:
    text = "Ann Lee said that the pier was rotten, and Bob Roe said that it would stand for years."
    assert [(one.words[0], one.speaker) for one in found(text, "indirect")] == [
        ("the pier was rotten", "Ann Lee"),
        ("it would stand for years", "Bob Roe"),
    ]


def test_a_clause_with_words_in_marks_is_mixed() -> None:
    one = only("Ann Lee said that the pier was “rotten from end to end” and would close.")
    assert (one.kind, one.words) == ("mixed", ("rotten from end to end",))


def test_a_clause_that_is_all_in_marks_is_direct() -> None:
    one = only("Ann Lee said that “the pier is rotten from end to end”.")
    assert (one.kind, one.words) == ("direct", ("the pier is rotten from end to end",))


def test_a_line_across_the_page_begins_no_front_matter() -> None:
    assert only("---\n\n“The ferry is late,” said Ann Lee.\n\n---\n").speaker == "Ann Lee"
