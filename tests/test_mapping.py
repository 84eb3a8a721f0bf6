"""Made texts know the way back."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.folding import fold, fold_key, fold_mapped
from reform_tui.library.mapping import MappedText, replaced
from reform_tui.library.markup import without_markup

TYPOGRAPHY = "‘’“”«»'\"`-–—‑ \u00a0\u2009\u202f\u00adéüñçœæßﬁﬂﬃø\u0301\u0308e aZ.\n\t\u200b\ufeff\u2066한क्"
texts = st.text(st.one_of(st.sampled_from(TYPOGRAPHY), st.characters(exclude_categories=["Cs"])), max_size=60)
markdown = st.text(st.sampled_from("*_# -ab<sup>1/\n\f"), max_size=60)


def covers(made: MappedText, source: str) -> bool:
    """Whether the pieces cover the made text and the source without gap or overlap."""
    at = source_at = 0
    for piece in made.pieces:
        if (piece.start, piece.source_start) != (at, source_at):
            return False
        at, source_at = at + piece.length, source_at + piece.source_length
    return (at, source_at) == (len(made.text), len(source))


@given(texts)
def test_folding_accounts_for_every_character_of_the_source(text: str) -> None:
    assert covers(fold_mapped(text), text)


@given(texts)
def test_markup_is_left_out_without_losing_a_character_of_the_source(text: str) -> None:
    assert covers(without_markup(text), text)


@given(texts)
def test_folding_with_and_without_the_way_back_agree(text: str) -> None:
    assert fold_mapped(text).text == fold(text)


@given(texts, st.data())
def test_a_folded_stretch_leads_back_to_source_words_that_fold_to_it(text: str, data: st.DataObject) -> None:
    folded = fold_mapped(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    source_start, source_end = folded.to_source(start, end)
    assert 0 <= source_start <= source_end <= len(text)
    assert folded.text[start:end] in fold(text[source_start:source_end])


@given(texts)
def test_each_folded_character_leads_back_to_the_one_it_was_made_from(text: str) -> None:
    folded = fold_mapped(text)
    for at, character in enumerate(folded.text):
        start, end = folded.to_source(at, at + 1)
        assert end > start
        assert character in fold(text[start:end])


@given(markdown)
def test_words_without_markup_lead_back_to_the_same_words(text: str) -> None:
    made = without_markup(text)
    for at, character in enumerate(made.text):
        start, end = made.to_source(at, at + 1)
        assert text[start:end] == character
        assert made.from_source(start, end) == (at, at + 1)


@given(texts, st.data())
def test_a_source_span_and_its_made_span_agree(text: str, data: st.DataObject) -> None:
    folded = fold_mapped(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made_start, made_end = folded.from_source(start, end)
    assert 0 <= made_start <= made_end <= len(folded.text)


@given(texts)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.sampled_from("abcéüñçàxyz "), max_size=30))
def test_composed_and_decomposed_accents_fold_together(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


def test_typography_falls_together() -> None:
    assert (
        fold("“Don’t”\u00a0say\u2009‘quasi‑markets’ – naïve œuvre ﬁnal")
        == "\"Don't\" say 'quasi-markets' - naive oeuvre final"
    )


def test_other_scripts_keep_their_letters() -> None:
    for word in ("한국어", "हिन्दी", "日本語が", "العربية"):
        assert fold(word) == word


def test_a_name_compares_without_case_and_typography() -> None:
    assert fold_key(" Nicholas\u00a0 Timmins") == fold_key("nicholas timmins")


def test_an_edit_that_lengthens_keeps_offsets_on_both_sides() -> None:
    made = replaced("aßb", [(1, 2, "ss")])
    assert made.text == "assb"
    assert made.to_source(3, 4) == (2, 3)
    assert made.to_source(1, 2) == (1, 2)
    assert made.from_source(1, 2) == (1, 3)


def test_emphasis_goes_and_lone_asterisks_stay() -> None:
    assert without_markup("**Experts**, who *do* 2 * 3 and 5*4, a_b_c _so_<sup>1</sup>").text == (
        "Experts, who do 2 * 3 and 5*4, a_b_c so"
    )


def test_headings_bullets_and_page_breaks_go() -> None:
    assert without_markup("## Title\n- item\n> said\nbro\fken").text == "Title\nitem\nsaid\nbroken"
