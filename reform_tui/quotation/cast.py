"""Who takes part in a transcript, by its header: *Witness: Dr Jane Smith (JS)*, *Members present: Ann Lee (Chair)*."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reform_tui.quotation.lexicon import people_words
from reform_tui.quotation.paragraphs import Paragraph

_WORD = r"(?:[A-ZÀ-Þ][\w’'.\-]*|de|van|von|der|of|the)"
_NAME = rf"[A-ZÀ-Þ][\w’'.\-]*(?:[ \x03]+{_WORD}){{1,5}}"
_SHORT = r"[ \x03]*\((?P<short>[^()\n]{1,30})\)"
_ENTRY = re.compile(
    rf"[\W]*(?P<role>(?:The[ \x03]+)?[A-ZÀ-Þ][\w’'/\-]*(?:[ \x03]+[\w’'/\-]+){{0,3}})[ \x03]*:[\s\x03]+"
    rf"(?P<name>{_NAME})(?:{_SHORT})?(?:,[ \x03]*(?P<post>[^.;:?!]{{2,80}}))?[ \x03.*_]*$"
)
_PRESENT = re.compile(
    r"\W*(?:members[ \x03]+|also[ \x03]+)?"
    r"(?:present|in[ \x03]+attendance|witness(?:es)?|attendees|participants|speakers)"
    r"[ \x03]*:[\s\x03]+(?P<names>[^.:?!]{5,400}(?:[.][ \x03]*)?)$",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"(?P<name>{_NAME})(?:{_SHORT})?")
_BETWEEN = re.compile(r"[;,][\s\x03]*(?:and[\s\x03]+)?|[\s\x03]+and[\s\x03]+")
_HEADER = 40  # paragraphs from the beginning among which the header may be
_LONGEST = 500  # code points of an entry
_PARTS = frozenset(
    "answering asking audience caller facilitator host interviewee interviewer moderator panellist participant "
    "presenter questioner respondent speaker unidentified unknown voice witness".split()
)
_LETTERS = {"q": ("interviewer", "counsel", "questioner"), "a": ("witness", "interviewee", "respondent")}


@dataclass(frozen=True, slots=True)
class Cast:
    """The names behind labels, by the label in small letters; and the paragraphs, from 0, that say so."""

    names: dict[str, str]
    paragraphs: frozenset[int]

    def named(self, label: str) -> str | None:
        """Return who speaks under a label: *JS*, *The Chair*, *Q*; None where the header does not say."""
        key = _key(label)
        return next((self.names[role] for role in (key, *_LETTERS.get(key, ())) if role in self.names), None)


def cast_of(text: str, paragraphs: Sequence[Paragraph]) -> Cast:
    """Return what the header of a transcript says of who takes part."""
    names: dict[str, str] = {}
    entries: set[int] = set()
    for number, paragraph in enumerate(paragraphs[:_HEADER]):
        if paragraph.end - paragraph.start > _LONGEST:
            continue
        line = text[paragraph.start : paragraph.end]
        if listed := _PRESENT.match(line):
            found = [_LISTED.fullmatch(part.strip(" \x03.")) for part in _BETWEEN.split(listed["names"])]
            known = [match for match in found if match]
            for match in known:
                _learn(names, match["name"], match["short"])
        else:
            entry = _ENTRY.match(line)
            known = [entry] if entry and _is_part(entry["role"]) else []
            if entry and known:
                _learn(names, entry["name"], entry["role"], entry["short"])
        if known:
            entries.add(number)
        elif entries and ":" in line[:_HEADER] and not line.rstrip(" \x03").endswith(":"):
            break  # the first turn
    return Cast(names, frozenset(entries))


def _is_part(label: str) -> bool:
    """Tell *Witness*, *The Chair* and *Counsel to the Inquiry* from the name of somebody who takes a turn."""
    return any(word in _PARTS or word in people_words().roles for word in _key(label).split())


def names_nobody(label: str) -> bool:
    """Tell a label that is a part alone: *Q*, *Interviewer*, *The Chair*, *Speaker 2*."""
    words = _key(label).split()
    return all(len(word) == 1 or word.isdigit() or _is_part(word) for word in words)


def _learn(names: dict[str, str], name: str, *labels: str | None) -> None:
    written = " ".join(name.replace("\x03", " ").split())
    for label in labels:
        if label:
            names.setdefault(_key(label), written)


def _key(label: str) -> str:
    return " ".join(label.replace("\x03", " ").split()).lower().removeprefix("the ")
