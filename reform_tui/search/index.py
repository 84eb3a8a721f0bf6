"""The index of a library: built, refreshed document by document, opened; in memory where nothing can be written.

The library is the truth, the index a cache: whatever is wrong with it, it is made anew without a question.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import whoosh
from whoosh import fields
from whoosh.filedb.filestore import RamStorage
from whoosh.index import FileIndex, create_in, open_dir

from reform_tui.library.durable import Busy
from reform_tui.library.model import Document, Library
from reform_tui.search.analysis import WordAnalyzer
from reform_tui.search.columns import COLUMN_FILES, Columns, reckoned_columns
from reform_tui.search.generations import GenerationStore, Manifest
from reform_tui.search.rows import ROW_KINDS, Row, digest_of, rows_of
from reform_tui.search.sequences import SequenceWriter

SCHEMA_TAG = "1"  # to be changed with the schema, the analyzer or the columns: an index with another tag is not opened
_MEMORY = 256  # megabytes that Whoosh's writer may fill before it writes a run

Progress = Callable[[int, int], None]
"""Called with documents done and documents in all."""


@dataclass(frozen=True, slots=True)
class LibraryIndex:
    """An open index; ``origin`` says how it came: opened, built, refreshed or memory."""

    index: FileIndex
    columns: Columns
    origin: str
    folder: Path | None


def index_folder(library: Library) -> Path:
    """Return the folder beside the user's cache in which the index of ``library`` is kept."""
    from platformdirs import user_cache_path  # noqa: PLC0415

    name = hashlib.sha256(os.fsencode(library.root.resolve())).hexdigest()[:16]
    base = os.environ.get("REFORM_TUI_CACHE")
    return (Path(base) if base else user_cache_path("reform-tui")) / "index" / name


def open_index(library: Library, folder: Path, progress: Progress | None = None) -> LibraryIndex:
    """Return the index of exactly this ``library``: opened where it is kept, else refreshed, built, or in memory."""
    digests = {document.id: digest_of(library, document) for document in library.documents.values()}
    store = GenerationStore(folder)
    opened = _open_current(store, digests)
    if opened is not None:
        return opened
    try:
        with store.writing():
            # Somebody may have made it while we waited.
            return _open_current(store, digests) or _write(store, library, digests, progress)
    except (OSError, Busy):
        return _in_memory(library, progress)


def remove_index(folder: Path) -> bool:
    """Remove the index kept in ``folder``; return whether there was one. Raises OSError, Busy."""
    if not folder.is_dir():
        return False
    with GenerationStore(folder).writing():
        GenerationStore(folder).clear()
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _key(digests: dict[str, str]) -> str:
    state = [SCHEMA_TAG, list(whoosh.__version__), sorted(digests.items())]
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:24]


def _open_current(store: GenerationStore, digests: dict[str, str]) -> LibraryIndex | None:
    current = store.current()
    if current is None or current[1].get("key") != _key(digests):
        return None
    return _open(current[0], "opened")


def _open(folder: Path, origin: str) -> LibraryIndex | None:
    """Open a generation whose checksums are right; None where Whoosh cannot, whatever it says (ten sorts are known)."""
    try:
        index = open_dir(str(folder))
        columns = Columns.load(folder)
        if index.doc_count() != sum(1 for key in columns.keys if key):
            return None
    except Exception:  # noqa: BLE001 - the one place: a cache that does not open is made anew
        return None
    return LibraryIndex(index, columns, origin, folder)


def _write(
    store: GenerationStore, library: Library, digests: dict[str, str], progress: Progress | None
) -> LibraryIndex:
    current = store.current()
    old = _documents_of(current[1]) if current else None
    how = "built"

    def make(private: Path) -> Manifest:
        nonlocal how
        if current is not None and old is not None and _is_close(old, digests):
            how = "refreshed"
            _clone(current[0], current[1], private)
            gone = [document for document in old if digests.get(document) != old[document]]
            new = [document for document in digests if old.get(document) != digests[document]]
            index = open_dir(str(private))
        else:
            gone, new = [], list(digests)
            index = create_in(str(private), schema())
        before = Columns.load(current[0]) if current and how == "refreshed" else None
        sequences = SequenceWriter(before.sequences, before.keys) if before else SequenceWriter()
        _write_rows(index, gone, [library.documents[id] for id in new], library, sequences, progress)
        reckoned_columns(index, sequences).save(private)
        index.close()
        with contextlib.suppress(FileNotFoundError):
            (private / "MAIN_WRITELOCK").unlink()
        return {"key": _key(digests), "tag": SCHEMA_TAG, "whoosh": list(whoosh.__version__), "documents": digests}

    folder = store.publish(_key(digests), make)
    return _open(folder, how) or _in_memory(library, progress)


def _documents_of(manifest: Manifest) -> dict[str, str] | None:
    """Return the documents of a generation that this program, as it is, wrote."""
    is_ours = manifest.get("tag") == SCHEMA_TAG and manifest.get("whoosh") == list(whoosh.__version__)
    documents = manifest.get("documents")
    return documents if is_ours and isinstance(documents, dict) else None


def _is_close(old: dict[str, str], new: dict[str, str]) -> bool:
    """Whether so little has changed that refreshing beats building."""
    changed = sum(old.get(id) != digest for id, digest in new.items()) + len(old.keys() - new.keys())
    return changed <= max(1, len(new) // 3)


def _clone(generation: Path, manifest: Manifest, private: Path) -> None:
    """Bring the files of a generation into ``private``, by hard link where that can be: segments never change."""
    for name in manifest["files"]:
        if name in COLUMN_FILES:
            continue
        try:
            os.link(generation / name, private / name)
        except OSError:
            shutil.copy2(generation / name, private / name)


def schema() -> fields.Schema:
    """Return the fields of a row.

    Quotes and paragraphs are rows of one index with text fields of their own, so that looking in one of them costs
    nothing for the other and the statistics of each are its own.
    """
    keywords = {name: fields.KEYWORD() for name in ("speaker", "topic", "position", "kind", "stance")}
    return fields.Schema(
        key=fields.ID(stored=True, unique=True),
        row=fields.ID(),
        document=fields.ID(),
        date=fields.ID(),
        **{f"body_{kind}": fields.TEXT(analyzer=WordAnalyzer(stemmed=True), phrase=False) for kind in ROW_KINDS},
        **{f"exact_{kind}": fields.TEXT(analyzer=WordAnalyzer(stemmed=False), phrase=False) for kind in ROW_KINDS},
        **keywords,
    )


def _write_rows(
    index: FileIndex,
    gone: Iterable[str],
    new: list[Document],
    library: Library,
    sequences: SequenceWriter,
    progress: Progress | None,
) -> None:
    writer = index.writer(limitmb=_MEMORY)
    try:
        for id in gone:
            writer.delete_by_term("document", id)
        for done, document in enumerate(new):
            if progress:
                progress(done, len(new))
            for row in rows_of(library, document):
                sequences.add(row.key, row.text.text)
                writer.add_document(**_fields(row))
        # Merged into one segment: a row deleted but still there would count in the scores.
        writer.commit(optimize=True)
    except BaseException:
        with contextlib.suppress(Exception):  # a failed write keeps Whoosh's lock; the folder is thrown away
            writer.cancel()
        raise


def _fields(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "row": row.kind,
        "document": row.document,
        "date": row.date or "nd",
        "speaker": " ".join(row.speakers),
        "topic": " ".join(row.topics),
        "position": " ".join(row.positions),
        "kind": " ".join(row.kinds),
        "stance": " ".join(row.stances),
        f"body_{row.kind}": row.text.text,
        f"exact_{row.kind}": row.text.text,
    }


def _in_memory(library: Library, progress: Progress | None) -> LibraryIndex:
    index = RamStorage().create_index(schema())
    sequences = SequenceWriter()
    _write_rows(index, [], list(library.documents.values()), library, sequences, progress)
    return LibraryIndex(index, reckoned_columns(index, sequences), "memory", None)
