"""The engine: search, suggest and count over one open index. One engine a thread."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from whoosh import query as whoosh_query
from whoosh.collectors import TimeLimit, TimeLimitCollector

from reform_tui.library.model import Document, Library
from reform_tui.search.compiling import Compiled, compile_query, without_stop_words
from reform_tui.search.index import LibraryIndex
from reform_tui.search.marking import matching_spans
from reform_tui.search.ranking import SteadyBM25F
from reform_tui.search.results import Facets, Hit, Results, Scope, Sort
from reform_tui.search.rows import RowText, keys_of, paragraph_text, quote_text
from reform_tui.search.selecting import FieldSelector
from reform_tui.search.syntax import All, Any, Field, Node, Not, Phrase, Word, parse

TIME_LIMIT = 0.25  # seconds that one query may take
_WIDEN_BELOW = 10  # hits that a long query has to have for it not to be widened
_LONG = 4  # words from which a query is a long one
_FEW = 5_000  # rows up to which a query is scored whole, in one pass
_MORE = 20  # hits fetched beyond those asked for, to see where equal scores end
_LOOK_EVERY = 1_024  # rows between two looks at the clock
_TIER = 100.0  # added to the score of hits that go before others


@dataclass(frozen=True, slots=True)
class _Found:
    """Document numbers with their scores, best first; all that match; whether the time was up."""

    ranked: list[tuple[float, int]]
    matching: set[int]
    partial: bool


class Engine:
    """Searches one library through one index. Not to be shared by threads: Whoosh's searcher is not."""

    def __init__(self, library: Library, index: LibraryIndex) -> None:
        self._library = library
        self._keys = index.columns.keys
        self._vocabulary = index.columns.vocabulary
        self._searcher = index.index.searcher(weighting=SteadyBM25F(index.columns.averages))
        self._selector = FieldSelector(library)
        self._places = {key: place for place, key in enumerate(keys_of(library))}

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
        ``within`` limits the hits further.
        After ``seconds`` what has been found is returned and said to be partial. Raises QueryError.
        """
        start = time.perf_counter()
        node = _joined(parse(query, typing=typing), within)
        compiled = self._compiled(node)
        found, widened = self._found(compiled, scope, limit, start + seconds)
        ranked = self._by_date(found) if sort == "date" else found.ranked
        hits = tuple(self._hit(number, score, compiled) for score, number in ranked[:limit])
        return Results(
            query=query,
            understood=self._understood(node) if node else "",
            total=len(found.matching),
            hits=hits,
            did_you_mean=self._suggestion(query, compiled),
            widened=widened,
            partial=found.partial,
            shortened=compiled.shortened,
            seconds=time.perf_counter() - start,
        )

    def facets(
        self, query: str, *, scope: Scope = "quotes", typing: bool = False, within: tuple[Field, ...] = ()
    ) -> Facets:
        """Count all hits of ``query`` by document, speaker, topic and year. Raises QueryError."""
        compiled = self._compiled(_joined(parse(query, typing=typing), within))
        found, _ = self._found(compiled, scope, 1, time.perf_counter() + TIME_LIMIT)
        documents: Counter[str] = Counter()
        speakers: Counter[str] = Counter()
        topics: Counter[str] = Counter()
        years: Counter[str] = Counter()
        for number in found.matching:
            document, quote, _ = self._target(number)
            documents[document.id] += 1
            years[document.year or "n.d."] += 1
            if quote:
                speakers[self._library.quotes[quote].speaker] += 1
                topics.update({where.topic for where in self._library.placements.get(quote, ())})
        return Facets(dict(documents), dict(speakers), dict(topics), dict(years))

    def suggest(self, word: str) -> str | None:
        """Return the word of the library that ``word`` may have been meant for, or None."""
        return self._vocabulary.nearest(word.casefold())

    def _compiled(self, node: Node | None) -> Compiled:
        return compile_query(node or All(()), self._vocabulary, self._selector)

    def _found(self, compiled: Compiled, scope: Scope, limit: int, until: float) -> tuple[_Found, bool]:
        found = self._run(compiled.query, scope, limit, until)
        if compiled.together is not None and found.matching:
            found = self._put_first(found, self._run(compiled.together, scope, limit, until), limit)
        few = 1 if compiled.content_words < _LONG else _WIDEN_BELOW
        if compiled.either is None or len(found.matching) >= few:
            return found, False
        wider = self._run(compiled.either, scope, limit + len(found.matching), until)
        seen = found.matching
        ranked = [(score + _TIER, number) for score, number in found.ranked]
        ranked += [(score, number) for score, number in wider.ranked if number not in seen]
        matching = seen | wider.matching
        return _Found(ranked, matching, found.partial or wider.partial), len(matching) > len(seen)

    @staticmethod
    def _put_first(found: _Found, together: _Found, limit: int) -> _Found:
        first = [(score + _TIER, number) for score, number in together.ranked if number in found.matching]
        rest = [(score, number) for score, number in found.ranked if number not in together.matching]
        return _Found([*first, *rest][: max(limit, 1)], found.matching, found.partial or together.partial)

    def _run(self, compiled: whoosh_query.Query, scope: Scope, limit: int, until: float) -> _Found:
        """Run one query, its hits ranked by score and then by key, so that the order of indexing does not show."""
        query = self._within(compiled, scope)
        if not self._has_words(compiled):
            return self._unranked(query, until)
        few = query.estimate_size(self._searcher.reader()) <= _FEW
        found = self._scored(query, None if few else limit + _MORE, until)
        if few or found.partial:
            return found
        if len(found.ranked) == limit + _MORE and found.ranked[limit - 1][0] == found.ranked[-1][0]:
            found = self._scored(query, None, until)  # more hits share a score than were fetched
        matching, partial = self._matching(query, until)
        return _Found(found.ranked, matching | found.matching, found.partial or partial)

    @staticmethod
    def _within(query: whoosh_query.Query, scope: Scope) -> whoosh_query.Query:
        if scope == "all":
            return query
        row = whoosh_query.ConstantScoreQuery(whoosh_query.Term("row", scope.removesuffix("s")), 0.0)
        return row if isinstance(query, whoosh_query.Every) else whoosh_query.And([query, row])

    @staticmethod
    def _has_words(query: whoosh_query.Query) -> bool:
        return any(field in {"body", "exact"} for field, _ in query.iter_all_terms())

    def _scored(self, query: whoosh_query.Query, limit: int | None, until: float) -> _Found:
        collector = self._searcher.collector(limit=limit)
        left = max(until - time.perf_counter(), 0.001)
        timed = TimeLimitCollector(collector, timelimit=left, use_alarm=False)
        partial = False
        try:
            self._searcher.search_with_collector(query, timed)
        except TimeLimit:
            partial = True
        top = collector.results().top_n
        ranked = sorted(top, key=lambda pair: (-pair[0], self._keys[pair[1]]))
        return _Found(ranked, {number for _, number in top}, partial)

    def _unranked(self, query: whoosh_query.Query, until: float) -> _Found:
        matching, partial = self._matching(query, until)
        ranked = [(0.0, number) for number in sorted(matching, key=self._place)]
        return _Found(ranked, matching, partial)

    def _matching(self, query: whoosh_query.Query, until: float) -> tuple[set[int], bool]:
        matching: set[int] = set()
        for number in self._searcher.docs_for_query(query):
            matching.add(number)
            if not len(matching) % _LOOK_EVERY and time.perf_counter() > until:
                return matching, True
        return matching, False

    def _place(self, number: int) -> int:
        """Return where a row stands in the library: document by document, in the order of the text."""
        return self._places[self._keys[number]]

    def _by_date(self, found: _Found) -> list[tuple[float, int]]:
        """Return the matches newest first, n.d. last; of one date, by relevance, then in the order of the text."""
        scores = {number: score for score, number in found.ranked}

        def place(number: int) -> tuple[bool, str, float, int]:
            document, _, _ = self._target(number)
            date = document.issued.date if document.issued else ""
            return (not date, _descending(date), -scores.get(number, 0.0), self._place(number))

        return [(scores.get(number, 0.0), number) for number in sorted(found.matching, key=place)]

    def _target(self, number: int) -> tuple[Document, str | None, int]:
        """Return what a row stands for: its document, and the quote's id or the paragraph's number."""
        sort, _, rest = self._keys[number].partition("/")
        if sort == "q":
            return self._library.documents[self._library.quotes[rest].document], rest, 0
        document, _, paragraph = rest.rpartition("/")
        return self._library.documents[document], None, int(paragraph)

    def _hit(self, number: int, score: float, compiled: Compiled) -> Hit:
        document, quote, paragraph = self._target(number)
        text: RowText
        if quote is not None:
            text = quote_text(document, self._library.quotes[quote])
        else:
            text = paragraph_text(document, paragraph)
        spans = [text.to_source(document, start, end) for start, end in matching_spans(text.text, compiled.marks)]
        return Hit(
            document=document.id,
            quote=quote,
            paragraph=document.source.paragraphs[paragraph - 1] if quote is None else None,
            score=score,
            highlights=tuple(spans),
        )

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
        if isinstance(node, Phrase):
            return f"“{node.text}{'…' if node.unfinished else ''}”"
        return _understood_word(node)


def _joined(node: Node | None, within: tuple[Field, ...]) -> Node | None:
    nodes = node.nodes if isinstance(node, All) else (node,) if node else ()
    nodes = (*nodes, *within)
    return nodes[0] if len(nodes) == 1 else All(nodes) if nodes else None


def _understood_word(word: Word) -> str:
    if word.edits:
        return f"{word.text}~{word.edits}"
    return f"{word.text}*" if word.prefix else word.text


def _descending(date: str) -> str:
    """Return a string that sorts the other way round than ``date``."""
    return "".join(chr(0x10000 - ord(character)) for character in date.ljust(10, "\x01"))
