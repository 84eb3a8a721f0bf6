"""From the command line to one command; and from every way to fail to a sentence and an exit status."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from reform_tui import __version__
from reform_tui.cli.calling import CallError, common_options
from reform_tui.library.suggesting import did_you_mean

NO, WRONG_CALL, NO_LIBRARY, INTERRUPTED = 1, 2, 3, 130


class Command(NamedTuple):
    """One command: the module in this package that does it, and what it does in a line."""

    module: str
    summary: str


COMMANDS: dict[str, Command] = {
    "search": Command("search", "quotes or paragraphs that match words, phrases and fields"),
    "documents": Command("documents", "the documents of the library"),
    "speakers": Command("speakers", "who speaks, in which capacity, and who is only mentioned"),
    "quotes": Command("quotes", "every statement, with speaker, kind, date and place"),
    "topics": Command("topics", "the questions in contention and the positions taken"),
    "show": Command("show", "one quote, document, speaker or topic, whole"),
    "contrast": Command("contrast", "the positions of a topic side by side, or two speakers"),
    "export": Command("export", "quotes as Markdown, JSON, CSV, references, annotations or a web page"),
    "extract": Command("extract", "the quotations of any text, with their speakers; nothing is stored"),
    "verify": Command("verify", "the quotations of a draft held against the library: words and speakers"),
    "index": Command("index", "look at the search index of the library, rebuild it, remove it"),
    "init": Command("init", "make a new library"),
    "add": Command("add", "bring documents into a library; quotations are found and proposed"),
    "check": Command("check", "the library's own linter: silent when all is well"),
}


class _CommandModule(Protocol):
    """What a command's module has."""

    EXAMPLE: str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return the exit status."""
    _speak_utf8()
    try:
        return _run(arguments)
    except CallError as error:
        return _say(str(error), WRONG_CALL)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has had enough (`| head`). Python would complain at exit when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _run(arguments: Sequence[str]) -> int:
    parser = _main_parser()
    before, rest = _at_command(arguments)
    options, unknown = parser.parse_known_args(before)
    if unknown:
        raise CallError(f"no option `{unknown[0]}`; `reform-tui --help` lists what there is")
    if options.command is None:
        from reform_tui.cli.opening import open_application  # noqa: PLC0415

        return open_application(options)
    if options.review:
        raise CallError(f"`--review` opens the application, and goes with no command such as `{options.command}`")
    if options.command == "help":
        parser.print_help()
        return 0
    if options.command not in COMMANDS:
        raise CallError(f"no command `{options.command}`{did_you_mean(options.command, COMMANDS)}")
    command = COMMANDS[options.command]
    module: _CommandModule = importlib.import_module(f"reform_tui.cli.{command.module}")
    command_parser = argparse.ArgumentParser(
        prog=f"reform-tui {options.command}",
        description=command.summary[0].upper() + command.summary[1:] + ".",
        epilog=f"example: {module.EXAMPLE}",
        parents=[common_options()],
        allow_abbrev=False,
    )
    module.add_arguments(command_parser)
    given = argparse.Namespace(library=options.library, no_color=options.no_color)
    return _answer(module, command_parser.parse_args(rest, given))


def _at_command(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return what stands up to and with the command's name, and what is the command's own to read."""
    takes_value = False
    for at, argument in enumerate(arguments):
        if not takes_value and not argument.startswith("-"):
            return list(arguments[: at + 1]), list(arguments[at + 1 :])
        takes_value = argument == "--library"
    return list(arguments), []


def _answer(module: _CommandModule, options: argparse.Namespace) -> int:
    from reform_tui.library.names import UnknownName  # noqa: PLC0415
    from reform_tui.library.problem import LibraryError  # noqa: PLC0415

    try:
        status = module.run(options)
        sys.stdout.flush()
    except UnknownName as error:
        return _say(str(error), WRONG_CALL)
    except LibraryError as error:
        return _say(str(error), NO_LIBRARY)
    return status


def _main_parser() -> argparse.ArgumentParser:
    listed = "\n".join(f"  {name:<12}{command.summary}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="reform-tui",
        description="A terminal reading room for people who must quote others exactly. Without a command: opens it.",
        epilog=f"commands:\n{listed}\n\n`reform-tui COMMAND --help` says more about one, with an example.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="reform-tui [--library DIR] [--no-color] [--review] [COMMAND …]",
        parents=[common_options()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", "-V", action="version", version=f"reform-tui {__version__}")
    parser.add_argument("--review", action="store_true", help="open the application at what is proposed")
    parser.add_argument("command", nargs="?", help=argparse.SUPPRESS)
    return parser


def _say(message: str, status: int) -> int:
    print(f"reform-tui: {message}", file=sys.stderr)
    return status


def _speak_utf8() -> None:
    """Write UTF-8 into pipes and files whatever the locale; on a terminal, never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace") if stream.isatty() else reconfigure(encoding="utf-8")
