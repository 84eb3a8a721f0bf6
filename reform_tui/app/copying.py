"""To the clipboard by the way that works: tmux, the system's clipboard, or else the terminal (OSC 52)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_SECONDS = 1.0  # that a clipboard command may take


def copy_by_command(text: str) -> str | None:
    """Hand ``text`` to the first command that takes it; return what took it, or None where none did."""
    for command, name in _commands():
        if shutil.which(command[0]) is None:
            continue
        try:
            done = subprocess.run(  # noqa: S603 - a fixed list of commands, the text on standard input
                command,
                input=text.encode("utf-8", "replace"),
                timeout=_SECONDS,
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return name
    return None


def _commands() -> list[tuple[list[str], str]]:
    """Return the commands worth trying here, the best first."""
    commands = []
    if os.environ.get("TMUX"):
        commands.append((["tmux", "load-buffer", "-w", "-"], "tmux"))
    if os.environ.get("SSH_CONNECTION"):
        return commands  # a clipboard over there is of no use here; the terminal's is
    if sys.platform == "darwin":
        commands.append((["pbcopy"], "the clipboard"))
    if sys.platform == "win32":
        commands.append((["clip"], "the clipboard"))
    if os.environ.get("WAYLAND_DISPLAY"):
        commands.append((["wl-copy"], "the clipboard"))
    if os.environ.get("DISPLAY"):
        commands.append((["xclip", "-selection", "clipboard"], "the clipboard"))
        commands.append((["xsel", "--clipboard", "--input"], "the clipboard"))
    return commands
