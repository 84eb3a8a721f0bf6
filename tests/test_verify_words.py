"""What counts as the same word: typography is forgiven, spelling is not; what ends a quotation and leads a number."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.model import Library
from reform_tui.verify.difference import marked
from reform_tui.verify.draft import Draft
from reform_tui.verify.judging import verify
from reform_tui.verify.sources import Sources
from reform_tui.verify.verdict import Finding
from reform_tui.verify.wording import words_of
from tests.conftest import SmallLibrary

CAFE = "“The café’s résumé is naïve and the Ångström of encyclopædias, 50 in all, waits,” said Ann Lee.\n"
SAID = "The café’s résumé is naïve and the Ångström of encyclopædias, 50 in all, waits,"


@pytest.fixture
def accented(small: SmallLibrary) -> Library:
    record = f"  - {{id: lee, speaker: ann-lee, kind: direct, segments: ['{SAID.replace(chr(39), chr(39) * 2)}']}}\n"
    small.set_source(CAFE.encode(), quotes=record)
    library = small.load()
    assert not library.problems
    return library


def only(library: Library, draft: str) -> Finding:
    (finding,) = verify(library, Draft(draft), Sources(library))
    return finding


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
def test_the_unicode_form_of_an_accent_is_typography(accented: Library, form: Literal["NFC", "NFD", "NFKC"]) -> None:
    said = unicodedata.normalize(form, SAID)
    assert only(accented, f"Ann Lee said: “{said.rstrip(',')}.”").verdict == "verbatim"


@pytest.mark.parametrize(
    ("written", "instead"),
    [("café", "cafe"), ("café", "cafè"), ("naïve", "naive"), ("résumé", "resumé"), ("is naïve", "ís naïve")],
)
def test_an_accent_is_spelling(accented: Library, written: str, instead: str) -> None:
    finding = only(accented, f"Ann Lee said: “{SAID.replace(written, instead).rstrip(',')}.”")
    assert finding.verdict == "altered"
    assert finding.reason == "the words are the same; capitals, accents or signs are not"
    assert f"{instead.split(maxsplit=1)[0]}" in marked(finding.changes).partition("[-")[2]


def test_an_accent_at_the_beginning_is_no_capital(accented: Library) -> None:
    assert only(accented, "Ann Lee said: “ángström of encyclopædias”.").verdict == "altered"
    assert only(accented, "Ann Lee said: “ångström of encyclopædias”.").verdict == "verbatim"


def test_a_ligature_is_typography(accented: Library) -> None:
    assert only(accented, "Ann Lee said: “the Ångström of encyclopaedias”.").verdict == "verbatim"


@given(st.text(st.sampled_from("aeéE e\u0301\u0323ßæǽﬁʼ'’²³1 m-"), max_size=20))
def test_words_have_their_place_and_the_same_surface_in_any_normal_form(text: str) -> None:
    words, _ = words_of(text)
    assert all(text[word.start : word.end] for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))
    composed, _ = words_of(unicodedata.normalize("NFC", text))
    assert [word.surface for word in composed] == [word.surface for word in words]


def test_the_raised_number_of_a_note_is_no_part_of_a_word() -> None:
    assert [word.form for word in words_of("things² and 5 m² or 10 km³")[0]] == "things and 5 m² or 10 km³".split()


@pytest.mark.parametrize("sign", [*"-+<>~£$€−"])
def test_a_sign_before_a_number_that_leads_is_part_of_it(accented: Library, sign: str) -> None:
    assert only(accented, "Ann Lee said: “50 in all, waits”.").verdict == "verbatim"
    assert only(accented, f"Ann Lee said: “{sign}50 in all, waits”.").verdict != "verbatim"


@pytest.mark.parametrize(
    ("end", "verdict"), [(".", "verbatim"), (",", "verbatim"), ("", "verbatim"), ("?", "altered"), ("!", "altered")]
)
def test_the_sign_that_ends_an_utterance_of_several_segments_is_held(
    small: SmallLibrary, end: str, verdict: str
) -> None:
    assert only(small.load(), f"Ann Lee said: “Buses should be free. They are a public good{end}”").verdict == verdict


@pytest.mark.parametrize(
    ("end", "verdict"), [("?", "verbatim"), ("", "verbatim"), (".", "altered"), (",", "altered"), ("!", "altered")]
)
def test_a_question_stays_one(small: SmallLibrary, end: str, verdict: str) -> None:
    record = "  - {id: lee, speaker: ann-lee, kind: direct, segments: ['Why not,', 'free for all?']}\n"
    small.set_source("“Why not,” asked Ann Lee, “free for all?”\n\nShare this page\n".encode(), quotes=record)
    library = small.load()
    assert not library.problems
    assert only(library, f"Ann Lee asked: “Why not, free for all{end}”").verdict == verdict
    assert only(library, f"Ann Lee asked about “free for all{end}” then.").verdict == verdict


@pytest.mark.parametrize("after", ["\nMore.\n", ""])
def test_signs_before_furniture_are_held_too(small: SmallLibrary, after: str) -> None:
    record = (
        "  - {id: lee, speaker: ann-lee, kind: direct, segments: ['Is this a public good?']}\n"
        "furniture:\n  - {exact: Share this page, why: share link}\n"
    )
    small.set_source(f"“Is this a public good?”\n\nShare this page\n{after}".encode(), quotes=record)
    library = small.load()
    assert not library.problems
    assert only(library, "Ann Lee: “Is this a public good.”").verdict == "altered"
    assert only(library, "Ann Lee: “Is this a public good?”").verdict == "verbatim"
