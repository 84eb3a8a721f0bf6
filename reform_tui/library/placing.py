"""A library with the user's own placements in it: the files stay as they are, the map is the user's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reform_tui.library.model import Evidence, Library, Position, Topic
from reform_tui.library.selection import OWN, Pick, Place


def with_places(library: Library, picks: Iterable[Pick]) -> Library:
    """Return ``library`` with each quote, in the topics in which the user has placed it, there and nowhere else.

    A place whose topic or position the library no longer has is passed over, and the quote stands where it stood.
    """
    placed: dict[str, dict[str, Place]] = {}
    for pick in picks:
        for place in pick.places:
            topic = library.topics.get(place.topic)
            known = topic and any(position.id == place.position for position in topic.positions)
            if known and pick.quote in library.quotes:
                placed.setdefault(place.topic, {})[pick.quote] = place
    if not placed:
        return library
    topics = {id: _placed(library, topic, placed.get(id, {})) for id, topic in library.topics.items()}
    return replace(library, topics=topics)


def _placed(library: Library, topic: Topic, places: dict[str, Place]) -> Topic:
    if not places:
        return topic
    return replace(topic, positions=tuple(_position(library, position, places) for position in topic.positions))


def _position(library: Library, position: Position, places: dict[str, Place]) -> Position:
    kept = tuple(evidence for evidence in position.evidence if evidence.quote not in places)
    own = tuple(
        Evidence(quote, place.stance, OWN, library.quotes[quote].segments, 0)
        for quote, place in places.items()
        if place.position == position.id
    )
    return replace(position, evidence=(*kept, *own))
