"""What a person decides in the review: accept, reject, correct; each decision is one operation on the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reform_tui.app.overlays.chooser import Choice, Chooser
from reform_tui.app.saying import counted
from reform_tui.app.stating import BY_HAND, NAMES, PARTS, Stating
from reform_tui.app.views.review_items import FACTS

if TYPE_CHECKING:
    from reform_tui.app.proposals import Proposed
    from reform_tui.app.stepping import Span
    from reform_tui.library.editing import NewSpeaker
    from reform_tui.library.model import Document, Library, Quote
    from reform_tui.library.schema import Kind, SpeakerKind

_KINDS: dict[Kind, str] = {
    "direct": "in quotation marks",
    "mixed": "reported, partly in marks",
    "indirect": "reported",
    "authored": "the writer’s own",
}
_SPEAKERS: dict[SpeakerKind, str] = {"person": "new person", "body": "new body", "unnamed": "new voice"}


class Deciding(Stating):
    """One method a key. What takes no quote says what it takes."""

    # Yes and no

    def action_review_accept(self) -> None:
        """Accept what is under the cursor."""
        from reform_tui.library.editing import accept, accept_speaker, confirm  # noqa: PLC0415

        proposed = self.proposed_here()
        if proposed is None:
            return
        if proposed.what == "quote":
            self.decide(proposed, accept(proposed.id))
        elif proposed.what == "speaker":
            self.decide(proposed, accept_speaker(proposed.id))
        elif proposed.fact is not None:
            self.decide(proposed, confirm(proposed.id, proposed.fact))

    def action_review_reject(self) -> None:
        """Reject a quote; say of a fact that the text does not state it."""
        from reform_tui.library.editing import correct, dismiss, reject  # noqa: PLC0415

        proposed = self.proposed_here()
        if proposed is None:
            return
        if proposed.what == "quote":
            self.decide(proposed, reject(proposed.id))
        elif proposed.what == "speaker":
            many = sum(1 for _ in self.session.opened.quotes_by(proposed.id))
            if many:
                self.say(f"{counted(many, 'quote')} would have no speaker: s says who it is, w another name")
            else:
                self.decide(proposed, dismiss(proposed.id))
        elif proposed.fact in ("title", "type", *PARTS, *BY_HAND):
            self.say(f"the {FACTS[proposed.fact]} cannot be left out: w corrects it, a accepts it")
        elif proposed.fact is not None:
            self.decide(proposed, correct(proposed.id, proposed.fact, () if proposed.fact in NAMES else None))

    def action_review_undo(self) -> None:
        """Take back the last decision."""
        self.services.undo_edit()

    # Whose words

    def action_review_speaker(self) -> None:
        """Choose whose words they are; of a new speaker, who of those known it is."""
        proposed = self.proposed_here()
        quote = self.review_view.quote
        if proposed is None:
            return
        if proposed.what == "speaker":
            self._ask_who_it_is(proposed)
        elif quote is not None:
            self._ask_speaker(quote)
        else:
            self.say("a fact has no speaker: a accepts it, w corrects it")

    def _ask_speaker(self, quote: Quote) -> None:
        from reform_tui.app.naming import names_near  # noqa: PLC0415

        library = self.session.opened
        known = self._speakers(library, quote.document)
        names = {name for speaker in library.speakers.values() for name in speaker.names}
        near = [name for name in names_near(library.documents[quote.document], quote) if name not in names]
        choices = [*known, *(Choice(name, "named here", "new", f"person {name}") for name in near)]

        def take(value: str | None) -> None:
            if value is not None:
                self._attribute(quote, value)

        hint = "type to narrow, or a new name · ⏎ choose · Esc close"
        self.push_screen(Chooser("Whose words are these?", choices, hint, _new_speakers), take)

    def _speakers(self, library: Library, document: str) -> list[Choice]:
        """Return the speakers of a document, then all others."""
        people = library.documents[document].people
        here = dict.fromkeys([*(person.speaker for person in people), *library.speakers])
        named = {person.speaker: person.roles for person in people}
        return [
            Choice(
                library.speakers[id].name,
                "here" if id in named else "known",
                next(iter(named.get(id, ())), ""),
                f"known {id}",
            )
            for id in here
            if id in library.speakers
        ]

    def _attribute(self, quote: Quote, value: str) -> None:
        from reform_tui.library.editing import attribute  # noqa: PLC0415

        sort, _, who = value.partition(" ")
        people = self.session.opened.documents[quote.document].people
        roles = next((person.roles for person in people if person.speaker == who), ())
        speaker = who if sort == "known" else self._new(sort, who)
        self.services.edit(attribute(quote.id, speaker, roles[0] if roles else None))

    def _new(self, sort: str, name: str) -> NewSpeaker:
        from reform_tui.library.editing import NewSpeaker, free_id, slug  # noqa: PLC0415

        kind = next(kind for kind in _SPEAKERS if kind == sort)
        return NewSpeaker(free_id(slug(name) or "speaker", self.session.opened.speakers), name, kind)

    def _ask_who_it_is(self, proposed: Proposed) -> None:
        from reform_tui.library.editing import same_as  # noqa: PLC0415

        library = self.session.opened
        choices = [
            choice for choice in self._speakers(library, proposed.document) if choice.value != f"known {proposed.id}"
        ]

        def take(value: str | None) -> None:
            if value is not None:
                self.decide(proposed, same_as(proposed.id, value.removeprefix("known ")))

        self.push_screen(Chooser(f"Who is {library.speakers[proposed.id].name}?", choices), take)

    def action_review_role(self) -> None:
        """Choose or write in what capacity the speaker speaks."""
        from reform_tui.library.editing import set_role  # noqa: PLC0415

        quote = self._quote_in_review()
        if quote is None:
            return
        library = self.session.opened
        appearances = [
            where for where in library.appearances.get(quote.speaker, ()) if where.document == quote.document
        ]
        roles = dict.fromkeys(role for where in appearances for role in where.roles)
        document = library.documents[quote.document]
        choices = [Choice(role, "role", "now" if role == quote.role else "", role) for role in roles]

        def take(role: str | None) -> None:
            if role is not None and role != quote.role:
                self.services.edit(set_role(quote.id, role))

        title = f"Role of {library.speakers[quote.speaker].name}, in the document’s words"
        hint = "type it as the document has it · ⏎ choose · Esc close"
        nothing = "the document has no role of theirs yet: type one"
        self.push_screen(Chooser(title, choices, hint, lambda typed: [_new_role(document, typed)], nothing), take)

    # Which words

    def action_review_kind(self) -> None:
        """Choose the kind of words; of a new speaker, whether it is a person, a body or a voice."""
        from reform_tui.library.editing import set_kind, set_speaker_kind  # noqa: PLC0415

        proposed = self.proposed_here()
        if proposed is None:
            return
        if proposed.what == "speaker":
            kinds = {"person": "one person", "body": "an organisation", "unnamed": "somebody the text does not name"}
            now = self.session.opened.speakers[proposed.id].kind
            choices = [Choice(kind, "speaker", said, kind) for kind, said in kinds.items() if kind != now]

            def take_speaker(value: str | None) -> None:
                if value is not None:
                    kind = next(kind for kind in _SPEAKERS if kind == value)
                    self.decide(proposed, set_speaker_kind(proposed.id, kind))

            self.push_screen(Chooser("What is this speaker?", choices), take_speaker)
            return
        quote = self._quote_in_review()
        if quote is None:
            return

        def take(value: str | None) -> None:
            if value is not None and value != quote.kind:
                self.services.edit(set_kind(quote.id, next(kind for kind in _KINDS if kind == value)))

        kinds_of_words = [
            Choice(kind, "now" if kind == quote.kind else "kind", said, kind) for kind, said in _KINDS.items()
        ]
        self.push_screen(Chooser("What kind of words are these?", kinds_of_words), take)

    def action_review_words(self) -> None:
        """Move the ends of a quote; correct a fact; rename a new speaker."""
        proposed = self.proposed_here()
        if proposed is None:
            return
        if proposed.what == "speaker":
            self.ask_name(proposed)
        elif proposed.fact is not None:
            self.ask_fact(proposed, proposed.fact)
        else:
            self._ask_words()

    def _ask_words(self) -> None:
        from reform_tui.app.overlays.words import Words  # noqa: PLC0415
        from reform_tui.library.editing import set_spans  # noqa: PLC0415

        quote = self._quote_in_review()
        if quote is None:
            return
        library = self.session.opened
        before = tuple((part.start, part.end) for part in quote.segments)

        def take(spans: tuple[Span, ...] | None) -> None:
            if spans is not None and spans != before:
                self.services.edit(set_spans(quote.id, spans))

        self.push_screen(Words(library, library.documents[quote.document], quote), take)

    def action_review_split(self) -> None:
        """Choose where a quote is parted in two."""
        from reform_tui.app.overlays.words import SplitAt  # noqa: PLC0415
        from reform_tui.library.editing import split  # noqa: PLC0415

        quote = self._quote_in_review()
        if quote is None:
            return
        library = self.session.opened
        screen = SplitAt(library, library.documents[quote.document], quote)
        if not screen.can_be_split:
            self.say("one word cannot be parted")
            return

        def take(spans: tuple[Span, ...] | None) -> None:
            if spans is not None:
                self.services.edit(split(quote.id, spans[0][0]))

        self.push_screen(screen, take)

    def action_review_join(self) -> None:
        """Join a quote with the one that follows it in the text."""
        from reform_tui.library.editing import join, next_quote  # noqa: PLC0415

        quote = self._quote_in_review()
        if quote is None:
            return
        following = next_quote(self.session.opened.documents[quote.document], quote.id)
        if following is None:
            self.say("this is the last quote of the text: nothing follows to join it with")
        else:
            self.services.edit(join(quote.id, following))

    def _quote_in_review(self) -> Quote | None:
        quote = self.review_view.quote
        if quote is None:
            self.say("this is done to quotes; ] goes to them")
        return quote


def _new_role(document: Document, typed: str) -> Choice:
    """Return a role that was typed: as it is where the document says so, else in the brackets of what is ours."""
    from reform_tui.library.check import is_stated_role  # noqa: PLC0415

    if is_stated_role(document, typed):
        return Choice(typed, "new role", "in the text" if "[" not in typed else "", typed)
    return Choice(f"[{typed}]", "new role", "not in the text: ours", f"[{typed.strip('[]')}]")


def _new_speakers(typed: str) -> list[Choice]:
    """Return what a name that was typed can be."""
    return [Choice(typed, words, "", f"{kind} {typed}") for kind, words in _SPEAKERS.items()]
