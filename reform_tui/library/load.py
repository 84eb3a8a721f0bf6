"""From the files of a library to a :class:`~reform_tui.library.model.Library`.

Whatever is wrong in one place becomes a problem with file and line; the rest of the library opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from reform_tui.library import schema
from reform_tui.library.anchoring import resolve_all, spans_of
from reform_tui.library.load_document import DocumentReader
from reform_tui.library.model import Agreement, Document, Evidence, Library, Position, Quote, Speaker, Topic
from reform_tui.library.problem import LibraryError, Problems
from reform_tui.library.reading import Report, read_entry
from reform_tui.library.suggesting import did_you_mean
from reform_tui.library.yaml_tree import YamlError, parse_yaml, read_yaml

E = TypeVar("E", bound=schema.Entry)


def load_library(root: Path) -> Library:
    """Read the library in the folder ``root``.

    Raises LibraryError where there is no library to read: no folder, no ``data/library.yaml``, another format.
    """
    return _Loader(root, {}).library()


def reload_library(library: Library, texts: Mapping[str, str]) -> Library:
    """Return ``library`` with other ``texts`` for some of its files in ``data/``, by name; no file is written.

    Documents whose files are not among them are taken over as they are. Raises LibraryError.
    """
    return _Loader(library.root, texts, library).library()


class _Loader:
    """Reads one library; keeps what ids have been seen and what is wrong.

    ``texts`` stand for files, by name; what has not changed since ``before`` is taken over from it.
    """

    def __init__(self, root: Path, texts: Mapping[str, str], before: Library | None = None) -> None:
        self._root = root
        self._texts = texts
        self._before = before
        self._kept = {document.record: document for document in before.documents.values()} if before else {}
        self._problems = Problems()
        self._seen: dict[tuple[str, str], str] = {}

    def library(self) -> Library:
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
        path = self._root / "data" / "library.yaml"
        if not path.is_file():
            raise LibraryError(f"{self._root} has no data/library.yaml; a library has data/ and seeds/ in it")
        head = self._file(path, schema.LibraryFile)
        if head is None:
            raise LibraryError("; ".join(str(problem) for problem in self._problems.found))
        if head.format != schema.FORMAT_VERSION:
            raise LibraryError(
                f"data/library.yaml:{head.line}: format {head.format}; this program reads format "
                f"{schema.FORMAT_VERSION}"
            )
        return head

    def _file(self, path: Path, kind: type[E]) -> E | None:
        file = path.relative_to(self._root).as_posix()
        try:
            node = parse_yaml(self._texts[file]) if file in self._texts else read_yaml(path)
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
        path = self._root / "data" / "speakers.yaml"
        if self._before and "data/speakers.yaml" not in self._texts:
            self._take_over("data/speakers.yaml")
            return dict(self._before.speakers)
        if not path.is_file():
            self._problems.add("data/speakers.yaml", 0, "missing; the library has no speakers without it")
            return {}
        read = self._file(path, schema.SpeakersFile)
        return {
            entry.id: Speaker(entry.id, entry.name, entry.kind, entry.aliases, entry.note, entry.line, entry.status)
            for entry in (read.speakers if read else ())
            if self._is_new("speaker", entry.id, "data/speakers.yaml", entry.line)
        }

    def _documents(self, speakers: dict[str, Speaker]) -> dict[str, Document]:
        documents: dict[str, Document] = {}
        if self._before and self._before.speakers.keys() - speakers.keys():
            self._kept = {}  # somebody has gone: whose quotes are left has to be looked at
        for path in self._document_paths():
            file = path.relative_to(self._root).as_posix()
            if file in self._kept and file not in self._texts:
                document = self._kept[file]
                self._take_over(file)
                self._see(document)
                documents[document.id] = document
                continue
            entry = self._file(path, schema.DocumentFile)
            if entry is None or not self._is_new("document", entry.id, file, entry.line):
                continue
            if entry.id != path.stem:
                self._problems.add(file, entry.line, f"the id `{entry.id}` is not the file's name")
            is_new = partial(self._is_new, "quote")
            reader = DocumentReader(self._root, file, entry, speakers, self._problems, is_new)
            documents[entry.id] = reader.document()
        return documents

    def _document_paths(self) -> list[Path]:
        folder = self._root / "data" / "documents"
        named = (self._root / file for file in self._texts if file.startswith("data/documents/"))
        return sorted({*folder.glob("*.yaml"), *named})

    def _take_over(self, file: str) -> None:
        """Keep what was wrong with a file that is not read again."""
        before = self._before.problems if self._before else ()
        self._problems.found += [problem for problem in before if problem.file == file]

    def _see(self, document: Document) -> None:
        self._is_new("document", document.id, document.record, document.line)
        ids = [(quote.id, quote.line) for quote in document.quotes]
        ids += [(quote.id, quote.line) for quote in document.broken]
        ids += [(rejected.id, rejected.line) for rejected in document.rejected]
        for id, line in ids:
            self._is_new("quote", id, document.record, line)

    def _topics(self, documents: dict[str, Document], quotes: dict[str, Quote], broken: set[str]) -> dict[str, Topic]:
        path = self._root / "data" / "topics.yaml"
        if not path.is_file():
            return {}
        file = "data/topics.yaml"
        read = self._file(path, schema.TopicsFile)
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
