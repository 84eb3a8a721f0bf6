"""Tags of a quote, and its place under a position: the user's own, whatever the library says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reform_tui.app.comparison import STANCES
from reform_tui.app.gathering import Gathering
from reform_tui.app.overlays.chooser import Choice, Chooser
from reform_tui.app.overlays.prompt import Prompt
from reform_tui.library.selection import Place

if TYPE_CHECKING:
    from reform_tui.library.model import Topic

_TAGS = "tags"
_NOWHERE = "nowhere"


class Tagging(Gathering):
    """Tags and places; both select the quote."""

    def action_tags(self) -> None:
        """Tag the quote, or move it to a position."""
        quote = self.quote_meant()
        if quote is not None:
            self.ask_place(quote.id)

    def ask_place(self, id: str, after: Callable[[], None] | None = None) -> None:
        """Ask whether to tag a quote, or to which position to move it; the topics it stands in come first."""
        pick = self.session.selection.pick(id)
        tags = ", ".join(pick.tags) if pick and pick.tags else "none yet"
        stands = {place.topic for place in self.session.placed.placements.get(id, ())}
        topics = sorted(self.session.opened.topics.values(), key=lambda topic: topic.id not in stands)
        choices = [Choice(f"write tags (now: {tags})", _TAGS, "", _TAGS)]
        choices += [choice for topic in topics for choice in self._positions(id, topic)]

        def take(value: str | None) -> None:
            topic, _, position = (value or "").partition(" ")
            if value == _TAGS:
                self.ask_tags(id, after)
            elif value is not None:
                self._ask_stance(id, topic, position, after)
            elif after is not None:
                after()

        self.push_screen(Chooser("Tag the quote, or move it to a position", choices), take)

    def _positions(self, id: str, topic: Topic) -> list[Choice]:
        here = {place.position: place.stance for place in self.session.placed.placements.get(id, ())}
        pick = self.session.selection.pick(id)
        own = {place.position for place in pick.places if place.topic == topic.id} if pick else set()
        return [
            Choice(
                position.claim,
                "position",
                " · ".join(
                    filter(None, [here.get(position.id, ""), "yours" if position.id in own else "", topic.label])
                ),
                f"{topic.id} {position.id}",
            )
            for position in topic.positions
        ]

    def _ask_stance(self, id: str, topic: str, position: str, after: Callable[[], None] | None) -> None:
        """Ask how a quote stands to a position, and put it there."""
        claims = {known.id: known.claim for known in self.session.opened.topics[topic].positions}
        pick = self.session.selection.pick(id)
        choices = [Choice(stance, "stance", "", stance) for stance in STANCES]
        if pick and any(place.topic == topic for place in pick.places):
            choices.append(Choice("where the library has it", "undo", "", _NOWHERE))

        def take(value: str | None) -> None:
            if value == _NOWHERE:
                self.change_selection(lambda selection: selection.unplaced(id, topic))
                self.say("it stands where the library has it; U undoes")
            elif value is not None:
                place = Place(topic, position, next(stance for stance in STANCES if stance == value))
                self.change_selection(lambda selection: selection.placed(id, place))
                self.say(f"moved, for you alone; U undoes: {value} “{claims[position]}”")
            if after is not None:
                after()

        self.push_screen(Chooser(f"How does it stand to “{claims[position]}”?", choices), take)

    def ask_tags(self, id: str, after: Callable[[], None] | None = None) -> None:
        """Ask for the tags of a quote."""
        pick = self.session.selection.pick(id)

        def keep(typed: str | None) -> None:
            if typed is not None:
                tags = [tag.strip() for tag in typed.split(",") if tag.strip()]
                self.change_selection(lambda selection: selection.tagged(id, tags))
                self.say(f"tagged {', '.join(tags)}; the quote is selected" if tags else "no tags")
            if after is not None:
                after()

        self.push_screen(Prompt("Tags of this quote, with commas between", ", ".join(pick.tags) if pick else ""), keep)
