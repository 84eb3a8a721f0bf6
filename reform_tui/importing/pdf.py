"""PDF (ISO 32000-2): the printed lines by PDFium, made paragraphs again.

PDFium rather than pdfminer.six or pypdf: those two set spaces into words where a font states no width for a ligature.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

import pypdfium2

from reform_tui.importing.assembling import assembled
from reform_tui.importing.block import Extract
from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.facts import Facts
from reform_tui.importing.imported import Imported
from reform_tui.importing.naming import names_in
from reform_tui.importing.pdf_lines import PageText, PrintedLine, text_of
from reform_tui.importing.pdf_order import in_reading_order
from reform_tui.importing.pdf_paragraphs import blocks_of
from reform_tui.importing.problem import ImportProblem

_ONE_AT_A_TIME = Lock()  # PDFium is not safe for threads
_PASSWORD = 4  # FPDF_ERR_PASSWORD
_MOST_PAGES = 5_000
_MOST_ON_PAGE = 100_000  # letters
_MOST_UNPACKED = 512 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled.*|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|tex)|\W*)", re.IGNORECASE
)


class _Read(NamedTuple):
    """What PDFium finds in a file: the text of its pages, and its information dictionary."""

    pages: tuple[PageText, ...]
    info: dict[str, str]


def read(name: str, raw: bytes) -> Imported:
    """Return the text of a PDF file, running heads and page numbers once each, as furniture. Raises ImportProblem.

    Words divided at the end of a line are whole again; where the document does not show whether their hyphen is their
    own, a remark names them.
    """
    if b"%PDF-" not in raw[:1024]:
        raise ImportProblem("it does not begin as PDF does (%PDF-)")
    _refuse_bombs(raw)
    with _ONE_AT_A_TIME:
        found = _read(raw)
    remarks = _remarks(found.pages)
    lines: list[Sequence[PrintedLine]] = [in_reading_order(page.lines) for page in found.pages]
    blocks, divided = blocks_of(lines)
    if divided:
        remarks.append("divided at the end of a line, joined without their hyphen: " + ", ".join(divided))
    return assembled(name, raw, Extract(tuple(blocks), _facts(found.info), tuple(remarks)), "document")


def _read(raw: bytes) -> _Read:
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise ImportProblem("it is encrypted with a password; save it without one") from error
        raise ImportProblem(f"it is damaged ({error}); print it to PDF again") from error
    try:
        if len(document) > _MOST_PAGES:
            raise ImportProblem(f"it has {len(document):,} pages; up to {_MOST_PAGES:,} can be brought in: split it")
        return _Read(tuple(_page(document, number) for number in range(len(document))), document.get_metadata_dict())
    except pypdfium2.PdfiumError as error:
        raise ImportProblem(f"it is damaged ({error}); print it to PDF again") from error
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> PageText:
    page = document[number]
    try:
        text = text_of(page, number, _MOST_ON_PAGE)
    finally:
        page.close()
    if text is None:
        raise ImportProblem(f"page {number + 1} has more than {_MOST_ON_PAGE:,} letters; split it")
    return text


def _refuse_bombs(raw: bytes) -> None:
    """Raise ImportProblem when the compressed streams unpack to more than can be borne."""
    left = _MOST_UNPACKED
    for match in _STREAM.finditer(raw):
        unpacker = zlib.decompressobj()
        packed = raw[match.end() : match.end() + 1_000_000]
        at = match.end() + len(packed)
        try:
            while packed and left > 0 and not unpacker.eof:
                left -= len(unpacker.decompress(packed, 4_000_000))
                packed = unpacker.unconsumed_tail or raw[at : at + 1_000_000]
                at += 0 if unpacker.unconsumed_tail else len(packed)
        except zlib.error:  # not compressed so
            continue
        if left <= 0:
            raise ImportProblem(f"it unpacks to more than {_MOST_UNPACKED:,} bytes; print it to PDF again")


def _remarks(pages: Sequence[PageText]) -> list[str]:
    """Return what a person should know; raise ImportProblem for a file without letters."""
    empty = [number for number, page in enumerate(pages, 1) if not page.lines]
    if len(empty) == len(pages):
        raise ImportProblem("its pages are pictures without text (a scan); recognise the text first, as by ocrmypdf")
    letters, unreadable = sum(page.letters for page in pages), sum(page.unreadable for page in pages)
    if unreadable * 50 > letters:
        raise ImportProblem("its fonts do not say which letters they show; recognise the text, as by ocrmypdf")
    remarks = []
    if unreadable:
        remarks.append(f"{unreadable} letters have a font that does not say which they are; compare with the original")
    if empty:
        listed = ", ".join(map(str, empty[:20])) + (", …" if len(empty) > 20 else "")
        remarks.append(f"pages without text: {listed}")
    return remarks


def _facts(info: dict[str, str]) -> Facts:
    """Return title and author of the information dictionary (§14.3.3). Its dates are the file's."""
    title, author = (in_one_line(info.get(key, "")) for key in ("Title", "Author"))
    return Facts(
        title=None if _NO_TITLE.fullmatch(title) else title,
        author=tuple(name for part in author.split(";") for name in names_in(part)),
        places=(("title", "Title"), ("author", "Author")),
        by_program=True,
    )
