"""Whether a quotation was cut so that a negation or a condition of the same sentence is lost."""

from __future__ import annotations

import re

from reform_tui.library.folding import fold
from reform_tui.library.model import Document
from reform_tui.verify.matching import Match

_TURNS = re.compile(
    r"\b(?:not|never|no longer|no|nobody|none|nor|neither|hardly|scarcely|rarely|cannot|without|unless|if|only|although"
    r"|though|except|until|provided)\b|n't\b",
    re.IGNORECASE,
)
_BEFORE = 60  # code points before the words in which such a word turns them
_AFTER = 45  # and after them
_INSERTED = re.compile(r"\[[^\[\]]{1,300}\]")
_SENTENCE_END = re.compile(r"[.!?…][\"')\]]*(?=\s|$)|\n")
_SPEECH = re.compile(r'"')
_FARTHEST = 1_000  # code points of a sentence on either side


def put_in_turn(text: str) -> str | None:
    """Return what is said of a quotation in which words in brackets negate or condition the others."""
    for inserted in _INSERTED.finditer(text):
        if word := _TURNS.search(fold(inserted[0])):
            return f"the words put in have “{word[0]}”"
    return None


def lost_turn(document: Document, match: Match) -> str | None:
    """Return what is lost, with the sentence around it; None where nothing is.

    Where a person has annotated exactly these words as a statement, it is not asked again.
    """
    spans = match.stream.spans(match.first, match.last)
    start, end = spans[0][0], spans[-1][1]
    for quote in document.quotes:
        if (quote.segments[0].start, quote.segments[-1].end) == _widened(document, start, end):
            return None
    text = document.source.text
    for first, last in (*match.left_out, *match.replaced):
        if word := _TURNS.search(_compared(" ".join(one.surface for one in match.stream.words[first:last]))):
            return f"what is left out has “{word[0]}”: {_sentence(document, start, end)}"
    before, after = _before(text, start), _after(text, end)
    word = _TURNS.search(before[-_BEFORE:]) or _TURNS.search(after[:_AFTER])
    return f"cut from a sentence with “{word[0]}”: {_sentence(document, start, end)}" if word else None


def _widened(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return the span with the sign that ends it."""
    text = document.source.text
    while end < len(text) and text[end] in ".,;:?!)":
        end += 1
        if any(quote.segments[-1].end == end for quote in document.quotes):
            break
    return start, end


def _before(text: str, start: int) -> str:
    """Return what stands in the sentence before ``start``, from where somebody else's words end."""
    stretch = _compared(text[max(0, start - _FARTHEST) : start])
    ends = [match.end() for match in _SENTENCE_END.finditer(stretch)]
    sentence = stretch[ends[-1] if ends else 0 :]
    marks = [match.end() for match in _SPEECH.finditer(sentence)]
    return sentence[marks[-1] if marks else 0 :]


def _after(text: str, end: int) -> str:
    """Return what stands in the sentence after ``end``, up to where somebody else's words begin."""
    stretch = _compared(text[max(end - 1, 0) : end + _FARTHEST])
    ended = _SENTENCE_END.search(stretch)
    sentence = stretch[1 : ended.start() if ended else len(stretch)]
    mark = _SPEECH.search(sentence)
    return sentence[: mark.start() if mark else len(sentence)]


def _compared(text: str) -> str:
    return re.sub(r"[^\S\n]+", " ", "\n".join(fold(line) for line in re.split(r"[\r\n]+", text)))


def _sentence(document: Document, start: int, end: int) -> str:
    """Return the whole sentences around a span in one line."""
    text = document.source.text
    first = start - len(_tail(text, start))
    following = _SENTENCE_END.search(_same_length(text[end - 1 : end + _FARTHEST]))
    last = end - 1 + (following.end() if following else 1)
    return " ".join(document.source.words(first, max(last, end)).split())


def _tail(text: str, start: int) -> str:
    stretch = text[max(0, start - _FARTHEST) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(_same_length(stretch))]
    return stretch[ends[-1] if ends else 0 :].lstrip()


def _same_length(text: str) -> str:
    return text.replace("”", '"').replace("’", "'").replace("\r", "\n")
