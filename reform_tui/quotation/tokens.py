"""Words, punctuation and whole quotations as tokens.

A quotation is one token: what is said inside it has no part in the grammar of the sentence that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from reform_tui.quotation.cleaning import NOTHING
from reform_tui.quotation.lexicon import Cue, cue_words, grammar, people_words
from reform_tui.quotation.marks import Stretch
from reform_tui.quotation.paragraphs import Paragraph
from reform_tui.quotation.wordlike import is_surname, wordlike_surnames

TokenKind = Literal["word", "capitalised", "number", "punctuation", "quotation"]

_TOKEN = re.compile(
    r"\.\.\.+|…|--+|[—–]|(?:[A-Z]\.){2,}"
    r"|[A-Za-zÀ-ɏ0-9$£€%@#&][\wÀ-ɏ$£€%@#&]*(?:\x03*[’'.&/-]\x03*(?=[\wÀ-ɏ])[\wÀ-ɏ]+)*[’']?(?:s\b)?"
    r"|[^\s\x03]"
)
_COMMON = 24  # code points; what is longer is hardly a word
_CONTRACTED = frozenset("m ve d ll re s".split())
_MARKS = frozenset("“”„«»\"‘’'")


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a written word wherever it stands; ``lower`` has straight apostrophes."""

    lower: str
    kind: TokenKind
    cue: Cue | None = None
    acts: tuple[Cue, ...] = ()
    is_determiner: bool = False
    is_preposition: bool = False
    is_subordinator: bool = False
    is_auxiliary: bool = False
    is_adverb: bool = False
    is_pronoun: bool = False
    is_title: bool = False
    is_role: bool = False
    is_particle: bool = False
    never_a_name: bool = False
    is_possessive: bool = False


class Token(NamedTuple):
    """One token: ``text[start:end]`` in code points; ``stretch`` counts quoted stretches from 0, -1 for none."""

    text: str
    start: int
    end: int
    word: Word
    stretch: int = -1

    @property
    def lower(self) -> str:
        """The token in small letters."""
        return self.word.lower

    @property
    def kind(self) -> TokenKind:
        """What kind of token it is."""
        return self.word.kind

    @property
    def names(self) -> bool:
        """Whether it is capitalised and may be (part of) a name."""
        return self.word.kind == "capitalised" and not self.word.never_a_name


@lru_cache(maxsize=1 << 14)
def _known(text: str) -> Word:
    return _make(text)


def _look_up(text: str) -> Word:
    """Return what is known of ``text``; common words are kept from one document to the next."""
    return _known(text) if len(text) <= _COMMON else _make(text)


def _make(text: str) -> Word:
    lower = text.lower().replace("’", "'")
    small = grammar()
    first = text[0]
    kind: TokenKind = "punctuation"
    if first.isupper():
        kind = "capitalised"
    elif first.isalpha():
        kind = "word"
    elif first.isdigit() or first in "$£€":
        kind = "number"
    bare = lower.rstrip(".")
    pronoun, _, verb = lower.partition("'")
    contracted = verb in _CONTRACTED and pronoun in small.pronouns  # *I've*
    return Word(
        lower=lower,
        kind=kind,
        cue=cue_words().forms.get(lower),
        acts=cue_words().acts.get(lower, ()),
        is_determiner=lower in small.determiners,
        is_preposition=lower in small.prepositions,
        is_subordinator=lower in small.subordinators,
        is_auxiliary=lower in small.auxiliaries or lower.endswith("n't"),
        is_adverb=lower in small.adverbs,
        is_pronoun=lower in small.pronouns or contracted,
        is_title=bare in people_words().title_genders,
        is_role=lower in people_words().roles,
        is_particle=lower in small.particles,
        never_a_name=lower in small.no_names or contracted,
        is_possessive=lower.endswith(("'s", "s'")),
    )


QUOTATION = Word("“”", "quotation")
"""What is known of a quotation as a token: that it is one."""


class Tokeniser:
    """Cuts paragraphs into tokens; remembers the words of one document."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words: dict[str, Word] = {}
        self._surnames = wordlike_surnames(text)

    def tokens(self, paragraph: Paragraph, stretches: Sequence[tuple[int, Stretch]]) -> list[Token]:
        """Return the tokens of a paragraph; ``stretches`` are its quoted ones with their numbers."""
        found: list[Token] = []
        at = paragraph.start
        for number, stretch in stretches:
            found.extend(self._plain(at, stretch.opening))
            found.append(Token("“”", stretch.opening, stretch.closing, QUOTATION, number))
            at = stretch.closing
        found.extend(self._plain(at, paragraph.end))
        return found

    def _plain(self, start: int, end: int) -> Iterator[Token]:
        words = self._words
        before = ""
        for match in _TOKEN.finditer(self._text, start, end):
            written = match.group()
            if written in _MARKS:
                continue
            word = words.get(written)
            if word is None:
                word = words[written] = _look_up(written.replace(NOTHING, ""))
            if self._surnames and self._is_surname(word, match.end(), before):
                word = Word(word.lower, "capitalised", is_possessive=word.is_possessive)
            yield Token(written, match.start(), match.end(), word)
            before = written

    def _is_surname(self, word: Word, end: int, before: str) -> bool:
        """Tell *Will* in *as Will wrote*, where the text names a George Will."""
        if word.kind != "capitalised":
            return False
        name = word.lower.removesuffix("'s").capitalize()
        return name in self._surnames and is_surname(self._text, end, before, name)
