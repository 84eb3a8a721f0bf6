"""Whose verb it is: the clause that a verb stands in, read leftwards to its subject.

Not every verb has its subject right before it. It may share one with the verb that it is joined to (*a nurse came in
and said*), be governed by another (*she went on to say*, *he kept saying*), or stand in a relative clause, whose
pronoun means what stands before it (*a sign on the quay that says*).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from reform_tui.quotation.cues import is_small_word, is_verb_form, left_of_verb, might_be_noun
from reform_tui.quotation.lexicon import Form, grammar, people_words, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import PRONOUNS, Phrases
from reform_tui.quotation.tokens import Token

_JOINING = frozenset("and or but then".split())
_RELATIVES = frozenset("who that which".split())
_OPENING = frozenset("when if that because as where while until but so whenever unless once before after and".split())
_FILLERS = frozenset((("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"), ("of", "course")))
_OBJECTS = frozenset("me him her us them".split())
_OBJECT_CONTROL = frozenset(
    "ask asked asks tell told tells want wanted wants urge urged urges order ordered orders expect expected "
    "invite invited instruct instructed advise advised encourage encouraged persuade persuaded beg begged".split()
)  # who is to do it is the object of these: *they want him to say*
_BE = frozenset("is was would will might may".split())
_PUBLISHED = frozenset("ran published released issued sent wrote posted signed tweeted put emailed circulated".split())
_REACH = 40  # tokens between a verb and the one that it goes with
_PHRASE = 6  # tokens of a phrase that opens a clause, before its verb
_HEAD_REACH = 5  # tokens between the head of a phrase and the end of what is said of it
_BREAKS = frozenset((",", "–", "—", "--", "-"))
_ABOUT = frozenset("that which whom".split())  # *the look that she has*
_DEPTH = 4


class Clauses:
    """Finds the subjects of finite verbs in one sentence by the clauses that the verbs stand in."""

    def __init__(
        self, tokens: Sequence[Token], phrases: Phrases, before_comma: Callable[[int, int], Mention | None]
    ) -> None:
        self._tokens = tokens
        self._phrases = phrases
        self._before_comma = before_comma

    def over_fillers(self, last: int, lowest: int) -> int:
        """Return the token before *you know* and its like, with their commas, that end at ``last``."""
        tokens = self._tokens
        while last - 2 >= lowest:
            end = last - 1 if tokens[last].text == "," else last
            if (tokens[end - 1].lower, tokens[end].lower) not in _FILLERS:
                return last
            last = end - 3 if tokens[end - 2].text == "," and end < last else end - 2
        return last

    def _led_by(self, last: int, form: Form, lowest: int, depth: int) -> Mention | None:
        """Return the subject to which the word before a verb's group leads."""
        if last < lowest or depth > _DEPTH:
            return None
        lower = self._tokens[last].lower
        if lower in _JOINING:
            return self._joined(last, form, lowest, depth + 1)
        if lower == "to":
            return self._governed(last, lowest, depth + 1)
        if lower in _RELATIVES and last > lowest:
            return self.antecedent(last, lowest)
        return self._right_before(last, lowest) if depth else None

    def _right_before(self, last: int, lowest: int) -> Mention | None:
        if self._tokens[last].text == ",":
            return self._before_comma(last, lowest)
        return self._phrases.left(last, self._clause_start(last, lowest))

    def _of_verb(self, at: int, lowest: int, depth: int) -> Mention | None:
        return self._led_by(
            self.over_fillers(left_of_verb(self._tokens, at), lowest), _form(self._tokens[at]), lowest, depth
        )

    def _joined(self, joint: int, form: Form, lowest: int, depth: int) -> Mention | None:
        """Return the subject that a verb shares with the one before the *and* at token ``joint``."""
        tokens = self._tokens
        apart = tokens[joint - 1].text == ","
        for at in range(joint - 1, max(lowest - 1, joint - _REACH), -1):
            if tokens[at].kind == "quotation":
                return None
            if form == "base" and tokens[at].lower == "to" and self._is_verbal(at + 1):
                return self._governed(at, lowest, depth)
            if tokens[at].lower in _RELATIVES and at > lowest and self._is_relative(at):
                return self.antecedent(at, lowest)
            if self._is_finite(at, lowest) and not (apart and self._is_in_contact(at, lowest)):
                return self._of_verb(self._reporting(at, joint, lowest), lowest, depth)
            if tokens[at].lower in _OPENING and at + 1 < joint and not self._opens_no_subject(at, lowest, apart=apart):
                opened = self._opened(at + 1, joint)
                if opened:
                    return opened
        return self._opened(lowest, joint)

    def _opens_no_subject(self, at: int, lowest: int, *, apart: bool) -> bool:
        """Tell *such as*, *with that look* and the *that* of *the look that she has*."""
        before = self._tokens[at - 1].word
        if self._tokens[at].lower == "that" and before.is_preposition:
            return True
        return before.lower == "such" or (apart and self._is_in_contact(at + 2, lowest))

    def _is_in_contact(self, at: int, lowest: int) -> bool:
        """Tell *has* of *with the look that she has*: the clause is about a noun, and nothing is joined to its verb."""
        tokens = self._tokens
        if at - 3 < lowest or not tokens[at - 1].word.is_pronoun or tokens[at - 2].lower not in _ABOUT:
            return False
        return tokens[at - 3].kind == "word" and tokens[at - 3].word.cue is None

    def _reporting(self, at: int, joint: int, lowest: int) -> int:
        """Return *said* of *X said it was late, and warned …*: the clause with the verb at ``at`` is reported."""
        tokens = self._tokens
        if not tokens[at].word.is_auxiliary or tokens[joint - 1].text != ",":
            return at
        verbs = (step for step in range(at - 1, lowest, -1) if is_verb_form(tokens[step], "past", "s"))
        return next((step for step in verbs if self._is_finite(step, lowest)), at)

    def _governed(self, to: int, lowest: int, depth: int) -> Mention | None:
        """Return who is *to* do what follows: the subject of the verb before, or its object: *told him to say*."""
        tokens = self._tokens
        named = self._named_after_for(to, lowest)
        if named:
            return named
        for at in range(to - 1, max(lowest - 1, to - _REACH), -1):
            if tokens[at].kind == "quotation" or (tokens[at].text == "," and tokens[to - 1].text != ","):
                return None
            if tokens[at].lower == "who" and at > lowest and self._is_relative(at):
                return self.antecedent(at, lowest)
            if not self._is_finite(at, lowest):
                continue
            if tokens[at].lower in _OBJECT_CONTROL and at + 1 < to:
                return self._object(to - 1, at + 1)
            subject = self._of_verb(at, lowest, depth)
            return replace(subject, anybody=True) if subject and self._is_expletive(subject, at) else subject
        return None

    def _named_after_for(self, to: int, lowest: int) -> Mention | None:
        """Return *the Treasury* of *it would help for the Treasury to say*."""
        tokens = self._tokens
        for at in range(to - 2, max(lowest, to - _PHRASE), -1):
            if tokens[at].lower == "for":
                named = self._phrases.left(to - 1, at + 1)
                return named if named and named.start == tokens[at + 1].start else None
            if tokens[at].kind in ("punctuation", "quotation") or self._is_finite(at, lowest):
                return None
        return None

    def _is_expletive(self, subject: Mention, verb: int) -> bool:
        """Tell the *it* of *it is important to say*, which is nobody."""
        tokens = self._tokens
        it = any(token.start == subject.start and token.lower.partition("'")[0] == "it" for token in tokens)
        return it and (tokens[verb].lower in _BE or tokens[verb].lower.endswith("'s"))

    def _object(self, last: int, lowest: int) -> Mention | None:
        if self._tokens[last].lower in _OBJECTS:
            return self._phrases.pronoun(last)
        return self._head(last, lowest) or self._phrases.left(last, lowest)

    def antecedent(self, pronoun: int, lowest: int) -> Mention | None:
        """Return what *who*, *which* or *that* at token ``pronoun`` means."""
        last = pronoun - 1
        if self._tokens[last].text in _BREAKS and last > 0:
            last -= 1
        lowest = self._clause_start(last, lowest)
        meant = self._head(last, lowest)
        if meant is None and (last == pronoun - 1 or self._tokens[pronoun].lower == "who"):
            meant = self._phrases.left(last, lowest)
        return self._publisher(meant, lowest) if meant else None

    def _publisher(self, meant: Mention, lowest: int) -> Mention:
        """Return *the Post* of *the Post ran a piece that noted*: what somebody puts out speaks for them."""
        tokens = self._tokens
        first = self._phrases.index_at(meant.start, len(tokens) - 1)
        if first is None or first - 2 <= lowest:
            return meant
        verb = first - (2 if tokens[first - 1].lower == "out" else 1)
        published = tokens[verb].lower in _PUBLISHED
        return (self._of_verb(verb, lowest, 1) if published else None) or meant

    def _head(self, last: int, lowest: int) -> Mention | None:
        """Return *a sign* of *a sign on the quay*, *a man* of *a man from Barton*: what speaks of a phrase."""
        tokens = self._tokens
        for at in range(last, max(lowest, last - _HEAD_REACH), -1):
            if self._speaks(tokens[at]) and tokens[at].kind == "word":
                first = at
                while first > lowest and tokens[first - 1].kind in ("word", "capitalised", "number"):
                    first -= 1
                    if tokens[first].word.is_determiner:
                        return self._phrases.description(first, last)
                    if is_small_word(tokens[first]):
                        return None
                return None
            if tokens[at].kind not in ("word", "capitalised"):
                return None
        return None

    @staticmethod
    def _speaks(token: Token) -> bool:
        """Tell a word for somebody or for what is written."""
        words = people_words()
        lower = token.lower
        return token.word.is_role or lower in words.persons or lower in term_words().documents | term_words().signs

    def _opened(self, first: int, end: int) -> Mention | None:
        """Return the subject of the clause that begins at a token, where one does: *when people like X ring*."""
        tokens = self._tokens
        if first >= end:
            return None
        if tokens[first].lower in PRONOUNS:
            return self._phrases.pronoun(first)
        stop = first
        while stop < end and stop - first < _PHRASE and tokens[stop].kind in ("word", "capitalised", "number"):
            if stop > first and (self._is_verb(stop, first) or tokens[stop].word.is_pronoun):
                break
            such = tokens[stop].lower == "as" and tokens[stop - 1].lower == "such"
            if (tokens[stop].word.is_subordinator and not such) or (stop == first and tokens[stop].word.is_preposition):
                break
            stop += 1
        if stop < end and tokens[stop].word.is_pronoun:
            stop -= 1  # *people like X ring you*
        if stop <= first or stop >= end or tokens[stop].kind != "word":
            return None
        likened = any(token.lower in ("like", "as") for token in tokens[first + 1 : stop])
        return self._phrases.description(first, stop - 1) if likened else self._phrases.left(stop - 1, first)

    def _is_verb(self, at: int, lowest: int) -> bool:
        """Tell a finite verb or the plain form of one that says: *pilots write to us and say*."""
        token = self._tokens[at]
        return self._is_finite(at, lowest) or (
            token.kind == "word" and is_verb_form(token, "base") and not might_be_noun(token)
        )

    def _is_relative(self, at: int) -> bool:
        """Tell *a man who runs* from *she knows who runs* and *said that he runs*: a noun before, a verb after."""
        tokens = self._tokens
        if tokens[at].lower == "who":
            return tokens[at - 1].kind in ("word", "capitalised") or tokens[at - 1].text == ","
        return self._is_finite(at + 1, at) and tokens[at - 1].kind in ("word", "capitalised")

    def _clause_start(self, last: int, lowest: int) -> int:
        """Return where the clause of a phrase that ends at ``last`` begins: after a joint or a comma."""
        tokens = self._tokens
        for at in range(last, lowest - 1, -1):
            if tokens[at].lower in ("but", "if", "when", "because", "that", "while"):
                return at + 1
            if tokens[at].lower == "and" and at + 1 <= last and tokens[at + 1].word.is_determiner:
                return at + 1
        return lowest

    def _is_verbal(self, at: int) -> bool:
        """Tell the verb of *to walk* from the noun of *to the quay*."""
        if at >= len(self._tokens):
            return False
        token = self._tokens[at]
        return token.kind == "word" and not (
            token.word.is_determiner or token.word.is_pronoun or token.lower in _OBJECTS or token.lower.endswith("ing")
        )

    def _is_finite(self, at: int, lowest: int) -> bool:
        """Tell a verb with a subject of its own, as far as its form and the word before it tell."""
        if at >= len(self._tokens) or self._tokens[at].kind != "word":
            return False
        token = self._tokens[at]
        before = self._tokens[at - 1] if at > lowest else None
        if token.word.is_auxiliary:
            return token.lower not in ("be", "been", "being") and not (before and before.lower == "to")
        if before and (before.word.is_determiner or before.word.is_preposition or before.word.is_possessive):
            return False
        if token.lower in grammar().pasts or (is_verb_form(token, "past", "s") and not might_be_noun(token)):
            return True
        return len(token.lower) > len("seed") and token.lower.endswith("ed")


def opens_bracket(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Tell a bracket that is still open at token ``end``: *I shall not—[Hon. Members: “Why not?”]*."""
    return tokens[at].text == "[" and all(token.text != "]" for token in tokens[at:end])


def _form(token: Token) -> Form:
    if token.lower.endswith("ing"):
        return "ing"
    return "past"
