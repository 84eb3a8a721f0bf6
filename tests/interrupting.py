"""Processes that a test interrupts or kills."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Callable, Mapping

UNMEASURED: Mapping[str, str] = {
    name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")
}
"""The environment without coverage: a measured process that is interrupted while coverage holds its own lock waits
for that lock for ever, and one that is killed leaves half a data file."""


def heeding(number: signal.Signals) -> Callable[[], object] | None:
    """Return what a child does first to heed the signal, for ``preexec_fn``.

    A shell starts what it puts into the background with interrupts ignored, and children inherit it.
    """
    return None if number == signal.SIGKILL else functools.partial(signal.signal, number, signal.SIG_DFL)
