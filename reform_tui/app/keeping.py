"""Keeps the selection on disk, in a thread of its own; no change waits for the disk and none is lost."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from reform_tui.library.selection import Selection

if TYPE_CHECKING:
    from reform_tui.library.store import SelectionStore

Change = Callable[[Selection], Selection]


class SelectionKept(Message):
    """The selection as it is on disk now, after the change with that number; another process may have changed it."""

    def __init__(self, selection: Selection, number: int) -> None:
        super().__init__()
        self.selection = selection
        self.number = number


class KeepingFailed(Message):
    """The selection is not on disk; ``reason`` is a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Keeper:
    """Applies changes to named selections in one folder, in order."""

    def __init__(self, folder: Path, post: Callable[[Message], object]) -> None:
        self._folder = folder
        self._post = post
        self._changes: queue.SimpleQueue[tuple[int, str, Change] | None] = queue.SimpleQueue()
        self._number = 0
        self._told = 0
        self._thread = threading.Thread(target=self._work, name="selection", daemon=True)

    @cached_property
    def _store(self) -> SelectionStore:
        from reform_tui.library.store import SelectionStore  # noqa: PLC0415 - not needed for the first screen

        return SelectionStore(self._folder)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def change(self, name: str, change: Change) -> None:
        """Change the selection of that name as it is on disk."""
        self._number += 1
        self._changes.put((self._number, name, change))

    def open(self, name: str) -> None:
        """Ask for the selection of that name."""
        self.change(name, lambda selection: selection)

    def is_newest(self, message: SelectionKept) -> bool:
        """Whether no change was asked for after the one that this answers."""
        return message.number == self._number

    @property
    def is_idle(self) -> bool:
        """Whether every change asked for is on disk, or has been said not to be."""
        return self._told == self._number or self._thread.ident is None

    def names(self) -> list[str]:
        """Return the names of the selections on disk."""
        return self._store.names()

    def _work(self) -> None:
        from reform_tui.library.durable import Busy  # noqa: PLC0415
        from reform_tui.library.store import StoreError  # noqa: PLC0415

        while (asked := self._changes.get()) is not None:
            number, name, change = asked
            try:
                self._post(SelectionKept(self._store.update(name, change), number))
            except (StoreError, Busy, OSError) as error:
                self._post(KeepingFailed(f"the selection could not be saved: {error}"))
            self._told = number

    def close(self) -> None:
        """Write what waits, then stop."""
        self._changes.put(None)
        if self._thread.ident is not None:
            self._thread.join(timeout=15)
