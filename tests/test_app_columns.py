"""Columns side by side: what a row is about stays in sight, and covers no word of the cell under the cursor."""

from __future__ import annotations

import pytest

from reform_tui.app.widgets.columns import Columns
from tests.driving import Driver, drive

pytestmark = pytest.mark.usefixtures("own_home")


def _over_the_cells(columns: Columns) -> str:
    """The first row of the window."""
    return columns.render_line(0).text.strip("─ ")


async def _first_topic(driver: Driver) -> Columns:
    await driver.press("escape", "4", "enter")
    return driver.app.compare_view.columns


def test_the_label_of_what_is_seen_stays_at_the_top_while_its_cells_scroll() -> None:
    async def scene(driver: Driver) -> None:
        columns = await _first_topic(driver)
        assert columns.comparison is not None
        labels = [row.label for row in columns.comparison.rows]
        seen = [_over_the_cells(columns)]
        for y in range(columns.virtual_size.height - columns.visible_rows):
            columns.show_row(y)
            seen.append(_over_the_cells(columns))
        assert seen[0] == labels[0]
        over = list(dict.fromkeys(label for label in seen if label))
        assert over == labels[: len(over)]
        assert seen.count(labels[0]) > 3

    drive(scene, size=(80, 24))


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 36)])
def test_the_cell_under_the_cursor_is_never_covered_by_the_label(size: tuple[int, int]) -> None:
    async def scene(driver: Driver) -> None:
        columns = await _first_topic(driver)
        for key in (*"jjjjjjlkkkjjjjjjhdduukkkG", "pageup", *"kkkkgd"):
            await driver.press(key)
            band = columns._bands.of_cells[columns.place() or 0]
            if band.height < columns.visible_rows and key in "jklhG":
                assert columns._first_seen <= band.top, key
            assert columns.is_cursor_seen, key

    drive(scene, size=size)


def test_quotes_set_beside_each_other_have_no_label_over_them() -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("markets")
        await driver.press("down", "x", "j", "x", "c")
        assert not _over_the_cells(driver.app.compare_view.columns).startswith("─")
        driver.app.compare_view.columns.show_row(1)
        assert driver.app.compare_view.columns._bands.label_gone_from(1) == ""

    drive(scene, size=(80, 24))
