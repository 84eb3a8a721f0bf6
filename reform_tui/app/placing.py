"""A quote under a position: which one, how it bears on it, and why. What is likely is offered; nothing is decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reform_tui.app.overlaying import Overlaying
from reform_tui.app.overlays.chooser import Choice, Chooser
from reform_tui.app.overlays.prompt import Prompt
from reform_tui.app.saying import counted, short_name
from reform_tui.app.services import PositionsFound, QuotesFound
from reform_tui.library.display import displayed
from reform_tui.library.wording import as_spoken

if TYPE_CHECKING:
    from reform_tui.library.model import Library, Quote, Topic
    from reform_tui.library.schema import Stance

_STANCES: dict[Stance, str] = {
    "supports": "says what the position claims",
    "qualifies": "a condition, a middle position",
    "opposes": "speaks against what the position claims",
}
_OUT = "out"


class Placing(Overlaying):
    """Asks for position, stance and reason, in this order."""

    _placing = ""  # the quote for which positions are looked for
    _filling = ("", "")  # the topic and the position for which quotes are

    def is_settled(self) -> bool:
        """Whether nothing likely is being looked for either."""
        return super().is_settled() and not self._placing and not any(self._filling)

    @property
    def is_read_only(self) -> bool:
        """Whether the library is the one that comes with the program."""
        from reform_tui.library.bundled import bundled_library  # noqa: PLC0415

        return self.root.resolve() == bundled_library().resolve()

    def action_review_place(self) -> None:
        """Set the quote under a position."""
        quote = self.review_view.quote
        if quote is None:
            self.say("a quote stands under a position: ] goes to the quotes")
            return
        if not self.session.opened.topics:
            self.say("this library has no topics yet: data/topics.yaml sets them")
            return
        self.ask_position(quote)

    def ask_position(self, quote: Quote) -> None:
        """Ask under which position a quote is to stand, as soon as it is known which are likely."""
        self._placing = quote.id
        self.services.positions_for(self.session.opened, quote.id)

    def on_positions_found(self, message: PositionsFound) -> None:
        """Offer the likely positions first, then all others."""
        if self.is_closing or message.quote != self._placing or len(self.screen_stack) > 1:
            return
        self._placing = ""
        quote = self.session.opened.quotes.get(message.quote)
        if quote is None:
            return

        def take(value: str | None) -> None:
            if value is not None:
                topic, _, position = value.partition(" ")
                self.ask_stance(quote, topic, position)

        choices = self._offered(self.session.opened, quote, message.positions)
        self.push_screen(Chooser("Under which position?", choices), take)

    @staticmethod
    def _offered(library: Library, quote: Quote, likely: Sequence[tuple[str, str]]) -> list[Choice]:
        placed = {(place.topic, place.position): place.stance for place in library.placements.get(quote.id, ())}
        claims = {
            (topic.id, position.id): f"{topic.label}: {position.claim}"
            for topic in library.topics.values()
            for position in topic.positions
        }
        order = [*(place for place in likely if place in claims), *(place for place in claims if place not in likely)]
        return [
            Choice(
                claims[place],
                "likely" if place in likely else "position",
                f"stands here: {placed[place]}" if place in placed else "",
                " ".join(place),
            )
            for place in order
        ]

    # The other way round

    def action_candidates(self) -> None:
        """Look for quotes that may bear on the position under the cursor of a comparison, or on one that is chosen."""
        topic = self._topic_shown()
        if topic is None:
            self.say("open a topic first (4, ⏎): then this offers quotes for its positions")
            return

        def take(position: str | None) -> None:
            if position is not None:
                self._filling = (topic.id, position)
                self.services.quotes_for(self.session.opened, topic.id, position)

        choices = [
            Choice(position.claim, "position", counted(len(position.evidence), "quote"), position.id)
            for position in topic.positions
        ]
        self.push_screen(Chooser("Quotes for which position?", choices), take)

    def _topic_shown(self) -> Topic | None:
        comparison = self.compare_view.columns.comparison
        if (
            self.session.library is None
            or self.view.id != "compare"
            or comparison is None
            or self.compare_view.depth == 0
        ):
            return None
        topics = self.session.library.topics.values()
        return next((topic for topic in topics if topic.question == comparison.title), None)

    def on_quotes_found(self, message: QuotesFound) -> None:
        """Offer the quotes."""
        if self.is_closing or (message.topic, message.position) != self._filling or len(self.screen_stack) > 1:
            return
        self._filling = ("", "")
        library = self.session.opened
        quotes = [library.quotes[id] for id in message.quotes if id in library.quotes]
        if not quotes:
            self.say("no quote that is not there already is like this position")
            return
        choices = [
            Choice(
                as_spoken(library.documents[quote.document], quote),
                short_name(library.speakers[quote.speaker])[:9],
                "proposed" if quote.status == "proposed" else library.documents[quote.document].label,
                quote.id,
            )
            for quote in quotes
        ]

        def take(value: str | None) -> None:
            if value is not None:
                self.ask_stance(library.quotes[value], message.topic, message.position)

        self.push_screen(Chooser(f"Quotes for “{self._claim(message.topic, message.position)}”", choices), take)

    def ask_stance(self, quote: Quote, topic: str, position: str) -> None:
        """Ask how a quote bears on a position: only a person says so. What stands there already can be taken out."""
        from reform_tui.library.editing import unassign  # noqa: PLC0415

        if self.is_read_only:
            self.say("this library is read-only; t tags a quote or moves it in a map of your own", problem=True)
            return
        places = self.session.opened.placements.get(quote.id, ())
        if any((place.topic, place.position) == (topic, position) for place in places):
            choices = [Choice("take it out from under this position", "change", "", _OUT)]
        else:
            choices = [Choice(stance, "stance", said, stance) for stance, said in _STANCES.items()]

        def take(value: str | None) -> None:
            if value == _OUT:
                self.services.edit(unassign(quote.id, topic, position))
            elif value is not None:
                self._ask_why(quote, topic, position, next(stance for stance in _STANCES if stance == value))

        self.push_screen(Chooser(f"How does it bear on “{self._claim(topic, position)}”?", choices), take)

    def _ask_why(self, quote: Quote, topic: str, position: str, stance: Stance) -> None:
        from reform_tui.library.editing import assign  # noqa: PLC0415

        def take(why: str | None) -> None:
            if why is not None:
                self.services.edit(assign(quote.id, topic, position, stance, why))

        claim = displayed(self._claim(topic, position))
        self.push_screen(Prompt(f"Which words say so, and how ({stance} “{claim}”)"), take)

    def _claim(self, topic: str, position: str) -> str:
        positions = self.session.opened.topics[topic].positions
        return next(item.claim for item in positions if item.id == position)
