"""The bytes of a source file, which is nowhere but in its library."""

from __future__ import annotations

import os
from pathlib import Path


class LeadsOut(Exception):
    """A file that is named in a library and does not lie in it."""


def source_bytes(within: str, named: str) -> bytes:
    """Return what stands in the file that a record names, of the library in ``within``, a whole path without links.

    Raises LeadsOut for anything from outside the library, be it by ``..`` or by a link; OSError; ValueError for what
    cannot be the name of a file.
    """
    path = os.path.realpath(os.path.join(within, named))  # noqa: PTH118 - there are ten thousand, and a Path is slow
    if not os.path.normcase(path).startswith(os.path.normcase(within.rstrip(os.sep) + os.sep)):
        raise LeadsOut(named)
    return Path(path).read_bytes()
