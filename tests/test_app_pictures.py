"""What a handful of screens look like, colours and attributes too.

    REFORM_TUI_WRITE_GOLDENS=1 pytest tests/test_app_pictures.py

writes them anew into ``tests/goldens/pictures``; look at the difference before it is committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from reform_tui.app.themes import THEMES
from tests.driving import SIZES, Driver, drive, steady
from tests.picturing import looks_of

GOLDENS = Path(__file__).parent / "goldens" / "pictures"
Scene = Callable[[Driver], Awaitable[None]]

pytestmark = pytest.mark.usefixtures("own_home")


async def the_map(driver: Driver) -> None:
    """The map, the cursor on its second topic."""
    await driver.press("escape", "j")


async def hits(driver: Driver) -> None:
    """Hits and the text of one, another selected."""
    await driver.type("quasi-markets")
    await driver.press("down", "space", "j")


async def text(driver: Driver) -> None:
    """The text of a document at its first quote."""
    await driver.press("escape", "2", "l", "l", "n")


async def topic(driver: Driver) -> None:
    """A topic side by side."""
    await driver.press("escape", "4", "enter", "right", "down")


async def not_understood(driver: Driver) -> None:
    """What an earlier query found, dimmed, under what is wrong with this one."""
    await driver.type("choice ")
    driver.app.query_input.value = "choice speeker:timmins"
    await driver.settle()
    await driver.press("down")


PICTURES = {
    "map-dark": (the_map, "dark", "120x36"),
    "hits-light": (hits, "light", "120x36"),
    "text-dark": (text, "dark", "80x24"),
    "topic-high-contrast": (topic, "high contrast", "120x36"),
    "not-understood-dark": (not_understood, "dark", "80x24"),
}


def looks(driver: Driver, size: tuple[int, int]) -> str:
    """Return what is seen, without what differs from run to run: how long a query took."""
    rows = looks_of(driver.app.export_screenshot(), size).splitlines()
    for at, row in enumerate(rows):
        if (timed := steady(row)) != row:
            rows[at : at + 2] = timed, re.sub(r"(.)\1+", r"\1", rows[at + 1])
    return "\n".join(rows)


@pytest.mark.parametrize("name", PICTURES)
def test_screens_look_as_they_did(name: str) -> None:
    act, theme, size = PICTURES[name]
    file = GOLDENS / f"{name}.txt"

    async def scene(driver: Driver) -> None:
        driver.app.theme = theme
        await act(driver)
        seen = looks(driver, SIZES[size]) + "\n"
        if os.environ.get("REFORM_TUI_WRITE_GOLDENS"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(seen, encoding="utf-8")
        assert seen == file.read_text(encoding="utf-8")

    drive(scene, size=SIZES[size])


def test_a_picture_differs_by_theme_by_attribute_and_by_mark() -> None:
    async def scene(driver: Driver) -> None:
        await hits(driver)
        seen = [looks(driver, SIZES["120x36"])]
        for theme in THEMES:
            driver.app.theme = theme
            await driver.settle()
            seen.append(looks(driver, SIZES["120x36"]))
        assert seen[0] == seen[1 + list(THEMES).index("dark")]
        assert len(set(seen)) == len(THEMES)
        assert "bold underline" in seen[0]
        driver.app.theme = "dark"
        await driver.press("space")
        assert looks(driver, SIZES["120x36"]) != seen[0]

    drive(scene, size=SIZES["120x36"])
