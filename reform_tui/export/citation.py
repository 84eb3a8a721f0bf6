"""References: citation keys and CSL-JSON items (CSL 1.0.2; citeproc-js's JSON schema for input data)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from reform_tui.export.page import Entry
from reform_tui.library.model import Document, Library, Name, StatedDate
from reform_tui.library.schema import Kind
from reform_tui.library.wording import locator

_SMALL = frozenset(
    "a about after all an and are as at be by can do for from has have how in into is it its no not of on or our should"
    " that the their this to up was we what when where which who why will with".split()
)
_NOT_IN_KEY = re.compile(r"[^a-z0-9]+")
_KINDS: dict[Kind, str] = {
    "direct": "direct speech",
    "mixed": "reported, partly quoted",
    "indirect": "reported",
    "authored": "written",
}


def citation_keys(library: Library) -> dict[str, str]:
    """Return a readable key for every document, by its id: ``johnstone2018heywood``, ``milburn-nd-gear``.

    The name of the first author or editor, the year or nd, the first word of the title that says something. Keys that
    fall together get a letter, in the order of ids, so that a key depends on the library alone, not on a selection.
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for id in sorted(library.documents):
        wanted = key = _key(library.documents[id])
        letter = ord("a")
        while key in taken:
            letter += 1
            key = f"{wanted}{chr(letter)}" if letter <= ord("z") else f"{wanted}{letter}"
        taken.add(key)
        keys[id] = key
    return keys


def _key(document: Document) -> str:
    named = [*document.author, *document.editor][:1]
    words = _words(document.title)
    telling = [word for word in words if word not in _SMALL and len(word) > 1] or words
    names = [word for name in named for word in _words(name.family or name.literal or name.given or "")]
    names = [word for word in names if word not in _SMALL] if named and named[0].literal else ["".join(names)]
    names = [name for name in names if name][:1] or telling[:1]
    telling = [word for word in telling if word not in names] or telling
    if not names or not telling:
        return document.id
    if document.year:
        return f"{names[0]}{document.year}{telling[0]}"
    return f"{names[0]}-nd-{telling[0]}"


def _words(text: str) -> list[str]:
    """Return the words of ``text`` in ASCII letters and digits; accents are left out, apostrophes close up."""
    decomposed = unicodedata.normalize("NFKD", re.sub(r"['’]", "", text))
    folded = "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
    return [word for word in _NOT_IN_KEY.split(folded) if word]


def csl_item(document: Document, key: str, entries: Iterable[Entry] = ()) -> dict[str, Any]:
    """Return the CSL-JSON item of a document. No date stated: no ``issued``, which styles print as n.d.

    ``entries`` are the quotations taken from it: who speaks, which is not who wrote it, stands in ``annote``.
    """
    item: dict[str, Any] = {
        "id": key,
        "type": document.type,
        "title": document.title,
        "author": [_name(name) for name in document.author],
        "editor": [_name(name) for name in document.editor],
        "contributor": [_name(name) for name in document.contributor],
        "container-title": document.container_title,
        "publisher": document.publisher,
        "event-title": document.event.title if document.event else None,
        "issued": _date(document.issued),
        "accessed": _date(document.accessed),
        "annote": quoted_in(entries),
    }
    return {name: value for name, value in item.items() if value}


def quoted_in(entries: Iterable[Entry]) -> str:
    """Return who is quoted in a document and where: ``Quoted in it: Nicholas Timmins (direct speech, ¶24–25); …``.

    What its authors write is not quoted in it, nor is the text of a document that names no author.
    """
    said: dict[tuple[str, Kind], list[str]] = {}
    for entry in entries:
        quote, names = entry.quote, [str(name) for name in entry.document.author]
        if quote.kind != "authored" or (names and not set(entry.speaker.names) & set(names)):
            said.setdefault((entry.speaker.name, quote.kind), []).append(f"¶{locator(quote.segments)}")
    listed = [f"{name} ({_KINDS[kind]}, {', '.join(places)})" for (name, kind), places in said.items()]
    return f"Quoted in it: {'; '.join(listed)}." if listed else ""


def _name(name: Name) -> dict[str, str]:
    if name.literal:
        return {"literal": name.literal}
    return {part: value for part, value in (("family", name.family), ("given", name.given)) if value}


def _date(date: StatedDate | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.date.split("-")]]} if date else None
