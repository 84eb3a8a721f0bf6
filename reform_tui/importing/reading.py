"""A file of any kind that can be brought in, read."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import NamedTuple, Protocol

from reform_tui.importing.imported import Imported
from reform_tui.importing.problem import ImportProblem

__all__ = ["MAX_BYTES", "SUFFIXES", "ImportProblem", "read", "read_bytes"]

MAX_BYTES = 128 * 1024 * 1024


class _Kind(NamedTuple):
    """One kind of file: the module here that reads it, and its name in a sentence."""

    module: str
    name: str


_KINDS = {
    ".txt": _Kind("plain_text", "plain text"),
    ".text": _Kind("plain_text", "plain text"),
    ".md": _Kind("markdown", "Markdown"),
    ".markdown": _Kind("markdown", "Markdown"),
    ".html": _Kind("web_page", "web pages"),
    ".htm": _Kind("web_page", "web pages"),
    ".xhtml": _Kind("web_page", "web pages"),
    ".docx": _Kind("word", "Word files"),
    ".odt": _Kind("open_document", "OpenDocument texts"),
    ".epub": _Kind("epub", "electronic books"),
    ".pdf": _Kind("pdf", "PDF files"),
    ".rtf": _Kind("rich_text", "RTF"),
    ".srt": _Kind("subtitles", "subtitles"),
    ".vtt": _Kind("subtitles", "subtitles"),
}
SUFFIXES = tuple(_KINDS)
"""The endings of the files that can be brought in, with their dots, in small letters."""

_EXTRA = frozenset({"lxml", "mammoth", "pdfminer"})  # what the extra `import` brings


class _Reader(Protocol):
    def read(self, name: str, raw: bytes) -> Imported: ...


def read(path: Path) -> Imported:
    """Return what is in the file at ``path``. Raises ImportProblem with a sentence that names the file."""
    try:
        return read_bytes(path.name, _bytes_of(path))
    except ImportProblem as problem:
        raise ImportProblem(f"{path} cannot be brought in: {problem}") from problem
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ImportProblem(f"{path} cannot be brought in: {reason}") from error


def _bytes_of(path: Path) -> bytes:
    if path.is_dir():
        raise ImportProblem("it is a folder; name the files in it")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ImportProblem(f"the file has {size:,} bytes; up to {MAX_BYTES:,} can be brought in: split it")
    return path.read_bytes()


def read_bytes(name: str, raw: bytes) -> Imported:
    """Return what is in the bytes ``raw`` of a file called ``name``, whose ending says what it is.

    Raises ImportProblem with a sentence that does not name the file.
    """
    suffix = Path(name).suffix.lower()
    kind = _KINDS.get(suffix)
    if kind is None:
        known = ", ".join(SUFFIXES)
        raise ImportProblem(
            f"{f'`{suffix}` is' if suffix else 'no ending is'} no kind of file that is known; {known} are"
        )
    if not raw.strip():
        raise ImportProblem("the file is empty")
    try:
        reader: _Reader = importlib.import_module(f"reform_tui.importing.{kind.module}")
        return reader.read(name, raw)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise ImportProblem(
            f"{kind.name} need {error.name}, which is not installed: `pip install 'reform-tui[import]'` brings it"
        ) from error
