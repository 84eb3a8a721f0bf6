"""Killed half-way, on a read-only disk, beside another process: the library is whole and loses nothing."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from reform_tui.library.durable import held
from reform_tui.library.editing import LibraryWriter, NewSpeaker, Refused, attribute, set_cue, writing
from reform_tui.library.load import load_library
from tests.conftest import ROOT, SmallLibrary
from tests.interrupting import UNMEASURED

CHANGE = """
import sys
from pathlib import Path
from reform_tui.library.editing import LibraryWriter, NewSpeaker, Refused, attribute
from reform_tui.library.load import load_library
root = Path(sys.argv[1])
writer = LibraryWriter(root, Path(sys.argv[2]))
library = load_library(root)
for number in range(int(sys.argv[4])):
    who = NewSpeaker(f"{sys.argv[3]}-{number}", f"Bob Roe {sys.argv[3]} {number}")
    while True:
        try:
            library = writer.apply(library, attribute("roe-fares", who))
            break
        except Refused as refusal:
            assert "by another program" in str(refusal), refusal
            library = load_library(root)
print("done")
"""


def change(small: SmallLibrary, journal: Path, name: str, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHANGE, str(small.root), str(journal), name, str(times)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=UNMEASURED)


def test_a_kill_at_any_moment_leaves_a_library_without_problems_that_can_be_undone(
    small: SmallLibrary, tmp_path: Path
) -> None:
    before = [small.read("data/documents/buses.yaml"), small.read("data/speakers.yaml")]
    journal = tmp_path / "journal.json"
    chance = random.Random(7)  # noqa: S311
    for number in range(6):
        process = change(small, journal, f"kill{number}", 30)
        until = time.monotonic() + 30
        while f"kill{number}" not in small.read("data/speakers.yaml") and time.monotonic() < until:
            time.sleep(0.01)
        time.sleep(chance.random() / 10)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        library = small.load()
        assert library.problems == ()
        assert len(library.quotes) == 2
    writer = LibraryWriter(small.root, journal)
    while writer.undoable():
        library, _ = writer.undo(library)
        assert library.problems == ()
    assert [small.read("data/documents/buses.yaml"), small.read("data/speakers.yaml")] == before


def test_two_processes_that_write_at_once_lose_no_change(small: SmallLibrary, tmp_path: Path) -> None:
    processes = [change(small, tmp_path / "journal.json", name, 8) for name in ("one", "two")]
    assert [process.communicate(timeout=60)[0] for process in processes] == ["done\n", "done\n"]
    library = small.load()
    assert library.problems == ()
    made = {id for id in library.speakers if id.startswith(("one-", "two-"))}
    assert made == {f"{name}-{number}" for name in ("one", "two") for number in range(8)}


READ_ONLY = """
import os, sys
from pathlib import Path
from reform_tui.library.editing import LibraryWriter, Refused, set_cue
from reform_tui.library.load import load_library
writer = LibraryWriter(Path(sys.argv[1]), Path(sys.argv[2]))
library = load_library(Path(sys.argv[1]))
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)  # root may write anywhere
try:
    writer.apply(library, set_cue("lee-free", "she said"))
except Refused as refusal:
    print(refusal)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions of that kind")
def test_a_read_only_library_is_said_and_left_alone(small: SmallLibrary) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "library"
        shutil.copytree(small.root, root)
        Path(folder).chmod(0o755)
        for path in (root, *root.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        before = load_library(root)
        command = [sys.executable, "-c", READ_ONLY, str(root), str(Path(folder) / "journal.json")]
        answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert answer.stdout == f"{root}/data/library.yaml cannot be written: Permission denied\n", answer.stderr
        assert load_library(root) == before
        for path in (root, *root.rglob("*")):
            path.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on the size of files")
def test_a_disk_that_fails_half_way_leaves_every_file_as_it_was(small: SmallLibrary, tmp_path: Path) -> None:
    """The second of two files cannot be written: the first is put back."""
    import resource  # noqa: PLC0415 - not on every system

    files = ["data/documents/buses.yaml", "data/speakers.yaml"]
    small.write(files[0], small.read(files[0]) + "# a long comment\n" * 2000)
    library = small.load()
    before = [small.read(file) for file in files]
    writer = LibraryWriter(small.root, tmp_path / "journal.json")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        with pytest.raises(Refused, match="cannot be written: File too large"):
            writer.apply(library, attribute("lee-free", NewSpeaker("carl", "Bob Roe the younger")))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert [small.read(file) for file in files] == before
    assert writer.undoable() is None
    assert {file.name for file in (small.root / "data").iterdir()} == {
        "documents",
        "library.yaml",
        "speakers.yaml",
        "topics.yaml",
    }


def test_a_library_that_another_process_holds_is_said_after_a_while(
    small: SmallLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_WAIT", 0.1)
    library = load_library(small.root)
    with (
        held(small.root / "data" / "library.yaml", 1),
        pytest.raises(Refused, match="another process has been writing"),
    ):
        LibraryWriter(small.root, tmp_path / "journal.json").apply(library, set_cue("lee-free", "she said"))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"format": 3, "steps": []}',
        '{"format": 1, "steps": [{}]}',
        '{"format": 1, "steps": [{"said": "x", "stretches": [{"file": 1}]}]}',
    ],
)
def test_a_damaged_journal_is_said_with_its_name_and_not_overwritten(
    small: SmallLibrary, tmp_path: Path, content: str
) -> None:
    journal = tmp_path / "journal.json"
    journal.write_text(content)
    writer = LibraryWriter(small.root, journal)
    with pytest.raises(Refused, match=r"journal\.json"):
        writer.undo(small.load())
    with pytest.raises(Refused, match=r"journal\.json"):
        writer.apply(small.load(), set_cue("lee-free", "she said"))
    assert journal.read_text() == content
