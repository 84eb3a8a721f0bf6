"""PDF (ISO 32000-2): the printed lines by pdfminer.six, made paragraphs again."""

from __future__ import annotations

import io
import logging
import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTContainer, LTPage, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from reform_tui.importing.assembling import assembled
from reform_tui.importing.block import Extract
from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.facts import Facts
from reform_tui.importing.imported import Imported
from reform_tui.importing.naming import names_in
from reform_tui.importing.pdf_lines import PrintedLine, printed_line
from reform_tui.importing.pdf_order import in_reading_order
from reform_tui.importing.pdf_paragraphs import blocks_of
from reform_tui.importing.problem import ImportProblem

# What pdfminer has to say of small damage would land on the user's terminal.
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

_MOST_PAGES = 5_000
_MOST_ON_PAGE = 60_000  # characters; the analysis of a layout is quadratic in them at worst
_MOST_UNPACKED = 512 * 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_UNREADABLE = re.compile(r"\(cid:\d+\)")
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint) - .*|untitled.*|.*\.(?:docx?|pdf|indd|qxd|rtf|odt|tex)|\W*)", re.IGNORECASE
)
# What damaged files make pdfminer.six raise besides its own errors.
_DAMAGED = (
    PSException,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
    EOFError,
    struct.error,
    zlib.error,
)


def read(name: str, raw: bytes) -> Imported:
    """Return the text of a PDF file, running heads and page numbers once each, as furniture. Raises ImportProblem.

    Words divided at the end of a line are whole again; where the document does not show whether their hyphen is their
    own, a remark names them.
    """
    if b"%PDF-" not in raw[:1024]:
        raise ImportProblem("it does not begin as PDF does (%PDF-)")
    _refuse_bombs(raw)
    try:
        pages, info = _pages(raw)
    except PDFPasswordIncorrect as error:
        raise ImportProblem("it is encrypted with a password; save it without one") from error
    except _DAMAGED as error:
        raise ImportProblem(f"it is damaged ({type(error).__name__}: {error}); print it to PDF again") from error
    remarks = list(_remarks(pages))
    blocks, divided = blocks_of(pages)
    if divided:
        remarks.append("divided at the end of a line, joined without their hyphen: " + ", ".join(divided))
    return assembled(name, raw, Extract(tuple(blocks), _facts(info), tuple(remarks)), "document")


def _pages(raw: bytes) -> tuple[list[list[PrintedLine]], dict[str, Any]]:
    document = PDFDocument(PDFParser(io.BytesIO(raw)))
    resources = PDFResourceManager()
    # Without parameters of its own the device leaves the analysis to us, so that we can look at the page before it.
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    pages: list[list[PrintedLine]] = []
    for number, page in enumerate(PDFPage.create_pages(document)):
        if number >= _MOST_PAGES:
            raise ImportProblem(f"it has more than {_MOST_PAGES:,} pages; split it")
        interpreter.process_page(page)
        pages.append(in_reading_order(list(_lines(device.get_result(), number))))
    info: dict[str, Any] = {}
    for stated in document.info:
        info.update(stated)
    return pages, info


def _lines(page: LTPage, number: int) -> Iterator[PrintedLine]:
    """Yield the lines of a page, or such parts of them as stand close together."""
    if sum(isinstance(item, LTChar) for item in page) > _MOST_ON_PAGE:
        raise ImportProblem(f"page {number + 1} has more than {_MOST_ON_PAGE:,} characters; split it")
    page.analyze(LAParams(all_texts=True, boxes_flow=None))
    for line in _text_lines(page):
        if printed := printed_line(line, page, number):
            yield printed


def _text_lines(container: LTContainer[Any]) -> Iterator[LTTextLine]:
    for item in container:
        if isinstance(item, LTTextLine):
            yield item
        elif isinstance(item, LTContainer):
            yield from _text_lines(item)


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


def _remarks(pages: list[list[PrintedLine]]) -> Iterator[str]:
    """Yield what a person should know; raise ImportProblem for a file without letters."""
    empty = [number for number, lines in enumerate(pages, 1) if not lines]
    if len(empty) == len(pages):
        raise ImportProblem("its pages are pictures without text (a scan); recognise the text first, as by ocrmypdf")
    letters = sum(len(line.text) for lines in pages for line in lines)
    unreadable = sum(len(_UNREADABLE.findall(line.text)) for lines in pages for line in lines)
    if unreadable * 50 > letters:
        raise ImportProblem("its fonts do not say which letters they show; recognise the text, as by ocrmypdf")
    if unreadable:
        yield f"{unreadable} characters have no letter in their font and stand as (cid:…)"
    if empty:
        listed = ", ".join(map(str, empty[:20])) + (", …" if len(empty) > 20 else "")
        yield f"pages without text: {listed}"


def _facts(info: dict[str, Any]) -> Facts:
    """Return title and author of the information dictionary (§14.3.3). Its dates are the file's."""
    title, author = (in_one_line(_string(info.get(key))) for key in ("Title", "Author"))
    return Facts(
        title=None if _NO_TITLE.fullmatch(title) else title,
        author=tuple(name for part in author.split(";") for name in names_in(part)),
        places=(("title", "Title"), ("author", "Author")),
    )


def _string(value: object) -> str:
    return decode_text(value) if isinstance(value, bytes) else ""
