"""A person confirms what is said of a document, or corrects it."""

from __future__ import annotations

from reform_tui.library.editing.draft import Draft
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.model import Name, StatedDate
from reform_tui.library.schema import DocumentType, Fact

FactValue = str | DocumentType | StatedDate | tuple[Name, ...] | None
"""A text, a date, names, or None where the text does not state it."""


def confirm(document: str, fact: Fact) -> Operation:
    """Confirm a proposed fact as it stands."""

    def change(draft: Draft) -> Draft:
        found = draft.named(document)
        if fact not in found.proposed:
            raise Refused(f"the {fact} of `{document}` is not marked as proposed")
        return draft.with_page(confirmed(draft.page(found.record), fact))

    return Operation(f"confirmed the {fact} of `{document}`", change, documents=(document,))


def correct(document: str, fact: Fact, value: FactValue) -> Operation:
    """Set a fact to what the text states, None where it states nothing; it is confirmed with that."""

    def change(draft: Draft) -> Draft:
        page = draft.page(draft.named(document).record)
        page = page.with_value((fact,), _fact_value(value), after="title")
        return draft.with_page(confirmed(page, fact))

    return Operation(f"corrected the {fact} of `{document}`", change, documents=(document,))


def confirmed(page: Page, fact: Fact) -> Page:
    """Return a document's page on which a fact is no longer marked as proposed."""
    proposed = page.items(("proposed",))
    if fact not in proposed:
        return page
    if len(proposed) == 1:
        return page.without_value(("proposed",))
    return page.without_item(("proposed",), proposed.index(fact))


def _fact_value(value: FactValue) -> Value:
    if isinstance(value, StatedDate):
        return date_value(value)
    if isinstance(value, tuple):
        return names_value(value)
    return value


def date_value(date: StatedDate) -> Value:
    """Return a date as it is written in a document's file."""
    return {"date": date.date, "stated": date.stated}


def names_value(names: tuple[Name, ...]) -> Value:
    """Return names as they are written in a document's file (CSL 1.0.2)."""
    parts = ("family", "given", "literal")
    return [{part: getattr(name, part) for part in parts if getattr(name, part)} for name in names]
