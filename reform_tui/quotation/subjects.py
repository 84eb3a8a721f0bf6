"""The subject of a verb: who says it."""

from __future__ import annotations

from reform_tui.quotation.cues import cue_at, left_of_verb
from reform_tui.quotation.lexicon import Form, term_words
from reform_tui.quotation.main_subjects import MainSubjects
from reform_tui.quotation.names import Mention
from reform_tui.quotation.set_apart import DASHES, SetApart, Subject

_RECORDED = frozenset("recorded quoted reported described heard minuted".split())
_BE = frozenset("is was be been are were".split())
_ABSOLUTE_REACH = 12  # tokens between *with* and the participle of its phrase
_PARTS = frozenset("one part passage bit line".split())  # of a document
_CONTROLLING = frozenset(
    "used liked likes like loved loves love wanted wants tended tends began begins continued continues dared dares "
    "chose seek seeks sought try tries tried attempts attempted went goes prefers preferred hastened rushed failed "
    "managed came appeared seemed".split()
)  # before *to say*
_RELATIVE_REACH = 14  # tokens between *who* and its verb
_CLAUSE_REACH = 40  # tokens between the subject of a clause and a participle that goes with it


class Subjects(SetApart):
    """Finds the subjects of verbs in one sentence."""

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
        if last == lowest - 1 and last > 1 and tokens[last].text in DASHES:
            lowest = last
        progressive = form == "ing" and any(token.lower in _BE for token in tokens[max(lowest, at - 3) : at])
        if last >= lowest and (form != "ing" or progressive):
            found = self._close(last, lowest)
        else:
            found = self._of_participle(at, last, lowest) if form == "ing" else None
        if found:
            return found
        relative = self._relative(at, lowest)
        if relative:
            return Subject(relative, "relative")
        main = self._main_of_clause(lowest, at) or self.main(at)
        return Subject(main, "main") if main else None

    def _close(self, last: int, lowest: int) -> Subject | None:
        """Return the subject that ends at a token, or before what stands there between commas, brackets or dashes."""
        if self._tokens[last].text in DASHES:
            return self._before_dashes(last)
        return self._before_break(last, lowest) if self._tokens[last].text in ",)" else self._adjacent(last, lowest)

    def _of_participle(self, at: int, last: int, lowest: int) -> Subject | None:
        sign = self._sign_saying(at)
        if sign:
            return Subject(sign, "relative")
        absolute = self._absolute(last, lowest)
        return Subject(absolute, "adjacent") if absolute else self._of_finite_verb(at)

    def _absolute(self, last: int, lowest: int) -> Mention | None:
        """Return *X* of *…, with X calling it …*: the subject of a participle that has one of its own."""
        tokens = self._tokens
        for index in range(last, max(lowest, last - _ABSOLUTE_REACH), -1):
            if tokens[index].kind in ("punctuation", "quotation"):
                return None
            if tokens[index].lower == "with" and (index == 0 or tokens[index - 1].kind == "punctuation"):
                mention = MainSubjects(tokens[index + 1 : last + 1]).main(last - index)
                return mention or self._phrases.left(last, index + 1)
        return None

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
        return MainSubjects(tokens[first + 1 : at]).main(at - first - 1) if tokens[first + 1].names else None

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
            document = main and (tokens[head].lower in term_words().documents or tokens[head].lower in _PARTS)
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

    def after(self, at: int) -> Mention | None:
        """Return the subject of the verb at a token, where it stands after it: *said X*."""
        return self._phrases.right(at)
