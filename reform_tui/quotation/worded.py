"""What the words between marks show by themselves: how many, how they begin, whether they are a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SMALL = frozenset("a an and at by for from in into no of on or the to vs with".split())
_PERSONAL = re.compile(r"(?<![\w’'])(?:I|we|you|me|us|my|our|your)(?![\w])", re.IGNORECASE)
_VERBAL = re.compile(
    r"(?<![\w])(?:is|are|was|were|be|been|has|have|had|will|would|can|could|should|must|do|does|did|not|n[’']t|it|that|"
    r"they|he|she)(?![\w])|n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b",
    re.IGNORECASE,
)
_SENTENCE_ENDS = ".?!"
_LONGEST_TITLE = 12  # words


def signs_of_words(words: str) -> Iterator[str]:
    """Yield the signs that quoted ``words`` show."""
    many = words.split()
    count = len(many)
    yield f"words {count if count <= 3 else '4-5' if count <= 5 else '6-9' if count <= 9 else '10+'}"
    if words[-1] in _SENTENCE_ENDS:
        yield "ends as a sentence"
    elif words[-1] == ",":
        yield "ends with a comma"
    if words[0].isupper():
        yield "begins with a capital"
    if words[0].islower():
        yield "begins small"
    if is_title(words):
        yield "capitalised throughout"
    if _PERSONAL.search(words):
        yield "first or second person"
    if count > 1 and has_verb(words):
        yield "has a verb"


def has_verb(words: str) -> bool:
    """Tell words that have a finite verb, or a pronoun that goes with one."""
    return _VERBAL.search(words) is not None


def is_title(words: str) -> bool:
    """Tell words that are capitalised as titles and names are."""
    many = words.split()
    telling = [word for word in many if word.lower() not in _SMALL]
    capital = all(word[0].isupper() or not word[0].isalpha() for word in telling)
    return (
        capital
        and bool(telling)
        and not (words.isupper() and len(many) > 1)
        and len(many) <= _LONGEST_TITLE
        and telling[0][0].isupper()
    )
