"""Why the program guessed what it guessed, in a plain sentence, and how far that is to be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Quote, Speaker
    from reform_tui.library.schema import SpeakerKind

Span = tuple[int, int]

RULES = {
    "verb after": "The words are followed by a verb of saying, and that by the speaker.",
    "subject after": "The words are followed by the speaker with a verb of saying.",
    "according to": "The sentence says according to whom.",
    "right before": "The speaker stands right before the words, with a verb of saying.",
    "before": "The speaker stands before the words in the same sentence, with a verb of saying.",
    "far before": "A verb of saying stands far before the words; they may be somebody else’s.",
    "end of sentence": "The sentence ends with who said it.",
    "label": "A name and a colon stand before the words.",
    "dash": "A dash and a name stand behind the words.",
    "same sentence": "Other words quoted in this sentence are this speaker’s.",
    "continued": "The quotation before goes on in these words.",
    "carried in paragraph": "Nobody is named with these words; others quoted in this paragraph are this speaker’s.",
    "carried from cue": "Nobody is named with these words; a verb of saying near them is this speaker’s.",
    "carried over": "Nobody is named with these words; the speaker before goes on, it seems.",
    "introduced by colon": "The sentence before ends in a colon and tells of this speaker.",
    "main subject": "No verb of saying was found; this speaker is only the subject of the sentence.",
    "turn": "It is this speaker’s turn in the transcript.",
    "byline": "The text is signed by this speaker, and nobody else is named with these words.",
    "that clause": "Reported speech: the speaker, a verb of saying, “that”, the words.",
    "bare clause": "Reported speech without “that”: the speaker, a verb of saying, the words.",
    "tag": "Reported speech: the words, then the speaker with a verb of saying.",
    "act": "No saying but what the speaker did or wanted in words, as reported: urged, rejected, feared.",
    "possessive": "A remark, claim or the like of this speaker’s stands before the words.",
    "none": "Nothing near these words says whose they are.",
}
"""What each rule of the finder goes by."""

_CHANGED = "It is yours when you accept it."
_LEVELS = ((0.97, "almost certain"), (0.9, "likely"), (0.75, "probable"), (0.5, "doubtful"), (0.0, "a guess"))
_NEAR = 400  # code points around a quote in which its cue and its speaker are looked for
_PRONOUNS: dict[SpeakerKind, re.Pattern[str]] = {
    "person": re.compile(r"\b(?:he|she|they|I)\b", re.IGNORECASE),
    "body": re.compile(r"\b(?:it|they|we)\b", re.IGNORECASE),
    "unnamed": re.compile(r"\b(?:he|she|it|they)\b", re.IGNORECASE),
}
_LINE_END = re.compile(r"[\r\n]")
_CLOSE = 40  # code points between a cue and a pronoun that goes with it


def why(quote: Quote) -> str:
    """Return the rule that led to a quote's speaker, as a sentence."""
    if quote.rule is None:
        return _CHANGED if quote.confidence is None else "The finder gives no reason."
    return RULES.get(quote.rule, f"By the finder’s rule “{quote.rule}”.")


def how_sure(confidence: float | None) -> str:
    """Return a confidence in words and as a share of cases: ``doubtful 61 %``."""
    if confidence is None:
        return share_of(confidence)
    words = next(words for least, words in _LEVELS if confidence >= least)
    return f"{words} {share_of(confidence)}"


def share_of(confidence: float | None) -> str:
    """Return a confidence as a share of cases; of what a person has changed, that."""
    return "changed by you" if confidence is None else f"{confidence * 100:.0f} %"


def cue_span(document: Document, quote: Quote) -> Span | None:
    """Return where the cue stands: outside the words, as near to them as can be; None where it is not found."""
    if not quote.cue:
        return None
    bounded = rf"(?<!\w){re.escape(quote.cue)}(?!\w)" if quote.cue[0].isalnum() else re.escape(quote.cue)
    found = re.compile(bounded, re.IGNORECASE).finditer(document.source.text, *_window(document, quote))
    return _nearest(_outside(found, quote), [(part.start, part.end) for part in quote.segments])


def speaker_span(document: Document, quote: Quote, speaker: Speaker, cue: Span | None) -> Span | None:
    """Return what names the speaker near the words: a name, or a pronoun beside the cue; None where nothing does."""
    text = document.source.text
    names = {name for known in speaker.names for name in (known, _last_word(known, speaker))}
    pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True))
    flags = re.IGNORECASE if speaker.kind == "unnamed" else 0
    named = list(_outside(re.compile(pattern, flags).finditer(text, *_window(document, quote)), quote))
    if cue is None:
        return _nearest(named, [(part.start, part.end) for part in quote.segments])
    first, last = max(cue[0] - _CLOSE, 0), cue[1] + _CLOSE
    pronouns = _outside(_PRONOUNS[speaker.kind].finditer(text, first, last), quote)
    beside = [span for span in pronouns if not _LINE_END.search(text, min(span[1], cue[1]), max(span[0], cue[0]))]
    return _nearest([*named, *beside], [cue])


def _last_word(name: str, speaker: Speaker) -> str:
    return name.rsplit(maxsplit=1)[-1] if speaker.kind == "person" and name.split() else name


def _window(document: Document, quote: Quote) -> Span:
    first, last = quote.segments[0].start - _NEAR, quote.segments[-1].end + _NEAR
    return max(first, 0), min(last, len(document.source.text))


def _outside(found: Iterable[re.Match[str]], quote: Quote) -> Iterator[Span]:
    """Yield the places that are no part of the words themselves."""
    for match in found:
        start, end = match.span()
        if start < end and not any(part.start < end and start < part.end for part in quote.segments):
            yield start, end


def _nearest(spans: Iterable[Span], near: list[Span]) -> Span | None:
    return min(spans, key=lambda span: min(_distance(span, other) for other in near), default=None)


def _distance(one: Span, other: Span) -> int:
    return max(other[0] - one[1], one[0] - other[1], 0)
