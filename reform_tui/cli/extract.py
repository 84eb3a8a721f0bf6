"""``reform-tui extract``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reform_tui.cli.calling import add_format
from reform_tui.cli.finding import Extracted, extracted
from reform_tui.cli.output import Listing, escaped_json, write_listing

if TYPE_CHECKING:
    from reform_tui.quotation.proposal import Proposal

EXAMPLE = "reform-tui extract DIR/*.txt --format json"

_COLUMNS = ("file", "line", "kind", "confidence", "speaker", "words")
_SHOWN = 90  # code points of the words in a line for people
_UNREADABLE = 2
_FILES = (
    "text, Markdown, HTML, and whatever `add` reads (Word, OpenDocument, EPUB, PDF, RTF, captions): of these the text "
    "is taken out, and offsets are those of that text; - is standard input"
)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("files", nargs="+", metavar="FILE", help=_FILES)
    add_format(parser)


def run(options: Namespace) -> int:
    """Find the quotations of every file; nothing is stored. One file that cannot be read does not stop the others."""
    calls = _Calls(options.files)
    found = _write_json(calls) if options.format == "json" else _write_listings(calls, options)
    if calls.failed:
        return _UNREADABLE
    return 0 if found else 1


class _Calls:
    """The files of a call, read and searched one after the other; says on standard error which cannot be read."""

    def __init__(self, files: list[str]) -> None:
        self._files = files
        self.failed = False

    def __iter__(self) -> Iterator[Extracted]:
        from reform_tui.importing.problem import ImportProblem  # noqa: PLC0415

        for file in self._files:
            try:
                found = extracted(file)
            except ImportProblem as problem:
                self.failed = True
                self._say(str(problem))
                continue
            for remark in found.remarks:
                self._say(f"{file}: {remark}")
            yield found

    @staticmethod
    def _say(message: str) -> None:
        from reform_tui.library.display import displayed  # noqa: PLC0415

        print(f"reform-tui: {displayed(message)}", file=sys.stderr)


def _write_json(calls: _Calls) -> bool:
    """Write one list, a file at a time, so that no more than one is held; return whether anything was found."""
    found = False
    separator = "["
    for one in calls:
        found = found or bool(one.proposals)
        record = {"file": one.file, "quotes": [_record(one.text, proposal) for proposal in one.proposals]}
        print(separator)
        print(escaped_json(json.dumps(record, ensure_ascii=False, indent=2)), end="")
        separator = ","
    print("\n]" if separator == "," else "[]")
    return found


def _record(text: str, proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as in the JSON contract."""
    return {
        "kind": proposal.kind,
        "speaker_name": proposal.speaker_name,
        "role": proposal.role,
        "cue": proposal.cue,
        "rule": proposal.rule,
        "confidence": proposal.confidence,
        "segments": [_slice(text, span) for span in proposal.segments],
        "fragments": [_slice(text, span) for span in proposal.fragments],
        "speaker_span": list(proposal.speaker) if proposal.speaker else None,
        "cue_span": list(proposal.cue_span) if proposal.cue_span else None,
    }


def _slice(text: str, span: tuple[int, int]) -> dict[str, Any]:
    return {"start": span[0], "end": span[1], "exact": text[span[0] : span[1]]}


def _write_listings(calls: _Calls, options: Namespace) -> bool:
    """Write a listing for people: a table a file on a terminal; lines, CSV or Markdown with one heading."""
    found = False
    whole = options.format in ("csv", "markdown")
    rows: list[tuple[str, ...]] = []
    for one in calls:
        rows.extend(_rows(one, whole=whole))
        found = found or bool(rows)
        if not whole and rows:
            write_listing(_listing(rows), options)
            rows = []
    if whole or not found:
        write_listing(_listing(rows), options)
    return found


def _listing(rows: list[tuple[str, ...]]) -> Listing:
    return Listing(_COLUMNS, rows, (), "words", short=_COLUMNS[1:], numbers=frozenset(("line", "confidence")))


def _rows(found: Extracted, *, whole: bool) -> Iterator[tuple[str, ...]]:
    starts = [at for at, character in enumerate(found.text) if character == "\n"]
    for proposal in found.proposals:
        words = " […] ".join(" ".join(found.text[start:end].split()) for start, end in proposal.segments)
        yield (
            found.file,
            str(bisect_right(starts, proposal.start) + 1),
            proposal.kind,
            f"{proposal.confidence:.2f}",
            _who(found.text, proposal),
            words if whole or len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…",
        )


def _who(text: str, proposal: Proposal) -> str:
    """Return the speaker's name; where none is known, the words that stand for one; else a question mark."""
    if proposal.speaker_name:
        return proposal.speaker_name
    return text[slice(*proposal.speaker)] if proposal.speaker else "?"
