"""The one door to the library and to search: a thread that loads, a service that answers, messages that come back.

Nothing here touches a widget. What is posted carries its request; only the answer to the newest is of interest.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from reform_tui.app.editor import Editor
from reform_tui.locations import kept_library_file

if TYPE_CHECKING:
    from reform_tui.library.editing import Operation
    from reform_tui.library.model import Library
    from reform_tui.search.engine import Engine
    from reform_tui.search.index import LibraryIndex
    from reform_tui.search.results import Sort
    from reform_tui.search.service import Answer, Request, SearchService

PROBE = 1
"""The limit, in hits, of a query that is asked only for its total."""
_USUAL = 10_000  # new objects between two looks for rubbish in circles
_SWITCH_INTERVAL = 0.0005  # seconds; a busy thread else doubles the time from key to screen


class LibraryLoaded(Message):
    """The library is there; the index may still be on its way."""

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library


class LibraryFailed(Message):
    """There is no library to read; ``reason`` is a sentence."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class IndexOpened(Message):
    """Queries are answered from now on."""


class Answered(Message):
    """An answer to a query for quotes."""

    def __init__(self, answer: Answer) -> None:
        super().__init__()
        self.answer = answer


class FoundInText(Message):
    """An answer to a query within the text of one document."""

    def __init__(self, document: str, answer: Answer) -> None:
        super().__init__()
        self.document = document
        self.answer = answer


class PositionsFound(Message):
    """Positions that a quote may bear on, as topic and position, the likeliest first."""

    def __init__(self, quote: str, positions: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.quote = quote
        self.positions = positions


class QuotesFound(Message):
    """Quotes that may bear on a position, by their ids, the likeliest first."""

    def __init__(self, topic: str, position: str, quotes: tuple[str, ...]) -> None:
        super().__init__()
        self.topic = topic
        self.position = position
        self.quotes = quotes


class Services:
    """Loads and asks in threads of their own; ``post`` is called from there and has to be safe for it."""

    def __init__(self, root: Path, post: Callable[[Message], object], *, engine: type[Engine] | None = None) -> None:
        """``engine`` answers the queries for quotes, the usual one where none is named."""
        self._root = root
        self._engine = engine
        self._post = post
        self._lock = threading.Lock()
        self._quotes: SearchService | None = None
        self._text: SearchService | None = None
        self._wanted: tuple[str, Sort] | None = None
        self._asked: Request | None = None  # the newest; as an object, for the services that answer come and go
        self._finding = ""
        self._closed = False
        self._following = threading.Lock()  # held while search is brought to another library: one at a time
        self._current: Library | None = None  # as it was last edited
        self._searched: Library | None = None  # the one that search is about
        self._editor = Editor(root, post, self._follow)
        self._thread = threading.Thread(target=self._load, name="library", daemon=True)

    def start(self) -> None:
        """Load the library, then open its index."""
        sys.setswitchinterval(_SWITCH_INTERVAL)
        self._thread.start()

    def _load(self) -> None:
        from reform_tui.library.kept import KeptLibrary  # noqa: PLC0415
        from reform_tui.library.problem import LibraryError  # noqa: PLC0415

        begun = time.time_ns()
        kept = KeptLibrary(self._root, kept_library_file(self._root))
        try:
            library = kept.open()
        except LibraryError as error:
            self._post(LibraryFailed(str(error)))
            return
        self._editor.begin(library, begun)
        self._post(LibraryLoaded(library))
        kept.keep()
        _look_as_usual()
        with self._lock:
            self._current = self._current or library  # it may have been edited by now
        self._bring_search_along()

    def _follow(self, library: Library) -> None:
        """Let search follow the library after it was edited; before it is open, whoever opens it sees to that."""
        with self._lock:
            self._current = library
            if self._quotes is None:
                return
        self._bring_search_along()

    def _bring_search_along(self) -> None:
        """Make search be about the library as it is now, however often it is edited meanwhile."""
        with self._following:
            while (library := self._current) is not None and library is not self._searched and not self._closed:
                self._open(library)
                self._searched = library

    def _open(self, library: Library) -> None:
        """Open the index of a library instead of the one before; ask again what was asked last."""
        from reform_tui.search.engine import Engine  # noqa: PLC0415
        from reform_tui.search.index import index_folder  # noqa: PLC0415
        from reform_tui.search.service import SearchService  # noqa: PLC0415

        folder = index_folder(library)
        engine = self._engine or Engine
        quotes = SearchService(library, folder, self._deliver, opened=self._tell_opened, engine=engine)
        text = SearchService(library, folder, self._deliver_text)
        with self._lock:
            if self._closed:
                return
            before = [self._quotes, self._text]
            quotes.start()
            self._quotes, self._text, self._finding = quotes, text, ""
            if self._wanted is not None:
                self._submit(_request(*self._wanted))
        for service in before:
            if service is not None:
                service.close()

    def _submit(self, request: Request) -> None:
        """Ask; the lock is held, and there is somebody to ask."""
        if self._quotes is not None:
            self._asked = request
            self._quotes.submit(request)

    # Editing

    def edit(self, operation: Operation) -> int:
        """Make an operation on the library; what comes of it is posted under the number returned."""
        return self._editor.apply(operation)

    def undo_edit(self) -> None:
        """Take back the last operation on the library."""
        self._editor.undo()

    def look_around(self) -> None:
        """Look whether another program has changed the library; only then something is posted."""
        self._editor.look()

    def changes_shown(self, library: Library) -> None:
        """Take note of the library that is on the screen."""
        self._editor.shown(library)

    @property
    def is_editing(self) -> bool:
        """Whether an operation is under way."""
        return not self._editor.is_idle

    # Searching

    def ask(self, query: str, sort: Sort) -> None:
        """Ask for the quotes that match; before the index is open, the last query asked waits."""
        with self._lock:
            self._wanted = (query, sort)
            if self._quotes is not None:  # else nothing of search is loaded yet
                self._submit(_request(query, sort))

    def probe(self, query: str) -> None:
        """Ask how many quotes another query would find; the answer has a limit of one hit."""
        from reform_tui.search.service import Request  # noqa: PLC0415

        with self._lock:
            self._submit(Request(query, limit=PROBE, facets=False))

    def is_newest(self, answer: Answer) -> bool:
        """Whether no query was asked after the one that this answers."""
        return answer.request is self._asked

    def find(self, document: str, query: str) -> None:
        """Ask for the paragraphs of one document that match."""
        from reform_tui.search.service import Request  # noqa: PLC0415
        from reform_tui.search.syntax import Field  # noqa: PLC0415

        with self._lock:
            if self._text is None:
                return
            if not self._finding:
                self._text.start()
            self._finding = document
            within = (Field("document", document, 0, 0),)
            self._text.submit(Request(query, scope="text", limit=5_000, within=within, facets=False))

    # Candidates

    def positions_for(self, library: Library, quote: str) -> None:
        """Look for the positions that a quote may bear on; the answer is posted, empty where nothing is like it."""

        def look(engine: Engine) -> Message:
            from reform_tui.search.similar import candidate_positions  # noqa: PLC0415

            found = candidate_positions(engine, library, quote)
            return PositionsFound(quote, tuple((item.topic, item.position) for item in found))

        self._look_for_likeness(library, look)

    def quotes_for(self, library: Library, topic: str, position: str) -> None:
        """Look for the quotes that may bear on a position; the answer is posted, empty where nothing is like it."""

        def look(engine: Engine) -> Message:
            from reform_tui.search.similar import candidate_quotes  # noqa: PLC0415

            found = candidate_quotes(engine, library, topic, position)
            return QuotesFound(topic, position, tuple(item.quote for item in found))

        self._look_for_likeness(library, look)

    def _look_for_likeness(self, library: Library, look: Callable[[Engine], Message]) -> None:
        def work() -> None:
            from reform_tui.search.engine import Engine  # noqa: PLC0415
            from reform_tui.search.index import index_folder, open_index  # noqa: PLC0415

            with Engine(library, open_index(library, index_folder(library))) as engine:
                self._post(look(engine))

        threading.Thread(target=work, name="candidates", daemon=True).start()

    def _deliver(self, answer: Answer) -> None:
        self._post(Answered(answer))

    def _tell_opened(self, index: LibraryIndex) -> None:
        del index
        self._post(IndexOpened())

    def _deliver_text(self, answer: Answer) -> None:
        self._post(FoundInText(answer.request.within[0].value, answer))

    def close(self) -> None:
        """Write what waits, then stop the threads."""
        self._editor.close()
        with self._lock:
            self._closed = True
            services = [self._quotes, self._text]
        for service in services:
            if service is not None:
                service.close()


def _look_as_usual() -> None:
    """Look for rubbish as often as usual again, where the start had it put off, and never in what is there to stay."""
    if gc.get_threshold()[0] > _USUAL:
        gc.freeze()
        gc.set_threshold(_USUAL, 10, 10)


def _request(query: str, sort: Sort) -> Request:
    from reform_tui.search.service import Request  # noqa: PLC0415

    return Request(query, sort=sort)
