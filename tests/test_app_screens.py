"""What the views look like in their states, as text, at four sizes.

    REFORM_TUI_WRITE_GOLDENS=1 pytest tests/test_app_screens.py

writes the screens anew into ``tests/goldens/app``; look at the difference before it is committed.

What they look like beyond the text is in ``test_app_pictures.py``, for a handful.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from reform_tui.app.app import ReformApp
from reform_tui.app.overlays.exporting import today
from reform_tui.app.services import Services
from reform_tui.library.bundled import bundled_library
from tests.conftest import Program, SmallLibrary
from tests.driving import ALL_SIZES, Driver, drive, steady

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


async def finding(driver: Driver) -> None:
    """Find something in the text of a hit."""
    await keys("down", "enter", "slash", typed="quasi-markets")(driver)
    await driver.type("market")
    await driver.until(lambda: "in this text" in driver.status)


SCENES: dict[str, Scene] = {
    "map-of-query": keys("down", "4", typed="technology"),
    "finding": finding,
    "placing": keys("down", "t", typed="quasi-markets"),
    "named": keys("down", typed="timmins"),
    "map": keys(),
    "quotes": keys("down", "down", "space", typed="quasi-markets"),
    "quotes-text": keys("down", "enter", typed="quasi-markets"),
    "nothing-found": keys(typed="quasimarkts"),
    "nothing-with-filter": keys(typed="localism speaker:timmins"),
    "bad-query": keys(typed="choice speeker:timmins"),
    "documents": keys("escape", "2"),
    "document-text": keys("escape", "2", "l", "l", "n"),
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


@pytest.mark.parametrize("size", ALL_SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_screens_are_as_they_were(name: str, size: str) -> None:
    async def scene(driver: Driver) -> None:
        await SCENES[name](driver)
        assert all(len(row) <= ALL_SIZES[size][0] for row in driver.rows)
        compared(f"{name}-{size}", driver.text)

    drive(scene, size=ALL_SIZES[size])


async def views(driver: Driver) -> str:
    """Return what the four views look like in the state that the application is in, and the state itself."""
    screens = [await driver.look()]
    if driver.app.keyboard is None:
        await driver.look("escape")
    screens += [f"=== {view}\n{await driver.look(view)}" for view in "1234"]
    return "\n".join(screens)


@pytest.mark.parametrize("size", ALL_SIZES)
@pytest.mark.parametrize("query", ["zzzz", "choice speeker:timmins", "foo:bar"])
def test_every_view_says_what_a_query_came_to(query: str, size: str) -> None:
    async def scene(driver: Driver) -> None:
        driver.app.query_input.value = query
        await driver.settle()
        name = {"zzzz": "nothing", "foo:bar": "bad-alone"}.get(query, "bad")
        compared(f"views-{name}-{size}", await views(driver))

    drive(scene, size=ALL_SIZES[size])


@pytest.mark.parametrize("size", ALL_SIZES)
def test_every_view_stands_while_a_search_is_under_way(size: str) -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("localism")
        driver.app.query_input.value = "choice held"
        await driver.until(lambda: driver.status.startswith("searching …"), settled=False)
        compared(f"views-searching-{size}", await views(driver))
        assert driver.app.quotes_view.hits.has_class("-stale")

    drive(scene, size=ALL_SIZES[size], held=True)


@pytest.mark.parametrize("size", ALL_SIZES)
def test_every_view_stands_while_the_library_is_opened(size: str) -> None:
    class Waiting(Services):
        def start(self) -> None:
            """Never."""

    async def scene() -> None:
        app = ReformApp(bundled_library())
        app.services = Waiting(app.root, app.post_message)
        async with app.run_test(size=ALL_SIZES[size]) as pilot:
            compared(f"views-opening-{size}", await views(Driver(app, pilot)))

    asyncio.run(scene())


@pytest.mark.parametrize("size", ALL_SIZES)
def test_every_view_says_that_a_library_is_empty(small: SmallLibrary, size: str) -> None:
    (small.root / "data/documents/buses.yaml").unlink()
    small.write("data/topics.yaml", "topics: []\n")
    small.write("data/speakers.yaml", "speakers: []\n")

    async def scene(driver: Driver) -> None:
        compared(f"views-empty-{size}", await views(driver))

    drive(scene, small.root, ALL_SIZES[size])


@pytest.mark.parametrize("size", ALL_SIZES)
def test_a_broken_library_opens_and_says_what_is_wrong_and_where(small: SmallLibrary, size: str) -> None:
    line = small.change("data/documents/buses.yaml", "kind: direct", "kind: dirrect")

    async def scene(driver: Driver) -> None:
        assert f"data/documents/buses.yaml:{line}" in driver.text
        assert "Should buses be free?" in driver.text
        compared(f"views-broken-{size}", await views(driver))

    drive(scene, small.root, ALL_SIZES[size])


@pytest.mark.parametrize("size", ALL_SIZES)
def test_no_library_says_so_and_what_to_type(size: str) -> None:
    async def scene(driver: Driver) -> None:
        assert "This library cannot be read" in driver.text
        assert "reform-tui --library DIR" in driver.text
        compared(f"views-no-library-{size}", await views(driver))

    drive(scene, Path("/nowhere"), ALL_SIZES[size])


def test_without_a_terminal_it_is_said_what_does_the_same_in_plain_text(program: Program) -> None:
    answer = program()
    assert answer.returncode == 2
    compared("not-a-terminal", answer.stdout + answer.stderr)


@pytest.mark.parametrize("size", ALL_SIZES)
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
        compared(f"views-cut-{size}", await views(driver))

    drive(scene, small.root, ALL_SIZES[size])
