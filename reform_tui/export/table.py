"""A page as CSV (RFC 4180): one row a quotation, the words as they are read and nothing around them."""

from __future__ import annotations

import csv
import io

from reform_tui.export.citation import citation_keys
from reform_tui.export.page import Entry, Page
from reform_tui.export.spreadsheet import harmless
from reform_tui.export.words import text_of
from reform_tui.library.model import Library
from reform_tui.library.wording import locator

COLUMNS = (
    "id",
    "speaker",
    "role",
    "kind",
    "handed_on_by",
    "words",
    "document",
    "title",
    "issued",
    "paragraph",
    "characters",
    "topics",
    "note",
    "tags",
    "citation",
    "file",
    "status",
)


def csv_table(library: Library, page: Page) -> str:
    """Return ``page`` as CSV with a head. Paragraphs of the words are apart by a blank line.

    A cell that a spreadsheet would run as a formula has an apostrophe in front, which
    :func:`reform_tui.export.spreadsheet.original` takes away again.
    """
    keys = citation_keys(library)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(map(harmless, _cells(library, entry, keys[entry.document.id])) for entry in page.entries)
    return text.getvalue()


def _cells(library: Library, entry: Entry, key: str) -> tuple[str, ...]:
    quote, document = entry.quote, entry.document
    return (
        quote.id,
        entry.speaker.name,
        quote.role or "",
        quote.kind,
        library.speakers[quote.quoted_by].name if quote.quoted_by else "",
        "\n\n".join(text_of(paragraph) for paragraph in entry.paragraphs),
        document.id,
        document.title,
        document.issued.date if document.issued else "n.d.",
        locator(quote.segments),
        ", ".join(f"{segment.start}–{segment.end}" for segment in quote.segments),
        "; ".join(f"{at.topic}/{at.position}: {at.stance}" for at in library.placements.get(quote.id, ())),
        entry.note,
        ", ".join(entry.tags),
        key,
        document.file,
        quote.status,
    )
