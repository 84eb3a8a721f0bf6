"""Whether marks hold speech: or a term, a title, a nickname, a slogan."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.evidence import Evidence
from reform_tui.quotation.lexicon import speech_signs
from reform_tui.quotation.reading import Reading

_SILENT = frozenset(("heading", "furniture", "front matter"))


class Speech:
    """Tells speech from the rest in one text; ``given`` goes with the stretches of ``reading``."""

    def __init__(self, reading: Reading, given: Sequence[Attribution | None]) -> None:
        self._reading = reading
        self._given = given
        self._evidence = Evidence(reading, given)
        self._weights = speech_signs()

    def holds(self, number: int) -> bool:
        """Tell whether a quoted stretch holds what somebody said."""
        stretch = self._reading.stretches[number]
        if not stretch.marked:
            return self._given[number] is not None
        if self._reading.paragraphs[stretch.paragraph].zone in _SILENT:
            return False
        return self.odds(number) > self._weights.threshold

    def odds(self, number: int) -> float:
        """Return the logarithm of the odds that a quoted stretch is speech."""
        weights = self._weights.signs
        return self._weights.base + sum(weights.get(sign, 0.0) for sign in set(self._evidence.signs(number)))
