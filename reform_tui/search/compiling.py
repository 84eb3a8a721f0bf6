"""From a parsed query to a Whoosh query, bounded: every word is looked up in the vocabulary, nothing is left to match.

Whoosh's own parser, wildcards, regular expressions and fuzzy terms are never used: some take minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import product

from whoosh import query as whoosh_query

from reform_tui.search.analysis import form_of, stem_of, words
from reform_tui.search.columns import Columns
from reform_tui.search.rows import RowKind
from reform_tui.search.sequences import SideBySide
from reform_tui.search.spelling import STOP_WORDS
from reform_tui.search.syntax import All, Any, Field, Named, Node, Not, Phrase, Word

FieldTerms = Callable[[Field], whoosh_query.Query]
MAX_READINGS = 12  # of one phrase
SAID_FIRST = 100.0  # the score of what somebody says over that of what mentions the name
TYPED_ROWS = 15_000  # in which the words stand that a half typed one is taken for


class AnyOf(whoosh_query.Or):  # type: ignore[misc]
    """Whoosh's Or with the matcher that reads its terms into an array first: many times faster for many terms."""

    matcher_type = whoosh_query.Or.ARRAY_MATCHER


@dataclass(slots=True)
class Marks:
    """What to mark in a hit: single words by stem or form, words side by side by stem, phrases by form."""

    stems: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    adjacent: set[tuple[str, ...]] = field(default_factory=set)
    phrases: set[tuple[str, ...]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query ready to run; ``together`` finds its words standing side by side, ``either`` any of them."""

    query: whoosh_query.Query
    together: SideBySide | None
    either: whoosh_query.Query | None
    content_words: int
    marks: Marks
    unknown: tuple[Word, ...]
    shortened: bool


def compile_query(node: Node, kind: RowKind, columns: Columns, field_terms: FieldTerms) -> Compiled:
    """Return ``node`` as a query for rows of ``kind``; ``field_terms`` says what a field and its value select."""
    return _Compiler(kind, columns, field_terms).compiled(node)


class _Compiler:
    """Compiles one query."""

    def __init__(self, kind: RowKind, columns: Columns, field_terms: FieldTerms) -> None:
        self._kind = kind
        self._body, self._exact = f"body_{kind}", f"exact_{kind}"
        self._vocabulary = columns.vocabulary
        self._sequences = columns.sequences
        self._field_terms = field_terms
        self._marks = Marks()
        self._unknown: list[Word] = []
        self._shortened = False
        self._negated = False

    def compiled(self, node: Node) -> Compiled:
        query = self._of_kind(self._query(node), node)
        nodes = node.nodes if isinstance(node, All) else (node,)
        content = [one for one in without_stop_words(nodes) if isinstance(one, (Word, Phrase, Named))]
        return Compiled(
            query=query,
            together=self._together(nodes),
            either=self._either(nodes, content) if len(content) > 1 else None,
            content_words=len(content),
            marks=self._marks,
            unknown=tuple(dict.fromkeys(self._unknown)),
            shortened=self._shortened,
        )

    def _of_kind(self, query: whoosh_query.Query, node: Node) -> whoosh_query.Query:
        """Return ``query`` kept to rows of the kind, where no word of it does so: words are in fields of their kind."""
        if _needs_words(node):
            return query
        return whoosh_query.And([query, whoosh_query.ConstantScoreQuery(whoosh_query.Term("row", self._kind), 0.0)])

    def _query(self, node: Node) -> whoosh_query.Query:
        if isinstance(node, All):
            return self._all(without_stop_words(node.nodes))
        if isinstance(node, Any):
            return _any_of([self._query(one) for one in node.nodes])
        if isinstance(node, Not):
            return self._all((node,))
        if isinstance(node, Field):
            return whoosh_query.ConstantScoreQuery(self._field_terms(node), 0.0)
        if isinstance(node, Named):
            said = _any_of([whoosh_query.Term("speaker", speaker) for speaker in node.speakers])
            of_kind = whoosh_query.And([said, whoosh_query.Term("row", self._kind)])
            return whoosh_query.ConstantScoreQuery(of_kind, SAID_FIRST)
        return self._phrase(node) if isinstance(node, Phrase) else self._word(node)

    def _all(self, nodes: Iterable[Node]) -> whoosh_query.Query:
        wanted: list[whoosh_query.Query] = []
        unwanted: list[whoosh_query.Query] = []
        for node in nodes:
            if isinstance(node, Not):
                unwanted.append(self._unwanted(node.node))
            else:
                wanted.append(self._query(node))
        # Not AndNot: its first hit can be one that is forbidden. Not Require: it asserts.
        wanted = wanted or [whoosh_query.Term("row", self._kind)]
        return wanted[0] if len(wanted) + len(unwanted) == 1 else whoosh_query.And([*wanted, *map(_not, unwanted)])

    def _unwanted(self, node: Node) -> whoosh_query.Query:
        marks, self._marks, unknown = self._marks, Marks(), list(self._unknown)
        query = self._query(node)
        self._marks, self._unknown = marks, unknown
        return query

    def _word(self, word: Word) -> whoosh_query.Query:
        if word.edits:
            return self._near(word)
        forms = [found.form for found in words(word.text, joined=False)]
        if not forms:
            return whoosh_query.NullQuery
        if len(forms) > 1:
            return self._compound(word, forms)
        whole = forms[0]
        found: list[whoosh_query.Query] = [whoosh_query.Term(self._body, stem_of(whole))]
        self._marks.stems.add(stem_of(whole))
        # A word half typed is looked for among the frequent ones: more letters follow.
        half_typed = TYPED_ROWS if len(word.text) == word.end - word.start else None
        beginnings = self._beginnings(whole, rows=half_typed) if word.prefix else []
        parted = self._vocabulary.split(whole)
        found += beginnings
        found += [self._adjacent([stem_of(part) for part in pair]) for pair in parted]
        if not parted and not beginnings and not self._is_known(whole):
            self._unknown.append(word)
        return _any_of(found)

    def _is_known(self, form: str) -> bool:
        return form in self._vocabulary or bool(self._vocabulary.spelt_like(form)) or self._stem_is_known(form)

    def _stem_is_known(self, form: str) -> bool:
        beginning, stem = form[: max(3, len(form) - 4)], stem_of(form)
        return any(stem_of(word) == stem for word in self._vocabulary.beginning_with(beginning)[0])

    def _compound(self, word: Word, forms: list[str]) -> whoosh_query.Query:
        """``long-term``: its parts side by side, or as one word; at the end while typing, the last part begins one."""
        joined = form_of(word.text) if "-" in word.text else "".join(forms)
        self._marks.stems.add(stem_of(joined))
        found = [self._adjacent([stem_of(form) for form in forms]), whoosh_query.Term(self._body, stem_of(joined))]
        if word.prefix:
            found += self._beginnings(joined)
        return _any_of(found)

    def _adjacent(self, stems: list[str]) -> whoosh_query.Query:
        self._marks.adjacent.add(tuple(stems))
        return SideBySide(self._body, stems, self._sequences)

    def _beginnings(self, beginning: str, rows: int | None = None) -> list[whoosh_query.Query]:
        if len(beginning) < 2:
            return []
        found, shortened = self._vocabulary.beginning_with(beginning, rows=rows)
        self._shortened = self._shortened or shortened
        self._marks.forms.update(found)
        return [whoosh_query.Term(self._exact, form) for form in found]

    def _near(self, word: Word) -> whoosh_query.Query:
        form = form_of(word.text)
        found = self._vocabulary.near(form, word.edits)
        self._marks.forms.update(found)
        return _any_of([whoosh_query.Term(self._exact, near) for near in found])

    def _phrase(self, phrase: Phrase) -> whoosh_query.Query:
        forms = [word.form for word in words(phrase.text, joined=False)]
        readings = self._readings(forms, unfinished=phrase.unfinished)
        self._marks.phrases.update(readings)
        return _any_of([self._side_by_side(reading) for reading in readings])

    def _side_by_side(self, forms: tuple[str, ...]) -> whoosh_query.Query:
        if len(forms) == 1:
            return whoosh_query.Term(self._exact, forms[0])
        return SideBySide(self._exact, forms, self._sequences)

    def _readings(self, forms: list[str], *, unfinished: bool) -> list[tuple[str, ...]]:
        """Return the ways to write a phrase: words as spelt on both sides of the Atlantic, in one word or in two."""
        written: list[tuple[str, ...]] = [tuple(forms)]
        for at, form in enumerate(forms):
            written += [(*forms[:at], *parts, *forms[at + 1 :]) for parts in self._vocabulary.split(form)]
            joined = "".join(forms[at : at + 2])
            if at + 1 < len(forms) and joined in self._vocabulary:
                written.append((*forms[:at], joined, *forms[at + 2 :]))
        readings: dict[tuple[str, ...], None] = {}
        for one in written:
            spelt = [self._vocabulary.spelt_like(form) for form in one]
            if unfinished and one[-1:] == tuple(forms[-1:]):
                spelt[-1] = self._vocabulary.beginning_with(forms[-1])[0]
            for reading in product(*spelt):
                readings[reading] = None
                if len(readings) == MAX_READINGS:
                    return list(readings)
        return [reading for reading in readings if reading]

    def _together(self, nodes: Iterable[Node]) -> SideBySide | None:
        """Return a query for two or more plain words standing side by side as typed, or None."""
        plain = [node for node in nodes if isinstance(node, Word) and not node.edits]
        if len(plain) < 2:
            return None
        stems = [stem_of(found.form) for node in plain for found in words(node.text, joined=False)]
        return SideBySide(self._body, stems, self._sequences) if len(stems) <= 8 else None

    def _either(self, nodes: Iterable[Node], content: list[Word | Phrase | Named]) -> whoosh_query.Query:
        """Return a query for any of the words, under the same fields and without what is not wanted."""
        limits = [node for node in nodes if isinstance(node, (Field, Not))]
        anything = _any_of([self._query(node) for node in content])
        return whoosh_query.And([anything, self._all(limits)]) if limits else anything


def _needs_words(node: Node) -> bool:
    """Whether every row that matches ``node`` has a word or phrase of it."""
    if isinstance(node, All):
        return any(_needs_words(one) for one in node.nodes)
    if isinstance(node, Any):
        return all(_needs_words(one) for one in node.nodes)
    return isinstance(node, (Word, Phrase))


def without_stop_words(nodes: Iterable[Node]) -> list[Node]:
    """Return ``nodes`` without plain stop words, unless nothing else is looked for."""
    nodes = list(nodes)
    kept = [node for node in nodes if not (isinstance(node, Word) and _is_stop_word(node))]
    if any(isinstance(node, (Word, Phrase, Named, Any, All)) for node in kept):
        return kept
    return nodes


def _is_stop_word(word: Word) -> bool:
    is_plain = len(word.text) == word.end - word.start  # no asterisk, no tilde
    return is_plain and word.text.casefold() in STOP_WORDS


def _any_of(queries: list[whoosh_query.Query]) -> whoosh_query.Query:
    if not queries:
        return whoosh_query.NullQuery
    return queries[0] if len(queries) == 1 else AnyOf(queries)


def _not(query: whoosh_query.Query) -> whoosh_query.Query:
    return whoosh_query.Not(query)
