"""Transcripts: turns, each under its speaker's label.

Courts and inquiries (*MR BEER:*, *Q.* and *A.*), committees (*Q12 Chair:*), parliaments (*The Prime Minister:*,
*Mr Siôn Simon (Birmingham, Erdington) (Lab):*, or the name on a line of its own). A turn is its speaker's own words;
what is quoted in it belongs to whom the speaker quotes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reform_tui.quotation.cast import Cast, cast_of
from reform_tui.quotation.cleaning import NOTHING
from reform_tui.quotation.lexicon import people_words
from reform_tui.quotation.paragraphs import Paragraph, Zone

_WORD = r"(?:[A-ZÀ-Þ][\w’'.\-]*|of|the|for|and|de|van|von|der|in|&)"
_NAME = rf"[A-ZÀ-Þ][\w’'.\-]*(?:[ \x03]+{_WORD}){{0,8}}"
_GAP = r"[\s\x03]"
_LABEL = re.compile(
    rf"(?:Q{_GAP}?\d{{1,4}}[.:]?{_GAP}+|Q?\d{{1,4}}[.:]{_GAP}+)?(?P<name>{_NAME})"
    rf"(?:{_GAP}*\([^()\n]{{1,80}}\)){{0,3}}{_GAP}*:(?={_GAP}|$){_GAP}*"
)
_LETTER = re.compile(r"(?P<name>[QA])(?:\.|:)\s+")
_QUESTION = re.compile(rf"Q(?:[.:]|{_GAP}?\d)")
_ALONE = re.compile(rf"(?P<name>{_NAME})(?P<seat>(?:{_GAP}*\([^()\n]{{1,80}}\)){{0,3}}){_GAP}*$")
_BRACKET = re.compile(r"\((?P<inside>[A-ZÀ-Þ][^()\n]{3,60})\)")
_PARTY = re.compile(r"\((?:Con|Lab|Lab/Co-op|LD|SNP|PC|DUP|UUP|SDLP|Green|Ind|Reform|CB|Lab Co-op|Non-Afl)\)")
_ASKING = re.compile(
    r"\W*(?:further )?(?:questioned|examined|cross-examined|re-examined|examination|cross-examination|questions)"
    r"(?:-in-chief)? (?:by|from) (?P<name>[A-Z][\w’'. \-]{2,60})",
    re.IGNORECASE,
)
_SWORN = re.compile(
    r"\W*(?P<name>[A-Z][\w’'. \-]{2,60}?)\W*\((?:affirmed|sworn|called|recalled|continued)\b", re.IGNORECASE
)
_MIN_TURNS = 4
_MIN_SHARE = 0.1  # of the paragraphs
_LONGEST_NAME = 5  # words
_MAX_LABEL = 160  # code points


_Questioners = tuple[list[tuple[int, str]], list[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who speaks, where the label names them (code points), and its paragraphs, from 0, the last included.

    ``asks`` says that the label is a question's: *Q.*, *Q12 Chair:*.
    """

    speaker: str
    label_start: int
    label_end: int
    first: int
    last: int
    asks: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    name: str
    start: int
    end: int
    words: int
    paragraph: int
    alone: bool
    numbered: bool
    set_off: bool
    asks: bool


class Turns:
    """The turns of a text; none where it is no transcript."""

    def __init__(self, turns: Sequence[Turn] = ()) -> None:
        self.turns = list(turns)
        self._firsts = [turn.first for turn in self.turns]

    def __bool__(self) -> bool:
        """Whether the text is a transcript."""
        return bool(self.turns)

    def of(self, paragraph: int) -> int | None:
        """Return the number of the turn that a paragraph is part of, from 0."""
        at = bisect_right(self._firsts, paragraph) - 1
        return at if at >= 0 and paragraph <= self.turns[at].last else None

    def addressed(self, turn: int) -> str | None:
        """Return who is spoken to in a turn: who answers it, else who spoke before."""
        speaker = self.turns[turn].speaker
        for other in (turn + 1, turn - 1, turn + 2, turn - 2):
            if 0 <= other < len(self.turns) and self.turns[other].speaker != speaker:
                return self.turns[other].speaker
        return None


def find_turns(text: str, paragraphs: list[Paragraph]) -> tuple[list[Paragraph], Turns]:
    """Return the turns of a transcript, and the paragraphs with the labels taken out of them."""
    cast = cast_of(text, paragraphs)
    labels = [label for label in _labels(text, paragraphs) if label.paragraph not in cast.paragraphs]
    counts = Counter(label.name for label in labels)
    labels = [label for label in labels if not label.alone or _is_speaker_line(label, counts)]
    questioners = _questioners(text, paragraphs)
    examined = len(labels) >= 2 and any(questioners)
    if not examined and not _is_transcript(labels, paragraphs):
        return paragraphs, Turns()
    changed = list(paragraphs)
    for number in cast.paragraphs:
        changed[number] = replace(changed[number], zone="heading")
    for label in labels:
        paragraph = changed[label.paragraph]
        begin = min(label.words, paragraph.end)
        zone: Zone = "furniture" if label.alone or begin == paragraph.end else "body"
        changed[label.paragraph] = replace(paragraph, start=paragraph.start if label.alone else begin, zone=zone)
    return changed, Turns(list(_turns(paragraphs, labels, questioners, cast)))


def _labels(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[_Label]:
    for number, paragraph in enumerate(paragraphs):
        if paragraph.zone in ("front matter", "block quotation"):
            continue
        head = text[paragraph.start : min(paragraph.end, paragraph.start + _MAX_LABEL)]
        match = _LETTER.match(head) or _LABEL.match(head)
        alone = match is None
        if match is None and len(head) < _MAX_LABEL:
            match = _ALONE.match(head)
        if match is None:
            continue
        numbered = match.start("name") > 1 or match["name"] in ("Q", "A") or _PARTY.search(match.group()) is not None
        holder = _holder(match.group())
        numbered = numbered or (alone and holder is not None)
        name = holder or " ".join(match["name"].replace("\x03", " ").split())
        start = paragraph.start + match.start("name")
        emphasis = text[max(0, paragraph.start - 1) : paragraph.start], text[paragraph.end - 1 : paragraph.end]
        set_off = emphasis == (NOTHING, NOTHING)
        words = paragraph.start + match.end()
        asks = _QUESTION.match(head) is not None
        yield _Label(name, start, paragraph.start + match.end("name"), words, number, alone, numbered, set_off, asks)


def _holder(label: str) -> str | None:
    """Return who holds the office that a label names: *The Minister for Rail (Sir Tobias Wynne)*."""
    bracket = _BRACKET.search(label)
    if bracket is None or not label.lstrip("\x03 ").startswith("The "):
        return None
    words = bracket["inside"].split()
    first = words[0].lower().strip(".")
    known = people_words()
    named = 1 < len(words) <= _LONGEST_NAME and all(word[0].isupper() for word in words)
    return bracket["inside"] if named or first in known.title_genders or first in known.given_names else None


def _is_speaker_line(label: _Label, counts: Counter[str]) -> bool:
    """Tell a name on a line of its own from a heading: set in bold, there again, or led by a form of address."""
    first = label.name.split()[0].lower().strip(".")
    if label.set_off and 2 <= len(label.name.split()) <= _LONGEST_NAME:
        return True
    return counts[label.name] >= 2 or first in people_words().title_genders


def _is_transcript(labels: Sequence[_Label], paragraphs: Sequence[Paragraph]) -> bool:
    numbered = sum(1 for label in labels if label.numbered)
    if numbered >= 2:
        return True
    if len(labels) < _MIN_TURNS or len(labels) < _MIN_SHARE * len(paragraphs):
        return False
    names = Counter(label.name for label in labels)
    return names.most_common(1)[0][1] >= 2


def _turns(
    paragraphs: Sequence[Paragraph], labels: Sequence[_Label], questioners: _Questioners, cast: Cast
) -> Iterator[Turn]:
    asking, answering = questioners
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        last = (following.paragraph if following else len(paragraphs)) - 1
        name = label.name
        if name in ("Q", "A"):
            name = _latest(asking if name == "Q" else answering, label.paragraph) or name
        name = cast.named(name) or name
        yield Turn(name, label.start, label.end, label.paragraph, max(last, label.paragraph), label.asks)


def _questioners(text: str, paragraphs: Sequence[Paragraph]) -> _Questioners:
    """Return who asks and who answers from which paragraph on, as the lines between the turns say."""
    asking: list[tuple[int, str]] = []
    answering: list[tuple[int, str]] = []
    for number, paragraph in enumerate(paragraphs):
        if paragraph.end - paragraph.start > _MAX_LABEL:
            continue
        line = text[paragraph.start : paragraph.end]
        if found := _ASKING.match(line):
            asking.append((number, _written(found["name"])))
        elif found := _SWORN.match(line):
            answering.append((number, _written(found["name"])))
    return asking, answering


def _latest(known: Sequence[tuple[int, str]], paragraph: int) -> str | None:
    return next((name for number, name in reversed(known) if number <= paragraph), None)


def _written(name: str) -> str:
    """Return a name in capitals as it is written elsewhere."""
    words = name.strip(" .\x03").split()
    return " ".join(word.title() if word.isupper() and len(word) > 1 else word for word in words)
