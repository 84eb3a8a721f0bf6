"""How long the application takes, and what it needs, against bare Textual.

    python benchmarks/app.py

In real pseudo-terminals: from the start of the process to the first screen with own content, and memory. In one
process: a key to a settled screen of 500 hits, and a text of 60,000 words opened, marked and jumped in, against a
widget that does nothing else. Ratios of medians, contenders interleaved.
"""

from __future__ import annotations

import asyncio
import fcntl
import gc
import os
import pty
import re
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from bisect import bisect_right
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from library import generate
from measuring import as_installed, machine, report
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.pilot import Pilot
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reform_tui.app.app import ReformApp
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.reader import Reader
from reform_tui.library.load import load_library

MINIMAL = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Minimal(App):\n    def compose(self):\n        yield Static('own content')\nMinimal().run()\n"
)
ROUNDS = 15


def first_paint(call: list[str], awaited: str, home: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Return the seconds to a screen that has ``awaited`` on it, and the peak memory a second later, in MB."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    folders = {f"REFORM_TUI_{name}": str(home / name) for name in ("CACHE", "DATA", "STATE")}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *call],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**environment, **folders, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(slave)
    seen = ""
    while awaited not in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen):
        if select.select([master], [], [], 10)[0]:
            seen += os.read(master, 65536).decode("utf-8", "replace")
    taken = time.perf_counter() - start
    until = time.perf_counter() + 1
    while time.perf_counter() < until:
        if select.select([master], [], [], 0.1)[0]:
            os.read(master, 65536)
    status = Path(f"/proc/{process.pid}/status")
    peak = int(re.findall(r"VmHWM:\s+(\d+)", status.read_text())[0]) / 1024 if status.exists() else 0.0
    process.kill()
    process.wait()
    os.close(master)
    return taken, peak


def report_start() -> None:
    """Print time to first paint and memory."""
    contenders = {
        "a minimal Textual app": (["-c", MINIMAL], "own content"),
        "reform-tui, its panes": (["-m", "reform_tui"], "4 Compare"),
        "reform-tui, the map with its topics": (["-m", "reform_tui"], "How far should choice"),
    }
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    peaks: dict[str, list[float]] = {name: [] for name in contenders}
    environment = as_installed()
    with tempfile.TemporaryDirectory() as home:
        first_paint(*contenders["reform-tui, its panes"], Path(home), environment)  # builds the index once
        for _ in range(ROUNDS):
            for name, (call, awaited) in contenders.items():
                taken, peak = first_paint(call, awaited, Path(home), environment)
                seconds[name].append(taken)
                peaks[name].append(peak)
    report("First paint", seconds)
    base = statistics.median(next(iter(peaks.values())))
    print(f"\nPeak memory ({machine()})")
    for name, peak_list in peaks.items():
        middle = statistics.median(peak_list)
        print(f"  {name:<44}{middle:10.1f} MB {middle / base:22.2f} ×")


def report_large() -> None:
    """Print time to first paint and to complete lists of a library of 10,000 documents."""
    environment = as_installed()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "library"
        root.mkdir()
        generate(root, 10_000)
        call = ["-m", "reform_tui", "--library", str(root)]
        contenders = {
            "reform-tui, its panes, bundled library": (["-m", "reform_tui"], "4 Compare"),
            "its panes, 10,000 documents": (call, "4 Compare"),
            "lists complete, 10,000 documents": (call, "10,000 documents"),
        }
        seconds: dict[str, list[float]] = {name: [] for name in contenders}
        for _ in range(5):
            for name, (arguments, awaited) in contenders.items():
                seconds[name].append(first_paint(arguments, awaited, Path(folder), environment)[0])
    report("A library of 10,000 documents", seconds)


class BareList(ScrollView):
    """What a list costs at least: 500 entries of four rows, drawn by the line, all new at every key."""

    entries: list[str] = []  # noqa: RUF012 - one instance, replaced whole

    def fill(self, entries: list[str]) -> None:
        """Show other entries."""
        self.entries = entries
        self.virtual_size = Size(self.size.width, len(entries) * 4)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a row."""
        at = (y + int(self.scroll_offset.y)) // 4
        text = self.entries[at] if at < len(self.entries) else ""
        return Strip([Segment(text)]).crop_extend(0, self.size.width, None)


class BareApp(App[None]):
    """A bare list."""

    def compose(self) -> ComposeResult:
        """It, and nothing else."""
        yield BareList()


def library_of_hits(root: Path) -> Path:
    """Write a library of one document with 620 quotes."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tests.conftest import SmallLibrary  # noqa: PLC0415

    small = SmallLibrary(root)
    words = [
        f"word number {number} of the many words that such a statement has in it, and more" for number in range(620)
    ]
    quotes = "".join(
        f'  - {{id: q{number}, speaker: ann-lee, kind: direct, segments: ["{said}"]}}\n'
        for number, said in enumerate(words)
    )
    small.set_source("\n\n".join(f"“{said}” said Ann Lee." for said in words).encode() + b"\n", quotes=quotes)
    return root


async def _painted(pilot: Pilot[int] | Pilot[None]) -> None:
    """Wait until every widget has handled what it was sent; paint at once what is to be painted.

    Textual paints sixty times a second, so a person waits up to a sixtieth longer, whoever draws the list. A callback
    "after refresh" will not do: it now and then comes before the painting.
    """
    for _ in range(2):
        await pilot._wait_for_screen()  # noqa: SLF001
        pilot.app.screen._on_timer_update()  # noqa: SLF001


async def measure_keys(home: Path) -> dict[str, list[float]]:
    """Return the seconds from a key to a settled screen, without the wait for the next sixtieth of a second."""
    for name in ("CACHE", "DATA", "STATE"):
        os.environ[f"REFORM_TUI_{name}"] = str(home / name)
    gc.set_threshold(200_000)  # as the program starts; it sets it back when the library is there
    bare, ours = BareApp(), ReformApp(library_of_hits(home / "library"))
    seconds: dict[str, list[float]] = {
        "the bare list, 500 entries redrawn": [],
        "reform-tui: the list refilled": [],
        "reform-tui: key, search, all panes": [],
    }
    async with bare.run_test(size=(120, 36)) as at_bare, ours.run_test(size=(120, 36)) as at_ours:
        while not ours.is_settled():
            await asyncio.sleep(0.05)
        entries = [
            f"“word number {n} of the many words that such a statement has in it” · Ann Lee · direct"
            for n in range(500)
        ]
        for turn in range(60):
            ours.query_input.value = "wor" if turn % 2 else "word"
            start = time.perf_counter()
            while not ours.is_settled():
                await asyncio.sleep(0.001)  # a busy loop would keep the thread that searches from its work
            await _painted(at_ours)
            seconds["reform-tui: key, search, all panes"].append(time.perf_counter() - start)
            hits = ours.main.query_one("#hits", ItemList)
            start = time.perf_counter()
            hits.fill(list(hits.items))
            await _painted(at_ours)
            seconds["reform-tui: the list refilled"].append(time.perf_counter() - start)
            start = time.perf_counter()
            bare.query_one(BareList).fill(list(entries))
            await _painted(at_bare)
            seconds["the bare list, 500 entries redrawn"].append(time.perf_counter() - start)
    return seconds


async def measure_text(home: Path) -> dict[str, list[float]]:
    """Return the seconds to open, mark and jump in a text of 60,000 words."""
    from tests.conftest import SmallLibrary  # noqa: PLC0415

    small = SmallLibrary(home / "long")
    paragraph = "the quick brown fox jumps over the lazy dog and " * 10
    text = "“Buses,” said Ann Lee. Bob Roe.\n\n" + "\n\n".join([paragraph] * 600) + "\n"
    small.set_source(text.encode(), quotes="  - {id: q1, speaker: ann-lee, kind: direct, segments: ['Buses,']}\n")
    library = load_library(small.root)
    document = library.documents["buses"]
    spans = [(at.start(), at.end()) for at in re.finditer("fox", text)]
    app = ReformApp(small.root)
    seconds: dict[str, list[float]] = {}

    async def timed(name: str, act: Callable[[], object], after: Callable[[], Awaitable[None]]) -> None:
        start = time.perf_counter()
        act()
        await after()
        seconds.setdefault(name, []).append(time.perf_counter() - start)

    async with app.run_test(size=(120, 36)) as pilot:
        while not app.is_settled():
            await asyncio.sleep(0.05)
        await pilot.press("escape", "2")
        app.documents_view.go_to_depth(2)
        await pilot.pause(0.3)
        reader = app.documents_view.query_one(Reader)
        for turn in range(20):
            await timed("bare: wrap by rfind, an offset table", lambda: _bare_wrap(text, reader.columns - 20), _nothing)
            other = load_library(small.root).documents["buses"]  # not made ready yet
            await timed("reader: open, margins and all", partial(reader.show, library, other), _nothing)
            await timed("reader: mark 6,000 matches", partial(reader.mark, spans), _nothing)
            await timed("reader: jump", partial(reader.jump, spans[turn * 250][0]), _nothing)
            await timed("reader: jump, and the screen painted", partial(reader.jump, 0), partial(_painted, pilot))
        assert document.source.text == text
    return seconds


async def _nothing() -> None:
    return


def _bare_wrap(text: str, width: int) -> int:
    starts: list[int] = []
    for match in re.finditer(r"[^\n]+", text):
        at, end = match.span()
        while at < end:
            starts.append(at)
            if end - at <= width:
                break
            space = text.rfind(" ", at, at + width + 1)
            at = space + 1 if space > at else at + width
    return bisect_right(starts, len(text) // 2)


def main() -> None:
    """Print the figures."""
    report_start()
    report_large()
    with tempfile.TemporaryDirectory() as home:
        report("Key to settled, 500 hits", asyncio.run(measure_keys(Path(home))))
        report("A text of 60,000 words", asyncio.run(measure_text(Path(home))))


if __name__ == "__main__":
    main()
