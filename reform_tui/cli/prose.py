"""Lines of running text: wrapped and set off on a terminal, one line each in a pipe."""

from __future__ import annotations

import os
import sys
import textwrap
from argparse import Namespace
from collections.abc import Iterable
from typing import Literal, NamedTuple, TextIO

from reform_tui.cli.output import console
from reform_tui.library.display import displayed


class Line(NamedTuple):
    """One line before wrapping; ``indent`` in cells."""

    text: str
    weight: Literal["", "strong", "faint"] = ""
    indent: int = 0


def wrapped(text: str, stream: TextIO) -> str:
    """Return ``text`` for ``stream``: on a terminal in lines that fit, broken between words alone; else in one line.

    A tab parts the columns of a line for scripts; on a terminal it is a colon.
    """
    if not stream.isatty():
        return "\t".join(map(displayed, text.split("\t")))
    text = displayed(text.replace("\t", ": "))
    width = max(os.get_terminal_size(stream.fileno()).columns - 1, 20)
    lines = textwrap.wrap(text, width, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines)


def print_prose(lines: Iterable[Line], options: Namespace) -> None:
    """Print ``lines``."""
    if not sys.stdout.isatty():
        for line in lines:
            print(" " * line.indent + displayed(line.text))
        return
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    styles = {"": "", "strong": "bold", "faint": "dim"}
    terminal = console(options)
    for line in lines:
        terminal.print(Padding(Text(displayed(line.text), style=styles[line.weight]), (0, 0, 0, line.indent)))
