"""Ranking on the Cranfield collection beside SQLite FTS5: nDCG@10 over its 225 questions.

    PYTHONPATH=. python benchmarks/cranfield.py FOLDER

FOLDER holds cran.all.1400.xml, cran.qry.xml and cranqrel.trec.txt; the collection is no part of this repository.
Judgements are read as binary (relevant when greater than 0); questions are numbered in the order they stand in.
"""

from __future__ import annotations

import math
import re
import sqlite3
import sys
import tempfile
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from reform_tui.library.model import Document, Library
from reform_tui.library.text import SourceText
from reform_tui.search.engine import Engine
from reform_tui.search.index import open_index
from tests.generating import generate_library

DEPTH = 10


def read_documents(folder: Path) -> dict[str, str]:
    """Return the text of every document by its number, in one line."""
    raw = (folder / "cran.all.1400.xml").read_text(encoding="utf-8")
    found = re.findall(r"<docno>\s*(\d+)\s*</docno>(.*?)</doc>", raw, re.DOTALL)
    return {number: " ".join(_field(rest, "text").split()) for number, rest in found}


def _field(text: str, name: str) -> str:
    match = re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL)
    return match[1] if match else ""


def read_questions(folder: Path) -> list[str]:
    """Return the questions in order."""
    raw = (folder / "cran.qry.xml").read_text(encoding="utf-8")
    return [" ".join(title.split()) for title in re.findall(r"<title>(.*?)</title>", raw, re.DOTALL)]


def read_judgements(folder: Path) -> dict[int, set[str]]:
    """Return the relevant documents by the number of the question."""
    relevant: dict[int, set[str]] = defaultdict(set)
    for line in (folder / "cranqrel.trec.txt").read_text(encoding="utf-8").splitlines():
        question, _, document, grade = line.split()
        if int(grade) > 0:
            relevant[int(question)].add(document)
    return relevant


def ndcg(ranked: list[str], relevant: set[str]) -> float:
    """Return the normalised discounted cumulative gain of the first hits (Järvelin and Kekäläinen, 2002)."""
    gain = sum(1 / math.log2(rank + 2) for rank, document in enumerate(ranked[:DEPTH]) if document in relevant)
    best = sum(1 / math.log2(rank + 2) for rank in range(min(DEPTH, len(relevant))))
    return gain / best if best else 0.0


def library_of(texts: dict[str, str]) -> Library:
    """Return a library of one paragraph a document."""
    pattern = next(iter(generate_library(1).documents.values()))
    documents: dict[str, Document] = {}
    for number, text in texts.items():
        id = f"d{number}"
        documents[id] = replace(pattern, id=id, sha256=id, source=SourceText(text), quotes=(), people=())
    return Library(Path(), "Cranfield", None, documents, {}, {})


def main() -> None:
    """Print the two means."""
    folder = Path(sys.argv[1])
    texts, questions, relevant = read_documents(folder), read_questions(folder), read_judgements(folder)
    sqlite = sqlite3.connect(":memory:")
    sqlite.execute("create virtual table rows using fts5(number unindexed, body, tokenize='porter')")
    sqlite.executemany("insert into rows values (?, ?)", texts.items())
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as cache:
        library = library_of(texts)
        with Engine(library, open_index(library, Path(cache))) as engine:
            for number, question in enumerate(questions, 1):
                if not relevant[number]:
                    continue
                words = re.findall(r"\w+", question)
                results = engine.search(" ".join(words), scope="text", limit=DEPTH, seconds=60)
                ours.append(ndcg([hit.document[1:] for hit in results.hits], relevant[number]))
                match = " OR ".join(f'"{word}"' for word in words)
                rows = sqlite.execute("select number from rows where rows match ? order by rank limit 10", (match,))
                theirs.append(ndcg([row[0] for row in rows], relevant[number]))
    print(f"{len(ours)} questions: reform-tui {sum(ours) / len(ours):.4f}, SQLite FTS5 {sum(theirs) / len(theirs):.4f}")


if __name__ == "__main__":
    main()
