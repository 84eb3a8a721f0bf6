"""Interleaved measuring: every contender once a round, the median of many rounds, ratios to the first."""

from __future__ import annotations

import compileall
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import reform_tui


def machine() -> str:
    """Return what machine the figures are of."""
    return f"CPython {platform.python_version()}, {platform.system()} {platform.machine()}"


def as_installed() -> dict[str, str]:
    """Compile the package's modules as pip does when it installs a wheel; return an environment that uses them.

    Without, a start from a checkout compiles the whole program anew wherever byte code is not written.
    """
    compileall.compile_dir(Path(reform_tui.__file__).parent, quiet=1)
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def interleaved(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Run every contender once a round; return the seconds of each, round by round."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, run in contenders.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def report(title: str, seconds: Mapping[str, list[float]]) -> None:
    """Print the median and the 95th percentile of each in milliseconds, and the ratio of medians to the first."""
    print(f"\n{title} ({machine()})")
    base = statistics.median(next(iter(seconds.values())))
    for name, taken in seconds.items():
        middle = statistics.median(taken)
        late = sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]
        print(f"  {name:<44}{middle * 1000:10.2f} ms   p95 {late * 1000:10.2f} ms   {middle / base:7.2f} ×")
