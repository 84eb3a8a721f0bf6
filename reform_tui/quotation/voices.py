"""What the speaker whom a rule found, and the verb, say for and against speech: persons speak, things and nobody do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reform_tui.quotation.attribution import Attribution
from reform_tui.quotation.lexicon import cue_words, people_words, term_words
from reform_tui.quotation.reading import Reading
from reform_tui.quotation.tokens import Token

_NEAR = 3  # tokens between a verb and the marks
_CLOSE = 8
_NOBODY = frozenset("nobody no-one none noone anybody anyone whoever".split())
_SUPPOSING = frozenset("may might could would should can must if unless".split())
_SUPPOSED_REACH = 4  # tokens before a verb among which *would* or *if* stands
_NAMING = frozenset(
    "call term describe label dub brand dismiss condemn hail denounce characterise characterize deride praise christen "
    "style portray paint decry ridicule mock denounce lambast".split()
)
_PASSIVE = frozenset("was were been being is are be".split())
_SPEAKERS_OF_PASSIVES = frozenset(("quote", "say", "hear", "report"))


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
    if any(token.lower in _SUPPOSING for token in before[-_SUPPOSED_REACH:]):
        yield "the verb is supposed"
    between = sum(1 for token in tokens[:at] if token.start >= given.cue_span[1])
    yield (
        "verb right before"
        if between <= 1
        else "verb near"
        if between <= _NEAR
        else "verb close"
        if between <= _CLOSE
        else "verb far"
    )


def _speaker(reading: Reading, given: Attribution) -> str:
    mention = given.mention
    words = reading.text[mention.start : mention.end].lower().split()
    if words[0] in _NOBODY or words[0] == "no":
        return "nobody speaks"
    if len(words) == 1 and words[0] in ("i", "we", "my", "our"):
        return "the writer speaks"
    if words == ["you"] or words == ["one"]:
        return "the reader speaks"
    if words[0] in ("it", "this", "they") and len(words) == 1:
        return "a thing speaks"
    if mention.kind != "description":
        return f"by {mention.kind}"
    known = people_words()
    if any(word in known.roles or word in known.title_genders for word in words):
        return "by a role"
    if any(word in term_words().signs for word in words):
        return "a sign speaks"
    return "by a document" if any(word in term_words().documents for word in words) else "by description"


def _verb(verb: str) -> str:
    known = cue_words()
    if verb in _NAMING:
        return "naming verb"
    return "strong verb" if verb in known.strong else "reporting verb" if verb in known.reporting else "weak verb"


def is_passive(tokens: Sequence[Token], at: int, verb: str) -> bool:
    """Tell *she was told*, whose subject does not speak, from *she was quoted*."""
    return verb not in _SPEAKERS_OF_PASSIVES and at > 0 and tokens[at - 1].lower in _PASSIVE
