"""What the speaker whom a rule found, and the verb, show: persons speak, things and nobody do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.cues import NAMING
from reform_tui.quotation.lexicon import cue_words, people_words, term_words
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.tokens import Token

_NEAR = 3  # tokens between a verb and the marks
_CLOSE = 8
_SPEAKING = {"you": "the reader speaks", "one": "the reader speaks"} | dict.fromkeys(
    ("it", "this", "they"), "a thing speaks"
)
_NAMED_REACH = 7  # tokens of *the Home Secretary a*
_BREAKS = frozenset((":", ";", "—", "–", "--"))
_RELATIVES = frozenset("who which where whose after because although when while".split())
_WRITERS = frozenset(("i", "we", "my", "our", "this column", "this newspaper", "this writer", "this page"))
_NOBODY = frozenset("nobody no-one none noone anybody anyone whoever".split())
_SUPPOSING = frozenset("would should can must".split())
_MAYBE = frozenset(("may", "might"))
_SUPPOSED_REACH = 4  # tokens before a verb among which *would* or *may* stands


def signs_of_voice(reading: Reading, given: Attribution, tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Yield the signs that the speaker and the verb of a quoted stretch show; it is token ``at`` of ``tokens``."""
    yield _speaker(reading, given)
    if given.cue_span is None:
        return
    cue = cue_words().forms.get((given.cue or "").lower())
    if cue:
        yield _verb(cue.verb)
    if not tokens[0].start <= given.cue_span[0] < tokens[at].start:
        return
    before = [token for token in tokens[:at] if token.start < given.cue_span[0]]
    near = {token.lower for token in before[-_SUPPOSED_REACH:]}
    if cue and cue.form == "base" and before and before[-1].lower in _MAYBE:
        yield "the verb may be"
    elif near & _SUPPOSING:
        yield "the verb is supposed"
    if "had" in near and "if" in {token.lower for token in before}:
        yield "under a condition"
    between = [token for token in tokens[:at] if token.start >= given.cue_span[1]]
    yield _distance(len(between))
    if cue and cue.verb in NAMING and len(between) <= _NAMED_REACH and not any(map(_governs, between)):
        yield "what the verb names it"
    if any(token.text in _BREAKS or token.lower in _RELATIVES for token in between[:-1]):
        yield "a break between"


def _distance(between: int) -> str:
    if between <= 1:
        return "verb right before"
    return "verb near" if between <= _NEAR else "verb close" if between <= _CLOSE else "verb far"


def _governs(token: Token) -> bool:
    """Tell a preposition that takes what follows for itself: *dubbed it in “…”*, not *dismissed it as “…”*."""
    return token.word.is_preposition and token.lower != "as"


def _speaker(reading: Reading, given: Attribution) -> str:
    mention = given.mention
    words = reading.text[mention.start : mention.end].lower().split()
    if words[0] in _NOBODY or (words[0] == "no" and len(words) > 1 and words[1].isalpha()):
        return "nobody speaks"
    whole = " ".join(words)
    if is_writer(whole) or whole in _SPEAKING:
        return "the writer speaks" if is_writer(whole) else _SPEAKING[whole]
    return f"by {mention.kind}" if mention.kind != "description" else _described(words)


def _described(words: Sequence[str]) -> str:
    known = people_words()
    if any(word in known.roles or word in known.title_genders for word in words):
        return "by a role"
    if any(word in term_words().signs for word in words):
        return "a sign speaks"
    if len(words) > 1 and words[1] in term_words().introducing | term_words().named - term_words().documents:
        return "a term speaks"
    return "by a document" if any(word in term_words().documents for word in words) else "by description"


def is_writer(words: str) -> bool:
    """Tell who writes or speaks: *I*, *we*, *this column*."""
    return words.replace("’", "'").split("'")[0] in _WRITERS


def _verb(verb: str) -> str:
    known = cue_words()
    if verb in NAMING:
        return "naming verb"
    return "strong verb" if verb in known.strong else "reporting verb" if verb in known.reporting else "weak verb"
