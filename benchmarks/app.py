"""How long the application takes, and what it needs, against bare Textual.

    PYTHONPATH=. python benchmarks/app.py [start] [large] [keys] [text]        (all of it by default)

All but the last in real pseudo-terminals of 120 × 36 cells, contenders interleaved, ratios of medians. Beside the time
by the clock stands that of the processor, in all threads: on a machine that does other things too, only the second says
much.

- start: from the start of the process to the first screen with own content; memory a second later.
- large: the same with 10,000 documents, and until the lists are complete: at the first opening, which reads them all,
  and at later ones.
- keys: a key typed, until nothing is drawn any more. The contender is a list of the same size in a Textual application
  that has nothing else, fills it with 500 new entries at every key and draws them by the line (``bare_list.py``); it
  looks for nothing. This used to be measured in one process, with what Textual has for tests: no key came from a
  terminal, the same two queries took turns, what waits for the next frame was left out, and asking each of forty
  widgets whether it is idle was counted. The figures from then are not to be compared with these.
- text: in one process, processor time of its thread: a text of 60,000 words opened, marked and jumped in, against
  wrapping alone.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from library import generate
from measuring import as_installed, machine, report
from terminal import Taken, Terminal
from textual.pilot import Pilot

from reform_tui.app.app import ReformApp
from reform_tui.app.widgets.reader import Reader
from reform_tui.library.load import load_library
from tests.conftest import SmallLibrary

MINIMAL = (
    "from textual.app import App\nfrom textual.widgets import Static\n"
    "class Minimal(App):\n    def compose(self):\n        yield Static('own content')\nMinimal().run()\n"
)
ROUNDS = 15
QUIET = 0.15  # seconds without drawing after which a screen is settled
TYPED = "word number of" + "\x7f" * 10
"""What is typed: all but the first two letters find the 620 quotes, and no two keys in a row find the same words."""


def report_both(title: str, taken: dict[str, list[Taken]]) -> None:
    """Print a table of seconds by the clock and one of processor time."""
    report(f"{title}, by the clock", {name: [one.wall for one in times] for name, times in taken.items()})
    report(f"{title}, processor", {name: [one.processor for one in times] for name, times in taken.items()})


def report_start() -> None:
    """Print time to first paint and memory."""
    contenders = {
        "a minimal Textual app": (["-c", MINIMAL], "own content"),
        "reform-tui, its panes": (["-m", "reform_tui"], "4 Compare"),
        "reform-tui, the map with its topics": (["-m", "reform_tui"], "How far should choice"),
    }
    taken: dict[str, list[Taken]] = {name: [] for name in contenders}
    peaks: dict[str, list[float]] = {name: [] for name in contenders}
    environment = as_installed()
    with tempfile.TemporaryDirectory() as home:
        with Terminal(["-m", "reform_tui"], Path(home), environment) as first:
            first.wait_for("How far should choice")
            first.rest(3)  # the index is built once
        for _ in range(ROUNDS):
            for name, (call, awaited) in contenders.items():
                with Terminal(call, Path(home), environment) as terminal:
                    taken[name].append(terminal.wait_for(awaited))
                    terminal.rest(1)
                    peaks[name].append(terminal.peak())
    report_both("First paint", taken)
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
        complete = "10,000 documents"
        contenders = {
            "reform-tui, its panes, bundled library": (["-m", "reform_tui"], "4 Compare"),
            "its panes, 10,000 documents": (call, "4 Compare"),
            "lists complete, 10,000 documents": (call, complete),
        }
        taken: dict[str, list[Taken]] = {name: [] for name in [*contenders, "lists complete, the first time"]}
        for turn in range(5):
            with Terminal(call, Path(folder) / str(turn), environment) as terminal:
                taken["lists complete, the first time"].append(terminal.wait_for(complete))
                terminal.rest(3 if turn else 120)  # what is kept is written; once, the index too
            for name, (arguments, awaited) in contenders.items():
                with Terminal(arguments, Path(folder) / "0", environment) as terminal:
                    taken[name].append(terminal.wait_for(awaited))
    report_both("A library of 10,000 documents", taken)


def library_of_hits(root: Path) -> Path:
    """Write a library of one document with 620 quotes."""
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


def report_keys() -> None:
    """Print how long a key takes."""
    environment = as_installed()
    bare_name, our_name = "the bare list, 500 entries filled anew", "reform-tui: search, list, text, counts"
    taken: dict[str, list[Taken]] = {bare_name: [], our_name: []}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bare_list = str(Path(__file__).with_name("bare_list.py"))
        call = ["-m", "reform_tui", "--library", str(library_of_hits(home / "library"))]
        with Terminal([bare_list], home, environment) as bare, Terminal(call, home, environment) as ours:
            ours.wait_for("620 quotes")
            ours.rest(3)
            bare.rest(1)
            for turn, key in enumerate(TYPED * 3):
                of_bare, of_ours = bare.press(b"ab"[turn % 2 : turn % 2 + 1], QUIET), ours.press(key.encode(), QUIET)
                if turn > 4:  # from the third letter on there are hits; the first of them bring the view
                    taken[bare_name].append(of_bare)
                    taken[our_name].append(of_ours)
    report_both("Key to settled, 500 hits", taken)


async def _painted(pilot: Pilot[int]) -> None:
    """Wait until every widget has handled what it was sent; paint at once what is to be painted.

    Textual paints sixty times a second, so a person waits up to a sixtieth longer, whoever draws the list. A callback
    "after refresh" will not do: it now and then comes before the painting.
    """
    for _ in range(2):
        await pilot._wait_for_screen()  # noqa: SLF001
        pilot.app.screen._on_timer_update()  # noqa: SLF001


async def measure_text(home: Path) -> dict[str, list[float]]:
    """Return the seconds of processor time to open, mark and jump in a text of 60,000 words."""
    for name in ("CACHE", "DATA", "STATE"):
        os.environ[f"REFORM_TUI_{name}"] = str(home / name)
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
        start = time.thread_time()
        act()
        await after()
        seconds.setdefault(name, []).append(time.thread_time() - start)

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


def report_text() -> None:
    """Print how long a long text takes."""
    with tempfile.TemporaryDirectory() as home:
        report("A text of 60,000 words, processor", asyncio.run(measure_text(Path(home))))


def main() -> None:
    """Print the figures."""
    parts = {"start": report_start, "large": report_large, "keys": report_keys, "text": report_text}
    for part in sys.argv[1:] or parts:
        parts[part]()


if __name__ == "__main__":
    main()
