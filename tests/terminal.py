"""A real pseudo-terminal to run the program in."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time
from pathlib import Path


def run_in_terminal(
    arguments: list[str],
    *,
    columns: int,
    rows: int,
    cwd: Path,
    environment: dict[str, str] | None = None,
    typed: str = "",
) -> tuple[int, str]:
    """Run ``python -m reform_tui`` in a pseudo-terminal of that size in cells; return its status and what it drew.

    ``typed`` is typed ahead.
    """
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "reform_tui", *arguments],
        {**kept, "TERM": "xterm-256color", "HOME": str(cwd), "PYTHONSAFEPATH": "1", **(environment or {})},
        file_actions=[(os.POSIX_SPAWN_DUP2, slave, descriptor) for descriptor in (0, 1, 2)],
        setsid=True,
    )
    os.close(slave)
    os.write(master, typed.encode("utf-8"))
    drawn = _read_all(master, seconds=30)
    os.close(master)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), drawn.decode("utf-8")


def _read_all(master: int, *, seconds: float) -> bytes:
    drawn = b""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ready, _, _ = select.select([master], [], [], 1)
        if not ready:
            continue
        try:
            chunk = os.read(master, 65536)
        except OSError:  # Linux says EIO when the other end is closed
            break
        if not chunk:
            break
        drawn += chunk
    return drawn
