"""A selection: an order, notes, tags, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.model import Library
from reform_tui.library.placing import with_places
from reform_tui.library.selection import KEPT_STEPS, OWN, Pick, Place, Selection

IDS = st.sampled_from("abcdef")
CHANGES = st.one_of(
    st.tuples(st.just("toggled"), IDS),
    st.tuples(st.just("noted"), IDS, st.text(max_size=3)),
    st.tuples(st.just("tagged"), IDS, st.lists(st.text(max_size=2), max_size=3)),
    st.tuples(st.just("without"), st.lists(IDS)),
    st.tuples(st.just("placed"), IDS, st.builds(Place, IDS, IDS, st.just("supports"))),
    st.tuples(st.just("unplaced"), IDS, IDS),
    st.tuples(st.just("with_all"), st.lists(IDS)),
    st.just(("undone",)),
)


def of(*quotes: str) -> Selection:
    return Selection("s").with_all(quotes)


def test_toggling_puts_a_quote_last_and_takes_it_out_again() -> None:
    selection = of("a", "b").toggled("c")
    assert selection.quotes == ("a", "b", "c")
    assert selection.toggled("a").quotes == ("b", "c")


def test_notes_and_tags_stay_with_their_quote_when_it_moves() -> None:
    selection = of("a", "b", "c").noted("c", "lead with this").tagged("c", ["lead", "check", "lead"]).moved("c", -2)
    assert selection.picks[0] == Pick("c", "lead with this", ("lead", "check"))
    assert selection.quotes == ("c", "a", "b")


@pytest.mark.parametrize(("by", "order"), [(-9, "bac"), (-1, "bac"), (0, "abc"), (1, "acb"), (9, "acb")])
def test_a_quote_moves_as_far_as_there_is_room(by: int, order: str) -> None:
    assert "".join(of("a", "b", "c").moved("b", by).quotes) == order


def test_a_note_on_a_quote_that_is_not_picked_picks_it() -> None:
    assert of("a").noted("b", "why not").picks == (Pick("a"), Pick("b", "why not"))


def test_a_quote_that_is_not_picked_cannot_move() -> None:
    with pytest.raises(KeyError):
        of("a").moved("b", 1)


def test_a_quote_stands_once() -> None:
    assert of("a", "b", "a").quotes == ("a", "b")
    with pytest.raises(ValueError, match="twice"):
        Selection("s", (Pick("a"), Pick("a")))


def test_what_changes_nothing_is_no_step_to_undo() -> None:
    selection = of("a", "b")
    for same in (
        selection.with_all(["a"]),
        selection.without(["x"]),
        selection.moved("a", -1),
        selection.noted("a", ""),
    ):
        assert same is selection


@given(st.lists(CHANGES, max_size=KEPT_STEPS))
def test_every_change_can_be_undone(changes: list[tuple[object, ...]]) -> None:
    selection, seen = Selection("s"), [Selection("s").picks]
    for method, *arguments in changes:
        after: Selection = getattr(selection, str(method))(*arguments)
        if method == "undone":
            seen = seen[:-1] or seen
        elif after is not selection:
            seen.append(after.picks)
        selection = after
        assert selection.picks == seen[-1]
        assert len(set(selection.quotes)) == len(selection)
    for before in reversed(seen[:-1]):
        selection = selection.undone()
        assert selection.picks == before
    assert selection.undone() is selection


def test_the_past_is_bounded() -> None:
    selection = Selection("s")
    for _ in range(KEPT_STEPS + 20):
        selection = selection.toggled("a")
    assert len(selection.past) == KEPT_STEPS


def test_a_quote_has_one_place_in_a_topic_and_the_last_one_holds() -> None:
    first, other, moved = Place("t", "p", "supports"), Place("u", "p", "opposes"), Place("t", "q", "qualifies")
    selection = of().placed("a", first).placed("a", other).placed("a", moved)
    assert selection.picks == (Pick("a", places=(other, moved)),)
    assert selection.unplaced("a", "t").picks == (Pick("a", places=(other,)),)
    assert selection.undone().picks == (Pick("a", places=(first, other)),)
    assert of().unplaced("a", "t") == of()


def test_the_users_places_are_in_the_map_and_the_library_stays_as_it_is(bundled: Library) -> None:
    topic, position = "choice-competition", "waning"
    quote = next(
        id
        for id, places in bundled.placements.items()
        if any(p.topic == topic and p.position != position for p in places)
    )
    before = bundled.placements[quote]
    picks = [Pick(quote, places=(Place(topic, position, "opposes"), Place("gone", "gone", "supports"))), Pick("none")]
    own = with_places(bundled, picks)
    assert [p for p in own.placements[quote] if p.topic == topic] == [type(before[0])(topic, position, "opposes")]
    assert [p for p in own.placements[quote] if p.topic != topic] == [p for p in before if p.topic != topic]
    (evidence,) = [e for p in own.topics[topic].positions for e in p.evidence if e.why == OWN]
    assert evidence.segments == bundled.quotes[quote].segments
    assert bundled.placements[quote] == before
    assert with_places(bundled, [Pick(quote)]) is bundled
