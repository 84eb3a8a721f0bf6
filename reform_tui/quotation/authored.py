"""The writer's own words: the turns of a transcript, and what a signed opinion piece or speech takes a position in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reform_tui.quotation.lexicon import rule_shares
from reform_tui.quotation.paragraphs import Paragraph
from reform_tui.quotation.proposal import Proposal, Span
from reform_tui.quotation.reading import Reading

_NAME = r"(?:[A-ZÀ-Þ][\w’'.\-]+[ \x03]+){1,4}[A-ZÀ-Þ][\w’'\-]+"
_BYLINE = re.compile(
    rf"(?:By|by|BY|Written by|Words by|Author:?|Delivered by:?|Speech by|Posted by:?)[ \x03]+(?P<name>{_NAME})\b"
)
_ABOUT = re.compile(
    rf"(?P<name>{_NAME})[ \x03]+(?:MP |is )?(?:is|was)[ \x03]+(?:an?|the|chair|chief|director|editor|MP)\b"
)
_POSITION = re.compile(
    r"\b(?:should|must|ought|needs? to|need(?:s|ed)? (?:a|an|the|more|less)|(?:has|have) to|I believe|we believe"
    r"|I think|I argue|in my view|it is time|let us|cannot|can[’']t)\b",
    re.IGNORECASE,
)
_HEAD, _FOOT = 12, 6  # paragraphs at the ends of a text in which its author is named
_MIN_WORDS = 8  # of a paragraph that takes a position
_PARAGRAPHS_A_QUOTE = 6  # a text with more quotations than one in so many paragraphs is a report


@dataclass(frozen=True, slots=True)
class _Author:
    name: str
    span: Span


def author_of(reading: Reading) -> str | None:
    """Return who signs a text that is no transcript: whom its *I* means."""
    author = None if reading.turns else _author(reading)
    return author.name if author else None


def authored(reading: Reading, proposals: list[Proposal]) -> Iterator[Proposal]:
    """Yield the turns of a transcript, or the paragraphs of a signed text that take a position.

    ``proposals`` is what was found in quotation marks: a text with many of them is a report of others'
    words, and its byline signs no opinion.
    """
    if reading.turns:
        yield from _turns(reading)
        return
    author = _author(reading)
    if author is None:
        return
    body = [paragraph for paragraph in reading.paragraphs if paragraph.zone == "body"]
    quoted = sum(1 for proposal in proposals if proposal.kind != "indirect")
    if not reading.writer_present and quoted * _PARAGRAPHS_A_QUOTE > len(body):
        return
    long = [one for one in body if len(reading.text[one.start : one.end].split()) >= _MIN_WORDS]
    taking = [one for one in long if _POSITION.search(reading.text, one.start, one.end)]
    for paragraph in taking or long:
        yield _proposal(((paragraph.start, _end(reading.text, paragraph)),), author, "byline")


def _turns(reading: Reading) -> Iterator[Proposal]:
    for turn in reading.turns.turns:
        own = reading.paragraphs[turn.first : turn.last + 1]
        spans = tuple((one.start, _end(reading.text, one)) for one in own if one.zone in ("body", "block quotation"))
        if spans:
            name = reading.people.canonical(turn.speaker)
            yield _proposal(spans, _Author(name, (turn.label_start, turn.label_end)), "turn")


def _proposal(spans: tuple[Span, ...], author: _Author, rule: str) -> Proposal:
    share = rule_shares()["authored"][rule]["name"]
    return Proposal("authored", spans, (), author.span, author.name, None, None, None, rule, share)


def _author(reading: Reading) -> _Author | None:
    """Return whom the byline, or the note on the author at the end, names."""
    paragraphs = [one for one in reading.paragraphs if one.end - one.start < 400 and one.zone != "comments"]
    for paragraph in paragraphs[:_HEAD]:
        if found := _BYLINE.match(reading.text, paragraph.start, paragraph.end):
            return _named(reading, found)
    for paragraph in paragraphs[-_FOOT:]:
        if found := _ABOUT.match(reading.text, paragraph.start, paragraph.end + 60):
            return _named(reading, found)
    return None


def _named(reading: Reading, found: re.Match[str]) -> _Author:
    name = " ".join(found["name"].replace("\x03", " ").split())
    return _Author(reading.people.canonical(name), found.span("name"))


def _end(text: str, paragraph: Paragraph) -> int:
    """Return where a paragraph's words end."""
    end = paragraph.end
    while end > paragraph.start + 1 and text[end - 1] in " \x03":
        end -= 1
    return end
