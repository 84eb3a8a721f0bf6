"""Running compiled queries: which rows match, and the best of them, within a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from whoosh import query as whoosh_query
from whoosh.collectors import TimeLimit, TimeLimitCollector
from whoosh.searching import Searcher

from reform_tui.search.compiling import Compiled

_WIDEN_BELOW = 10  # hits that a long query has to have for it not to be widened
_LONG = 4  # words from which a query is a long one
_FEW = 2_000  # rows up to which a query is scored whole, in one pass
_MORE = 20  # hits fetched beyond those asked for, to see where equal scores end
_LOOK_EVERY = 1_024  # rows between two looks at the clock
_TIER = 100.0  # added to the score of hits that go before others


@dataclass(frozen=True, slots=True)
class Found:
    """Row numbers with their scores, best first; all that match; whether the time was up."""

    ranked: list[tuple[float, int]]
    matching: set[int]
    partial: bool


class Runner:
    """Runs queries with one searcher; ``place`` says where in the library a row stands, to settle equal scores."""

    def __init__(self, searcher: Searcher, place: Callable[[int], int]) -> None:
        self._searcher = searcher
        self._place = place

    def run(self, compiled: list[Compiled], limit: int, until: float) -> tuple[Found, bool]:
        """Run one query in each of its kinds of row; return what is found and whether it had to be widened.

        ``until`` is a moment of :func:`time.perf_counter`, in seconds.
        """
        found = self._merged([self._all_words(one, limit, until) for one in compiled], limit)
        few = 1 if compiled[0].content_words < _LONG else _WIDEN_BELOW
        if compiled[0].either is None or len(found.matching) >= few:
            return found, False
        wider = self._merged([self._one(one.either, limit + few, until) for one in compiled], limit + few)
        ranked = [(score + _TIER, number) for score, number in found.ranked]
        ranked += [(score, number) for score, number in wider.ranked if number not in found.matching]
        matching = found.matching | wider.matching
        partial = found.partial or wider.partial
        return Found(ranked[:limit], matching, partial), len(matching) > len(found.matching)

    def _all_words(self, compiled: Compiled, limit: int, until: float) -> Found:
        """Return the rows that have all words, those in which they stand together first."""
        found = self._one(compiled.query, limit, until)
        if compiled.together is None or not found.matching:
            return found
        stand = compiled.together.stands()
        ranked = [(score + _TIER if stand(number) else score, number) for score, number in found.ranked]
        return Found(sorted(ranked, key=self._order)[:limit], found.matching, found.partial)

    def _merged(self, found: list[Found], limit: int) -> Found:
        if len(found) == 1:
            return found[0]
        ranked = sorted((pair for one in found for pair in one.ranked), key=self._order)
        matching = set().union(*(one.matching for one in found))
        return Found(ranked[:limit], matching, any(one.partial for one in found))

    def _one(self, query: whoosh_query.Query, limit: int, until: float) -> Found:
        if not any(field.startswith(("body", "exact")) for field, _ in query.iter_all_terms()):
            return self._unranked(query, limit, until)
        few = query.estimate_size(self._searcher.reader()) <= _FEW
        if few or not isinstance(query, whoosh_query.Term):
            return self._scored(query, until)
        # A frequent word alone: Whoosh passes over blocks of rows that cannot be among the best.
        found = self._best(query, limit + _MORE, until)
        if found.partial:
            return found
        if len(found.ranked) == limit + _MORE and found.ranked[limit - 1][0] == found.ranked[-1][0]:
            return self._scored(query, until)  # more hits share a score than were fetched
        matching, partial = self._matching(query, until)
        return Found(found.ranked, matching | found.matching, found.partial or partial)

    def _scored(self, query: whoosh_query.Query, until: float) -> Found:
        """Return every row that matches with its score, in one pass."""
        scores: list[tuple[float, int]] = []
        partial = False
        for searcher, offset in self._searcher.leaf_searchers():
            matcher = query.matcher(searcher, searcher.context(weighting=self._searcher.weighting))
            while matcher.is_active():
                scores.append((matcher.score(), matcher.id() + offset))
                matcher.next()
                if not len(scores) % _LOOK_EVERY and time.perf_counter() > until:
                    partial = True
                    break
        return Found(sorted(scores, key=self._order), {number for _, number in scores}, partial)

    def _best(self, query: whoosh_query.Query, limit: int, until: float) -> Found:
        collector = self._searcher.collector(limit=limit)
        left = max(until - time.perf_counter(), 0.001)
        partial = False
        try:
            self._searcher.search_with_collector(query, TimeLimitCollector(collector, timelimit=left, use_alarm=False))
        except TimeLimit:
            partial = True
        top = collector.results().top_n
        return Found(sorted(top, key=self._order), {number for _, number in top}, partial)

    def _order(self, pair: tuple[float, int]) -> tuple[float, int]:
        return -pair[0], self._place(pair[1])

    def _unranked(self, query: whoosh_query.Query, limit: int, until: float) -> Found:
        matching, partial = self._matching(query, until)
        return Found([(0.0, number) for number in sorted(matching, key=self._place)[:limit]], matching, partial)

    def _matching(self, query: whoosh_query.Query, until: float) -> tuple[set[int], bool]:
        matching: set[int] = set()
        for number in self._searcher.docs_for_query(query):
            matching.add(number)
            if not len(matching) % _LOOK_EVERY and time.perf_counter() > until:
                return matching, True
        return matching, False
