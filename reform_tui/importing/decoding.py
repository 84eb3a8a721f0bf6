"""From bytes to text: UTF-8, or what is declared, or Windows-1252 where nothing else can be meant."""

from __future__ import annotations

import codecs
import re

from reform_tui.importing.problem import ImportProblem

_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What stands in an English text in Windows-1252: typographic marks, currency, and letters within words of ASCII.
_TYPOGRAPHY = re.compile("[‘’‚“”„–—…•€£§©®™°·½¼¾«»´\u00a0\u00ad]")
# HTML Living Standard §13.2.3.2: the encoding is declared within the first 1024 bytes.
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=["']([\w.:-]+)""", re.IGNORECASE
)
_WESTERN = "iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii l1".split()


def decoded(raw: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """Return the text of ``raw`` and the encoding it was in, None for UTF-8. A byte order mark of UTF-8 stays.

    ``declared`` is the encoding that the file states (of HTML, by its WHATWG label: ISO 8859-1 means Windows-1252).
    Raises ImportProblem for bytes that could be read in several ways.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _strict(raw, encoding), encoding.upper()
    if raw.count(0) * 4 > len(raw):
        raise ImportProblem(
            "every other byte is zero, as in UTF-16 without its byte order mark; save the file as UTF-8"
        )
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as error:
        return _not_utf8(raw, declared, error)


def declared_encoding(raw: bytes) -> str | None:
    """Return the label of the encoding that a page or an XML document states."""
    found = _DECLARED.search(raw[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def _not_utf8(raw: bytes, declared: str | None, error: UnicodeDecodeError) -> tuple[str, str]:
    if declared and declared.lower() not in {"utf-8", "utf8"}:
        label = "cp1252" if declared.lower() in _WESTERN else declared
        return _strict(raw, label), declared
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and _reads_as_western(text):
        return text, "Windows-1252"
    line = raw.count(b"\n", 0, error.start) + 1
    raise ImportProblem(
        f"line {line} is not UTF-8 (byte 0x{raw[error.start]:02x} at {error.start}) and does not say what it is; "
        "save the file as UTF-8"
    ) from error


def _strict(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportProblem(
            f"byte {error.start} is not {encoding}, which the file says it is; save it as UTF-8"
        ) from error
    except LookupError as error:
        raise ImportProblem(f"the file says that it is in “{encoding}”, which is no known encoding") from error


def _reads_as_western(text: str) -> bool:
    """Whether ``text`` is a Western European text in Windows-1252 beyond doubt: a rare letter outside ASCII at most."""
    if "\x00" in text:
        return False
    high = [character for character in text if character > "\x7f"]
    letters = [character for character in high if not _TYPOGRAPHY.match(character)]
    ascii_letters = sum(character.isascii() and character.isalpha() for character in text)
    return all(character.isalpha() for character in letters) and len(letters) * 20 <= ascii_letters
