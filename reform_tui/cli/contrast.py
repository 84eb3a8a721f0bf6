"""``reform-tui contrast``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from reform_tui.cli.calling import CallError, add_format, open_library
from reform_tui.cli.output import console, write_csv, write_json, write_markdown
from reform_tui.cli.prose import Line, print_prose
from reform_tui.cli.quotes import quote_row
from reform_tui.cli.statement import circumstances, evidence_lines
from reform_tui.export.records import Record, quote_record, speaker_record, topic_record
from reform_tui.library.display import displayed
from reform_tui.library.model import Agreement, Evidence, Library, Position, Topic
from reform_tui.library.names import find_speaker, find_topic
from reform_tui.library.wording import as_spoken

if TYPE_CHECKING:
    from rich.text import Text

EXAMPLE = "reform-tui contrast choice-competition"
_COLUMN = 34  # cells that one side needs to be read with ease
NOBODY = "— nobody —"


class Item(NamedTuple):
    """One piece of evidence where it stands: under which topic and position, or agreement."""

    topic: str
    position: str
    claim: str
    evidence: Evidence


class Side(NamedTuple):
    """One column: a position or a speaker."""

    title: str
    items: list[Item]


class Contrast(NamedTuple):
    """Sides to set beside each other, row by row; ``rows`` are the labels of the rows."""

    title: str
    sides: list[Side]
    rows: list[str]
    agreements: list[Side]


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("topic", metavar="TOPIC", nargs="?", help="a topic: its id or a part of its question")
    parser.add_argument("--speakers", metavar=("A", "B"), nargs=2, help="set two speakers beside each other")
    add_format(parser)


def run(options: Namespace) -> int:
    """Set sides beside each other."""
    library = open_library(options)
    if bool(options.topic) == bool(options.speakers):
        raise CallError("say a TOPIC, or --speakers A B; `reform-tui topics` lists topics")
    if options.speakers:
        first, second = (find_speaker(library, typed) for typed in options.speakers)
        contrast, record = _between(library, first, second)
    else:
        contrast, record = _within(library, find_topic(library, options.topic))
    if options.format == "json":
        write_json(record)
    elif options.format in {"csv", "markdown"}:
        write = write_csv if options.format == "csv" else write_markdown
        write(_COLUMNS, list(_rows(library, contrast)))
    else:
        _print(library, contrast, options)
    return 0 if any(side.items for side in contrast.sides) else 1


def _within(library: Library, id: str) -> tuple[Contrast, Record]:
    topic = library.topics[id]
    sides = [_side(topic, position) for position in topic.positions]
    agreements = [_side(topic, agreement) for agreement in topic.agreements]
    contrast = Contrast(topic.question, sides, ["supports", "qualifies", "opposes"], agreements)
    quotes = {item.evidence.quote: None for side in sides + agreements for item in side.items}
    return contrast, {"topic": topic_record(topic), "quotes": _quote_records(library, quotes)}


def _side(topic: Topic, claim: Position | Agreement) -> Side:
    return Side(claim.claim, [Item(topic.id, claim.id, claim.claim, evidence) for evidence in claim.evidence])


def _between(library: Library, first: str, second: str) -> tuple[Contrast, Record]:
    sides = []
    for speaker in (first, second):
        items = [
            Item(topic.id, position.id, position.claim, evidence)
            for topic in library.topics.values()
            for position in topic.positions
            for evidence in position.evidence
            if library.quotes[evidence.quote].speaker == speaker
        ]
        sides.append(Side(library.speakers[speaker].name, items))
    held = [{item.topic for item in side.items} for side in sides]
    topics = [id for id in library.topics if id in held[0] | held[1]]
    topics.sort(key=lambda topic: not (topic in held[0] and topic in held[1]))
    quotes = {item.evidence.quote: None for side in sides for item in side.items}
    record: Record = {
        "speakers": [speaker_record(library, library.speakers[id]) for id in (first, second)],
        "topics": [{"topic": id, "question": library.topics[id].question, "sides": _sides(sides, id)} for id in topics],
        "quotes": _quote_records(library, quotes),
    }
    return Contrast(f"{sides[0].title} and {sides[1].title}", sides, topics, []), record


def _sides(sides: list[Side], topic: str) -> list[list[Record]]:
    return [
        [
            {"quote": item.evidence.quote, "position": item.position, "stance": item.evidence.stance}
            for item in side.items
            if item.topic == topic
        ]
        for side in sides
    ]


def _quote_records(library: Library, ids: dict[str, None]) -> list[Record]:
    return [quote_record(library, library.quotes[id]) for id in ids]


_COLUMNS = (
    "topic",
    "position",
    "claim",
    "stance",
    "why",
    "id",
    "speaker",
    "role",
    "kind",
    "issued",
    "document",
    "paragraph",
    "words",
)


def _rows(library: Library, contrast: Contrast) -> Iterator[tuple[str, ...]]:
    for side in contrast.sides + contrast.agreements:
        for item in side.items:
            evidence = item.evidence
            quote = quote_row(library, library.quotes[evidence.quote], evidence.segments)
            yield (item.topic, item.position, item.claim, evidence.stance or "agrees", evidence.why, *quote)


def _print(library: Library, contrast: Contrast, options: Namespace) -> None:
    if sys.stdout.isatty() and console(options).width >= _COLUMN * len(contrast.sides):
        _print_side_by_side(library, contrast, options)
    else:
        print_prose([Line(contrast.title, "strong"), *_linear(library, contrast.sides, "")], options)
    print_prose(_linear(library, contrast.agreements, "Agreed: "), options)


def _row_of(item: Item, contrast: Contrast) -> str:
    return item.topic if item.topic in contrast.rows else str(item.evidence.stance)


def _print_side_by_side(library: Library, contrast: Contrast, options: Namespace) -> None:
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(
        title=Text(displayed(contrast.title), style="bold"), title_justify="left", box=SIMPLE_HEAD, expand=True
    )
    for side in contrast.sides:
        table.add_column(Text(displayed(side.title)), ratio=1, overflow="fold")
    for label in contrast.rows:
        cells = [[item for item in side.items if _row_of(item, contrast) == label] for side in contrast.sides]
        if not any(cells):
            continue
        named = library.topics[label].question if label in library.topics else label
        table.add_row(Text(displayed(named), style="italic"), *[""] * (len(cells) - 1))
        for depth, row in enumerate(zip_longest(*cells)):
            table.add_row(*(_cell(library, item, empty=depth == 0) for item in row))
        table.add_section()
    console(options).print(table)


def _cell(library: Library, item: Item | None, *, empty: bool) -> Text:
    from rich.text import Text  # noqa: PLC0415

    if item is None:
        return Text(NOBODY if empty else "", style="dim")
    quote = library.quotes[item.evidence.quote]
    words = as_spoken(library.documents[quote.document], quote, item.evidence.segments)
    name = library.speakers[quote.speaker].name
    return Text.assemble(
        displayed(words),
        "\n",
        (displayed(name), "bold"),
        displayed(f" · {circumstances(library, quote, item.evidence.segments)}"),
        "\n",
        (displayed(f"{item.evidence.stance}: {item.evidence.why}"), "dim"),
        "\n",
    )


def _linear(library: Library, sides: list[Side], lead: str) -> Iterator[Line]:
    for side in sides:
        yield Line("")
        yield Line(f"{lead}{side.title}", "strong")
        if not side.items:
            yield Line(NOBODY, indent=2)
        topic = None
        for item in side.items:
            if item.claim != side.title and item.topic != topic:
                topic = item.topic
                yield Line("")
                yield Line(library.topics[topic].question, indent=2)
            towards = "" if item.claim == side.title else f" “{item.claim}”"
            yield from evidence_lines(library, item.evidence, towards)
