"""Where a draft says that its quotations are from: citations with a locator, in the text or in its footnotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from reform_tui.verify.markup import CITATION, INLINE_NOTE, REFERENCE

_NOTE = re.compile(
    r"^[ ]{0,3}\[\^(?P<label>[^\[\]\s]{1,60})\]:(?P<text>.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)", re.MULTILINE
)
_KEY = re.compile(
    r"@?(?P<key>(?=[^\s,]*[A-Za-z]{2})(?=[^\s,]*[\d-])[A-Za-z0-9][\w:.#$%&+?<>~/-]*)(?P<locator>, paras?\.[^;\n]{0,60})"
)
_PARAGRAPHS = re.compile(r"(?:paras?\.?|paragraphs?|¶{1,2})\s*(\d{1,7})(?:\s*[-–—]+\s*(\d{1,7}))?", re.IGNORECASE)
_YEAR = r"(?:\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.d\.)"
_BRACKETS = re.compile(rf"\([^()\n]{{0,120}}?{_YEAR}[^()\n]{{0,120}}\)")
_MARK = re.compile('[“”"«»‘’]')
_AFTER_WORDS = re.compile(rf"[”\"’'»][.,;:?!]?[*_]{{0,3}}(?P<cited>[ \t]?{_BRACKETS.pattern})")
_QUOTE = re.compile(r"\bquote ([A-Za-z0-9][\w.-]*?)\.?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that a draft names: the key of a document, paragraphs from first to last, and a quote of the library.

    ``text`` is the footnote it stands in, or the citation itself; ``is_note`` tells the two apart.
    """

    key: str | None
    paragraphs: tuple[int, int] | None
    quote: str | None
    text: str
    is_note: bool = False


class Citations:
    """The citations of one draft, in its text and in its footnotes."""

    def __init__(self, draft: str) -> None:
        self._draft = draft

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """The text of each footnote by its label."""
        return {match["label"]: match["text"].strip() for match in _NOTE.finditer(self._draft)}

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where citations stand in the running text, in code points of the draft; in brackets, those behind words.

        A note in the text that quotes somebody itself is none of them.
        """
        patterns = (REFERENCE, CITATION, INLINE_NOTE)
        found = [one.span() for each in patterns for one in each.finditer(self._draft) if not _MARK.search(one[0])]
        return [*found, *(match.span("cited") for match in _AFTER_WORDS.finditer(self._draft))]

    def first_in(self, start: int, end: int) -> Citation | None:
        """Return the first citation in ``draft[start:end]``, there or in the footnote referred to."""
        found = [pattern.search(self._draft, start, end) for pattern in (REFERENCE, CITATION, INLINE_NOTE, _BRACKETS)]
        first = min((one for one in found if one), key=lambda one: one.start(), default=None)
        if first is None:
            return None
        if first.re is REFERENCE:
            note = self.notes.get(first["label"])
            return _citation(note, is_note=True) if note else None
        return _citation(first["said"], is_note=True) if first.re is INLINE_NOTE else _citation(first[0])


def _citation(text: str, *, is_note: bool = False) -> Citation:
    cited = CITATION.search(text) or _KEY.search(text)
    where = _PARAGRAPHS.search(cited["locator"] if cited else text)
    quote = _QUOTE.search(text)
    first = int(where[1]) if where else 0
    return Citation(
        key=cited["key"] if cited else None,
        paragraphs=(first, int(where[2] or first)) if where else None,
        quote=quote[1] if quote else None,
        text=text,
        is_note=is_note,
    )
