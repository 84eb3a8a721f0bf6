"""Views over a library that has been edited: shown anew, each at the place where it was."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reform_tui.app.comparison import Cell, Comparison, Row, of_topic
from reform_tui.app.views.compare import CompareView
from reform_tui.app.views.documents import DocumentsView
from reform_tui.app.views.speakers import SpeakersView

if TYPE_CHECKING:
    from reform_tui.app.session import Session
    from reform_tui.app.views.panes import PaneView
    from reform_tui.library.model import Library


def renew(view: PaneView, session: Session) -> None:
    """Show a view as the library is now."""
    if isinstance(view, DocumentsView):
        _renew_documents(view, session.opened)
    elif isinstance(view, SpeakersView):
        _renew_speakers(view, session.opened)
    else:
        view.fill()
        if isinstance(view, CompareView):
            _renew_comparison(view, session.opened)


def _renew_documents(view: DocumentsView, library: Library) -> None:
    before, place = view.reader.document, view.reader.place()
    view.fill()
    if before is not None and before.id in library.documents:
        view.open(library.documents[before.id])
        if place is not None:
            view.reader.jump(place, above=0)
    elif library.documents:
        view.open(next(iter(library.documents.values())))


def _renew_speakers(view: SpeakersView, library: Library) -> None:
    before, cursor = view.speaker, view.quotes.cursor
    view.speaker = None
    view.fill()
    if before in library.speakers and before is not None:
        view.open(before)
        view.quotes.go_to(min(cursor, len(view.quotes.items) - 1))
        view.fill()


def _renew_comparison(view: CompareView, library: Library) -> None:
    comparison = view.columns.comparison
    if comparison is None:
        return
    topic = next((topic for topic in library.topics.values() if topic.question == comparison.title), None)
    view.columns.show(of_topic(library, topic) if topic else renewed(library, comparison))
    view.call_after_refresh(view.show_titles)


def renewed(library: Library, comparison: Comparison) -> Comparison:
    """Return a comparison of quotes as they are now, without those that have gone."""
    rows = tuple(
        Row(
            row.label,
            tuple(
                tuple(_renewed(library, cell) for cell in column if _is_there(library, cell)) for column in row.cells
            ),
        )
        for row in comparison.rows
    )
    return replace(comparison, rows=rows)


def _is_there(library: Library, cell: Cell) -> bool:
    return cell.quote.id in library.quotes


def _renewed(library: Library, cell: Cell) -> Cell:
    quote = library.quotes[cell.quote.id]
    is_part = cell.segments != cell.quote.segments
    return replace(cell, quote=quote, segments=cell.segments if is_part else quote.segments)
