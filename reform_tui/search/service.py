"""Search for an application: one thread of its own, the latest query wins, late answers are never delivered."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reform_tui.library.model import Library
from reform_tui.search.engine import TIME_LIMIT, Engine
from reform_tui.search.index import LibraryIndex, Progress, open_index
from reform_tui.search.results import Facets, Results, Scope, Sort
from reform_tui.search.syntax import Field, QueryError


@dataclass(frozen=True, slots=True)
class Request:
    """One query as :meth:`Engine.search` takes it; ``facets`` asks for the counts too."""

    query: str
    scope: Scope = "quotes"
    limit: int = 500
    sort: Sort = "relevance"
    typing: bool = True
    within: tuple[Field, ...] = ()
    facets: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to the request with that number: results, or what is wrong with the query."""

    number: int
    request: Request
    results: Results | None
    facets: Facets | None
    error: QueryError | None


class SearchService:
    """Answers requests in a thread; ``deliver`` is called there, with the newest request's answer only."""

    def __init__(
        self,
        library: Library,
        folder: Path,
        deliver: Callable[[Answer], None],
        *,
        progress: Progress | None = None,
        opened: Callable[[LibraryIndex], None] | None = None,
        seconds: float = TIME_LIMIT,
        engine: type[Engine] = Engine,
    ) -> None:
        """``engine`` is what answers; another one is slower, or of another make."""
        self._library = library
        self._folder = folder
        self._deliver = deliver
        self._progress = progress
        self._opened = opened
        self._seconds = seconds
        self._engine = engine
        self._changed = threading.Condition()
        self._newest = 0
        self._waiting: Request | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="search", daemon=True)

    def start(self) -> None:
        """Open, refresh or build the index in the background; a request made meanwhile waits and then runs."""
        self._thread.start()

    def submit(self, request: Request) -> int:
        """Ask; return the request's number. Whatever was asked before is dropped."""
        with self._changed:
            self._newest += 1
            self._waiting = request
            self._changed.notify()
            return self._newest

    def cancel(self) -> None:
        """Drop the request that waits or runs; its answer will not be delivered."""
        with self._changed:
            self._newest += 1
            self._waiting = None

    def close(self) -> None:
        """Stop; return when the thread has ended or, if it is building an index, has been left to."""
        with self._changed:
            self._closed = True
            self._newest += 1
            self._changed.notify()
        if self._thread.ident is not None:
            self._thread.join(timeout=2 * self._seconds)

    def _work(self) -> None:
        index = open_index(self._library, self._folder, self._progress)
        if self._opened:
            self._opened(index)
        with self._engine(self._library, index) as engine:
            while (taken := self._next()) is not None:
                answer = self._answer(engine, *taken)
                with self._changed:
                    if answer.number == self._newest:
                        self._deliver(answer)

    def _next(self) -> tuple[int, Request] | None:
        with self._changed:
            while self._waiting is None and not self._closed:
                self._changed.wait()
            if self._closed or self._waiting is None:
                return None
            request, self._waiting = self._waiting, None
            return self._newest, request

    def _answer(self, engine: Engine, number: int, request: Request) -> Answer:
        try:
            results = engine.search(
                request.query,
                scope=request.scope,
                limit=request.limit,
                sort=request.sort,
                typing=request.typing,
                within=request.within,
                seconds=self._seconds,
            )
            facets = None
            if request.facets:
                facets = engine.facets(request.query, scope=request.scope, typing=request.typing, within=request.within)
        except QueryError as error:
            return Answer(number, request, None, None, error)
        return Answer(number, request, results, facets, None)
