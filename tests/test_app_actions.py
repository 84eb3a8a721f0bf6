"""Every action, by its keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from reform_tui.app.actions import ACTIONS
from reform_tui.app.overlays.help import Help
from reform_tui.app.overlays.picked import Picked
from reform_tui.app.widgets.columns import Columns
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.query_bar import QueryInput
from reform_tui.app.widgets.reader import Reader
from tests.driving import Driver, drive

pytestmark = pytest.mark.usefixtures("own_home")

TESTED = {
    "view('quotes')", "view('documents')", "view('speakers')", "view('compare')", "next_pane", "previous_pane",
    "pane_left", "pane_right",
    "zoom", "move(1)", "move(-1)", "page(0.5)", "page(-0.5)", "page(1)", "page(-1)", "end(False)",
    "end(True)", "read", "next_hit(1)", "next_hit(-1)", "section(1)", "section(-1)", "search", "filter", "sort",
    "toggle_selection", "toggle_comparison", "compare", "compare_search", "note", "tags", "undo", "picked", "export",
    "copy", "copy_key", "verify", "help", "palette", "back", "theme", "quit", "review",
    "candidates", "paragraphs",
}  # fmt: skip


def test_every_action_is_tested_here() -> None:
    assert {action.name for action in ACTIONS if not action.within} == TESTED


async def search(driver: Driver, query: str = "quasi-markets") -> None:
    """Type a query and go down to the hits."""
    await driver.type(query)
    await driver.press("down")


def test_without_a_query_it_opens_on_the_map_with_the_keyboard_in_the_query() -> None:
    async def scene(driver: Driver) -> None:
        assert driver.app.view.id == "compare"
        assert isinstance(driver.focused(), QueryInput)
        assert "How far should choice and competition be relied on" in driver.text

    drive(scene)


def test_letters_typed_at_once_are_a_query_whose_hits_show_the_match() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("quasi-markets")
        assert driver.app.view.id == "quotes"
        assert "5 quotes · 2 documents" in driver.status
        assert "quasi-markets" in driver.text
        assert driver.app.quotes_view.hits.items

    drive(scene)


def test_v_opens_the_panel_that_takes_a_draft() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "v")
        assert "Paste a draft here" in driver.text
        await driver.press("escape")
        assert "Paste a draft here" not in driver.text

    drive(scene)


def test_capital_h_shows_what_each_paragraph_is_where_the_library_can_be_written() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "H")
        assert "this is done to a text" in driver.status
        await driver.press("2", "H")
        assert "read-only" in driver.status

    drive(scene)


def test_numbers_go_to_the_views() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape")
        for key, view in (("1", "quotes"), ("2", "documents"), ("3", "speakers"), ("4", "compare")):
            await driver.press(key)
            assert driver.app.view.id == view

    drive(scene)


def test_tab_and_h_and_l_move_between_panes() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        app = driver.app
        assert driver.focused() is app.quotes_view.hits
        await driver.press("l")
        assert driver.focused() is app.quotes_view.reader
        await driver.press("h")
        assert driver.focused() is app.quotes_view.hits
        await driver.press("left")
        assert driver.focused() is app.sidebar
        await driver.press("right")
        assert driver.focused() is app.quotes_view.hits
        for pane in (app.quotes_view.reader, app.sidebar, app.quotes_view.hits):
            await driver.press("tab")
            assert driver.focused() is pane
        for pane in (app.sidebar, app.quotes_view.reader, app.quotes_view.hits):
            await driver.press("shift+tab")
            assert driver.focused() is pane

    drive(scene)


def test_the_cursor_moves_and_the_reader_follows_it() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        hits, reader = driver.app.quotes_view.hits, driver.app.quotes_view.reader
        for key, cursor in (("j", 1), ("down", 2), ("k", 1), ("up", 0), ("G", 4), ("g", 0), ("end", 4), ("home", 0)):
            await driver.press(key)
            assert hits.cursor == cursor
            assert reader.quote is driver.app.quote_here()

    drive(scene)


def test_pages_move_the_cursor_of_a_list_and_scroll_a_text() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver, "the")
        hits, reader = driver.app.quotes_view.hits, driver.app.quotes_view.reader
        await driver.press("pagedown")
        far = hits.cursor
        assert far > 3
        await driver.press("u")
        assert 0 < hits.cursor < far
        await driver.press("d", "pageup", "pageup")
        assert hits.cursor == 0
        await driver.press("l", "G")
        bottom = reader.scroll_offset.y
        await driver.press("u", "pageup")
        assert reader.scroll_offset.y < bottom
        await driver.press("g")
        assert reader.scroll_offset.y == 0

    drive(scene)


def test_enter_reads_and_escape_goes_one_step_back_and_never_quits() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        app = driver.app
        await driver.press("enter")
        assert isinstance(driver.focused(), Reader)
        await driver.press("escape")
        assert driver.focused() is app.quotes_view.hits
        await driver.press("escape")
        assert app.session.query == ""
        assert app.view.id == "compare"
        await driver.press("escape", "escape", "escape")
        assert app.is_running
        assert driver.status == "q quits"

    drive(scene, size=(80, 24))


def test_z_gives_the_pane_all_the_room_and_takes_it_back() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        view = driver.app.quotes_view
        assert driver.sees(view.reader)
        await driver.press("z")
        assert not driver.sees(view.reader)
        await driver.press("z")
        assert driver.sees(view.reader)

    drive(scene)


def test_n_goes_through_the_matches_of_a_text_and_without_a_query_through_its_quotes() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("enter", "n")
        assert driver.status.startswith("match ")
        await driver.press("N")
        assert driver.status.startswith("match ")
        await driver.press("escape", "escape", "escape", "2")
        driver.app.documents_view.go_to_depth(2)
        await driver.press("n")
        assert driver.status == "quote 1 of 78"
        await driver.press("n")
        assert driver.status == "quote 2 of 78"
        await driver.press("N")
        assert driver.status == "quote 1 of 78"

    drive(scene)


def test_brackets_go_through_the_sections_of_a_text() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "2")
        driver.app.documents_view.go_to_depth(2)
        reader = driver.app.documents_view.reader
        assert reader.document is not None
        await driver.press("]", "]", "]")
        headings = [heading.segment.start for heading in reader.document.headings]
        assert reader.place() == headings[2]
        await driver.press("[")
        assert reader.place() == headings[1]

    drive(scene)


def test_slash_in_a_text_finds_in_it_and_leaves_the_query_alone() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("f2")
        await driver.type("document heywood")
        await driver.press("enter", "slash")
        app = driver.app
        reader = app.documents_view.reader
        await driver.type("heywood")
        await driver.until(lambda: len(reader.marks) == 5)
        assert driver.status.startswith("match 1 of 5 in this text")
        assert "Heywood" in "\n".join(driver.rows[3:])
        assert app.session.query == "quasi-markets"
        await driver.press("enter", "n")
        assert driver.focused() is reader
        assert driver.status == "match 2 of 5"
        await driver.press("N", "N")
        assert driver.status == "match 5 of 5"
        await driver.press("escape")
        assert driver.focused() is reader
        assert len(reader.marks) == 3, "those of the query"
        await driver.press("slash")
        await driver.type("zebra")
        await driver.until(lambda: driver.status.startswith("not in this text"))
        await driver.press("escape")
        assert driver.focused() is reader
        assert app.session.query == "quasi-markets"
        await driver.press("slash")
        await driver.type("heywood")
        await driver.press("enter", "f2")
        await driver.type("document up a gear")
        await driver.press("enter")
        assert not app.is_finding, "another text is another matter"
        await driver.press("slash", "slash")
        assert isinstance(driver.focused(), QueryInput)

    drive(scene)


def test_slash_goes_to_the_query_where_typing_replaces_it_and_arrows_edit_it() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        assert not isinstance(driver.focused(), QueryInput)
        await driver.press("slash")
        assert isinstance(driver.focused(), QueryInput)
        await driver.type("choice")
        assert driver.app.session.query == "choice"
        await driver.press("escape", "slash", "right")
        await driver.type(" market")
        assert driver.app.session.query == "choice market"

    drive(scene)


def test_f_adds_a_filter_to_the_query_and_takes_it_out() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("f")
        await driver.type("ippr")
        await driver.press("enter")
        app = driver.app
        assert app.session.query == "quasi-markets document:ippr"
        assert driver.rows[0].startswith(" / quasi-markets document:ippr")
        assert driver.focused() is app.quotes_view.hits
        assert "2 quotes · 1 document" in app.standing()
        await driver.press("f")
        await driver.type("on takes")
        await driver.press("enter")
        assert app.session.query == "quasi-markets"

    drive(scene)


def test_s_sorts_by_date_with_no_date_last() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver, "choice")
        await driver.press("s")
        assert "by date, n.d. last" in driver.app.standing()
        results = driver.app.session.results
        assert results is not None
        issued = [driver.app.session.opened.documents[hit.document].issued for hit in results.hits]
        dates = [date.date if date else "" for date in issued]
        assert dates == sorted(dates, reverse=True)
        await driver.press("s")
        assert "by relevance" in driver.app.standing()

    drive(scene)


def test_space_selects_and_takes_out_and_capital_u_undoes() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        app = driver.app
        await driver.press("space")
        first = app.quote_here()
        assert first is not None
        assert driver.selected() == (first.id,)
        assert "● 1 selected" in driver.text
        await driver.press("j", "space")
        assert len(app.session.selection) == 2
        await driver.press("space")
        assert driver.selected() == (first.id,)
        await driver.press("U")
        assert len(app.session.selection) == 2
        await driver.press("U", "U", "U")
        assert driver.status == "nothing to undo"

    drive(scene)


def test_the_selection_survives_a_restart_with_notes_tags_and_order() -> None:
    async def first(driver: Driver) -> None:
        await search(driver)
        await driver.press("space", "j", "space", "m")
        await driver.type("for the op-ed")
        await driver.press("enter", "t", "enter")
        await driver.type("market, 2018")
        await driver.press("enter", "q")

    async def second(driver: Driver) -> None:
        await driver.until(lambda: len(driver.app.session.selection) == 2)
        picks = driver.app.session.selection.picks
        assert [pick.note for pick in picks] == ["", "for the op-ed"]
        assert picks[1].tags == ("market", "2018")

    drive(first)
    drive(second)


def test_t_moves_a_quote_to_a_position_which_compare_shows_as_the_users_own_and_u_undoes() -> None:
    async def first(driver: Driver) -> None:
        app = driver.app
        await search(driver)
        quote = app.quote_here()
        assert quote is not None
        assert quote.id not in app.session.opened.placements
        await driver.press("t")
        await driver.type("dominant way of organising")
        await driver.press("enter")
        await driver.type("qual")
        await driver.press("enter")
        assert driver.status.startswith("moved, for you alone; U undoes: qualifies “As the dominant way of organising")
        assert driver.selected() == (quote.id,)
        await driver.press("c")
        assert app.quote_here() is quote
        assert "placed here by you" in driver.text
        shown = [cell for row in app.compare_view.columns._grid for cell in row if cell and cell.quote is quote]
        assert [(cell.stance, cell.own) for cell in shown] == [("qualifies", True)]
        await driver.press("escape", "4", "escape")
        assert "(yours)" in driver.text
        await driver.press("U")
        assert "(yours)" not in driver.text
        assert driver.selected() == ()
        await driver.press("1", "t")
        await driver.type("dominant way of organising")
        await driver.press("enter", "enter", "q")

    async def second(driver: Driver) -> None:
        await driver.until(lambda: len(driver.app.session.selection) == 1)
        (pick,) = driver.app.session.selection.picks
        assert [(place.topic, place.stance) for place in pick.places] == [("choice-competition", "supports")]
        await driver.press("t", "down")
        assert "supports · yours" in driver.text
        await driver.press("enter")
        await driver.type("library has it")
        await driver.press("enter")
        assert driver.app.session.selection.picks[0].places == ()

    drive(first, size=(200, 50))
    drive(second, size=(200, 50))


def test_b_shows_the_selection_where_it_is_moved_noted_taken_out_and_read() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        app = driver.app
        await driver.press("space", "j", "space", "j", "space", "b")
        assert isinstance(app.screen, Picked)
        before = driver.selected()
        await driver.press("J")
        assert driver.selected() == (before[1], before[0], before[2])
        await driver.press("m")
        await driver.type("mind")
        await driver.press("enter")
        assert app.session.selection.picks[1].note == "mind"
        assert "note  mind" in driver.text
        await driver.press("U")
        assert app.session.selection.picks[1].note == ""
        await driver.press("space")
        assert driver.selected() == (before[1], before[2])
        await driver.press("enter")
        assert app.view.id == "documents"

    drive(scene)


def test_another_selection_is_opened_by_its_name() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        app = driver.app
        await driver.press("space", "b", "o")
        await driver.press(*["backspace"] * 5)
        await driver.type("second")
        await driver.press("enter")
        assert app.session.selection.name == "second"
        assert len(app.session.selection) == 0
        await driver.press("b", "o", *["backspace"] * 6)
        await driver.type("picks")
        await driver.press("enter")
        await driver.until(lambda: len(app.session.selection) == 1)

    drive(scene)


def test_x_and_c_set_two_quotes_beside_each_other() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("x")
        assert "◆ 1 to compare" in driver.text
        await driver.press("j", "j", "x", "c")
        columns = driver.focused()
        assert isinstance(columns, Columns)
        assert columns.comparison is not None
        assert columns.comparison.columns == (
            "Nicholas Timmins, CSW 2018 ¶19",
            "Institute for Public Policy Research, ippr 2007 ¶88",
        )
        await driver.press("escape")
        assert driver.app.view.id == "quotes"

    drive(scene)


def test_x_on_speakers_and_documents_compares_them_over_all_topics() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "3")
        app = driver.app
        app.sidebar.focus()
        await driver.press("x", "j", "x", "c")
        columns = app.compare_view.columns
        assert columns.comparison is not None
        assert columns.comparison.columns == ("ippr 2007", "CSW 2018")
        assert len(columns.comparison.rows) > 5
        assert all(len(row.cells) == 2 for row in columns.comparison.rows)

    drive(scene)


def test_capital_x_compares_what_two_searches_find() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver, "localism")
        await driver.press("X", "slash")
        driver.app.query_input.value = ""
        await driver.type("entitlements")
        await driver.press("down", "X", "c")
        comparison = driver.app.compare_view.columns.comparison
        assert comparison is not None
        assert comparison.columns == ("/ localism", "/ entitlements")

    drive(scene)


def test_c_on_a_quote_opens_its_topic_and_enter_on_a_cell_its_source() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("c")
        assert driver.status.startswith("this quote is under no topic")
        await driver.press("j", "c")
        app = driver.app
        assert "How far should choice and competition" in driver.text
        columns = app.compare_view.columns
        first = columns.cell
        assert first is not None
        assert first.quote.id == "timmins-loss-of-faith"
        await driver.press("left")
        second = columns.cell
        assert first is not second
        await driver.press("right", "j", "k")
        assert columns.cell is not None
        quote = columns.cell.quote
        await driver.press("enter")
        assert app.view.id == "documents"
        assert app.documents_view.reader.quote is quote
        await driver.press("escape")
        assert app.view.id == "compare"

    drive(scene)


def test_y_copies_the_quote_and_capital_y_the_key_and_it_says_which_way() -> None:
    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("y")
        assert "quasi-markets and outsourcing" in driver.app.clipboard
        assert "Nicholas Timmins, senior fellow" in driver.app.clipboard
        assert driver.status == "copied the quote to the terminal (OSC 52)"
        await driver.press("Y")
        assert driver.app.clipboard == "@johnstone2018heywood"

    drive(scene)


def test_e_exports_the_selection_and_asks_before_it_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("space", "e")
        preview = driver.app.screen.query_one("#preview", ItemList)
        await driver.until(lambda: preview.scroll_offset.y > 0)
        assert "pagetitle: picks" not in driver.text
        assert "> " in driver.text
        await driver.press("pageup", "pageup", "pageup")
        assert "pagetitle: picks" in driver.text
        await driver.press("enter")
        written = tmp_path / "picks.md"
        assert "Nicholas Timmins" in written.read_text(encoding="utf-8")
        written.write_text("mine", encoding="utf-8")
        await driver.press("e", "enter")
        assert written.read_text(encoding="utf-8") == "mine"
        assert "exists" in driver.text
        await driver.press("enter")
        assert "Nicholas Timmins" in written.read_text(encoding="utf-8")

    drive(scene)


def test_another_format_changes_the_ending_and_an_ending_the_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("space", "e", "down", "right")
        assert "picks.json" in driver.text
        assert "[json]" in driver.text
        await driver.press("up")
        await driver.press(*["backspace"] * 4)
        await driver.type("csv")
        assert "[csv]" in driver.text
        await driver.press("enter")
        assert (tmp_path / "picks.csv").exists()

    drive(scene)


def test_question_mark_and_f1_show_every_key() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("f1")
        assert isinstance(driver.app.screen, Help)
        await driver.press("escape", "escape", "question_mark")
        assert isinstance(driver.app.screen, Help)
        await driver.press("G")
        assert "The mouse clicks" in driver.text

    drive(scene)


def test_the_palette_finds_speakers_documents_topics_and_actions() -> None:
    async def scene(driver: Driver) -> None:
        app = driver.app
        await driver.press("f2")
        await driver.type("speaker timmins")
        await driver.press("enter")
        assert app.view.id == "speakers"
        assert app.speakers_view.speaker == "nicholas-timmins"
        await driver.press("colon")
        await driver.type("document up a gear")
        await driver.press("enter")
        assert app.view.id == "documents"
        await driver.press("colon")
        await driver.type("devolution")
        await driver.press("enter")
        assert app.view.id == "compare"
        await driver.press("colon")
        await driver.type("do theme")
        await driver.press("enter")
        await driver.type("light")
        await driver.press("enter")
        assert app.theme == "light"

    drive(scene)


def test_capital_t_chooses_a_theme() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "T")
        await driver.type("high")
        await driver.press("enter")
        assert driver.app.theme == "high contrast"

    drive(scene)


def test_q_quits_and_place_view_query_and_theme_are_remembered() -> None:
    async def first(driver: Driver) -> None:
        await search(driver)
        await driver.press("j", "j", "T")
        await driver.type("light")
        await driver.press("enter", "q")
        assert not driver.app.is_running

    async def second(driver: Driver) -> None:
        app = driver.app
        assert app.view.id == "quotes"
        assert app.session.query == "quasi-markets"
        assert app.theme == "light"
        assert app.quotes_view.hits.cursor == 2
        assert driver.focused() is app.quotes_view.hits
        await driver.press("o")
        assert driver.status == "“o” does nothing here; / types a query, ? shows the keys"
        await driver.press("slash")
        await driver.type("localism")
        assert app.session.query == "localism"

    drive(first)
    drive(second)


@pytest.mark.parametrize("keys", ["T z", "f2 z z z", "f z z z"])
def test_a_chooser_in_which_nothing_matches_is_empty_and_nothing_more(keys: str) -> None:
    """It crashed."""

    async def scene(driver: Driver) -> None:
        await driver.press("escape", *keys.split(), "down", "up", "pagedown")
        await driver.press("enter")
        await driver.press("escape", "1")
        assert driver.app.view.id == "quotes"

    drive(scene)


def test_going_round_the_formats_keeps_the_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")

    async def scene(driver: Driver) -> None:
        await search(driver)
        await driver.press("space", "e", "down")
        await driver.press(*["right"] * 14)
        await driver.press("enter")

    drive(scene)
    (written,) = (tmp_path / "out").iterdir()
    assert written.name.count(".") == 1
