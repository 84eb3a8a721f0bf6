"""A library as it was last read, kept in a cache: it is opened again without its YAML being read.

The library is the truth. What is kept is taken for it only where the program is the same, the same files are there,
and every byte of them, records and sources, is what the kept library was made from; it is then what reading would
give. The words of the sources are not kept: they come from their files, every time.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import pickle
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from reform_tui import __version__
from reform_tui.library.durable import write_whole
from reform_tui.library.model import Document, Library
from reform_tui.library.source_file import LeadsOut, source_bytes
from reform_tui.library.text import SourceText

_HEADS = ("data/library.yaml", "data/speakers.yaml", "data/topics.yaml")
_DOCUMENTS = "data/documents"
_MAKES = {"reform_tui.library.model", "reform_tui.library.problem"}
_MAX_BYTES = 64 * 1024 * 1024  # of a record; a larger one is refused when it is read
_CHECKSUM = 32  # bytes
_FORMAT = b"library 1"  # to be changed with what is written


class KeptLibrary:
    """One library, and the file in which it is kept."""

    def __init__(self, root: Path, file: Path) -> None:
        self._root = root
        self._file = file
        self._read: tuple[dict[str, bytes], Library] | None = None

    def open(self) -> Library:
        """Return the library: the kept one where that is what reading would give, else as it is read.

        Raises LibraryError where there is no library to read.
        """
        records = _records(self._root)
        kept = _taken(self._file, self._root, records) if records else None
        if kept is not None:
            return kept
        from reform_tui.library.load import RecordsLoader, load_library  # noqa: PLC0415 - brings PyYAML

        if not records:
            return load_library(self._root)
        texts = {name: raw.decode("utf-8").removeprefix("\ufeff") for name, raw in records.items()}
        library = RecordsLoader(self._root, texts).library()
        self._read = records, library
        return library

    def keep(self) -> None:
        """Keep the library, where it had to be read; where that is not possible, it is read again next time."""
        if self._read is None:
            return
        records, library = self._read
        self._read = None
        if any(document.state == "missing" for document in library.documents.values()):
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._file, _written(library, records))


def _names(root: Path) -> list[str]:
    """Return the records of a library that are there. Raises OSError."""
    names = [name for name in _HEADS if (root / name).is_file()]
    with contextlib.suppress(FileNotFoundError):
        documents = sorted(file.name for file in os.scandir(root / _DOCUMENTS) if file.name.endswith(".yaml"))
        names += [f"{_DOCUMENTS}/{name}" for name in documents]
    return names


def _records(root: Path) -> dict[str, bytes] | None:
    """Return every record by its name; None where one is not such that it could be kept."""
    records: dict[str, bytes] = {}
    try:
        for name in _names(root):
            with (root / name).open("rb") as file:
                records[name] = file.read(_MAX_BYTES + 1)
            records[name].decode("utf-8")
            if len(records[name]) > _MAX_BYTES:
                return None
    except (OSError, UnicodeDecodeError):
        return None
    return records


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECKSUM, person=_FORMAT).digest()


def _program() -> tuple[object, ...]:
    """Return what tells this program from one that reads libraries otherwise."""
    return __version__, tuple(sys.version_info[:3]), _stamps(Path(__file__).parent)


def _stamps(folder: Path) -> object:
    """Return the stamps of the code in ``folder``; where there are none to be had, what no other process returns."""
    try:
        code = [(file.name, file.stat()) for file in os.scandir(folder) if file.name.endswith(".py")]
    except OSError:
        return os.urandom(16)
    return sorted((name, status.st_size, status.st_mtime_ns) for name, status in code)


# Of the code as it is imported: by the time a library is kept, another may have been installed.
_PROGRAM = repr(_program()).encode()


def _fingerprint(records: dict[str, bytes], sources: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a checksum of all that a library is read from, and of what reads it."""
    digest = hashlib.blake2b(_PROGRAM, digest_size=_CHECKSUM)
    for name, content in (*records.items(), *sources):
        digest.update(f"{len(name)} {os.fsencode(name)!r} {len(content)} ".encode())
        digest.update(content)
    return digest.digest()


class _Pickler(pickle.Pickler):
    """Writes the values of the model by what they are made with; of a source, its number alone."""

    def __init__(self, file: io.BytesIO, documents: Iterable[Document]) -> None:
        super().__init__(file, protocol=5)
        self._numbers = {id(document.source): number for number, document in enumerate(documents)}

    def persistent_id(self, value: Any) -> tuple[int, bool] | None:
        """Return what stands for a source."""
        return (self._numbers[id(value)], value.markdown) if isinstance(value, SourceText) else None

    def reducer_override(self, value: Any) -> Any:
        """Return what a value is made with: quicker to read than what dataclasses have for it."""
        if type(value).__module__ in _MAKES and not isinstance(value, Document):
            return type(value), tuple(getattr(value, name) for name in value.__slots__)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    """Makes values of the model, and nothing else whatever the file says."""

    def __init__(self, file: io.BytesIO, sources: Sequence[bytes]) -> None:
        super().__init__(file)
        self._sources = sources

    def persistent_load(self, number: tuple[int, bool]) -> SourceText:
        """Return the source that a number stands for."""
        return SourceText(self._sources[number[0]].decode("utf-8"), number[1])

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the model."""
        if module not in _MAKES or "." in name:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _written(library: Library, records: dict[str, bytes]) -> bytes:
    documents = library.documents.values()
    sources = [(document.file, document.source.text.encode("utf-8")) for document in documents]
    made = io.BytesIO()
    pickle.dump((_fingerprint(records, sources), [name for name, _ in sources]), made)
    parts = library.name, library.description, dict(library.documents), dict(library.speakers), dict(library.topics)
    _Pickler(made, documents).dump((*parts, library.problems))
    content = made.getvalue()
    return _checksum(content) + content


def _taken(file: Path, root: Path, records: dict[str, bytes]) -> Library | None:
    """Return the library kept in ``file``, None where it is not that of these ``records`` and of their sources."""
    try:
        raw = file.read_bytes()
        if _checksum(raw[_CHECKSUM:]) != raw[:_CHECKSUM]:
            return None
        kept = io.BytesIO(raw)
        kept.seek(_CHECKSUM)
        fingerprint, files = _Unpickler(kept, ()).load()
        within = os.path.realpath(root)
        sources = [source_bytes(within, named) for named in files]
        if fingerprint != _fingerprint(records, zip(files, sources, strict=True)):
            return None
        return Library(root, *_Unpickler(kept, sources).load())
    except (OSError, LeadsOut, ValueError, pickle.UnpicklingError):
        return None
