"""The real program in a real pseudo-terminal."""

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
from pathlib import Path

import pytest

from tests.terminal import run_in_terminal

TIMMINS = "For the better part of 30 years having quasi-markets as the dominant narrative, we now longer"


class Session:
    """The program on a pseudo-terminal; standard output goes to a file when one is named."""

    def __init__(self, home: Path, output: Path | None = None, **environment: str) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "COLUMNS", "LINES", "TMUX"}}
        folders = {f"REFORM_TUI_{name}": str(home / name.lower()) for name in ("CACHE", "DATA", "STATE")}
        stdout = output.open("wb") if output else None
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reform_tui"],
            stdin=slave,
            stdout=stdout or slave,
            stderr=slave,
            env={**kept, "TERM": "xterm-256color", **folders, **environment},
            cwd=home,
            start_new_session=True,
        )
        if stdout:
            stdout.close()
        os.close(slave)
        self.drawn = ""

    def send(self, text: str) -> None:
        os.write(self._master, text.encode())

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Read what is drawn until ``text`` is in it, styles left out."""
        until = time.monotonic() + seconds
        seen = ""
        while time.monotonic() < until:
            if not select.select([self._master], [], [], 0.2)[0]:
                continue
            try:
                seen += os.read(self._master, 65536).decode("utf-8", "replace")
            except OSError:
                break
            if text in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen):
                self.drawn += seen
                return
        self._process.kill()  # left alone without a terminal, it would go on for ever
        self._process.wait()
        raise AssertionError(f"{text!r} is not drawn: {seen[-2000:]!r}")

    def end(self) -> int:
        """Read until the program has ended; return its status."""
        until = time.monotonic() + 30
        while self._process.poll() is None and time.monotonic() < until:
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    self.drawn += os.read(self._master, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        os.close(self._master)
        return self._process.wait(timeout=5)


def test_the_main_job_launch_type_select_export(tmp_path: Path) -> None:
    session = Session(tmp_path)
    session.send("quasi-markets dominant narrative")
    session.wait_for("1 quote · 1 document")
    session.send("\x1b[B")
    session.wait_for("select")
    session.send(" ")
    session.wait_for("1 selected")
    session.send("e")
    session.wait_for("Export 1 quote")
    session.send("\r")
    session.wait_for("wrote")
    session.send("q")
    assert session.end() == 0
    written = (tmp_path / "picks.md").read_text(encoding="utf-8")
    assert TIMMINS in written
    assert "**Nicholas Timmins**, senior fellow at the Institute for Government and the King" in written
    assert "Heywood has helped integrate tech progress" in written
    assert "para. 24" in written or "paras. 24" in written


def test_what_was_selected_goes_to_standard_output_as_with_a_picker(tmp_path: Path) -> None:
    output = tmp_path / "out.md"
    session = Session(tmp_path, output)
    session.send("quasi-markets dominant narrative")
    session.wait_for("1 quote · 1 document")
    session.send("\x1b[B")
    session.wait_for("select")
    session.send(" ")
    session.wait_for("1 selected")
    session.send("q")
    assert session.end() == 0
    written = output.read_text(encoding="utf-8")
    assert TIMMINS in written
    assert "\x1b" not in written


def test_no_color_sends_no_colour(tmp_path: Path) -> None:
    session = Session(tmp_path, NO_COLOR="1")
    session.send("markets")
    session.wait_for(" quotes · ")
    session.send("\x1b[B")
    session.wait_for("select")
    session.send("q")
    session.end()
    codes = {code for codes in re.findall(r"\x1b\[([0-9;]*)m", session.drawn) for code in codes.split(";")}
    assert not {code for code in codes if code.isdigit() and (30 <= int(code) <= 48 or 90 <= int(code) <= 107)} - {"39"}


def test_a_dumb_terminal_gets_the_command_that_does_the_same(tmp_path: Path) -> None:
    status, drawn = run_in_terminal([], columns=80, rows=24, cwd=tmp_path, environment={"TERM": "dumb"})
    assert status == 2
    assert "reform-tui search" in drawn


@pytest.mark.parametrize("library", ["nowhere"])
def test_a_library_that_is_not_there_is_said_on_the_screen(tmp_path: Path, library: str) -> None:
    session = Session(tmp_path, REFORM_TUI_LIBRARY=str(tmp_path / library))
    session.wait_for("This library cannot be read")
    session.send("\x1b")
    time.sleep(0.3)
    session.send("q")
    assert session.end() == 0
