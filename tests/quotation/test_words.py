"""The lists that the rules read."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from reform_tui.quotation.attribution import Rule
from reform_tui.quotation.lexicon import cue_words, grammar, people_words, rule_shares, speech_signs, term_words


def test_every_rule_has_its_share_for_every_way_of_naming() -> None:
    shares = rule_shares()
    assert set(get_args(Rule)) == {rule for rules in shares.values() for rule in rules}
    for rules in shares.values():
        for by_mention in rules.values():
            assert set(by_mention) == {"name", "pronoun", "description"}
            assert all(0 < share < 1 for share in by_mention.values())


def test_reported_speech_is_never_as_sure_as_what_stands_in_marks() -> None:
    shares = rule_shares()
    for rule, reported in shares["reported"].items():
        if rule in shares["quoted"]:
            assert reported["name"] < shares["quoted"][rule]["name"]


@pytest.mark.parametrize(
    ("form", "verb", "kind"),
    [
        ("said", "say", "past"),
        ("argues", "argue", "s"),
        ("rebutted", "rebut", "past"),
        ("stressing", "stress", "ing"),
        ("denied", "deny", "past"),
        ("went", "go", "past"),
    ],
)
def test_a_form_leads_to_its_verb(form: str, verb: str, kind: str) -> None:
    cue = cue_words().forms[form]
    assert (cue.verb, cue.form) == (verb, kind)


def test_words_are_listed_in_small_letters() -> None:
    cues, small, people = cue_words(), grammar(), people_words()
    lists = (
        cues.forms,
        cues.nouns,
        small.prepositions,
        small.no_names,
        people.roles,
        people.given_names,
        people.bodies,
    )
    for words in (*lists, term_words().works):
        assert words
        assert all(word == word.lower() for word in words)


def test_verbs_of_a_kind_are_verbs_that_are_known() -> None:
    verbs = {cue.verb for cue in cue_words().forms.values()}
    cues = cue_words()
    assert cues.strong | cues.tagging | cues.reporting | cues.bare_reporting <= verbs


def test_the_signs_of_speech_weigh_both_ways() -> None:
    weights = speech_signs().signs.values()
    assert min(weights) < 0 < max(weights)


def test_the_lists_travel_with_the_package() -> None:
    names = {entry.name for entry in (files("reform_tui.quotation") / "words").iterdir()}
    assert {"cues.yaml", "people.yaml", "grammar.yaml", "speech.yaml", "confidence.yaml"} <= names
