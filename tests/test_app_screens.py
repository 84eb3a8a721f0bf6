"""What the views look like in their states, as text, at three sizes.

    REFORM_TUI_WRITE_GOLDENS=1 pytest tests/test_app_screens.py

writes the screens anew into ``tests/goldens/app``; look at the difference before it is committed.
"""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from reform_tui.app.overlays.exporting import today
from tests.conftest import SmallLibrary
from tests.driving import SIZES, Driver, drive, steady

GOLDENS = Path(__file__).parent / "goldens" / "app"
Scene = Callable[[Driver], Awaitable[None]]

pytestmark = pytest.mark.usefixtures("own_home")


def keys(*pressed: str, typed: str = "") -> Scene:
    """Return a scene: something typed at once, then keys."""

    async def scene(driver: Driver) -> None:
        if typed:
            await driver.type(typed)
        await driver.press(*pressed)

    return scene


SCENES: dict[str, Scene] = {
    "map": keys(),
    "quotes": keys("down", "down", "space", typed="quasi-markets"),
    "quotes-text": keys("down", "enter", typed="quasi-markets"),
    "nothing-found": keys(typed="quasimarkts"),
    "nothing-with-filter": keys(typed="localism speaker:timmins"),
    "bad-query": keys(typed="choice speeker:timmins"),
    "documents": keys("escape", "2"),
    "document-text": keys("escape", "2", "l", "n"),
    "speakers": keys("escape", "3"),
    "speaker": keys("escape", "3", "l"),
    "topic": keys("escape", "4", "enter", "right", "down"),
    "compared-quotes": keys("down", "x", "down", "down", "x", "c", typed="quasi-markets"),
    "help": keys("f1"),
    "palette": keys("f2", "d", "e", "v"),
    "filter": keys("down", "f", typed="choice"),
    "selection": keys("down", "space", "down", "space", "b", typed="quasi-markets"),
    "export": keys("down", "space", "e", typed="quasi-markets"),
}


def compared(name: str, screen: str) -> None:
    """Hold a screen against the one on file, or put it there."""
    file = GOLDENS / f"{name}.txt"
    screen = steady(screen).replace(today().isoformat(), "2000-01-01") + "\n"
    if os.environ.get("REFORM_TUI_WRITE_GOLDENS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(screen, encoding="utf-8")
    assert screen == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_screens_are_as_they_were(name: str, size: str) -> None:
    async def scene(driver: Driver) -> None:
        await SCENES[name](driver)
        assert all(len(row) <= SIZES[size][0] for row in driver.rows)
        compared(f"{name}-{size}", driver.text)

    drive(scene, size=SIZES[size])


@pytest.mark.parametrize("name", ["map", "quotes", "document-text", "topic"])
def test_at_sixty_by_fifteen_one_pane_stands_alone(name: str) -> None:
    async def scene(driver: Driver) -> None:
        await SCENES[name](driver)
        compared(f"{name}-60x15", driver.text)

    drive(scene, size=(60, 15))


@pytest.mark.parametrize("size", SIZES)
def test_a_broken_library_opens_and_says_what_is_wrong_and_where(small: SmallLibrary, size: str) -> None:
    line = small.change("data/documents/buses.yaml", "kind: direct", "kind: dirrect")

    async def scene(driver: Driver) -> None:
        assert f"data/documents/buses.yaml:{line}" in driver.text
        assert "Should buses be free?" in driver.text
        compared(f"broken-library-{size}", driver.text)

    drive(scene, small.root, SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_no_library_says_so_and_what_to_type(tmp_path: Path, size: str) -> None:
    async def scene(driver: Driver) -> None:
        assert "This library cannot be read" in driver.text
        assert "reform-tui --library DIR" in driver.text

    drive(scene, tmp_path / "nowhere", SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_more_than_can_be_shown_is_said_to_be_cut(small: SmallLibrary, size: str) -> None:
    words = [f"word number {number} of many" for number in range(620)]
    quotes = "".join(
        f"  - {{id: q{number}, speaker: ann-lee, kind: direct, segments: [{said}]}}\n"
        for number, said in enumerate(words)
    )
    small.set_source("\n\n".join(f"“{said},” said Ann Lee." for said in words).encode() + b"\n", quotes=quotes)

    async def scene(driver: Driver) -> None:
        await driver.type("word")
        await driver.press("down")
        assert "500 of 620 quotes" in driver.status
        await driver.press("G")
        assert "500 of 620 are shown." in driver.text
        compared(f"cut-{size}", driver.text)

    drive(scene, small.root, SIZES[size])
