"""Search beside SQLite FTS5, in one interleaved run.

    PYTHONPATH=. python benchmarks/search.py [PARAGRAPHS …]        (1000 10000 100000 by default)

At each size: how fast an index is built and opened, how large it is, and how long queries of each sort take, each with
a fresh word every time, so that nothing is answered from a cache. Then the bundled library, as one types.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measuring import machine

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from reform_tui.search.analysis import words
from reform_tui.search.engine import Engine
from reform_tui.search.index import open_index
from reform_tui.search.rows import rows_of
from tests.generating import generate_library

LIMIT = 20
ROUNDS = 25
Query = Callable[[], object]


class Sqlite:
    """The same rows in SQLite's full-text index."""

    def __init__(self, library: Library, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        run = self.connection.execute
        run("create virtual table rows using fts5(body, row unindexed, document, date unindexed, tokenize='porter')")
        start = time.perf_counter()
        for document in library.documents.values():
            for row in rows_of(library, document):
                run("insert into rows values (?, ?, ?, ?)", (row.text.text, row.kind, row.document, row.date))
        self.connection.commit()
        self.seconds = time.perf_counter() - start

    def search(self, match: str, order: str = "rank") -> tuple[object, int]:
        """Return the first hits in the text and how many there are."""
        run = self.connection.execute
        where = f"from rows where rows match ? and row = 'text'"  # noqa: F541
        hits = run(f"select rowid {where} order by {order} limit {LIMIT}", (match,)).fetchall()
        return hits, run(f"select count(*) {where}", (match,)).fetchone()[0]


class Terms:
    """Words and phrases that occur, to ask for."""

    def __init__(self, library: Library) -> None:
        self.chance = random.Random(5)
        self._texts = [document.source.text for document in library.documents.values()]
        self.frequent = "public services government reform local people service choice health more power new".split()
        self.documents = list(library.documents)

    def pair(self) -> tuple[str, str]:
        """Return two words that stand together somewhere."""
        while True:
            found = words(self.chance.choice(self._texts)[:4_000])
            at = self.chance.randrange(len(found) - 1)
            one, two = found[at].form, found[at + 1].form
            if one.isalpha() and two.isalpha() and len(one) > 3 and len(two) > 3:
                return one, two

    def rare(self) -> str:
        """Return some word."""
        return self.pair()[0]


def queries(engine: Engine, sqlite: Sqlite, terms: Terms) -> dict[str, tuple[Query, Query | None]]:
    """Return one round: for each sort of query ours and, where it can do it, SQLite's."""
    frequent = terms.chance.choice(terms.frequent)
    one, two = terms.pair()
    rare, document = terms.rare(), terms.chance.choice(terms.documents)
    typo = rare[:2] + rare[3:] if len(rare) > 5 else rare

    def ours(query: str, *, typing: bool = False, date: bool = False) -> Query:
        sort = "date" if date else "relevance"
        return lambda: engine.search(query, scope="text", limit=LIMIT, typing=typing, sort=sort)  # type: ignore[arg-type]

    return {
        "frequent term": (ours(frequent), lambda: sqlite.search(frequent)),
        "term": (ours(rare), lambda: sqlite.search(rare)),
        "AND": (ours(f"{one} {frequent}"), lambda: sqlite.search(f"{one} AND {frequent}")),
        "phrase": (ours(f'"{one} {two}"'), lambda: sqlite.search(f'"{one} {two}"')),
        "prefix": (ours(f"{rare[:4]}*"), lambda: sqlite.search(f"{rare[:4]}*")),
        "near spelling": (ours(f"{typo}~"), None),
        "field and term": (
            ours(f"document:{document} {frequent}"),
            lambda: sqlite.search(f"body:{frequent} AND document:{document}"),
        ),
        "frequent term by date": (ours(frequent, date=True), lambda: sqlite.search(frequent, "date desc")),
        "did you mean": (ours(typo + "q"), None),
        "facets": (lambda: engine.facets(frequent, scope="text"), None),
        "as you type": (ours(f"{frequent} {rare[: terms.chance.randint(2, 5)]}", typing=True), None),
    }


def compare(paragraphs: int) -> None:
    """Print the figures at one size."""
    library = generate_library(paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        index = open_index(library, Path(folder) / "index")
        seconds = time.perf_counter() - start
        rows = index.index.doc_count()
        size = sum(file.stat().st_size for file in (Path(folder) / "index").rglob("*") if file.is_file())
        sqlite = Sqlite(library, Path(folder) / "sqlite")
        opening = []
        for _ in range(5):
            start = time.perf_counter()
            open_index(library, Path(folder) / "index")
            opening.append(time.perf_counter() - start)
        print(f"\n{paragraphs:,} paragraphs, {rows:,} rows ({machine()})")
        print(f"  build {seconds:.1f} s, {rows / seconds:,.0f} rows a second; SQLite {rows / sqlite.seconds:,.0f}")
        print(f"  size {size / 1e6:.1f} MB; SQLite {(Path(folder) / 'sqlite').stat().st_size / 1e6:.1f} MB")
        print(f"  open, warm {statistics.median(opening) * 1000:.1f} ms")
        with Engine(library, index) as engine:
            run(engine, sqlite, Terms(library))
        sqlite.connection.close()


def run(engine: Engine, sqlite: Sqlite, terms: Terms) -> None:
    """Measure every sort of query, ours and SQLite's in turn."""
    taken: dict[str, tuple[list[float], list[float]]] = {}
    for query, _ in queries(engine, sqlite, terms).values():
        query()  # caches that any reader fills once
    for _ in range(ROUNDS):
        for name, contenders in queries(engine, sqlite, terms).items():
            for contender, seconds in zip(contenders, taken.setdefault(name, ([], [])), strict=True):
                if contender is not None:
                    start = time.perf_counter()
                    contender()
                    seconds.append(time.perf_counter() - start)
    for name, (ours, theirs) in taken.items():
        p50, p95 = statistics.median(ours) * 1000, sorted(ours)[int(len(ours) * 0.95)] * 1000
        line = f"  {name:<24}p50 {p50:8.2f} ms   p95 {p95:8.2f} ms   max {max(ours) * 1000:8.2f} ms"
        if theirs:
            base = statistics.median(theirs) * 1000
            line += f"   SQLite p50 {base:8.2f} ms   {p50 / base:6.2f} ×"
        print(line)


def as_typed() -> None:
    """Print how long each key press takes on the bundled library."""
    library = load_library(bundled_library())
    typed = [
        "quasi-markets",
        '"choice and competition"',
        "speaker:timmins devolution",
        "waiting list NOT targets",
        "to be",
    ]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        index = open_index(library, Path(folder))
        built = time.perf_counter() - start
        start = time.perf_counter()
        open_index(library, Path(folder))
        opened = time.perf_counter() - start
        seconds = []
        with Engine(library, index) as engine:
            for _ in range(10):
                for query in typed:
                    for end in range(1, len(query) + 1):
                        start = time.perf_counter()
                        engine.search(query[:end], limit=500, typing=True)
                        seconds.append(time.perf_counter() - start)
    seconds.sort()
    print(f"\nBundled library ({machine()}): built in {built:.2f} s, opened in {opened * 1000:.1f} ms")
    print(f"  as you type, 500 hits: p50 {statistics.median(seconds) * 1000:.2f} ms, ", end="")
    print(f"p95 {seconds[int(len(seconds) * 0.95)] * 1000:.2f} ms, max {seconds[-1] * 1000:.2f} ms")


if __name__ == "__main__":
    as_typed()
    for size in [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        compare(size)
