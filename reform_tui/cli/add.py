"""``reform-tui add``."""

from __future__ import annotations

import os
import shlex
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reform_tui.cli.calling import CallError, library_folder
from reform_tui.cli.prose import wrapped
from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.adding.adder import Added

_NOTHING_NEW, _FAILED = 1, 2
EXAMPLE = "reform-tui add --library DIR speech.docx press-releases/"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="files, and folders with all files in them")
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument("--again", action="store_true", help="run the finder again over documents, named for FILE")
    instead.add_argument("--update", metavar="DOCUMENT", help="FILE is the new text of a document that is there")


def run(options: Namespace) -> int:
    """Add files to the library, or bring documents that are in it up to date."""
    from reform_tui.library.editing import Refused  # noqa: PLC0415

    try:
        if options.again:
            from reform_tui.cli.add_again import find_again_in  # noqa: PLC0415

            return find_again_in(options)
        if options.update:
            from reform_tui.cli.add_again import update  # noqa: PLC0415

            return update(options)
        return _add(options)
    except Refused as refusal:
        _show_progress(0, 0, None)
        raise CallError(str(refusal)) from refusal


def _add(options: Namespace) -> int:
    """Add files; one that cannot be added does not stop the others."""
    from reform_tui.adding.adder import Adder, KnownAlready, NotAdded  # noqa: PLC0415

    root = library_folder(options)
    summary = _Summary()
    try:
        adder = Adder(root)
        files = list(_files(options.files, root))
        for number, file in enumerate(files, 1):
            _show_progress(number, len(files), file)
            try:
                summary.add(file, adder.add(file))
            except KnownAlready as known:
                summary.known += 1
                _say(str(known))
            except NotAdded as failure:
                summary.failed += 1
                _say(str(failure))
    finally:
        _show_progress(0, 0, None)
        summary.print(root)
    return summary.status


@dataclass(slots=True)
class _Summary:
    """What was added, what not, and what to do next."""

    added: list[Added] = field(default_factory=list)
    known: int = 0
    failed: int = 0

    @property
    def status(self) -> int:
        if self.failed:
            return _FAILED
        return 0 if self.added else _NOTHING_NEW

    def add(self, file: Path, added: Added) -> None:
        self.added.append(added)
        _show_progress(0, 0, None)
        found = f"{_many(added.quotes, 'quote')} proposed, {added.in_doubt} in doubt"
        name = " ".join(str(file).split("\t"))
        print(wrapped(f"{name}\t{added.id}\t{found}", sys.stdout), flush=True)
        for remark in added.remarks:
            _say(f"{file}: {remark}")

    def print(self, root: Path) -> None:
        if not self.added:
            return
        quotes, doubt, speakers, facts = (
            sum(counts)
            for counts in zip(*((a.quotes, a.in_doubt, a.new_speakers, a.facts) for a in self.added), strict=True)
        )
        others = "".join(
            f", {number} {what}" for number, what in ((self.known, "known already"), (self.failed, "failed")) if number
        )
        said = (
            f"{_many(len(self.added), 'document')} added{others}: {quotes + speakers + facts} to review: "
            f"{_many(quotes, 'quote')}, {doubt} in doubt; {_many(speakers, 'new speaker')}; {_many(facts, 'fact')}"
        )
        print(wrapped(said, sys.stdout))
        print(wrapped(f"Review them: reform-tui --library {shlex.quote(str(root))} --review", sys.stdout))


def _files(named: Iterable[str], root: Path) -> Iterator[Path]:
    """Yield the files that are named, and those in folders that are named, in order; none of the library's own."""
    from reform_tui.importing.reading import SUFFIXES  # noqa: PLC0415

    own = [(root / folder).resolve() for folder in ("data", "seeds")]
    for name in named:
        path = Path(name)
        if not path.is_dir():
            yield path
            continue
        inside = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
        known = [file for file in inside if file.suffix.lower() in SUFFIXES]
        others = sorted({file.suffix.lower() for file in inside} - set(SUFFIXES))
        if known and others:
            left, kinds = len(inside) - len(known), ", ".join(kind or "no ending" for kind in others)
            _say(f"{path}: {_many(left, 'file')} of other kinds left out ({kinds})")
        if not known:
            _say(f"{path}: no file in this folder can be brought in; {', '.join(SUFFIXES)} can")
        yield from (file for file in known if not any(file.resolve().is_relative_to(folder) for folder in own))


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _say(message: str) -> None:
    _show_progress(0, 0, None)
    print(wrapped(f"reform-tui: {message}", sys.stderr), file=sys.stderr)


def _show_progress(number: int, many: int, file: Path | None) -> None:
    """Show on a terminal which file is read; without a file, clear the line."""
    if not sys.stderr.isatty():
        return
    room = os.get_terminal_size(sys.stderr.fileno()).columns - 1
    line = f"{number}/{many} {displayed(file.name)}"[: max(room, 0)] if file else ""
    print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
