"""The application, driven by keys, and what it shows as plain text."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widget import Widget

from reform_tui.app.app import ReformApp
from reform_tui.app.services import Services
from reform_tui.library.bundled import bundled_library
from reform_tui.search.engine import Engine
from reform_tui.search.results import Results

SIZES = {"80x24": (80, 24), "120x36": (120, 36), "200x50": (200, 50)}
ALL_SIZES = {"60x15": (60, 15), **SIZES}
_NAMES = {" ": "space", ":": "colon", "-": "minus", '"': "quotation_mark", "?": "question_mark", "/": "slash"}


class HeldEngine(Engine):
    """The engine, which waits before it answers a query with the word ``held`` in it until it is let go."""

    go = threading.Event()

    def search(self, query: str, **options: Any) -> Results:
        if "held" in query:
            self.go.wait(20)
        return super().search(query, **options)


class Driver:
    """One application under test."""

    def __init__(self, app: ReformApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Wait until the newest query is answered, everything is drawn and nothing more happens."""
        for _ in range(400):
            await self.pilot.pause()
            if self.app.is_settled():
                break
            await asyncio.sleep(0.01)
        else:
            raise AssertionError("the application does not come to rest")
        await self.pilot.pause()
        await self.pilot.pause()

    async def look(self, *keys: str) -> str:
        """Press keys and return what is drawn, though something may be under way."""
        for key in keys:
            await self.pilot.press(key)
        for _ in range(4):
            await self.pilot.pause()
        return self.text

    async def until(self, holds: Callable[[], bool], *, settled: bool = True) -> None:
        """Wait until something holds that comes from a thread."""
        for _ in range(400):
            if holds():
                if settled:
                    await self.settle()
                return
            await asyncio.sleep(0.01)
        raise AssertionError("it does not come")

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, and wait for what they do."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text, then wait."""
        await self.pilot.press(*(_NAMES.get(character, character) for character in text))
        await self.settle()

    @property
    def rows(self) -> list[str]:
        """The screen, row by row."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.rows)

    def focused(self) -> Widget | None:
        """What has the keyboard."""
        return self.app.focused

    def sees(self, widget: Widget) -> bool:
        """Whether a widget is on the screen."""
        return widget.is_on_screen

    def selected(self) -> tuple[str, ...]:
        """The ids of the quotes in the selection."""
        return self.app.session.selection.quotes

    @property
    def status(self) -> str:
        return self.app.status.text


@asynccontextmanager
async def opened(
    root: Path | None = None, size: tuple[int, int] = (120, 36), *, held: bool = False
) -> AsyncIterator[Driver]:
    """Open the application on a library, the bundled one if none is named, and wait until it is there.

    ``held`` gives it the engine that can be held.
    """
    app = ReformApp(root or bundled_library())
    if held:
        HeldEngine.go.clear()
        app.services = Services(app.root, app.post_message, engine=HeldEngine)
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.settle()
        try:
            yield driver
        finally:
            HeldEngine.go.set()


def drive(
    act: Callable[[Driver], Awaitable[None]],
    root: Path | None = None,
    size: tuple[int, int] = (120, 36),
    *,
    held: bool = False,
) -> None:
    """Run one scene in the application."""

    async def scene() -> None:
        async with opened(root, size, held=held) as driver:
            await act(driver)

    asyncio.run(scene())


def steady(text: str) -> str:
    """Return a screen without what differs from run to run: how long a query took, and the padding after it."""
    rows = []
    for row in text.splitlines():
        timed = re.sub(r" · \d+ ms · ", " · N ms · ", row)
        rows.append(re.sub(r" {3,}", "   ", timed) if timed != row else row)
    return "\n".join(rows)
