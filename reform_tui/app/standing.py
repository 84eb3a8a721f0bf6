"""How things stand, in a line: what was found, or what there is, and what is gathered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reform_tui.app.saying import counted

if TYPE_CHECKING:
    from reform_tui.app.session import Session
    from reform_tui.library.model import Library
    from reform_tui.search.results import Results


def standing(session: Session) -> str:
    """Return how things stand in an open library."""
    library = session.opened
    problems = f" · {counted(len(library.problems), 'problem')}: reform-tui check" if library.problems else ""
    if session.query.strip() and (session.is_overdue or session.problem):
        found = session.results.query.strip() if session.results else ""
        kept = f"; below is what “{found}” finds" if found else ""
        return f"{'searching …' if session.is_overdue else 'not understood'}{kept}"
    if not session.query.strip() or session.results is None:
        return _held(library) + problems + f" · {library.name}"
    return _found(session, session.results) + problems


def gathered(session: Session) -> list[str]:
    """Return how much is gathered."""
    said = []
    if session.basket:
        said.append(f"◆ {len(session.basket)} to compare")
    if len(session.selection):
        said.append(f"● {len(session.selection)} selected")
    return said


def _held(library: Library) -> str:
    speaking = len({quote.speaker for quote in library.quotes.values()})
    parts = [
        counted(len(library.documents), "document"),
        counted(speaking, "speaker"),
        counted(len(library.quotes), "quote"),
        counted(len(library.topics), "topic"),
    ]
    return " · ".join(parts)


def _found(session: Session, results: Results) -> str:
    documents = len(session.facets.documents) if session.facets else len({hit.document for hit in results.hits})
    shown = counted(results.total, "quote")
    if results.total > len(results.hits):
        shown = f"{len(results.hits):,} of {results.total:,} quotes"
    notes = [
        "some of the words only" if results.widened else "",
        "time was up: more may match" if results.partial else "",
    ]
    order = f"by {session.sort}" + (", n.d. last" if session.sort == "date" else "")
    how = results.understood if results.named else f"{results.seconds * 1000:.0f} ms"
    parts = [shown, counted(documents, "document"), how, order, *notes]
    return " · ".join(filter(None, parts))
