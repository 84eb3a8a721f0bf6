"""What people notice: places kept, late answers dropped, hostile texts inert, the mouse, colours."""

from __future__ import annotations

import asyncio
import json
import random
import re
from pathlib import Path

import pytest
from textual import events

from reform_tui.app.actions import ACTIONS, keys_table
from reform_tui.app.app import ReformApp
from reform_tui.app.copying import copy_by_command
from reform_tui.app.services import Answered
from reform_tui.app.widgets.wrapping import cut, wrapped
from reform_tui.library.bundled import bundled_library
from reform_tui.search.service import Answer, Request
from tests.conftest import ROOT, SmallLibrary
from tests.driving import SIZES, Driver, HeldEngine, drive

pytestmark = pytest.mark.usefixtures("own_home")


def test_a_hundred_resizes_keep_the_place() -> None:
    chance = random.Random(1)  # noqa: S311

    async def scene(driver: Driver) -> None:
        await driver.press("escape", "2")
        view = driver.app.documents_view
        view.go_to_depth(2)
        await driver.press("z", *["]"] * 12)
        place, heading = view.reader.place(), "Choice, competition, and markets"
        assert heading in driver.rows[3]
        for _ in range(100):
            await driver.resize(chance.randint(30, 220), chance.randint(8, 60))
        await driver.resize(120, 36)
        assert view.reader.place() == place
        assert heading in driver.rows[3]

    drive(scene)


def test_a_late_answer_does_not_replace_a_newer_one() -> None:
    async def scene(driver: Driver) -> None:
        app = driver.app
        await driver.type("localism")
        first = app.session.results
        await driver.type(" communities")
        newest = app.session.results
        assert first is not newest
        app.post_message(Answered(Answer(1, Request("localism"), first, None, None)))
        await driver.settle()
        assert app.session.results is newest
        assert "localism communities" in driver.text

    drive(scene)


def test_a_slow_answer_is_never_shown_and_the_old_ones_stay_dimmed_meanwhile() -> None:
    async def scene(driver: Driver) -> None:
        app = driver.app
        hits = app.quotes_view.hits
        await driver.type("localism")
        old = app.session.results
        shown: list[str] = []
        app.query_input.value = "choice held"
        await driver.until(lambda: hits.has_class("-stale"), settled=False)
        assert driver.status == "searching …; below is what “localism” finds"
        assert app.session.results is old
        assert "greater localism" in driver.text
        app.query_input.value = "technology"
        await driver.look()  # until it is asked
        HeldEngine.go.set()

        def newest() -> bool:
            results = app.session.results
            shown.append(results.query if results else "")
            return shown[-1] == "technology"

        await driver.until(newest)
        assert set(shown) == {"localism", "technology"}
        assert not hits.has_class("-stale")
        assert "13 quotes" in driver.status

    drive(scene, held=True)


def test_only_the_last_of_many_queries_is_shown_however_fast_they_are_typed() -> None:
    async def scene(driver: Driver) -> None:
        for query in ("choice", "markets", "localism", "technology") * 5:
            driver.app.query_input.value = query
        await driver.settle()
        results = driver.app.session.results
        assert results is not None
        assert results.query == "technology"

    drive(scene)


def test_a_query_typed_while_the_library_opens_waits_and_then_runs() -> None:
    async def scene() -> None:
        app = ReformApp(bundled_library())
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*"localism")
            await Driver(app, pilot).settle()
            assert app.session.results is not None
            assert app.session.results.query == "localism"
            assert app.view.id == "quotes"

    asyncio.run(scene())


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 0.1, 0.2, 0.3])
def test_it_can_be_left_at_any_moment_of_opening(seconds: float) -> None:
    async def scene() -> None:
        app = ReformApp(bundled_library())
        async with app.run_test(size=(120, 36)):
            await asyncio.sleep(seconds)

    asyncio.run(scene())


def with_many_quotes(small: SmallLibrary) -> None:
    """Give a library 300 quotes that all have the same words but one."""
    words = [f"word number {number} of many" for number in range(300)]
    quotes = "".join(
        f"  - {{id: q{number}, speaker: ann-lee, kind: direct, segments: [{said}]}}\n"
        for number, said in enumerate(words)
    )
    small.set_source("\n\n".join(f"“{said}.” said Ann Lee." for said in words).encode(), quotes=quotes)


def test_a_letter_asks_for_no_layout() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("word")
        field = driver.app.query_input
        field.value = "words"
        assert field._repaint_required
        assert not field._layout_required

    drive(scene)


def test_a_query_longer_than_its_row_is_seen_where_the_caret_is() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("one two three four five six seven eight")
        assert "six seven eight " in driver.rows[0]
        assert "one two" not in driver.rows[0]
        await driver.press("home")
        assert "one two" in driver.rows[0]
        await driver.press("end", *["backspace"] * 20)
        assert "/ one two three four  " in driver.rows[0]

    drive(scene, size=SIZES["80x24"])


def test_rows_that_say_what_they_said_are_not_painted_again() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "2", "l", "l")
        reader = driver.app.documents_view.reader
        painted = dict(reader._strips)
        assert len(painted) > 20
        reader.redraw()
        await driver.settle()
        assert all(reader._strips[y] is strip for y, strip in painted.items())
        driver.app.theme = "light"
        await driver.settle()
        assert not any(reader._strips[y] is strip for y, strip in painted.items())

    drive(scene)


def test_matches_are_looked_for_in_the_hits_that_are_seen(small: SmallLibrary) -> None:
    with_many_quotes(small)

    async def scene(driver: Driver) -> None:
        await driver.type("word")
        results = driver.app.session.results
        assert results is not None
        assert len(results.hits) == 300
        assert 5 < sum("highlights" in vars(hit) for hit in results.hits) < 60

    drive(scene, small.root)


def test_a_pane_painted_before_it_is_laid_out_lays_itself_out() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "enter")
        seen = driver.text
        columns = driver.app.compare_view.columns
        columns._laid_out_at = 0  # as it is where Textual's word of a new size never comes
        columns.refresh()
        await driver.settle()
        assert driver.text == seen

    drive(scene)


SAID = (
    "A\x1b]0;title\x07 [red]x[/] [/] [link=x] [@click=quit] [sic] \u202eevil\u202c zero\u200bwidth,",
    "שלום עולם and 漢字仮名交じり文 and e\u0301 👩\u200d👩\u200d👧,",
)
HOSTILE = "\n\n".join(f"“{said}” said Ann Lee." for said in SAID) + " Bob Roe. Buses\n\n“" + "x" * 200_000 + "”\n"
HOSTILE_QUOTES = "".join(
    f"  - {{id: q{number}, speaker: ann-lee, kind: direct, segments: [{json.dumps(said, ensure_ascii=False)}]}}\n"
    for number, said in enumerate(SAID)
)


@pytest.mark.parametrize("size", [*SIZES.values(), (60, 15)])
def test_a_hostile_library_walks_through_every_view_inert(small: SmallLibrary, size: tuple[int, int]) -> None:
    small.set_source(HOSTILE.encode(), quotes=HOSTILE_QUOTES)
    small.change("data/speakers.yaml", "name: Ann Lee", 'name: "[b]Ann[/] \\u202eLee [/]"')
    small.change("data/documents/buses.yaml", "title: Buses", 'title: "[/] [@click=quit]Buses\\e[2J"')
    seen: list[str] = []

    async def scene(driver: Driver) -> None:
        await driver.type("evil")
        seen.append(driver.text)
        await driver.press("down", "space", "x", "j", "enter", "G", "g", "n", "escape")
        for view in "234":
            await driver.press(view, "j", "enter", "j", "G")
            seen.append(driver.text)
        await driver.press("1", "m", "[", "enter", "b", "escape", "f", "escape", "colon", "escape", "e", "escape")
        seen.append(driver.text)
        assert driver.app.is_running
        assert any("[red]x[/]" in text for text in seen)

    drive(scene, small.root, size)
    for text in seen:
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", text)


def test_a_text_of_two_megabytes_on_one_line_is_read_and_resized_at_its_end(small: SmallLibrary) -> None:
    """Fifty open, too, but cost more time than a test may."""
    said = "Nevermore,"
    quote = f"  - {{id: end, speaker: ann-lee, kind: direct, segments: [{json.dumps(said)}]}}\n"
    small.set_source(b"word " * 400_000 + f"“{said}” said Ann Lee.".encode(), quotes=quote)

    async def scene(driver: Driver) -> None:
        await driver.press("escape", "2", "enter", "n")
        reader = driver.app.documents_view.reader
        assert said in driver.text
        place = reader.place()
        for width, height in ((120, 36), (60, 15), (200, 50), (80, 24)):
            await driver.pilot.resize_terminal(width, height)
            await driver.settle()
            assert reader.place() == place
            assert said in driver.text
        await driver.press("g")
        assert said not in driver.text
        await driver.press("G", "space")
        assert said in driver.text
        assert driver.selected() == ("end",)

    drive(scene, small.root, SIZES["80x24"])


def test_a_text_of_several_megabytes_on_one_line_is_wrapped_in_time() -> None:
    text = "word " * 1_000_000
    rows = wrapped(text, 80)
    assert len(rows) == 62_500
    assert text[slice(*rows[0])] == "word " * 15 + "word"


@pytest.mark.parametrize("width", [2, 3, 7, 20])
@pytest.mark.parametrize(
    "text", ["", "a b c", "漢字仮名交じり文 with words", "longerthanthewidth of it", "e\u0301" * 30]
)
def test_wrapping_loses_nothing_and_fits(text: str, width: int) -> None:
    from rich.cells import cell_len  # noqa: PLC0415

    rows = wrapped(text, width)
    assert all(cell_len(text[start:end]) <= width for start, end in rows)
    assert "".join(text[start:end] for start, end in rows).replace(" ", "") == text.replace(" ", "")
    assert cell_len(cut(text, width)) <= width


def test_the_mouse_clicks_views_items_and_keys() -> None:
    async def scene(driver: Driver) -> None:
        app = driver.app
        await driver.type("quasi-markets")
        await driver.pilot.click("#hits", offset=(5, 5))
        await driver.settle()
        assert app.quotes_view.hits.cursor == 1
        await driver.pilot.click("#tabs", offset=(18, 0))
        await driver.settle()
        assert app.view.id == "documents"
        await driver.pilot.click("#sidebar", offset=(5, 5))
        await driver.settle()
        assert app.view.id == "speakers"
        keys = driver.rows[-1]
        await driver.pilot.click("#keys", offset=(keys.index("select"), 0))
        await driver.settle()
        assert len(app.session.selection) == 1

    drive(scene)


def test_dragging_selects_text_and_y_copies_it() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "2")
        view = driver.app.documents_view
        view.go_to_depth(2)
        await driver.press("z")
        row = next(y for y, text in enumerate(driver.rows) if "Edited by Richard Brooks" in text)
        column = driver.rows[row].index("Edited")
        start, end = (column, row), (column + len("Edited by"), row)
        await driver.pilot.mouse_down(offset=start)
        await driver.pilot._post_mouse_events([events.MouseMove], offset=end, button=1)
        await driver.pilot.mouse_up(offset=end)
        await driver.settle()
        await driver.press("y")
        assert driver.app.clipboard == "Edited by"

    drive(scene)


def test_copying_goes_to_tmux_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "tmux"
    fake.write_text(f'#!/bin/sh\ncat > "{tmp_path}/buffer"\n', encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("TMUX", "here")
    assert copy_by_command("words “quoted”") == "tmux"
    assert (tmp_path / "buffer").read_text(encoding="utf-8") == "words “quoted”"


def test_no_command_takes_it_where_there_is_no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert copy_by_command("words") is None


def test_the_table_of_keys_in_readme_is_the_one_that_the_program_has() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert keys_table() in readme, "docs/pictures.py writes the table into README"
    assert keys_table("review") in readme


def test_no_key_is_bound_twice_and_none_needs_ctrl_or_alt() -> None:
    keys = [(action.within, key) for action in ACTIONS for key in action.keys]
    assert len(keys) == len(set(keys))
    assert not [key for key in keys if "ctrl" in key or "alt" in key]


@pytest.mark.parametrize("view", ["4", "2"])
def test_what_comes_in_one_bunch_with_a_slash_is_what_is_looked_for(view: str) -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", view, "l", "l")
        for key in ("slash", *"choice"):
            driver._send(key)
        await driver.settle()
        sought = driver.app.query_input if view == "4" else driver.app.find_input
        assert sought.value == "choice"
        assert sought.has_focus

    drive(scene)


def test_the_preview_of_an_export_begins_at_the_first_quotation_whatever_the_size() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("quasi-markets")
        await driver.press("down", "space", "e")
        for size in ((60, 15), (72, 17), (60, 18), (100, 15)):
            await driver.resize(*size)
            rows = [row.strip("│ ") for row in driver.rows]
            assert rows[rows.index(next(row for row in rows if row.startswith("────"))) + 1] == "### Q1"

    drive(scene)


def test_why_something_was_not_done_is_said_whole_however_narrow_the_screen() -> None:
    reason = "data/documents/2024-a-long-name-of-a-document.yaml was changed by hand at that place since; do it there"

    async def scene(driver: Driver) -> None:
        await driver.press("escape")
        driver.app.say(reason, problem=True)
        await driver.settle()
        assert " ".join(reason.split()) in " ".join(" ".join(driver.rows[-4:]).split())
        assert driver.rows[-1].startswith(" ⏎ open")
        await driver.resize(200, 50)
        assert reason in driver.rows[-2]

    drive(scene, size=(60, 15))
