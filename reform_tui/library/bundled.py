"""Where the library that comes with the program lies."""

from __future__ import annotations

from pathlib import Path


def bundled_library() -> Path:
    """Return the folder of the bundled library: inside the package when installed, the checkout otherwise."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "bundled"
    return installed if installed.is_dir() else package.parent
