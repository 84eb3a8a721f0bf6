"""The finder run again over a document: better guesses, and no word of a person's changed.

A quote is the finder's own as long as it is proposed, has its rule, says nothing that the finder does not say and is
no evidence. Only those are changed or taken out; what a person has decided on or turned down is not proposed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reform_tui.adding.findings import findings, touches
from reform_tui.adding.proposed_quotes import ProposedQuotes
from reform_tui.adding.voices import Voices
from reform_tui.library.anchor import Span
from reform_tui.library.anchoring import spans_of
from reform_tui.library.editing import Operation, Refused, quote_ids
from reform_tui.library.editing.attributing import with_aliases, with_person, with_speakers
from reform_tui.library.editing.draft import Draft, index_of
from reform_tui.library.editing.expected import Path, as_read
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.model import Document, Library, Quote
from reform_tui.quotation.proposal import Proposal

_QUOTES: Path = ("quotes",)
_FINDERS_KEYS = ("speaker", "role", "kind", "cue", "segments", "fragments", "status", "rule", "confidence")


def find_again(document: str) -> Operation:
    """Run the finder over a document of the library again."""

    def change(draft: Draft) -> Draft:
        found = draft.named(document)
        if found.state != "verified":
            raise Refused(f"{found.file} has changed since its quotes were anchored; see `reform-tui check` first")
        return _Again(draft, found).draft()

    return Operation(f"ran the finder over `{document}` again", change, documents=(document,))


class _Again:
    """One run over one document."""

    def __init__(self, draft: Draft, document: Document) -> None:
        self._draft = draft
        self._document = document
        self._page = draft.page(document.record)
        self._own = [quote for quote in document.quotes if _is_own(self._page, draft.library, quote)]
        decided = {quote.id for quote in document.quotes} - {quote.id for quote in self._own}
        self._decided = [s for quote in document.quotes if quote.id in decided for s in spans_of(quote.segments)]
        self._speaks_by_decision = {quote.speaker for quote in document.quotes if quote.id in decided}
        known = draft.library.speakers.values()
        self._voices = Voices(known, document.source.text, document.author, document.title)
        self._known_roles = {person.speaker: person.roles for person in document.people}
        roles = {speaker: list(roles) for speaker, roles in self._known_roles.items()}
        self._quotes = ProposedQuotes(document.source, self._voices, quote_ids(draft.library), roles)

    def draft(self) -> Draft:
        """Return the draft after the run."""
        left = {quote.segments: quote for quote in self._own}
        entries: list[tuple[int, dict[str, Value], Quote | None]] = []
        for proposal in self._new_proposals():
            same = _matching(proposal, left.values())
            if same is not None:
                del left[same.segments]
            entry = self._quotes.entry(self._with_settled_role(proposal), same.id if same else None)
            entries.append((proposal.start, entry, same))
        page = self._page
        for quote in left.values():
            page = page.without_item(_QUOTES, index_of(page, _QUOTES, "id", quote.id))
        for _, entry, same in entries:
            if same is not None:
                page = _updated(page, (*_QUOTES, index_of(page, _QUOTES, "id", same.id)), entry)
        page = self._with_new(page, [(start, entry) for start, entry, same in entries if same is None])
        for entry in (entry for _, entry, _ in entries):
            speaker = str(entry["speaker"])
            new = [role for role in self._quotes.roles[speaker] if role not in self._known_roles.get(speaker, ())]
            page = with_person(page, speaker, tuple(new))
        draft = with_aliases(self._draft, self._voices.aliases, set(self._voices.new))
        return with_speakers(draft, list(self._voices.new.values())).with_page(page)

    def _new_proposals(self) -> Iterator[Proposal]:
        """Yield what the finder proposes and nobody has decided on."""
        document = self._document
        stretches = [item.segment for item in document.furniture]
        if not document.source.markdown:
            stretches += [item.segment for item in document.headings]
        turned_down = [spans_of(rejected.segments) for rejected in document.rejected]
        for proposal in findings(document.source, spans_of(stretches)):
            if touches(proposal.segments, self._decided):
                continue
            if not any(_mostly_within(proposal.segments, spans) for spans in turned_down):
                yield proposal

    def _with_settled_role(self, proposal: Proposal) -> Proposal:
        """Leave a role out where it would become that of somebody whose words a person has decided on."""
        speaker = self._voices.of(proposal)
        if speaker in self._speaks_by_decision and proposal.role not in self._known_roles.get(speaker, ()):
            return replace(proposal, role=None)
        return proposal

    def _with_new(self, page: Page, new: Sequence[tuple[int, dict[str, Value]]]) -> Page:
        """Put new entries behind the one that stands before them in the text."""
        starts = {quote.id: quote.segments[0].start for quote in self._document.quotes}
        for start, entry in new:
            at = 0
            for number, item in enumerate(page.items(_QUOTES)):
                if isinstance(item, dict) and starts.get(str(item.get("id")), -1) <= start:
                    at = number + 1
            page = page.with_items(_QUOTES, [entry], at)
            starts[str(entry["id"])] = start
        return page


def _is_own(page: Page, library: Library, quote: Quote) -> bool:
    if quote.status != "proposed" or quote.rule is None or quote.id in library.placements:
        return False
    entry = page.at((*_QUOTES, index_of(page, _QUOTES, "id", quote.id)))
    return isinstance(entry, dict) and not entry.keys() - {"id", *_FINDERS_KEYS}


def _matching(proposal: Proposal, quotes: Iterable[Quote]) -> Quote | None:
    """Return the quote that stands for the same words, else one that shares some with them."""
    candidates = [quote for quote in quotes if touches(proposal.segments, spans_of(quote.segments))]
    same = (quote for quote in candidates if tuple(spans_of(quote.segments)) == proposal.segments)
    return next(same, None) or next((quote for quote in candidates if quote.kind == proposal.kind), None)


def _mostly_within(spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether half of the characters of ``spans``, or more, lie in ``others``."""
    shared = sum(max(0, min(a_end, b_end) - max(a, b)) for a, a_end in spans for b, b_end in others)
    return 2 * shared >= sum(end - start for start, end in spans)


def _updated(page: Page, path: Path, entry: dict[str, Value]) -> Page:
    """Return the page with what has changed of a quote's entry."""
    before = "id"
    for key in _FINDERS_KEYS:
        now = page.at((*path, key))
        if key in entry and now != as_read(entry[key]):
            page = page.with_value((*path, key), entry[key], after=before)
        elif key not in entry and now is not None:
            page = page.without_value((*path, key))
        before = key if key in entry else before
    return page
