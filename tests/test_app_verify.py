"""A draft verified in the application: pasted, or named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual import events

from reform_tui.app.overlays.verifying import DraftInput, FindingItem, Verifying
from reform_tui.app.widgets.item_list import ItemList
from tests.driving import Driver, drive

pytestmark = pytest.mark.usefixtures("own_home")

DRAFT = (
    "Nicholas Timmins said that “we no longer have one” now.\n\n"
    "> The idea appears to be running out of road\n\n— Nicholas Timmins\n\n"
    "Alan Milburn called it “\x1b[2J [red]a thing \u202e nobody said[/red]”.\n"
)


def flat(driver: Driver) -> str:
    """Return the words on the screen in one line, without frames."""
    return " ".join(re.sub("[│▌▇▁▃▅▂▄▆█]", " ", driver.text).split())


async def paste(driver: Driver, text: str) -> Verifying:
    """Open the panel, paste, wait for what is found."""
    await driver.press("escape", "v")
    panel = driver.app.screen
    assert isinstance(panel, Verifying)
    panel.query_one(DraftInput).post_message(events.Paste(text))
    await driver.until(lambda: bool(panel.findings) and not panel.is_working)
    return panel


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 15)])
def test_a_pasted_draft_is_verified_and_the_cursor_stands_on_what_is_wrong(size: tuple[int, int]) -> None:
    async def scene(driver: Driver) -> None:
        panel = await paste(driver, DRAFT)
        assert [finding.verdict for finding in panel.findings] == ["altered", "verbatim", "not_found"]
        assert "we [-no-] {+now+} longer have one" in flat(driver)
        item = panel.query_one(ItemList).item
        assert isinstance(item, FindingItem)
        assert item.finding.verdict == "altered"
        await driver.press("n")
        assert panel.query_one(ItemList).cursor == 2
        assert "\x1b[2J" not in driver.text
        assert "\u202e" not in driver.text

    drive(scene, size=size)


def test_enter_opens_the_source_at_the_passage_and_v_shows_the_findings_again() -> None:
    async def scene(driver: Driver) -> None:
        await paste(driver, DRAFT)
        await driver.press("enter")
        reader = driver.app.documents_view.reader
        assert reader.document is not None
        assert reader.document.id == "2018-csw-heywood-technology"
        assert "now longer have one" in flat(driver)
        await driver.press("v")
        assert "we [-no-] {+now+} longer have one" in flat(driver)
        await driver.press("escape")
        assert driver.app.view.id == "documents"

    drive(scene)


def test_a_file_can_be_named(tmp_path: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")

    async def scene(driver: Driver) -> None:
        await driver.press("escape", "v")
        panel = driver.app.screen
        assert isinstance(panel, Verifying)
        panel.query_one(DraftInput).post_message(events.Paste(str(tmp_path / "nowhere.md")))
        await driver.press("enter")
        assert "cannot be read: No such file or directory" in flat(driver)
        panel.query_one(DraftInput).value = str(draft)
        panel.query_one(DraftInput).focus()
        await driver.press("enter")
        await driver.until(lambda: bool(panel.findings))
        assert "1 altered · 1 verbatim · 1 not found" in flat(driver)

    drive(scene)


def test_closing_while_a_draft_is_read_does_no_harm() -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "v")
        panel = driver.app.screen
        assert isinstance(panel, Verifying)
        panel.take(DRAFT * 200)
        await driver.press("escape")
        await driver.press("2")
        assert driver.app.view.id == "documents"

    drive(scene)
