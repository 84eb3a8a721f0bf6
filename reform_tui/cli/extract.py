"""``reform-tui extract``."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reform_tui.cli.calling import add_format
from reform_tui.cli.output import Listing, escaped_json, write_listing

if TYPE_CHECKING:
    from reform_tui.quotation.proposal import Proposal

EXAMPLE = "reform-tui extract DIR/*.txt --format json"

_COLUMNS = ("file", "line", "kind", "confidence", "speaker", "words")
_SHOWN = 90  # code points of the words in a line for people
_UNREADABLE = 2


@dataclass(frozen=True, slots=True)
class Extracted:
    """One file, as it was named in the call, and what was found in it."""

    file: str
    text: str
    proposals: tuple[Proposal, ...]


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="text, Markdown or HTML in UTF-8; - is standard input")
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
        from reform_tui.quotation.finder import find  # noqa: PLC0415

        for file in self._files:
            text = self._read(file)
            if text is not None:
                yield Extracted(file, text, find(text))

    def _read(self, file: str) -> str | None:
        try:
            raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            self._say(f"{file}:{line}: not UTF-8: byte 0x{raw[error.start]:02x}; save the file as UTF-8")
        except OSError as error:
            self._say(f"{file}: {error.strerror or error}")
        return None

    def _say(self, message: str) -> None:
        from reform_tui.library.display import displayed  # noqa: PLC0415

        self.failed = True
        print(f"reform-tui: {displayed(message)}", file=sys.stderr)


def _write_json(calls: _Calls) -> bool:
    """Write one list, a file at a time, so that no more than one is held; return whether anything was found."""
    found = False
    separator = "["
    for extracted in calls:
        found = found or bool(extracted.proposals)
        record = {"file": extracted.file, "quotes": [_record(extracted.text, one) for one in extracted.proposals]}
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
    for extracted in calls:
        rows.extend(_rows(extracted, whole=whole))
        found = found or bool(rows)
        if not whole and rows:
            write_listing(_listing(rows), options)
            rows = []
    if whole or not found:
        write_listing(_listing(rows), options)
    return found


def _listing(rows: list[tuple[str, ...]]) -> Listing:
    return Listing(_COLUMNS, rows, (), "words", short=_COLUMNS[1:], numbers=frozenset(("line", "confidence")))


def _rows(extracted: Extracted, *, whole: bool) -> Iterator[tuple[str, ...]]:
    starts = [at for at, character in enumerate(extracted.text) if character == "\n"]
    for proposal in extracted.proposals:
        words = " […] ".join(" ".join(extracted.text[start:end].split()) for start, end in proposal.segments)
        yield (
            extracted.file,
            str(bisect_right(starts, proposal.start) + 1),
            proposal.kind,
            f"{proposal.confidence:.2f}",
            _who(extracted.text, proposal),
            words if whole or len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…",
        )


def _who(text: str, proposal: Proposal) -> str:
    """Return the speaker's name; where none is known, the words that stand for one; else a question mark."""
    if proposal.speaker_name:
        return proposal.speaker_name
    return text[slice(*proposal.speaker)] if proposal.speaker else "?"
