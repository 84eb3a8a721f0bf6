"""What the user typed, read: words, phrases, fields and how they are joined, each with its place.

The grammar, loosest first: ``a OR b``; ``a b`` or ``a AND b``; ``NOT a`` or ``-a``; ``"a phrase"``, ``field:value``,
``(…)``, ``word``, ``begin*``, ``near~``. Curly quotation marks are quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from reform_tui.library.suggesting import did_you_mean

MAX_LENGTH = 4_000  # code points
MAX_WORDS = 64
MAX_DEPTH = 20
FIELDS = ("speaker", "document", "topic", "position", "kind", "stance", "publisher", "year", "date")

_MARKS = '"“”„‟«»＂'
_LEXEMES = re.compile(
    rf"(?P<space>\s+)"
    rf"|(?P<open>\()|(?P<close>\))"
    rf"|(?P<minus>[-−](?=[\w({_MARKS}]))"
    rf"|(?P<field>[^\W\d_]+):(?=\S|$)(?!//)"
    rf"|(?P<phrase>[{_MARKS}](?P<inside>[^{_MARKS}]*)(?P<closed>[{_MARKS}]|$))"
    rf"|(?P<word>[^\s(){_MARKS}]+)"
)
_VALUE = re.compile(rf"[{_MARKS}](?P<inside>[^{_MARKS}]*)(?P<closed>[{_MARKS}]|$)|(?P<bare>[^\s(){_MARKS}]+)")
_NEAR = re.compile(r"(.+)~([12]?)")


class QueryError(Exception):
    """A query that cannot be run; the message says why, ``start`` and ``end`` where, in code points of the query."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start, self.end = start, end


@dataclass(frozen=True, slots=True)
class Word:
    """A word, in any form; its beginning, when ``prefix``; or a near spelling, up to ``edits`` letters off."""

    text: str
    start: int
    end: int
    prefix: bool = False
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exactly these words in this order; ``unfinished`` when the last may be the beginning of one."""

    text: str
    start: int
    end: int
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field and the value typed for it; ``typing`` when the value may not be finished."""

    name: str
    value: str
    start: int
    end: int
    typing: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Words that turned out to be the name of speakers, by their ids; no grammar knows that, the library does."""

    text: str
    speakers: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but."""

    node: Node


@dataclass(frozen=True, slots=True)
class All:
    """All of these."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Any of these."""

    nodes: tuple[Node, ...]


Node = Word | Phrase | Field | Named | Not | All | Any


class _Lexeme(NamedTuple):
    sort: str
    text: str
    start: int
    end: int
    closed: bool = True
    field: str = ""


def parse(query: str, *, typing: bool = False) -> Node | None:
    """Return what ``query`` means, or None where it is empty.

    While ``typing``, an open mark or bracket is closed at the end and the last word is a beginning. Raises QueryError.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"a query has at most {MAX_LENGTH:,} characters", MAX_LENGTH, len(query))
    return _Parser(query, typing=typing).query()


def _lexemes(query: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    at = 0
    while at < len(query):
        match = _LEXEMES.match(query, at)
        if match is None:  # a stray colon, say: no character may stop the rest
            at += 1
            continue
        at = match.end()
        sort = match.lastgroup if match.lastgroup not in {"inside", "closed"} else "phrase"
        if match["phrase"] is not None:
            found.append(_Lexeme("phrase", match["inside"], match.start(), at, bool(match["closed"])))
        elif sort == "field":
            value = _VALUE.match(query, at)
            at = value.end() if value else at
            text = (value["inside"] if value["bare"] is None else value["bare"]) if value else ""
            closed = not value or value["bare"] is not None or bool(value["closed"])
            found.append(_Lexeme("field", text, match.start(), at, closed, match["field"]))
        elif sort != "space":
            found.append(_Lexeme(str(sort), match.group(), match.start(), at))
    return found


class _Parser:
    """Recursive descent over the lexemes of one query."""

    def __init__(self, query: str, *, typing: bool) -> None:
        self._query = query
        self._typing = typing
        self._lexemes = _lexemes(query)
        self._at = 0
        self._depth = 0
        words = [lexeme for lexeme in self._lexemes if lexeme.sort in {"word", "phrase", "field"}]
        if len(words) > MAX_WORDS:
            place = words[MAX_WORDS]
            raise QueryError(f"a query has at most {MAX_WORDS} words and phrases", place.start, len(query))

    def query(self) -> Node | None:
        node = self._any()
        stray = self._peek()
        if stray is not None:
            raise QueryError("this bracket closes nothing", stray.start, stray.end)
        return node

    def _peek(self) -> _Lexeme | None:
        return self._lexemes[self._at] if self._at < len(self._lexemes) else None

    def _is_operator(self, *names: str) -> bool:
        lexeme = self._peek()
        return lexeme is not None and lexeme.sort == "word" and lexeme.text in names

    def _any(self) -> Node | None:
        nodes = [self._all()]
        while self._is_operator("OR"):
            self._at += 1
            nodes.append(self._all())
        kept = tuple(node for node in nodes if node is not None)
        return Any(kept) if len(kept) > 1 else (kept[0] if kept else None)

    def _all(self) -> Node | None:
        nodes: list[Node] = []
        while (lexeme := self._peek()) is not None and lexeme.sort != "close" and not self._is_operator("OR"):
            if self._is_operator("AND"):
                self._at += 1
                continue
            node = self._one()
            if node is not None and not any(_say_the_same(node, other) for other in nodes):
                nodes.append(node)
        return All(tuple(nodes)) if len(nodes) > 1 else (nodes[0] if nodes else None)

    def _one(self) -> Node | None:
        lexeme = self._lexemes[self._at]
        self._at += 1
        if lexeme.sort == "minus" or (lexeme.sort == "word" and lexeme.text == "NOT"):
            return self._negated(lexeme)
        if lexeme.sort == "open":
            return self._group(lexeme)
        if lexeme.sort == "field":
            return self._field(lexeme)
        if lexeme.sort == "phrase":
            return self._phrase(lexeme)
        return self._word(lexeme)

    def _negated(self, sign: _Lexeme) -> Node | None:
        following = self._peek()
        if following is None or following.sort == "close" or self._is_operator("OR", "AND"):
            if self._typing:
                return None
            raise QueryError("NOT what? write a word after it", sign.start, sign.end)
        self._deepen(sign)
        typing, self._typing = self._typing, False  # a word half typed would shut out all that begin like it
        node = self._one()
        self._typing = typing
        self._depth -= 1
        return Not(node) if node is not None else None

    def _group(self, bracket: _Lexeme) -> Node | None:
        self._deepen(bracket)
        node = self._any()
        self._depth -= 1
        if self._peek() is not None:
            self._at += 1
        elif not self._typing:
            raise QueryError("this bracket is not closed", bracket.start, bracket.end)
        return node

    def _deepen(self, lexeme: _Lexeme) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise QueryError(f"nested more than {MAX_DEPTH} deep", lexeme.start, lexeme.end)

    def _field(self, lexeme: _Lexeme) -> Node | None:
        name = lexeme.field.lower()
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS) or f"; there are {', '.join(FIELDS)}"
            end = lexeme.start + len(lexeme.field)
            raise QueryError(f"no field is called “{lexeme.field}”{hint}", lexeme.start, end)
        if not lexeme.text.strip():
            if self._typing and self._is_last(lexeme):
                return None
            raise QueryError(f"{name}: what? write a value after the colon", lexeme.start, lexeme.end)
        self._need_closed(lexeme)
        return Field(name, lexeme.text.strip(), lexeme.start, lexeme.end, self._typing and self._is_last(lexeme))

    def _phrase(self, lexeme: _Lexeme) -> Node | None:
        self._need_closed(lexeme)
        unfinished = not lexeme.closed and lexeme.text[-1:].isalnum()
        return Phrase(lexeme.text, lexeme.start, lexeme.end, unfinished) if lexeme.text.strip() else None

    def _need_closed(self, lexeme: _Lexeme) -> None:
        if not lexeme.closed and not self._typing:
            raise QueryError("this quotation mark is not closed", lexeme.start, lexeme.end)

    def _word(self, lexeme: _Lexeme) -> Node | None:
        text = lexeme.text
        near = _NEAR.fullmatch(text)
        if near and any(character.isalnum() for character in near[1]):
            return Word(near[1], lexeme.start, lexeme.end, edits=int(near[2] or 1))
        if "*" in text:
            return self._beginning(lexeme)
        if not any(character.isalnum() for character in text):
            return None
        return Word(text, lexeme.start, lexeme.end, prefix=self._typing and self._is_last(lexeme))

    def _beginning(self, lexeme: _Lexeme) -> Node | None:
        stem = lexeme.text.rstrip("*")
        if "*" in stem:
            at = lexeme.start + stem.index("*")
            raise QueryError("an asterisk stands at the end of a word: accountab*", at, at + 1)
        if sum(character.isalnum() for character in stem) < 2:
            if self._typing and self._is_last(lexeme):
                return None
            raise QueryError("at least two letters go before an asterisk", lexeme.start, lexeme.end)
        return Word(stem, lexeme.start, lexeme.end, prefix=True)

    def _is_last(self, lexeme: _Lexeme) -> bool:
        return lexeme.end == len(self._query)


def _say_the_same(one: Node, other: Node) -> bool:
    """Whether two words or phrases are one, but for their places: a word said twice is looked for once."""
    if isinstance(one, Word) and isinstance(other, Word):
        return (one.text, one.prefix, one.edits) == (other.text, other.prefix, other.edits)
    if isinstance(one, Phrase) and isinstance(other, Phrase):
        return (one.text, one.unfinished) == (other.text, other.unfinished)
    return False
