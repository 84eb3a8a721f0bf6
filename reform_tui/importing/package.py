"""Zip packages (DOCX, ODT, EPUB) opened with a limit to what comes out of them, and XML without entities."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from reform_tui.importing.problem import ImportProblem

MAX_UNPACKED = 512 * 1024 * 1024
_MAX_PARTS = 20_000
_MAX_XML = 32 * 1024 * 1024  # of one part: some four million words, or a million in Word
_ENCRYPTED = 0x1  # APPNOTE.TXT 4.4.4, bit 0
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB]: an old .doc, or a package with a password


@dataclass(frozen=True, slots=True)
class Package:
    """A zip file whose parts are of a bearable size."""

    archive: zipfile.ZipFile

    def __contains__(self, part: str) -> bool:
        return part in self.archive.NameToInfo

    def require(self, part: str, what: str) -> None:
        """Raise ImportProblem when ``part`` is missing, without which the package is not ``what``."""
        if part not in self:
            raise ImportProblem(f"it is a zip file, but not {what}: it has no {part}")

    def bytes_of(self, part: str) -> bytes:
        """Return the bytes of ``part``. Raises ImportProblem when they cannot be had."""
        try:
            return self.archive.read(part)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
            raise ImportProblem(f"it is damaged: {part} cannot be unpacked; save it again") from error

    def refuse_entities(self) -> None:
        """Raise ImportProblem when any XML part declares entities."""
        for part in self.archive.namelist():
            if part.endswith((".xml", ".rels")):
                refuse_entities(self.bytes_of(part), part)

    def xml(self, part: str) -> etree._Element:
        """Return the root element of an XML part. Raises ImportProblem for entities and for what is no XML."""
        raw = self.bytes_of(part)
        refuse_entities(raw, part)
        try:
            return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
        except etree.XMLSyntaxError as error:
            if "depth" in (error.msg or ""):
                raise ImportProblem(f"the elements of its {part} are nested too deep to be read") from error
            raise ImportProblem(f"it is damaged: {part} is no XML ({error.msg}); save it again") from error


def refuse_entities(raw: bytes, part: str) -> None:
    """Raise ImportProblem for XML that declares entities: no office program writes any, and few can blow up to all."""
    head = raw[:1_000_000].replace(b"\x00", b"")
    if b"<!ENTITY" in head:
        raise ImportProblem(f"{part} declares XML entities, which no program for documents does; it is not opened")


def opened(raw: bytes, what: str) -> Package:
    """Return the package in ``raw``.

    Raises ImportProblem for what is no ``what``, is encrypted, or unpacks to too much.
    """
    if raw.startswith(_OLE):
        raise ImportProblem(f"it is encrypted, or in the format of before 2007; save it as {what} without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ImportProblem(f"it is not {what}, or damaged: {error}") from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    largest_text = max((part.file_size for part in parts if part.filename.endswith(("xml", "html", "htm"))), default=0)
    if len(parts) > _MAX_PARTS or unpacked > MAX_UNPACKED or largest_text > _MAX_XML:
        raise ImportProblem(
            f"it unpacks to {unpacked:,} bytes in {len(parts):,} parts, {largest_text:,} of them text; up to "
            f"{MAX_UNPACKED:,} bytes, {_MAX_XML:,} of text in one part, can be brought in: split it"
        )
    if any(part.flag_bits & _ENCRYPTED for part in parts):
        raise ImportProblem("it is encrypted; save it without a password")
    return Package(archive)
