"""What the application shows is what it knows, whatever is typed and however small the screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reform_tui.app.filtering import fields_of
from reform_tui.app.short_filters import field_in, short_field
from reform_tui.app.widgets.query_bar import QueryInput
from reform_tui.library.model import Library
from reform_tui.library.names import matching_documents
from reform_tui.locations import from_home
from tests.driving import SIZES, Driver, drive

pytestmark = pytest.mark.usefixtures("own_home")
SMALL = SIZES["80x24"]


@pytest.mark.parametrize("typed", ["timmins", "Nicholas Timmins", "Timins"])
def test_a_name_typed_alone_finds_what_was_said_and_says_so(typed: str) -> None:
    async def scene(driver: Driver) -> None:
        await driver.type(typed)
        assert driver.status.startswith("6 quotes · 1 document · said by Nicholas Timmins · ")

    drive(scene, size=SMALL)


@pytest.mark.parametrize("typed", ["foo:bar", "date:garbage", "year:2008..1998"])
def test_a_bad_query_shows_no_answer_and_says_where_it_is_wrong(typed: str) -> None:
    async def scene(driver: Driver) -> None:
        driver.app.query_input.value = typed
        await driver.settle()
        assert driver.status == "not understood"
        assert "quotes ·" not in driver.text
        assert "nothing is shown until it is" in driver.text
        assert driver.rows[1].strip().startswith("^")
        assert driver.rows[1].index("^") == driver.rows[0].index(typed)
        said = " ".join(driver.text.split())
        assert driver.app.session.problem in said, "wrapped, not cut"

    drive(scene, size=SMALL)


def test_a_bad_query_after_a_good_one_keeps_its_hits_dimmed_and_says_whose_they_are() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("localism")
        driver.app.query_input.value = "localism foo:bar"
        await driver.settle()
        assert driver.status == "not understood; below is what “localism” finds"
        assert driver.app.quotes_view.hits.has_class("-stale")
        assert "Institute for Public Policy Research" in driver.text
        driver.app.query_input.value = "localism"
        await driver.settle()
        assert "47 quotes" in driver.status
        assert not driver.app.quotes_view.hits.has_class("-stale")
        assert "foo" not in driver.text

    drive(scene, size=SMALL)


def test_the_caret_stands_under_the_place_in_a_query_longer_than_its_box() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("choice competition technology localism foo:bar")
        assert driver.rows[1].index("^") == driver.rows[0].index("foo:bar")

    drive(scene, size=SMALL)


def test_on_the_map_topics_with_hits_come_first_and_the_cursor_is_on_the_first() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("technology")
        await driver.press("down", "4")
        assert "“technology” finds quotes on 5 of 16 topics" in driver.text
        assert "▌ What can technology do for public services?" in driver.text
        assert " 0 quotes" not in "\n".join(driver.rows[:12])
        await driver.press("enter")
        assert "What can technology do" in driver.rows[1]
        await driver.press("escape", "j")
        second = driver.app.compare_view.map.item
        await driver.press("space")
        assert driver.app.compare_view.map.item is second, "the cursor stays where it was moved"

    drive(scene, size=SMALL)


def test_keys_that_do_nothing_on_the_map_say_what_does() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "x")
        assert driver.status == "⏎ sets the positions of this topic side by side"
        for key in ("n", "]"):
            await driver.press(key)
            assert driver.status == "no text here: ⏎ opens one"

    drive(scene, size=SMALL)


def test_the_map_says_what_its_signs_mean() -> None:
    async def scene(driver: Driver) -> None:
        assert "+ supports  ~ qualifies  − opposes" in driver.text

    for size in (SMALL, (60, 15)):
        drive(scene, size=size)


def test_reading_gives_the_text_the_screen_and_escape_goes_back() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("quasi-markets")
        await driver.press("down", "enter")
        view = driver.app.quotes_view
        assert view.reader.visible_rows >= 18
        assert not driver.sees(view.hits)
        assert "Esc back" in driver.rows[-1]
        await driver.press("escape")
        assert driver.sees(view.hits)
        assert driver.focused() is view.hits
        await driver.press("3", "l", "l")
        assert driver.app.speakers_view.reader.visible_rows >= 18

    drive(scene, size=SMALL)


def test_the_number_of_the_view_that_is_shown_goes_back_to_its_first_pane() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("quasi-markets")
        await driver.press("down", "enter", "1")
        assert driver.focused() is driver.app.quotes_view.hits
        assert driver.sees(driver.app.quotes_view.hits)
        await driver.press("4", "enter", "4")
        assert driver.focused() is driver.app.compare_view.map

    drive(scene, size=SMALL)


def test_few_hits_leave_the_rest_of_the_screen_to_the_text() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("quasi-markets dominant narrative")
        view = driver.app.quotes_view
        assert len(view.hits.items) == 1
        assert view.hits.size.height == 4
        assert view.reader.visible_rows >= 13
        driver.app.query_input.value = "choice"
        await driver.settle()
        assert view.hits.size.height == view.size.height * 5 // 9

    drive(scene, size=SMALL)


def test_the_source_is_open_at_the_hit_however_fast_the_query_was_typed() -> None:
    async def scene(driver: Driver) -> None:
        driver.app.query_input.value = "quasi-markets"
        await driver.settle()
        await driver.until(lambda: driver.app.quotes_view.reader.scroll_offset.y > 0)
        assert "outsourcing becoming “the key" in driver.text

    for size in (SMALL, SIZES["120x36"]):
        drive(scene, size=size)


def test_enter_takes_the_word_that_was_meant_at_once() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("quasimarkts")
        assert "did you mean    quasimarkets" in driver.text
        await driver.press("enter")
        assert driver.app.session.query == "quasimarkets"
        assert "5 quotes" in driver.status
        assert driver.focused() is driver.app.quotes_view.hits

    drive(scene, size=SMALL)


def test_what_is_advised_works_where_it_is_read() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("zzzz")
        advice = next(row for row in driver.rows if "what can be typed" in row)
        assert set(re.findall(r"\bF\d\b", advice)) == {"F1", "F2"}
        await driver.press("f1")
        assert "Move" in driver.text
        await driver.press("escape", "f2")
        assert "Commands" in driver.text

    drive(scene, size=SMALL)


def test_tab_never_goes_to_the_query() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape")
        for view in "1234":
            await driver.press(view)
            for _ in range(7):
                await driver.press("tab")
                assert not isinstance(driver.focused(), QueryInput)
                assert driver.focused() is not None
                assert driver.sees(driver.app.focused)  # type: ignore[arg-type]

    for size in (SMALL, SIZES["120x36"]):
        drive(scene, size=size)


def test_the_footer_is_that_of_the_pane_with_the_keyboard() -> None:
    async def scene(driver: Driver) -> None:
        app = driver.app
        await driver.type("technology")
        await driver.press("down", "4", "enter")
        assert app.where() == "columns"
        await driver.press("f")
        await driver.type("csw")
        await driver.press("enter")
        assert app.view.id == "quotes"
        assert "space select" in driver.rows[-1]
        await driver.press("c")
        assert "Esc back" in driver.rows[-1]
        await driver.press("escape")
        assert "space select" in driver.rows[-1]
        assert "Esc back" not in driver.rows[-1]

    drive(scene, size=SMALL)


def test_a_message_goes_with_the_next_key_and_the_count_is_there_again() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("choice")
        await driver.press("down", "s")
        assert driver.status == "sorted by date, newest first, n.d. last"
        await driver.press("j")
        assert driver.status.startswith("18 quotes")
        await driver.press("escape", "escape", "escape")
        assert driver.status == "q quits"
        await driver.press("slash")
        assert "190 quotes" in driver.status

    drive(scene, size=SMALL)


def test_nothing_is_sorted_where_nothing_was_found() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("zzzz")
        await driver.press("escape", "s")
        assert driver.status == "nothing to sort"
        assert driver.app.session.sort == "relevance"

    drive(scene, size=SMALL)


def test_z_in_the_comparison_hides_the_sidebar_or_says_that_there_is_nothing_to_hide() -> None:
    async def wide(driver: Driver) -> None:
        await driver.press("escape", "enter", "z")
        assert not driver.sees(driver.app.sidebar)
        assert len(driver.app.compare_view.columns.shown_columns()) == 3
        await driver.press("h", "h", "h")
        assert driver.focused() is driver.app.compare_view.columns
        await driver.press("escape")
        assert driver.sees(driver.app.sidebar)

    async def narrow(driver: Driver) -> None:
        await driver.press("escape", "enter", "z")
        assert driver.status == "this pane has all the room already"
        assert not driver.app.view.zoomed

    drive(wide, size=SIZES["120x36"])
    drive(narrow, size=SMALL)


def test_the_cursor_of_the_columns_is_always_on_the_screen() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("technology")
        await driver.press("down", "4", "enter", "l", "l")
        columns = driver.app.compare_view.columns
        for key in ["pagedown"] * 12 + ["d"] * 3 + ["pageup"] * 5 + ["l", "u", "h", "G", "pagedown", "g"]:
            await driver.press(key)
            assert columns.cell is not None
            assert columns.is_cursor_seen, key
            assert any("▌" in row for row in driver.rows[4:]), key
            name = driver.app.session.opened.speakers[columns.cell.quote.speaker].name
            assert name

    for size in (SMALL, (60, 15), SIZES["120x36"]):
        drive(scene, size=size)


def test_what_a_wheel_has_left_out_of_sight_is_shown_before_it_is_selected() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("choice")
        await driver.press("down")
        hits = driver.app.quotes_view.hits
        hits.scroll_to(y=40, animate=False, immediate=True)
        await driver.press("space")
        assert driver.selected() == ()
        assert driver.status == "the cursor was out of sight: here it is"
        assert hits.is_cursor_seen
        await driver.press("space")
        assert len(driver.selected()) == 1

    drive(scene, size=SMALL)


def test_a_document_opens_where_it_was_left_and_says_so() -> None:
    async def scene(driver: Driver) -> None:
        app = driver.app
        reader = app.documents_view.reader

        async def go(name: str) -> None:
            await driver.press("f2")
            await driver.type(f"document {name}")
            await driver.press("enter")

        await go("up a gear")
        assert driver.status != "open where you left it; g goes to its beginning"
        await driver.press("pagedown", "pagedown")
        place = reader.place()
        await go("heywood")
        assert not reader.place()
        await go("up a gear")
        assert reader.place() == place
        assert driver.status == "open where you left it; g goes to its beginning"
        await driver.press("g")
        assert not reader.place()

    drive(scene, size=SMALL)


def test_what_was_written_is_named_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "me"
    (home / "out").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home / "out")

    async def scene(driver: Driver) -> None:
        await driver.type("quasi-markets")
        await driver.press("down", "space", "e", "enter")
        assert driver.status == "wrote ~/out/picks.md"

    drive(scene)
    assert from_home(tmp_path / "elsewhere") == str(tmp_path / "elsewhere")


def test_filters_are_as_short_as_they_can_be_and_mean_one_thing(bundled: Library) -> None:
    assert short_field(bundled, "document", "2018-csw-heywood-technology") == "document:csw"
    assert short_field(bundled, "speaker", "nicholas-timmins") == "speaker:timmins"
    for document in bundled.documents:
        field = short_field(bundled, "document", document)
        assert matching_documents(bundled, field.partition(":")[2].strip('"')) == [document]
        assert fields_of(f"choice {field}") == [field]
        assert field_in(f"choice {field}", bundled, "document", document) == field
        assert field_in(f"choice document:{document}", bundled, "document", document) == f"document:{document}"


@pytest.mark.parametrize("width", [60, 70, 80, 100, 120, 140])
def test_numbers_do_not_touch_the_words_before_them(width: int) -> None:
    async def scene(driver: Driver) -> None:
        for keys in (["escape", "2"], ["enter"], ["3"], ["4"], ["enter"]):
            await driver.press(*keys)
            assert not re.search(r"…\d", driver.text), driver.text

    drive(scene, size=(width, 30))


def test_the_kinds_of_documents_are_words() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "2")
        assert "newspaper article" in driver.text
        assert "blog post" in driver.text
        assert "article-newspaper" not in driver.text

    drive(scene, size=SMALL)


def test_the_filter_of_stances_has_counts_like_the_others(bundled: Library) -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("choice")
        await driver.press("down", "f")
        await driver.type("stance")
        facets = driver.app.session.facets
        assert facets is not None
        for stance, count in facets.stances.items():
            assert re.search(rf"stance +{stance} +{count}\b", driver.text)
        await driver.type(" qualifies")
        await driver.press("enter")
        assert driver.app.session.query == "choice stance:qualifies"
        assert driver.status.startswith(f"{facets.stances['qualifies']} quotes")
        results = driver.app.session.results
        assert results is not None
        for hit in results.hits:
            assert any(place.stance == "qualifies" for place in bundled.placements[hit.quote or ""])

    drive(scene, size=SMALL)


def test_a_new_paragraph_inside_a_quotation_is_a_pilcrow_that_help_explains() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type('"dominant way of doing things"')
        await driver.press("down", "x", "j", "x", "c")
        await driver.press("f1")
        await driver.press("G")
        assert "a new paragraph begins here in the source" in driver.text

    drive(scene, size=SIZES["120x36"])


def test_the_cursor_of_the_options_is_seen_when_the_keys_are_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def scene(driver: Driver) -> None:
        await driver.type("quasi-markets")
        await driver.press("down", "space", "e")
        assert "▌ format" not in driver.text
        await driver.press("down")
        assert "▌ format" in driver.text

    drive(scene)
