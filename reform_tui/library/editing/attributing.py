"""A person corrects whose words they are, in what capacity, by which cue and of what kind."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from reform_tui.library.editing.anchors import anchor_values
from reform_tui.library.editing.deciding import touched, with_accepted_speaker
from reform_tui.library.editing.draft import SPEAKERS, Draft, index_of
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.editing.refusing import Refused, refuse_controls
from reform_tui.library.marks import quoted_stretches
from reform_tui.library.model import Document
from reform_tui.library.schema import Kind, SpeakerKind, Status


@dataclass(frozen=True, slots=True)
class NewSpeaker:
    """Somebody who is not yet in the library."""

    id: str
    name: str
    kind: SpeakerKind = "person"
    aliases: tuple[str, ...] = ()
    status: Status = "accepted"


def attribute(quote: str, speaker: str | NewSpeaker, role: str | None = None) -> Operation:
    """Give a quote to another speaker, by id or new, in the ``role`` that its document gives them there."""

    def change(draft: Draft) -> Draft:
        found = draft.quote(quote)
        refuse_controls("a role", role or "")
        draft, id = _with_speaker(draft, speaker)
        page, path = draft.place(found)
        page = touched(page.with_value((*path, "speaker"), id, after="id"), path)
        page = page.without_value((*path, "role"))
        draft = draft.with_page(with_person(page, id, (role,) if role else ()))
        return _with_role(draft, quote, id, role) if role else draft

    name = speaker.name if isinstance(speaker, NewSpeaker) else f"`{speaker}`"
    return Operation(f"gave `{quote}` to {name}", change, (quote,))


def _with_speaker(draft: Draft, speaker: str | NewSpeaker) -> tuple[Draft, str]:
    known = draft.library.speakers
    if isinstance(speaker, NewSpeaker):
        if speaker.id in known:
            raise Refused(f"there is a speaker `{speaker.id}` already: {known[speaker.id].name}")
        for name in (speaker.name, *speaker.aliases):
            refuse_controls("a name", name)
        return with_speakers(draft, [speaker]), speaker.id
    if speaker not in known:
        raise Refused(f"no speaker has the id `{speaker}`; add a new one")
    return with_accepted_speaker(draft, speaker), speaker


def with_speakers(draft: Draft, speakers: list[NewSpeaker]) -> Draft:
    """Return the draft with new speakers, to be written before anything that refers to them."""
    page = draft.page(SPEAKERS)
    return draft.with_page(page.with_items(("speakers",), [speaker_value(speaker) for speaker in speakers]), first=True)


def with_aliases(draft: Draft, aliases: Mapping[str, str], new: Container[str]) -> Draft:
    """Return the draft with an alias more for each of some speakers; those who are ``new`` come with theirs."""
    return draft.with_page(page_with_aliases(draft.page(SPEAKERS), aliases, new), first=True)


def page_with_aliases(page: Page, aliases: Mapping[str, str], new: Container[str]) -> Page:
    """Return the page of speakers with an alias more for each of some that are not ``new``."""
    for id, alias in aliases.items():
        if id not in new:
            path = ("speakers", index_of(page, ("speakers",), "id", id), "aliases")
            page = page.with_more(path, [alias], after="kind")
    return page


def speaker_value(speaker: NewSpeaker) -> Value:
    """Return a speaker's entry."""
    value: dict[str, Value] = {"id": speaker.id, "name": speaker.name, "kind": speaker.kind}
    if speaker.aliases:
        value["aliases"] = list(speaker.aliases)
    if speaker.status != "curated":
        value["status"] = speaker.status
    return value


def with_person(page: Page, speaker: str, roles: tuple[str, ...] = ()) -> Page:
    """Return a document's page with ``speaker`` among its people, with these roles behind those they have."""
    try:
        at = index_of(page, ("people",), "speaker", speaker)
    except Refused:
        person: dict[str, Value] = {"speaker": speaker}
        return page.with_items(("people",), [{**person, "roles": list(roles)} if roles else person])
    path = ("people", at, "roles")
    known = page.items(path)
    new = [role for role in roles if role not in known]
    return page.with_more(path, new) if new else page


def set_role(quote: str, role: str) -> Operation:
    """Set in what capacity the speaker of a quote makes it, in the document's words."""

    def change(draft: Draft) -> Draft:
        found = draft.quote(quote)
        refuse_controls("a role", role)
        page, path = draft.place(found)
        draft = draft.with_page(touched(with_person(page, found.speaker, (role,)), path))
        return _with_role(draft, quote, found.speaker, role)

    return Operation(f"set the role of `{quote}`", change, (quote,))


def _with_role(draft: Draft, quote: str, speaker: str, role: str) -> Draft:
    """Return the draft with a role on a quote; the first of the speaker's roles goes without saying."""
    page, path = draft.place(draft.quote(quote))
    first = page.items(("people", index_of(page, ("people",), "speaker", speaker), "roles"))[0]
    if first == role:
        return draft.with_page(page.without_value((*path, "role")))
    return draft.with_page(page.with_value((*path, "role"), role, after="speaker"))


def set_cue(quote: str, cue: str | None) -> Operation:
    """Set the attributing words of a quote, as they stand near it; None where there are none."""

    def change(draft: Draft) -> Draft:
        page, path = draft.place(draft.quote(quote))
        page = page.with_value((*path, "cue"), cue, after="kind") if cue else page.without_value((*path, "cue"))
        return draft.with_page(touched(page, path))

    return Operation(f"set the cue of `{quote}`", change, (quote,))


def set_kind(quote: str, kind: Kind) -> Operation:
    """Set the kind of words of a quote; of a mixed one, what stands in quotation marks becomes its fragments."""

    def change(draft: Draft) -> Draft:
        found = draft.quote(quote)
        page, path = draft.place(found)
        page = touched(page.with_value((*path, "kind"), kind), path)
        if kind != "mixed":
            return draft.with_page(page.without_value((*path, "fragments")))
        if found.fragments:
            return draft.with_page(page)
        fragments = _fragments(draft.document(found), [(segment.start, segment.end) for segment in found.segments])
        return draft.with_page(page.with_value((*path, "fragments"), fragments, after="segments"))

    return Operation(f"made `{quote}` {kind}", change, (quote,))


def _fragments(document: Document, spans: list[tuple[int, int]]) -> list[Value]:
    stretches = [stretch for span in spans for stretch in quoted_stretches(document.source.text, span)]
    if not stretches:
        raise Refused("a mixed quote has words in quotation marks, and these have none; widen it to take them in")
    return anchor_values(document.source, stretches, spans)
