"""A crash-safe store of finished generations: never half an index, always one to come up with.

``CURRENT`` names a finished generation folder, which is never changed after it is published. A new one is made in a
private folder, flushed to disk, renamed, and then ``CURRENT`` is replaced in one step. One process writes at a time;
whoever waited finds the generation made. A manifest with sizes and checksums is what a generation is believed by.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reform_tui.library.durable import flush_folder, held, write_whole

MANIFEST = "manifest.json"
_CURRENT = "CURRENT"
_GENERATION = "gen-"
_PRIVATE = "tmp-"
_WAIT = 120.0  # seconds for another process to finish writing
_LARGE = 32 * 1024 * 1024  # bytes from which reading a file only to check it is felt

Manifest = dict[str, Any]


class GenerationStore:
    """The generations in one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def current(self) -> tuple[Path, Manifest] | None:
        """Return the published generation and its manifest when every file in it is as it was written, else None."""
        try:
            name = (self.root / _CURRENT).read_text(encoding="ascii").strip()
            if not name.startswith(_GENERATION) or "/" in name or os.sep in name:
                return None
            folder = self.root / name
            manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
            whole = all(
                _is_as_written(folder / file, size, checksum, written)
                for file, (size, checksum, written) in manifest["files"].items()
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return (folder, manifest) if whole else None

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the one right to write; wait for it while another process has it. Raises Busy, OSError."""
        self.root.mkdir(parents=True, exist_ok=True)
        with held(self.root / "LOCK", _WAIT):
            yield

    def publish(self, key: str, make: Callable[[Path], Manifest]) -> Path:
        """Let ``make`` fill a private folder, then publish it as the generation ``key``; return its folder.

        ``make`` returns what the manifest says beside the files. To be called while :meth:`writing`. Whatever is
        raised, nothing has been published and nothing is left. Raises OSError and what ``make`` raises.
        """
        before = self.current()
        self._sweep()
        private = self.root / f"{_PRIVATE}{os.getpid()}"
        try:
            private.mkdir()
            manifest = make(private)
            files = {
                file.name: [file.stat().st_size, _checksum(file), file.stat().st_mtime_ns]
                for file in sorted(private.iterdir())
            }
            (private / MANIFEST).write_text(json.dumps({**manifest, "files": files}), encoding="utf-8")
            _flush(private)
            finished = self.root / f"{_GENERATION}{key}-{time.time_ns():x}"
            private.rename(finished)
        finally:  # once published, it has another name
            shutil.rmtree(private, ignore_errors=True)
        self._point_to(finished)
        # The one before stays for whoever is opening it at this moment.
        self._remove_but({finished.name, before[0].name if before else finished.name})
        return finished

    def clear(self) -> None:
        """Remove every generation. To be called while :meth:`writing`."""
        with contextlib.suppress(FileNotFoundError):
            (self.root / _CURRENT).unlink()
        self._sweep()
        self._remove_but(set())

    def _point_to(self, generation: Path) -> None:
        write_whole(self.root / _CURRENT, generation.name.encode("ascii"))

    def _sweep(self) -> None:
        """Remove what a killed process left behind."""
        for left in self.root.glob(f"{_PRIVATE}*"):
            shutil.rmtree(left, ignore_errors=True)

    def _remove_but(self, kept: set[str]) -> None:
        for folder in self.root.glob(f"{_GENERATION}*"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)


def _is_as_written(path: Path, size: int, checksum: int, written: int) -> bool:
    """Whether a file is the one that was written. A large one is read only when its time is another."""
    found = path.stat()
    if found.st_size != size:
        return False
    return (size > _LARGE and found.st_mtime_ns == written) or _checksum(path) == checksum


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            checksum = zlib.crc32(block, checksum)
    return checksum


def _flush(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    flush_folder(folder)
