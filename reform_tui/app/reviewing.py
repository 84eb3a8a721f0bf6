"""Review: decisions on what is proposed, one key each; the library is written behind the screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reform_tui.app.deciding import Deciding
from reform_tui.app.editor import EditRefused, LibraryEdited
from reform_tui.app.proposals import proposed_in, to_review, waiting
from reform_tui.app.renewing import renew
from reform_tui.app.saying import counted
from reform_tui.app.telling import told
from reform_tui.app.views.review import ReviewView
from reform_tui.app.widgets.item_list import ItemList

if TYPE_CHECKING:
    from reform_tui.app.proposals import Key
    from reform_tui.library.model import Library
    from reform_tui.search.results import Results

_READ_ONLY = "The library that comes with the program is read-only; make one of yours:"


class Reviewing(Deciding):
    """Opens the review, takes what comes back from the disk, keeps the other views in step."""

    LOOK_EVERY = 2.0
    """Seconds after which it is looked whether another program has written, while the review is on the screen."""
    _stale: frozenset[str] = frozenset()
    _waiting = 0  # quotes to be reviewed

    def on_mount(self) -> None:
        """Look now and then whether another program has written."""
        self.set_interval(self.LOOK_EVERY, self._look)

    def _look(self) -> None:
        if not self.is_closing and self.session.library is not None and self.view.id == "review":
            self.services.look_around()

    def is_settled(self) -> bool:
        """Whether nothing is being written either."""
        return super().is_settled() and not self.services.is_editing

    # Opening

    def action_review(self) -> None:
        """Show what is proposed: in the text one is in, else everywhere; in the review, the one or the other."""
        library = self.session.library
        if library is None:
            return
        view = self.review_view
        view.read_only = _READ_ONLY if self.is_read_only else ""
        if self.view.id == "review":
            here = view.proposed.document if view.proposed else None
            view.document = here if view.document is None else None
        else:
            view.document = self._document_here(library)
            self.leave_trail("review")
        self.services.look_around()
        self.show_view("review")
        view.fill()
        view.go_to_depth(0)
        self.show_status()
        if view.read_only and not to_review(library, None, {}):
            self.say("read-only: reform-tui init DIR makes a library of yours")

    def _document_here(self, library: Library) -> str | None:
        reader = self.documents_view.reader
        if self.view.id != "documents" or self.documents_view.depth == 0 or reader.document is None:
            return None
        return reader.document.id if proposed_in(library, reader.document.id) else None

    def library_opened(self, library: Library) -> None:
        """Show what is proposed when the review is where the last run ended."""
        self.services.changes_shown(library)
        self._waiting = waiting(library)
        super().library_opened(library)

    def show_view(self, name: str) -> None:
        """Show a view, as the library is now."""
        if name in self._stale:
            self._stale -= {name}
            renew(self.view_named(name), self.session)
        super().show_view(name)

    def standing(self) -> str:
        """Say what is reviewed, while it is."""
        if self.session.library is not None and self.view.id == "review":
            return self.review_view.standing()
        if not self._waiting or self.session.is_searching:
            return super().standing()
        keys = "r" if self.keyboard is not None else "Esc, then r"
        return f"{counted(self._waiting, 'quote')} to review: {keys} · {super().standing()}"

    def gathered(self) -> list[str]:
        """Say how far the review has come, beside what is gathered."""
        shown = [self.review_view.progress()] if self.view.id == "review" else []
        return [*super().gathered(), *shown]

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Let the text follow the cursor."""
        if self.is_closing:
            return
        if message.list.id == "review-list":
            self.review_view.show_source()
            self.show_status()

    def action_review_step(self, by: int) -> None:
        """Go to the next of what is proposed, or the one before."""
        self.review_view.step(by)

    def action_review_section(self, step: int) -> None:
        """Go to the first of the next section of the list, or of the one before."""
        if not self.review_view.next_section(step):
            self.say("no further section" if step > 0 else "no section before this")

    def action_read(self) -> None:
        """In the review, go to the text."""
        if self.keyboard is not None and self.keyboard.id == "review-list":
            self.review_view.go_deeper()
        else:
            super().action_read()

    # What comes back

    def on_library_edited(self, message: LibraryEdited) -> None:
        """Show the library as it is on disk now; nobody loses the place."""
        if self.is_closing:
            return
        before = self.session.opened
        self.session.library = message.library
        self.services.changes_shown(message.library)
        self._waiting = waiting(message.library)
        self._drop_what_is_gone(message.library)
        view = self.review_view
        view.edited(message.number)
        view.fill(_came_back(before, message.library) if message.undone else None)
        said = told(message.said, message.library, before)
        self._stale = frozenset(shown.id for shown in self.query_views() if shown.id and not _is_review(shown))
        if self.view.id in self._stale:
            self.show_view(self.view.id)
        self.sidebar.update_counts()
        self.show_status()
        if message.by_others:
            self.say(f"another program has changed {message.said}: shown as it is now")
        else:
            self.say(f"undone: {said}" if message.undone else f"{said}; U undoes")

    def on_edit_refused(self, message: EditRefused) -> None:
        """Say why nothing was done, and show what was taken for done."""
        if self.is_closing:
            return
        self.review_view.fill(self.review_view.edited(message.number))
        self.show_status()
        self.say(told(message.reason, self.session.opened), problem=True)

    def _drop_what_is_gone(self, library: Library) -> None:
        """Leave no reference to a quote, speaker or document that the library no longer has."""
        session = self.session
        known = {"quote": library.quotes, "speaker": library.speakers, "document": library.documents}
        session.basket[:] = [entry for entry in session.basket if entry[0] not in known or entry[1] in known[entry[0]]]
        if session.results is not None:
            session.results = _pruned(session.results, library)
        for query, quotes in self._searches.items():
            self._searches[query] = tuple(id for id in quotes if id in library.quotes)

    def _take(self, results: Results) -> None:
        super()._take(_pruned(results, self.session.opened))


def _is_review(view: object) -> bool:
    return isinstance(view, ReviewView)


def _pruned(results: Results, library: Library) -> Results:
    """Return an answer without the quotes that have gone since it was given."""
    kept = tuple(hit for hit in results.hits if not hit.quote or hit.quote in library.quotes)
    if len(kept) == len(results.hits):
        return results
    return replace(results, hits=kept, total=max(results.total - len(results.hits) + len(kept), len(kept)))


def _is_other(before: Library, after: Library, quote: str) -> bool:
    """Whether a quote is not what it was; the line of the file on which it stands is no matter."""
    was = before.quotes.get(quote)
    return was is None or replace(was, line=0) != replace(after.quotes[quote], line=0)


def _came_back(before: Library, after: Library) -> Key | None:
    """Return what is proposed again, or proposed otherwise, after something was undone."""
    was = {item.key for item in to_review(before, None, {})}
    now = to_review(after, None, {})
    changed = [item for item in now if item.key not in was]
    changed += [item for item in now if item.what == "quote" and _is_other(before, after, item.id)]
    quotes = [item for item in changed if item.what == "quote"]
    return (quotes or changed)[0].key if changed else None
