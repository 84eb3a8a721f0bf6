"""Writes in a library: operations as plain functions, one writer that makes them.

``LibraryWriter(root, journal).apply(library, accept("lee-free"))`` returns the library after the operation;
``undo(library)`` the one before it. Either raises ``Refused`` with a sentence, and then nothing has changed.
Hand-written YAML keeps every byte outside the entry that an operation is about.
"""

from reform_tui.library.editing.attributing import NewSpeaker, attribute, set_cue, set_kind, set_role
from reform_tui.library.editing.deciding import accept, reject
from reform_tui.library.editing.facts import FactValue, confirm, correct
from reform_tui.library.editing.identifying import dismiss, same_as
from reform_tui.library.editing.naming import free_id, new_quote_id, quote_id, quote_ids, slug
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.people import accept_speaker, rename_speaker, set_speaker_kind
from reform_tui.library.editing.placing import assign, unassign
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.editing.spans import join, next_quote, set_spans, split
from reform_tui.library.editing.standing import Standing, mark_paragraphs
from reform_tui.library.editing.writing import LibraryWriter, refuse_bundled

__all__ = [
    "FactValue",
    "LibraryWriter",
    "NewSpeaker",
    "Operation",
    "Refused",
    "Standing",
    "accept",
    "accept_speaker",
    "assign",
    "attribute",
    "confirm",
    "correct",
    "dismiss",
    "free_id",
    "join",
    "mark_paragraphs",
    "new_quote_id",
    "next_quote",
    "quote_id",
    "quote_ids",
    "refuse_bundled",
    "reject",
    "rename_speaker",
    "same_as",
    "set_cue",
    "set_kind",
    "set_role",
    "set_spans",
    "set_speaker_kind",
    "slug",
    "split",
    "unassign",
]
