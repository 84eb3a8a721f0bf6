"""The engine: search, suggest and count over one open index. One engine a thread."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from functools import partial
from types import TracebackType
from typing import NamedTuple, Self

from whoosh.query import Term

from reform_tui.library.model import Document, Library
from reform_tui.search.analysis import words
from reform_tui.search.compiling import AnyOf, Compiled, Marks, compile_query, without_stop_words
from reform_tui.search.index import LibraryIndex
from reform_tui.search.marking import matching_spans
from reform_tui.search.naming import SpeakerNames
from reform_tui.search.ranking import SteadyBM25F
from reform_tui.search.results import Facets, Hit, Results, Scope, Sort, Span
from reform_tui.search.rows import ROW_KINDS, RowKind, keys_of, paragraph_text, quote_text
from reform_tui.search.running import Found, Runner
from reform_tui.search.selecting import FieldSelector
from reform_tui.search.spelling import STOP_WORDS
from reform_tui.search.syntax import All, Any, Field, Named, Node, Not, Phrase, Word, parse

TIME_LIMIT = 0.25  # seconds that one query may take
_QUOTES = "body_quote"
_KINDS: dict[Scope, tuple[RowKind, ...]] = {"quotes": ("quote",), "text": ("text",), "all": ROW_KINDS}


class _Asked(NamedTuple):
    """What tells one search from another, apart from how many hits are wanted and in which order."""

    query: str
    scope: Scope
    typing: bool
    within: tuple[Field, ...]


class _Answered(NamedTuple):
    """What was found, and by what."""

    node: Node | None
    compiled: list[Compiled]
    found: Found
    widened: bool


class Engine:
    """Searches one library through one index. Not to be shared by threads: Whoosh's searcher is not."""

    def __init__(self, library: Library, index: LibraryIndex) -> None:
        self._library = library
        self._columns = index.columns
        self._keys = index.columns.keys
        self._vocabulary = index.columns.vocabulary
        self._searcher = index.index.searcher(weighting=SteadyBM25F(index.columns.lengths))
        self._selector = FieldSelector(library)
        self._names = SpeakerNames(library)
        self._places = {key: place for place, key in enumerate(keys_of(library))}
        self._runner = Runner(self._searcher, self._place)
        self._last: tuple[_Asked, _Answered] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the files that are open."""
        self._searcher.close()

    def search(
        self,
        query: str,
        *,
        scope: Scope = "quotes",
        limit: int = 20,
        sort: Sort = "relevance",
        typing: bool = False,
        within: tuple[Field, ...] = (),
        seconds: float = TIME_LIMIT,
    ) -> Results:
        """Return what matches ``query``, at most ``limit`` hits of it.

        While ``typing``, the last word is a beginning and open marks are closed. An empty query matches everything.
        ``within`` limits the hits further. After ``seconds`` what has been found is returned and said to be partial.
        Raises QueryError.
        """
        start = time.perf_counter()
        asked = _Asked(query, scope, typing, within)
        answered = self._answered(asked, limit, start + seconds)
        self._last = (asked, answered)
        found = answered.found
        ranked = self._by_date(found, limit) if sort == "date" else found.ranked
        marks = answered.compiled[0].marks
        return Results(
            query=query,
            understood=self._understood(answered.node) if answered.node else "",
            total=len(found.matching),
            hits=tuple(self._hit(number, score, marks) for score, number in ranked[:limit]),
            did_you_mean=self._suggestion(query, answered.compiled[0]),
            widened=answered.widened,
            partial=found.partial,
            shortened=answered.compiled[0].shortened,
            named=tuple(self._understood(name) for name in _names_in(answered.node)),
            seconds=time.perf_counter() - start,
        )

    def facets(
        self, query: str, *, scope: Scope = "quotes", typing: bool = False, within: tuple[Field, ...] = ()
    ) -> Facets:
        """Count all hits of ``query`` by document, speaker, topic, year, kind and stance. Raises QueryError."""
        asked = _Asked(query, scope, typing, within)
        if self._last is None or self._last[0] != asked:
            self._last = (asked, self._answered(asked, 1, time.perf_counter() + TIME_LIMIT))
        targets = [self._target(number) for number in self._last[1].found.matching]
        quotes = [self._library.quotes[quote] for _, quote, _ in targets if quote]
        placed = [where for quote in quotes if (where := self._library.placements.get(quote.id))]
        documents = Counter(document.id for document, _, _ in targets)
        speakers = Counter(quote.speaker for quote in quotes)
        kinds = Counter(quote.kind for quote in quotes)
        topics = Counter(topic for places in placed for topic in {where.topic for where in places})
        stances = Counter(stance for places in placed for stance in {where.stance for where in places})
        years: Counter[str] = Counter()
        for id, count in documents.items():
            years[self._library.documents[id].year or "n.d."] += count
        return Facets(
            documents=dict(documents),
            speakers=dict(speakers),
            topics=dict(topics),
            years=dict(years),
            kinds={str(kind): count for kind, count in kinds.items()},
            stances={str(stance): count for stance, count in stances.items()},
        )

    def suggest(self, word: str) -> str | None:
        """Return the word of the library that ``word`` may have been meant for, or None."""
        return self._vocabulary.nearest(word.casefold())

    def telling_words(self, text: str, many: int) -> dict[str, float]:
        """Return the ``many`` stems that tell most of what ``text`` is about among the quotes, each with its weight.

        Whoosh's *more like this*: the divergence from randomness of a word in the text (Bo1; Amati, 2003).
        """
        kept = " ".join(word.form for word in words(text, joined=False) if word.form not in STOP_WORDS)
        return dict(self._searcher.key_terms_from_text(_QUOTES, kept, many))

    def rank_quotes(self, telling: Mapping[str, float], limit: int) -> list[tuple[str, float]]:
        """Return the quotes in which most of these stems stand, by BM25F, each with its score, the best first."""
        terms = [Term(_QUOTES, stem, boost=weight) for stem, weight in telling.items()]
        found = self._searcher.search(AnyOf(terms), limit=limit) if terms else []
        ranked = sorted(((hit.score, self._place(hit.docnum), hit.docnum) for hit in found), key=_best_first)
        return [(self._keys[number].partition("/")[2], score) for score, _, number in ranked]

    def _answered(self, asked: _Asked, limit: int, until: float) -> _Answered:
        typed = parse(asked.query, typing=asked.typing)
        answered = self._run(_joined(typed, asked.within), asked.scope, limit, until)
        if typed is None or asked.scope != "quotes":
            return answered  # in a text, a name is what stands there
        name = self._names.whole(typed)
        read = Any((name, typed)) if name else typed
        if name is None or not answered.found.matching or answered.widened:
            read = self._names.read_into(typed, partial(self._finds, asked, until), self._vocabulary.nearest)
        return answered if read == typed else self._run(_joined(read, asked.within), asked.scope, limit, until)

    def _run(self, node: Node | None, scope: Scope, limit: int, until: float) -> _Answered:
        compiled = [compile_query(node or All(()), kind, self._columns, self._selector) for kind in _KINDS[scope]]
        return _Answered(node, compiled, *self._runner.run(compiled, limit, until))

    def _finds(self, asked: _Asked, until: float, node: Node) -> bool:
        """Whether all words of ``node`` stand together in any row."""
        answered = self._run(node, asked.scope, 1, until)
        return bool(answered.found.matching) and not answered.widened

    def _place(self, number: int) -> int:
        """Return where a row stands in the library: document by document, in the order of the text."""
        return self._places[self._keys[number]]

    def _by_date(self, found: Found, limit: int) -> list[tuple[float, int]]:
        """Return the matches newest first, n.d. last; of one date, by relevance, then in the order of the text."""
        scores = {number: score for score, number in found.ranked}
        dates = self._dates_of(found.matching)

        def place(number: int) -> tuple[str, float, int]:
            return (dates[number], -scores.get(number, 0.0), self._place(number))

        return [(scores.get(number, 0.0), number) for number in sorted(found.matching, key=place)[:limit]]

    def _dates_of(self, numbers: set[int]) -> dict[int, str]:
        """Return for each row a string by which newer dates sort first and no date last."""
        backwards = {
            id: _descending(document.issued.date if document.issued else "")
            for id, document in self._library.documents.items()
        }
        return {number: backwards[self._target(number)[0].id] for number in numbers}

    def _target(self, number: int) -> tuple[Document, str | None, int]:
        """Return what a row stands for: its document, and the quote's id or the paragraph's number."""
        sort, _, rest = self._keys[number].partition("/")
        if sort == "q":
            return self._library.documents[self._library.quotes[rest].document], rest, 0
        document, _, paragraph = rest.rpartition("/")
        return self._library.documents[document], None, int(paragraph)

    def _hit(self, number: int, score: float, marks: Marks) -> Hit:
        document, quote, paragraph = self._target(number)
        place = document.source.paragraphs[paragraph - 1] if quote is None else None
        return Hit(document.id, quote, place, score, partial(self._marked, document, quote, paragraph, marks))

    def _marked(self, document: Document, quote: str | None, paragraph: int, marks: Marks) -> tuple[Span, ...]:
        if quote is not None:
            text = quote_text(document, self._library.quotes[quote])
        else:
            text = paragraph_text(document, paragraph)
        return tuple(text.to_source(document, start, end) for start, end in matching_spans(text.text, marks))

    def _suggestion(self, query: str, compiled: Compiled) -> str | None:
        """Return the query with each unknown word replaced by the nearest known one, or None."""
        suggested = query
        for word in sorted(compiled.unknown, key=lambda word: -word.start):
            near = self._vocabulary.nearest(word.text.casefold())
            if near:
                suggested = suggested[: word.start] + near + suggested[word.end :]
        return suggested if suggested != query else None

    def _understood(self, node: Node) -> str:
        if isinstance(node, All):
            return " AND ".join(self._understood(one) for one in without_stop_words(node.nodes))
        if isinstance(node, Any):
            return "(" + " OR ".join(self._understood(one) for one in node.nodes) + ")"
        if isinstance(node, Not):
            return f"NOT {self._understood(node.node)}"
        if isinstance(node, Field):
            return self._selector.understood(node)
        if isinstance(node, Named):
            return "said by " + " or ".join(self._library.speakers[speaker].name for speaker in node.speakers)
        return _understood_words(node)


def _joined(node: Node | None, within: tuple[Field, ...]) -> Node | None:
    nodes = node.nodes if isinstance(node, All) else (node,) if node else ()
    nodes = (*nodes, *within)
    return nodes[0] if len(nodes) == 1 else All(nodes) if nodes else None


def _best_first(ranked: tuple[float, int, int]) -> tuple[float, int]:
    return -ranked[0], ranked[1]


def _names_in(node: Node | None) -> list[Named]:
    if isinstance(node, (All, Any)):
        return [name for one in node.nodes for name in _names_in(one)]
    return [node] if isinstance(node, Named) else []


def _understood_words(node: Word | Phrase) -> str:
    if isinstance(node, Phrase):
        return f"“{node.text}{'…' if node.unfinished else ''}”"
    if node.edits:
        return f"{node.text}~{node.edits}"
    return f"{node.text}*" if node.prefix else node.text


def _descending(date: str) -> str:
    """Return a string that sorts the other way round than ``date``; none sorts last."""
    return "".join(chr(0x10000 - ord(character)) for character in date.ljust(10, "\x01"))
