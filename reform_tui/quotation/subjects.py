"""The subject of a verb: who says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reform_tui.quotation.cues import cue_at, is_verb_form, left_of_verb, might_be_noun
from reform_tui.quotation.lexicon import Form, grammar, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import PRONOUNS, SPOKEN_OF, Phrases
from reform_tui.quotation.tokens import Token

Manner = Literal["adjacent", "over apposition", "relative", "main"]
"""How a subject was found: right before its verb; before what stands between commas; as what *who* refers to; or only
as the subject that its sentence begins with."""

_BEGINNINGS = frozenset("and but so yet then also however meanwhile still now later earlier".split())
_OPENERS = frozenset(
    "when while if although though because since asked speaking despite once during responding appearing instead "
    "following unless contrary unlike".split()
)
_NOT_GERUNDS = frozenset("king beijing".split())
_POINTING = frozenset("here there this that these those such what when why how".split())
_RECORDED = frozenset("recorded quoted reported described heard minuted".split())
_BE = frozenset("is was be been are were".split())
_DASHES = frozenset(("—", "–", "--", "-", "―"))
_CONTROLLING = frozenset(
    "used liked likes like loved loves love wanted wants tended tends began begins continued continues dared dares "
    "chose prefers preferred hastened rushed failed managed came appeared seemed".split()
)  # before *to say*
_MAIN_REACH = 12  # tokens of a sentence's first phrase
_RELATIVE_REACH = 14  # tokens between *who* and its verb
_CLAUSE_REACH = 40  # tokens between the subject of a clause and a participle that goes with it
_VOCATIVE_REACH = 6  # tokens of a form of address, at most
_DATELINE_REACH = 10  # tokens of a dateline, at most


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject, and how it was found."""

    mention: Mention
    manner: Manner


class Subjects:
    """Finds the subjects of verbs in one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._phrases = Phrases(tokens)
        self._vocative = _vocative_end(tokens)

    def before(self, at: int, form: Form) -> Subject | None:
        """Return the subject of the verb at a token, where it stands before it."""
        tokens = self._tokens
        if form == "base" and self._is_infinitive(at):
            at = at - 2  # *her tutor liked to say*
        quoted = self._quoted_as(at) if form == "ing" else None
        if quoted is not None:
            at, form = quoted, "past"
        lowest = max(self._clause_start(at), self._vocative)
        last = left_of_verb(tokens, at)
        progressive = form == "ing" and any(token.lower in _BE for token in tokens[max(lowest, at - 3) : at])
        if last >= lowest and (form != "ing" or progressive):
            found = self._before_break(last, lowest) if tokens[last].text in ",)" else self._adjacent(last, lowest)
            if found:
                return found
        elif form == "ing":
            sign = self._sign_saying(at)
            if sign:
                return Subject(sign, "relative")
            shared = self._of_finite_verb(at)
            if shared:
                return shared
        relative = self._relative(at, lowest)
        if relative:
            return Subject(relative, "relative")
        main = self._main_of_clause(lowest, at) or self.main(at)
        return Subject(main, "main") if main else None

    def _is_infinitive(self, at: int) -> bool:
        """Tell *used to say* and *likes to say*, whose subject stands before the first verb."""
        if at < 3 or self._tokens[at - 1].lower != "to":
            return False
        verb = self._tokens[at - 2]
        return verb.kind == "word" and verb.lower in _CONTROLLING

    def _main_of_clause(self, lowest: int, at: int) -> Mention | None:
        """Return *Y* of *X saw “…”, but Y, who runs Z, walked out, declaring …*."""
        tokens = self._tokens
        first = lowest + 1 if tokens[lowest].text == "," else lowest
        if (
            lowest == 0
            or not first + 1 < at < first + _CLAUSE_REACH
            or tokens[first].lower not in ("but", "and", "while", "although")
        ):
            return None
        return Subjects(tokens[first + 1 : at]).main(at - first - 1) if tokens[first + 1].names else None

    def _quoted_as(self, at: int) -> int | None:
        """Return *recorded* of *you are recorded in the third line as saying*."""
        tokens = self._tokens
        if at < 3 or tokens[at - 1].lower != "as":
            return None
        passive = (step for step in range(at - 2, max(0, at - 10), -1) if tokens[step].lower in _RECORDED)
        return next(passive, None)

    def _of_finite_verb(self, at: int) -> Subject | None:
        """Return the subject of the verb that a participle goes with: *…, she claimed, saying …*."""
        for index in range(at - 1, 0, -1):
            if self._tokens[index].kind == "quotation":
                return None
            cue = cue_at(self._tokens, index)
            if cue is None or cue.form not in ("past", "s"):
                continue
            lowest = self._clause_start(index)
            last = left_of_verb(self._tokens, index)
            subject = self._adjacent(last, lowest) if last >= lowest else None
            if subject:
                return Subject(subject.mention, "main")
        return None

    def _relative(self, at: int, lowest: int) -> Mention | None:
        """Return whom *who* means, a comma or two before its verb: *X, who, on a call on Friday, criticised …*."""
        tokens = self._tokens
        for index in range(at - 1, max(lowest, at - _RELATIVE_REACH), -1):
            if tokens[index].lower == "who":
                before = index - 2 if tokens[index - 1].text == "," else index - 1
                return self._phrases.left(before, 0) if before >= 0 else None
            if index == at - 1 and tokens[index].lower in ("which", "that") and tokens[index - 1].text == ",":
                return self._document_before(index - 1)
        return None

    def _document_before(self, end: int) -> Mention | None:
        """Return *a circular* of *a circular went round, signed by somebody, which declared …*."""
        tokens = self._tokens
        for index in range(end - 1, -1, -1):
            if tokens[index].lower in term_words().documents and tokens[max(0, index - 1)].kind != "capitalised":
                first = index
                while first > 0 and tokens[first - 1].kind == "word" and not tokens[first].word.is_determiner:
                    first -= 1
                return self._phrases.description(first, index) if tokens[first].word.is_determiner else None
        return None

    def _clause_start(self, at: int) -> int:
        tokens = self._tokens
        for index in range(at - 1, -1, -1):
            if tokens[index].kind == "quotation" or tokens[index].text in (";", ":", "—", "–", "--"):
                return index + 1
        return 0

    def _adjacent(self, last: int, lowest: int) -> Subject | None:
        tokens = self._tokens
        if tokens[last].lower in ("which", "that") and last > lowest:
            head = last - (2 if tokens[last - 1].text == "," else 1)
            main = head >= lowest and not self._is_circumstance(tokens[lowest])
            document = main and tokens[head].lower in term_words().documents
            meant = (self._phrases.left(head, lowest) or self._head(head)) if document else None
            if meant:
                return Subject(meant, "relative")
        mention = self._phrases.left(last, lowest)
        if mention is None:
            return None
        if tokens[last].lower == "who" and mention.kind == "pronoun":
            before = last - 1
            if before >= 0 and tokens[before].text == ",":
                before -= 1
            meant = self._phrases.left(before) or self._head(before)
            if meant:
                return Subject(meant, "relative")
        return Subject(mention, "adjacent")

    def _sign_saying(self, at: int) -> Mention | None:
        """Return *a notice* of *the door had a notice saying …*; a statement is whoever issues it."""
        if at == 0 or self._tokens[at - 1].lower not in term_words().signs:
            return None
        return self._phrases.left(at - 1) or self._head(at - 1)

    def _head(self, at: int) -> Mention | None:
        """Return *voters* of *these are voters who say …* and *those* of *those who say …*."""
        if at < 0 or self._tokens[at].kind != "word" or self._tokens[at].word.is_preposition:
            return None
        return self._phrases.description(at, at)

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
        mention = self._phrases.left(last - 1, lowest)
        return Subject(mention, "adjacent") if mention else None

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
        return mention if full or named or self._is_office(role, comma) else None

    def _has_role(self, end: int) -> bool:
        """Tell *The general secretary of the Keepers and Pilots’ Union*: a role leads what ends there."""
        tokens = self._tokens
        first = next((at for at in range(end - 1, -1, -1) if tokens[at].kind in ("punctuation", "quotation")), -1) + 1
        while first < end and tokens[first].word.is_determiner:
            first += 1
        return any(token.word.is_role for token in tokens[first : min(first + 3, end)])

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

    def main(self, end: int) -> Mention | None:
        """Return the subject that the sentence begins with, before token ``end``."""
        tokens = self._tokens
        first = self._main_start(end)
        if first is None:
            return None
        begins = tokens[first]
        if begins.lower in PRONOUNS:
            return self._phrases.pronoun(first)
        name, stop = self._first_name(first, end)
        if name is not None:
            last = min(self._phrases.name_end(name), end - 1)
            possessive = tokens[last].word.is_possessive and last + 1 < end and tokens[last + 1].kind == "word"
            return self._phrases.name(name, last, first, last + 1 if possessive else last)
        describes = begins.word.is_determiner or (begins.kind == "capitalised" and begins.lower not in _POINTING)
        only_determiner = stop == first + 1 and begins.word.is_determiner
        if stop == first or not describes or only_determiner:
            return None
        named = self._phrases.name_in_apposition(stop) if stop < end else None
        if named:
            return named
        return self._phrases.description(first, min(stop, end) - 1)

    def _main_start(self, end: int) -> int | None:
        tokens = self._tokens
        at = max(self._after_dateline(end), self._vocative)
        if at < end and tokens[at].text == "[":  # [Interruption.]
            at = next((index for index in range(at, end) if tokens[index].text == "]"), at)
        while at < end and (tokens[at].kind in ("quotation", "punctuation") or tokens[at].lower in _BEGINNINGS):
            at += 1
        if at >= end:
            return None
        if self._opens_circumstance(tokens[at]) or self._opens_participle(at, end):
            comma = next((index for index in range(at, end) if tokens[index].text == ","), None)
            if comma is None:
                return next((index for index in range(at, end) if self._begins_phrase(at, index)), None)
            at = comma + 1
        while at < end and (tokens[at].word.is_adverb or tokens[at].text == ","):
            at += 1
        return at if at < end else None

    def _after_dateline(self, end: int) -> int:
        """Return the first token after *WASHINGTON (AFP) –*, else 0."""
        tokens = self._tokens
        for at in range(min(end, _DATELINE_REACH)):
            if tokens[at].text in _DASHES:
                return at + 1 if at else 0
            if tokens[at].kind not in ("capitalised", "punctuation", "number"):
                return 0
        return 0

    def _begins_phrase(self, first: int, at: int) -> bool:
        """Tell *a young man* in *In the end a young man said*: a pronoun, or an article right after a noun."""
        tokens = self._tokens
        if tokens[at].lower in SPOKEN_OF:
            return True
        before = tokens[at - 1].word
        noun = before.kind == "word" and not (before.is_preposition or before.is_determiner or before.is_adverb)
        return at > first + 1 and tokens[at].lower in ("a", "an", "the") and noun and not before.is_subordinator

    @staticmethod
    def _opens_circumstance(token: Token) -> bool:
        lower = token.lower
        if token.word.is_preposition or lower in _OPENERS or lower.endswith("ly"):
            return True
        return lower.endswith("ing") and lower not in _NOT_GERUNDS

    def _opens_participle(self, at: int, end: int) -> bool:
        """Tell *Written in haste, …*: a participle with its preposition, and no name."""
        token = self._tokens[at]
        cue = token.word.cue
        return cue is not None and cue.form == "past" and at + 1 < end and self._tokens[at + 1].word.is_preposition

    def _first_name(self, first: int, end: int) -> tuple[int | None, int]:
        """Return where the first name in the sentence's first phrase begins, and where the reading stopped."""
        tokens = self._tokens
        at = first
        while at < end and at - first < _MAIN_REACH and tokens[at].kind in ("word", "capitalised", "number"):
            token = tokens[at]
            word = token.word
            if word.is_auxiliary or word.is_pronoun or word.lower in ("who", "that", "which"):
                break
            if at > first and word.is_preposition:
                break
            if at > first and token.kind == "word" and is_verb_form(token, "past", "s") and not might_be_noun(token):
                break
            if at > first + 1 and self._is_intransitive(at, end):
                break
            if token.names:
                return at, at
            at += 1
        return None, at

    def _is_intransitive(self, at: int, end: int) -> bool:
        """Tell *arrived* of *a letter arrived from the board*: a past form that a preposition or an adverb follows."""
        tokens = self._tokens
        if not tokens[at].lower.endswith("ed") or at + 1 >= end:
            return False
        return tokens[at + 1].word.is_preposition or tokens[at + 1].word.is_adverb

    def after(self, at: int) -> Mention | None:
        """Return the subject of the verb at a token, where it stands after it: *said X*."""
        return self._phrases.right(at)


def _vocative_end(tokens: Sequence[Token]) -> int:
    """Return the token after *Mr Speaker,* and other forms of address that open a sentence; 0 where there is none."""
    for at, token in enumerate(tokens[:_VOCATIVE_REACH]):
        if token.text == ",":
            return at + 1 if at else 0
        if token.lower not in grammar().vocatives:
            return 0
    return 0
