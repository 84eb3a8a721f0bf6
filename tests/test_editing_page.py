"""One value of a hand-written YAML file is changed; every other byte stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import PlacedFields, PlacedItems, Value, read_placed
from reform_tui.library.editing.refusing import Refused
from tests.handwriting import KEYS, entries, files, scalars

values = st.one_of(scalars, st.lists(scalars, max_size=3), entries, st.lists(entries, max_size=2))


def quotes(text: str) -> PlacedItems:
    tree = read_placed(text)
    assert isinstance(tree, PlacedFields)
    field = tree.field("quotes")
    assert field is not None
    assert isinstance(field.value, PlacedItems)
    return field.value


def comments(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip().startswith("# ")]


def edited(text: str, edit: Callable[[], Page]) -> Page:
    """Make an edit; beyond it may be a block scalar that ends with the file or keeps the blank lines after it."""
    try:
        return edit()
    except Refused:
        if "|+" in text or (": |" in text and not text.endswith("\n")):
            reject()
        raise


def outside_is_kept(old: str, new: str, start: int, end: int) -> bool:
    """Whether what stands before the line of ``start`` and after the line of ``end`` is the same."""
    head = old[: max(old.rfind("\n", 0, start) + 1, 0)]
    cut = old.find("\n", end)
    tail = old[cut:] if cut >= 0 else ""
    return new.startswith(head) and new.endswith(tail)


@given(text=files(), key=st.sampled_from(KEYS), value=values, data=st.data())
def test_a_value_that_is_set_changes_its_entry_and_nothing_else(
    text: str, key: str, value: Value, data: st.DataObject
) -> None:
    page = Page("f.yaml", text)
    listed = page.items(("quotes",))
    assume(listed)
    at = data.draw(st.integers(0, len(listed) - 1))
    entry = quotes(text).items[at]
    changed = edited(text, lambda: page.with_value(("quotes", at, key), value))
    assert changed.at(("quotes", at, key)) == value
    assert outside_is_kept(text, changed.text, entry.start, entry.end)


@given(text=files(), new=st.lists(entries, min_size=1, max_size=3), data=st.data())
def test_entries_that_are_put_in_leave_every_byte_around_them(text: str, new: list[Value], data: st.DataObject) -> None:
    page = Page("f.yaml", text)
    before = page.items(("quotes",))
    at = data.draw(st.integers(0, len(before)))
    changed = edited(text, lambda: page.with_items(("quotes",), new, at))
    assert changed.items(("quotes",)) == [*before[:at], *new, *before[at:]]
    if before:
        rest = len(changed.text) - len(text)
        assert any(
            text[:cut] + changed.text[cut : cut + rest] + text[cut:] == changed.text for cut in range(len(text) + 1)
        )


@given(text=files(), data=st.data())
def test_an_entry_that_is_taken_out_leaves_every_byte_around_it(text: str, data: st.DataObject) -> None:
    page = Page("f.yaml", text)
    listed = page.items(("quotes",))
    assume(listed)
    at = data.draw(st.integers(0, len(listed) - 1))
    try:
        changed = page.without_item(("quotes",), at)
    except Refused:
        if "|+" in text or ("#" in text and quotes(text).flow):
            reject()
        raise
    assert changed.items(("quotes",)) == [*listed[:at], *listed[at + 1 :]]
    entry = quotes(text).items[at]
    start = text.rfind("\n", 0, entry.start) + 1
    ends_with_line = text[entry.end - 1] == "\n"  # a block scalar that keeps its blank lines
    behind = text[entry.end :] if ends_with_line else text[entry.end :].partition("\n")[2]
    left = iter(comments(changed.text))
    assert all(comment in left for comment in comments(text[:start]) + comments(behind)) or len(listed) == 1


@given(text=files(), data=st.data())
def test_a_key_that_is_taken_out_leaves_the_others(text: str, data: st.DataObject) -> None:
    page = Page("f.yaml", text)
    listed = page.items(("quotes",))
    assume(listed)
    at = data.draw(st.integers(0, len(listed) - 1))
    entry = listed[at]
    assert isinstance(entry, dict)
    assume(len(entry) > 1)
    key = data.draw(st.sampled_from(sorted(entry)))
    changed = edited(text, lambda: page.without_value(("quotes", at, key)))
    assert changed.at(("quotes", at)) == {other: value for other, value in entry.items() if other != key}
    span = quotes(text).items[at]
    assert outside_is_kept(text, changed.text, span.start, span.end)


@given(text=files(), data=st.data())
def test_what_is_put_in_and_taken_out_again_says_what_it_said(text: str, data: st.DataObject) -> None:
    page = Page("f.yaml", text)
    before = page.value
    at = data.draw(st.integers(0, len(page.items(("quotes",)))))
    new: list[Value] = [{"id": "new"}]
    changed = edited(text, lambda: page.with_items(("quotes",), new, at).without_item(("quotes",), at))
    assert changed.value == before or not page.items(("quotes",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quotes:\n  - &a {id: x}\n", "f.yaml:2: the anchor &a; write the value out"),
        ("quotes:\n  - {id: &a x}\n", "f.yaml:2: the anchor &a; write the value out"),
        ("quotes:\n  - &a {id: x}\n  - *a\n", "f.yaml:3: the alias *a; write the value out"),
        ("quotes: [\n", "f.yaml:2: not YAML"),
        ("a: 1\n---\nb: 2\n", "f.yaml:3: a second YAML document"),
        ("- a\n", "f.yaml: there are no keys and values where"),
        ("quotes: words\n", "f.yaml: `quotes` is no list"),
    ],
)
def test_what_cannot_be_edited_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(Refused) as refusal:
        Page("f.yaml", text).with_items(("quotes",), [{"id": "y"}])
    assert said in str(refusal.value)


def test_an_edit_reads_as_a_person_would_have_made_it() -> None:
    text = (
        "# Ours\n"
        "quotes:\n"
        "\n"
        "  # the mayor\n"
        "  - id: free   # as printed\n"
        "    status: proposed   # to be looked at\n"
        "    segments: [Free]\n"
        "\n"
        "  - id: paid\n"
        "    status: proposed\n"
        "\n"
        "# the end\n"
    )
    page = Page("f.yaml", text)
    page = page.with_value(("quotes", 0, "status"), "accepted")
    page = page.with_value(("quotes", 0, "cue"), "said", after="id")
    page = page.with_items(("quotes",), [{"id": "new", "segments": ["One", "Two: three"]}], 1)
    page = page.without_item(("quotes",), 2)
    assert page.text == (
        "# Ours\n"
        "quotes:\n"
        "\n"
        "  # the mayor\n"
        "  - id: free   # as printed\n"
        "    cue: said\n"
        "    status: accepted   # to be looked at\n"
        "    segments: [Free]\n"
        "\n"
        "  - id: new\n"
        "    segments:\n"
        "      - One\n"
        "      - 'Two: three'\n"
        "\n"
        "# the end\n"
    )
