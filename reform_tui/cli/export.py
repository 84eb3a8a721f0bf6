"""``reform-tui export``."""

from __future__ import annotations

import datetime
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

from reform_tui.cli.calling import CallError, open_library
from reform_tui.cli.filtering import add_filters, read_filters
from reform_tui.export.escaping import Flavour
from reform_tui.export.formats import FORMATS, FormatName, export, format_of
from reform_tui.export.options import ExportOptions, GroupBy
from reform_tui.library.display import displayed
from reform_tui.library.durable import write_whole
from reform_tui.library.model import Library
from reform_tui.library.selection import Pick
from reform_tui.library.store import SelectionStore, StoreError
from reform_tui.library.suggesting import did_you_mean
from reform_tui.locations import selections_folder

EXAMPLE = "reform-tui export 'speaker:timmins quasi-markets' --bibliography"
_FILTERS = ("speaker", "document", "topic", "position", "kind", "stance")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("query", metavar="QUERY", nargs="?", help="what to search for; everything when nothing is said")
    add_filters(parser, *_FILTERS)
    parser.add_argument("--ids", metavar="ID", nargs="+", help="these quotes, in this order")
    parser.add_argument("--selection", metavar="NAME", help="a selection kept under this name, with notes and tags")
    parser.add_argument("-o", "--output", metavar="FILE", help="write to this file (default, and -: standard output)")
    parser.add_argument("--force", action="store_true", help="overwrite the file when there is one")
    parser.add_argument(
        "--to", choices=tuple(FORMATS), help="the format (default: what the ending of FILE says, else markdown)"
    )
    parser.add_argument(
        "--flavour",
        choices=get_args(Flavour),
        default="portable",
        help="of the Markdown: portable (default: GitHub, pandoc and others), obsidian, pandoc, plain (for a message)",
    )
    parser.add_argument(
        "--group-by", choices=get_args(GroupBy), help="default: position when --topic is said, else speaker"
    )
    parser.add_argument(
        "--bibliography",
        action="store_true",
        help="references for pandoc's citeproc: in a file beside FILE, in the page itself on standard output",
    )
    parser.add_argument("--title", metavar="TEXT", default="", help="the title of the page")
    parser.add_argument("--no-sic", action="store_true", help="do not mark slips of the source with [sic]")
    parser.add_argument("--no-omissions", action="store_true", help="do not mark words left out with […]")


def run(options: Namespace) -> int:
    """Hand quotes over in a format."""
    format = _format(options)
    file = None if options.output in {None, "-"} else Path(options.output)
    sidecar = _sidecar(file) if file and options.bibliography else None
    library = open_library(options)
    filters = read_filters(options, library)
    picks = [
        pick
        for pick in _picks(library, options)
        if pick.quote not in library.quotes or filters.passes(library, library.quotes[pick.quote])
    ]
    how = ExportOptions(
        flavour=options.flavour,
        group_by=options.group_by or ("position" if filters.topic else "speaker"),
        title=options.title,
        topics=(filters.topic,) if filters.topic else (),
        sic=not options.no_sic,
        omissions=not options.no_omissions,
        query=options.query or "",
        selection=options.selection or "",
        exported=datetime.datetime.now().astimezone().date(),
        bibliography=sidecar.name if sidecar else "",
        references=options.bibliography and not sidecar,
    )
    done = export(library, picks, format, how)
    _say_missing(done.missing)
    if not done.quotes:
        print("reform-tui: nothing matches", file=sys.stderr)
        return 1
    if file is None:
        _print(done.text)
        return 0
    files = {file: done.text}
    if sidecar:
        files = {sidecar: export(library, picks, "csl-json", how).text, **files}
    return _save(files, done.quotes, force=options.force)


def _format(options: Namespace) -> FormatName:
    """Return the format asked for. Raises CallError where the options do not go together."""
    named: FormatName | None = options.to
    format: FormatName = named or (format_of(options.output) if options.output else None) or "markdown"
    if options.bibliography and (format != "markdown" or options.flavour == "plain"):
        raise CallError("--bibliography goes with Markdown that has front matter; try --to csl-json, or bibtex")
    if sum(map(bool, (options.query, options.ids, options.selection))) > 1:
        raise CallError("say one of QUERY, --ids and --selection; the filters go with each")
    return format


def _picks(library: Library, options: Namespace) -> Sequence[Pick]:
    """Return what was asked for, in its order: the selection's, that of the ids, the best match first, the text's."""
    if options.selection:
        return _selected(library, options.selection)
    if options.ids:
        return _named(library, options.ids)
    if options.query:
        from reform_tui.cli.search import find  # noqa: PLC0415

        results = find(library, options.query, scope="quotes", limit=max(len(library.quotes), 1))
        if results.widened or results.partial:
            print("reform-tui: not every quote has all of these words; look at what is exported", file=sys.stderr)
        return [Pick(hit.quote) for hit in results.hits if hit.quote]
    return [Pick(id) for id in library.quotes]


def _named(library: Library, ids: Sequence[str]) -> list[Pick]:
    known = {**library.quotes, **library.broken}
    for id in ids:
        if id not in known:
            raise CallError(f"no quote has the id “{id}”{did_you_mean(id, known)}; `reform-tui quotes` lists ids")
    return [Pick(id) for id in dict.fromkeys(ids)]


def _selected(library: Library, name: str) -> Sequence[Pick]:
    store = SelectionStore(selections_folder(library.root))
    try:
        picks = store.load(name).picks
    except (StoreError, OSError) as error:
        raise CallError(str(error)) from error
    if not picks:
        names = store.names()
        listed = f"there are: {', '.join(names)}" if names else "none has been kept of this library"
        raise CallError(f"no selection is called “{name}”{did_you_mean(name, names)}; {listed}")
    return picks


def _sidecar(file: Path) -> Path:
    """Return the file of references that belongs to ``file``: ``choice.csl.json`` for ``choice.md``."""
    return file.with_name(f"{file.stem}.csl.json")


def _say_missing(missing: Sequence[str]) -> None:
    if missing:
        listed = ", ".join(missing[:6]) + (", …" if len(missing) > 6 else "")
        many = f"{len(missing)} quotes are" if len(missing) > 1 else "1 quote is"
        print(f"reform-tui: {many} left out, the library has no proved words for them: {listed}", file=sys.stderr)


def _print(text: str) -> None:
    """Print ``text``, on a terminal as lines that cannot act on it, elsewhere byte for byte (CSV has its own ends)."""
    if sys.stdout.isatty():
        sys.stdout.write("\n".join(displayed(line) for line in text.split("\n")))
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8"))


def _save(files: dict[Path, str], quotes: int, *, force: bool) -> int:
    """Write every file whole, or none before everything is settled. Raises CallError."""
    standing = [file for file in files if file.is_file()]
    if standing and not force and not _may_overwrite(standing):
        return 1
    for file, text in files.items():
        try:
            write_whole(file, text.encode("utf-8"), replace=file in standing)
        except FileExistsError as error:
            raise CallError(f"{file} is there since a moment ago; --force overwrites it") from error
        except OSError as error:
            raise CallError(f"{file} cannot be written: {error.strerror}") from error
    many = f"{quotes} quotes" if quotes > 1 else "1 quote"
    print(f"reform-tui: {many} in {' and '.join(map(str, reversed(files)))}", file=sys.stderr)
    return 0


def _may_overwrite(files: Sequence[Path]) -> bool:
    """Ask, where somebody can answer. Raises CallError where nobody can."""
    named = " and ".join(map(str, files))
    verb = "stand" if len(files) > 1 else "stands"
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise CallError(f"{named} {verb} there already; --force overwrites")
    print(f"reform-tui: {named} {verb} there already. Overwrite? [y/N] ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().strip().casefold()
    if answer in {"y", "yes"}:
        return True
    print("reform-tui: nothing written", file=sys.stderr)
    return False
