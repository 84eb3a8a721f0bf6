"""A program in a pseudo-terminal of 120 × 36 cells: what it draws, how long it takes, what it needs. Linux only."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_TOO_LONG = 120.0  # seconds


class Taken(NamedTuple):
    """Seconds by the wall clock, and of processor time in all threads."""

    wall: float
    processor: float


class Terminal:
    """A Python program that runs; its folders are in ``home``."""

    def __init__(self, call: list[str], home: Path, environment: Mapping[str, str]) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        folders = {f"REFORM_TUI_{name}": str(home / name) for name in ("CACHE", "DATA", "STATE")}
        self._begun = time.perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, *call],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**environment, **folders, "TERM": "xterm-256color"},
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def wait_for(self, awaited: str) -> Taken:
        """Return what it has taken from its start until ``awaited`` has been drawn."""
        seen = ""
        while awaited not in _CONTROL.sub("", seen):
            if time.perf_counter() - self._begun > _TOO_LONG:
                raise TimeoutError(awaited)
            if select.select([self._master], [], [], 1)[0]:
                seen += os.read(self._master, 65536).decode("utf-8", "replace")
        return Taken(time.perf_counter() - self._begun, self._processor_time())

    def press(self, key: bytes, quiet: float) -> Taken:
        """Return what it takes from a key to the last that is drawn before nothing is drawn for ``quiet`` seconds."""
        before = self._processor_time()
        start = last = time.perf_counter()
        os.write(self._master, key)
        while select.select([self._master], [], [], quiet)[0]:
            os.read(self._master, 65536)
            last = time.perf_counter()
        return Taken(last - start, self._processor_time() - before)

    def rest(self, seconds: float) -> None:
        """Let it go on for a while."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if select.select([self._master], [], [], left)[0]:
                os.read(self._master, 65536)

    def peak(self) -> float:
        """Return the most memory that it has had so far, in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024

    def _processor_time(self) -> float:
        """Return the seconds that its threads have run (proc(5), schedstat: nanoseconds on a processor)."""
        tasks = Path(f"/proc/{self._process.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
