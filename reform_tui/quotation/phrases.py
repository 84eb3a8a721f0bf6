"""Noun phrases that name a speaker: *Gemma Tetlow*, *a spokesman for the campaign*, *she*.

No parser: a phrase is read leftwards from the token before a verb, or rightwards from the token after it.
"""

from __future__ import annotations

from dataclasses import replace

from reform_tui.quotation.cues import is_small_word, is_verb_form, might_be_noun
from reform_tui.quotation.lexicon import grammar, people_words, term_words
from reform_tui.quotation.names import Mention, Names
from reform_tui.quotation.tokens import Token

PRONOUNS = frozenset("he she they we i it you who".split())
SPOKEN_OF = frozenset("he she they we i".split())  # pronouns that may follow their verb: *said she*
_SOMEBODY = frozenset(
    "someone somebody everyone everybody nobody no-one others many some most few both several".split()
)
_LINKS = frozenset("of at from for with in on to".split())
_ABBREVIATED_ENDS = frozenset("jr sr calif va ga fla pa mass conn ill ariz tenn mich ohio wis minn wash".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MAX_WORDS = 14
_MAX_DEPTH = 3


class Phrases(Names):
    """Reads noun phrases in the tokens of one sentence."""

    __slots__ = ()

    def pronoun(self, at: int) -> Mention:
        """Return the mention by the pronoun at a token: *I* of *I've*."""
        token = self.tokens[at]
        return Mention(token.start, token.start + len(token.lower.partition("'")[0]), "pronoun")

    def description(self, first: int, last: int) -> Mention:
        """Return a mention that describes and does not name."""
        return Mention(self.tokens[first].start, self.tokens[last].end, "description")

    def left(self, last: int, lowest: int = 0) -> Mention | None:
        """Return the noun phrase that ends at token ``last`` and begins at ``lowest`` or later."""
        mention = self._left(last, lowest, 0)
        if mention is None or mention.kind == "pronoun":
            return self._sent_to(last, lowest) or mention if mention else None
        return self._before_apposition(mention, last, lowest) or mention

    def _sent_to(self, last: int, lowest: int) -> Mention | None:
        """Return *X's email* of *X's email to you*: what is sent to somebody speaks."""
        tokens = self.tokens
        sent = last - 2 >= lowest and tokens[last - 1].lower == "to" and tokens[last - 2].kind == "word"
        return self._left(last - 2, lowest, 1) if sent and tokens[last - 2].lower in term_words().documents else None

    def _before_apposition(self, mention: Mention, last: int, lowest: int) -> Mention | None:
        """Return *X* for *X, chief economist at Y*, where the phrase found is the apposition."""
        tokens = self.tokens
        first = self.index_at(mention.start, last)
        if first is None or first - 2 < lowest or tokens[first - 1].text != "," or not tokens[first - 2].names:
            return None
        if not any(token.word.is_role for token in tokens[first : self._apposition_end(first, last)]):
            return None
        start = self.name_start(first - 2)
        if start is None or first - 2 - start < 1:
            return None
        named = self._left(first - 2, lowest, 1)
        if named is None or named.name is None:
            return None
        return Mention(named.start, tokens[last].end, "name", named.name)

    def _apposition_end(self, first: int, last: int) -> int:
        """Return where a role has to stand in *Barton Homes Group Land Director*: in its capitals or near its start."""
        at = first
        while at <= last and self.tokens[at].kind == "capitalised":
            at += 1
        return max(at, min(last + 1, first + 4))

    def index_at(self, position: int, last: int) -> int | None:
        """Return the first token up to ``last`` that starts at ``position`` (code points) or later."""
        return next((at for at in range(last + 1) if self.tokens[at].start >= position), None)

    def index_after(self, position: int) -> int:
        """Return the first token that starts at ``position`` (code points) or later; their number if there is none."""
        return next((at for at, token in enumerate(self.tokens) if token.start >= position), len(self.tokens))

    def _left(self, last: int, lowest: int, depth: int) -> Mention | None:
        tokens = self.tokens
        if last < lowest or depth > _MAX_DEPTH:
            return None
        if tokens[last].text == ")":
            opened = last
            while opened > lowest and tokens[opened].text != "(":
                opened -= 1
            return self._left(opened - 1, lowest, depth + 1)
        if tokens[last].text == "." and last - 1 >= lowest and tokens[last - 1].lower.rstrip(".") in _ABBREVIATED_ENDS:
            last -= 1
        surname = tokens[last].kind == "capitalised" and last > lowest and tokens[last - 1].names  # *Jane Nobody*
        if tokens[last].word.is_pronoun or (tokens[last].lower in _SOMEBODY and not surname):
            return self.pronoun(last) if tokens[last].word.is_pronoun else self.description(last, last)
        first = self.name_start(last)
        if first is not None:
            return self._left_of_name(first, last, lowest, depth)
        if tokens[last].kind in ("word", "number") and not is_small_word(tokens[last]):
            return self._left_description(last, lowest, depth)
        return None

    def _left_of_name(self, first: int, last: int, lowest: int, depth: int) -> Mention | None:
        tokens = self.tokens
        link = first - 1
        if link > lowest and tokens[link].lower == "the":
            link -= 1
        if link >= lowest and tokens[link].lower in _LINKS:
            head = self._left(link - 1, lowest, depth + 1)
            if head is not None and tokens[link].lower == "to" and tokens[link - 1].lower in term_words().documents:
                return Mention(head.start, tokens[last].end, "description")
            if head is not None and head.kind == "name":
                named = self._after_office(first, last) if tokens[link - 1].word.is_role else None
                if named:
                    return Mention(head.start, tokens[last].end, "name", named)
                return self._whole_office(head, link, last) or head
            somebody = tokens[link - 1].lower in _SOMEBODY
            if head is not None and head.kind == "description" and (somebody or self._owns(link)):
                return Mention(head.start, tokens[last].end, "description")
        if tokens[first].lower in _DAYS:
            before = first - (2 if first > lowest and tokens[first - 1].lower == "on" else 1)
            return self._left(before, lowest, depth + 1)
        office = first
        while office - 1 >= lowest and self._is_office_word(tokens[office - 1]):
            office -= 1
        return replace(self.name(first, last, office, last), named_at=tokens[first].start)

    def _whole_office(self, head: Mention, link: int, last: int) -> Mention | None:
        """Return *the Leader of the Opposition*, which names an office and nobody."""
        tokens = self.tokens
        first = self.index_at(head.start, link)
        if first is None or not all(token.word.is_role or token.word.is_title for token in tokens[first:link]):
            return None
        article = first > 0 and tokens[first - 1].lower == "the"
        return Mention(tokens[first - 1 if article else first].start, tokens[last].end, "description")

    def _owns(self, link: int) -> bool:
        """Tell *a spokesman from Barton* from *the plan came from Barton*."""
        tokens = self.tokens
        before = tokens[link - 1].word
        somebody = before.is_role or before.lower in people_words().persons
        return tokens[link].lower in ("of", "for", "at") or somebody

    def _is_office_word(self, token: Token) -> bool:
        if token.kind != "word" or is_small_word(token) or token.word.is_pronoun:
            return False
        return not is_verb_form(token, "past", "s")

    def _after_office(self, first: int, last: int) -> str | None:
        """Return *Ann Lee* of *the Head of the OECD Ann Lee*, *Joan Roe* of *Mayor of Barton Joan Roe*."""
        if last - first == 2:
            return self.name(last - 1, last).name
        at = first
        while at <= last and self.tokens[at].text.isupper():
            at += 1
        return self.name(at, last).name if first < at < last else None

    def _left_description(self, last: int, lowest: int, depth: int) -> Mention | None:
        tokens = self.tokens
        first = self._description_start(last, lowest)
        begins = tokens[first]
        if tokens[last].lower in grammar().times and begins.lower != "the":
            before = first - 1
            return (
                self._left(before, lowest, depth + 1)
                if before >= lowest and tokens[before].kind != "quotation"
                else None
            )
        if any(is_verb_form(token, "past") and not might_be_noun(token) for token in tokens[first:last]):
            return None
        if begins.names:
            end = self.name_end(first)
            if end < last and tokens[end + 1].lower in _LINKS:
                return self.name(first, end)
        bounded = (
            first == 0
            or tokens[first - 1].kind in ("punctuation", "quotation")
            or tokens[first - 1].word.is_subordinator
        )
        short = (
            begins.word.is_determiner
            or begins.kind == "capitalised"
            or last - first <= 2
            or begins.lower.endswith("'s")
        )
        return self.description(first, last) if (bounded or begins.word.is_determiner) and short else None

    def _description_start(self, last: int, lowest: int) -> int:
        tokens = self.tokens
        first = last
        while first - 1 >= lowest and last - first < _MAX_WORDS:
            before = tokens[first - 1]
            word = before.word
            if before.kind not in ("word", "capitalised", "number"):
                break
            if word.is_subordinator or word.is_auxiliary or word.is_pronoun:
                break
            if word.is_preposition and first - 2 >= lowest and tokens[first - 2].kind in ("punctuation", "quotation"):
                break
            first -= 1
            if word.is_determiner and first > lowest and not tokens[first - 1].word.is_preposition:
                break
        while first < last and tokens[first].word.is_preposition:
            first += 1
        return first

    def right(self, cue: int) -> Mention | None:
        """Return the noun phrase that follows the verb at token ``cue``."""
        tokens = self.tokens
        verb = tokens[cue].word.cue
        first = cue + (2 if verb and verb.particle else 1)
        while first < len(tokens) and self._is_adverb(tokens[first]):
            first += 1
        if first >= len(tokens):
            return None
        if tokens[first].lower in SPOKEN_OF:
            return self.pronoun(first)
        at = first
        while (
            at < len(tokens)
            and at - first < 8
            and tokens[at].kind in ("word", "number")
            and not is_small_word(tokens[at])
        ):
            at += 1
        if at + 1 < len(tokens) and tokens[at].text == "The" and tokens[at + 1].names:
            at += 1  # *The Economist*
        if at < len(tokens) and (tokens[at].names or self._begins_full_name(at)):
            return self._right_name(first, at)
        if at > first and (tokens[first].word.is_determiner or at - first <= 3) and tokens[first].lower not in _NOBODY:
            end = self._with_complement(at)
            return self.name_in_apposition(end) or self.description(first, end - 1)
        return None

    def _begins_full_name(self, at: int) -> bool:
        """Tell *Will Doyle* from *will*: capitalised inside a sentence, and a name follows."""
        tokens = self.tokens
        full = tokens[at].kind == "capitalised" and at + 1 < len(tokens) and tokens[at + 1].names
        return full and tokens[at].lower in people_words().given_names

    def name_in_apposition(self, comma: int) -> Mention | None:
        """Return *Ann Lee* of *the parish clerk, Ann Lee,*."""
        tokens = self.tokens
        first = comma + 1
        if first >= len(tokens) or tokens[comma].text != "," or not tokens[first].names:
            return None
        last = self.name_end(first)
        closed = last + 1 == len(tokens) or tokens[last + 1].text in _CLOSING
        return self.name(first, last) if closed and last > first else None

    def inverted(self, cue: int) -> Mention | None:
        """Return the subject that follows its verb: *said X*; not the subject of a clause: *said he would …*."""
        mention = self.right(cue)
        if mention is None:
            return None
        at = self.index_after(mention.end)
        if at == len(self.tokens):
            return mention
        return mention if self.ends_tag(at) else None

    def ends_tag(self, at: int) -> bool:
        """Tell whether a tag may end before a token: at punctuation, or before when, where or how it was said."""
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        if token.kind in ("punctuation", "quotation"):
            return True
        word = token.word
        adjunct = (
            word.is_preposition or word.is_adverb or word.lower in ("who", "when", "while", "as", "after", "before")
        )
        return adjunct or word.lower in _WHEN or (token.kind == "word" and word.lower.endswith("ly"))

    def _is_adverb(self, token: Token) -> bool:
        return token.word.is_adverb or (token.kind == "word" and token.lower.endswith("ly"))

    def _right_name(self, first: int, at: int) -> Mention:
        """Return *House Speaker Ann Lee*; *Lee's spokesman* and *Lee's spokesman Bob Roe* for possessives."""
        tokens = self.tokens
        end = self.name_end(at)
        if (
            end + 2 < len(tokens)
            and tokens[end + 1].kind == "word"
            and tokens[end + 1].word.is_role
            and tokens[end + 2].names
        ):
            at = end + 2  # *Harbour Trust chair Ann Lee*
            end = self.name_end(at)
        if not (tokens[end].word.is_possessive and end + 1 < len(tokens) and tokens[end + 1].kind == "word"):
            return self.name(at, end, first, end)
        head = end + 1
        while head + 1 < len(tokens) and self._is_role_noun(tokens[head + 1]):
            head += 1
        if head + 1 < len(tokens) and tokens[head + 1].kind == "capitalised":
            last = head + 1
            while last + 1 < len(tokens) and tokens[last + 1].kind == "capitalised":
                last += 1
            return self.name(head + 1, last, first, last)
        return self.description(first, head)

    def _is_role_noun(self, token: Token) -> bool:
        return token.kind == "word" and not is_small_word(token) and not token.word.is_pronoun

    def _with_complement(self, at: int) -> int:
        """Return the end of *a spokesman* with *for the campaign*."""
        tokens = self.tokens
        if at >= len(tokens) or tokens[at].lower not in _COMPLEMENTS:
            return at
        end = at + 1
        while end < len(tokens) and end - at < 6 and tokens[end].kind in ("word", "capitalised", "number"):
            word = tokens[end].word
            if word.is_subordinator or word.is_auxiliary or (word.is_preposition and word.lower != "of"):
                break
            end += 1
        return end if end > at + 1 else at


_CLOSING = frozenset((",", ".", ":", ";", "“”", "?", "!"))
_WHEN = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split())
_NOBODY = frozenset("that it this no him them us me".split())
_COMPLEMENTS = frozenset("of for from at in with".split())
