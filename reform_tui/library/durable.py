"""Files that are there whole or not at all, and the right of one process at a time to write them."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_POLL = 0.02  # seconds


class Busy(Exception):
    """Another process has been writing for too long."""


def write_whole(path: Path, content: bytes, *, replace: bool = True) -> None:
    """Write ``content`` so that at ``path`` stands, after whatever happens, what stood there before or all of it.

    A link is followed, and a file that is replaced keeps its permissions. A terminal, a pipe or a device is written to
    as it is. Raises FileExistsError where something stands at ``path`` and ``replace`` is false, and OSError.
    """
    target = Path(os.path.realpath(path))
    mode = _mode(target)
    if mode is not None and not stat.S_ISREG(mode):
        target.write_bytes(content)
        return
    if mode is not None and not replace:
        raise FileExistsError(path)
    if not replace and _write_unnamed(target, content):
        return
    private = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.tmp")
    try:
        _write_flushed(private, content)
        if mode is not None:
            private.chmod(stat.S_IMODE(mode))
        if replace:
            private.replace(target)
        else:
            _put_in_place(private, target)
    finally:
        private.unlink(missing_ok=True)
    flush_folder(target.parent)


def _write_unnamed(target: Path, content: bytes) -> bool:
    """Write a file that has no name until it is whole, so that not even a kill leaves anything (open(2), O_TMPFILE).

    Return whether the system can do that. Raises FileExistsError where the name was taken meanwhile.
    """
    if not hasattr(os, "O_TMPFILE"):
        return False
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        try:
            unnamed = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o666)
        except OSError:  # a file system that has no such files; what else is wrong, the other way says
            return False
        with os.fdopen(unnamed, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            # With a folder given, CPython calls linkat(2), which alone follows the link that /proc has to the file.
            os.link(f"/proc/self/fd/{file.fileno()}", target, src_dir_fd=folder)
        os.fsync(folder)
    except FileExistsError:
        raise
    except FileNotFoundError:  # no /proc
        return False
    finally:
        os.close(folder)
    return True


def _mode(path: Path) -> int | None:
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _write_flushed(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def take_back(path: Path, content: bytes) -> None:
    """Remove the file at ``path`` where it is what :func:`write_whole` wrote; what anybody else put there stays."""
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            path.unlink()


def _put_in_place(private: Path, target: Path) -> None:
    """Give ``private`` its name unless somebody else took it meanwhile. Raises FileExistsError, OSError."""
    try:
        target.hardlink_to(private)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if target.exists():
            raise FileExistsError(target) from None
        private.rename(target)


def flush_folder(folder: Path) -> None:
    """Flush a folder's entries to disk where the system can (Windows cannot open a folder)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def held(lock: Path, seconds: float) -> Iterator[None]:
    """Hold the file ``lock``, made where there is none; wait while another process or thread has it.

    The system lets go of it when the process ends, however it ends. Raises Busy after ``seconds``, and OSError.
    """
    with lock.open("a+b") as file:
        until = time.monotonic() + seconds
        while not _lock(file.fileno()):
            if time.monotonic() > until:
                raise Busy(f"another process has been writing in {lock.parent} for {seconds:.0f} seconds")
            time.sleep(_POLL)
        yield


if sys.platform == "win32":

    def _lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
