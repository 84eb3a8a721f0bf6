"""Subjects of participles: *he kept saying*, *we have a letter saying*, *imagine a judge looking up and saying*."""

from __future__ import annotations

from reform_tui.quotation.clauses import Clauses
from reform_tui.quotation.cues import is_small_word, left_of_verb
from reform_tui.quotation.lexicon import Form, grammar, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.tokens import Token

_JOINING = frozenset("and or but then".split())
_OBJECTS = frozenset("me him her us them".split())
_PERCEIVED = frozenset(
    "have has had be is was are were been hear heard hears see saw seen sees find found get got gets receive received "
    "receives remember remembered imagine recall support supported read with mean means meant".split()
)  # a participle after the object of these goes with the object: *we have a letter saying*, *I heard him saying*
_REACH = 40  # tokens between a verb and the one that it goes with
_SOURCE_REACH = 14  # tokens between *from* and the participle
_PARTICIPLE_REACH = 12  # tokens between two participles joined by *and*


class Participles(Clauses):
    """Finds the subjects of verbs in one sentence, participles among them."""

    def subject(self, at: int, form: Form, lowest: int) -> Mention | None:
        """Return the subject of the verb at token ``at`` where another word leads to it, from ``lowest`` on."""
        last = self.over_fillers(left_of_verb(self._tokens, at), lowest)
        if last < lowest:
            return None
        if form == "ing":
            return self._of_participle(last, lowest)
        return self._led_by(last, form, lowest, 0)

    def _of_participle(self, last: int, lowest: int) -> Mention | None:
        """Return the subject of *saying*: *he kept saying*, *we have a letter saying*, *I heard him saying*."""
        tokens = self._tokens
        if tokens[last].text == ",":
            return self._of_source(last, lowest)
        if tokens[last].lower in _JOINING:
            return self._of_joined_participle(last, lowest)
        noun = tokens[last].kind in ("word", "capitalised") and not tokens[last].word.is_preposition
        if not noun:
            return None
        if tokens[last].kind == "word" and self._is_finite(last, lowest):
            return self._of_verb(last, lowest, 1)
        if tokens[last].lower in term_words().documents | term_words().signs:
            meant = self._head(last, lowest) or self._phrases.left(last, lowest)
            return self._publisher(meant, lowest) if meant else None
        return self._of_object(last, lowest)

    def _of_joined_participle(self, joint: int, lowest: int) -> Mention | None:
        """Return *a judge* of *I can imagine a judge looking at it and saying*."""
        tokens = self._tokens
        for at in range(joint - 1, max(lowest, joint - _PARTICIPLE_REACH), -1):
            if tokens[at].kind in ("punctuation", "quotation"):
                return None
            if tokens[at].lower.endswith("ing") and tokens[at].kind == "word" and tokens[at - 1].lower not in _JOINING:
                return self._of_participle(left_of_verb(tokens, at), lowest)
        return None

    def _of_object(self, last: int, lowest: int) -> Mention | None:
        """Return *a man* of *we heard a man saying*."""
        tokens = self._tokens
        for at in range(last - 1, max(lowest - 1, last - _REACH), -1):
            if tokens[at].lower in _PERCEIVED:
                circumstance = tokens[at + 1].word.is_preposition or tokens[at + 1].word.is_adverb
                return self._of_verb(at, lowest, 1) if circumstance else self._perceived(at + 1, last)
            if tokens[at].kind in ("punctuation", "quotation") or self._is_finite(at, lowest):
                return None
        return None

    def _of_source(self, comma: int, lowest: int) -> Mention | None:
        """Return *X* of *we have a letter from the Commissioner, X, telling us …*."""
        tokens = self._tokens
        near = range(max(lowest, comma - _SOURCE_REACH), comma - 1)
        source = next((at for at in near if tokens[at].lower == "from" and at > lowest), None)
        if source is None or tokens[source - 1].lower not in term_words().documents:
            return None
        if not any(token.lower in ("have", "has", "had") for token in tokens[max(lowest, source - 4) : source]):
            return None
        inner = next((at for at in range(source, comma) if tokens[at].text == ","), comma)
        named = self._phrases.left(comma - 1, inner + 1) if inner < comma else None
        return named if named and named.kind == "name" else self._phrases.right(source)

    def _perceived(self, first: int, last: int) -> Mention | None:
        """Return the whole object: *notes at the end* of *it has notes at the end saying*."""
        tokens = self._tokens
        if first > last or tokens[last].lower in _OBJECTS:
            return self._phrases.pronoun(last) if first == last else self._plain_object(first, last)
        named = self._phrases.left(last, first)
        if named and (named.kind == "name" or named.start == tokens[first].start):
            return named
        return (
            None
            if tokens[first].word.is_adverb or tokens[first].word.is_pronoun
            else self._phrases.description(first, last)
        )

    def _plain_object(self, first: int, last: int) -> Mention | None:
        """Return *people* of *we had people from all over come up to me saying*."""
        tokens = self._tokens
        end = first
        while end < last and tokens[end].kind in ("word", "capitalised") and not is_small_word(tokens[end]):
            end += 1
        return self._phrases.description(first, end - 1) if end > first else None

    def nearest_person(self, at: int, lowest: int) -> Mention | None:
        """Return the judge of *it needs to be chaired by a judge who knows the law, saying …*: by whom, or who."""
        tokens = self._tokens
        for index in range(at - 1, lowest, -1):
            if tokens[index].kind == "quotation":
                return None
            if tokens[index].lower == "who" and self._is_relative(index):
                return self.antecedent(index, lowest)
            if tokens[index].lower == "by" and self._is_participle(tokens[index - 1]):
                return self._phrases.right(index)
        return None

    @staticmethod
    def _is_participle(token: Token) -> bool:
        return token.lower.endswith(("ed", "en")) or token.lower in grammar().pasts or token.lower in ("run", "sung")
