"""Every format that a selection leaves in: from a library, picks and options to the text of a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from reform_tui.export.annotation import annotation_collection
from reform_tui.export.bibtex import bibtex
from reform_tui.export.citation import citation_keys, csl_item
from reform_tui.export.markdown import markdown
from reform_tui.export.options import ExportOptions
from reform_tui.export.page import Entry, Page, lay_out
from reform_tui.export.records import quote_record
from reform_tui.export.table import csv_table
from reform_tui.export.web_page import web_page
from reform_tui.library.display import UNSAFE
from reform_tui.library.model import Document, Library
from reform_tui.library.selection import Pick

FormatName = Literal["markdown", "json", "csv", "csl-json", "bibtex", "jsonld", "html"]


class Format(NamedTuple):
    """One format: the endings of its files, the first for new ones, and what writes it."""

    endings: tuple[str, ...]
    write: Callable[[Library, Page, ExportOptions], str]


class Export(NamedTuple):
    """The text of a file; how many quotations it has; the ids of picks that the library has no proved words for."""

    text: str
    quotes: int
    missing: tuple[str, ...]


def export(library: Library, picks: Sequence[Pick], format: FormatName, options: ExportOptions) -> Export:
    """Return ``picks`` in ``format``. The same picks and options give the same text."""
    page = lay_out(library, picks, options)
    return Export(FORMATS[format].write(library, page, options), len(page.entries), page.missing)


def format_of(file_name: str) -> FormatName | None:
    """Return the format that the ending of ``file_name`` stands for, None for an ending of no format."""
    endings = {ending: name for name, format in FORMATS.items() for ending in format.endings}
    fitting = [ending for ending in endings if file_name.casefold().endswith(ending)]
    return endings[max(fitting, key=len)] if fitting else None


def _json(library: Library, page: Page, _options: ExportOptions) -> str:
    """Write the quotes contract, and on each quote the user's ``note`` and ``tags``."""
    return _as_json(
        [{**quote_record(library, entry.quote), "note": entry.note, "tags": list(entry.tags)} for entry in page.entries]
    )


def _csv(library: Library, page: Page, _options: ExportOptions) -> str:
    return csv_table(library, page)


def _csl_json(library: Library, page: Page, _options: ExportOptions) -> str:
    keys = citation_keys(library)
    return _as_json([csl_item(document, keys[document.id], entries) for document, entries in _by_document(page)])


def _bibtex(library: Library, page: Page, _options: ExportOptions) -> str:
    keys = citation_keys(library)
    return "\n".join(bibtex(document, keys[document.id], entries) for document, entries in _by_document(page))


def _json_ld(_library: Library, page: Page, options: ExportOptions) -> str:
    return _as_json(annotation_collection(page, options))


def _by_document(page: Page) -> list[tuple[Document, list[Entry]]]:
    return [
        (document, [entry for entry in page.entries if entry.document.id == document.id]) for document in page.documents
    ]


def _as_json(value: object) -> str:
    """Return JSON with no escapes but those of characters that could act on a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    escaped = UNSAFE.sub(lambda match: match[0] if match[0] == "\n" else json.dumps(match[0])[1:-1], text)
    return f"{escaped}\n"


FORMATS: dict[FormatName, Format] = {
    "markdown": Format((".md", ".markdown"), markdown),
    "json": Format((".json",), _json),
    "csv": Format((".csv",), _csv),
    "csl-json": Format((".csl.json",), _csl_json),
    "bibtex": Format((".bib",), _bibtex),
    "jsonld": Format((".jsonld",), _json_ld),
    "html": Format((".html", ".htm"), web_page),
}
