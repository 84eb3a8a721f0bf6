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
# The encodings of the WHATWG Encoding Standard, as Python calls them: a label may name no other codec, of which some
# are no encodings of text (undefined), and some say more than letters (unicode_escape).
_ENCODINGS = {
    *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "ascii", "cp866", "cp874", "koi8-r", "koi8-u", "mac-roman"),
    *("mac-cyrillic", "gb2312", "gbk", "gb18030", "big5", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr"),
    *("cp949", "big5hkscs", *(f"iso8859-{part}" for part in range(1, 17)), *(f"cp125{page}" for page in range(9))),
}
_WESTERN = {"ascii": "cp1252", "iso8859-1": "cp1252"}
_LABELS = {  # those that Python does not know
    "dos-874": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "tis-620": "cp874",
    "windows-31j": "cp932",
    "windows-874": "cp874",
    "windows-949": "cp949",
}


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


def _encoding(label: str) -> str | None:
    """Return what Python calls the encoding that a page means by ``label``, None where it is none of a page's."""
    known = label.lower().removeprefix("x-")
    try:
        name = codecs.lookup(_LABELS.get(known, known)).name
    except LookupError:
        return None
    return _WESTERN.get(name, name) if name in _ENCODINGS else None


def _not_utf8(raw: bytes, declared: str | None, error: UnicodeDecodeError) -> tuple[str, str]:
    encoding = _encoding(declared) if declared else None
    if declared and encoding and encoding != "utf-8":
        return _strict(raw, encoding), declared
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and _reads_as_western(text):
        return text, "Windows-1252"
    if declared and not encoding:
        raise ImportProblem(f"the file says that it is in “{declared}”, which is no known encoding") from error
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


def _reads_as_western(text: str) -> bool:
    """Whether ``text`` is a Western European text in Windows-1252 beyond doubt: a rare letter outside ASCII at most."""
    if "\x00" in text:
        return False
    high = [character for character in text if character > "\x7f"]
    letters = [character for character in high if not _TYPOGRAPHY.match(character)]
    ascii_letters = sum(character.isascii() and character.isalpha() for character in text)
    return all(character.isalpha() for character in letters) and len(letters) * 20 <= ascii_letters
