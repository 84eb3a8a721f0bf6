"""The subject of a verb: who says it."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.clauses import opens_bracket
from reform_tui.quotation.cues import cue_at, left_of_verb
from reform_tui.quotation.heads import Heads
from reform_tui.quotation.lexicon import Form, people_words, term_words
from reform_tui.quotation.main_subjects import MainSubjects
from reform_tui.quotation.names import Mention
from reform_tui.quotation.participles import Participles
from reform_tui.quotation.set_apart import DASHES, SetApart, Subject
from reform_tui.quotation.tokens import Token

_RECORDED = frozenset("recorded quoted reported described heard minuted".split())
_BE = frozenset("is was be been are were".split())
_ABSOLUTE_REACH = 12  # tokens between *with* and the participle of its phrase
_PARTS = frozenset("one part passage bit line".split())  # of a document
_CONTROLLING = frozenset(
    "used liked likes like loved loves love wanted wants tended tends began begins continued continues dared dares "
    "chose seek seeks sought try tries tried attempts attempted went goes prefers preferred hastened rushed failed "
    "managed came appeared seemed".split()
)  # before *to say*
_SENTENCE_PARTS = frozenset((".", "but", "“”"))  # between which a subject has its appositions
_RELATIVE_REACH = 14  # tokens between *who* and its verb
_CLAUSE_REACH = 40  # tokens between the subject of a clause and a participle that goes with it


class Subjects(SetApart):
    """Finds the subjects of verbs in one sentence."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        super().__init__(tokens)
        self._heads = Heads(tokens, self._phrases)
        self._clauses = Participles(tokens, self._phrases, self._over_break)

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
            absolute = self._absolute(last, lowest) if form == "ing" else None
            found = Subject(absolute, "adjacent") if absolute else None
        found = found or self._shared(at, form, lowest, progressive=progressive)
        if found:
            return found
        relative = self._relative(at, lowest)
        if relative:
            return Subject(relative, "relative")
        main = self._main_of_clause(lowest, at) or self.main(at)
        if form == "ing" and main and self._is_impersonal(main):
            main = self._clauses.nearest_person(at, lowest) or main
        return Subject(main, "main") if main else None

    def _close(self, last: int, lowest: int) -> Subject | None:
        """Return the subject that ends at a token, or before what stands there between commas, brackets or dashes."""
        if self._tokens[last].text in DASHES:
            return self._before_dashes(last)
        broken = self._tokens[last].text in ",)"
        found = self._before_break(last, lowest) if broken else self._adjacent(last, lowest)
        if found is None or found.manner == "relative" or found.mention.kind == "pronoun":
            return found
        return self._headed(found, last, lowest)

    def _headed(self, found: Subject, last: int, lowest: int) -> Subject:
        """Return the person among the appositions of a subject, where it has any: *Y Trust's chair, Cllr X, said*."""
        tokens = self._tokens
        met = self._heads.met(lowest, last)
        if met:
            return Subject(met, "relative")
        first = next((at for at in range(last, lowest, -1) if tokens[at - 1].text in _SENTENCE_PARTS), lowest)
        if not any(token.text == "," for token in tokens[first:last]):
            return found
        person = self._heads.person(first, last)
        return Subject(person, "over apposition") if person else found

    def _shared(self, at: int, form: Form, lowest: int, *, progressive: bool) -> Subject | None:
        """Return the subject to which another word of the clause leads, or that a participle shares with a verb."""
        sign = self._sign_saying(at) if form == "ing" else None
        led = sign or self._clauses.subject(at, form, lowest)
        if led:
            return Subject(led, "relative")
        return self._of_finite_verb(at) if form == "ing" and not progressive else None

    def _absolute(self, last: int, lowest: int) -> Mention | None:
        """Return *X* of *…, with X calling it …*: the subject of a participle that has one of its own."""
        tokens = self._tokens
        for index in range(last, max(lowest, last - _ABSOLUTE_REACH), -1):
            if tokens[index].kind in ("punctuation", "quotation"):
                return None
            if tokens[index].lower == "with" and (index == 0 or tokens[index - 1].kind == "punctuation"):
                whole = self._phrases.left(last, index + 1)
                if whole and whole.kind == "name":
                    return whole
                return MainSubjects(tokens[index + 1 : last + 1]).main(last - index) or whole
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
            if opens_bracket(tokens, index, at):
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
            meant = self._clauses.antecedent(last, 0) or self._head(before)
            if meant:
                return Subject(meant, "relative")
        return Subject(mention, "adjacent")

    def _is_impersonal(self, mention: Mention) -> bool:
        """Tell *it*, *there* and *the point* from somebody who may say something."""
        words = [token for token in self._tokens if mention.start <= token.start and token.end <= mention.end]
        if mention.kind == "pronoun":
            return words[:1] != [] and words[0].lower.startswith("it")
        known = people_words()
        plural = words[-1:] != [] and words[-1].lower.endswith("s")
        somebody = any(token.word.is_role or token.lower in known.gendered_nouns for token in words)
        return mention.kind == "description" and not somebody and not plural

    def labelled(self, last: int) -> Mention | None:
        """Return *X* of *X, Secretary of State for Y:*: a person, what they are and no verb, up to token ``last``."""
        if not any(token.text == "," for token in self._tokens[:last]) or self._tokens[0].kind != "capitalised":
            return None
        plain = all(token.kind == "capitalised" or _is_of_an_office(token) for token in self._tokens[: last + 1])
        return self._heads.person(0, last) if plain else None

    def _over_break(self, last: int, lowest: int) -> Mention | None:
        subject = self._before_break(last, lowest)
        return subject.mention if subject else None

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


def _is_of_an_office(token: Token) -> bool:
    """Tell what stands between the capitals of an office: *the Secretary of State for Y*, commas, a role."""
    word = token.word
    return token.text in (",", "&", "and") or word.is_role or word.is_determiner or word.is_preposition
