"""A library while it is edited: what it says, and the pages that an operation has changed so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from reform_tui.library.editing.expected import Path
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.model import BrokenQuote, Document, Library, Quote
from reform_tui.library.suggesting import did_you_mean

SPEAKERS = "data/speakers.yaml"
TOPICS = "data/topics.yaml"


@dataclass(frozen=True, slots=True)
class Draft:
    """``library`` is as it was before the operation; ``read`` gives the text of a file in it by its name.

    ``pages`` come in the order in which they have to be written, so that a kill in between leaves no reference
    without what it refers to.
    """

    library: Library
    read: Callable[[str], str]
    pages: Mapping[str, Page] = field(default_factory=dict)

    def __contains__(self, file: str) -> bool:
        return file in self.pages or (self.library.root / file).is_file()

    def page(self, file: str) -> Page:
        """Return the page of a file as it stands in this draft. Raises Refused."""
        return self.pages[file] if file in self.pages else Page(file, self.read(file))

    def with_page(self, page: Page, *, first: bool = False) -> Draft:
        """Return the draft with another page; ``first``, it is to be written before the others."""
        if page.text == self.page(page.file).text:
            return self
        if first and page.file not in self.pages:
            return replace(self, pages={page.file: page, **self.pages})
        return replace(self, pages={**self.pages, page.file: page})

    def quote(self, id: str) -> Quote:
        """Return the quote of that id. Raises Refused where there is none, or its words are not in the source."""
        found = self.library.quotes.get(id)
        if found is None:
            if id in self.library.broken:
                raise Refused(f"the words of `{id}` are not in its source; `reform-tui check` says why")
            raise Refused(f"no quote has the id `{id}`{did_you_mean(id, self.library.quotes)}")
        document = self.library.documents[found.document]
        if document.state != "verified":
            raise Refused(f"{document.file} has changed since its quotes were anchored; see `reform-tui check` first")
        return found

    def named(self, id: str) -> Document:
        """Return the document of that id. Raises Refused where there is none."""
        if id not in self.library.documents:
            raise Refused(f"no document has the id `{id}`{did_you_mean(id, self.library.documents)}")
        return self.library.documents[id]

    def document(self, quote: Quote | BrokenQuote) -> Document:
        """Return the document that a quote stands in."""
        return self.library.documents[quote.document]

    def place(self, quote: Quote | BrokenQuote) -> tuple[Page, Path]:
        """Return the page that a quote is written on and where. Raises Refused."""
        page = self.page(self.document(quote).record)
        return page, ("quotes", index_of(page, ("quotes",), "id", quote.id))


def index_of(page: Page, path: Path, key: str, value: str) -> int:
    """Return the number of the item, from 0, that has ``value`` under ``key``. Raises Refused."""
    for number, item in enumerate(page.items(path)):
        if isinstance(item, dict) and item.get(key) == value:
            return number
    raise Refused(f"{page.file} has no `{value}` under `{path[-1]}` any more; it was changed meanwhile")
