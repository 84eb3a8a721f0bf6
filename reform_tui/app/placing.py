"""A quote under a position: which one, how it bears on it, and why. What is likely is offered; nothing is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from reform_tui.app.overlaying import Overlaying
from reform_tui.app.overlays.chooser import Choice, Chooser
from reform_tui.app.overlays.prompt import Prompt
from reform_tui.library.display import displayed
from reform_tui.library.schema import Stance

if TYPE_CHECKING:
    from reform_tui.library.model import Library, Quote

_STANCES: dict[Stance, str] = {
    "supports": "says what the position claims",
    "qualifies": "a condition, a middle position",
    "opposes": "speaks against what the position claims",
}


class Placing(Overlaying):
    """Asks for position, stance and reason, in this order."""

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
        """Ask under which position a quote is to stand."""
        choices = self._positions(self.session.opened, quote)

        def take(value: str | None) -> None:
            if value is not None:
                topic, _, position = value.partition(" ")
                self.ask_stance(quote, topic, position)

        self.push_screen(Chooser("Under which position?", choices), take)

    def _positions(self, library: Library, quote: Quote) -> list[Choice]:
        placed = {(place.topic, place.position): place.stance for place in library.placements.get(quote.id, ())}
        return [
            Choice(
                f"{topic.label}: {position.claim}",
                "position",
                placed.get((topic.id, position.id), ""),
                f"{topic.id} {position.id}",
            )
            for topic in library.topics.values()
            for position in topic.positions
        ]

    def ask_stance(self, quote: Quote, topic: str, position: str) -> None:
        """Ask how a quote bears on a position: only a person says so."""
        claim = self._claim(topic, position)
        choices = [Choice(stance, "stance", said, stance) for stance, said in _STANCES.items()]

        def take(value: str | None) -> None:
            if value is not None:
                self._ask_why(quote, topic, position, next(stance for stance in get_args(Stance) if stance == value))

        self.push_screen(Chooser(f"How does it bear on “{claim}”?", choices), take)

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
