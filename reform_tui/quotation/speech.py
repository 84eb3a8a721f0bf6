"""Whether marks hold speech: or a term, a title, a nickname, a slogan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.evidence import Evidence
from reform_tui.quotation.lexicon import cue_words, speech_signs
from reform_tui.quotation.reading import Reading

_WORD = re.compile(r"\w+")
_OPENING = 5  # words by which a quotation is known again
_NAMING = frozenset("call term describe label dub brand".split())
_SILENT = frozenset(("heading", "furniture", "front matter"))


class Speech:
    """Tells speech from the rest in one text; ``given`` goes with the stretches of ``reading``."""

    def __init__(self, reading: Reading, given: Sequence[Attribution | None]) -> None:
        self._reading = reading
        self._given = given
        self._evidence = Evidence(reading, given)
        self._weights = speech_signs()
        self._openings: Counter[str] | None = None

    def holds(self, number: int) -> bool:
        """Tell whether a quoted stretch holds what somebody said."""
        stretch = self._reading.stretches[number]
        if not stretch.marked:
            return self._given[number] is not None and not self._is_the_writers(number)
        if self._reading.paragraphs[stretch.paragraph].zone in _SILENT:
            return False
        if self._is_the_writers(number) and not self._said_before(number):
            return False
        return self.odds(number) > self._weights.threshold and not self._is_pull_quote(number)

    def _is_the_writers(self, number: int) -> bool:
        """Tell a stretch that *I* or *we* speak for, outside any quotation."""
        given = self._given[number]
        if given is None:
            return False
        return self._reading.text[given.mention.start : given.mention.end].lower() in ("i", "we")

    def _said_before(self, number: int) -> bool:
        """Tell *I said “…”*, a quotation of oneself, from *what I call a “…”*."""
        given = self._given[number]
        cue = cue_words().forms.get((given.cue or "").lower()) if given else None
        return cue is not None and cue.verb not in _NAMING

    def _is_pull_quote(self, number: int) -> bool:
        """Tell words that nobody is near, in a paragraph of their own, and that are quoted once more elsewhere."""
        stretch, given = self._reading.stretches[number], self._given[number]
        paragraph = self._reading.paragraphs[stretch.paragraph]
        alone = stretch.opening - paragraph.start <= 1 and paragraph.end - stretch.closing <= 2
        if not alone or (given and given.rule not in ("carried over", "none")):
            return False
        if self._openings is None:
            openings = (self._opening_words(one) for one in range(len(self._reading.stretches)))
            self._openings = Counter(opening for opening in openings if opening)
        words = self._opening_words(number)
        return words is not None and self._openings[words] > 1

    def _opening_words(self, number: int) -> str | None:
        stretch = self._reading.stretches[number]
        words = _WORD.findall(self._reading.text[stretch.start : min(stretch.end, stretch.start + 200)].lower())
        return " ".join(words[:_OPENING]) if len(words) >= _OPENING else None

    def odds(self, number: int) -> float:
        """Return the logarithm of the odds that a quoted stretch is speech."""
        weights = self._weights.signs
        return self._weights.base + sum(weights.get(sign, 0.0) for sign in set(self._evidence.signs(number)))
