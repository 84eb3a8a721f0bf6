"""A step that is undone gives the text back that was there, byte for byte, or says why it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.editing.journal import Step, Stretch
from reform_tui.library.editing.refusing import Refused

texts = st.text(alphabet="ab\n é", max_size=30)
ABOVE = "".join(f"above: {number}\n" for number in range(20))
BELOW = "".join(f"below: {number}\n" for number in range(20))


@given(before=texts, after=texts)
def test_any_change_undone_is_the_text_before(before: str, after: str) -> None:
    stretch = Stretch.between("f.yaml", before, after)
    assert stretch.undone(after) == before
    assert stretch.undone(before) == before


@given(before=texts, after=texts)
def test_a_step_in_many_places_undone_is_the_text_before(before: str, after: str) -> None:
    step = Step("changed", tuple(Stretch.each("f.yaml", before, after)))
    assert step.undone({"f.yaml": after}.__getitem__) == ({"f.yaml": before} if before != after else {})
    assert step.undone({"f.yaml": before}.__getitem__) in ({"f.yaml": before}, {})


def test_what_was_written_between_two_places_since_stays() -> None:
    lines = [f"- id: quote-{number}\n  speaker: ann-lee\n  kind: direct\n" for number in range(40)]
    before = "".join(lines)
    after = before.replace(lines[3], lines[3].replace("ann-lee", "a-lee")).replace(lines[30], "")
    step = Step("took `a-lee` for `ann-lee`", tuple(Stretch.each("f.yaml", before, after)))
    assert len(step.stretches) == 2
    by_hand = after.replace(lines[17], lines[17] + "  note: mine\n")
    undone = step.undone({"f.yaml": by_hand}.__getitem__)
    assert undone == {"f.yaml": before.replace(lines[17], lines[17] + "  note: mine\n")}
    with pytest.raises(Refused, match="by hand"):
        step.undone({"f.yaml": by_hand.replace("a-lee", "anna")}.__getitem__)


@given(before=texts, after=texts, head=st.text(alphabet="cd\n", max_size=9), tail=st.text(alphabet="cd\n", max_size=9))
def test_what_was_written_around_it_since_stays(before: str, after: str, head: str, tail: str) -> None:
    try:
        stretch = Stretch.between("f.yaml", ABOVE + before + BELOW, ABOVE + after + BELOW)
        undone = stretch.undone(head + ABOVE + after + BELOW + tail)
    except Refused as refusal:
        assert "change it back there" in str(refusal)  # noqa: PT017 - it may be undone as well
        return
    assert undone in {head + ABOVE + before + BELOW + tail, ABOVE + before + BELOW}


def test_a_place_that_was_changed_since_is_left_alone() -> None:
    stretch = Stretch.between("f.yaml", "status: proposed\n", "status: accepted\n")
    with pytest.raises(Refused, match=r"f\.yaml was changed by hand at that place since"):
        stretch.undone("status: curated\n")


ENTRY = "  status: {status}\n  note: {note}\n"
ELSEWHERE = ABOVE + ENTRY.format(status="accepted", note="none") + BELOW


def test_a_change_at_the_beginning_of_a_file_is_not_undone_in_another_entry() -> None:
    before, after = (ENTRY.format(status=status, note="none") for status in ("proposed", "accepted"))
    stretch = Stretch.between("f.yaml", before + BELOW, after + BELOW)
    by_hand = ENTRY.format(status="curated", note="none") + ELSEWHERE
    assert by_hand.count(stretch.lead + stretch.new + stretch.trail) == 1
    with pytest.raises(Refused, match="by hand"):
        stretch.undone(by_hand)
    assert stretch.undone(after + BELOW + "mine\n") == before + BELOW + "mine\n"


def test_a_change_at_the_end_of_a_file_is_not_undone_in_another_entry() -> None:
    before, after = (ENTRY.format(status=status, note="none") for status in ("proposed", "accepted"))
    stretch = Stretch.between("f.yaml", ABOVE + before, ABOVE + after)
    by_hand = ELSEWHERE + ENTRY.format(status="curated", note="none")
    assert by_hand.count(stretch.lead + stretch.new + stretch.trail) == 1
    with pytest.raises(Refused, match="by hand"):
        stretch.undone(by_hand)
    assert stretch.undone("mine\n" + ABOVE + after) == "mine\n" + ABOVE + before


def test_a_change_in_very_many_places_is_kept_as_one() -> None:
    lines = [f"- id: quote-{number}\n  speaker: ann-lee\n  kind: direct\n" for number in range(300)]
    before = "".join(lines)
    after = before.replace("ann-lee", "a-lee")
    (stretch,) = Stretch.each("f.yaml", before, after)
    assert stretch.undone(after) == before
    few = "".join(lines[:24])
    assert len(list(Stretch.each("f.yaml", few, few.replace("ann-lee", "a-lee")))) == 24
