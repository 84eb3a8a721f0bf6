"""A library to break, the bundled library, and the program as a subprocess."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Library

# The same examples in every run, so that what fails was changed; --hypothesis-profile=explore looks for others.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("explore", settings.get_profile("suite"), derandomize=False)
settings.load_profile("suite")

ROOT = Path(__file__).resolve().parent.parent
Program = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def bundled() -> Library:
    return load_library(bundled_library())


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """Run ``reform-tui`` in another folder, with a home of its own, and return what it said."""

    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("REFORM_TUI", "NO_COLOR"))}
        return subprocess.run(
            [sys.executable, "-m", "reform_tui", *arguments],
            capture_output=True,
            encoding="utf-8",
            cwd=tmp_path,
            env={**kept, "HOME": str(tmp_path), **environment},
            timeout=60,
            check=False,
        )

    return run


class SmallLibrary:
    """A library of one document on disk, small enough to break one thing at a time."""

    TEXT = (
        "Make buses free, says mayor\n"
        "\n"
        "“Buses should be free,” said Ann Lee, the mayor. “They are a public good.”\n"
        "\n"
        "Bob Roe, a driver, said that fares “pay our wages” and must stay.\n"
        "\n"
        "Share this page\n"
    )
    DOCUMENT = """\
id: buses
file: seeds/buses.txt
sha256: {sha256}
type: article-newspaper
title: Make buses free, says mayor
issued: null
furniture:
  - exact: Share this page
    why: share link
people:
  - speaker: ann-lee
    roles: [mayor]
  - speaker: bob-roe
    roles: [driver]
quotes:
  - id: lee-free
    speaker: ann-lee
    kind: direct
    cue: said
    segments:
      - Buses should be free,
      - They are a public good.
    also_at:
      - exact: Make buses free
        what: headline
  - id: roe-fares
    speaker: bob-roe
    kind: mixed
    cue: said that
    segments:
      - fares “pay our wages” and must stay
    fragments:
      - pay our wages
"""
    SPEAKERS = """\
speakers:
  - id: ann-lee
    name: Ann Lee
    kind: person
  - id: bob-roe
    name: Bob Roe
    kind: person
"""
    TOPICS = """\
topics:
  - id: fares
    question: Should buses be free?
    positions:
      - id: free
        claim: Nobody should pay
        evidence:
          - quote: lee-free
            stance: supports
            why: says so
      - id: paid
        claim: Riders should pay
        evidence:
          - quote: roe-fares
            stance: supports
            why: fares pay wages
"""
    LIBRARY = "name: Buses\nformat: 1\n"

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "data" / "documents").mkdir(parents=True)
        (root / "seeds").mkdir()
        self.write("seeds/buses.txt", self.TEXT)
        self.write("data/documents/buses.yaml", self.DOCUMENT.format(sha256=self.digest(self.TEXT.encode())))
        self.write("data/speakers.yaml", self.SPEAKERS)
        self.write("data/topics.yaml", self.TOPICS)
        self.write("data/library.yaml", self.LIBRARY)

    @staticmethod
    def digest(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_bytes(text.encode("utf-8"))

    def read(self, file: str) -> str:
        return (self.root / file).read_bytes().decode("utf-8")

    def change(self, file: str, old: str, new: str) -> int:
        """Replace ``old``, which stands once, by ``new``; return the line, from 1, where it stood."""
        text = self.read(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def set_source(self, content: bytes, *, quotes: str = "") -> None:
        """Put another source file in place, its checksum right, with the quotes given as YAML."""
        (self.root / "seeds" / "buses.txt").write_bytes(content)
        record = (
            f"id: buses\nfile: seeds/buses.txt\nsha256: {self.digest(content)}\ntype: document\n"
            f"title: Buses\npeople:\n  - speaker: ann-lee\n  - speaker: bob-roe\nquotes:\n{quotes}"
        )
        self.write("data/documents/buses.yaml", record)
        self.write("data/topics.yaml", "topics: []\n")

    def load(self) -> Library:
        return load_library(self.root)


@pytest.fixture
def small(tmp_path: Path) -> SmallLibrary:
    return SmallLibrary(tmp_path / "library")


@pytest.fixture(scope="session")
def shared_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for indexes that all tests of the application share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def own_home(tmp_path: Path, shared_index: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the application keep its things in a folder of the test's own."""
    home = tmp_path / "home"
    monkeypatch.setenv("REFORM_TUI_CACHE", str(shared_index))
    monkeypatch.setenv("REFORM_TUI_DATA", str(home / "data"))
    monkeypatch.setenv("REFORM_TUI_STATE", str(home / "state"))
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return home
