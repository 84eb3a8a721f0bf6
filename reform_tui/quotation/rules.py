"""The rules that give a quotation to somebody named in its own sentence.

A quotation's speaker may stand after it (*"…," said X*; *"…," X said*; *"…," according to X*), before it (*X said:
"…"*), or at the end of the sentence (*The "…" plan would fail, X said*). Each reading is tried; :func:`chosen` says
which prevails.
"""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.cues import cue_at, is_small_word, is_verb_form, left_of_verb
from reform_tui.quotation.lexicon import Cue, cue_words, people_words, term_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.other_voices import OtherVoices
from reform_tui.quotation.passives import agent, is_expletive, is_passive, is_told
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

_DASHES = frozenset(("—", "–", "--", "-", "―"))
_ASKING = frozenset("would will could should does did do can".split())
_TOLD_REACH = 5  # tokens between *was told* and the quotation
_PHRASE_REACH = 8  # tokens of a phrase that names whoever says it
_OPENING = 4  # tokens from a sentence's start within which a participle opens it
_AFTER_REACH = 32  # tokens after a quotation within which its verb is looked for
_NEAR_WORDS = 18  # words between a verb and its quotation beyond which the rule is a guess
_ABBREVIATED = 5  # code points of what may stand before a full stop that ends no sentence
_POSSESSIVES = frozenset("his her their my your".split())
_INTRODUCING = frozenset("that : , of about goes went is was runs ran being he she they it not to".split())
_WAS = frozenset("was were is are".split())
_NOUN_REACH = 14  # tokens between a noun of speech and what it introduces
_THOUGHTS = frozenset("know find feel hope expect think believe".split())
_PASSIVE = frozenset("was were been being is are 's".split())


class QuotationRules:
    """Reads one sentence for the speaker of each of its quotations."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.phrases = Phrases(tokens)
        self.subjects = Subjects(tokens)
        self.others = OtherVoices(tokens)

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
        found = found or (self.others.before(at) if at > 0 else None)
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
        if last in ",?!" or at == 0 or before.rule == "far before":
            return after
        return before if before.rule in ("right before", "before", "according to") else after

    # After the quotation.

    def _after(self, at: int, last: str) -> Attribution | None:
        tokens = self._tokens
        first = at + 1
        while first < len(tokens) and (tokens[first].text == "," or tokens[first].text in _DASHES):
            first += 1
        if first >= len(tokens) or tokens[first].kind == "quotation":
            return None
        following = tokens[at + 1].text
        taggable = (
            last in ",?!…-—" or following == "," or following in _DASHES or at == 0 or tokens[first].lower == "as"
        )
        cue = cue_at(tokens, first)
        inverted = self._inverted(first, cue) if cue else self._unknown_verb(first) if taggable else None
        inverted = inverted or (self.others.after(first) if taggable else None)
        if inverted and inverted.rule == "verb after" and not taggable and cue and cue.verb not in cue_words().strong:
            inverted = None
        return inverted or (self._subject_after(first) if taggable else None)

    def _inverted(self, at: int, cue: Cue) -> Attribution | None:
        """*"…," said X* and *"…," according to X*."""
        if cue.form == "preposition":
            return self._according_to(at)
        if cue.form == "ing" or cue.verb == "tell":
            return None
        mention = self.phrases.right(at)
        return self._by_verb(mention, at, "verb after") if mention else None

    def _unknown_verb(self, at: int) -> Attribution | None:
        """*"…!" beamed X*: a verb in the past right between the quotation and a name."""
        tokens = self._tokens
        if at + 1 >= len(tokens) or not tokens[at].lower.endswith("ed") or tokens[at].kind != "word":
            return None
        mention = self.phrases.right(at) if tokens[at + 1].names else None
        return self._by_verb(mention, at, "verb after") if mention else None

    def _according_to(self, at: int) -> Attribution | None:
        tokens = self._tokens
        mention = self.phrases.right(at + 1)
        if mention is None:
            return None
        span = tokens[at].start, tokens[at + 1].end
        return Attribution(mention, "according to", f"{tokens[at].text} {tokens[at + 1].text}", span)

    def _by_verb(self, mention: Mention, at: int, rule: Rule) -> Attribution:
        token = self._tokens[at]
        return Attribution(mention, rule, token.text, (token.start, token.end))

    def _subject_after(self, first: int) -> Attribution | None:
        """*"…," X said* and *"…," X, who leads Y, told reporters*."""
        tokens = self._tokens
        if tokens[first].lower in ("as", "which", "that", "is", "was") and first + 1 < len(tokens):
            first += 1
        for at in range(first + 1, min(len(tokens), first - 1 + _AFTER_REACH)):
            token = tokens[at]
            if (token.kind == "quotation" and not self._in_apposition(first, at)) or self._stops(at):
                return None
            cue = cue_at(tokens, at)
            if cue is None or cue.form == "ing":
                continue
            if cue.form == "preposition":
                return self._according_to(at)
            if cue.verb in _THOUGHTS and not self.phrases.ends_tag(at + 1):
                continue
            return self._subject_of(first, at, cue) or self._name_with_apposition(first, at)
        return None

    def _in_apposition(self, first: int, at: int) -> bool:
        """Tell *“…,” X, wearing a “…” badge, said*: a term between the commas behind a name."""
        tokens = self._tokens
        inside = tokens[first].names and tokens[at - 1].text not in (",", ":")
        return inside and any(token.text == "," for token in tokens[first:at])

    def _name_with_apposition(self, first: int, at: int) -> Attribution | None:
        """*"…," X, the Y who founded Z, tweeted*: the name after the quotation, whatever stands before the verb."""
        tokens = self._tokens
        if not tokens[first].names:
            return None
        last = self.phrases.name_end(first)
        begin = first
        if last + 2 < at and tokens[last + 1].word.is_role and tokens[last + 2].names:
            begin = last + 2  # *Barton delegate X, …*
            last = self.phrases.name_end(begin)
        if last + 1 >= at or tokens[last + 1].text not in (",", "("):
            return None
        return self._by_verb(self.phrases.name(begin, last, first, last), at, "subject after")

    def _stops(self, at: int) -> bool:
        token = self._tokens[at]
        if token.text not in (";", ":", "."):
            return False
        before = self._tokens[at - 1]
        return not (token.text == "." and before.end == token.start and len(before.text) <= _ABBREVIATED)

    def _subject_of(self, first: int, at: int, cue: Cue) -> Attribution | None:
        tokens = self._tokens
        subject = self.subjects.before(at, cue.form)
        if subject is None:
            return None
        mention = subject.mention
        if cue.form == "past" and tokens[at - 1].lower in _PASSIVE and self._by(at + 1, at + 2):
            by = self.phrases.right(at + 1)  # *as it was dubbed by X*
            return self._by_verb(by, at, "subject after") if by else None
        if mention.start <= tokens[first].start + 1 and mention.end > tokens[first].start:
            return self._by_verb(mention, at, "subject after")
        if subject.manner not in ("adjacent", "over apposition") or mention.start < tokens[first].start:
            return None
        whole = self._whole_phrase(first, at)
        if whole:
            return self._by_verb(whole, at, "subject after")
        between = [token for token in tokens[first:at] if token.end <= mention.start]
        plain = all(
            token.kind != "quotation" and not (token.kind == "word" and is_small_word(token)) for token in between
        )
        return self._by_verb(mention, at, "subject after") if plain else None

    def _whole_phrase(self, first: int, at: int) -> Mention | None:
        """Return *the bible of woke Britain*: all that stands between the quotation and its verb, and one phrase."""
        tokens = self._tokens
        last = left_of_verb(tokens, at)
        inside = tokens[first : last + 1]
        plain = all(
            token.kind in ("word", "capitalised") and not token.word.is_auxiliary and not token.word.is_subordinator
            for token in inside
        )
        determined = tokens[first].word.is_determiner and 1 < len(inside) <= _PHRASE_REACH
        return self.phrases.description(first, last) if determined and plain else None

    # Before the quotation.

    def _before(self, at: int) -> Attribution | None:
        tokens = self._tokens
        if at > 1 and tokens[at - 1].lower in _WAS:
            found = next(filter(None, (self._owner(index) for index in range(at - 2, 0, -1))), None)
            if found:
                return found
        for index in range(at - 1, -1, -1):
            if tokens[index].kind == "quotation" or tokens[index].text == ";":
                return None
            found = self._possessive(index, at)
            if found:
                return found
            cue = cue_at(tokens, index)
            if cue is None:
                continue
            found = self._according_to(index) if cue.form == "preposition" else self._verb_before(index, at, cue)
            if found:
                return self._before_question(index, cue) or found
        return None

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
        if mention is None:
            return None
        words = sum(1 for token in tokens[index + 1 : at] if token.kind != "punctuation")
        rule: Rule = "before" if words <= _NEAR_WORDS else "far before"
        if words <= 1 or (words <= 3 and tokens[at - 1].text in ",:"):
            guessed = subject is not None and subject.manner == "main" and tokens[at - 1].text not in ",:"
            rule = "before" if guessed else "right before"
        return self._by_verb(mention, index, rule)

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

    def _by(self, first: int, end: int) -> int | None:
        tokens = self._tokens
        return next((step for step in range(first, min(end, len(tokens))) if tokens[step].lower == "by"), None)

    def _label(self, at: int) -> Attribution | None:
        """*TETLOW: "…"*."""
        tokens = self._tokens
        if at < 2 or tokens[at - 1].text != ":":
            return None
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

    # At the end of the sentence.

    def _tag(self, at: int) -> Attribution | None:
        tokens = self._tokens
        for index in range(len(tokens) - 1, at, -1):
            if tokens[index].kind == "quotation":
                return None
            cue = cue_at(tokens, index)
            if cue is None or (cue.form != "preposition" and (cue.form not in ("past", "s") or cue.verb == "call")):
                continue
            return self._according_to(index) if cue.form == "preposition" else self._tag_by_verb(index, at, cue)
        return None

    def _tag_by_verb(self, index: int, at: int, cue: Cue) -> Attribution | None:
        tokens = self._tokens
        if tokens[index - 1].text == "," and cue.verb != "tell":
            mention = self.phrases.inverted(index)
            return self._by_verb(mention, index, "end of sentence") if mention else None
        subject = self.subjects.before(index, cue.form)
        if subject is None or subject.manner not in ("adjacent", "over apposition"):
            return None
        first = self.phrases.index_at(subject.mention.start, index - 1)
        if first is None or first - 1 <= at or tokens[first - 1].text != ",":
            return None
        return self._by_verb(subject.mention, index, "end of sentence") if cue.verb in cue_words().tagging else None
