"""Search follows what is edited, whenever it is edited; answers of the search before are not taken for the newest."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.message import Message

from reform_tui.app.editor import LibraryEdited
from reform_tui.app.services import Answered, LibraryLoaded, Services
from reform_tui.library.editing import accept, reject
from reform_tui.search.service import Answer
from tests.driving import HeldEngine
from tests.proposed import ProposedLibrary

pytestmark = pytest.mark.usefixtures("own_home")
_PATIENCE = 30.0  # seconds


class Inbox:
    """What the services have posted; ``on_loaded`` is called in their thread, before they go on."""

    def __init__(self) -> None:
        self._posted: list[Message] = []
        self._changed = threading.Condition()
        self.on_loaded = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def post(self, message: Message) -> None:
        with self._changed:
            self._posted.append(message)
            self._changed.notify_all()
        if isinstance(message, LibraryLoaded):
            self.on_loaded.set()
            assert self.go_on.wait(_PATIENCE)

    def answers(self) -> list[Answer]:
        with self._changed:
            return [message.answer for message in self._posted if isinstance(message, Answered)]

    def edits(self) -> list[LibraryEdited]:
        with self._changed:
            return [message for message in self._posted if isinstance(message, LibraryEdited)]

    def wait_for_answer(self, *quotes: str) -> Answer:
        """Wait for an answer that is exactly these quotes."""

        def found() -> list[Answer]:
            return [answer for answer in self.answers() if _hits(answer) == set(quotes)]

        with self._changed:
            assert self._changed.wait_for(lambda: bool(found()), _PATIENCE), [_hits(one) for one in self.answers()]
            return found()[-1]


class GatedLock:
    """A lock; the thread of that name is held at the first time it has let go of it, until ``go`` is set."""

    def __init__(self, thread: str) -> None:
        self._lock = threading.Lock()
        self._thread = thread
        self.reached = threading.Event()
        self.go = threading.Event()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *error: object) -> None:
        self._lock.release()
        if threading.current_thread().name == self._thread and not self.reached.is_set():
            self.reached.set()
            assert self.go.wait(_PATIENCE)


@contextmanager
def serving(root: Path, inbox: Inbox, **engine: Any) -> Iterator[Services]:
    services = Services(root, inbox.post, **engine)
    try:
        yield services
    finally:
        inbox.go_on.set()
        HeldEngine.go.set()
        services.close()


def _hits(answer: Answer) -> set[str]:
    return {hit.quote for hit in answer.results.hits if hit.quote} if answer.results else set()


@pytest.fixture
def found(tmp_path: Path) -> ProposedLibrary:
    return ProposedLibrary(tmp_path / "library")


def test_an_edit_made_while_the_first_index_is_opening_is_searched(found: ProposedLibrary) -> None:
    inbox = Inbox()
    with serving(found.root, inbox) as services:
        inbox.go_on.clear()
        services.ask("bats", "relevance")
        services.start()
        assert inbox.on_loaded.wait(_PATIENCE)
        services.edit(reject("bats-vote"))
        inbox.go_on.set()
        inbox.wait_for_answer("orme-bats")


def test_an_edit_that_search_is_told_of_the_moment_its_first_index_is_there_is_not_missed(
    found: ProposedLibrary,
) -> None:
    inbox, lock = Inbox(), GatedLock("editor")
    with serving(found.root, inbox) as services:
        services._lock = lock  # type: ignore[assignment]
        inbox.go_on.clear()
        services.ask("bats", "relevance")
        services.start()
        assert inbox.on_loaded.wait(_PATIENCE)
        services.edit(reject("bats-vote"))
        assert lock.reached.wait(_PATIENCE)  # the editor has seen that there is no index yet
        inbox.go_on.set()
        services._thread.join(_PATIENCE)  # and now there is
        lock.go.set()
        inbox.wait_for_answer("orme-bats")


def test_of_edits_that_come_while_search_is_brought_along_the_last_is_searched(found: ProposedLibrary) -> None:
    inbox = Inbox()
    with serving(found.root, inbox) as services:
        services.ask("tax", "relevance")
        services.start()
        inbox.wait_for_answer("finch-tax", "critics-tax")
        library = next(message.library for message in inbox._posted if isinstance(message, LibraryLoaded))
        services.edit(reject("critics-tax"))
        inbox.wait_for_answer("finch-tax")
        edited = inbox.edits()[-1].library
        threads = [threading.Thread(target=services._follow, args=(one,)) for one in (library, edited) * 3]
        for thread in threads:
            thread.start()
            thread.join(0.001)
        for thread in threads:
            thread.join(_PATIENCE)
        services._follow(edited)
        services.ask("tax plain", "relevance")
        inbox.wait_for_answer("finch-tax")
        assert services._searched is edited


def test_an_answer_of_before_an_edit_is_not_taken_for_the_newest(found: ProposedLibrary) -> None:
    inbox = Inbox()
    with serving(found.root, inbox) as services:
        services.ask("bats", "relevance")
        services.start()
        before = inbox.wait_for_answer("bats-vote", "orme-bats")
        assert services.is_newest(before)
        services.edit(reject("bats-vote"))
        after = inbox.wait_for_answer("orme-bats")
        assert services.is_newest(after)
        assert not services.is_newest(before)  # though it may be read only now


def test_what_is_asked_while_an_engine_is_held_and_the_library_edited_is_answered_once(found: ProposedLibrary) -> None:
    inbox = Inbox()
    HeldEngine.go.clear()
    with serving(found.root, inbox, engine=HeldEngine) as services:
        services.ask("bats", "relevance")
        services.start()
        inbox.wait_for_answer("bats-vote", "orme-bats")
        services.ask("bats OR held", "relevance")
        services.edit(reject("bats-vote"))
        services.edit(accept("lee-dark"))
        for _ in range(3000):
            if services._searched is not None and "bats-vote" not in services._searched.quotes:
                break
            threading.Event().wait(0.01)
        HeldEngine.go.set()
        inbox.wait_for_answer("orme-bats")
        late = [answer for answer in inbox.answers() if answer.request.query == "bats OR held"]
        assert [_hits(answer) for answer in late] == [{"orme-bats"}]
        assert services.is_newest(late[-1])
