"""Subtitles and captions: WebVTT (W3C) and SubRip, their cues joined into paragraphs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from reform_tui.importing.assembling import assembled
from reform_tui.importing.block import Block, Extract
from reform_tui.importing.decoding import decoded
from reform_tui.importing.imported import Imported
from reform_tui.importing.problem import ImportProblem
from reform_tui.library.text import count_words

_STAMP = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMING = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^<>]+)>")
_TAG = re.compile(r"</?(?:[cibuv]|font|ruby|rt|lang)(?:[.\s][^<>]*)?>|<[\d:.,]+>|\{\\[^{}]*\}", re.IGNORECASE)
_CHANGE = re.compile(r"\s*(?:>>+|[-–—](?=[\s\w\"“‘]))\s*")  # in captions: another speaker
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")
_PAUSE = 2.0  # seconds of silence that end a paragraph after a sentence
_LONG = 90  # words after which the next end of a sentence ends the paragraph


@dataclass(slots=True)
class _Cue:
    """Text from ``start`` to ``end`` (seconds)."""

    start: float
    end: float
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Said:
    """Words of one cue by one voice; ``changed`` when the caption marks that another speaks."""

    voice: str | None
    words: str
    changed: bool
    start: float
    end: float


def read(name: str, raw: bytes) -> Imported:
    """Return the words of the captions, a paragraph for each turn. Raises ImportProblem.

    A named voice is set before its words, with a colon, as transcripts have it.
    """
    text, encoding = decoded(raw)
    cues = _cues(text.removeprefix("\ufeff"))
    if not cues:
        raise ImportProblem("no line in it has the times of a caption (00:00:01,000 --> 00:00:02,000)")
    unrolled = _unrolled(cues)
    remarks = [f"decoded from {encoding}; stored as UTF-8"] if encoding else []
    if unrolled is not cues:
        remarks.append("its captions roll: a line shown again with the next was taken once")
    is_vtt = text.removeprefix("\ufeff").startswith("WEBVTT")
    said = [words for cue in unrolled for words in _said(cue, entities=is_vtt)]
    return assembled(name, raw, Extract(tuple(_paragraphs(said)), remarks=tuple(remarks)), "document")


def _cues(text: str) -> list[_Cue]:
    cues: list[_Cue] = []
    lines = re.split(r"\r\n|\r|\n", text)
    aside = False
    for at, line in enumerate(lines):
        timing = _TIMING.fullmatch(line)
        if timing:
            aside = False
            cues.append(_Cue(_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:])))
        elif not line.strip():
            aside = False
        elif (not at or not lines[at - 1].strip()) and _ASIDE.match(line):
            aside = True
        elif cues and not aside and not _is_name_of_next(lines, at):
            cues[-1].lines.append(line)
    return cues


def _is_name_of_next(lines: list[str], at: int) -> bool:
    """Whether a line after an empty one is the number or name of the cue whose times follow."""
    after_empty = not lines[at - 1].strip() or lines[at].strip().isdigit()
    return after_empty and at + 1 < len(lines) and _TIMING.fullmatch(lines[at + 1]) is not None


def _seconds(stamp: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = stamp
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0) + float(f"0.{fraction}")


def _unrolled(cues: list[_Cue]) -> list[_Cue]:
    """Return the cues without lines shown before, when most begin with the last line of the one before."""
    shown = [[line.strip() for line in (_TAG.sub("", line) for line in cue.lines) if line.strip()] for cue in cues]
    repeats = sum(bool(a and b and b[0] == a[-1]) for a, b in pairwise(shown))
    if repeats * 2 <= len(cues):
        return cues
    made: list[_Cue] = []
    before: list[str] = []
    for cue, lines in zip(cues, shown, strict=True):
        new = lines[1:] if before and lines and lines[0] == before[-1] else lines
        made.append(_Cue(cue.start, cue.end, new))
        before = lines or before
    return made


def _said(cue: _Cue, *, entities: bool) -> Iterator[_Said]:
    voice: str | None = None
    words: list[str] = []
    changed = False
    for line in cue.lines:
        for at, part in enumerate(_VOICE.split(line)):
            if at % 2:
                if words:
                    yield _Said(voice, " ".join(words), changed, cue.start, cue.end)
                voice, words, changed = part.strip(), [], False
                continue
            plain = _TAG.sub("", part).strip()
            mark = _CHANGE.match(plain)
            if mark:
                if words:
                    yield _Said(voice, " ".join(words), changed, cue.start, cue.end)
                words, changed = [], True
                plain = plain[mark.end() :]
            if plain:
                words.append(html.unescape(plain) if entities else plain)
    if words:
        yield _Said(voice, " ".join(words), changed, cue.start, cue.end)


def _paragraphs(said: list[_Said]) -> Iterator[Block]:
    under_way: list[str] = []
    before: _Said | None = None
    for item in said:
        if before and under_way and _begins_paragraph(before, item, " ".join(under_way)):
            yield _turn(before.voice, under_way)
            under_way = []
        under_way.append(item.words)
        before = item
    if before:
        yield _turn(before.voice, under_way)


def _begins_paragraph(before: _Said, item: _Said, so_far: str) -> bool:
    if item.voice != before.voice or item.changed:
        return True
    if not _SENTENCE.search(so_far):
        return False
    return item.start - before.end >= _PAUSE or count_words(so_far) >= _LONG


def _turn(voice: str | None, words: list[str]) -> Block:
    text = " ".join(words)
    return Block(f"{voice}: {text}" if voice else text)
