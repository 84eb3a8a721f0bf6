"""What the program saw: the cue, and what names the speaker."""

from __future__ import annotations

from pathlib import Path

import pytest

from reform_tui.app.explaining import cue_span, speaker_span, why
from reform_tui.library.model import Library
from tests.proposed import ProposedLibrary


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return ProposedLibrary(tmp_path / "library").load()


def seen(library: Library, id: str) -> tuple[str, str]:
    """The cue and the mention of a quote, each with what stands around it."""
    quote = library.quotes[id]
    document = library.documents[quote.document]
    cue = cue_span(document, quote)
    named = speaker_span(document, quote, library.speakers[quote.speaker], cue)
    text = document.source.text
    return tuple("" if span is None else text[span[0] - 2 : span[1] + 2] for span in (cue, named))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("quote", "cue", "mention"),
    [
        ("lee-fares", "” said A", "d Ann Lee, "),
        ("roe-empty", ", warned that t", "\n\nBob Roe, "),
        ("roe-nobody", "e said t", ". He s"),
        ("roe-consulted", "e added. ", "” he a"),
        ("lee-service", "e said, ", ", she s"),
        ("critics-tax", "s say that i", ". Critics s"),
        ("lee-dark", "” according to A", "o Ann Lee. "),
        ("bats-vote", "", ", a councillor w"),
    ],
)
def test_the_cue_is_the_one_beside_the_words_and_the_speaker_the_one_beside_the_cue(
    library: Library, quote: str, cue: str, mention: str
) -> None:
    assert seen(library, quote) == (cue, mention)


def test_a_cue_that_is_nowhere_near_is_not_marked(library: Library) -> None:
    assert seen(library, "finch-falls")[0] == ""


def test_a_quote_that_was_changed_is_not_explained_by_the_finder(library: Library) -> None:
    assert why(library.quotes["orme-bats"]) == "It is yours when you accept it."
    assert why(library.quotes["lee-shut"]).startswith("Nobody is named with these words")
