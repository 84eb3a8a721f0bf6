"""Cues: the verbs, and the one preposition, that attribute words to somebody."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.quotation.lexicon import Cue, cue_words, grammar, term_words
from reform_tui.quotation.tokens import Token

ACCORDING_TO = Cue("according to", "preposition")
WENT = Cue("say", "past")

_PROVERBIAL = frozenset("old famous popular common wise familiar favourite".split())  # *an old saying*
_WENT = frozenset(("went", "goes"))  # *he went, “…”*
_HEADLINE_VERBS = frozenset("say tell call warn slam blast vow".split())  # also where every word is capitalised
_NOUN_PREPOSITIONS = frozenset("of about for".split())  # *the importance of thinking* attributes nothing
_CLAUSE_BEGINNINGS = frozenset("that he she it they there his her its their".split())
_PRONOMINAL = frozenset("all both few many most other others several some two three four".split())
NAMING = frozenset(
    "call term describe label dub brand dismiss condemn hail denounce characterise characterize deride praise christen "
    "style find rate judge deem rule pronounce declare portray paint decry ridicule mock lambast".split()
)
_NAMED_REACH = 6  # tokens of *the amendment* before what it is called
_FLOATING = frozenset("both all each".split())
_OBJECTS = frozenset("it him them us me".split())
_BEFORE_VERBS = frozenset("to would will not did does do has have had can could might may must should n't".split())


def cue_at(tokens: Sequence[Token], at: int) -> Cue | None:
    """Return the cue that the token is in its place, or None."""
    lower = tokens[at].word.lower
    if lower == "according":
        return ACCORDING_TO if at + 1 < len(tokens) and tokens[at + 1].lower == "to" else None
    if lower == "words":
        return ACCORDING_TO if _in_the_words_of(tokens, at) else None
    if lower in _WENT and _goes(tokens, at):
        return WENT
    cue = tokens[at].word.cue
    return cue if cue is not None and _is_cue_here(tokens, at, cue) else None


def _goes(tokens: Sequence[Token], at: int) -> bool:
    """Tell *and he went, “…”*: somebody goes, and a quotation follows."""
    following = tokens[at + 1 : at + 3]
    if not following or not at or not tokens[at - 1].word.is_pronoun:
        return False
    return following[0].kind == "quotation" or (
        following[0].text in (",", ":") and len(following) > 1 and following[1].kind == "quotation"
    )


def _is_cue_here(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell whether a form of a cue verb attributes in its place: it may be a noun, a name, an adjective."""
    word = tokens[at].word
    if cue.particle and (at + 1 >= len(tokens) or tokens[at + 1].lower != cue.particle):
        return False
    before = tokens[at - 1] if at else None
    if cue.form != "ing" and word.lower in cue_words().also_nouns and not _is_verb(cue, before):
        return before is not None and _is_verb_by_what_follows(tokens, at, cue)
    if before is None:
        return True
    if word.kind == "capitalised" and before.kind not in ("punctuation", "quotation"):
        return cue.verb in _HEADLINE_VERBS
    if cue.form in ("base", "ing") and (before.word.is_determiner or before.lower in _NOUN_PREPOSITIONS):
        return (
            cue.form == "base"
            and before.lower in _PRONOMINAL
            and (_ends_clause(tokens, at) or _takes_clause(tokens, at))
        )
    proverb = word.lower == "saying" and before.lower in _PROVERBIAL
    return not proverb and not (word.lower == "quote" and before.lower == "i")  # *and I quote*


def _takes_clause(tokens: Sequence[Token], at: int) -> bool:
    """Tell *X, meanwhile, hopes that …* from a noun in a list."""
    return at + 1 < len(tokens) and tokens[at + 1].lower in _CLAUSE_BEGINNINGS


def _ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """Tell *the two write.* from *the two write-offs*: punctuation follows the verb."""
    return at + 1 == len(tokens) or tokens[at + 1].kind in ("punctuation", "quotation")


def _in_the_words_of(tokens: Sequence[Token], at: int) -> bool:
    """Tell *(in) the words of X*; of a thing only with its *in*: *in the words of the deed*."""
    if at == 0 or at + 2 >= len(tokens) or tokens[at + 1].lower != "of" or tokens[at - 1].lower != "the":
        return False
    return tokens[at + 2].lower != "the" or (at > 1 and tokens[at - 2].lower in ("in", "quote", "quoting"))


def _is_verb(cue: Cue, before: Token | None) -> bool:
    """Tell a verb from a noun or adjective of the same form by the token before it."""
    if before is None:
        return False
    word = before.word
    if word.is_pronoun or word.is_adverb or word.lower in _BEFORE_VERBS or word.lower.endswith("ly"):
        return True
    possessive = word.lower.endswith("'s")
    if before.names and not possessive:
        return True
    if cue.form == "past" and not (word.is_determiner or word.is_preposition or possessive):
        return True
    return cue.form == "s" and before.text == ")"


def _has_object(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell *some residents call it “…”*: a verb by the pronoun that it governs, after a noun."""
    if cue.form != "base" or not _object_follows(tokens, at):
        return False
    before = tokens[at - 1].word
    return before.lower.endswith("s") and not (before.is_determiner or before.is_preposition or before.is_auxiliary)


def _is_verb_by_what_follows(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    before = tokens[at - 1]
    if before.text == ",":  # *X, who sells eels, calls it “…”*
        named = cue.verb == "call" and at + 1 < len(tokens) and tokens[at + 1].names
        near = any(token.kind == "quotation" for token in tokens[at + 1 : at + 1 + _NAMED_REACH])
        return cue.form == "s" and (named or near or _object_follows(tokens, at))
    if before.lower in ("and", "but"):  # *He is obsessed with them, and claims that …*
        report = at + 1 < len(tokens) and tokens[at + 1].lower == "that"
        return cue.form == "s" and report and at > 1 and tokens[at - 2].text == ","
    return before.kind == "word" and (_has_object(tokens, at, cue) or _states(tokens, at, cue))


def _object_follows(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].lower in _OBJECTS


def _states(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell *the report states that …* and *the Minister claims: “…”*: a verb by what says and what is said."""
    before = tokens[at - 1]
    says = before.lower in term_words().documents or before.word.is_role or before.lower in ("that", "which")
    if cue.form != "s" or not says:
        return False
    if at + 1 == len(tokens):
        return True
    following = tokens[at + 1]
    return following.lower in ("that", "it", "there") or following.text in (":", ",") or following.kind == "quotation"


def left_of_verb(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the token before a verb's auxiliaries and adverbs; -1 where there is none."""
    index = at - 1
    while index >= 0 and (_belongs_to_verb(tokens[index]) or _floats(tokens, index)):
        index -= 1
    return index


def _floats(tokens: Sequence[Token], at: int) -> bool:
    """Tell *both* of *X and Y both said*, which is of the subject before it."""
    if at == 0 or tokens[at].lower not in _FLOATING:
        return False
    return bool(tokens[at - 1].names) or tokens[at - 1].word.is_pronoun


def _belongs_to_verb(token: Token) -> bool:
    word = token.word
    if word.is_auxiliary or word.is_adverb:
        return True
    return word.kind == "word" and len(word.lower) > 3 and word.lower.endswith("ly")


def reports(cue: Cue) -> bool:
    """Tell whether the cue takes a clause that says what was said."""
    return cue.verb in cue_words().reporting


def is_verb_form(token: Token, *forms: str) -> bool:
    """Tell whether a token is a cue verb in one of the forms."""
    return token.word.cue is not None and token.word.cue.form in forms


def might_be_noun(token: Token) -> bool:
    """Tell whether a form of a cue verb is as often a noun or adjective."""
    return token.lower in cue_words().also_nouns


def is_small_word(token: Token) -> bool:
    """Tell prepositions, conjunctions and auxiliaries: words that no name or role is made of."""
    word = token.word
    return word.is_preposition or word.is_subordinator or word.is_auxiliary


def is_abbreviation(token: Token) -> bool:
    """Tell whether a full stop after the token ends no sentence."""
    return token.lower in grammar().abbreviations
