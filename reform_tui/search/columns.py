"""What is kept of an index beside Whoosh's files: rows by number, the vocabulary, averages, words in their order."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from reform_tui.search.ranking import row_lengths
from reform_tui.search.rows import ROW_KINDS
from reform_tui.search.sequences import TRACKS, Sequences, SequenceWriter
from reform_tui.search.vocabulary import Vocabulary, spelling_groups

_FILE = "columns.json"
COLUMN_FILES = {_FILE, *(f"{track}.words" for track in TRACKS)}


@dataclass(frozen=True, slots=True)
class Columns:
    """The key and the lengths of every row by Whoosh's document number, the vocabulary, the words in their order."""

    keys: list[str]
    vocabulary: Vocabulary
    lengths: dict[str, list[int]]
    sequences: Sequences

    def save(self, folder: Path) -> None:
        """Write the columns into ``folder``. Raises OSError."""
        saved = {
            "keys": self.keys,
            "words": self.vocabulary.words,
            "frequencies": self.vocabulary.frequencies,
            "spellings": self.vocabulary.spellings,
            "lengths": self.lengths,
            "sequences": self.sequences.save(folder),
        }
        (folder / _FILE).write_text(json.dumps(saved, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Columns:
        """Return the columns kept in ``folder``. Raises OSError, ValueError, KeyError."""
        saved = json.loads((folder / _FILE).read_bytes())
        vocabulary = Vocabulary(saved["words"], saved["frequencies"], saved["spellings"])
        return cls(saved["keys"], vocabulary, saved["lengths"], Sequences.load(folder, saved["sequences"]))


def reckoned_columns(index: FileIndex, sequences: SequenceWriter) -> Columns:
    """Return the columns of an index just written."""
    with index.reader() as reader:
        keys = [""] * reader.doc_count_all()
        for number, stored in reader.iter_docs():
            keys[number] = stored["key"]
        return Columns(keys, _vocabulary(reader), row_lengths(reader), sequences.sequences(keys))


def _vocabulary(reader: IndexReader) -> Vocabulary:
    frequencies: Counter[str] = Counter()
    for kind in ROW_KINDS:
        for name, info in reader.iter_field(f"exact_{kind}"):
            frequencies[name.decode("utf-8")] += info.doc_frequency()
    words = sorted(frequencies)
    return Vocabulary(words, [frequencies[word] for word in words], spelling_groups(words))
