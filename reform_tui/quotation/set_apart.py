"""Subjects before what is set apart from their verb: by commas, brackets or dashes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reform_tui.quotation.lexicon import grammar
from reform_tui.quotation.main_subjects import MainSubjects
from reform_tui.quotation.names import Mention
from reform_tui.quotation.tokens import Token

Manner = Literal["adjacent", "over apposition", "relative", "main"]
"""How a subject was found: right before its verb; before what stands between commas; as what *who* refers to; or only
as the subject that its sentence begins with."""

DASHES = frozenset(("—", "–", "--", "-", "―"))
_DASHED_REACH = 30  # tokens between the dashes behind a subject


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, and how it was found."""

    mention: Mention
    manner: Manner


class SetApart(MainSubjects):
    """Finds the subject before an apposition or an aside, which ends right before the verb."""

    def _before_break(self, last: int, lowest: int) -> Subject | None:
        """Return the subject of *X, who …, said*, *In …, X, the Y, said* and *X (D), said*."""
        tokens = self._tokens
        if tokens[last].text == ")":
            mention = self._phrases.left(last, lowest)
            if mention:
                return Subject(mention, "adjacent")
        first = lowest
        for index in range(lowest, last + 1):
            if tokens[index].text != ",":
                continue
            if index > first and not self._is_circumstance(tokens[first]):
                mention = self._phrases.left(index - 1, first)
                if mention:
                    return Subject(self._name_after_role(mention, index, last) or mention, "over apposition")
            first = index + 1
        inside = next((at for at in range(last - 1, lowest, -1) if tokens[at - 1].text == ","), lowest)
        if inside > lowest and tokens[inside].word.is_preposition:  # *her letter to us, at page 4, says*
            main = self.main(inside)
            return Subject(main, "over apposition") if main else None
        mention = self._phrases.left(last - 1, lowest)
        return Subject(mention, "adjacent") if mention else None

    def _before_dashes(self, last: int) -> Subject | None:
        """Return the subject of *X – who runs the ferry – said*."""
        tokens = self._tokens
        for index in range(last - 1, max(0, last - _DASHED_REACH), -1):
            if tokens[index].kind == "quotation":
                return None
            if tokens[index].text in DASHES:
                mention = self._phrases.left(index - 1)
                return Subject(mention, "over apposition") if mention else None
        return None

    def _name_after_role(self, role: Mention, comma: int, last: int) -> Mention | None:
        """Return *X* of *the chief executive, X, said*, where what stands before the comma names nobody."""
        tokens = self._tokens
        if role.kind == "pronoun":
            return None
        end = comma + 1
        while end <= last and tokens[end].text != ",":
            end += 1
        if end == comma + 1 or end > last or tokens[comma + 1].kind != "capitalised":
            return None
        mention = self._phrases.left(end - 1, comma + 1)
        if mention is None or mention.kind != "name" or mention.start != tokens[comma + 1].start:
            return None
        full = mention.name is not None and " " in mention.name and role.kind == "description"
        named = mention.name is not None and " " in mention.name and self._has_role(comma)
        named = named or self._is_role_of_a_body(comma, comma + 1)
        return mention if full or named or self._is_office(role, comma) else None

    def _has_role(self, end: int) -> bool:
        """Tell *The general secretary of the Keepers and Pilots’ Union*: a role leads what ends there."""
        tokens = self._tokens
        first = next((at for at in range(end - 1, -1, -1) if tokens[at].kind in ("punctuation", "quotation")), -1) + 1
        while first < end and tokens[first].word.is_determiner:
            first += 1
        return any(token.word.is_role for token in tokens[first : min(first + 3, end)])

    def _is_role_of_a_body(self, end: int, named: int) -> bool:
        """Tell *Barton Council's Cabinet Member for Parks*, before the name of a person who has a form of address."""
        tokens = self._tokens
        first = next((at for at in range(end - 1, -1, -1) if tokens[at].kind in ("punctuation", "quotation")), -1) + 1
        body = next((at for at in range(first, end) if tokens[at].word.is_possessive), end)
        return any(token.word.is_role for token in tokens[body:end]) and tokens[named].word.is_title

    def _is_office(self, role: Mention, end: int) -> bool:
        """Tell a phrase that is an office: *the Lord Chief Justice*, *the general secretary of the union*."""
        tokens = self._tokens
        if tokens[end - 1].word.is_role:
            return True
        first = self._phrases.index_at(role.start, end - 1)
        if first is not None and tokens[first].word.is_role:
            return True
        if first is None or not tokens[first].word.is_determiner:
            return role.kind == "description"
        return any(token.word.is_role for token in tokens[first:end])

    def _is_circumstance(self, token: Token) -> bool:
        if token.lower in grammar().circumstances:
            return True
        if not token.lower.endswith("ing"):
            return False
        return token.kind != "capitalised" or (token.word.cue is not None and token.word.cue.form == "ing")
