"""The rules for who is named after a quotation: *"…," said X*, *"…," X said*, *The "…" plan would fail, X said*."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.attribution import Attribution, Rule
from reform_tui.quotation.cues import cue_at, is_small_word, left_of_verb
from reform_tui.quotation.lexicon import Cue, cue_words
from reform_tui.quotation.names import Mention
from reform_tui.quotation.other_voices import OtherVoices
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

_DASHES = frozenset(("—", "–", "--", "-", "―"))
_PHRASE_REACH = 8  # tokens of a phrase that names whoever says it
_AFTER_REACH = 32  # tokens after a quotation within which its verb is looked for
_ABBREVIATED = 5  # code points of what may stand before a full stop that ends no sentence
_THOUGHTS = frozenset("know find feel hope expect think believe".split())
_PASSIVE = frozenset("was were been being is are 's".split())


_REFERRING = frozenset((("is", "how"), ("was", "how"), ("is", "what"), ("was", "what"), ("of", "which")))


class RulesAfter:
    """Reads one sentence for the speakers that it names after its quotations."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self.phrases = Phrases(tokens)
        self.subjects = Subjects(tokens)
        self.others = OtherVoices(tokens)

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
        taggable = taggable or self._refers_back(first) > 0
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
        first += self._refers_back(first)
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

    def _refers_back(self, first: int) -> int:
        """Return how long *is how* of *“…” is how X puts it* is, or *of which* of *the “…” of which X boasts*."""
        words = tuple(token.lower for token in self._tokens[first : first + 2])
        return 2 if words in _REFERRING and first + 3 < len(self._tokens) else 0

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

    def _by(self, first: int, end: int) -> int | None:
        tokens = self._tokens
        return next((step for step in range(first, min(end, len(tokens))) if tokens[step].lower == "by"), None)

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
