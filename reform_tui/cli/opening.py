"""``reform-tui`` alone: the application, where there is a terminal to draw it on."""

from __future__ import annotations

import os
import sys
from argparse import Namespace

from reform_tui.cli.calling import CallError, library_folder


def open_application(options: Namespace) -> int:
    """Open the application in this process and return its exit status.

    Raises CallError where there is no terminal: the screen is drawn on standard error, keys come from standard input;
    standard output is free for what was selected. The application is started by its module's name, because the
    commands do not import what draws.
    """
    if os.environ.get("TERM") == "dumb":
        raise CallError(_instead("TERM=dumb cannot be drawn on"))
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise CallError(_instead("this is not a terminal"))
    import importlib  # noqa: PLC0415

    if options.no_color:
        os.environ["NO_COLOR"] = "1"
    application = importlib.import_module("reform_tui.app.app")
    status: int = application.run(library_folder(options), review=options.review)
    return status


def _instead(reason: str) -> str:
    return f"{reason}; the same in plain text: `reform-tui search WORDS`, `reform-tui topics`, `reform-tui --help`"
