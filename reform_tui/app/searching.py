"""From what is typed to what is shown: queries asked, answers taken, filters, sorting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from reform_tui.app.filtering import fields_of, without_field
from reform_tui.app.highlights import Highlights
from reform_tui.app.services import PROBE, Answered, IndexOpened, LibraryFailed, LibraryLoaded
from reform_tui.app.shell import Shell
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.query_bar import FindInput, QueryInput

if TYPE_CHECKING:
    from reform_tui.library.model import Library
    from reform_tui.search.results import Results
    from reform_tui.search.service import Answer
    from reform_tui.search.syntax import QueryError

_PATIENCE = 0.2  # seconds before it is said that a search is under way


class Searching(Shell):
    """Asks and takes answers; the newest alone, however late another comes."""

    _probes: tuple[str, ...] | list[str] = ()
    _asked = 0
    _answered = 0

    def is_settled(self) -> bool:
        """Whether there is an answer, or a reason for none, and none is awaited."""
        if self.reason:
            return True
        return self.session.library is not None and self._answered == self._asked and not self._probes

    def on_library_loaded(self, message: LibraryLoaded) -> None:
        """Show the library; a query typed meanwhile waits for the index."""
        if self.is_closing:
            return
        self.session.library = message.library
        self.library_opened(message.library)
        self.fill_views()
        self.ask()
        self.show_status()

    def library_opened(self, library: Library) -> None:
        """Take note of the library before it is shown."""

    def on_library_failed(self, message: LibraryFailed) -> None:
        """Say why there is nothing to show, and what can be done."""
        if self.is_closing:
            return
        self.reason = message.reason.splitlines()[0]
        self.compare_view.show_failure(message.reason)
        self.show_view("compare")
        self.show_status()

    def on_index_opened(self, message: IndexOpened) -> None:
        """Queries are answered from now on."""
        if self.is_closing:
            return
        del message
        self.show_status()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Ask as the query is typed."""
        if self.is_closing:
            return
        if isinstance(message.input, FindInput):
            self.find_changed(message)
        if not isinstance(message.input, QueryInput):
            return
        if message.value == self.session.query:
            return
        self.session.query = message.value
        self.session.quote_before = ""
        self.session.keeps_place = False
        self.query_changed()
        self.ask()

    def find_changed(self, message: Input.Changed) -> None:
        """Look for something in the text that is read."""

    def query_changed(self) -> None:
        """Show the view in which the answer to another query belongs."""

    def ask(self) -> None:
        """Ask for what the query finds; say so when it takes long, and keep the old answer meanwhile."""
        if self.session.library is None:
            return
        self._asked += 1
        self._probes = ()
        asked = self._asked
        self.services.ask(self.session.query, self.session.sort)
        self.set_timer(_PATIENCE, lambda: self._grow_impatient(asked))

    def _grow_impatient(self, asked: int) -> None:
        if asked == self._asked and self._answered < asked and not self.is_closing:
            self.main.query_one("#hits", ItemList).add_class("-stale")
            self.session.is_overdue = True
            self.show_status()

    def on_answered(self, message: Answered) -> None:
        """Show the answer to the newest query; what is wrong with it, while the last good answer stays."""
        if self.is_closing:
            return
        answer = message.answer
        if not self.services.is_newest(answer):
            return
        if answer.request.limit == PROBE:
            self._take_probe(answer)
            return
        self._answered = self._asked
        self.session.is_overdue = False
        self.main.query_one("#hits", ItemList).remove_class("-stale")
        if answer.error is not None:
            self._take_problem(answer.error)
        if answer.results is None:
            return
        self.caret.hide()
        self.session.problem = ""
        self._take(answer.results)
        self.session.facets = answer.facets
        self.answer_taken()

    def _take_problem(self, error: QueryError) -> None:
        """Say what is wrong with the query; what another found before stays, dimmed, and nothing else is shown."""
        session = self.session
        session.problem = str(error)
        self.caret.point(error.start - int(self.query_input.scroll_offset.x), str(error))
        if session.results is not None and session.results.total and session.results.query.strip():
            self.main.query_one("#hits", ItemList).add_class("-stale")
            self.show_status()
            return
        session.results, session.facets, session.highlights, session.without_filter = None, None, {}, []
        self.answer_taken()

    def _take(self, results: Results) -> None:
        session = self.session
        session.results = results
        session.highlights = {}
        if session.query.strip():
            session.highlights = Highlights(results.hits)
        session.without_filter = []
        self._probes = fields_of(session.query) if results.total == 0 else []
        self._probe_next()

    def _probe_next(self) -> None:
        """Find out how many hits there would be without one of the filters."""
        if self._probes:
            self.services.probe(without_field(self.session.query, self._probes[0]))

    def _take_probe(self, answer: Answer) -> None:
        if self._probes and answer.results is not None and answer.results.total:
            self.session.without_filter.append((self._probes[0], answer.results.total))
            self.quotes_view.fill()
        self._probes = self._probes[1:]
        self._probe_next()

    def answer_taken(self) -> None:
        """Show the answer everywhere."""
        self.fill_views()
        self.session.keeps_place = True
        self.show_status()

    def action_sort(self) -> None:
        """Sort by relevance or by date."""
        if self.session.results is None or not self.session.results.total:
            self.say("nothing to sort")
            return
        self.session.sort = "date" if self.session.sort == "relevance" else "relevance"
        self.session.keeps_place = False
        self.say(
            f"sorted by {self.session.sort}" + (", newest first, n.d. last" if self.session.sort == "date" else "")
        )
        self.ask()
