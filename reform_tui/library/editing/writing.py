"""The one who writes in a library: operation by operation, whole or not at all, and every one can be undone."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reform_tui.library.bundled import bundled_library
from reform_tui.library.durable import Busy, held, write_whole
from reform_tui.library.editing.draft import SPEAKERS, Draft
from reform_tui.library.editing.journal import Journal, Step, Stretch
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.model import Library, Quote, Speaker
from reform_tui.library.reload import reload_library

_WAIT = 10.0  # seconds for another process to finish writing
_BOM = b"\xef\xbb\xbf"


class LibraryWriter:
    """Writes in the library at ``root``; ``journal`` is the file in which it keeps what can be undone.

    What another program writes meanwhile is never overwritten: an operation is made to the files as they are on disk,
    and refused where what it was decided on is no longer there. Every method raises Refused with a sentence, and then
    nothing has changed.
    """

    def __init__(self, root: Path, journal: Path) -> None:
        self._root = root
        self._journal = Journal(journal)
        self._speakers: tuple[bytes, Mapping[str, Speaker]] = (b"", {})  # as last seen; they are many

    def apply(self, library: Library, operation: Operation) -> Library:
        """Make ``operation``, decided on while looking at ``library``; return the library as it is after it."""
        with self._writing() as files:
            fresh = self._as_on_disk(library, operation, files)
            after = self._write(fresh, operation.change(Draft(fresh, files.text)), operation, files)
            self._speakers = (files.now(SPEAKERS), after.speakers)
            return after

    def undo(self, library: Library) -> tuple[Library, str]:
        """Undo the last operation that was not undone; return the library after it and what was undone, in words."""
        with self._writing() as files:
            steps = self._journal.steps()
            if not steps:
                raise Refused("nothing to undo")
            step = steps[-1]
            texts = step.undone(files.text)
            undone = reload_library(library, texts)
            files.write(texts)
            self._journal.keep(steps[:-1])
            return undone, step.said

    def undoable(self) -> str | None:
        """Return what the last operation did, in words; None where there is nothing to undo."""
        steps = self._journal.steps()
        return steps[-1].said if steps else None

    def _as_on_disk(self, library: Library, operation: Operation, files: _Files) -> Library:
        """Return ``library`` with what the operation concerns as it is on disk. Raises Refused where that is other."""
        seen = [quote for id in operation.concerns if (quote := library.quotes.get(id) or library.broken.get(id))]
        named = {quote.document for quote in seen} | set(operation.documents) & library.documents.keys()
        records = {library.documents[document].record for document in named}
        if library.speakers is not self._speakers[1] or files.now(SPEAKERS) != self._speakers[0]:
            records.add(SPEAKERS)
        texts = {file: files.text(file) for file in sorted(records)}
        fresh = reload_library(library, texts)
        for quote in seen:
            now = fresh.quotes.get(quote.id) or fresh.broken.get(quote.id)
            if now is None or (isinstance(quote, Quote) and not (isinstance(now, Quote) and _is_same(quote, now))):
                raise Refused(f"`{quote.id}` was changed by another program meanwhile; look at it again")
        return fresh

    def _write(self, before: Library, draft: Draft, operation: Operation, files: _Files) -> Library:
        if not draft.pages:
            return before
        texts = {file: page.text for file, page in draft.pages.items()}
        after = reload_library(before, texts)
        known = {(problem.file, problem.message) for problem in before.problems}
        for problem in after.problems if not operation.losing else ():
            if (problem.file, problem.message) not in known:
                raise Refused(f"not done: {problem.message} ({problem.file}:{problem.line})")
        steps = self._journal.steps()
        stretches = tuple(
            stretch for file, text in texts.items() for stretch in Stretch.each(file, files.text(file), text)
        )
        self._journal.keep(
            [*steps, Step(operation.said, stretches)]
        )  # first, so that a kill leaves nothing that cannot be undone
        try:
            files.write(texts)
        except Refused:
            self._journal.keep(steps)
            raise
        return after

    @contextlib.contextmanager
    def _writing(self) -> Iterator[_Files]:
        """Hold the library; turn what the system says into a sentence."""
        refuse_bundled(self._root)
        try:
            # A file that is there in every library and that no operation writes.
            with held(self._root / "data" / "library.yaml", _WAIT):
                yield _Files(self._root)
        except Busy as busy:
            raise Refused(f"{busy}; try again") from busy
        except OSError as error:
            raise Refused(f"{error.filename or self._root} cannot be written: {error.strerror}") from error


def refuse_bundled(root: Path) -> None:
    """Raise Refused where ``root`` is the library that comes with the program."""
    if os.path.realpath(root) == os.path.realpath(bundled_library()):
        raise Refused(
            "the library that comes with the program is read-only; make one of yours with `reform-tui init DIR`, or a "
            "copy of it with `reform-tui init DIR --bundled`, and open that with `--library DIR`"
        )


def _is_same(one: Quote, other: Quote) -> bool:
    return replace(one, line=0) == replace(other, line=0)


class _Files:
    """The YAML files of a library as they are on disk while it is held."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._raw: dict[str, bytes] = {}

    def text(self, file: str) -> str:
        """Return the text of a file. Raises Refused, OSError."""
        if file not in self._raw:
            self._raw[file] = (self._root / file).read_bytes()
        try:
            return self._raw[file].removeprefix(_BOM).decode("utf-8")
        except UnicodeDecodeError as error:
            raise Refused(f"{file} is not UTF-8; save it as UTF-8 first") from error

    def now(self, file: str) -> bytes:
        """Return the bytes of a file as they are on disk this moment; none where there is none. Raises OSError."""
        try:
            return (self._root / file).read_bytes()
        except FileNotFoundError:
            return b""

    def write(self, texts: Mapping[str, str]) -> None:
        """Write the files in their order, or none. Raises Refused where another program has written one meanwhile."""
        for file in texts:
            if (self._root / file).read_bytes() != self._raw[file]:
                raise Refused(f"{file} was changed by another program this moment; try again")
        written: list[str] = []
        try:
            for file, text in texts.items():
                bom = _BOM if self._raw[file].startswith(_BOM) else b""
                write_whole(self._root / file, bom + text.encode("utf-8"))
                written.append(file)
        except OSError as error:
            for file in written:
                write_whole(self._root / file, self._raw[file])
            raise Refused(f"{error.filename or self._root} cannot be written: {error.strerror}") from error
