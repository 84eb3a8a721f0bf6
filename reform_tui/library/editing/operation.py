"""An operation: what is to be done to a library, as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reform_tui.library.editing.draft import Draft


@dataclass(frozen=True, slots=True)
class Operation:
    """A change from draft to draft, and what it does in words, for undo.

    ``concerns`` are the quotes it was decided on: where one of them is no longer as it was seen, nothing is done.
    ``documents`` are those that it goes through as they are on disk. One that is ``losing`` may leave words that are
    not found, which any other is refused for.
    """

    said: str
    change: Callable[[Draft], Draft]
    concerns: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    losing: bool = False
