"""The words that the finder knows, read once from the lists in ``words/``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from reform_tui.library.yaml_tree import Fields, Node, Scalar, read_yaml

Gender = Literal["male", "female"]
Form = Literal["base", "s", "past", "ing", "preposition"]
"""The form of a verb: *say*, *says*, *said*, *saying*; *according to* is a preposition."""

_FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Cue:
    """A form of a verb that attributes words: which verb, in which form, with which particle (*went on*)."""

    verb: str
    form: Form
    particle: str = ""


@dataclass(frozen=True, slots=True)
class CueWords:
    """The attributing verbs: their forms, and what kind of verbs they are."""

    forms: dict[str, Cue]
    also_nouns: frozenset[str]
    strong: frozenset[str]
    reporting: frozenset[str]
    bare_reporting: frozenset[str]
    tagging: frozenset[str]
    acts: dict[str, tuple[Cue, ...]]
    reporting_nouns: frozenset[str]
    nouns: frozenset[str]
    decisions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The small words of English, by their work."""

    determiners: frozenset[str]
    prepositions: frozenset[str]
    subordinators: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    pronouns: frozenset[str]
    no_names: frozenset[str]
    abbreviations: frozenset[str]
    circumstances: frozenset[str]
    times: frozenset[str]
    particles: frozenset[str]
    vocatives: frozenset[str]
    pasts: frozenset[str]


@dataclass(frozen=True, slots=True)
class PeopleWords:
    """Forms of address, offices and given names; the genders are those that the words state."""

    title_genders: dict[str, Gender | None]
    roles: frozenset[str]
    letters: frozenset[str]
    given_names: dict[str, Gender]
    gendered_nouns: dict[str, Gender]
    persons: frozenset[str]
    styles: frozenset[str]
    peers: frozenset[str]
    places: frozenset[str]
    organisations: frozenset[str]
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class TermWords:
    """What stands around marks that hold a term, a title or a name, and no speech; and documents, which do speak."""

    introducing: frozenset[str]
    named: frozenset[str]
    labelled: frozenset[str]
    works: frozenset[str]
    signs: frozenset[str]
    documents: frozenset[str]


@lru_cache(maxsize=1)
def cue_words() -> CueWords:
    """Return the attributing verbs."""
    lists = _lists("cues")
    forms: dict[str, Cue] = {}
    for verb in _words(lists["regular"]):
        forms |= {form: Cue(verb, kind) for form, kind in _regular_forms(verb)}
    for verb, node in _fields(lists["irregular"]).items():
        forms[verb] = Cue(verb, "base")
        forms |= {form: Cue(verb, _irregular_form(form)) for form in _words(node)}
    for phrase, node in _fields(lists["phrasal"]).items():
        verb, particle = phrase.split()
        forms |= {form: Cue(verb, _irregular_form(form), particle) for form in _words(node) if form not in forms}
    for verb in _words(lists["doubling"]):
        last = verb[-1]
        forms |= {verb: Cue(verb, "base"), f"{verb}s": Cue(verb, "s")}
        forms |= {f"{verb}{last}ed": Cue(verb, "past"), f"{verb}{last}ing": Cue(verb, "ing")}
    return CueWords(
        forms=forms,
        also_nouns=_words(lists["also_nouns"]),
        strong=_words(lists["strong"]),
        reporting=_words(lists["reporting"]),
        bare_reporting=_words(lists["bare_reporting"]),
        tagging=_words(lists["tagging"]),
        acts=_acts(_fields(lists["acts"])),
        reporting_nouns=_words(lists["reporting_nouns"]),
        nouns=_words(lists["nouns_of_speech"]),
        decisions=frozenset(_acts({"object": lists["decisions"]})),
    )


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Return the small words."""
    lists = _lists("grammar")
    return Grammar(
        determiners=_words(lists["determiners"]),
        prepositions=_words(lists["prepositions"]),
        subordinators=_words(lists["subordinators"]),
        auxiliaries=_words(lists["auxiliaries"]),
        adverbs=_words(lists["adverbs"]),
        pronouns=_words(lists["personal_pronouns"]),
        no_names=_words(lists["no_names"]),
        abbreviations=_words(lists["abbreviations"]),
        circumstances=_words(lists["circumstances"]),
        times=_words(lists["times"]),
        particles=_words(lists["name_particles"]),
        vocatives=_words(lists["vocatives"]),
        pasts=_words(lists["pasts"]),
    )


@lru_cache(maxsize=1)
def people_words() -> PeopleWords:
    """Return what people are called."""
    lists = _lists("people")
    titles = _fields(lists["titles"])
    given = _fields(lists["given_names"])
    genders: dict[str, Gender | None] = dict.fromkeys(_words(titles["either"]))
    genders.update(dict.fromkeys(_words(titles["male"]), "male"))
    genders.update(dict.fromkeys(_words(titles["female"]), "female"))
    names: dict[str, Gender] = dict.fromkeys(_words(given["male"]), "male")
    names.update(dict.fromkeys(_words(given["female"]), "female"))
    gendered = _fields(lists["gendered_nouns"])
    nouns: dict[str, Gender] = dict.fromkeys(_words(gendered["male"]), "male")
    nouns.update(dict.fromkeys(_words(gendered["female"]), "female"))
    return PeopleWords(
        title_genders=genders,
        roles=_words(lists["roles"]),
        letters=_words(lists["letters_after_names"]),
        given_names=names,
        gendered_nouns=nouns,
        persons=_words(lists["persons"]) | frozenset(nouns),
        styles=_words(lists["styles"]),
        peers=_words(lists["peers"]),
        places=_words(lists["place_words"]),
        organisations=_words(lists["organisations"]),
        bodies=_words(lists["bodies"]),
    )


@lru_cache(maxsize=1)
def term_words() -> TermWords:
    """Return what introduces a term."""
    lists = _lists("terms")
    return TermWords(
        *(_words(lists[name]) for name in ("introducing", "named", "labelled", "works", "signs", "documents"))
    )


@lru_cache(maxsize=1)
def elisions() -> re.Pattern[str]:
    """Return a pattern of what may follow an apostrophe that stands for left-out letters: *'tis*, *'90s*."""
    words = "|".join(re.escape(word) for word in sorted(_words(_lists("elisions")["elided"])))
    return re.compile(rf"(?:{words})\b|\d\ds?\b", re.IGNORECASE)


def _acts(lists: dict[str, Node]) -> dict[str, tuple[Cue, ...]]:
    """Return the forms of verbs that do something in words, by what they take: an object, or a preposition."""
    forms: dict[str, tuple[Cue, ...]] = {}
    for takes, node in lists.items():
        particle = "" if takes == "object" else takes
        for written in sorted(_words(node)):
            verb, _, irregular = written.partition("=")
            own: Iterable[tuple[str, Form]] = _regular_forms(verb)
            if irregular:
                own = [(verb, "base"), *((form, _irregular_form(form)) for form in irregular.split(","))]
            for form, kind in own:
                forms[form] = (*forms.get(form, ()), Cue(verb, kind, particle))
    return forms


def _regular_forms(verb: str) -> Iterable[tuple[str, Form]]:
    stem = verb.removesuffix("e")
    yield verb, "base"
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s"), "s"
    yield stem + "ed", "past"
    yield stem + "ing", "ing"


def _irregular_form(form: str) -> Form:
    return "ing" if form.endswith("ing") else "s" if form.endswith("s") else "past"


def _lists(name: str) -> dict[str, Node]:
    return _fields(read_yaml(_FOLDER / f"{name}.yaml"))


def _fields(node: Node) -> dict[str, Node]:
    if not isinstance(node, Fields):
        raise TypeError(f"line {node.line} of a word list: not a mapping")
    return {key: value for key, (_, value) in node.fields.items()}


def _words(node: Node) -> frozenset[str]:
    if not isinstance(node, Scalar):
        raise TypeError(f"line {node.line} of a word list: not words apart by spaces")
    return frozenset((node.value or "").split())


@dataclass(frozen=True, slots=True)
class SpeechSigns:
    """Weights of the signs of speech, as logarithms of odds, and the sum above which words count as speech."""

    threshold: float
    base: float
    signs: dict[str, float]


@lru_cache(maxsize=1)
def speech_signs() -> SpeechSigns:
    """Return the weights of the signs of speech."""
    lists = _lists("speech")
    return SpeechSigns(_number(lists["threshold"]), _number(lists["base"]), _numbers(lists["signs"]))


@lru_cache(maxsize=1)
def rule_shares() -> dict[str, dict[str, dict[str, float]]]:
    """Return how often each rule is right, 0 to 1: by the kind of words, the rule, and how the speaker is mentioned."""
    return {
        words: {rule: _numbers(shares) for rule, shares in _fields(rules).items()}
        for words, rules in _lists("confidence").items()
    }


def _numbers(node: Node) -> dict[str, float]:
    return {name: _number(value) for name, value in _fields(node).items()}


def _number(node: Node) -> float:
    if not isinstance(node, Scalar):
        raise TypeError(f"line {node.line} of a word list: not a number")
    return float(node.value or 0)
