"""The application, driven by keys, and what it shows as plain text."""

from __future__ import annotations

import asyncio
import re
import threading
import time
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual import events
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widget import Widget

from reform_tui.app.app import ReformApp
from reform_tui.app.services import Services
from reform_tui.library.bundled import bundled_library
from reform_tui.search.engine import Engine
from reform_tui.search.results import Results

SIZES = {"80x24": (80, 24), "120x36": (120, 36), "200x50": (200, 50)}
ALL_SIZES = {"60x15": (60, 15), **SIZES}
_PATIENCE = 20.0  # seconds
_QUIET_ROUNDS = 3  # in which nobody has anything left to do, until it is believed: a handler may be half-way
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
        """Wait until the newest query is answered, the selection is on disk, everything is drawn and nothing waits."""
        quiet = 0
        until = time.monotonic() + _PATIENCE
        while quiet < _QUIET_ROUNDS:
            await self._handled()
            self.app.screen._on_timer_update()  # paint now what Textual would paint at the next sixtieth of a second
            if self._is_at_rest():
                quiet += 1
            elif time.monotonic() > until:
                raise AssertionError("the application does not come to rest")
            else:
                quiet = 0
                await asyncio.sleep(0 if self._owes_nothing() else 0.001)  # a thread is at work: leave it the processor

    async def _handled(self) -> None:
        """Wait until the application and every widget have handled what they had been sent."""
        assert await self.pilot._wait_for_screen()

    def _owes_nothing(self) -> bool:
        return self.app.is_settled() and self.app.keeper.is_idle

    def _is_at_rest(self) -> bool:
        """Whether no message waits anywhere, nothing is left to lay out or paint, and no thread owes an answer."""
        screen = self.app.screen
        pumps: list[MessagePump] = [
            self.app,
            *(node for other in self.app.screen_stack for node in other.walk_children(with_self=True)),
        ]
        return (
            self._owes_nothing()
            and not any(pump.message_queue_size or pump._next_callbacks for pump in pumps)
            and not (screen._callbacks or screen._dirty_widgets)
            and not (screen._layout_required or screen._scroll_required or screen._repaint_required)
        )

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
            self._send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type text, slowly enough for an answer to every letter."""
        await self.press(*(_NAMES.get(character, character) for character in text))

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size, and wait for what it does."""
        assert self.app._driver is not None
        size = Size(width, height)
        self.app._driver._size = size
        self.app.post_message(events.Resize(size, size))
        await self.settle()

    def _send(self, key: str) -> None:
        """Send a key as the terminal does."""
        assert self.app._driver is not None
        if len(key) == 1 and not key.isalnum():
            key = _character_to_key(key)
        character: str | None
        try:
            character = unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
        except KeyError:
            character = key if len(key) == 1 else None
        event = events.Key(key, character)
        event.set_sender(self.app)
        self.app._driver.send_message(event)

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
