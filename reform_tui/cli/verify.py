"""``reform-tui verify``."""

from __future__ import annotations

import importlib
import sys
from argparse import ArgumentParser, Namespace
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reform_tui.cli.calling import CallError, add_format, open_library
from reform_tui.cli.output import Listing, write_json, write_listing
from reform_tui.cli.verdicts import print_findings, record, row
from reform_tui.library.durable import write_whole

if TYPE_CHECKING:
    from reform_tui.importing.imported import Imported
    from reform_tui.library.model import Library
    from reform_tui.verify.draft import Draft
    from reform_tui.verify.verdict import Finding

EXAMPLE = "reform-tui verify draft.md --library DIR"

_MARKDOWN = frozenset({".md", ".markdown"})
_IMPORTED = frozenset({".docx", ".odt", ".rtf", ".html", ".htm", ".xhtml", ".pdf", ".epub", ".srt", ".vtt"})
_COLUMNS = ("line", "verdict", "quotation", "difference", "speaker", "document", "paragraph", "quote", "warning")
_SHORT = ("line", "verdict", "quotation", "difference")


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument(
        "file", metavar="FILE", help="the draft: Markdown, plain text, Word, a web page, …; - is standard input"
    )
    parser.add_argument("--fix", action="store_true", help="write a copy with the source's exact words and citations")
    parser.add_argument("-o", "--output", metavar="FILE", help="where the copy goes (default, and -: standard output)")
    parser.add_argument("--in-place", action="store_true", help="with --fix: mend the draft itself")
    parser.add_argument("--force", action="store_true", help="overwrite the copy when there is one")
    add_format(parser)


def run(options: Namespace) -> int:
    """Hold every quotation of a draft against the library; 0 when all are verbatim and in the right mouth."""
    _check(options)
    text = _text(options.file)
    library = open_library(options)
    from reform_tui.verify.draft import Draft  # noqa: PLC0415
    from reform_tui.verify.holding import held  # noqa: PLC0415

    draft = Draft(text)
    findings = held(library, draft)
    if options.fix:
        _mend(library, draft, findings, options)
    else:
        _write(library, findings, options)
    _summarise(findings)
    return 0 if all(finding.verdict == "verbatim" for finding in findings) else 1


def _check(options: Namespace) -> None:
    """Raise CallError where the options do not go together."""
    if not options.fix and (options.output or options.in_place or options.force):
        raise CallError("-o, --in-place and --force say where --fix writes its copy")
    if options.in_place and (options.output or options.file == "-"):
        raise CallError("--in-place mends FILE itself; say it without -o, and not of standard input")
    same = options.output not in {None, "-"} and options.file != "-"
    if same and Path(options.output).resolve() == Path(options.file).resolve():
        raise CallError(f"{options.output} is the draft itself; --in-place mends it")
    if options.fix and Path(options.file).suffix.casefold() in _IMPORTED:
        raise CallError("--fix mends Markdown and plain text; save the draft as one of them first")


def _text(file: str) -> str:
    """Return the text of the draft. Raises CallError where it cannot be read."""
    if Path(file).suffix.casefold() in _IMPORTED:
        return _imported(file)
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CallError(f"{file}:{line}: not UTF-8: byte 0x{content[error.start]:02x}; save it as UTF-8") from error
    except OSError as error:
        raise CallError(f"{file} cannot be read: {error.strerror or error}") from error


def _imported(file: str) -> str:
    """Return the text of a file of another kind, through the importers. Raises CallError."""
    try:
        reading = importlib.import_module("reform_tui.importing.reading")
    except ModuleNotFoundError as error:
        raise CallError(f"{file}: only Markdown and plain text can be read; save the draft as one of them") from error
    try:
        imported: Imported = reading.read(Path(file))
    except reading.ImportProblem as problem:
        raise CallError(str(problem)) from problem
    from reform_tui.verify.imported import as_draft  # noqa: PLC0415

    return as_draft(imported)


def _write(library: Library, findings: Sequence[Finding], options: Namespace) -> None:
    if options.format == "json":
        write_json([record(library, finding) for finding in findings])
    elif options.format == "table":
        print_findings(library, findings, options)
    elif findings:
        rows = [row(library, finding) for finding in findings]
        write_listing(Listing(_COLUMNS, rows, (), wide="quotation", short=_SHORT), options)


def _summarise(findings: Sequence[Finding]) -> None:
    """Say on standard error what came out."""
    counted = Counter(finding.verdict.replace("_", " ") for finding in findings)
    listed = ", ".join(f"{many} {verdict}" for verdict, many in counted.items())
    many = "1 quotation" if len(findings) == 1 else f"{len(findings)} quotations"
    said = f"{many}: {listed}" if findings else "no quotations found in the draft"
    print(f"reform-tui: {said}", file=sys.stderr)


def _mend(library: Library, draft: Draft, findings: Sequence[Finding], options: Namespace) -> None:
    """Write the mended copy. Raises CallError where it cannot be written."""
    from reform_tui.verify.fixing import mend  # noqa: PLC0415
    from reform_tui.verify.holding import held  # noqa: PLC0415

    markdown = options.file == "-" or Path(options.file).suffix.casefold() in _MARKDOWN
    done = mend(library, draft, findings, partial(held, library), markdown=markdown)
    for finding in done.left:
        line = finding.quotation.line
        print(f"reform-tui: {options.file}:{line}: altered; left as it is, for a person to mend", file=sys.stderr)
    content = done.text.encode("utf-8")
    if options.file != "-" and Path(options.file).read_bytes().startswith(BOM_UTF8):
        content = BOM_UTF8 + content
    if not options.in_place and options.output in {None, "-"}:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    target = Path(options.file if options.in_place else options.output)
    try:
        write_whole(target, content, replace=options.in_place or options.force)
    except FileExistsError as error:
        raise CallError(f"{target} stands there already; --force overwrites") from error
    except OSError as error:
        raise CallError(f"{target} cannot be written: {error.strerror}") from error
    print(f"reform-tui: {len(done.mended)} mended in {target}", file=sys.stderr)
