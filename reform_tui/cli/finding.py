"""What the finder finds in a file of any kind that a call names."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reform_tui.quotation.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Extracted:
    """One file, as it was named in the call, and what was found in its ``text``.

    ``remarks`` are sentences on how the text was read.
    """

    file: str
    text: str
    proposals: tuple[Proposal, ...]
    remarks: tuple[str, ...] = ()


def extracted(file: str) -> Extracted:
    """Return what is found in a file; ``-`` is standard input. Raises ImportProblem, with the file's name.

    Text, Markdown and HTML are searched as they stand, so that offsets are those of the file. Of other kinds the text
    is that which `add` stores, without quotations in what it takes for furniture.
    """
    from reform_tui.importing.reading import ImportProblem, is_text  # noqa: PLC0415

    try:
        return _in_text(file) if file == "-" or is_text(file) else _in_package(file)
    except ImportProblem as problem:
        raise ImportProblem(f"{file} cannot be read: {problem}") from problem


def _in_text(file: str) -> Extracted:
    from reform_tui.importing.decoding import declared_encoding, decoded  # noqa: PLC0415
    from reform_tui.importing.reading import bytes_of, refuse_misnamed  # noqa: PLC0415
    from reform_tui.quotation.finder import find  # noqa: PLC0415

    raw = sys.stdin.buffer.read() if file == "-" else bytes_of(Path(file))
    refuse_misnamed(Path(file).suffix.lower(), raw)
    text, encoding = decoded(raw, declared_encoding(raw))
    remarks = (f"decoded from {encoding}; offsets count the characters of what came out",) if encoding else ()
    return Extracted(file, text, find(text), remarks)


def _in_package(file: str) -> Extracted:
    from reform_tui.adding.findings import touches  # noqa: PLC0415
    from reform_tui.importing.reading import bytes_of, read_bytes  # noqa: PLC0415
    from reform_tui.quotation.finder import find  # noqa: PLC0415

    imported = read_bytes(Path(file).name, bytes_of(Path(file)))
    outside = [(item.start, item.end) for item in imported.furniture]
    found = tuple(one for one in find(imported.text) if not touches(one.segments, outside))
    return Extracted(file, imported.text, found, imported.remarks)
