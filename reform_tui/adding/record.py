"""The file of a new document: facts, headings, furniture and quotes, all of them proposed."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reform_tui.adding.findings import REACH, findings, touches
from reform_tui.adding.proposed_quotes import DOUBTFUL, ProposedQuotes
from reform_tui.adding.voices import Voices
from reform_tui.importing.imported import Imported, ProposedStretch
from reform_tui.library.describing import describe_nearby
from reform_tui.library.editing import NewSpeaker, free_id, slug
from reform_tui.library.editing.anchors import anchor_value
from reform_tui.library.editing.facts import date_value, names_value
from reform_tui.library.editing.notation import block
from reform_tui.library.editing.placed import Value
from reform_tui.library.model import Speaker
from reform_tui.library.text import SourceText
from reform_tui.quotation.proposal import Proposal

_LONGEST_TITLE = 120  # code points taken of a first paragraph where nothing says what the title is
_LONGEST_ID = 60
_ENDINGS = {"text": "txt", "markdown": "md"}


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be written: its source and its record, and who is new in it."""

    id: str
    file: str
    text: str
    record: str
    record_text: str
    speakers: tuple[NewSpeaker, ...]
    aliases: dict[str, str]
    quotes: tuple[str, ...]
    in_doubt: int
    facts: int
    remarks: tuple[str, ...]


def document_id(imported: Imported, taken: Container[str]) -> str:
    """Return a readable id for a document, of its year and title, that nobody has."""
    year = imported.issued.date[:4] if imported.issued else "nd"
    said = slug(imported.title or imported.original.rpartition(".")[0], _LONGEST_ID - 5)
    return free_id(f"{year}-{said}" if said else f"{year}-document", taken)


def new_document(imported: Imported, id: str, speakers: Iterable[Speaker], taken_quotes: set[str]) -> NewDocument:
    """Return what is to be written for a file that was read; ``taken_quotes`` gains the ids of its quotes."""
    source = SourceText(imported.text, imported.format == "markdown")
    facts = _facts(imported, source)
    voices = Voices(speakers, imported.text, imported.author, str(facts["title"]))
    quotes = ProposedQuotes(source, voices, taken_quotes)
    furniture = _apart(imported.furniture)
    headings = [] if source.markdown else _apart(imported.headings)
    outside = [(item.start, item.end) for item in (*furniture, *headings)]
    indistinct: list[Proposal] = []
    entries = [quotes.entry(proposal) for proposal in findings(source, outside, indistinct)]
    remarks = (*imported.remarks, *_indistinct(len(indistinct)))
    file = f"seeds/{id}.{_ENDINGS[imported.format]}"
    parts: list[dict[str, Value]] = [
        {
            "id": id,
            "file": file,
            "sha256": hashlib.sha256(imported.text.encode()).hexdigest(),
            "original": {"file": imported.original, "sha256": imported.sha256},
            "format": imported.format,
            **facts,
            "proposed": [*facts, *(["headings"] if headings else []), *(["furniture"] if furniture else [])],
        },
        {"headings": list(_stretches(source, headings, "level"))},
        {"furniture": list(_stretches(source, furniture, "why"))},
        {"people": quotes.people()},
    ]
    return NewDocument(
        id=id,
        file=file,
        text=imported.text,
        record=f"data/documents/{id}.yaml",
        record_text=_written(parts, entries, remarks),
        speakers=tuple(voices.new.values()),
        aliases=voices.aliases,
        quotes=tuple(str(entry["id"]) for entry in entries),
        in_doubt=sum(1 for entry in entries if isinstance(c := entry["confidence"], float) and c < DOUBTFUL),
        facts=sum(len(value) for part in parts if isinstance(value := part.get("proposed"), list)),
        remarks=remarks,
    )


def _indistinct(many: int) -> Iterator[str]:
    if many:
        yield (
            f"{many} of its statements stand word for word in several places, with nothing near that tells them apart; "
            "they are not proposed"
        )


def _facts(imported: Imported, source: SourceText) -> dict[str, Value]:
    facts: dict[str, Value] = {
        "type": imported.type,
        "title": imported.title or _first_words(source),
        "container-title": imported.container_title,
        "publisher": imported.publisher,
        "author": names_value(imported.author),
        "editor": names_value(imported.editor),
        "issued": date_value(imported.issued) if imported.issued else None,
    }
    return {key: value for key, value in facts.items() if value}


def _first_words(source: SourceText) -> str:
    """Return the beginning of the text, which is what a title has to be when nothing else is."""
    for paragraph in source.paragraphs:
        words = " ".join(source.words(paragraph.start, paragraph.end).split())
        if words:
            return words if len(words) <= _LONGEST_TITLE else words[:_LONGEST_TITLE].rsplit(" ", 1)[0]
    return "Untitled"


def _apart(stretches: Iterable[ProposedStretch]) -> list[ProposedStretch]:
    """Return the stretches that do not touch one before them."""
    kept: list[ProposedStretch] = []
    for item in sorted(stretches, key=lambda item: item.start):
        if item.start < item.end and not (kept and touches([(item.start, item.end)], [(kept[-1].start, kept[-1].end)])):
            kept.append(item)
    return kept


def _stretches(source: SourceText, items: Iterable[ProposedStretch], key: str) -> Iterator[Value]:
    for item in items:
        described = describe_nearby(source, (item.start, item.end), REACH)
        if described:
            anchor = anchor_value(described)
            value: dict[str, Value] = anchor if isinstance(anchor, dict) else {"exact": anchor}
            yield {**value, key: item.why if key == "why" else item.level or 2}


def _written(parts: Sequence[dict[str, Value]], quotes: Sequence[dict[str, Value]], remarks: Sequence[str]) -> str:
    """Return the text of a record as a person would write it: blank lines between its parts and between quotes."""
    lines = [f"# {' '.join(remark.split())}" for remark in remarks]
    for part in parts:
        kept: Value = {key: value for key, value in part.items() if value not in (None, [])}
        if kept:
            lines += [*([""] if lines and not lines[-1].startswith("#") else []), *block(kept)]
    if quotes:
        lines += ["", "quotes:"]
        for number, quote in enumerate(quotes):
            lines += [*([""] if number else []), *block([quote], 2)]
    return "\n".join(lines) + "\n"
