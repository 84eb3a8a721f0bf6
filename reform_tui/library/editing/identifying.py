"""Two records that are one speaker become one; a proposed speaker who is nobody goes."""

from __future__ import annotations

from collections.abc import Iterator

from reform_tui.library.editing.attributing import with_person
from reform_tui.library.editing.draft import SPEAKERS, Draft, index_of
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.folding import fold_key
from reform_tui.library.model import Document, Speaker
from reform_tui.library.suggesting import did_you_mean


def same_as(speaker: str, other: str) -> Operation:
    """Let ``speaker`` be ``other``: all quotes and roles of the one are the other's, and the names aliases."""

    def change(draft: Draft) -> Draft:
        gone, stays = _speaker(draft, speaker), _speaker(draft, other)
        if gone is stays:
            raise Refused(f"`{speaker}` is `{other}` already")
        for document in _documents_of(draft, speaker):
            draft = draft.with_page(_given_over(draft.page(document.record), speaker, other))
        page = draft.page(SPEAKERS)
        path = ("speakers", index_of(page, ("speakers",), "id", other), "aliases")
        known = {fold_key(name) for name in stays.names}
        new = [name for name in gone.names if fold_key(name) not in known]
        if new and gone.kind != "unnamed":
            page = page.with_more(path, new, after="kind")
        # Last of all files: nothing refers to the one who goes any more.
        return draft.with_page(page.without_item(("speakers",), index_of(page, ("speakers",), "id", speaker)))

    return Operation(f"took `{speaker}` for `{other}`", change)


def dismiss(speaker: str) -> Operation:
    """Take a proposed speaker out who makes no statement."""

    def change(draft: Draft) -> Draft:
        if _speaker(draft, speaker).status != "proposed":
            raise Refused(f"`{speaker}` was not proposed by the finder; take them out of {SPEAKERS} by hand")
        for document in _documents_of(draft, speaker):
            if _speaks(document, speaker):
                raise Refused(f"`{speaker}` makes statements in `{document.id}`; give them to somebody else first")
            page = draft.page(document.record)
            at = index_of(page, ("people",), "speaker", speaker)
            draft = draft.with_page(page.without_item(("people",), at))
        page = draft.page(SPEAKERS)
        return draft.with_page(page.without_item(("speakers",), index_of(page, ("speakers",), "id", speaker)))

    return Operation(f"took the speaker `{speaker}` out", change)


def _speaker(draft: Draft, id: str) -> Speaker:
    if id not in draft.library.speakers:
        raise Refused(f"no speaker has the id `{id}`{did_you_mean(id, draft.library.speakers)}")
    return draft.library.speakers[id]


def _documents_of(draft: Draft, speaker: str) -> Iterator[Document]:
    for document in draft.library.documents.values():
        if _speaks(document, speaker) or any(person.speaker == speaker for person in document.people):
            yield document


def _speaks(document: Document, speaker: str) -> bool:
    """Whether a quote of the document, found or not, is the speaker's or handed on by them."""
    said = [(quote.speaker, quote.quoted_by) for quote in document.quotes]
    said += [(quote.speaker, quote.quoted_by) for quote in document.broken]
    return any(speaker in speakers for speakers in said)


def _given_over(page: Page, speaker: str, other: str) -> Page:
    """Return a document's page with everything of one speaker given to the other.

    The first role of a speaker goes without saying; of two, what went without saying has to be said.
    """
    first, others = _roles(page, speaker)[:1], _roles(page, other)
    for number, quote in enumerate(page.items(("quotes",))):
        if first and others and isinstance(quote, dict) and quote.get("speaker") == speaker and "role" not in quote:
            page = page.with_value(("quotes", number, "role"), first[0], after="speaker")
        for key in ("speaker", "quoted_by"):
            if page.at(("quotes", number, key)) == speaker:
                page = page.with_value(("quotes", number, key), other)
    people = page.items(("people",))
    standing = [item.get("speaker") for item in people if isinstance(item, dict)]
    if speaker not in standing:
        return page
    at = standing.index(speaker)
    if other not in standing:
        return page.with_value(("people", at, "speaker"), other)
    roles = tuple(str(role) for role in page.items(("people", at, "roles")))
    return with_person(page.without_item(("people",), at), other, roles)


def _roles(page: Page, speaker: str) -> tuple[str, ...]:
    people = page.items(("people",))
    at = next((n for n, item in enumerate(people) if isinstance(item, dict) and item.get("speaker") == speaker), None)
    return () if at is None else tuple(str(role) for role in page.items(("people", at, "roles")))
