"""Adds files to a library, one after the other: each is there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reform_tui.adding.record import NewDocument, document_id, new_document
from reform_tui.importing.problem import ImportProblem
from reform_tui.importing.reading import read
from reform_tui.library.durable import Busy, held, take_back, write_whole
from reform_tui.library.editing import Refused, quote_ids, refuse_bundled
from reform_tui.library.editing.attributing import page_with_aliases, speaker_value
from reform_tui.library.editing.draft import SPEAKERS
from reform_tui.library.editing.page import Page
from reform_tui.library.load import load_library, read_document, read_speakers
from reform_tui.library.model import Speaker
from reform_tui.library.yaml_tree import YamlError

_WAIT = 30.0  # seconds for another process to finish writing
_BOM = b"\xef\xbb\xbf"


class NotAdded(Exception):
    """A file that was not added; the message is a sentence that names it."""


class KnownAlready(NotAdded):
    """A file whose bytes or whose text the library has."""


@dataclass(frozen=True, slots=True)
class Added:
    """A document that was added: its id, how many quotes are proposed in it, how many of them are in doubt, what else.

    ``facts`` are those of the document that wait for a person's word.
    """

    id: str
    quotes: int
    in_doubt: int
    new_speakers: int
    facts: int
    remarks: tuple[str, ...]


class Adder:
    """Adds files to the library at ``root``. Raises Refused where it cannot be written, LibraryError where not read."""

    def __init__(self, root: Path) -> None:
        refuse_bundled(root)
        self._root = root
        library = load_library(root)
        self._documents = set(library.documents)
        self._quotes = quote_ids(library)
        self._bom = b""
        self._sums: dict[str, str] = {}
        for document in library.documents.values():
            self._sums[document.sha256] = document.id
            if document.original:
                self._sums[document.original.sha256] = document.id

    def add(self, path: Path) -> Added:
        """Add the file at ``path``. Raises NotAdded, KnownAlready, Refused."""
        try:
            imported = read(path)
        except ImportProblem as problem:
            raise NotAdded(str(problem)) from problem
        for checksum in (imported.sha256, hashlib.sha256(imported.text.encode()).hexdigest()):
            if checksum in self._sums:
                raise KnownAlready(f"{path} is in the library already, as `{self._sums[checksum]}`")
        with self._writing():
            page = Page(SPEAKERS, self._speakers_text())
            speakers = self._read_speakers(page)
            taken = set(self._quotes)
            document = new_document(
                imported, document_id(imported, self._taken(imported.text)), speakers.values(), taken
            )
            self._prove(document, speakers, path)
            self._write(document, page)
            self._quotes = taken
        self._documents.add(document.id)
        self._sums[imported.sha256] = self._sums[hashlib.sha256(imported.text.encode()).hexdigest()] = document.id
        counts = len(document.quotes), document.in_doubt, len(document.speakers), document.facts
        return Added(document.id, *counts, document.remarks)

    def _taken(self, text: str) -> set[str]:
        """Return the ids that a new document cannot have: those of documents, and the names that files have.

        A source without a record that holds this very ``text`` is what a kill has left of adding it.
        """
        taken = self._documents | {file.stem for file in (self._root / "data" / "documents").glob("*")}
        raw = text.encode("utf-8")
        left = (file for file in (self._root / "seeds").glob("*") if file.stem not in taken)
        return taken | {file.stem for file in left if not file.is_file() or file.read_bytes() != raw}

    def _speakers_text(self) -> str:
        try:
            raw = (self._root / SPEAKERS).read_bytes()
            self._bom = _BOM if raw.startswith(_BOM) else b""
            return raw.removeprefix(_BOM).decode("utf-8")
        except FileNotFoundError:
            return "speakers: []\n"
        except UnicodeDecodeError as error:
            raise Refused(f"{SPEAKERS} is not UTF-8; save it as UTF-8 first") from error

    @staticmethod
    def _read_speakers(page: Page) -> dict[str, Speaker]:
        try:
            return read_speakers(page.text)
        except YamlError as error:
            raise Refused(f"{SPEAKERS}:{error.line}: {error}; mend it first") from error

    def _prove(self, document: NewDocument, speakers: dict[str, Speaker], path: Path) -> None:
        """Read the record back. Raises NotAdded where it does not say what it should."""
        everybody = speakers | {s.id: Speaker(s.id, s.name, s.kind, s.aliases, None, 0) for s in document.speakers}
        try:
            made, problems = read_document(self._root, document.record, document.record_text, everybody, document.text)
        except YamlError as error:
            raise NotAdded(f"{str(path)!a} is not added: its name cannot be written down: {error}") from error
        if problems or made is None or sorted(q.id for q in made.quotes) != sorted(document.quotes):
            what = problems[0].message if problems else "not every quote is found again"
            raise NotAdded(f"{path} is not added: what was found cannot be written down: {what}")

    def _write(self, document: NewDocument, page: Page) -> None:
        """Write source, speakers, record, in this order; take everything back where that breaks off."""
        speakers = page_with_aliases(page, document.aliases, {speaker.id for speaker in document.speakers})
        speakers = speakers.with_items(("speakers",), [speaker_value(speaker) for speaker in document.speakers])
        source, record = self._root / document.file, self._root / document.record
        text, entry = document.text.encode("utf-8"), document.record_text.encode("utf-8")
        for folder in (source.parent, record.parent):
            folder.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as undo:
            if not (source.is_file() and source.read_bytes() == text):  # a kill may have left it
                undo.callback(take_back, source, text)
                write_whole(source, text, replace=False)
            if speakers.text != page.text:
                undo.callback(self._put_back, page)
                self._write_speakers(speakers)
            undo.callback(take_back, record, entry)
            write_whole(record, entry, replace=False)
            undo.pop_all()

    def _write_speakers(self, page: Page) -> None:
        write_whole(self._root / SPEAKERS, self._bom + page.text.encode("utf-8"))

    def _put_back(self, page: Page) -> None:
        with contextlib.suppress(OSError):
            self._write_speakers(page)

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with held(self._root / "data" / "library.yaml", _WAIT):
                yield
        except Busy as busy:
            raise Refused(f"{busy}; try again") from busy
        except OSError as error:
            raise Refused(f"{error.filename or self._root} cannot be written: {error.strerror}") from error
