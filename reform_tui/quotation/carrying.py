"""Speakers carried over: a quotation that stands alone belongs to whoever was speaking.

What the next paragraph re-opens goes on; a quotation alone in its sentence takes the speaker of the sentence before,
then of the paragraph before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reform_tui.quotation.attribution import WEAK, Attribution, Rule
from reform_tui.quotation.cues import cue_at, is_verb_form
from reform_tui.quotation.hearsay import is_heard
from reform_tui.quotation.introducing import author_introduced, viewer
from reform_tui.quotation.lexicon import cue_words, people_words
from reform_tui.quotation.marks import Stretch
from reform_tui.quotation.names import Mention
from reform_tui.quotation.phrases import Phrases
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.reading_aloud import writer_read_aloud
from reform_tui.quotation.subjects import Subjects
from reform_tui.quotation.tokens import Token

_PRESENTED: frozenset[Rule] = WEAK | {"introduced by colon"}
_GUESSES: frozenset[Rule] = WEAK | {"far before"}
_ORDINALS = frozenset("first second third fourth fifth last next other rest".split())
_THOUGHTS = frozenset("know find think feel hope promise believe mean".split())
_SENTENCES_BACK = 6
_BROKEN_OFF = 8  # paragraphs over which a quotation that broke off with dots may go on with dots
_PARAGRAPHS_BACK = 2
_JOINING = frozenset("and but so now then still yet plus also or".split())


@dataclass(slots=True)
class Carrying:
    """Fills the gaps in ``given``, which goes with the stretches of ``reading``."""

    reading: Reading
    given: list[Attribution | None]

    def fill(self) -> None:
        """Give every stretch that no rule placed to whoever was speaking."""
        for number in range(len(self.given)):
            current = self.given[number]
            if current is None or current.rule in WEAK:
                carried = self._carried(number) or current
                self.given[number] = None if carried and self._is_the_presenters(number, carried) else carried
            if self._is_heard(number):
                self.given[number] = None

    def _is_heard(self, number: int) -> bool:
        """Tell *we heard about the “…”*: only a guess gives it to whoever hears."""
        given, place = self.given[number], self.reading.places[number]
        guessed = given is not None and given.rule in _GUESSES
        return guessed and is_heard(self.reading.sentences[place.sentence].tokens, place.token)

    def _is_the_presenters(self, number: int, given: Attribution) -> bool:
        """Tell *I agree with the part that states:* before a paragraph of its own: who presents it does not say it."""
        stretch = self.reading.stretches[number]
        words = self.reading.text[given.mention.start : given.mention.end].lower()
        if not (stretch.marked and stretch.leads and words in ("i", "we")) or given.rule not in _PRESENTED:
            return False
        cue = cue_words().forms.get((given.cue or "").lower())
        return cue is None or cue.verb not in cue_words().strong

    def _carried(self, number: int) -> Attribution | None:
        continued = self._continued(number)
        if continued:
            return continued
        tagged = self._tagged_next(number)
        if tagged:
            return tagged
        read = self._read_aloud(number)
        if read:
            return read
        place = self.reading.places[number]
        tokens = self.reading.sentences[place.sentence].tokens
        if not all(self._is_mere(token) for token in tokens[: place.token]):
            return self._behind_a_thing(number, place.sentence)
        found, here = self._within_paragraph(place.sentence)
        reply = self._reply(number) if found and found.rule == "carried in paragraph" else None
        if found or here:
            return reply or found
        return self._from_before(number, place.sentence)

    def _reply(self, number: int) -> Attribution | None:
        """Return who answers *“…?” I said. “No.”* in a talk of two: whoever spoke before the question."""
        asked, before = number - 1, number - 2
        if before < 0 or self.reading.last_character(self.reading.stretches[asked]) != "?":
            return None
        paragraphs = {self.reading.stretches[one].paragraph for one in (before, asked, number)}
        question, earlier = self.given[asked], self.given[before]
        if len(paragraphs) > 1 or question is None or earlier is None or earlier.rule in WEAK:
            return None
        same = self._words(question.mention) == self._words(earlier.mention)
        return None if same else replace(earlier, rule="carried in paragraph")

    def _words(self, mention: Mention) -> str:
        return self.reading.text[mention.start : mention.end].lower()

    @staticmethod
    def _is_mere(token: Token) -> bool:
        """Tell what leaves a quotation alone in its sentence: punctuation, and *but* or *now* before it."""
        return token.kind in ("punctuation", "quotation") or token.lower in _JOINING

    def _read_aloud(self, number: int) -> Attribution | None:
        """Read a paragraph of its own after *I had a letter from X. I shall read it out*."""
        stretch, sentence = self.reading.stretches[number], self.reading.places[number].sentence
        if not stretch.leads or stretch.paragraph == 0:
            return None
        turns = self.reading.turns
        if turns and turns.of(stretch.paragraph - 1) != turns.of(stretch.paragraph):
            return None
        before: list[Sequence[Token]] = []
        sentences = self.reading.sentences
        for index in range(sentence - 1, max(-1, sentence - 1 - _SENTENCES_BACK), -1):
            if sentences[index].paragraph != stretch.paragraph - 1:
                break
            before.insert(0, sentences[index].tokens)
        mention = writer_read_aloud(before)
        return Attribution(mention, "introduced by colon") if mention else None

    def _behind_a_thing(self, number: int, sentence: int) -> Attribution | None:
        """Read *It leaks, she argues. The purpose of a roof is “…”*: what cannot speak passes it on."""
        current = self.given[number]
        if current is None or not self._is_thing(current.mention):
            return None
        before = self.reading.sentences[sentence - 1] if sentence else None
        if before is None or before.paragraph != self.reading.sentences[sentence].paragraph:
            return None
        mention = self._last_subject(before.tokens) or self._person(Subjects(before.tokens).main(len(before.tokens)))
        if mention is None or self.reading.text[mention.start : mention.end].lower() in ("i", "we", "you"):
            return None
        return Attribution(mention, "carried from cue")

    def _is_thing(self, mention: Mention) -> bool:
        """Tell what cannot speak: *it*, a phrase without a role, a word with a capital only as it begins a sentence."""
        words = self.reading.text[mention.start : mention.end].lower().split()
        if mention.kind == "pronoun":
            return words[0] == "it"
        if mention.kind == "name":
            return (
                len(words) == 1
                and mention.name is not None
                and self.reading.people.is_only_at_a_beginning(mention.name)
            )
        return not any(word in people_words().roles for word in words) and not words[-1].endswith("s")

    def _continued(self, number: int) -> Attribution | None:
        """The paragraph before was left open, and this one opens again."""
        if number == 0:
            return None
        before, stretch = self.reading.stretches[number - 1], self.reading.stretches[number]
        given = self.given[number - 1]
        if given is None or given.rule in WEAK:
            return None
        again = not before.closed and stretch.leads and stretch.paragraph == before.paragraph + 1
        return replace(given, rule="continued") if again or self._goes_on(before, stretch) else None

    def _tagged_next(self, number: int) -> Attribution | None:
        """Read *"…" So said X* and *"…" Those were the words of X*; *It is “…”.*, and *So declares X* below."""
        place, sentences = self.reading.places[number], self.reading.sentences
        if place.sentence + 1 >= len(sentences):
            return None
        following, own = sentences[place.sentence + 1], sentences[place.sentence]
        tokens = following.tokens
        words = [token.lower for token in tokens[:5]]
        so = words[0] == "so" and len(tokens) > 2 and is_verb_form(tokens[1], "past", "s")
        if not so and (following.paragraph != own.paragraph or own.tokens[-1].stretch != number):
            return None
        verb = 1 if so else 4 if words[-2:] == ["words", "of"] else None
        mention = Phrases(tokens).right(verb) if verb is not None else None
        if mention is None or verb is None:
            return None
        cue = tokens[1] if verb == 1 else tokens[3]
        return Attribution(mention, "verb after", cue.text, (cue.start, cue.end))

    def _goes_on(self, before: Stretch, stretch: Stretch) -> bool:
        """Tell a quotation that breaks off with dots and goes on with dots, with something said in between."""
        text = self.reading.text
        broken = text[max(before.start, before.end - 3) : before.end].rstrip().endswith(("...", "…"))
        near = stretch.paragraph - before.paragraph <= _BROKEN_OFF
        return broken and near and text.startswith(("...", "…"), stretch.start)

    def _within_paragraph(self, sentence: int) -> tuple[Attribution | None, bool]:
        """Return what the sentences before in the paragraph give; and whether there are any."""
        sentences = self.reading.sentences
        paragraph = sentences[sentence].paragraph
        for index in range(sentence - 1, max(-1, sentence - 1 - _SENTENCES_BACK), -1):
            if sentences[index].paragraph != paragraph:
                break
            spoken = self._last_given(sentences[index].tokens)
            if spoken:
                return replace(spoken, rule="carried in paragraph"), True
            mention = self._last_subject(sentences[index].tokens)
            if mention and self._is_aside(mention, sentences[index].tokens):
                continue
            if mention is None and index == sentence - 1:
                mention = self._person(Subjects(sentences[index].tokens).main(len(sentences[index].tokens)))
            if mention:
                return Attribution(mention, "carried from cue"), True
        return None, sentence > 0 and sentences[sentence - 1].paragraph == paragraph

    def _is_aside(self, mention: Mention, tokens: Sequence[Token]) -> bool:
        """Tell *I don't know why you find this funny*: what a writer thinks does not end what somebody is saying."""
        if self.reading.text[mention.start : mention.end].lower() not in ("i", "we", "you"):
            return False
        cues = [cue for cue in (cue_at(tokens, at) for at in range(len(tokens))) if cue]
        return all(cue.verb in _THOUGHTS for cue in cues)

    def _person(self, mention: Mention | None) -> Mention | None:
        """Return a mention only if it may be of a person."""
        if mention is None or mention.kind == "description":
            return None
        if mention.kind == "pronoun":
            return mention if self.reading.text[mention.start : mention.end].lower() not in ("it", "who") else None
        return mention if mention.name and self.reading.people.is_person(mention.name) else None

    def _last_given(self, tokens: Sequence[Token]) -> Attribution | None:
        for token in reversed(tokens):
            if token.stretch >= 0:
                given = self.given[token.stretch]
                if given and given.rule not in WEAK:
                    return given
        return None

    def _last_subject(self, tokens: Sequence[Token]) -> Mention | None:
        """Return the subject of the last cue in a sentence, before the verb or, inverted, after it."""
        phrases, subjects = Phrases(tokens), Subjects(tokens)
        for at in range(len(tokens) - 1, -1, -1):
            if tokens[at].stretch >= 0:
                given = self.given[tokens[at].stretch]
                if given and given.rule not in WEAK:
                    return given.mention
                continue
            cue = cue_at(tokens, at)
            if cue is None or (cue.form == "base" and at > 0 and tokens[at - 1].lower == "to"):
                continue
            if cue.form == "preposition":
                mention = phrases.right(at + 1)
            else:
                inverted = at > 0 and tokens[at - 1].text == "," and cue.form in ("past", "s") and cue.verb != "tell"
                subject = subjects.before(at, cue.form)
                before = subject is not None and subject.manner == "over apposition"  # *X, the Mayor, welcomed it*
                mention = phrases.inverted(at) if inverted and not before else None
                mention = mention or (subject.mention if subject else None)
            if mention:
                return mention
        return None

    def _from_before(self, number: int, sentence: int) -> Attribution | None:
        paragraph = self.reading.stretches[number].paragraph
        sentences, paragraphs = self.reading.sentences, self.reading.paragraphs
        index = sentence - 1
        turns = self.reading.turns
        for before in range(paragraph - 1, max(-1, paragraph - 1 - _PARAGRAPHS_BACK), -1):
            if turns and turns.of(before) != turns.of(paragraph):
                return None
            if paragraphs[before].zone == "heading" and self.reading.writer_present:
                return None  # in a column or an essay a heading ends what was said
            own: list[Sequence[Token]] = []
            while index >= 0 and sentences[index].paragraph >= before:
                if sentences[index].paragraph == before:
                    own.append(sentences[index].tokens)
                index -= 1
            end = self.reading.text[max(0, paragraphs[before].end - 3) : paragraphs[before].end]
            if own and before == paragraph - 1 and end.rstrip(" \x03").endswith(":"):
                mention = author_introduced(own[0]) or self._last_subject(own[0]) or self._main_or_before(own)
                if mention:
                    return Attribution(mention, "introduced by colon")
            found = next((one for one in map(self._of_sentence, own) if one), None)
            if found is None and own and before == paragraph - 1:
                mention = next(filter(None, map(viewer, own)), None) or self._person_at_head(own[0])
                found = Attribution(mention, "carried over") if mention else None
            if found:
                return found
        return None

    def _person_at_head(self, tokens: Sequence[Token]) -> Mention | None:
        """Return *X* of *X, who runs the café, is looking forward to the summer*: the next words may be theirs."""
        mention = Subjects(tokens).main(len(tokens))
        return self._person(mention) if mention and mention.kind == "name" and " " in (mention.name or "") else None

    def _main_or_before(self, sentences: Sequence[Sequence[Token]]) -> Mention | None:
        """Return the subject of the last sentence, which comes first; that of the one before for *The first:*."""
        mention = Subjects(sentences[0]).main(len(sentences[0]))
        if mention is None or mention.kind != "description" or len(sentences) == 1:
            return mention
        words = self.reading.text[mention.start : mention.end].lower().split()
        ordinal = words[-1] in _ORDINALS
        return Subjects(sentences[1]).main(len(sentences[1])) if ordinal else mention

    def _of_sentence(self, tokens: Sequence[Token]) -> Attribution | None:
        spoken = self._last_given(tokens)
        if spoken:
            return replace(spoken, rule="carried over")
        mention = self._last_subject(tokens)
        return Attribution(mention, "carried over") if mention else None
