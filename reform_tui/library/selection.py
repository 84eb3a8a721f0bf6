"""A selection: quotes in an order of the user's own, with a note and tags on each; every change can be undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reform_tui.library.schema import Stance

OWN = "placed by the user"
"""Why a quote stands where the user has put it."""
KEPT_STEPS = 50
"""How many changes can be undone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the user has put a quote: under which position of which topic, by their ids, and how it stands to it."""

    topic: str
    position: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Pick:
    """One quote, by its id, in a selection; ``note``, ``tags`` and ``places`` are the user's. One place a topic."""

    quote: str
    note: str = ""
    tags: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()


Picks = tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Picks in order, each quote once, under a name; ``past`` are the picks before each change, the latest last.

    Every method returns the selection after a change; one that changes nothing returns the same selection. Raises
    ValueError where a quote stands twice.
    """

    name: str
    picks: Picks = ()
    past: tuple[Picks, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.quotes)) < len(self.picks):
            raise ValueError("a quote stands twice in the selection")

    def __contains__(self, quote: str) -> bool:
        return quote in self.quotes

    def __len__(self) -> int:
        return len(self.picks)

    @property
    def quotes(self) -> tuple[str, ...]:
        """The ids of the quotes, in order."""
        return tuple(pick.quote for pick in self.picks)

    def pick(self, quote: str) -> Pick | None:
        """Return the pick of ``quote``, None where it is not picked."""
        return next((pick for pick in self.picks if pick.quote == quote), None)

    def toggled(self, quote: str) -> Selection:
        """Take ``quote`` out, or put it last."""
        return self.without([quote]) if quote in self else self.with_all([quote])

    def with_all(self, quotes: Iterable[str]) -> Selection:
        """Put ``quotes`` last, in their order, but those that stand already."""
        new = [quote for quote in dict.fromkeys(quotes) if quote not in self]
        return self._changed((*self.picks, *map(Pick, new)))

    def without(self, quotes: Iterable[str]) -> Selection:
        """Take ``quotes`` out, notes, tags and places with them."""
        gone = set(quotes)
        return self._changed(tuple(pick for pick in self.picks if pick.quote not in gone))

    def noted(self, quote: str, note: str) -> Selection:
        """Put ``note`` on ``quote`` instead of what was noted; a quote that is not picked is picked."""
        return self._with_pick(replace(self.pick(quote) or Pick(quote), note=note))

    def tagged(self, quote: str, tags: Iterable[str]) -> Selection:
        """Put ``tags`` on ``quote`` instead of its tags, each once; a quote that is not picked is picked."""
        return self._with_pick(replace(self.pick(quote) or Pick(quote), tags=tuple(dict.fromkeys(tags))))

    def placed(self, quote: str, place: Place) -> Selection:
        """Put ``quote`` under a position, instead of where the user has put it in that topic before.

        A quote that is not picked is picked.
        """
        pick = self.pick(quote) or Pick(quote)
        others = tuple(known for known in pick.places if known.topic != place.topic)
        return self._with_pick(replace(pick, places=(*others, place)))

    def unplaced(self, quote: str, topic: str) -> Selection:
        """Let ``quote`` stand in a topic where the library has it."""
        pick = self.pick(quote)
        if pick is None:
            return self
        return self._with_pick(replace(pick, places=tuple(known for known in pick.places if known.topic != topic)))

    def moved(self, quote: str, by: int) -> Selection:
        """Move ``quote`` by that many places, down when positive, as far as there is room.

        Raises KeyError where it is not picked.
        """
        if quote not in self:
            raise KeyError(quote)
        at = self.quotes.index(quote)
        others = [pick for pick in self.picks if pick.quote != quote]
        others.insert(max(0, at + by), self.picks[at])
        return self._changed(tuple(others))

    def undone(self) -> Selection:
        """Go back to before the last change, as far back as ``past`` goes."""
        return Selection(self.name, self.past[-1], self.past[:-1]) if self.past else self

    def _with_pick(self, changed: Pick) -> Selection:
        if changed.quote not in self:
            return self._changed((*self.picks, changed))
        return self._changed(tuple(changed if pick.quote == changed.quote else pick for pick in self.picks))

    def _changed(self, picks: Picks) -> Selection:
        if picks == self.picks:
            return self
        return Selection(self.name, picks, (*self.past, self.picks)[-KEPT_STEPS:])
