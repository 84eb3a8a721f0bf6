"""A draft held against the library: are the words right, and is the mouth."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reform_tui.export.escaping import Flavour
from reform_tui.export.formats import export
from reform_tui.export.options import ExportOptions, GroupBy
from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from reform_tui.library.selection import Pick
from reform_tui.search.index import open_index
from reform_tui.search.sharing import SharedWords
from reform_tui.verify.difference import marked
from reform_tui.verify.draft import Draft
from reform_tui.verify.judging import verify
from reform_tui.verify.sources import Sources
from reform_tui.verify.verdict import Finding
from tests.altering import altered_cases, verbatim_cases
from tests.conftest import SmallLibrary
from tests.generating import generate_library

LIBRARY = load_library(bundled_library())
SOURCES = Sources(LIBRARY)
TIMMINS = "For the better part of 30 years having quasi-markets as the dominant narrative, we now longer have one"


def verified(draft: str, library: Library = LIBRARY, sources: Sources = SOURCES) -> tuple[Finding, ...]:
    return verify(library, Draft(draft), sources)


def only(draft: str) -> Finding:
    """Return the finding about the one quotation of ``draft``."""
    found = verified(draft)
    assert len(found) == 1, found
    return found[0]


# The words


def test_the_slip_of_the_source_is_part_of_its_words() -> None:
    finding = only("Nicholas Timmins said that “we no longer have one” now.")
    assert (finding.verdict, finding.quote) == ("altered", "timmins-running-out-of-road")
    assert marked(finding.changes) == "we [-no-] {+now+} longer have one"
    assert finding.words == "we now longer have one"
    assert only("Nicholas Timmins said that “we now longer have one” today.").verdict == "verbatim"


@pytest.mark.parametrize("flavour", get_args(Flavour))
@pytest.mark.parametrize("group_by", get_args(GroupBy))
def test_every_export_of_ours_is_verbatim(flavour: Flavour, group_by: GroupBy) -> None:
    options = ExportOptions(flavour=flavour, group_by=group_by, exported=datetime.date(2026, 11, 22))
    text = export(LIBRARY, [Pick(id) for id in LIBRARY.quotes], "markdown", options).text
    findings = verified(text)
    blocks = [finding for finding in findings if finding.quotation.form == "block"]
    assert sorted(finding.quote or "" for finding in blocks) == sorted(LIBRARY.quotes)
    assert [(one.quotation.line, one.verdict) for one in findings if one.verdict != "verbatim"] == []


def test_quotations_altered_by_program_are_told_and_true_ones_are_let_be() -> None:
    for case in verbatim_cases(LIBRARY, seed=11, many=150):
        assert {one.verdict for one in verified(case.draft)} == {"verbatim"}, case.draft
    for case in altered_cases(LIBRARY, seed=12, many=12):
        verdicts = {one.verdict for one in verified(case.draft)}
        assert verdicts - {"verbatim"}, case
        assert verdicts <= {case.expected, "not_found"}, case


_RETYPED = {
    "’": ["'", "’", "ʼ"],
    "‘": ["'", "‘"],
    "“": ["‘", "“"],
    "”": ["’", "”"],
    "–": ["-", "—", "--", "–"],
    " ": [" ", "  ", "\u00a0", "\u2009"],
}
_PARAGRAPHS = [
    document.source.plain.text[slice(*document.source.plain.from_source(paragraph.start, paragraph.end))].strip()
    for document in LIBRARY.documents.values()
    for paragraph in document.source.paragraphs
    if not document.in_furniture(paragraph.start, paragraph.end)
]
_LONG = [text for text in _PARAGRAPHS if len(text.split()) > 8 and not re.search(r"[\[\]|\f]|\.\.|…", text)]


@given(st.sampled_from(_LONG), st.data())
def test_any_slice_of_a_source_in_any_typography_is_verbatim(paragraph: str, data: st.DataObject) -> None:
    words = paragraph.split()
    start = data.draw(st.integers(0, len(words) - 4))
    said = " ".join(words[start : data.draw(st.integers(start + 4, len(words)))])
    chance = random.Random(data.draw(st.integers(0, 1_000)))  # noqa: S311
    retyped = "".join(chance.choice(_RETYPED.get(character, [character])) for character in said)
    finding = only(f"> {_escaped(retyped)}")
    assert finding.verdict == "verbatim", (said, marked(finding.changes), finding.reason)


def test_what_brackets_stand_in_place_of_is_said() -> None:
    finding = only("“For the better part of 30 years having quasi-markets as the [only] narrative”, said Timmins.")
    assert finding.verdict == "verbatim"
    assert "words in brackets stand in place of “dominant”" in finding.warnings


@pytest.mark.parametrize("draft", ["“Appear[ed] to be running out of road”", "“to be running out of ro[ad]ster”"])
def test_brackets_at_the_end_of_a_quotation_hide_no_other_word(draft: str) -> None:
    assert only(f"{draft}, said Timmins.").verdict != "verbatim"


def test_words_of_two_speakers_are_not_one_speakers() -> None:
    pairs = [
        (one, other)
        for document in LIBRARY.documents.values()
        for one, other in pairwise(sorted(document.quotes, key=lambda quote: quote.segments[0].start))
        if one.speaker != other.speaker
        and {one.kind, other.kind} == {"direct"}
        and 0 < other.segments[0].start - one.segments[-1].end < 500
    ]
    assert pairs
    for one, other in pairs:
        joined = f"{one.segments[-1].exact.rstrip('.,')} […] {' '.join(other.segments[0].exact.split()[:4])}"
        finding = only(f"> {_escaped(joined)}\n\n— {LIBRARY.speakers[one.speaker].name}")
        assert finding.verdict != "verbatim", joined


def test_a_block_that_begins_with_a_dash_and_has_nothing_else_is_a_quotation() -> None:
    assert only("> — and with them").quotation.text == "— and with them"


@given(st.sampled_from(_LONG), st.sampled_from(["drop", "add", "change", "swap"]), st.data())
def test_any_change_of_a_word_is_not_verbatim(paragraph: str, how: str, data: st.DataObject) -> None:
    words = paragraph.split()
    assume(len(words) > 4)
    at = data.draw(st.integers(1, len(words) - 3))
    new = list(words)
    if how == "drop":
        del new[at]
    elif how == "add":
        new.insert(at, "unheard-of")
    elif how == "change":
        new[at] = "unheard-of"
    else:
        new[at], new[at + 1] = new[at + 1], new[at]
    assume(_bare(new) not in " ".join(_bare(text.split()) for text in _PARAGRAPHS))
    assert only(f"> {_escaped(' '.join(new))}").verdict != "verbatim"


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_<>`&#+.!|-])", r"\\\1", text)


def _bare(words: list[str]) -> str:
    return " ".join(re.findall(r"\w+", " ".join(words).casefold()))


@pytest.mark.parametrize(
    ("said", "left_out"),
    [
        ("For the better part of 30 years […] we now longer have one", 6),
        ("For the better part of 30 years... we now longer have one", 6),
        ("For the better part … as the dominant narrative … have one", 8),
        ("[F]or the better part of 30 years having [competition] as the dominant narrative", 0),
        ("having quasi-market[s] as the dominant narrative", 0),
        ("we now longer [sic] have one", 0),
        ("… we now longer have one …", 0),
    ],
)
def test_marks_of_omission_and_insertion_are_understood(said: str, left_out: int) -> None:
    finding = only(f"Timmins said: “{said}.”")
    assert finding.verdict == "verbatim", marked(finding.changes)
    assert finding.left_out == left_out


@pytest.mark.parametrize(
    "said",
    [
        "we now longer have one […] For the better part of 30 years",  # the other way round
        "For the better part […] delivering the state of the art",  # no such words
        "[S]or the better part of 30 years having quasi-markets",  # another letter, another word
        "having quasi-market[eer] as the dominant story",
        "For the better part of 30 years we now longer have one",  # no mark
        "having quasi-markets as the dominant narrative we now longer have one",  # a comma less
        "having Quasi-Markets as the dominant narrative",
    ],
)
def test_what_marks_do_not_cover_is_altered(said: str) -> None:
    assert only(f"Timmins said: “{said}.”").verdict in {"altered", "not_found"}


def test_an_omission_reaches_so_far_and_no_farther() -> None:
    document = LIBRARY.documents["nd-progress-up-a-gear"]
    body = document.source.text[document.quotes[2].segments[0].start :].split()
    near, far = " ".join(body[:6]), " ".join(body[900:906])
    assert only(f"> {near} […] {' '.join(body[60:66])}").verdict == "verbatim"
    assert only(f"> {near} […] {far}").verdict != "verbatim"


def test_a_lost_negation_is_warned_of_with_its_sentence() -> None:
    finding = only("Timmins said: “necessarily saying this is a bad thing.”")
    assert finding.verdict == "verbatim"
    assert "“not”" in finding.warnings[0]
    assert "I’m not necessarily saying this is a bad thing" in finding.warnings[0]
    left_out = only("Timmins said: “I’m […] saying this is a bad thing.”")
    assert "what is left out has “not”" in left_out.warnings[0]
    replaced = only("Timmins said: “I’m [now] necessarily saying this is a bad thing.”")
    assert "what is left out has “not”" in replaced.warnings[0]
    put_in = only("Timmins said: “The idea appears [not] to be running out of road.”")
    assert "the words put in have “not”" in put_in.warnings


def test_a_first_letter_that_the_source_does_not_have_is_said() -> None:
    assert "[T]he" in only("Willetts said: “The assumption is now a very different one.”").warnings[0]
    assert only("Willetts said: “[T]he assumption is now a very different one.”").warnings == ()


def test_an_utterance_that_the_source_interrupts_may_be_quoted_whole(small: SmallLibrary) -> None:
    library = small.load()
    finding = verified("Ann Lee said: “Buses should be free. They are a public good.”", library, Sources(library))[0]
    assert (finding.verdict, finding.quote) == ("verbatim", "lee-free")
    assert len(finding.spans) == 2


def test_the_words_of_a_pull_quote_are_not_those_of_the_text() -> None:
    pulled = "We do things differently in different sectors for different reasons and not all ideas work equally well "
    finding = only(f"Timmins said: “{pulled} everywhere. The idea appears to be running out of road.”")
    assert finding.verdict == "altered"
    headline = only("See ‘Heywood has helped integrate tech progress into policy decisions, says Willetts’.")
    assert headline.verdict == "verbatim"
    given = only("Willetts said: “Heywood has helped integrate tech progress into policy decisions.”")
    assert (given.verdict, given.reason) == ("altered", "these are the words of the headline; the text has others")


def test_a_pull_quote_that_nobody_has_tied_to_a_statement_is_held_against_the_text(small: SmallLibrary) -> None:
    text = "“Buses should be free for all who ride them,” said Ann Lee.\n\nBuses must be free for all who ride\n"
    record = (
        "  - {id: lee, speaker: ann-lee, kind: direct, segments: ['Buses should be free for all who ride them,']}\n"
        "furniture:\n  - {exact: Buses must be free for all who ride, why: pull quote}\n"
    )
    small.set_source(text.encode(), quotes=record)
    library = small.load()
    assert not library.problems
    finding = verified("Ann Lee said: “Buses must be free for all who ride.”", library, Sources(library))[0]
    assert (finding.verdict, finding.quote) == ("altered", "lee")
    assert finding.reason == "these are the words of the pull quote; the text has others"
    assert marked(finding.changes).startswith("Buses [-must-] {+should+} be free")


# The mouth


def test_the_right_words_in_another_mouth() -> None:
    finding = only(f"Julian Le Grand said: “{TIMMINS}.”")
    assert finding.verdict == "wrong_speaker"
    assert finding.reason == "the draft gives these words to Julian Le Grand; they are Nicholas Timmins’s"
    assert only(f"Jane Nobody said: “{TIMMINS}.”").verdict == "wrong_speaker"


@pytest.mark.parametrize("name", ["Nicholas Timmins", "Timmins", "Mr Timmins", "Professor Nicholas Timmins"])
def test_a_speaker_is_known_by_any_of_their_names(name: str) -> None:
    assert only(f"> {TIMMINS}.\n\n— {name}, journalist").verdict == "verbatim"


def test_whom_nobody_is_given_to_only_the_words_are_judged() -> None:
    assert only(f"> {TIMMINS}.").verdict == "verbatim"


def test_a_speaker_who_is_named_nearer_than_whom_the_words_seem_to_be_given_to_is_no_wrong_one() -> None:
    said = f"“{TIMMINS},” says Nicholas Timmins, and “splurges can go badly wrong”, according to David Thomson."
    assert verified(said)[0].verdict == "verbatim"
    assert verified(f"Nicholas Timmins came. Julian Le Grand said: “{TIMMINS}.”")[0].verdict == "wrong_speaker"


def test_reported_speech_dressed_as_direct_words_is_the_wrong_mouth() -> None:
    said = "there has now been a loss of faith in choice and competition"
    finding = only(f"Timmins said: “{said}.”")
    assert finding.verdict == "wrong_speaker"
    assert finding.reason is not None
    assert finding.reason.startswith("reported speech")
    assert only(f"> {said}\n\n— Nicholas Timmins. Reported speech, in CSW").verdict == "verbatim"
    assert only(f"As Johnstone wrote: “{said}.”").verdict == "verbatim"


def test_words_of_a_document_that_are_nobodys_statement_are_verbatim(small: SmallLibrary) -> None:
    library = small.load()
    finding = verified("> said Ann Lee, the mayor", library, Sources(library))[0]
    assert (finding.verdict, finding.document, finding.quote) == ("verbatim", "buses", None)


def test_of_several_places_the_one_in_the_right_mouth_is_taken(small: SmallLibrary) -> None:
    said = "“Fares should be fair,” said Ann Lee.\n\n“Fares should be fair,” said Bob Roe.\n"
    quotes = "".join(
        f"  - id: {id}\n    speaker: {id}\n    kind: direct\n"
        f"    segments: [{{exact: 'Fares should be fair,', suffix: '{suffix}'}}]\n"
        for id, suffix in (("ann-lee", "” said Ann"), ("bob-roe", "” said Bob"))
    )
    small.set_source(said.encode(), quotes=quotes)
    library = small.load()
    assert not library.problems
    for name, id in (("Ann Lee", "ann-lee"), ("Bob Roe", "bob-roe")):
        finding = verified(f"{name} said: “Fares should be fair.”", library, Sources(library))[0]
        assert (finding.verdict, finding.quote) == ("verbatim", id)
    assert verified("Cy Poe said: “Fares should be fair.”", library, Sources(library))[0].verdict == "wrong_speaker"


# The library


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Library, SharedWords]]:
    """A library with the words of its index."""
    library = generate_library(1_000)
    with closing(SharedWords(open_index(library, tmp_path_factory.mktemp("index")))) as words:
        yield library, words


def test_a_large_library_is_asked_by_its_index_and_the_verdicts_are_the_same(
    large: tuple[Library, SharedWords],
) -> None:
    library, index = large
    chance = random.Random(4)  # noqa: S311
    parts = []
    for number in range(40):
        document = library.documents[f"d{chance.randrange(len(library.documents))}"]
        words = re.findall(r"\s|\S+", document.source.text)
        start = chance.randrange(0, len(words) - 80)
        said = words[start : start + chance.randint(20, 70)]
        if number % 4 == 0:
            said[len(said) // 2] = " unheard-of "
        parts.append(f"> {_escaped(''.join(said)).strip()}")
    draft = Draft("\n\nSo.\n\n".join(re.sub(r"\s*\n\s*", " ", part) for part in parts))
    asked = verify(library, draft, Sources(library, index))
    looked = verify(library, draft, Sources(library))
    assert [finding.verdict for finding in asked] == [finding.verdict for finding in looked]
    assert sum(finding.verdict == "verbatim" for finding in asked) >= 30


def test_words_that_stand_everywhere_are_found_through_the_index(large: tuple[Library, SharedWords]) -> None:
    library, index = large
    text = library.documents["d9"].source.text
    frequent = re.compile(r"(?:\b(?:the|of|and|to|in|a|is|for|that|are|be|it|on|as|we|with|by)\b ?){4,}")
    said = max((match[0].strip() for match in frequent.finditer(text)), key=len)
    assert verify(library, Draft(f"> {said}"), Sources(library, index))[0].verdict == "verbatim"


# The draft


def test_block_quotations_know_whose_they_are() -> None:
    after = only(f"> {TIMMINS}.\n\n— **Julian Le Grand**, professor")
    within = only(f"> {TIMMINS}.\n> — Julian Le Grand")
    before = only(f"Some say otherwise. Julian Le Grand said:\n\n> {TIMMINS}.\n\nSo much for that.")
    for finding in (after, within, before):
        assert (finding.quotation.given_to, finding.verdict) == ("Julian Le Grand", "wrong_speaker")


def test_a_block_that_says_itself_who_speaks_is_judged_by_what_stands_in_marks() -> None:
    finding = only(f"> “{TIMMINS},” said Julian Le Grand, who should know.")
    assert (finding.quotation.given_to, finding.verdict) == ("Julian Le Grand", "wrong_speaker")
    assert only(f"> Nicholas Timmins said: “{TIMMINS}.”").verdict == "verbatim"
    nested = only("> As a narrative of reform, ‘choice’ has been particularly useful.")
    assert nested.verdict == "altered"


def test_a_name_after_a_dash_behind_the_quotation_is_whose_it_is() -> None:
    lines = f"“{TIMMINS}.” — Nicholas Timmins, 2018\n\n“{TIMMINS}.” – Institute for Public Policy Research (2007)\n"
    assert [finding.verdict for finding in verified(lines)] == ["verbatim", "wrong_speaker"]
    assert only(f"“{TIMMINS}” – Britain must act on that.").quotation.given_to is None


def test_an_export_that_has_been_through_word_or_the_web_is_verified() -> None:
    options = ExportOptions(flavour="plain", group_by="position")
    text = export(LIBRARY, [Pick(id) for id in LIBRARY.quotes], "markdown", options).text
    bare = re.sub(r"^(?:> ?|#+ |- (?=Q))|\\(?=\W)|\*", "", text, flags=re.MULTILINE)
    findings = verified(bare)
    assert len([one for one in findings if one.quotation.form == "block"]) == len(LIBRARY.quotes)
    assert {finding.verdict for finding in findings} == {"verbatim"}


def test_a_line_that_names_the_document_names_no_speaker() -> None:
    assert only(f"> {TIMMINS}.\n\n— CSW, 2018").verdict == "verbatim"
    assert only(f"> {TIMMINS}.\n\n— Willetts").verdict == "wrong_speaker"


def test_lines_count_from_one_with_any_line_ends() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert only(f"# Draft{end}{end}> {TIMMINS}.{end}").quotation.line == 3


def test_a_citation_is_held_against_the_place() -> None:
    wrong = only("“we now longer have one” [@johnstone2018heywood, para. 7].")
    assert wrong.verdict == "verbatim"
    assert "cited from ¶7; the words stand in ¶24" in wrong.warnings
    noted = only("“we now longer have one”.[^1] And on.\n\n[^1]: [@milburn-nd-gear, para. 24].")
    assert noted.warnings[-1].startswith("cited from Progress")
    assert not only("“we now longer have one” [@johnstone2018heywood, paras. 24-25].").warnings


def test_one_or_two_words_in_marks_are_a_term_unless_somebody_said_them() -> None:
    assert verified("The “basics” and the “big society” matter.") == ()
    assert only("A plan for “the biggest society ever” was made.").verdict == "not_found"
    assert only("Timmins called it “a bunkum”.").verdict == "not_found"


def test_code_front_matter_and_comments_hold_no_quotations() -> None:
    text = "---\ntitle: “we no longer have one at all”\n---\n\n```\n“we no longer have one at all”\n```\n"
    assert verified(text) == ()


@pytest.mark.parametrize(
    "draft",
    [
        "",
        "“",
        "> ",
        ">" * 10_000,
        "“" * 5_000 + "”" * 5_000,
        "‘" * 3_000 + " a b c d " + "’" * 3_000,
        "[" * 5_000 + "]" * 5_000,
        "> " + "[…] " * 3_000,
        "> the […] " + "of the […] " * 400 + "end",
        "> " + "\x00\u202e\u200b\ud800 a b c\n" * 100,
        "|a|b|\n|--|--|\n" + "|“x” — **y**|\n" * 500,
        "[^1]: " * 1_000,
        "“a b c” " * 3_000,
        "*" * 20_000 + "“a b c d”",
        "> " + "the of and to in " * 20_000,
        "\\" * 50_001 + "“we no longer have one”",
        "<" * 5_000 + "a b" + ">" * 5_000,
    ],
    ids=range(17),
)
def test_a_hostile_draft_is_answered(draft: str) -> None:
    assert {finding.verdict for finding in verified(draft)} <= {"verbatim", "altered", "wrong_speaker", "not_found"}


@given(st.text(st.sampled_from("“”\"'‘’>-—*_[]…. \n|:^@abcI`<&;"), max_size=80))
def test_any_draft_is_read_to_its_end(draft: str) -> None:
    for finding in verified(draft):
        assert 0 <= finding.quotation.start <= finding.quotation.end <= len(draft)
        assert 1 <= finding.quotation.line <= draft.count("\n") + 1
