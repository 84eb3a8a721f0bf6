"""The library that comes with the program: every word proved, every trap of the texts avoided."""

from __future__ import annotations

import hashlib
from itertools import chain
from pathlib import Path

import pytest

from reform_tui.library.check import check_library
from reform_tui.library.model import Document, Library, Quote
from reform_tui.library.wording import in_one_line

SEEDS = {
    "2007-ippr-public-services-at-the-crossroads": "afb138bfc8f765cbcbed20f28a6a707e789bd053168a6a04fbd38627cf07cd3f",
    "2018-csw-heywood-technology": "5ee2055b08ddbb9abaddef344aba1c5468af05bec6447a05300e19ab5e8d6102",
    "nd-blog-new-government-reform": "325d802bb3c866e4110a540be5896fd7db7479301599c89fa18d51e18ff47f1f",
    "nd-politicshome-public-sector-productivity": "e43dca464d4fd6cfa5981722475b5dfc74b5c1c59c59888d14638df237b7a8c3",
    "nd-progress-up-a-gear": "ecb2677c56d6202ee52bb1dec4dfcfb1ea8382bf5db6542b7adb30d33d81d48c",
}
CSW = "2018-csw-heywood-technology"
PANEL = "nd-politicshome-public-sector-productivity"
PROGRESS = "nd-progress-up-a-gear"
BLOG = "nd-blog-new-government-reform"
IPPR = "2007-ippr-public-services-at-the-crossroads"
OPENING = "\"'“‘"


def at(library: Library, document: str, words: str) -> Quote:
    """Return the one quote of ``document`` whose segments hold ``words``."""
    found = [q for q in library.documents[document].quotes if any(words in s.exact for s in q.segments)]
    assert len(found) == 1, [quote.id for quote in found]
    return found[0]


def test_the_linter_has_nothing_to_say(bundled: Library) -> None:
    assert check_library(bundled) == []


@pytest.mark.parametrize(("document", "digest"), SEEDS.items())
def test_the_sources_are_the_bytes_we_were_given(bundled: Library, document: str, digest: str) -> None:
    source = Path(bundled.root) / bundled.documents[document].file
    assert hashlib.sha256(source.read_bytes()).hexdigest() == digest


def test_every_quotation_is_a_slice_of_its_source(bundled: Library) -> None:
    seen = 0
    for document in bundled.documents.values():
        text = (Path(bundled.root) / document.file).read_bytes().decode("utf-8")
        for quote in document.quotes:
            places = [place.segment for place in quote.also_at]
            for part in (*quote.segments, *quote.fragments, *quote.sic, *places):
                assert text[part.start : part.end] == part.exact
                seen += 1
    assert seen > 300


def test_every_piece_of_evidence_is_a_slice_of_its_quote(bundled: Library) -> None:
    for topic in bundled.topics.values():
        claims = [claim.evidence for claim in topic.positions] + [claim.evidence for claim in topic.agreements]
        for evidence in chain(*claims):
            quote = bundled.quotes[evidence.quote]
            for part in evidence.segments:
                assert any(s.start <= part.start and part.end <= s.end for s in quote.segments)


def test_the_library_is_as_large_as_its_texts_ask_for(bundled: Library) -> None:
    quotes = bundled.quotes.values()
    reported = [q for q in quotes if q.kind != "authored"]
    assert len([q for q in reported if q.document in {CSW, PANEL}]) >= 52
    assert len(reported) >= 64
    assert len([q for q in quotes if q.kind == "authored"]) >= 60
    assert 10 <= len(bundled.topics) <= 16
    assert sum(len(p.evidence) for t in bundled.topics.values() for p in t.positions) >= 150


def _before(document: Document, offset: int) -> str:
    return document.source.text[offset - 1 : offset]


def test_direct_words_and_fragments_stand_right_behind_a_quotation_mark(bundled: Library) -> None:
    for document in bundled.documents.values():
        for quote in document.quotes:
            for part in quote.segments if quote.kind == "direct" else quote.fragments:
                assert _before(document, part.start) in OPENING, quote.id


def test_every_quotation_mark_of_the_news_reports_is_in_a_quote_or_furniture(bundled: Library) -> None:
    """Nobody's quoted words have been passed over."""
    for document in (bundled.documents[CSW], bundled.documents[PANEL]):
        spans = [(s.start, s.end) for q in document.quotes for s in (*q.segments, *(a.segment for a in q.also_at))]
        spans += [(item.segment.start, item.segment.end) for item in document.furniture]
        for offset, character in enumerate(document.source.text):
            if character == "“":
                assert any(start <= offset + 1 < end for start, end in spans), document.source.text[offset:][:60]


def test_a_quotation_over_paragraphs_is_one_quote_of_several_segments(bundled: Library) -> None:
    timmins = at(bundled, CSW, "we now longer have one")
    assert (timmins.speaker, timmins.kind) == ("nicholas-timmins", "direct")
    assert [segment.paragraph for segment in timmins.segments] == [24, 24, 25]
    assert [slip.exact for slip in timmins.sic] == ["now longer"]
    assert {place.what for place in timmins.also_at} == {"subheading", "pull quote"}


def test_a_sentence_cut_by_a_heading_or_a_page_is_one_quote(bundled: Library) -> None:
    cut = at(bundled, IPPR, "with examples including sharply")
    assert [segment.paragraph for segment in cut.segments] == [73, 75]
    cut = at(bundled, PANEL, "Universal Credit roll-out")
    assert (cut.speaker, [segment.paragraph for segment in cut.segments]) == ("gemma-tetlow", [29, 30])


def test_a_description_is_the_speaker_running_in_the_text(bundled: Library) -> None:
    assert at(bundled, PANEL, "services get progressively more expensive").speaker == "jesse-norman"
    assert at(bundled, CSW, "Public services have huge amounts of data").speaker == "david-willetts"
    assert at(bundled, CSW, "heavy-handed regulation").speaker == "julian-le-grand"


def test_a_name_inside_a_report_is_not_its_speaker(bundled: Library) -> None:
    assert at(bundled, CSW, "the Blair government got it right").speaker == "julian-le-grand"
    assert at(bundled, CSW, "high-water mark").speaker == "nicholas-timmins"
    assert not list(bundled.quotes_by("jeremy-heywood"))
    assert not list(bundled.quotes_by("andrew-lansley"))


def test_words_somebody_should_say_were_not_said(bundled: Library) -> None:
    assert not list(bundled.quotes_by("brown"))
    assert at(bundled, PROGRESS, "IT for personalised services").speaker == "progress-reader"


def test_words_at_second_hand_say_who_hands_them_on(bundled: Library) -> None:
    blair = at(bundled, PROGRESS, "education, education and education")
    assert (blair.speaker, blair.quoted_by, blair.kind) == ("tony-blair", "progress-reader", "direct")


def test_a_reader_repeating_the_text_is_a_place_of_it_not_a_speaker(bundled: Library) -> None:
    milburn = at(bundled, PROGRESS, "It is speeding up.")
    assert milburn.speaker == "alan-milburn"
    assert [place.segment.paragraph for place in milburn.also_at] == [30]
    assert milburn.also_at[0].segment.exact == milburn.segments[0].exact


def test_nobody_in_particular_is_never_the_author(bundled: Library) -> None:
    for document, words in (
        (IPPR, "most affluent and eloquent"),
        (IPPR, "cannot in our political culture devolve"),
        (IPPR, "devolution of power to more local tiers"),
        (BLOG, "climate of fear"),
        (PROGRESS, "public services come first"),
    ):
        assert bundled.speakers[at(bundled, document, words).speaker].kind == "unnamed"


def test_an_unsigned_text_has_no_personal_author(bundled: Library) -> None:
    assert bundled.documents[BLOG].author == ()
    assert [name.literal for name in bundled.documents[PANEL].author] == ["Association for Project Management"]


def test_a_capture_date_is_no_publication_date(bundled: Library) -> None:
    panel = bundled.documents[PANEL]
    assert panel.issued is None
    assert panel.accessed is not None
    assert panel.accessed.date == "2024-04-23"
    assert {d.id for d in bundled.documents.values() if d.issued} == {CSW, IPPR}


def test_two_roles_are_both_kept_the_one_they_speak_in_first(bundled: Library) -> None:
    (milburn,) = bundled.appearances["alan-milburn"]
    assert milburn.roles[0].startswith("chair [of Progress’")
    assert "chair of the social mobility and child poverty commission" in milburn.roles
    (norman,) = bundled.appearances["jesse-norman"]
    assert norman.roles[0] == "Financial Secretary to the Treasury"


def test_a_name_with_a_no_break_space_is_an_alias(bundled: Library) -> None:
    assert "Nicholas\u00a0Timmins" in bundled.speakers["nicholas-timmins"].aliases
    assert "Lord\u00a0Willetts" in bundled.speakers["david-willetts"].aliases


def test_people_only_mentioned_are_listed_without_quotes(bundled: Library) -> None:
    silent = {s.id for s in bundled.speakers.values() if not any(bundled.quotes_by(s.id))}
    assert {"jeremy-heywood", "andrew-lansley", "john-major", "margaret-thatcher", "spotify", "carillion"} <= silent


def test_a_name_in_furniture_is_not_in_the_work(bundled: Library) -> None:
    names = " ".join(name for speaker in bundled.speakers.values() for name in speaker.names)
    for stranger in ("Steven Boyd", "Louise Haywood-Schiefer", "Bishop of Leeds"):
        assert stranger not in names


def test_a_condition_is_not_support(bundled: Library) -> None:
    quasi_markets = at(bundled, IPPR, "Where such quasi-markets operate competitively")
    stances = {where.position: where.stance for where in bundled.placements[quasi_markets.id]}
    assert stances["extend"] == "qualifies"


def test_a_page_break_inside_a_sentence_is_left_out_and_a_new_paragraph_is_not(bundled: Library) -> None:
    def line(document: str, words: str) -> str:
        return in_one_line(bundled.documents[document], at(bundled, document, words).segments)

    assert "with examples including sharply reduced numbers of failing schools" in line(IPPR, "reduced numbers")
    assert "As a result, the market in NHS provision has developed" in line(IPPR, "As a result, the market")
    assert "the NHS IT system and the Universal Credit roll-out" in line(PANEL, "Universal Credit")
    assert "dominant way of doing things. ¶ I’m not" in line(CSW, "running out of road").replace("\u00a0", " ")
    assert "should: ¶ Support equal" in line(IPPR, "To promote social justice public services should")
    assert "citizenship ¶ Help secure" in line(IPPR, "To promote social justice public services should")
    assert "we now longer have one, […] The idea" in line(CSW, "running out of road").replace("\u00a0", " ")
