"""Where the program keeps what is the user's own: the one place that knows."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def selections_folder(root: Path) -> Path:
    """Return the folder of the selections made in the library at ``root``.

    ``REFORM_TUI_DATA`` stands for the user's data folder. The bundled library has one name wherever it is installed,
    so that an upgrade loses nothing.
    """
    base = os.environ.get("REFORM_TUI_DATA")
    return (Path(base) if base else _user_data()) / "selections" / _library_name(root)


def journal_file(root: Path) -> Path:
    """Return the file of what was done to the library at ``root`` and can be undone, beside the selections."""
    base = os.environ.get("REFORM_TUI_DATA")
    return (Path(base) if base else _user_data()) / "journals" / f"{_library_name(root)}.json"


def kept_library_file(root: Path) -> Path:
    """Return the file in which the library at ``root`` is kept as it was last read.

    ``REFORM_TUI_CACHE`` stands for the user's cache folder.
    """
    base = os.environ.get("REFORM_TUI_CACHE")
    return (Path(base) if base else _user_cache()) / "libraries" / _library_name(root)


def memory_file(root: Path) -> Path:
    """Return the file of what the application remembers of the library at ``root``: place, view, query, theme.

    ``REFORM_TUI_STATE`` stands for the user's state folder.
    """
    base = os.environ.get("REFORM_TUI_STATE")
    return (Path(base) if base else _user_state()) / "memory" / f"{_library_name(root)}.json"


def from_home(path: Path) -> str:
    """Return the whole path as a person reads it: ``~`` for the home folder."""
    whole = path.absolute()
    try:
        return str(Path("~") / whole.relative_to(Path.home()))
    except (ValueError, RuntimeError):  # elsewhere, or there is no home
        return str(whole)


def _user_cache() -> Path:
    from platformdirs import user_cache_path  # noqa: PLC0415

    return user_cache_path("reform-tui")


def _user_state() -> Path:
    from platformdirs import user_state_path  # noqa: PLC0415

    return user_state_path("reform-tui")


def _user_data() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path("reform-tui")


def _library_name(root: Path) -> str:
    from reform_tui.library.bundled import bundled_library  # noqa: PLC0415

    real = os.path.realpath(root)  # Path.resolve raises RuntimeError on a loop of links
    if real == os.path.realpath(bundled_library()):
        return "bundled"
    return hashlib.sha256(os.fsencode(real)).hexdigest()[:16]
