"""To whom a draft gives what stands in marks: as the finder reads it, by a dash, by brackets, by a row, by a note."""

from __future__ import annotations

import re
from typing import NamedTuple

from reform_tui.library.anchor import Span
from reform_tui.quotation.attribution import WEAK
from reform_tui.quotation.lexicon import cue_words, people_words
from reform_tui.quotation.proposal import Proposal
from reform_tui.verify.citing import Citation
from reform_tui.verify.draft import Draft
from reform_tui.verify.naming import Names
from reform_tui.verify.signing import is_like_a_name, name_at_dash, name_in_brackets

_SURE = 0.5  # share of cases in which what led to a speaker has to be right, to hold a draft to it
_THINGS = frozenset("words phrase slogan line report paper article speech book blog verdict".split())
_ABOVE = 3_000  # code points above one within which a line names whoever says a run of them
_BEHIND = 160  # code points behind a quotation within which what says whose it is ends
_BEFORE = 240  # code points before one in which somebody is said to quote somebody
_NOBODY = re.compile(r"(?:he|she|it|they|we|i|you|who|one|this|that|these|those)$", re.IGNORECASE)
_NAME = r"(?P<name>[A-Z][\w'’.-]*(?:\s+(?:[A-Z][\w'’.-]*|of|de|la|le|van|von|der|the)){0,5})"
_NO_SPEAKER = re.compile(r"(?:emphasis|italics|translation|ibid|see|cf|applause|laughter)\b", re.IGNORECASE)
_TRAILING = re.compile(r"\s+(?:both|all|also|then|later|together|himself|herself)$")
_HE = re.compile(r"he|she", re.IGNORECASE)
_SENTENCE_BEFORE = re.compile(rf"(?:\A|(?<=[.!?”’\n])\s*|\n){_NAME}[^.!?\n]{{0,200}}[.!?]\s+\Z")
_NAME_LINE = re.compile(
    r"[ \t]*(?:#{1,6}[ \t]+|[*_]{1,3}|[-*+][ \t]+)?(?P<name>[^\n#*_:]{2,80}?)[*_]{0,3}:?[*_]{0,3}[ \t]*"
)
_LABEL = re.compile(
    r"[ \t>]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+|#{1,6}[ \t]+)?[*_]{0,3}(?P<name>[A-Z][^\n:,()*_]{1,60})"
    r"(?:,[^\n:]{0,80}|[ \t]*\([^()\n]{0,80}\))?[*_]{0,3}:"
)
_QUOTED_LINE = re.compile(r"[ \t]*(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?[>“\"‘'«]")
_BEFORE_WORDS = " \t>-*+_“\"‘'«`0123456789.)"
# Whoever quotes somebody does not say the words: *Lee quotes Roe as saying*; *Roe, quoted by Lee, said*.
_QUOTING = re.compile(
    rf"\b(?:quot|cit|report)(?:es|ed|ing|e)\s+{_NAME}(?:\s+(?:as|when|who)\b[^.“”\"]{{0,60}})?[:,]?\s*$"
)
_QUOTED = re.compile(
    rf"{_NAME},\s+(?:as\s+)?(?:quoted|cited|reported)\s+(?:by|in)\s+[^,“”\"]{{1,60}},\s*[^.,“”\"]{{1,40}}[:,]?\s*$"
)
_AND = re.compile(rf"(?:\A|[.!?]\s+|\n\s*)(?:Both\s+)?{_NAME}\s+and\s+(?:[A-Z][\w.]*\s+){{0,3}}\Z")
_CONJUNCTION = re.compile(r"^(?:As|And|But|For|If|In|So|When|While|Yet|Then)\s+")
# *It was Lee, not Roe, who said: “…”*; *“…” That was Lee.*
_IT_WAS = re.compile(rf"\bIt (?:was|is) {_NAME}(?:, not [^,“”]{{1,60}},)? (?:who|that) [^.“”\"]{{1,60}}$")
_THAT_WAS = re.compile(
    rf"[.,]?[”\"’'»]\s+(?:(?:That|This|It) was|So said|Thus|(?:Those|These) (?:were|are) the words of) {_NAME}"
)
_OPENING = re.compile(r"[\s“\"‘'«„`*_]+$")
_IN_NOTE = re.compile(
    r"\W*(?P<name>[^\W\d_][^,;:()]{1,80}?),?\s+(?:(?:as\s+)?(?:quoted|cited|reported)\s+(?:in|by|at|on)\b|speaking\b"
    r"|(?:in\s+)?(?:an\s+|his\s+|her\s+)?(?:interview|speech|remarks?|evidence|statement|letter|e-?mail)\b|told\b|said\b)"
)


class Given(NamedTuple):
    """Whom a draft gives words to, None where it says nothing; ``until`` is where it says so if that is behind them."""

    name: str | None
    until: int | None = None
    also: str | None = None  # another, named before: *Lee and Roe said*


class Giving:
    """Whom one draft gives its quotations to; ``names`` are those that the library has."""

    def __init__(self, draft: Draft, names: Names) -> None:
        self._draft = draft
        self._names = names
        self._knows = names.knows

    def given(self, start: int, end: int, proposal: Proposal | None) -> Given:
        """Return to whom the words from ``start`` to ``end`` are given; ``proposal`` is how the finder reads them."""
        if self._draft.is_remark(start):
            return Given(None)
        text = self._draft.for_finder
        at_dash = name_at_dash(text, end)
        if at_dash:
            return Given(*at_dash)
        name = self.proposed(proposal) if proposal else None
        said_so = _THAT_WAS.match(text, end)
        name = self._quoted_by_somebody(start) or (said_so["name"].strip() if said_so else name)
        if name:
            if proposal is None:
                return Given(name)
            return Given(name, _behind(text, end, proposal), self._also(proposal.speaker))
        in_brackets = name_in_brackets(text, end)
        if in_brackets and (" " in in_brackets[0] or self._knows(in_brackets[0])):
            return Given(*in_brackets)
        row = self._draft.row_at(start)
        in_row = row.name if row and row.name and self._knows(row.name) else None
        return Given(self._label(start) or in_row or self.above(start))

    def _label(self, start: int) -> str | None:
        """Return whom a line names before a colon and the words: *- Ann Lee: “…”*; known, or by a known first name."""
        text = self._draft.text
        found = _LABEL.fullmatch(_OPENING.sub("", text[text.rfind("\n", 0, start) + 1 : start]))
        name = found["name"] if found else ""
        is_known = self._knows(name) or name.split(" ")[0].lower() in people_words().given_names
        return name if is_like_a_name(name) and is_known else None

    def above(self, start: int) -> str | None:
        """Return whom the library knows that a line of its own names right above quotations, in whose run one begins.

        ``start`` is where it does.
        """
        text = self._draft.text
        line_start = text.rfind("\n", 0, start) + 1
        if text[line_start:start].strip(_BEFORE_WORDS):
            return None
        for line in reversed(text[max(line_start - _ABOVE, 0) : line_start].split("\n")):
            name = _NAME_LINE.fullmatch(line)
            if name and self._names.is_person(name["name"]) and is_like_a_name(name["name"]):
                return name["name"]
            if line.strip() and not _QUOTED_LINE.match(line):
                return None
        return None

    def proposed(self, proposal: Proposal) -> str | None:
        """Return whom the finder gives a statement to, in the draft's words where the finder may take another."""
        if proposal.confidence < _SURE:
            return None
        mention = self._draft.words(*proposal.speaker).strip() if proposal.speaker else ""
        mention = _TRAILING.sub("", mention)
        name = proposal.speaker_name or mention
        if not name or _NOBODY.match(name):
            return None
        if _NO_SPEAKER.match(name) and not self._knows(name):
            return None
        if proposal.rule in WEAK and not proposal.cue and " " not in name and not self._knows(name):
            return None  # a capital at the beginning of a sentence makes no name
        name = _without_thing(name)
        if proposal.speaker and _HE.fullmatch(mention):
            return self._subject_before(name, proposal.speaker[0]) or name
        return self._before(name, mention, proposal.speaker)

    def _subject_before(self, name: str, at: int) -> str | None:
        """Return who leads the sentence before *he said*, where ``name`` is a possessive in it: *Lee, Roe’s aide*."""
        sentence = _SENTENCE_BEFORE.search(self._draft.for_finder, max(at - _BEFORE, 0), at)
        if sentence is None or name.rsplit(maxsplit=1)[-1] in sentence["name"].split():
            return None
        possessive = re.search(rf"{re.escape(name.rsplit(maxsplit=1)[-1])}['’]s?\s", sentence[0])
        return sentence["name"].strip() if possessive else None

    def _before(self, name: str, mention: str, at: Span | None) -> str:
        """Return the full name that was given before a surname that stands alone; the surname where none was.

        Whoever has it farther on may be another person.
        """
        words = mention.split()
        if at is None or not words or name.split()[-1:] != words[-1:] or len(_given(words)) > 1 or mention == name:
            return name
        full = re.compile(rf"(?:[A-Z][\w'’-]*\.?\s+){{1,4}}{re.escape(words[-1])}(?![\w-])")
        called = {" ".join(_given(match[0].split())) for match in full.finditer(self._draft.text, 0, at[0])}
        called = {one for one in called if " " in one}
        if len(called) == 1:
            return called.pop()
        return name if name in called and len(words) > 1 else mention

    def _also(self, mention: Span | None) -> str | None:
        """Return who is named before the speaker as the other subject of the sentence."""
        start = mention[0] if mention else 0
        found = _AND.search(self._draft.for_finder, max(start - _BEHIND, 0), start)
        return found["name"].strip() if found else None

    def _quoted_by_somebody(self, start: int) -> str | None:
        text = self._draft.for_finder
        first = max(text.rfind("\n\n", 0, start) + 1, start - _BEFORE, 0)
        before = _OPENING.sub("", text[first:start])
        found = _QUOTED.search(before) or _QUOTING.search(before) or _IT_WAS.search(before)
        return (_CONJUNCTION.sub("", found["name"].strip()) or None) if found else None

    def noted(self, citation: Citation | None) -> str | None:
        """Return whom the note to a quotation says that it is from: *Ann Lee, quoted in the Herald*."""
        found = _IN_NOTE.match(citation.text) if citation and citation.is_note else None
        return found["name"] if found and is_like_a_name(found["name"]) else None


def _without_thing(name: str) -> str:
    """Return ``name`` without what is said to be its bearer's words: *Lee’s claim* is Lee."""
    whose, _, thing = name.partition("’s ") if "’s " in name else name.partition("'s ")
    return whose if thing and thing.split()[-1] in cue_words().nouns | _THINGS else name


def _given(words: list[str]) -> list[str]:
    """Return the words of a name without titles and offices before it."""
    known = people_words()
    kept = [word for word in words if word.lower().strip(".") not in known.title_genders]
    return [word for word in kept if word.lower() not in known.roles]


def _behind(text: str, end: int, proposal: Proposal) -> int | None:
    """Return where what says whose words they are ends, if it stands right behind them."""
    ends = [span[1] for span in (proposal.speaker, proposal.cue_span) if span and span[0] >= end]
    until = max(ends, default=0)
    between = text[end:until]
    return until if until and until - end < _BEHIND and not re.search(r"\n\s*\n|[“\"«‘]\w", between) else None
