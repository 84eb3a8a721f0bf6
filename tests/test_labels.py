"""What a document is called in lists: the label of its record, else its first words and its year, never its id."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reform_tui.library.labels import label_of
from tests.conftest import SmallLibrary


@pytest.mark.parametrize(
    ("title", "date", "label"),
    [
        ("Parks at night", "2019-05-03", "Parks at night 2019"),
        ("Parks at night", None, "Parks at night n.d."),
        ("Councils fall out over bin collections", "2024", "Councils fall… 2024"),
        ("Bins, buses, and taxes – the cost of living", "2024-03", "Bins, buses… 2024"),
        ("Donaudampfschifffahrtsgesellschaft", "1871", "Donaudampfsch… 1871"),
    ],
)
def test_it_is_the_first_words_of_the_title_and_the_year(title: str, date: str | None, label: str) -> None:
    assert label_of(title, date) == label


@given(st.text(min_size=1), st.one_of(st.none(), st.just("2019-05")))
def test_it_is_short_and_of_one_line_whatever_the_title(title: str, date: str | None) -> None:
    label = label_of(title, date)
    assert len(label) <= 20
    assert "\n" not in label
    assert label.endswith("2019" if date else "n.d.")


def test_a_record_without_a_label_is_read_with_one(small: SmallLibrary) -> None:
    document = small.load().documents["buses"]
    assert document.label == label_of(document.title, document.issued.date if document.issued else None)
    small.change("data/documents/buses.yaml", "id: buses\n", "id: buses\nlabel: The Courier 2019\n")
    assert small.load().documents["buses"].label == "The Courier 2019"
