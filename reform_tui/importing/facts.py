"""Bibliographic facts on their way: what a file's metadata state, what its text states, and how the two are joined."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from reform_tui.library.model import Name, StatedDate
from reform_tui.library.schema import DocumentType


@dataclass(frozen=True, slots=True)
class Facts:
    """What is stated, as far as it is; names of the fields are CSL 1.0.2 variables.

    ``places`` says for a field where the file states it (``og:site_name``, ``dc:creator``), when that is not its text.
    ``by_program`` are facts that a word processor may have put down by itself: the title of a template, an account.
    """

    title: str | None = None
    author: tuple[Name, ...] = ()
    editor: tuple[Name, ...] = ()
    issued: StatedDate | None = None
    publisher: str | None = None
    container_title: str | None = None
    type: DocumentType | None = None
    places: tuple[tuple[str, str], ...] = ()
    by_program: bool = False

    def or_else(self, other: Facts) -> Facts:
        """Return these facts, with those of ``other`` where nothing is stated here."""
        missing = {
            slot.name: getattr(other, slot.name)
            for slot in fields(self)
            if slot.name not in {"places", "by_program"} and not getattr(self, slot.name)
        }
        places = dict(other.places) | dict(self.places)
        return replace(self, **missing, places=tuple(places.items()))

    def place(self, fact: str) -> str:
        """Return where the file states ``fact``."""
        return dict(self.places).get(fact, fact)
