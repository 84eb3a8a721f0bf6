"""A draft held against a library, small or large."""

from __future__ import annotations

from contextlib import closing

from reform_tui.library.model import Library
from reform_tui.verify.draft import Draft
from reform_tui.verify.judging import verify
from reform_tui.verify.sources import SMALL, Sources
from reform_tui.verify.verdict import Finding


def held(library: Library, draft: Draft) -> tuple[Finding, ...]:
    """Return what is found out about each quotation of ``draft``; a large library is asked by its index.

    The index is made where there is none yet.
    """
    if sum(len(document.source.text) for document in library.documents.values()) <= SMALL:
        return verify(library, draft, Sources(library))
    from reform_tui.search.index import index_folder, open_index  # noqa: PLC0415
    from reform_tui.search.sharing import SharedWords  # noqa: PLC0415

    with closing(SharedWords(open_index(library, index_folder(library)))) as words:
        return verify(library, draft, Sources(library, words))
