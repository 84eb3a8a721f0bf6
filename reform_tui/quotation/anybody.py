"""Words given to nobody in particular: a witness's *you cannot say “…”* is what anybody might say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.lexicon import cue_words
from reform_tui.quotation.reading import Reading

_ASKS = 0.25  # of the turns of somebody who asks, more than this share has a question mark


def with_anybody(reading: Reading, given: Sequence[Attribution | None]) -> list[Attribution | None]:
    """Return ``given``, which goes with the stretches, with *you* as nobody in particular where a witness says it.

    Who asks means by *you* whoever answers; who answers means by *you say* and *by saying* what people say. *You said*
    is spoken to somebody.
    """
    if not reading.turns:
        return list(given)
    asking = _asking(reading)
    return [_general(reading, one, number, asking) for number, one in enumerate(given)]


def _general(reading: Reading, given: Attribution | None, number: int, asking: frozenset[str]) -> Attribution | None:
    if given is None or reading.text[given.mention.start : given.mention.end].lower() != "you":
        return given
    cue = cue_words().forms.get((given.cue or "").lower())
    turn = reading.turns.of(reading.stretches[number].paragraph)
    if cue is None or cue.form == "past" or turn is None or reading.turns.turns[turn].speaker in asking:
        return given
    return replace(given, mention=replace(given.mention, anybody=True))


def _asking(reading: Reading) -> frozenset[str]:
    """Return who asks in a transcript: under a question's label, or with a question mark in many turns."""
    turns, questions = Counter[str](), Counter[str]()
    for turn in reading.turns.turns:
        words = reading.text[reading.paragraphs[turn.first].start : reading.paragraphs[turn.last].end]
        turns[turn.speaker] += 1
        questions[turn.speaker] += "?" in words
    asking = {turn.speaker for turn in reading.turns.turns if turn.asks}
    return frozenset(asking | {speaker for speaker, count in turns.items() if questions[speaker] > _ASKS * count})
