"""How long a library takes to load.

    python benchmarks/library.py [DOCUMENTS]

The bundled library beside the bare parsing of its YAML; commands from cold, by the clock and in processor time, which
on a machine that does other things too says more; then DOCUMENTS (10,000 by default) generated documents.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml
from measuring import as_installed, interleaved, machine, report

from reform_tui.library.bundled import bundled_library
from reform_tui.library.check import check_library
from reform_tui.library.kept import KeptLibrary
from reform_tui.library.load import load_library


def generate(root: Path, documents: int) -> None:
    """Write a library of ``documents`` documents with five paragraphs and two quotes each."""
    chance = random.Random(1)
    vocabulary = " ".join(d.source.plain.text for d in load_library(bundled_library()).documents.values())
    words = [word for word in vocabulary.split() if word.isalpha()]
    (root / "data" / "documents").mkdir(parents=True)
    (root / "seeds").mkdir()
    (root / "data" / "library.yaml").write_text("name: Generated\nformat: 1\n", encoding="utf-8")
    (root / "data" / "topics.yaml").write_text("topics: []\n", encoding="utf-8")
    names = [f"Speaker Number{number}" for number in range(500)]
    speakers = "".join(f"  - id: speaker-{n}\n    name: {name}\n    kind: person\n" for n, name in enumerate(names))
    (root / "data" / "speakers.yaml").write_text(f"speakers:\n{speakers}", encoding="utf-8")
    for number in range(documents):
        who = number % 500
        said = [" ".join(chance.choices(words, k=25)) + f" {number}-{index}" for index in range(2)]
        filler = [" ".join(chance.choices(words, k=60)) for _ in range(3)]
        text = f"Document {number}\n\n{filler[0]}\n\n“{said[0]},” said {names[who]}.\n\n{filler[1]}\n\n“{said[1]}.”\n"
        (root / "seeds" / f"d{number}.txt").write_text(text, encoding="utf-8", newline="")
        quotes = "".join(
            f"  - {{id: q-{number}-{index}, speaker: speaker-{who}, kind: direct, segments: [{exact}]}}\n"
            for index, exact in enumerate(said)
        )
        (root / "data" / "documents" / f"d{number}.yaml").write_text(
            f"id: d{number}\nfile: seeds/d{number}.txt\nsha256: {hashlib.sha256(text.encode()).hexdigest()}\n"
            f"type: document\ntitle: Document {number}\npeople:\n  - speaker: speaker-{who}\nquotes:\n{quotes}",
            encoding="utf-8",
        )


def parse_only(root: Path) -> None:
    """Parse every YAML file of a library with PyYAML alone."""
    for path in sorted((root / "data").rglob("*.yaml")):
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)


def kept_once(root: Path, file: Path) -> None:
    """Keep a library."""
    kept = KeptLibrary(root, file)
    kept.open()
    kept.keep()


def report_cold(commands: dict[str, list[str]]) -> None:
    """Print how long commands take, each in a process of its own."""
    environment = as_installed()
    clock: dict[str, list[float]] = {name: [] for name in commands}
    processor: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(25):
        for name, call in commands.items():
            start = time.perf_counter()
            process = subprocess.Popen([sys.executable, *call], stdout=subprocess.DEVNULL, env=environment)
            _, _, used = os.wait4(process.pid, 0)
            clock[name].append(time.perf_counter() - start)
            processor[name].append(used.ru_utime + used.ru_stime)
    report("Cold start, by the clock", clock)
    report("Cold start, processor", processor)


def main() -> None:
    """Print the figures."""
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    bundled = bundled_library()
    loaded = load_library(bundled)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kept"
        kept_once(bundled, file)
        contenders = {
            "PyYAML alone (C, safe_load)": lambda: parse_only(bundled),
            "load_library": lambda: load_library(bundled),
            "the same from what is kept of it": lambda: KeptLibrary(bundled, file).open(),
            "check_library": lambda: check_library(loaded),
        }
        report("Bundled library", interleaved(contenders, 40))
    commands = {
        "python -c pass": ["-c", "pass"],
        "reform-tui --version": ["-m", "reform_tui", "--version"],
        "reform-tui quotes": ["-m", "reform_tui", "quotes"],
        "reform-tui search": ["-m", "reform_tui", "search", "quasi-markets"],
    }
    report_cold(commands)
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), documents)
        start = time.perf_counter()
        library = load_library(Path(folder))
        seconds = time.perf_counter() - start
        print(f"\n{documents:,} generated documents, {len(library.quotes):,} quotes ({machine()})")
        print(f"  load_library {seconds:.2f} s, {documents / seconds:,.0f} documents a second")
        kept_once(Path(folder), Path(folder) / "kept")
        start = time.perf_counter()
        KeptLibrary(Path(folder), Path(folder) / "kept").open()
        seconds = time.perf_counter() - start
        print(f"  what is kept {seconds:.2f} s, {documents / seconds:,.0f} documents a second")


if __name__ == "__main__":
    main()
