"""The person among the appositions of a subject: *the Chair of the Board, Cllr X, said*, *X, Director, Y Trust said*.

Between the commas of a subject stand a person, an office and a body in any order. Only the person speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reform_tui.quotation.lexicon import grammar, people_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.tokens import Token

_ADDRESSED = frozenset("cllr councillor prof rev reverend".split())  # forms of address beside the styles
_LEADING = frozenset("the rt right hon honourable late former".split())
_LINKS = frozenset("of at from for in on with".split())


class Heads:
    """Finds the person at the head of a subject in one sentence."""

    def __init__(self, tokens: Sequence[Token], phrases: Phrases) -> None:
        self._tokens = tokens
        self._phrases = phrases

    def person(self, lowest: int, last: int) -> Mention | None:
        """Return the one person that tokens ``lowest`` to ``last``, cut at their commas, name; else None."""
        pieces = list(self._pieces(lowest, last))
        named = [one for one in (self._named(first, end, at) for at, (first, end) in enumerate(pieces)) if one]
        return named[0] if len(named) == 1 else None

    def met(self, lowest: int, last: int) -> Mention | None:
        """Return *a woman* of *a woman (that) I met in Barton told me*: a phrase with a clause about whom one met."""
        tokens = self._tokens
        for at in range(last - 1, lowest + 1, -1):
            if tokens[at].kind in ("punctuation", "quotation"):
                return None
            noun = at - (2 if tokens[at - 1].lower in ("that", "whom", "who") else 1)
            if not tokens[at].word.is_pronoun or tokens[at].lower == "who" or noun <= lowest:
                continue
            somebody = tokens[noun].lower in people_words().persons or tokens[noun].word.is_role
            return self._phrases.left(noun, lowest) if somebody and tokens[noun].kind == "word" else None
        return None

    def _pieces(self, lowest: int, last: int) -> Iterator[tuple[int, int]]:
        first = lowest
        for at in range(lowest, last + 2):
            if at > last or self._tokens[at].text == ",":
                if at > first:
                    yield first, at - 1
                first = at + 1

    def _named(self, first: int, end: int, number: int) -> Mention | None:
        """Return the person with whose name a piece begins; or ends, where the first piece is a circumstance."""
        tokens = self._tokens
        if number == 0 and self._is_circumstance(tokens[first]):
            return self._behind_circumstance(first, end)
        at = first
        while at < end and (tokens[at].lower in _LEADING or tokens[at].text == "."):
            at += 1
        if not tokens[at].names:
            return None
        last = min(self._phrases.name_end(at), end)
        whole = last == end or tokens[last + 1].lower in _LINKS or tokens[last + 1].text in "(-–—"
        if not whole or tokens[last].word.is_possessive or not self._is_person(at, last):
            return None
        return self._phrases.name(at, last, first, last)

    def _behind_circumstance(self, first: int, end: int) -> Mention | None:
        """Return *X* of *Responding to the figures X, the Director of Y, said*."""
        tokens = self._tokens
        at = self._phrases.name_start(end)
        if at is None or at <= first + 1 or tokens[end].word.is_possessive or not self._is_person(at, end):
            return None
        before = tokens[at - 1]
        noun = before.kind == "word" and not (before.word.is_preposition or before.word.is_determiner)
        plain = noun and not before.word.is_role and not before.lower.endswith("ing")
        return self._phrases.name(at, end) if plain and not before.word.is_subordinator else None

    def _is_person(self, first: int, last: int) -> bool:
        """Tell a name with a given name or a form of address, and a surname."""
        words = people_words()
        at = first
        while last > first and self._tokens[last].lower in words.letters:
            last -= 1
        if self._tokens[at].lower.rstrip(".") in words.styles | _ADDRESSED:
            return last > first
        return last > first and self._tokens[at].lower in words.given_names and not self._is_body(last)

    def _is_body(self, last: int) -> bool:
        """Tell *Lloyds Bank* and *Jane Austen Society* from a person: what it ends with is a body or an office."""
        words = people_words()
        ends = self._tokens[last].lower
        return ends in words.organisations or ends in words.bodies or self._tokens[last].word.is_role

    @staticmethod
    def _is_circumstance(token: Token) -> bool:
        return token.lower in grammar().circumstances or token.word.is_preposition or token.lower.endswith("ing")
