"""What a field and its value select: names of any kind become ids, dates become the dates that the library has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from whoosh import query as whoosh_query

from reform_tui.library.dates import is_reduced_date
from reform_tui.library.folding import fold_key
from reform_tui.library.model import Library
from reform_tui.library.names import matching_documents, matching_speakers, matching_topics, no_such_name
from reform_tui.library.schema import Kind, Stance
from reform_tui.search.compiling import AnyOf
from reform_tui.search.syntax import Field, QueryError

_NO_DATE = "nd"
_SAYS_NO_DATE = {"nd", "n.d.", "n.d", "none"}


class FieldSelector:
    """Selects rows of one library by field."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, field: Field) -> whoosh_query.Query:
        """Return a query for what ``field`` selects. Raises QueryError with the place of an unknown value."""
        if field.name in {"year", "date"}:
            return self._dates(field)
        if field.name == "publisher":
            return self._publisher(field)
        values = self._values(field)
        if not values:
            raise QueryError(self._unknown(field), field.start, field.end)
        return _terms(field.name, values)

    def understood(self, field: Field) -> str:
        """Return ``field`` as it was understood: names as ids."""
        values = [] if field.name in {"year", "date", "publisher"} else self._values(field)
        return f"{field.name}:{'|'.join(values) or field.value}"

    def _values(self, field: Field) -> list[str]:
        library, typed = self._library, field.value
        if field.name == "speaker":
            found = matching_speakers(library, typed)
            speaking = {quote.speaker for quote in library.quotes.values()}
            return [speaker for speaker in found if speaker in speaking] or found
        if field.name == "document":
            return matching_documents(library, typed)
        if field.name == "topic":
            return matching_topics(library, typed)
        known = self._known(field.name)
        return [value for value in known if value == typed] or [v for v in known if v.startswith(fold_key(typed))]

    def _known(self, name: str) -> list[str]:
        if name == "kind":
            return list(get_args(Kind))
        if name == "stance":
            return list(get_args(Stance))
        return list(dict.fromkeys(p.id for topic in self._library.topics.values() for p in topic.positions))

    def _unknown(self, field: Field) -> str:
        library = self._library
        if field.name == "speaker":
            return no_such_name("speaker", field.value, (speaker.names for speaker in library.speakers.values()))
        if field.name == "document":
            return no_such_name("document", field.value, ((d.id, d.label) for d in library.documents.values()))
        if field.name == "topic":
            return no_such_name("topic", field.value, ((t.id, t.label) for t in library.topics.values()))
        return no_such_name(field.name, field.value, [self._known(field.name)])

    def _publisher(self, field: Field) -> whoosh_query.Query:
        wanted = fold_key(field.value)
        names = {
            document.id: fold_key(" ".join(filter(None, (document.publisher, document.container_title))))
            for document in self._library.documents.values()
        }
        found = [id for id, name in names.items() if any(part.startswith(wanted) for part in _tails(name))]
        if not found:
            stated = {name for document in self._library.documents.values() if (name := document.publisher)}
            raise QueryError(no_such_name("publisher", field.value, [stated]), field.start, field.end)
        return _terms("document", found)

    def _dates(self, field: Field) -> whoosh_query.Query:
        if field.value.casefold() in _SAYS_NO_DATE:
            return whoosh_query.Term("date", _NO_DATE)
        first, dots, last = field.value.partition("..")
        ends = (first, last) if dots else (first, first)
        for end in ends:
            if end and not is_reduced_date(end) and not (field.typing and end.isdigit()):
                message = f"“{end}” is no date; write 2007, 2018-01, 2018-01-26, 1998..2008 or nd"
                raise QueryError(message, field.start, field.end)
        if first and last and first > last[: len(first)]:
            raise QueryError(f"{first} is after {last}", field.start, field.end)
        stated = {document.issued.date for document in self._library.documents.values() if document.issued}
        return _terms("date", (date for date in sorted(stated) if _within(date, *ends, by_year=field.name == "year")))


def _within(date: str, first: str, last: str, *, by_year: bool) -> bool:
    """Whether a date lies between two, each as precise as it is; one less precise than asked for does not."""
    if by_year:
        date, first, last = date[:4], first[:4], last[:4]
    known_from = len(date) >= len(first) and date[: len(first)] >= first
    known_to = len(date) >= len(last) and date[: len(last)] <= last if last else True
    return (known_from or not first) and known_to


def _tails(name: str) -> list[str]:
    parts = name.split()
    return [" ".join(parts[at:]) for at in range(len(parts))]


def _terms(field: str, values: Iterable[str]) -> whoosh_query.Query:
    terms = [whoosh_query.Term(field, value) for value in values]
    if not terms:
        return whoosh_query.NullQuery
    return terms[0] if len(terms) == 1 else AnyOf(terms)
