"""What stands beside what: the positions of a topic; speakers, documents, searches or quotes over all topics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reform_tui.library.selection import OWN

if TYPE_CHECKING:
    from reform_tui.library.model import Evidence, Library, Quote, Segment, Topic
    from reform_tui.library.schema import Stance


STANCES: tuple[Stance, ...] = ("supports", "qualifies", "opposes")
AGREED = "agreed"
_NO_TOPIC = "under no topic"


@dataclass(frozen=True, slots=True)
class Cell:
    """One quote, or a part of it, where it stands; ``stance`` and ``why`` where it is evidence, ``own`` the user's."""

    quote: Quote
    segments: tuple[Segment, ...]
    stance: str = ""
    why: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells beside each other under one label: a stance or a topic. An empty column holds an empty tuple."""

    label: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more columns with titles, and rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def of_topic(library: Library, topic: Topic) -> Comparison:
    """Set the positions of a topic beside each other, a row a stance; what is agreed on comes last."""
    columns = [position.claim for position in topic.positions]
    rows = []
    for stance in STANCES:
        cells = tuple(_cells(library, (e for e in p.evidence if e.stance == stance)) for p in topic.positions)
        if any(cells):
            rows.append(Row(stance, cells))
    for agreement in topic.agreements:
        agreed = _cells(library, agreement.evidence)
        spread = tuple(tuple(agreed[at :: len(columns)]) for at in range(len(columns)))
        rows.append(Row(f"{AGREED}: {agreement.claim}", spread))
    return Comparison(topic.question, tuple(columns), tuple(rows))


def _cells(library: Library, evidence: Iterable[Evidence]) -> tuple[Cell, ...]:
    return tuple(Cell(library.quotes[e.quote], e.segments, e.stance or "", e.why, own=e.why == OWN) for e in evidence)


@dataclass(frozen=True, slots=True)
class Side:
    """One column by what it holds: a title and the ids of its quotes."""

    title: str
    quotes: tuple[str, ...]


def of_sides(library: Library, sides: Sequence[Side]) -> Comparison:
    """Set sets of quotes beside each other over all topics; topics on which more sides speak come first."""
    title = " — ".join(side.title for side in sides)
    columns = tuple(side.title for side in sides)
    if all(len(side.quotes) == 1 for side in sides):
        cells = tuple(
            tuple(Cell(library.quotes[id], library.quotes[id].segments) for id in side.quotes) for side in sides
        )
        return Comparison(title, columns, (Row("", cells),))
    rows = []
    for topic in library.topics.values():
        cells = tuple(_within(library, topic, side.quotes) for side in sides)
        if any(cells):
            rows.append(Row(topic.question, cells))
    rows.sort(key=lambda row: -sum(1 for cell in row.cells if cell))
    loose = tuple(
        tuple(
            Cell(library.quotes[id], library.quotes[id].segments) for id in side.quotes if id not in library.placements
        )
        for side in sides
    )
    if any(loose):
        rows.append(Row(_NO_TOPIC, loose))
    return Comparison(title, columns, tuple(rows))


def _within(library: Library, topic: Topic, quotes: Collection[str]) -> tuple[Cell, ...]:
    """Return what ``quotes`` say on a topic, each part once, with the position it stands to."""
    wanted = set(quotes)
    found: dict[tuple[str, tuple[Segment, ...]], Cell] = {}
    for position in topic.positions:
        for evidence in position.evidence:
            if evidence.quote in wanted:
                stance = f"{evidence.stance} “{position.claim}”"
                key = (evidence.quote, evidence.segments)
                first = found.get(key)
                said = f"{first.stance}; {stance}" if first else stance
                own = evidence.why == OWN
                found[key] = Cell(library.quotes[evidence.quote], evidence.segments, said, evidence.why, own=own)
    return tuple(found.values())
