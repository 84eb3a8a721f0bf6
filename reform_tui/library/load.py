"""From the files of a library to a :class:`~reform_tui.library.model.Library`.

Whatever is wrong in one place becomes a problem with file and line; the rest of the library opens.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from reform_tui.library import schema
from reform_tui.library.anchoring import resolve_all, spans_of
from reform_tui.library.load_document import DocumentReader
from reform_tui.library.model import Agreement, Document, Evidence, Library, Position, Quote, Speaker, Topic
from reform_tui.library.problem import LibraryError, Problem, Problems
from reform_tui.library.reading import Report, read_entry
from reform_tui.library.suggesting import did_you_mean
from reform_tui.library.yaml_tree import YamlError, parse_yaml, read_yaml

DOCUMENTS = "data/documents"
E = TypeVar("E", bound=schema.Entry)


def load_library(root: Path) -> Library:
    """Read the library in the folder ``root``.

    Raises LibraryError where there is no library to read: no folder, no ``data/library.yaml``, another format.
    """
    return LibraryLoader(root, {}).library()


def read_document(
    root: Path, file: str, text: str, speakers: Mapping[str, Speaker], source: str
) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return the document that a record of this ``text`` under the name ``file`` would be, and what is wrong with it.

    ``source`` is the text that it is anchored in, which need not be a file yet. Raises YamlError.
    """
    problems = Problems()
    entry = read_entry(schema.DocumentFile, parse_yaml(text), partial(problems.add, file))
    seen: set[str] = set()

    def is_new(id: str, file: str, line: int) -> bool:
        if id in seen:
            problems.add(file, line, f"the quote id `{id}` a second time")
        seen.add(id)
        return True

    if entry is None:
        return None, tuple(problems.found)
    reader = DocumentReader(
        os.path.realpath(root), file, entry, dict(speakers), problems, is_new, source.encode("utf-8")
    )
    return reader.document(), tuple(problems.found)


def read_speakers(text: str) -> dict[str, Speaker]:
    """Return the speakers that a file of this ``text`` names; what cannot be read is left out. Raises YamlError."""
    read = read_entry(schema.SpeakersFile, parse_yaml(text), partial(Problems().add, ""))
    return {entry.id: speaker_of(entry) for entry in (read.speakers if read else ())}


def speaker_of(entry: schema.SpeakerEntry) -> Speaker:
    """Return the speaker that an entry describes."""
    return Speaker(entry.id, entry.name, entry.kind, entry.aliases, entry.note, entry.line, entry.status)


class LibraryLoader:
    """Reads one library; keeps what ids have been seen and what is wrong. ``texts`` stand for files, by name."""

    def __init__(self, root: Path, texts: Mapping[str, str]) -> None:
        self._root = root
        self._within = os.path.realpath(root)
        self._texts = texts
        self._problems = Problems()
        self._seen: dict[tuple[str, str], str] = {}

    def library(self) -> Library:
        """Return the library. Raises LibraryError."""
        if not self._root.is_dir():
            raise LibraryError(f"{self._root} is not a folder; a library is a folder with data/ and seeds/ in it")
        head = self._head()
        speakers = self._speakers()
        documents = self._documents(speakers)
        quotes = {quote.id: quote for document in documents.values() for quote in document.quotes}
        broken = {quote.id for document in documents.values() for quote in document.broken}
        topics = self._topics(documents, quotes, broken)
        return Library(
            root=self._root,
            name=head.name,
            description=head.description,
            documents=documents,
            speakers=speakers,
            topics=topics,
            problems=tuple(sorted(self._problems.found)),
        )

    def _head(self) -> schema.LibraryFile:
        if not self._has("data/library.yaml"):
            raise LibraryError(f"{self._root} has no data/library.yaml; a library has data/ and seeds/ in it")
        head = self._file("data/library.yaml", schema.LibraryFile)
        if head is None:
            raise LibraryError("; ".join(str(problem) for problem in self._problems.found))
        if head.format != schema.FORMAT_VERSION:
            raise LibraryError(
                f"data/library.yaml:{head.line}: format {head.format}; this program reads format "
                f"{schema.FORMAT_VERSION}"
            )
        return head

    def _has(self, file: str) -> bool:
        return (self._root / file).is_file()

    def _file(self, file: str, kind: type[E]) -> E | None:
        try:
            node = parse_yaml(self._texts[file]) if file in self._texts else read_yaml(self._root / file)
            return read_entry(kind, node, partial(self._problems.add, file))
        except YamlError as error:
            self._problems.add(file, error.line, str(error))
        except OSError as error:
            self._problems.add(file, 0, f"cannot be read: {error.strerror}")
        return None

    def _is_new(self, what: str, id: str, file: str, line: int) -> bool:
        """Whether ``id`` is the first of its kind; a second one is a problem."""
        first = self._seen.setdefault((what, id), f"{file}:{line}")
        if first != f"{file}:{line}":
            self._problems.add(file, line, f"the {what} id `{id}` a second time; the first is at {first}")
            return False
        return True

    def _speakers(self) -> dict[str, Speaker]:
        if not self._has("data/speakers.yaml"):
            self._problems.add("data/speakers.yaml", 0, "missing; the library has no speakers without it")
            return {}
        read = self._file("data/speakers.yaml", schema.SpeakersFile)
        return {
            entry.id: speaker_of(entry)
            for entry in (read.speakers if read else ())
            if self._is_new("speaker", entry.id, "data/speakers.yaml", entry.line)
        }

    def _documents(self, speakers: dict[str, Speaker]) -> dict[str, Document]:
        documents: dict[str, Document] = {}
        is_new = partial(self._is_new, "quote")
        for file in self._document_files():
            document = self._document(file, speakers, is_new)
            if document is not None:
                documents[document.id] = document
        return documents

    def _document_files(self) -> list[str]:
        found = (self._root / DOCUMENTS).glob("*.yaml")
        return [f"{DOCUMENTS}/{name}" for name in sorted(path.name for path in found)]

    def _document(
        self, file: str, speakers: dict[str, Speaker], is_new: Callable[[str, str, int], bool]
    ) -> Document | None:
        entry = self._file(file, schema.DocumentFile)
        if entry is None or not self._is_new("document", entry.id, file, entry.line):
            return None
        if file != f"{DOCUMENTS}/{entry.id}.yaml":
            self._problems.add(file, entry.line, f"the id `{entry.id}` is not the file's name")
        return DocumentReader(self._within, file, entry, speakers, self._problems, is_new).document()

    def _topics(self, documents: dict[str, Document], quotes: dict[str, Quote], broken: set[str]) -> dict[str, Topic]:
        file = "data/topics.yaml"
        if not self._has(file):
            return {}
        read = self._file(file, schema.TopicsFile)
        report = partial(self._problems.add, file)
        reader = _EvidenceReader(documents, quotes, broken, report)
        topics: dict[str, Topic] = {}
        for entry in read.topics if read else ():
            if not self._is_new("topic", entry.id, file, entry.line):
                continue
            kept = [p for p in entry.positions if self._is_new("position", f"{entry.id}/{p.id}", file, p.line)]
            topics[entry.id] = Topic(
                id=entry.id,
                question=entry.question,
                label=entry.label or entry.question,
                positions=tuple(Position(p.id, p.claim, reader.evidence(p.evidence), p.line) for p in kept),
                agreements=tuple(
                    Agreement(agreed.id, agreed.claim, reader.evidence(agreed.evidence), agreed.line)
                    for agreed in entry.agreements
                    if self._is_new("agreement", f"{entry.id}/{agreed.id}", file, agreed.line)
                ),
                line=entry.line,
            )
        return topics


class RecordsLoader(LibraryLoader):
    """Reads a library from the ``texts`` of all its records, whatever stands in their files by now."""

    def _has(self, file: str) -> bool:
        return file in self._texts

    def _document_files(self) -> list[str]:
        return [file for file in self._texts if file.startswith(DOCUMENTS)]


class _EvidenceReader:
    """Turns evidence entries into evidence: the quote exists, the part is in it."""

    def __init__(
        self, documents: dict[str, Document], quotes: dict[str, Quote], broken: set[str], report: Report
    ) -> None:
        self._documents = documents
        self._quotes = quotes
        self._broken = broken
        self._report = report

    def evidence(self, entries: Iterable[schema.AgreementEvidenceEntry]) -> tuple[Evidence, ...]:
        return tuple(made for entry in entries if (made := self._one(entry)))

    def _one(self, entry: schema.AgreementEvidenceEntry) -> Evidence | None:
        quote = self._quotes.get(entry.quote)
        if quote is None:
            if entry.quote not in self._broken:
                hint = did_you_mean(entry.quote, self._quotes)
                self._report(entry.line, f"no quote has the id `{entry.quote}`{hint}")
            return None
        segments = quote.segments
        if entry.exact:
            source = self._documents[quote.document].source
            within = spans_of(quote.segments)
            found = resolve_all(source, entry.exact, self._report, within)
            if found is None:
                return None
            segments = found
        stance = entry.stance if isinstance(entry, schema.EvidenceEntry) else None
        return Evidence(entry.quote, stance, entry.why, segments, entry.line)
