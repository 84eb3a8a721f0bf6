"""What documents say of themselves, and what new speakers are called: confirmed, corrected, or not stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, get_args

from reform_tui.app.overlays.chooser import Choice, Chooser
from reform_tui.app.overlays.prompt import Prompt
from reform_tui.app.placing import Placing
from reform_tui.app.views.review_items import FACTS
from reform_tui.library.wording import DOCUMENT_TYPES

if TYPE_CHECKING:
    from reform_tui.app.proposals import Proposed
    from reform_tui.library.editing import FactValue, Operation, Standing
    from reform_tui.library.model import Document
    from reform_tui.library.schema import Fact

NAMES = ("author", "editor", "contributor")
BY_HAND = ("event",)
"""What is corrected in the file alone."""
PARTS: dict[str, Standing] = {"headings": "heading", "furniture": "furniture"}
"""What is corrected paragraph by paragraph."""


class Stating(Placing):
    """Asks for what is right."""

    def proposed_here(self) -> Proposed | None:
        """Return what is under the cursor; where nothing is, say so."""
        proposed = self.review_view.proposed
        if proposed is None:
            self.say("nothing is proposed here")
        return proposed

    def decide(self, proposed: Proposed, operation: Operation) -> None:
        """Make an operation after which something needs no decision any more; go on to the next at once."""
        self.review_view.hide(proposed, self.services.edit(operation))
        self.show_status()

    def ask_name(self, proposed: Proposed) -> None:
        """Ask for the full name of a new speaker."""
        from reform_tui.library.editing import rename_speaker  # noqa: PLC0415

        now = self.session.opened.speakers[proposed.id].name
        hint = "⏎ is the name, and the speaker accepted · Esc leave it"

        def take(name: str | None) -> None:
            if name is not None and name.strip() and name.strip() != now:
                self.decide(proposed, rename_speaker(proposed.id, name.strip()))
            elif name is not None:
                self.say("the name is as it was; a accepts the speaker")

        self.push_screen(Prompt("Full name of this speaker", now, hint), take)

    def ask_fact(self, proposed: Proposed, fact: Fact) -> None:
        """Ask for what the text states."""
        from reform_tui.app.correcting import HINTS, BadFact, as_typed, from_typed  # noqa: PLC0415

        document = self.session.opened.documents[proposed.id]
        if fact in BY_HAND:
            self.say(f"correct the {FACTS[fact]} in {document.record}; it is shown here at once", problem=True)
            return
        if fact in PARTS:
            self.ask_paragraphs(document, PARTS[fact])
            return
        if fact == "type":
            self._ask_type(proposed, document)
            return

        def take(typed: str | None) -> None:
            if typed is None:
                return
            try:
                self._correct(proposed, fact, from_typed(fact, typed))
            except BadFact as problem:
                self.say(str(problem), problem=True)

        self.push_screen(
            Prompt(f"The {FACTS[fact]}, as the text states it", as_typed(document, fact), HINTS[fact]), take
        )

    def action_paragraphs(self) -> None:
        """Say which paragraphs of the text that is read are headings, and which are left out."""
        reader = self.documents_view.reader if self.view.id == "documents" else self.main_reader()
        if reader is None or reader.document is None or self.session.library is None:
            self.say("this is done to a text: 2 and ⏎ open one")
        elif self.is_read_only:
            self.say("this library is read-only; reform-tui init DIR makes one of yours", problem=True)
        else:
            self.ask_paragraphs(self.session.opened.documents[reader.document.id], "heading")

    def ask_paragraphs(self, document: Document, first: Standing) -> None:
        """Ask what each paragraph is, from the first that is ``first`` on."""
        from reform_tui.app.overlays.paragraphs import Paragraphs  # noqa: PLC0415
        from reform_tui.library.editing import mark_paragraphs  # noqa: PLC0415

        def take(changed: Mapping[int, Standing] | None) -> None:
            if changed is None:
                self.say("nothing was changed")
            else:
                self.services.edit(mark_paragraphs(document.id, document.sha256, changed))

        self.push_screen(Paragraphs(document, first), take)

    def _ask_type(self, proposed: Proposed, document: Document) -> None:
        from reform_tui.library.schema import DocumentType  # noqa: PLC0415 - not needed for the first screen

        types: Sequence[DocumentType] = get_args(DocumentType)
        choices = [Choice(DOCUMENT_TYPES[kind], "type", "now" if kind == document.type else "", kind) for kind in types]

        def take(value: str | None) -> None:
            if value is not None:
                self._correct(proposed, "type", value)

        self.push_screen(Chooser("What is this document?", choices), take)

    def _correct(self, proposed: Proposed, fact: Fact, value: FactValue) -> None:
        from reform_tui.library.editing import correct  # noqa: PLC0415

        self.decide(proposed, correct(proposed.id, fact, value))
