"""Selections on disk: whole after whatever happens, and no change lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.bundled import bundled_library
from reform_tui.library.durable import Busy, held, write_whole
from reform_tui.library.selection import Pick, Place, Selection
from reform_tui.library.store import SelectionStore, StoreError
from reform_tui.locations import selections_folder
from tests.conftest import ROOT
from tests.interrupting import UNMEASURED

FULL = (
    Selection("Briefing: choice & voice")
    .with_all(["a", "b"])
    .noted("b", "“nb”\n= 1")
    .tagged("a", ["x", "é"])
    .placed("a", Place("t", "p", "opposes"))
)


def test_a_selection_comes_back_as_it_was_with_its_past(tmp_path: Path) -> None:
    store = SelectionStore(tmp_path / "new" / "folder")
    store.save(FULL)
    assert store.load(FULL.name) == FULL
    assert store.load(FULL.name).undone() == FULL.undone()


def test_a_selection_that_was_never_saved_is_empty(tmp_path: Path) -> None:
    store = SelectionStore(tmp_path / "nothing")
    assert store.load("new") == Selection("new")
    assert store.names() == []
    assert not store.delete("new")
    assert not (tmp_path / "nothing").exists()


@given(name=st.text(), note=st.text(), tag=st.text())
def test_any_text_is_a_name_a_note_and_a_tag(
    tmp_path_factory: pytest.TempPathFactory, name: str, note: str, tag: str
) -> None:
    store = SelectionStore(tmp_path_factory.mktemp("store"))
    selection = Selection(name, (Pick("a", note, (tag,)),))
    store.save(selection)
    assert store.load(name) == selection
    assert store.names() == [name]


def test_names_that_look_alike_are_different_selections(tmp_path: Path) -> None:
    store = SelectionStore(tmp_path)
    for name in ("a/b", "a b", "A B", "..", "a" * 300):
        store.save(Selection(name, (Pick(f"q-{name[:9]}"),)))
    assert store.names() == sorted(["a/b", "a b", "A B", "..", "a" * 300], key=lambda n: (n.casefold(), n))
    assert store.load("A B").quotes == ("q-A B",)
    assert store.delete("A B")
    assert store.load("A B").quotes == ()
    assert store.load("a b").quotes == ("q-a b",)


def test_a_change_is_made_to_what_another_has_saved_meanwhile(tmp_path: Path) -> None:
    mine, other = SelectionStore(tmp_path), SelectionStore(tmp_path)
    mine.save(Selection("s").toggled("a"))
    other.update("s", lambda selection: selection.toggled("b"))
    assert mine.update("s", lambda selection: selection.toggled("c")).quotes == ("a", "b", "c")


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    store = SelectionStore(tmp_path)
    store.save(FULL)
    with pytest.raises(KeyError):
        store.update(FULL.name, lambda selection: selection.moved("nobody", 1))
    assert store.load(FULL.name) == FULL
    assert store.update(FULL.name, lambda selection: selection.toggled("c")).quotes == ("a", "b", "c")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format": 2, "name": "s", "picks": [], "past": []}',
        b'{"format": 1, "name": "s", "picks": ["a", "a"], "past": []}',
        b'{"format": 1, "name": "s", "picks": [{"quote": 1, "note": "", "tags": []}], "past": []}',
        b'{"format": 1, "name": "s", "picks": [{"quote": "a", "note": "", "tags": [[]]}], "past": []}',
        b"[" * 100_000,
    ],
)
def test_a_damaged_file_is_said_with_its_name_and_not_overwritten_unasked(tmp_path: Path, content: bytes) -> None:
    store = SelectionStore(tmp_path)
    store.save(Selection("s").toggled("a"))
    store.save(Selection("other").toggled("a"))
    file = next(tmp_path.glob("s-*.json"))
    file.write_bytes(content)
    with pytest.raises(StoreError, match=file.name):
        store.load("s")
    with pytest.raises(StoreError, match=file.name):
        store.update("s", lambda selection: selection.toggled("b"))
    assert file.read_bytes() == content
    assert store.names() == ["other"]
    store.save(Selection("s").toggled("b"))
    assert store.load("s").quotes == ("b",)


ADD = """
import sys
from pathlib import Path
from reform_tui.library.store import SelectionStore
store = SelectionStore(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    store.update("s", lambda selection: selection.with_all([f"{sys.argv[2]}-{number}"]))
"""


def adding(folder: Path, name: str, many: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", ADD, str(folder), name, str(many)], cwd=ROOT, env=UNMEASURED)


def test_processes_that_write_at_the_same_time_lose_no_change(tmp_path: Path) -> None:
    writers = [adding(tmp_path, name, 25) for name in "abc"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    quotes = SelectionStore(tmp_path).load("s").quotes
    assert set(quotes) == {f"{name}-{number}" for name in "abc" for number in range(25)}


def test_a_process_killed_while_it_saves_leaves_a_whole_file_and_no_lock(tmp_path: Path) -> None:
    for round in range(6):
        writer = adding(tmp_path, f"r{round}", 100_000)
        until = time.monotonic() + 20
        while not any(quote.startswith(f"r{round}-") for quote in SelectionStore(tmp_path).load("s").quotes):
            assert time.monotonic() < until
        time.sleep(0.011 * round)
        writer.send_signal(signal.SIGKILL)
        writer.wait(timeout=20)
        quotes = SelectionStore(tmp_path).load("s").quotes
        assert f"r{round}-0" in quotes
        SelectionStore(tmp_path).save(Selection("s"))


def test_whoever_waits_too_long_is_told(tmp_path: Path) -> None:
    lock = tmp_path / "LOCK"
    with held(lock, 1), pytest.raises(Busy, match="another process"), held(lock, 0.1):
        pass
    with held(lock, 0.1):
        pass


def test_a_file_that_stands_is_replaced_only_when_that_is_meant(tmp_path: Path) -> None:
    file = tmp_path / "file"
    write_whole(file, b"one", replace=False)
    with pytest.raises(FileExistsError):
        write_whole(file, b"two", replace=False)
    assert file.read_bytes() == b"one"
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


def test_a_file_keeps_its_permissions_and_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"one")
    file.chmod(0o640)
    link.symlink_to(file)
    write_whole(link, b"two")
    assert link.is_symlink()
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"two", 0o640)


def test_a_new_file_has_the_permissions_that_the_user_wants_for_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "file", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("replace", [True, False])
def test_what_fails_leaves_nothing(tmp_path: Path, *, replace: bool) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError, match="folder"):
        write_whole(tmp_path / "folder", b"x", replace=replace)
    with pytest.raises(OSError, match="No such"):
        write_whole(tmp_path / "none" / "file", b"x", replace=replace)
    assert [entry.name for entry in tmp_path.iterdir()] == ["folder"]


def test_selections_of_different_libraries_are_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFORM_TUI_DATA", str(tmp_path))
    folders = {selections_folder(root) for root in (tmp_path / "a", tmp_path / "b", bundled_library())}
    assert len(folders) == 3
    assert selections_folder(bundled_library()) == tmp_path / "selections" / "bundled"


def test_a_pick_without_note_and_tags_is_kept_as_its_id_alone(tmp_path: Path) -> None:
    SelectionStore(tmp_path).save(Selection("s", (Pick("a"), Pick("b", "n"))))
    record = json.loads(next(tmp_path.glob("s-*.json")).read_text(encoding="utf-8"))
    assert record == {"format": 1, "name": "s", "picks": ["a", {"quote": "b", "note": "n", "tags": []}], "past": []}
