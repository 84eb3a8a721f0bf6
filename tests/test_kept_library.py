"""A library opened again from what was kept of it is what reading it gives, whatever has happened meanwhile."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reform_tui.library import kept as kept_module
from reform_tui.library.bundled import bundled_library
from reform_tui.library.kept import KeptLibrary
from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from reform_tui.library.problem import LibraryError, Problem
from tests.conftest import ROOT, SmallLibrary

Opened = tuple[Library, tuple[Problem, ...]] | str


def kept_once(root: Path, file: Path) -> None:
    """Open a library and keep it."""
    kept = KeptLibrary(root, file)
    kept.open()
    kept.keep()
    assert file.exists()


def what(open_it: Callable[[], Library]) -> Opened:
    """Return the library with its problems, which do not count when libraries are compared, or why there is none."""
    try:
        library = open_it()
    except LibraryError as error:
        return str(error)
    return library, library.problems


def is_as_read(root: Path, file: Path) -> bool:
    return what(KeptLibrary(root, file).open) == what(lambda: load_library(root))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "library"


def test_the_bundled_library_is_the_same_from_what_is_kept(file: Path) -> None:
    kept_once(bundled_library(), file)
    assert is_as_read(bundled_library(), file)


@pytest.mark.usefixtures("own_home")
def test_a_library_that_is_kept_is_opened_without_yaml() -> None:
    code = (
        "import sys; from reform_tui.cli import main; main(['search', 'localism'])\n"
        "print(*{'yaml', 'reform_tui.library.load'} & set(sys.modules), file=sys.stderr)"
    )

    def said() -> str:
        call = [sys.executable, "-c", code]
        return subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT).stderr

    said()
    assert not said().strip()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_change_of_any_byte_of_any_file_is_seen(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    root, file = SmallLibrary(folder / "library").root, folder / "kept"
    kept_once(root, file)
    changed = data.draw(st.sampled_from(sorted(path for path in root.rglob("*") if path.is_file())))
    raw, stat = bytearray(changed.read_bytes()), changed.stat()
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[at]))
    changed.write_bytes(raw)
    os.utime(changed, ns=(stat.st_atime_ns, stat.st_mtime_ns))  # no stamp tells of it
    assert is_as_read(root, file)


def test_words_changed_in_a_source_behind_a_stamp_are_never_shown_as_verified(small: SmallLibrary, file: Path) -> None:
    kept_once(small.root, file)
    source = small.root / "seeds" / "buses.txt"
    stat = source.stat()
    small.change("seeds/buses.txt", "They are a public good", "They are a public wood")
    os.utime(source, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    document = KeptLibrary(small.root, file).open().documents["buses"]
    assert document.state == "changed"
    assert "lee-free" in {quote.id for quote in document.broken}


@pytest.mark.parametrize(
    "happens",
    [
        lambda root: (root / "seeds" / "buses.txt").unlink(),
        lambda root: (root / "data" / "topics.yaml").unlink(),
        lambda root: (root / "data" / "library.yaml").unlink(),
        lambda root: (root / "data" / "documents" / "buses.yaml").unlink(),
        lambda root: (root / "data" / "documents" / "trams.yaml").write_text("id: trams\n"),
        lambda root: (root / "data" / "documents" / "buses.yaml").rename(root / "data" / "documents" / "cars.yaml"),
        lambda root: (root / "data" / "speakers.yaml").write_bytes(b"\xff"),
    ],
    ids=["source gone", "topics gone", "no library", "record gone", "record more", "record renamed", "not UTF-8"],
)
def test_files_that_come_and_go_are_seen(small: SmallLibrary, file: Path, happens: Callable[[Path], object]) -> None:
    kept_once(small.root, file)
    happens(small.root)
    assert is_as_read(small.root, file)


def test_a_source_that_has_become_a_link_out_of_the_library_is_refused(small: SmallLibrary, file: Path) -> None:
    kept_once(small.root, file)
    source = small.root / "seeds" / "buses.txt"
    outside = source.rename(file.parent / "buses.txt")
    try:
        source.symlink_to(outside)
    except OSError:
        pytest.skip("no links here")
    assert KeptLibrary(small.root, file).open().documents["buses"].state == "missing"


def test_a_library_whose_source_cannot_be_read_is_not_kept(small: SmallLibrary, file: Path) -> None:
    (small.root / "seeds" / "buses.txt").unlink()
    kept = KeptLibrary(small.root, file)
    kept.open()
    kept.keep()
    assert not file.exists()


def test_what_is_changed_after_the_library_was_read_and_before_it_is_kept_is_seen(
    small: SmallLibrary, file: Path
) -> None:
    kept = KeptLibrary(small.root, file)
    kept.open()
    small.change("data/documents/buses.yaml", "cue: said that", "cue: claimed that")
    kept.keep()
    assert is_as_read(small.root, file)


def test_a_record_that_is_away_while_the_library_is_read_is_not_missing_for_good(
    small: SmallLibrary, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some editors take a file away and write another."""
    record, read = small.root / "data" / "documents" / "buses.yaml", kept_module._records

    def read_and_take_away(root: Path) -> dict[str, bytes] | None:
        records = read(root)
        record.rename(record.with_suffix(".away"))
        return records

    monkeypatch.setattr(kept_module, "_records", read_and_take_away)
    kept_once(small.root, file)
    monkeypatch.undo()
    record.with_suffix(".away").rename(record)
    assert is_as_read(small.root, file)


def test_what_code_has_kept_that_was_changed_meanwhile_is_not_taken(
    small: SmallLibrary, file: Path, tmp_path: Path
) -> None:
    code = Path(shutil.copytree(ROOT / "reform_tui", tmp_path / "installed" / "reform_tui"))

    def opened(and_then: str) -> str:
        call = (
            "import os, sys; from pathlib import Path; from reform_tui.library.kept import KeptLibrary\n"
            f"kept = KeptLibrary(Path({str(small.root)!r}), Path({str(file)!r})); kept.open()\n"
            f"{and_then}; kept.keep(); print('reform_tui.library.load' in sys.modules)"
        )
        environment = {**os.environ, "PYTHONPATH": str(code.parent)}
        run = [sys.executable, "-c", call]
        return subprocess.run(run, capture_output=True, text=True, check=True, cwd=tmp_path, env=environment).stdout

    assert opened(f"os.utime({str(code / 'library' / 'load.py')!r}, (1, 1))").strip() == "True"
    assert opened("pass").strip() == "True", "it was read again"
    assert opened("pass").strip() == "False", "it was kept"


@given(cut=st.integers(0, 400), byte=st.integers(1, 255))
def test_a_kept_file_that_is_cut_or_altered_is_not_taken(
    cut: int, byte: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    root, file = SmallLibrary(folder / "library").root, folder / "kept"
    kept_once(root, file)
    whole = file.read_bytes()
    at = cut * len(whole) // 401
    for altered in (whole[:at], whole[:at] + bytes([whole[at] ^ byte]) + whole[at + 1 :]):
        file.write_bytes(altered)
        assert is_as_read(root, file)


def test_nothing_that_a_kept_file_names_is_called(small: SmallLibrary, file: Path, tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[object, ...]]:
            return Path.touch, (tmp_path / "called",)

    content = pickle.dumps(Evil())
    file.parent.mkdir()
    file.write_bytes(kept_module._checksum(content) + content)
    assert is_as_read(small.root, file)
    assert not (tmp_path / "called").exists()


def test_a_library_that_was_moved_says_where_it_is(small: SmallLibrary, file: Path) -> None:
    kept_once(small.root, file)
    elsewhere = Path(shutil.copytree(small.root, small.root.with_name("elsewhere")))
    assert KeptLibrary(elsewhere, file).open().root == elsewhere


def test_where_nothing_can_be_kept_the_library_opens_all_the_same(small: SmallLibrary, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    kept = KeptLibrary(small.root, tmp_path / "file" / "library")
    library = kept.open()
    kept.keep()
    assert library == small.load()
