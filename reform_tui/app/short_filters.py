"""Filters as a person would type them: the shortest name that means one document or speaker alone."""

from __future__ import annotations

import re
from collections.abc import Callable

from reform_tui.app.filtering import fields_of
from reform_tui.library.folding import fold_key
from reform_tui.library.model import Library
from reform_tui.library.names import matching_documents, matching_speakers, matching_topics


def short_field(library: Library, what: str, id: str) -> str:
    """Return a filter for one document, speaker or topic in the shortest form that means it alone."""
    names, matching = _NAMES[what]
    for name in names(library, id):
        key = fold_key(name)
        if len(key) >= _SHORTEST and not _PUNCTUATION.search(key) and matching(library, key) == [id]:
            return f'{what}:"{key}"' if " " in key else f"{what}:{key}"
    return f"{what}:{id}"


def field_in(query: str, library: Library, what: str, id: str) -> str | None:
    """Return the filter of ``query`` that means one document, speaker or topic alone, as typed; or None."""
    matching = _NAMES[what][1]
    for field in fields_of(query):
        name, _, value = field.partition(":")
        if name.casefold() == what and matching(library, value.strip('"')) == [id]:
            return field
    return None


def _speaking(library: Library, typed: str) -> list[str]:
    """Return the speakers meant, as the query understands a name: those who say something before those who do not."""
    found = matching_speakers(library, typed)
    speaking = {quote.speaker for quote in library.quotes.values()}
    return [speaker for speaker in found if speaker in speaking] or found


def _document_names(library: Library, id: str) -> list[str]:
    label = library.documents[id].label
    return [*(word for word in label.split() if word.isalpha()), label]


def _speaker_names(library: Library, id: str) -> list[str]:
    speaker = library.speakers[id]
    family = [speaker.name.split()[-1]] if speaker.kind == "person" else []
    return [*family, *sorted(speaker.names, key=len)]


def _topic_names(library: Library, id: str) -> list[str]:
    del library
    return [id]


_NAMES: dict[str, tuple[Callable[[Library, str], list[str]], Callable[[Library, str], list[str]]]] = {
    "document": (_document_names, matching_documents),
    "speaker": (_speaker_names, _speaking),
    "topic": (_topic_names, matching_topics),
}
"""The names by which one of a kind may be meant, the shortest first, and what a name means."""
_SHORTEST = 3  # letters
_PUNCTUATION = re.compile(r"[^\w .'&-]")
