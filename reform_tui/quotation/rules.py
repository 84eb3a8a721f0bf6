"""The rules that give a quotation to somebody named in its own sentence.

A quotation's speaker may stand after it (*"…," said X*; *"…," X said*; *"…," according to X*), before it (*X said:
"…"*), or at the end of the sentence (*The "…" plan would fail, X said*). Each reading is tried; :func:`chosen` says
which prevails.
"""

from __future__ import annotations

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.clauses import opens_bracket
from reform_tui.quotation.cues import cue_at, is_verb_form
from reform_tui.quotation.introducing import author_introduced
from reform_tui.quotation.lexicon import Cue, cue_words, people_words, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.passives import agent, is_expletive, is_passive, is_told
from reform_tui.quotation.rules_after import RulesAfter
from reform_tui.quotation.tokens import Token

_DASHES = frozenset(("—", "–", "--", "-", "―"))
_ASKING = frozenset("would will could should does did do can".split())
_TOLD_REACH = 5  # tokens between *was told* and the quotation
_OPENING = 4  # tokens from a sentence's start within which a participle opens it
_NEAR_WORDS = 18  # words between a verb and its quotation beyond which the rule is a guess
_POSSESSIVES = frozenset("his her their my your".split())
_INTRODUCING = frozenset("that : , of about goes went is was runs ran being he she they it not to".split())
_SUPPOSITIONS = frozenset("think believe suppose guess".split())  # *which I think is, “…”*
_WAS = frozenset("was were is are".split())
_CONDITIONS = frozenset("if when unless whenever once had".split())
_NOUN_REACH = 14  # tokens between a noun of speech and what it introduces


class QuotationRules(RulesAfter):
    """Reads one sentence for the speaker of each of its quotations."""

    def attribution(self, at: int, last: str) -> Attribution | None:
        """Return to whom the quotation at token ``at`` is given; ``last`` is its last character."""
        borrowed = self.others.borrowed(at)
        if borrowed:
            return borrowed
        after = self._after(at, last)
        before = self._before(at) or self._label(at) or self._dash(at)
        tag = None if after else self._tag(at)
        if tag and (before is None or before.rule in ("before", "far before")) and not self._keeps(before, tag, at):
            before = tag
        found = self._prevailing(after, before, at, last) or self._opened_by_participle(at)
        if found is None or found.rule == "far before":
            found = (self.others.made(at) if found else self.others.before(at) if at > 0 else None) or found
        if found:
            return found
        subject = self.subjects.main(at) if at > 0 else None
        if subject is None or self._is_spoken_to(at):
            return None
        return Attribution(subject, "main subject")

    def _is_spoken_to(self, at: int) -> bool:
        """Tell *she was told “…”*: the sentence's subject does not say what it was told right before."""
        for index in range(at - 1, max(-1, at - _TOLD_REACH), -1):
            cue = cue_at(self._tokens, index)
            if cue is not None:
                return is_told(self._tokens, index, cue)
        return False

    def _keeps(self, before: Attribution | None, tag: Attribution, at: int) -> bool:
        """Tell a verb close before the quotation, which a far tag at the sentence's end does not outdo."""
        if before is None or before.rule != "before" or before.cue_span is None or tag.rule == "end of sentence":
            return False
        return sum(1 for token in self._tokens[:at] if token.start >= before.cue_span[1]) < 6

    def _prevailing(
        self, after: Attribution | None, before: Attribution | None, at: int, last: str
    ) -> Attribution | None:
        if after is None or before is None:
            return after or before
        if before.rule in ("right before", "label", "end of sentence") and last != ",":
            return before
        if before.rule == "right before" and after.rule == "subject after" and self._is_conditional(at):
            return before
        if last in ",?!" or at == 0 or before.rule == "far before":
            return after
        return before if before.rule in ("right before", "before", "according to") else after

    def _is_conditional(self, at: int) -> bool:
        """Tell *If somebody had said, “…,” I would have laughed*: the quotation is in the condition."""
        clause = [token.lower for token in self._tokens[:at]]
        if clause[0] in ("to", "for") and "who" in clause:  # *To those who say, “…,” I say: …*
            return True
        return clause[0] in _CONDITIONS or (clause[0] in ("and", "but") and clause[1:2] == ["if"])

    def _before(self, at: int) -> Attribution | None:
        tokens = self._tokens
        was = at - 2 if at > 2 and tokens[at - 1].text == "," else at - 1
        if was > 0 and tokens[was].lower in _WAS and not is_verb_form(tokens[was - 1], "base"):
            found = next(filter(None, (self._owner(index) for index in range(at - 2, 0, -1))), None)
            if found:
                return found
        for index in range(self._before_aside(at) - 1, -1, -1):
            if tokens[index].kind == "quotation" or tokens[index].text == ";" or opens_bracket(tokens, index, at):
                return None
            found = self._possessive(index, at)
            if found:
                return found
            cue = cue_at(tokens, index)
            if cue is None or (
                cue.verb in _SUPPOSITIONS and tokens[at - 1].text == "," and tokens[at - 2].lower in _WAS
            ):
                continue
            found = self._according_to(index) if cue.form == "preposition" else self._verb_before(index, at, cue)
            if found:
                return self._before_question(index, cue) or found
        return None

    def _before_aside(self, at: int) -> int:
        """Return where an aside between dashes begins that ends right before *that “…”*; else the quotation."""
        tokens = self._tokens
        closing = at - 2
        if closing < 1 or tokens[at - 1].lower != "that" or tokens[closing].text not in _DASHES:
            return at
        return next((step for step in range(closing - 1, 0, -1) if tokens[step].text in _DASHES), at)

    def _before_question(self, verb: int, cue: Cue) -> Attribution | None:
        """Read *In the words of X, would she call it a “…”?*: whoever is asked has not said it."""
        tokens = self._tokens
        first = next((step for step in range(verb) if tokens[step].lower in ("words", "according")), None)
        asked = cue.form == "base" and any(token.lower in _ASKING for token in tokens[max(0, verb - 3) : verb])
        preposition = cue_at(tokens, first) if asked and first is not None else None
        if first is None or preposition is None or preposition.form != "preposition":
            return None
        return self._according_to(first)

    def _possessive(self, index: int, at: int) -> Attribution | None:
        """*her remark that "…"* and *Roe's claim that "…"*."""
        tokens = self._tokens
        if index == 0 or at - index > _NOUN_REACH or tokens[index].lower not in cue_words().nouns:
            return None
        follows = tokens[index + 1]
        if follows.kind != "quotation" and follows.lower not in _INTRODUCING and tokens[at - 1].text != ":":
            return None
        return self._owner(index)

    def _owner(self, index: int) -> Attribution | None:
        """Return whose noun of speech a token is: *his exact words*."""
        tokens = self._tokens
        if tokens[index].lower not in cue_words().nouns:
            return None
        owner = next((step for step in range(index - 1, max(-1, index - 5), -1) if self._owns(step)), None)
        if owner is None:
            return None
        if tokens[owner].lower in _POSSESSIVES:
            mention = Mention(tokens[owner].start, tokens[owner].end, "pronoun")
        else:
            first = self.phrases.name_start(owner)
            named = self.phrases.name(first, owner) if first is not None else self.phrases.left(owner)
            if named is None:
                return None
            mention = named
        return self._by_verb(mention, index, "possessive")

    def _owns(self, step: int) -> bool:
        token = self._tokens[step]
        if token.lower in _POSSESSIVES or not token.word.is_possessive:
            return token.lower in _POSSESSIVES
        bare = token.lower.rstrip("s").rstrip("'")
        return token.kind == "capitalised" or bare in term_words().documents or bare in people_words().roles

    def _verb_before(self, index: int, at: int, cue: Cue) -> Attribution | None:
        tokens = self._tokens
        subject = self.subjects.before(index, cue.form)
        mention = subject.mention if subject else None
        if is_passive(tokens, index, cue) or is_expletive(tokens, index, cue):
            mention = agent(tokens, index, at)
        if cue.verb == "quote" and cue.form in ("base", "ing") and tokens[at - 1].text in (":", ","):
            quoted = self.phrases.right(index)  # *to quote X: “…”*
            mention = quoted if quoted and (quoted.kind == "name" or tokens[index - 1].lower == "to") else mention
            mention = self._introduced(index, at, mention) or mention
        if mention and cue.form in ("s", "past") and tokens[min(index + 1, at)].lower == "in" and self._is_it(mention):
            mention = self.phrases.right(index + 1) or mention  # *it says in the treaty, “…”*
        if cue.verb == "read" and tokens[at - 1].text == ":":
            mention = author_introduced(tokens[:at]) or mention  # *I remember X's column, which I read: “…”*
        if mention is None or (mention.kind == "description" and self._is_number(mention)):
            return None
        words = sum(1 for token in tokens[index + 1 : at] if token.kind != "punctuation")
        rule: Rule = "before" if words <= _NEAR_WORDS else "far before"
        if words <= 1 or (words <= 3 and tokens[at - 1].text in ",:"):
            guessed = subject is not None and subject.manner == "main" and tokens[at - 1].text not in ",:"
            rule = "before" if guessed else "right before"
        return self._by_verb(mention, index, rule)

    def _is_it(self, mention: Mention) -> bool:
        return any(token.start == mention.start and token.lower == "it" for token in self._tokens)

    def _is_number(self, mention: Mention) -> bool:
        """Tell *1* of *on these days: 1 December, that “…”*, which says nothing."""
        return all(
            token.kind == "number"
            for token in self._tokens
            if mention.start <= token.start and token.end <= mention.end
        )

    def _introduced(self, index: int, at: int, reader: Mention | None) -> Mention | None:
        """Return *a man in Y* of *I quote one of them, a man in Y who writes well: “…”*."""
        tokens = self._tokens
        if reader is None or tokens[at - 1].text != ":" or tokens[index - 1].lower not in ("i", "we", "me", "us", "to"):
            return None
        comma = next((step for step in range(at - 2, index, -1) if tokens[step].text == ","), None)
        if comma is None or not tokens[comma + 1].word.is_determiner:
            return None
        end = next((step for step in range(comma + 1, at - 1) if tokens[step].lower in ("who", "from", "of")), at - 1)
        return self.phrases.description(comma + 1, end - 1)

    def _label(self, at: int) -> Attribution | None:
        """*TETLOW: "…"*."""
        tokens = self._tokens
        if at < 2 or tokens[at - 1].text != ":":
            return None
        head = self.subjects.labelled(at - 2)
        if head:
            return Attribution(head, "label", ":", (tokens[at - 1].start, tokens[at - 1].end))
        first = self.phrases.name_start(at - 2)
        if first is None or at - 2 - first >= 6 or self._is_governed(first):
            return None
        return Attribution(self.phrases.name(first, at - 2), "label", ":", (tokens[at - 1].start, tokens[at - 1].end))

    def _is_governed(self, first: int) -> bool:
        """Tell *Barton* of *her message to Barton: “…”*, which labels nothing."""
        before = next((step for step in range(first - 1, -1, -1) if not self._tokens[step].word.is_determiner), None)
        return before is not None and self._tokens[before].word.is_preposition

    def _dash(self, at: int) -> Attribution | None:
        """*"…" — Gemma Tetlow*."""
        tokens = self._tokens
        first = at + 2
        if first >= len(tokens) or tokens[at + 1].text not in _DASHES or not tokens[first].names:
            return None
        last = first
        while last + 1 < len(tokens) and tokens[last + 1].kind == "capitalised":
            last += 1
        if last == first or (last + 1 < len(tokens) and tokens[last + 1].text not in ",.("):
            return None
        return Attribution(self.phrases.name(first, last), "dash", "—", (tokens[at + 1].start, tokens[at + 1].end))

    def _opened_by_participle(self, at: int) -> Attribution | None:
        """*Calling the ferry a “…”, X walked out*: the participle that opens the sentence goes with its subject."""
        tokens = self._tokens
        opening = next((step for step in range(min(at, _OPENING)) if is_verb_form(tokens[step], "ing")), None)
        comma = next((step for step in range(at + 1, len(tokens)) if tokens[step].text == ","), at)
        if opening is None or not all(self._leads_in(token) for token in tokens[:opening]):
            return None
        first = comma + 1 if comma > at else at + 1
        if first >= len(tokens) or tokens[first].kind == "quotation":
            return None
        mention = self.subjects.from_here(first)
        return self._by_verb(mention, opening, "before") if mention else None

    @staticmethod
    def _leads_in(token: Token) -> bool:
        return token.word.is_preposition or token.word.is_adverb or token.word.is_subordinator
