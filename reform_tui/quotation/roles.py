"""What a speaker is called in the text: *the chief economist at the Institute for Government*."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reform_tui.quotation.cues import is_small_word, is_verb_form
from reform_tui.quotation.lexicon import grammar, people_words
from reform_tui.quotation.names import Mention, Names
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.tokens import Token

_MEMORY = 60  # roles back within which the holder of an office is looked for
_MAX_TOKENS = 16
_ROLE_REACH = 6  # tokens of an apposition among which its role word is


class Roles:
    """The roles that a text states, each by the full name of whom it is said."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._by_name: dict[str, str] = {}
        self._stated: list[tuple[int, str, frozenset[str]]] = []
        for sentence in reading.sentences:
            tokens = sentence.tokens
            if any(token.word.is_role or token.text == "," for token in tokens):
                self._read(tokens, reading)

    def role_of(self, mention: Mention, name: str | None) -> str | None:
        """Return the role that the mention itself states, else the first that the text states."""
        del mention
        return self._by_name.get(name) if name else None

    def holder(self, office: str, position: int) -> str | None:
        """Return who was last introduced before ``position`` (code points) with the words of ``office`` in a role."""
        wanted = set(office.split())
        last = bisect_left(self._stated, position, key=lambda stated: stated[0])
        near = reversed(self._stated[max(0, last - _MEMORY) : last])
        return next((name for _, name, words in near if wanted <= words), None)

    def _read(self, tokens: Sequence[Token], reading: Reading) -> None:
        for at, last in Names(tokens).runs():
            first = _after_office(tokens, at, last)
            written = " ".join(token.text for token in tokens[first : last + 1] if token.kind == "capitalised")
            address = all(token.lower in grammar().vocatives for token in tokens[at : last + 1])
            role = None if address else self._apposition(tokens, last)
            if role is None and first > at:
                role = self._written(tokens[at - 2 : first])
            elif role is None and not address:
                role = self._before(tokens, at, last)
            if role:
                name = reading.people.canonical(written)
                self._by_name.setdefault(name, role)
                self._stated.append((tokens[at].start, name, frozenset(role.lower().split())))

    def _apposition(self, tokens: Sequence[Token], last: int) -> str | None:
        """Return *Y* of *X, Y, said*."""
        first = last + 2
        if first >= len(tokens) or tokens[last + 1].text != ",":
            return None
        described = tokens[first].lower in _ARTICLES
        end = first + 1 if described else first
        while end < len(tokens) and end - first < _MAX_TOKENS and not _ends_role(tokens[end]):
            end += 1
        words = tokens[first:end]
        closed = described and (end == len(tokens) or tokens[end].text in (",", "."))
        if not words or not (closed or any(token.word.is_role for token in words[:_ROLE_REACH])):
            return None
        return self._written(words)

    def _before(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """Return *Education Secretary* of *Education Secretary Jane Doe*, *chief executive* before name or comma."""
        names = tokens[first : last + 1]
        offices = [at for at, token in enumerate(names) if token.word.is_role]
        if offices and offices[-1] + 2 < len(names):
            return self._written(names[: offices[-1] + 1])
        comma = first > 1 and tokens[first - 1].text == ","
        end = first - 1 if comma else first
        at = end
        while at > 0 and end - at < _MAX_TOKENS and _belongs_to_role(tokens[at - 1], wide=comma):
            at -= 1
        if not comma and at < end and at > 0 and tokens[at - 1].kind == "capitalised" and tokens[at - 1].word.is_role:
            at -= 1  # *Chief executive Ann Lee*, at the beginning of a sentence
        if comma and not (at < end and tokens[at].word.is_role) and (at == 0 or tokens[at - 1].lower not in _ARTICLES):
            return None
        if at == end or not any(token.word.is_role for token in tokens[at:end]):
            return None
        return self._written(tokens[at:end])

    def _written(self, tokens: Sequence[Token]) -> str:
        return " ".join(self._text[tokens[0].start : tokens[-1].end].replace("\x03", "").split())


def _after_office(tokens: Sequence[Token], first: int, last: int) -> int:
    """Return where the name begins in *Commissioner of Lights Ann Lee*, whose office runs into it; else ``first``."""
    if first < 2 or last - first < 2 or tokens[first - 1].lower != "of" or not tokens[first - 2].word.is_role:
        return first
    given = people_words().given_names
    return next((at for at in range(first + 1, last) if tokens[at].lower in given), last - 1)


_ARTICLES = frozenset("the a an his her".split())


def _ends_role(token: Token) -> bool:
    if token.kind in ("punctuation", "quotation") or token.lower in ("who", "is", "was", "has", "had"):
        return True
    return token.kind == "word" and is_verb_form(token, "past", "s")


def _belongs_to_role(token: Token, *, wide: bool) -> bool:
    """Tell the words of a role; ``wide`` where it stands between an article and a comma and may have names in it."""
    word = token.word
    if wide and not word.is_determiner and (token.kind == "capitalised" or word.lower in ("of", "at", "for")):
        return True
    if token.kind != "word" or is_small_word(token) or word.is_pronoun or word.is_determiner:
        return False
    return word.is_role or not (word.is_adverb or is_verb_form(token, "past", "s", "base", "ing"))
