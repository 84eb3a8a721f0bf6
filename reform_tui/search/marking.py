"""What to mark in a hit: the analyzer run over its words, compared with what the query looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from reform_tui.search.analysis import Word, stem_of, words
from reform_tui.search.compiling import Marks
from reform_tui.search.results import Span


def matching_spans(text: str, marks: Marks) -> list[Span]:
    """Return the spans of ``text`` that match, in order, apart; in code points."""
    found = words(text)
    by_position: dict[int, list[Word]] = defaultdict(list)
    for word in found:
        by_position[word.position].append(word)
    spans = [(word.start, word.end) for word in found if stem_of(word.form) in marks.stems or word.form in marks.forms]
    for phrase in marks.phrases:
        spans += _side_by_side(phrase, found, by_position, lambda word: word.form)
    for stems in marks.adjacent:
        spans += _side_by_side(stems, found, by_position, lambda word: stem_of(word.form))
    return _apart(spans)


def _side_by_side(
    wanted: tuple[str, ...], found: list[Word], by_position: dict[int, list[Word]], read: Callable[[Word], str]
) -> list[Span]:
    """Return the spans of the words of every place where ``wanted`` stands, a span a word."""
    spans = []
    for first in found:
        if read(first) != wanted[0]:
            continue
        run = [first]
        for step, expected in enumerate(wanted[1:], 1):
            following = next((w for w in by_position.get(first.position + step, ()) if read(w) == expected), None)
            if following is None:
                break
            run.append(following)
        else:
            spans += [(word.start, word.end) for word in run]
    return spans


def _apart(spans: list[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    apart: list[Span] = []
    for start, end in sorted(set(spans)):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
