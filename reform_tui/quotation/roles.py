"""What a speaker is called in the text: *the chief economist at the Institute for Government*."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.cues import is_verb_form
from reform_tui.quotation.phrases import Mention, Phrases
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.tokens import Token

_MAX_TOKENS = 16
_ROLE_REACH = 6  # tokens of an apposition among which its role word is


class Roles:
    """The roles that a text states, each by the full name of whom it is said."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.text
        self._by_name: dict[str, str] = {}
        for sentence in reading.sentences:
            tokens = sentence.tokens
            if any(token.word.is_role for token in tokens):
                self._read(tokens, reading)

    def role_of(self, mention: Mention, name: str | None) -> str | None:
        """Return the role that the mention itself states, else the first that the text states."""
        del mention
        return self._by_name.get(name) if name else None

    def _read(self, tokens: Sequence[Token], reading: Reading) -> None:
        phrases = Phrases(tokens)
        at = 0
        while at < len(tokens):
            if not tokens[at].names:
                at += 1
                continue
            last = phrases.name_end(at)
            written = " ".join(token.text for token in tokens[at : last + 1] if token.kind == "capitalised")
            role = self._apposition(tokens, last) or self._before(tokens, at, last)
            if role:
                self._by_name.setdefault(reading.people.canonical(written), role)
            at = last + 1

    def _apposition(self, tokens: Sequence[Token], last: int) -> str | None:
        """Return *Y* of *X, Y, said*."""
        first = last + 2
        if first >= len(tokens) or tokens[last + 1].text != ",":
            return None
        if tokens[first].lower in ("the", "a", "an", "his", "her") and first + 1 < len(tokens):
            first += 1
        end = first
        while end < len(tokens) and end - first < _MAX_TOKENS and tokens[end].kind not in ("punctuation", "quotation"):
            if tokens[end].kind == "word" and is_verb_form(tokens[end], "past", "s"):
                break
            if tokens[end].lower in ("who", "is", "was", "has", "had"):
                break
            end += 1
        words = tokens[first:end]
        if not words or not any(token.word.is_role for token in words[:_ROLE_REACH]):
            return None
        return " ".join(self._text[words[0].start : words[-1].end].replace("\x03", "").split())

    def _before(self, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """Return *Education Secretary* of *Education Secretary Jane Doe*, and *chancellor* before a name."""
        names = tokens[first : last + 1]
        offices = [at for at, token in enumerate(names) if token.word.is_role]
        if offices and offices[-1] + 2 < len(names):
            part = names[: offices[-1] + 1]
            return " ".join(self._text[part[0].start : part[-1].end].replace("\x03", "").split())
        at = first
        while (
            at > 0
            and tokens[at - 1].kind == "word"
            and (tokens[at - 1].word.is_role or tokens[at - 1].lower in _BEFORE)
        ):
            at -= 1
        if at == first or not any(token.word.is_role for token in tokens[at:first]):
            return None
        return " ".join(self._text[tokens[at].start : tokens[first - 1].end].replace("\x03", "").split())


_BEFORE = frozenset("former deputy senior general vice acting".split())
