"""What comes of a file: the text to be stored and anchored, and what is proposed about it."""

from __future__ import annotations

from dataclasses import dataclass

from reform_tui.library.model import Name, StatedDate
from reform_tui.library.schema import DocumentType, Format


@dataclass(frozen=True, slots=True)
class ProposedStretch:
    """``text[start:end]`` (code points) as furniture or as a heading; ``why`` says what it is taken for.

    ``level`` counts a heading's depth from 1; of furniture it is None.
    """

    start: int
    end: int
    why: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A file read: its text, and the bibliographic facts it states, every one of them a proposal for a person.

    ``text`` is what is stored in the library, encoded as UTF-8 and nothing else, and what every offset counts in;
    ``sha256`` is the checksum of the original file's bytes. A fact that the file does not state is None or empty; facts
    that stand in its metadata alone are set under the text as furniture. ``quoted`` are the lines that the file's
    structure shows as block quotations, start and end in code points. ``remarks`` are sentences about what a person
    should know of the reading (an encoding, pages without text).
    """

    original: str
    sha256: str
    text: str
    format: Format
    type: DocumentType
    title: str | None
    author: tuple[Name, ...]
    issued: StatedDate | None
    publisher: str | None
    container_title: str | None
    headings: tuple[ProposedStretch, ...]
    furniture: tuple[ProposedStretch, ...]
    editor: tuple[Name, ...] = ()
    quoted: tuple[tuple[int, int], ...] = ()
    remarks: tuple[str, ...] = ()
