"""A quotation as its editor means it: stretches of the source's words, and what stands for words of the source.

``[…]``, ``…`` and ``...`` stand for words left out; ``[the minister]`` for words put in, in place of others or of
none; ``reform[s]`` for a changed ending, ``[T]he`` for a changed letter; ``[sic]`` for nothing. Where the source itself
prints such signs they are words and signs like any other: :func:`readings` gives both ways to read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reform_tui.library.folding import fold
from reform_tui.verify.wording import Word, words_of

JointKind = Literal["omission", "insertion", "changed", "interruption"]

MOST_OMITTED = 150  # words of the source that one mark of omission may stand for
_MOST_REPLACED = 8  # words of the source that words in brackets may stand in place of
_MOST_INTERRUPTING = 15  # words of the source between the two halves of an utterance: “…,” she asked him then, “…”

_DOTS = r"(?:…|\.[ \u00a0]?\.[ \u00a0]?\.(?:[ \u00a0]?\.(?!\w))?)"
_EDITORIAL = re.compile(
    rf"(?P<sic>\s?(?:\[\s*sic[^\[\]]{{0,20}}\]|\(sic\)))"
    rf"|(?P<omission>[\[(]\s*(?:{_DOTS}|\.\.)\s*[\])]|{_DOTS})"
    r"|(?P<letter>(?<![^\W_])\[[^\W\d_]\](?=[^\W_]))"
    r"|(?P<changed>(?P<head>[^\W_]+)\[[^\W_]*\](?P<tail>[^\W_]*)|\[[^\W_]*\](?P<rest>[^\W_]+))"
    r"|(?P<insertion>\[[^\[\]]{1,300}\])"
)


_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two stretches: words of the source, at most ``most``, that the quotation does not have.

    Of a changed word ``head`` and ``tail`` are what it begins and ends with in the source.
    """

    kind: JointKind
    most: int
    head: str = ""
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Stretches of words with joints between them, ``len(joints) == len(stretches) - 1``.

    ``after`` are the signs behind the last word; ``open_start`` and ``open_end`` say whether the quotation begins or
    ends with a mark of omission; places are code points of the quotation.
    """

    stretches: tuple[tuple[Word, ...], ...]
    joints: tuple[Joint, ...]
    after: str
    open_start: bool = False
    open_end: bool = False

    @property
    def words(self) -> list[Word]:
        """All words in their order."""
        return [word for stretch in self.stretches for word in stretch]


def readings(text: str, interruptions: tuple[int, ...] = ()) -> list[Reading]:
    """Return the ways to read ``text``, the editorial one first. None where it has no words.

    ``interruptions`` are the places where an attribution interrupted it.
    """
    found = [reading for reading in (_read(text, _marks(text, interruptions)),) if reading]
    if _EDITORIAL.search(text):
        literal = _read(text, [(at, at, Joint("interruption", _MOST_INTERRUPTING)) for at in interruptions])
        found += [literal] if literal else []
    return found


Mark = tuple[int, int, Joint | None]


def _marks(text: str, interruptions: tuple[int, ...]) -> list[Mark]:
    marks: list[Mark] = [(at, at, Joint("interruption", _MOST_INTERRUPTING)) for at in interruptions]
    marks += _editorial(text)
    return sorted(marks, key=lambda mark: mark[:2])


def _editorial(text: str) -> Iterator[Mark]:
    for match in _EDITORIAL.finditer(text):
        start, end = match.span()
        if match["sic"]:
            yield start, end, None
        elif match["omission"]:
            yield start, end, Joint("omission", MOST_OMITTED)
        elif match["insertion"]:
            yield start, end, Joint("insertion", _MOST_REPLACED)
        elif match["changed"] and _WORD.search(text, 0, start) and _WORD.search(text, end):
            head, tail = match["head"] or "", match["tail"] or match["rest"] or ""
            yield start, end, Joint("changed", 1, fold(head).casefold(), fold(tail).casefold())


def _read(text: str, marks: list[Mark]) -> Reading | None:
    stretches: list[tuple[Word, ...]] = []
    joints: list[Joint] = []
    waiting: Joint | None = None
    open_start = False
    words: list[Word] = []
    after = ""
    at = 0
    for start, end, joint in [*marks, (len(text), len(text), None)]:
        if start < at:
            continue
        found, signs = words_of(_without_letter_brackets(text[at:start]))
        placed = [_placed(text, word, at) for word in found]
        if placed and words and waiting is None:
            placed[0] = placed[0]._replace(before=after + placed[0].before)
        after = signs if placed else after + signs
        if placed and waiting is not None:
            if words:
                stretches.append(tuple(words))
                joints.append(waiting)
                words = []
            else:
                open_start = True
            waiting = None
        words += placed
        if joint is not None and (waiting is None or joint.most > waiting.most):
            waiting = joint
        at = end
    if words:
        stretches.append(tuple(words))
    if not stretches:
        return None
    return Reading(tuple(stretches), tuple(joints), after, open_start, waiting is not None)


_LETTER = re.compile(r"(?<![^\W_])\[([^\W\d_])\](?=[^\W_])")


def _without_letter_brackets(text: str) -> str:
    """Return ``text`` with the brackets around a first letter made invisible, offsets kept."""
    return _LETTER.sub("\u2060\\1\u2060", text)


def _placed(text: str, word: Word, by: int) -> Word:
    """Return ``word`` moved ``by`` code points; one whose first letter is marked as changed has no surface."""
    start, end = word.start + by, word.end + by
    marked = text[start - 1 : start] == "[" or "[" in text[start:end]
    return word._replace(start=start, end=end, surface="" if marked else word.surface)
