"""A file of any kind that can be brought in, read."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import NamedTuple, Protocol

from reform_tui.importing.imported import Imported
from reform_tui.importing.problem import ImportProblem

__all__ = ["MAX_BYTES", "SUFFIXES", "ImportProblem", "bytes_of", "is_text", "read", "read_bytes"]

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

_EXTRA = frozenset({"lxml", "mammoth", "pypdfium2"})  # what the extra `import` brings


_INSTEAD = {
    ".doc": "Word’s format of before 2007; save it as .docx",
    ".mht": "a page with its pictures in one file; save it as “web page, HTML only”",
    ".mhtml": "a page with its pictures in one file; save it as “web page, HTML only”",
    ".webarchive": "a page with its pictures in one file; save it as “page source”",
    ".pages": "a document of Apple’s Pages; export it as Word",
}
_SIGNATURES = (  # how files begin that are no text, what they are, and the endings that such files have
    (b"%PDF-", "a PDF file", (".pdf",)),
    (b"{\\rtf", "an RTF file", (".rtf",)),
    (b"PK\x03\x04", "a zip package, as Word files are", (".docx", ".odt", ".epub")),
    (b"\xd0\xcf\x11\xe0", "a file of Office of before 2007, or one with a password", (".docx", ".odt", ".epub")),
    (b"\x89PNG", "a picture", ()),
    (b"\xff\xd8\xff", "a picture", ()),
    (b"GIF8", "a picture", ()),
    (b"\x1f\x8b", "a gzip archive", ()),
)


_MADE = frozenset({".docx", ".odt", ".epub", ".pdf", ".rtf"})  # by programs, and none of them text


class _Reader(Protocol):
    def read(self, name: str, raw: bytes) -> Imported: ...


def read(path: Path) -> Imported:
    """Return what is in the file at ``path``. Raises ImportProblem with a sentence that names the file."""
    try:
        return read_bytes(path.name, bytes_of(path))
    except ImportProblem as problem:
        raise ImportProblem(f"{path} cannot be brought in: {problem}") from problem


def bytes_of(path: Path) -> bytes:
    """Return the bytes of the file at ``path``. Raises ImportProblem with a sentence that does not name the file."""
    try:
        if path.is_dir():
            raise ImportProblem("it is a folder; name the files in it")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImportProblem(f"the file has {size:,} bytes; up to {MAX_BYTES:,} can be brought in: split it")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise ImportProblem(str(reason)) from error


def is_text(name: str) -> bool:
    """Whether a file called ``name`` is text as it stands: plain, Markdown, HTML, or of an ending that is not known."""
    kind = _KINDS.get(Path(name).suffix.lower())
    return kind is None or kind.module in {"plain_text", "markdown", "web_page"}


def read_bytes(name: str, raw: bytes) -> Imported:
    """Return what is in the bytes ``raw`` of a file called ``name``, whose ending says what it is.

    Raises ImportProblem with a sentence that does not name the file.
    """
    suffix = Path(name).suffix.lower()
    kind = _KINDS.get(suffix)
    if kind is None:
        raise ImportProblem(_unknown(suffix))
    if not raw.strip():
        raise ImportProblem("the file is empty")
    refuse_misnamed(suffix, raw)
    try:
        reader: _Reader = importlib.import_module(f"reform_tui.importing.{kind.module}")
        return reader.read(name, raw)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        raise ImportProblem(
            f"{kind.name} need {error.name}, which is not installed: `pip install 'reform-tui[import]'` brings it"
        ) from error


def refuse_misnamed(suffix: str, raw: bytes) -> None:
    """Raise ImportProblem where the bytes ``raw`` begin as those of another kind of file than ``suffix`` says."""
    head = raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    if suffix in _MADE and head.lower().startswith((b"<!doctype html", b"<html")):
        raise ImportProblem(f"its ending is {suffix}, but it is a web page, as of a sign-in; download the file again")
    for signature, what, endings in _SIGNATURES:
        if head.startswith(signature) and suffix not in endings:
            said = f"its ending is {suffix}, but it is {what}" if suffix else f"it is {what}"
            raise ImportProblem(f"{said}; {_mended(endings)}")


def _mended(endings: tuple[str, ...]) -> str:
    if not endings:
        return "only text can be brought in"
    return f"let its name end in {' or '.join(endings)}"


def _unknown(suffix: str) -> str:
    if suffix in _INSTEAD:
        return f"`{suffix}` is {_INSTEAD[suffix]}"
    said = f"`{suffix}` is" if suffix else "no ending is"
    return f"{said} no kind of file that is known; {', '.join(SUFFIXES)} are"
