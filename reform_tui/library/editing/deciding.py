"""A person decides on what was proposed: accepts it or turns it down, and neither is proposed again."""

from __future__ import annotations

from reform_tui.library.editing.draft import SPEAKERS, Draft, index_of
from reform_tui.library.editing.expected import Path
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.model import Library
from reform_tui.library.suggesting import did_you_mean


def accept(quote: str) -> Operation:
    """Accept a proposed quote, and with it its speaker."""

    def change(draft: Draft) -> Draft:
        found = draft.quote(quote)
        if found.status != "proposed":
            raise Refused(f"`{quote}` is {found.status} already")
        page, path = draft.place(found)
        draft = draft.with_page(page.with_value((*path, "status"), "accepted"))
        return with_accepted_speaker(draft, found.speaker)

    return Operation(f"accepted `{quote}`", change, (quote,))


def with_accepted_speaker(draft: Draft, speaker: str) -> Draft:
    """Return the draft with a proposed speaker accepted: whoever accepts the words accepts whose they are."""
    known = draft.library.speakers.get(speaker)
    if known is None or known.status != "proposed":
        return draft
    page = draft.page(SPEAKERS)
    at = index_of(page, ("speakers",), "id", speaker)
    return draft.with_page(page.with_value(("speakers", at, "status"), "accepted"), first=True)


def reject(quote: str) -> Operation:
    """Take a quote out and remember its words, so that they are not proposed again."""

    def change(draft: Draft) -> Draft:
        found = draft.library.quotes.get(quote) or draft.library.broken.get(quote)
        if found is None:
            raise Refused(f"no quote has the id `{quote}`{did_you_mean(quote, draft.library.quotes)}")
        refuse_evidence(draft.library, quote)
        page, path = draft.place(found)
        turned_down: Value = {"id": quote, "segments": page.items((*path, "segments"))}
        page = page.without_item(path[:-1], int(path[-1]))
        return draft.with_page(page.with_items(("rejected",), [turned_down]))

    return Operation(f"rejected `{quote}`", change, (quote,))


def refuse_evidence(library: Library, quote: str) -> None:
    """Raise Refused where a quote is evidence: what a person has written about it would go with it."""
    for topic in library.topics.values():
        evidence = [(position.id, position.evidence) for position in topic.positions]
        evidence += [(agreement.id, agreement.evidence) for agreement in topic.agreements]
        for held, items in evidence:
            if any(item.quote == quote for item in items):
                raise Refused(f"`{quote}` is evidence under `{topic.id}/{held}`; take it out there first")


def touched(page: Page, path: Path) -> Page:
    """Return the page with the finder's rule and confidence taken off a quote: it is no longer what was proposed."""
    return page.without_value((*path, "rule")).without_value((*path, "confidence"))
