"""A library of which some files have changed: those are read again, everything else is taken over."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from reform_tui.library.load import LibraryLoader
from reform_tui.library.model import Document, Library, Speaker
from reform_tui.library.schema import LibraryFile

_SPEAKERS = "data/speakers.yaml"
_TOPICS = "data/topics.yaml"
_DOCUMENTS = "data/documents/"


def reload_library(library: Library, texts: Mapping[str, str]) -> Library:
    """Return ``library`` with other ``texts`` for some of its files in ``data/``, by name; no file is written.

    Topics are always read again, because they hang on quotes. Raises LibraryError.
    """
    return _Reloader(library, texts).library()


class _Reloader(LibraryLoader):
    """Reads what has changed since ``before``."""

    def __init__(self, before: Library, texts: Mapping[str, str]) -> None:
        super().__init__(before.root, texts)
        self._before = before
        again = {*texts, _TOPICS}
        self._problems.found += [problem for problem in before.problems if problem.file not in again]

    def _head(self) -> LibraryFile:
        return LibraryFile(line=0, name=self._before.name, format=0, description=self._before.description)

    def _speakers(self) -> dict[str, Speaker]:
        return super()._speakers() if _SPEAKERS in self._texts else dict(self._before.speakers)

    def _documents(self, speakers: dict[str, Speaker]) -> dict[str, Document]:
        if self._before.speakers.keys() - speakers.keys():
            # Somebody has gone; whose quotes are left has to be looked at everywhere.
            self._problems.found = [p for p in self._problems.found if not p.file.startswith(_DOCUMENTS)]
            return super()._documents(speakers)
        documents = dict(self._before.documents)
        by_record = {document.record: document.id for document in documents.values()}
        for file in sorted(file for file in self._texts if file.startswith(_DOCUMENTS)):
            old = by_record.get(file)
            read = self._document(file, speakers, partial(self._is_nobody_elses, old))
            if read is not None:
                documents[read.id] = read
            if old is not None and (read is None or read.id != old):
                del documents[old]
        if documents.keys() != self._before.documents.keys():
            documents = dict(sorted(documents.items(), key=lambda item: item[1].record))
        return documents

    def _is_nobody_elses(self, document: str | None, id: str, file: str, line: int) -> bool:
        """Whether a quote's id is new in its own document, and that of none in another."""
        owner = self._before.quotes.get(id) or self._before.broken.get(id)
        if owner is not None and owner.document != document:
            first = f"{self._before.documents[owner.document].record}:{owner.line}"
            self._problems.add(file, line, f"the quote id `{id}` a second time; the first is at {first}")
            return False
        return self._is_new("quote", id, file, line)
