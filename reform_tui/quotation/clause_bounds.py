"""Where a clause ends that a sentence reports, and whether it is a clause at all."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.cues import cue_at, is_verb_form, reports
from reform_tui.quotation.lexicon import Form
from reform_tui.quotation.phrases import PRONOUNS, Phrases
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

COORDINATORS = frozenset("and but while whereas".split())
_COORDINATE_REACH = 10  # tokens between a coordinator and the verb of its clause
_WRITER_REACH = 5  # tokens after a coordinator
_VERB_REACH = 9  # tokens after the first word of a clause within which its verb is looked for
_POINTING = frozenset("there this that these those".split())
_BREAKS = frozenset((",", "-", "--", "—", "–"))
_ADDING = frozenset("who which whose where whom but though although while whereas adding noting".split())
_LEAST_CLAUSE = 3  # tokens of a reported clause before what is added to it


class ClauseBounds:
    """Looks in one sentence for the ends of clauses."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._phrases = Phrases(tokens)
        self._subjects = Subjects(tokens)
        self._end = len(tokens) - 1 if tokens and tokens[-1].text in ".?!" else len(tokens)

    def _coordinate(self, begin: int) -> int:
        """Return where a coordinate clause with a subject and a verb of saying of its own begins, else the end."""
        tokens = self._tokens
        for at in range(begin + 3, self._end - 2):
            joined = tokens[at].lower in COORDINATORS and tokens[at - 1].text in (",", ";")
            if joined and self._says_after(at + 1):
                return at - 1
        return self._end

    def _says_after(self, first: int) -> bool:
        tokens = self._tokens
        for at in range(first + 1, min(self._end, first + _COORDINATE_REACH)):
            cue = cue_at(tokens, at)
            if cue is None or not reports(cue) or cue.form not in ("past", "s"):
                continue
            subject = self._subjects.before(at, cue.form)
            return subject is not None and subject.manner == "adjacent" and subject.mention.start == tokens[first].start
        return False

    def _clause_end(self, begin: int, end: int) -> int:
        """Return where a reported clause ends: before what a comma, a dash or a semicolon adds to it."""
        tokens = self._tokens
        least = 1 if begin < end and tokens[begin].kind == "quotation" else _LEAST_CLAUSE
        for at in range(begin + least, end - 1):
            if tokens[at].text == ";" or (tokens[at].text in _BREAKS and self._adds(at)):
                return at
        return end

    def _adds(self, at: int) -> bool:
        """Tell whether a comma or a dash sets something apart from the clause before it."""
        following = self._tokens[at + 1]
        if following.lower in _ADDING:
            return True
        if self._tokens[at].text != ",":
            return False
        if following.kind == "word" and following.lower.endswith("ing"):
            return True
        return following.lower in COORDINATORS and (self._begins_clause(at + 2) or self._is_the_writers(at + 2))

    def _is_the_writers(self, at: int) -> bool:
        """Tell *and on that I think he is right*: in words reported of another, *I* is whoever writes."""
        return any(token.lower.partition("'")[0] == "i" for token in self._tokens[at : at + _WRITER_REACH])

    def _begins_clause(self, at: int) -> bool:
        """Tell *he would …*, *the trust has …*: a subject and an auxiliary near it."""
        tokens = self._tokens
        first = tokens[at] if at < self._end else None
        if first is None or not (first.lower in PRONOUNS or first.word.is_determiner or first.names):
            return False
        return first.lower in PRONOUNS or self._has_verb(at + 1)

    def _joined_verb(self, begin: int, end: int, form: Form) -> int:
        """Return where *and promised …* goes on with the subject of the verb that reports, else ``end``."""
        tokens = self._tokens
        for at in range(begin + _LEAST_CLAUSE, end - 2):
            if tokens[at].lower not in ("and", "but"):
                continue
            verb = tokens[at + 1].word
            forms = {one.form for one in (verb.cue, *verb.acts) if one}
            if form in forms and tokens[at + 1].kind == "word":
                return at - 1 if tokens[at - 1].text == "," else at
        return end

    def _is_clause(self, begin: int, end: int) -> bool:
        """Tell *the pier would close* from *the closure of the pier*: it has a subject and a finite verb."""
        tokens = self._tokens
        if tokens[begin].lower in PRONOUNS or tokens[begin].lower in _POINTING:
            return True
        for at in range(begin + 1, end):
            token = tokens[at]
            if token.text in (",", ";") or token.word.is_subordinator:
                return False
            if token.word.is_auxiliary and tokens[at - 1].lower != "to":
                return True
            if token.kind == "word" and (is_verb_form(token, "past", "s") or token.lower.endswith("ed")):
                return True
            if token.lower.endswith(("'s", "'re", "'d", "'ll")) and at + 1 < end and tokens[at + 1].word.is_adverb:
                return True
        return False

    def _has_verb(self, begin: int) -> bool:
        """Tell whether an auxiliary follows before any punctuation."""
        for token in self._tokens[begin : begin + _VERB_REACH]:
            if token.kind in ("punctuation", "quotation"):
                return False
            if token.word.is_auxiliary:
                return True
        return False
