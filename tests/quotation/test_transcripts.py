"""Transcripts: turns under labels of every style; signed pieces; and what nobody reports."""

from __future__ import annotations

import pytest

from tests.quotation.reading_out import found, only

INQUIRY = (
    "MARY ANN DUNN (sworn)\n\nQuestioned by MR FALK\n\n"
    "Q. You say: “There is nothing wrong with the till.” Did you believe that?\n\n"
    "A. I did. I said to Mr Orme, “I have counted it twice.”\n\n"
    "Q. And he replied: “Then count it again.”\n\n"
    "A. He did.\n"
)
COMMITTEE = (
    "Q14 Chair: You told us that the system was “fit for every purpose we know of”. Is it?\n\n"
    "Dame Rosemary Stell: It is. The Report says that it “has no known fault at all”.\n\n"
    "Q15 Gwilym Parry: In your letter you say, “We have learned lessons.” Which?\n\n"
    "Dame Rosemary Stell: Several.\n"
)
HANSARD = (
    "Ann Lee (Barton North) (Ind)\n\nThe ferry is late. The Minister said last week: “It will never be late again.”\n\n"
    "The Minister for Harbours (Sir Tom Roe)\n\n"
    "I did say that. [Interruption.] I said, “It will never be late in May.”\n\n"
    "Ann Lee\n\nIt is May.\n\nThe Minister for Harbours (Sir Tom Roe)\n\nIt is.\n\nAnn Lee\n\nThen I rest my case.\n"
)


def speakers(text: str, *kinds: str) -> list[str | None]:
    return [one.speaker for one in found(text, *kinds)]


def test_in_questioning_you_is_the_witness_and_i_whoever_speaks() -> None:
    assert speakers(INQUIRY)[:2] == ["Mary Ann Dunn", "Mary Ann Dunn"]


def test_a_number_before_a_label_is_no_part_of_the_name() -> None:
    assert speakers(COMMITTEE, "authored") == ["Chair", "Rosemary Stell", "Gwilym Parry", "Rosemary Stell"]
    assert found(COMMITTEE)[-1].speaker == "Rosemary Stell"


def test_a_name_on_a_line_of_its_own_is_a_label() -> None:
    assert set(speakers(HANSARD, "authored")) == {"Ann Lee", "Tom Roe"}
    assert found(HANSARD)[-1].speaker == "Tom Roe"


@pytest.mark.parametrize("text", [INQUIRY, COMMITTEE, HANSARD])
def test_a_turn_is_its_speakers_own_and_not_reported(text: str) -> None:
    assert all(one.rule == "turn" for one in found(text, "authored"))
    assert not [one for one in found(text, "indirect") if (one.speaker or "").lower() in ("i", "we")]


def test_a_speaker_is_not_carried_over_into_the_next_turn() -> None:
    text = (
        "CHAIR: The report says: “The pier is rotten.”\n\nMR ROE: “Rotten from end to end” is on my wall.\n\n"
        "CHAIR: Is it?\n\nMR ROE: It is.\n\nCHAIR: Good.\n"
    )
    assert all(one.speaker != "The report" for one in found(text)[1:])


def test_a_few_labels_make_no_transcript() -> None:
    assert found("Place: Barton\n\nDate: May\n\nThe ferry is late, as ever.\n", "authored") == []


SIGNED = (
    "Mend the pier\n\nBy Ann Lee\n\nI have walked on the pier since I was four years old, and I know it well.\n\n"
    "We should mend it before the winter, and we must pay for it ourselves if the county will not.\n\n"
    "I do not say that it will be cheap. I say that it will be ours.\n"
)


def test_a_signed_piece_is_its_authors_where_it_takes_a_position() -> None:
    one = only(SIGNED, "authored")
    assert (one.speaker, one.rule) == ("Ann Lee", "byline")
    assert one.words[0].startswith("We should mend it")


def test_a_report_under_a_byline_is_nobodys_opinion() -> None:
    text = (
        "Pier to close\n\nBy Ann Lee\n\nThe pier must close, the trust said.\n\n“It is rotten,” said Bob Roe.\n\n"
        "“It has been rotten for years,” said Tom Orme.\n"
    )
    assert found(text, "authored") == []


HEADED = (
    "Inquiry into the ferry\n\nWitness: Dr Jane Smith (JS)\nInterviewer: Peter Falk (PF)\n"
    "The Chair: Dame Rosemary Stell\n"
    "Members present: Dame Rosemary Stell (Chair), Gwilym Parry\n\nPF: When did you first see the ferry?\n\n"
    "JS: In May. The master told me: “She will not last.”\n\nPF: You wrote, “I warned everybody.” Did you?\n\n"
    "JS: I did.\n\nChair: Thank you.\n\nJS: Thank you.\n"
)


def test_the_header_of_a_transcript_names_whom_its_labels_mean() -> None:
    names = ["Peter Falk", "Jane Smith", "Peter Falk", "Jane Smith", "Rosemary Stell", "Jane Smith"]
    assert speakers(HEADED, "authored") == names
    assert found(HEADED)[-1].speaker == "Jane Smith"


def test_a_turn_that_begins_with_a_name_is_no_header() -> None:
    text = "MS PAGE: Ms Bernard, I act for the masters.\n\nMS BERNARD: Yes.\n\nMS PAGE: You know.\n\nMS BERNARD: Yes.\n"
    assert speakers(text, "authored") == ["PAGE", "BERNARD", "PAGE", "BERNARD"]
