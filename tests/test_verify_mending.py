"""A draft mended: the source's words and a citation where an editor would set it, and nothing else worse for it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.verify.draft import Draft
from reform_tui.verify.fixing import Mended, mend
from reform_tui.verify.judging import verify
from reform_tui.verify.sources import Sources
from reform_tui.verify.verdict import Finding
from tests.altering import Case, altered_cases, verbatim_cases

LIBRARY = load_library(bundled_library())
SOURCES = Sources(LIBRARY)


def held(draft: Draft) -> tuple[Finding, ...]:
    return verify(LIBRARY, draft, SOURCES)


def mended(text: str, *, markdown: bool = True) -> Mended:
    draft = Draft(text)
    return mend(LIBRARY, draft, held(draft), held, markdown=markdown)


def test_what_is_near_gets_the_sources_words_and_a_citation() -> None:
    said = "Nicholas Timmins said that “we *no* longer have one” now."
    done = mended(f"# A\n\n{said}\n\n> The idea seems to be running out of road\n")
    assert len(done.mended) == 2
    assert "“we *now* longer have one” [@johnstone2018heywood, para. 24] now." in done.text
    assert (
        "> The idea appears to be running out of road\n\n— Nicholas Timmins [@johnstone2018heywood, para. 24]"
        in done.text
    )
    assert {finding.verdict for finding in held(Draft(done.text))} == {"verbatim"}


def test_mending_an_altered_quotation_makes_it_verbatim() -> None:
    many = 0
    for case in altered_cases(LIBRARY, seed=3, many=10):
        done = mended(f"{case.draft}\n")
        if done.mended:
            many += 1
            assert {finding.verdict for finding in held(Draft(done.text))} == {"verbatim"}, (case.draft, done.text)
    assert many > 60


def test_marks_of_omission_survive_mending() -> None:
    done = mended("Timmins said: “For the best part of 30 years […] we now longer have one.”\n", markdown=False)
    assert (
        "“For the better part of 30 years […] we now longer have one.” (Richard Johnstone, 2018, para. 24)" in done.text
    )


@pytest.mark.parametrize(
    ("draft", "wanted"),
    [
        ("“We no longer have one,” Timmins said.", "“We now longer have one,” Timmins said [CITED]."),
        (
            "“We no longer have one”, said Timmins on Friday.",
            "“We now longer have one”, said Timmins on Friday [CITED].",
        ),
        (
            "“We no longer have one,” Timmins said, and sat down.",
            "“We now longer have one,” Timmins said, and sat down [CITED].",
        ),
        (
            "“We no longer have one,” Timmins said; Cook had left.",
            "“We now longer have one,” Timmins said [CITED]; Cook had left.",
        ),
        (
            "“We no longer have one,” Timmins said, and “gentle reforms” was all that Cook had.",
            "“We now longer have one,” Timmins said [CITED], and “gentle reforms” was all that Cook had.",
        ),
        ("“We no longer have one” — Nicholas Timmins", "“We now longer have one” — Nicholas Timmins [CITED]"),
        ("“We no longer have one” (Nicholas Timmins).", "“We now longer have one” (Nicholas Timmins) [CITED]."),
        ("**“We no longer have one”**, he said.", "**“We now longer have one”** [CITED], he said."),
        ("Timmins: ``we no longer have one''.", "Timmins: ``we now longer have one'' [CITED]."),
        ("> We no longer have one\n>\n> Nicholas Timmins", "> We now longer have one\n>\n> Nicholas Timmins [CITED]"),
        (
            "> [!quote] Nicholas Timmins\n> We no longer have one",
            "> [!quote] Nicholas Timmins\n> We now longer have one [CITED]",
        ),
        ("Timmins said:\n\n> We no longer have one", "Timmins said:\n\n> We now longer have one [CITED]"),
        ("- > We no longer have one", "- > We now longer have one\n\n  — Nicholas Timmins [CITED]"),
    ],
)
def test_a_citation_stands_where_an_editor_sets_it(draft: str, wanted: str) -> None:
    assert mended(f"{draft}\n").text == wanted.replace("CITED", "@johnstone2018heywood, para. 24") + "\n"


_CASES = [*altered_cases(LIBRARY, seed=5, many=12), *verbatim_cases(LIBRARY, seed=6, many=40)]
_SHAPES = (
    "{name} said: “{words}.”",
    "“{words},” {name} said.",
    "“{words}”, said {name}, who had more to say.",
    "‘{words},’ said {name} – and left. ‘Gentle reforms’ were called for.",
    "“{words}” — {name}",
    "“{words}” ({name})",
    "{name}:\n\n> {words}.",
    "> {words}\n>\n> {name}",
    "> {words}.\n\n— {name}, in 2018",
    "1. First\n\n   > {words}",
    "> [!quote] {name}\n> {words}",
    "<blockquote><p>{words}</p><footer>{name}</footer></blockquote>",
    "| Who | Quote |\n|---|---|\n| {name} | {words} |",
    "Some say “{words}”.[^1]\n\n[^1]: {name}, quoted in CSW.",
    "- *“{words}”* ({name})\n- “{words}” [@johnstone2018heywood, para. 24]",
)


def _written(case: Case, shape: str) -> str:
    name, _, rest = case.draft.partition(" said: ")
    return shape.format(name=name, words=rest.strip(".“”‘’«»\"' "))


@given(
    st.lists(st.tuples(st.sampled_from(_CASES), st.sampled_from(_SHAPES)), min_size=1, max_size=4),
    st.sampled_from(["\n\n", "\n\nSo much for that.\n\n", "\r\n\r\n"]),
    st.booleans(),
)
def test_a_mended_draft_never_reads_worse_and_mending_twice_changes_nothing(
    parts: list[tuple[Case, str]],
    between: str,
    markdown: bool,  # noqa: FBT001
) -> None:
    draft = between.join(_written(case, shape) for case, shape in parts) + "\n"
    before, done = held(Draft(draft)), mended(draft, markdown=markdown)
    after = held(Draft(done.text))
    for was, now in zip(before, after, strict=True):
        assert now.verdict == ("verbatim" if was in done.mended else was.verdict)
        assert was.quotation.given_to in {None, now.quotation.given_to}
    assert mended(done.text, markdown=markdown).text == done.text


def test_most_of_what_is_near_is_mended_in_any_shape() -> None:
    chance = random.Random(8)  # noqa: S311
    near = changed = 0
    for case in altered_cases(LIBRARY, seed=9, many=8):
        text = f"{_written(case, chance.choice(_SHAPES))}\n"
        altered = [one for one in held(Draft(text)) if one.verdict == "altered" and one.is_mendable]
        near += len(altered)
        changed += len(mended(text).mended)
    assert near > 50
    assert changed > near * 0.8
