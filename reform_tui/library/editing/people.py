"""A person decides on proposed speakers: they are who they seem, are called otherwise, or are a body or a voice."""

from __future__ import annotations

from reform_tui.library.editing.deciding import with_accepted_speaker
from reform_tui.library.editing.draft import SPEAKERS, Draft, index_of
from reform_tui.library.editing.expected import Path
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.refusing import Refused, refuse_controls
from reform_tui.library.model import Speaker
from reform_tui.library.schema import SpeakerKind
from reform_tui.library.suggesting import did_you_mean


def accept_speaker(speaker: str) -> Operation:
    """Accept a proposed speaker as they are written down."""

    def change(draft: Draft) -> Draft:
        found = _speaker(draft, speaker)
        if found.status != "proposed":
            raise Refused(f"{found.name} is {found.status} already")
        return with_accepted_speaker(draft, speaker)

    return Operation(f"accepted the speaker `{speaker}`", change)


def rename_speaker(speaker: str, name: str) -> Operation:
    """Give a speaker another full name; the one before stays as an alias, and a proposed speaker is accepted."""

    def change(draft: Draft) -> Draft:
        found = _speaker(draft, speaker)
        if not name.strip():
            raise Refused("a speaker needs a name")
        refuse_controls("a name", name.strip())
        page, path = _entry(draft, speaker)
        page = page.with_value((*path, "name"), name.strip())
        page = _with_aliases(page, path, (found.name,), name.strip())
        return with_accepted_speaker(draft.with_page(page), speaker)

    return Operation(f"renamed and accepted the speaker `{speaker}`", change)


def set_speaker_kind(speaker: str, kind: SpeakerKind) -> Operation:
    """Say whether a speaker is a person, a body or an unnamed voice; a proposed speaker is accepted."""

    def change(draft: Draft) -> Draft:
        _speaker(draft, speaker)
        page, path = _entry(draft, speaker)
        return with_accepted_speaker(draft.with_page(page.with_value((*path, "kind"), kind)), speaker)

    return Operation(f"accepted `{speaker}` as {_KINDS[kind]}", change)


_KINDS: dict[SpeakerKind, str] = {"person": "a person", "body": "a body", "unnamed": "an unnamed voice"}


def _speaker(draft: Draft, id: str) -> Speaker:
    if id not in draft.library.speakers:
        raise Refused(f"no speaker has the id `{id}`{did_you_mean(id, draft.library.speakers)}")
    return draft.library.speakers[id]


def _entry(draft: Draft, speaker: str) -> tuple[Page, Path]:
    page = draft.page(SPEAKERS)
    return page, ("speakers", index_of(page, ("speakers",), "id", speaker))


def _with_aliases(page: Page, path: Path, names: tuple[str, ...], own: str) -> Page:
    known = page.items((*path, "aliases"))
    new = [name for name in names if name != own and name not in known]
    return page.with_more((*path, "aliases"), new, after="kind") if new else page
