"""Terms in marks: the words of a Bill, a word under discussion, a name that something bears. Nobody says them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reform_tui.quotation.attribution import WEAK, Attribution, Rule
from reform_tui.quotation.cues import cue_at
from reform_tui.quotation.evidence import share_tagged
from reform_tui.quotation.lexicon import cue_words, term_words
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.tokens import Token
from reform_tui.quotation.worded import has_verb, is_title

_LEGISLATION = re.compile(
    r"\b(?:Acts?|Bills?|[Aa]mendments?|[Cc]lauses?|[Ss]ections?|Schedules?|[Rr]egulations|statute)\b"
)
_LEGISLATIVE = re.compile(
    r"(?:[\w ]*\b(?:the|this) )?(?:[\w ]+ Act|(?:amendment|clause|section|schedule) \d+)(?: of [\w ]+)?"
    r"|[\w ]*\b(?:the|this) (?:[\w ]+ )?(?:Act|Bill|amendment|clause|schedule)",
    re.IGNORECASE,
)
_LEAST = 3  # mentions of legislation from which a speech or a debate is about its wording
_MOST_WORDS = 5  # of a term
_DRAFTING = frozenset("insert inserts inserting inserted substitute substitutes substituting".split())
_LEFT_OUT = frozenset("leave leaves leaving left".split())
_MEANING = frozenset("means mean meant signifies".split())
_MODAL = frozenset("may must shall should might will can".split())
_BEING = frozenset("is are was were has have will must should may can could would ought cannot".split())
_NAMING = frozenset("call describe label dub brand dismiss condemn hail denounce characterise deride praise".split())
_NAMED = frozenset("called named entitled titled".split())
_MAKING = frozenset("wrote written writes writing sang sung sings composed painted directed recorded published".split())
_FEW_TAGGED = 0.2  # of the quotations
_OWNED: frozenset[Rule] = frozenset(("possessive", "according to", "verb after", "subject after", "label"))
_COUNTS = frozenset("one two three four five six seven eight nine ten mentions uses instances occurrences".split())
_FEW_WORDS = 2  # of what is counted
_COORDINATING = frozenset(("and", "or", "nor", ",", "than", "to"))
_ARTICLES = frozenset("a an the".split())
_PERSONS = frozenset("i we he she you they".split())


class Terms:
    """Tells the terms in one text; ``given`` goes with the stretches of ``reading``."""

    def __init__(self, reading: Reading, given: Sequence[Attribution | None]) -> None:
        self._reading = reading
        self._given = given
        own = bool(reading.turns) or reading.writer_present
        outside = reading.text if own else ""
        self._own = own
        self._few_tagged = share_tagged(reading, given) <= _FEW_TAGGED
        self._of_law = own and sum(1 for _ in _LEGISLATION.finditer(outside)) >= _LEAST
        self.numbers = self._read()

    def __contains__(self, number: int) -> bool:
        """Whether a quoted stretch holds a term."""
        return number in self.numbers

    def _read(self) -> frozenset[int]:
        stretches = self._reading.stretches
        found: set[int] = set()
        things: set[int] = set()
        for number, stretch in enumerate(stretches):
            if not stretch.marked:
                continue
            named = self._is_drafting(number) or self._is_name(number) or self._is_labelled(number)
            named = named or (self._few_tagged and self._is_phrase(number))
            short = not named and self._is_short(number)
            if named or (short and (self._is_term(number, found) or self._is_joined(number, found))):
                found.add(number)
            elif short and self._is_a_thing(number):
                things.add(number)
        known = {self._words(number).lower() for number in found}
        again = (n for n, stretch in enumerate(stretches) if stretch.marked and self._words(n).lower() in known)
        return frozenset(found | things) | frozenset(n for n in again if n in found or not self._is_said(n))

    def _is_said(self, number: int) -> bool:
        """Tell *she said that they were “…”*, which is speech though the words are turned over as a term later."""
        given = self._given[number]
        if given is None or given.rule not in ("before", "right before") or given.mention.kind == "description":
            return False
        tokens, at = self._context(number)
        cue = cue_words().forms.get((given.cue or "").lower())
        says = cue is not None and cue.verb == "say" and cue.form in ("past", "s")
        return says and at > 0 and not tokens[at - 1].word.is_determiner

    def _words(self, number: int) -> str:
        stretch = self._reading.stretches[number]
        return self._reading.text[stretch.start : stretch.end]

    def _is_short(self, number: int) -> bool:
        words = self._words(number)
        if words[-1:] in (".", "?", "!", ",") or len(words.split()) > _MOST_WORDS:
            return False
        return " " not in words or not has_verb(words)

    def _context(self, number: int) -> tuple[list[Token], int]:
        place = self._reading.places[number]
        return self._reading.sentences[place.sentence].tokens, place.token

    def _is_drafting(self, number: int) -> bool:
        """Tell *leave out “…” and insert “…”*."""
        tokens, at = self._context(number)
        before = [token.lower for token in tokens[max(0, at - 2) : at]]
        if len(before) == 2 and before[1] == "out" and before[0] in _LEFT_OUT:
            return True
        if len(before) == 2 and before[1] == "add" and before[0] in ("end", "and"):
            return self._of_law
        return bool(before) and before[-1] in _DRAFTING and self._law_or(number)

    def _law_or(self, number: int) -> bool:
        given = self._given[number]
        return self._of_law or given is None or not self._speaks(given)

    def _is_term(self, number: int, found: set[int]) -> bool:
        tokens, at = self._context(number)
        before = tokens[at - 1].lower if at else ""
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        if following in _MEANING or len(self._words(number)) == 1:
            return True
        if before == "so-called":
            return True
        if before == "under" and self._words(number)[0].isupper():
            return True
        if self._own and self._words(number) in _MODAL:
            return True
        return self._of_law and self._is_wording(number, before, following, found)

    def _is_name(self, number: int) -> bool:
        """Tell *the leaflet, called “…”* and *the plan is called “…”* from *she called “…”*."""
        tokens, at = self._context(number)
        if at < 3 or tokens[at - 1].lower not in _NAMED:
            return False
        given, before = self._given[number], tokens[at - 2]
        if before.text == "," and (at + 1 == len(tokens) or tokens[at + 1].text != ","):
            return False
        if given and given.mention.kind != "description":
            return self._own and before.lower in ("is", "are", "was", "were")
        return before.text == "," or before.lower in ("is", "are", "was", "were") or self._own

    def _is_joined(self, number: int, found: set[int]) -> bool:
        """Tell the second of *the phrase “…” or “…”*."""
        places = self._reading.places
        if number - 1 not in found or places[number].sentence != places[number - 1].sentence:
            return False
        tokens, at = self._context(number)
        between = tokens[places[number - 1].token + 1 : at]
        return 0 < len(between) <= 2 and all(token.lower in ("and", "or", ",") for token in between)

    def _is_phrase(self, number: int) -> bool:
        """Tell *the word “…”*, *a buzzword of “…”* and *so-called “…”*; not *her slogan, “…”*."""
        tokens, at = self._context(number)
        at -= 1 if at > 1 and tokens[at - 1].lower == "of" else 0
        if at == 0 or tokens[at - 1].lower not in term_words().introducing or cue_at(tokens, at - 1):
            return False
        if tokens[at - 1].lower == "saying" and not tokens[at - 2].word.is_determiner:
            return False  # the verb: *was saying “…”*
        given = self._given[number]
        return given is None or given.rule not in _OWNED

    def _is_labelled(self, number: int) -> bool:
        """Tell *the “don’t know” category*, *the “Boots for All” programme* and *she wrote “The Unlit Lamp”*."""
        tokens, at = self._context(number)
        if at == 0:
            return False
        before = tokens[at - 1]
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        title = is_title(self._words(number)) and " " in self._words(number)
        given = self._given[number]
        if title and given and given.rule == "possessive" and (given.cue or "").lower() in term_words().works:
            return True  # *a book by X, “…”*
        if before.lower == "of" and at > 1 and (tokens[at - 2].kind == "number" or tokens[at - 2].lower in _COUNTS):
            return len(self._words(number).split()) <= _FEW_WORDS  # *26 mentions of “…”, 41 of “…”*
        if before.word.is_determiner or before.word.is_possessive:
            return following in term_words().labelled or (title and following in term_words().named)
        return title and (
            before.lower in _MAKING or (before.lower in _NAMED and at > 1 and tokens[at - 2].kind == "word")
        )

    def _is_a_thing(self, number: int) -> bool:
        """Tell *he runs a “…”* and *the weir – or “…” –*, where no verb of speech is near."""
        tokens, at = self._context(number)
        given = self._given[number]
        if given and self._is_legislation(given):
            return True
        if (given and given.rule not in WEAK) or at < 2 or not self._words(number)[0].islower():
            return False
        before, earlier = tokens[at - 1], tokens[at - 2]
        if before.lower in term_words().introducing:
            return True
        if before.lower in ("as", *_ARTICLES) and any(token.lower == "known" for token in tokens[max(0, at - 3) : at]):
            return True
        if before.lower in _ARTICLES:
            lonely = earlier.word.is_preposition or earlier.word.is_auxiliary or earlier.lower == "be"
            return self._own or not lonely
        return before.lower == "or" and earlier.kind == "punctuation"

    def _is_wording(self, number: int, before: str, following: str, found: set[int]) -> bool:
        """Tell wording that a debate or a speech about legislation discusses."""
        tokens, at = self._context(number)
        if before in term_words().introducing:
            return True
        joined = at - (2 if before in _ARTICLES else 1)
        if joined > 0 and tokens[joined].lower in _COORDINATING and tokens[joined - 1].stretch in found:
            return True
        given = self._given[number]
        if before in ("", "that", "whether") and following in _BEING:
            return given is None or given.rule not in ("verb after", "subject after")
        if given is None or given.rule in WEAK | {"far before", "carried from cue"}:
            return True
        return before in ("a", "an", "the", "of", "as", "to", "by", "no") and not self._speaks(given)

    def _speaks(self, given: Attribution) -> bool:
        """Tell a person with a verb that says or names."""
        cue = cue_words().forms.get((given.cue or "").lower())
        if cue is None:
            return given.rule in ("label", "dash", "according to", "possessive")
        mention = given.mention
        words = self._reading.text[mention.start : mention.end].lower()
        if mention.kind == "pronoun" and words not in _PERSONS:
            return False
        if self._is_legislation(given):
            return False
        return cue.verb in cue_words().strong or cue.verb in cue_words().reporting or cue.verb in _NAMING

    def _is_legislation(self, given: Attribution) -> bool:
        """Tell *the Bill* and *clause 3*, whose short words are terms, from somebody called Bill."""
        text, mention = self._reading.text, given.mention
        return _LEGISLATIVE.fullmatch(text, max(0, mention.start - 4), mention.end) is not None
