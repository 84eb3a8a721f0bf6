"""Writes in the library, in a thread of its own, one operation after the other; sees what other programs write."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from reform_tui.locations import journal_file

if TYPE_CHECKING:
    from reform_tui.library.editing import LibraryWriter, Operation
    from reform_tui.library.model import Library

_QUIET = 0.6  # seconds without an operation after which the index is made to follow
_SLACK = 2_000_000_000  # nanoseconds by which a file system's clock may be coarse
Stamp = tuple[int, int]


class LibraryEdited(Message):
    """The library as it is on disk now; ``said`` what was done, in words.

    ``by_others`` when it was another program that wrote. ``undone`` when the last operation was taken back.
    ``number`` is that of what was asked for.
    """

    def __init__(
        self, library: Library, number: int, said: str, *, by_others: bool = False, undone: bool = False
    ) -> None:
        super().__init__()
        self.number = number
        self.library = library
        self.said = said
        self.by_others = by_others
        self.undone = undone


class EditRefused(Message):
    """Nothing was changed; ``reason`` is a sentence, ``number`` that of what was asked for."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__()
        self.number = number
        self.reason = reason


_Job = Callable[[int], None]
"""Gets its own number."""


class Editor:
    """Applies operations to one library; ``post`` and ``settled`` are called in its thread.

    ``settled`` gets the library when nothing has been done for a while.
    """

    def __init__(self, root: Path, post: Callable[[Message], object], settled: Callable[[Library], None]) -> None:
        self._root = root
        self._post = post
        self._settled = settled
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._library: Library | None = None
        self._stamps: dict[str, Stamp] = {}
        self._loaded_at = time.time_ns()
        self._foreign = 0  # how often another program has changed the library
        self._seen = 0  # how many of these changes the screen has shown
        self._asked = 0
        self._done = 0
        self._is_fresh = True
        self._thread: threading.Thread | None = None

    def begin(self, library: Library, loaded_at: int) -> None:
        """Take the library that was loaded, its reading begun at ``loaded_at`` (nanoseconds)."""
        self._library = library
        self._loaded_at = loaded_at

    @property
    def is_idle(self) -> bool:
        """Whether everything that was asked for is done."""
        return self._asked == self._done

    def apply(self, operation: Operation) -> int:
        """Make an operation that was decided on while looking at the library last shown; return its number."""
        seen = self._seen

        def job(number: int) -> None:
            if seen != self._foreign:
                self._post(EditRefused(number, "not done: another program has changed the library; look at it again"))
                return
            self._library = self._writer().apply(self._opened(), operation)
            self._is_fresh = False
            self._post(LibraryEdited(self._library, number, operation.said))

        return self._ask(job)

    def undo(self) -> None:
        """Take back the last operation that was not taken back."""

        def job(number: int) -> None:
            self._library, said = self._writer().undo(self._opened())
            self._is_fresh = False
            self._post(LibraryEdited(self._library, number, said, undone=True))

        self._ask(job)

    def look(self) -> None:
        """Look whether another program has written in the library."""
        if self.is_idle:
            self._ask(self._look)

    def shown(self, library: Library) -> None:
        """Take note of the library that is on the screen, with all that other programs have changed in it."""
        if library is self._library:
            self._seen = self._foreign

    def close(self) -> None:
        """Do what waits, then stop."""
        if self._thread is not None:
            self._jobs.put(None)
            self._thread.join(timeout=15)

    def _ask(self, job: _Job) -> int:
        if self._library is None:
            return self._asked
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="editor", daemon=True)
            self._thread.start()
        self._asked += 1
        self._jobs.put(job)
        return self._asked

    def _work(self) -> None:
        while True:
            try:
                job = self._jobs.get(timeout=None if self._is_fresh else _QUIET)
            except queue.Empty:
                self._is_fresh = True
                self._settled(self._opened())
                continue
            if job is None:
                return
            self._do(job)

    def _do(self, job: _Job) -> None:
        from reform_tui.library.editing import Refused  # noqa: PLC0415 - not needed for the first screen
        from reform_tui.library.problem import LibraryError  # noqa: PLC0415

        number = self._done + 1
        try:
            job(number)
        except (Refused, LibraryError) as error:
            self._post(EditRefused(number, str(error)))
        except OSError as error:
            self._post(EditRefused(number, f"{error.filename or self._root} cannot be read: {error.strerror or error}"))
        finally:
            self._done = number

    def _writer(self) -> LibraryWriter:
        from reform_tui.library.editing import LibraryWriter  # noqa: PLC0415

        return LibraryWriter(self._root, journal_file(self._root))

    def _opened(self) -> Library:
        if self._library is None:
            raise RuntimeError("no library is open")
        return self._library

    def _look(self, number: int) -> None:
        from reform_tui.library.load import load_library  # noqa: PLC0415
        from reform_tui.library.reload import reload_library  # noqa: PLC0415

        before = self._stamps
        stamps = _stamps(self._root)
        if before:
            written = [file for file, stamp in stamps.items() if before.get(file) != stamp]
        else:
            written = [file for file, stamp in stamps.items() if stamp[0] >= self._loaded_at - _SLACK]
        self._stamps = stamps
        gone = sorted(before.keys() - stamps.keys())
        if not written and not gone:
            return
        if gone:
            library = load_library(self._root)
        else:
            texts = {file: (self._root / file).read_text("utf-8-sig", "surrogateescape") for file in written}
            library = reload_library(self._opened(), texts)
        if library == self._library and library.problems == self._opened().problems:
            return  # what this program wrote itself
        self._library = library
        self._foreign += 1
        self._is_fresh = False
        self._post(LibraryEdited(library, number, ", ".join([*written, *gone]), by_others=True))


def _stamps(root: Path) -> dict[str, Stamp]:
    """Return when each YAML file of a library was last written (nanoseconds) and how long it is (bytes)."""
    found: dict[str, Stamp] = {}
    for folder in ("data", "data/documents"):
        try:
            with os.scandir(root / folder) as entries:
                for entry in entries:
                    if entry.name.endswith(".yaml"):
                        state = entry.stat()
                        found[f"{folder}/{entry.name}"] = (state.st_mtime_ns, state.st_size)
        except FileNotFoundError:
            continue
    return found
