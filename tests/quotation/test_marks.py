"""Marks of every kind, in paragraphs of every kind; and one cleaned text as long as the source."""

from __future__ import annotations

import pytest

from reform_tui.quotation.cleaning import clean
from reform_tui.quotation.marks import stretches_of
from reform_tui.quotation.paragraphs import paragraphs_of


def between_marks(text: str) -> list[str]:
    cleaned = clean(text)
    return [text[one.start : one.end] for one in stretches_of(cleaned.text, paragraphs_of(cleaned))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("She said “yes” and went.", ["yes"]),
        ('She said "yes" and went.', ["yes"]),
        ('She said “yes" and went.', ["yes"]),
        ("She said «yes» and went.", ["yes"]),
        ("She said ''yes'' and went.", ["yes"]),
        ("She said ``yes'' and went.", ["yes"]),
        ("She said ‘yes’ and went.", ["yes"]),
        ("She said 'yes' and went.", ["yes"]),
        ("She said &ldquo;yes&rdquo; and went.", ["yes"]),
        ("She said &#8220;yes&#8221; and went.", ["yes"]),
        ("She said “<b>yes</b>” and went.", ["yes"]),
        ("She said “**yes**” and went.", ["yes"]),
        ("She said “he told me ‘no’ twice” and went.", ["he told me ‘no’ twice"]),
        ("She said ‘he told me “no” twice’ and went.", ["he told me “no” twice"]),
        ("‘I won’t, and ’tis wrong,’ she said in the ’90s.", ["I won’t, and ’tis wrong,"]),
        ("'Rock 'n' roll isn't dead,' she said in the '90s.", ["Rock 'n' roll isn't dead,"]),
        ("‘The teachers’ pay is late,’ she said.", ["The teachers’ pay is late,"]),
        ("Of the teachers’ pay and the nurses’ pay nothing was said.", []),
        ("They are ‘friends’ and they are ‘foes’ too.", ["friends", "foes"]),
        ("It was 6'2\" tall and 3'1\" wide.", []),
        ("“It runs on.\n\n“And on.”", ["It runs on.", "And on."]),
        ("She said: ‘It runs on.\n\n‘And on.’", ["It runs on.", "And on."]),
        ('He said "one. "Two," he said.', ["one.", "Two,"]),
    ],
)
def test_what_stands_between_marks(text: str, inside: list[str]) -> None:
    assert between_marks(text) == inside


def test_which_marks_are_the_outer_ones_is_decided_for_the_document() -> None:
    british = "‘One “two” three,’ she said. ‘Four,’ he said."
    assert between_marks(british) == ["One “two” three,", "Four,"]
    american = "“One ‘two’ three,” she said. “Four,” he said."
    assert between_marks(american) == ["One ‘two’ three,", "Four,"]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("no\u00a0break", "no break"),
        ("a\r\nb", "a \nb"),
        ("<p>a</p>", "\n  a\n   "),
        ("a &amp; b", "a \x03\x03\x03\x03& b"),
        ("don&rsquo;t", "don\x03\x03\x03\x03\x03\x03’t"),
        ("a&nbsp;b", "a      b"),
        ("[text](https://example.org)", "\x03text\x03" + "\x03" * 21),
        ("**bold** and 2 * 3", "\x03\x03bold\x03\x03 and 2 * 3"),
        ("a <!-- b --> c", "a            c"),
        ("<script>“x”</script>y", " " * 20 + "y"),
        ("a < b and c > d", "a < b and c > d"),
        ("broken in the\nmiddle", "broken in the middle"),
        ("One.\nTwo.", "One.\nTwo."),
    ],
)
def test_a_text_is_cleaned_to_its_own_length(text: str, cleaned: str) -> None:
    assert clean(text).text == cleaned
    assert len(cleaned) == len(text)


def test_text_wrapped_by_hand_is_joined_and_its_paragraphs_are_not() -> None:
    line = "and so the harbour trust went on to consider the state of the"
    text = "\n".join([line] * 8) + "\n\n" + "\n".join([line] * 8) + "\n"
    assert [len(part.split("\n")) for part in clean(text).text.strip().split("\n\n")] == [1, 1]


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("Ferry to sail again\n\nThe ferry sails on Monday.", ["heading", "body"]),
        ("# Ferry\n\n> It sails.\n\nIt does.", ["heading", "block quotation", "body"]),
        ("---\ntitle: x\n---\nIt sails.", ["front matter", "front matter", "front matter", "body"]),
        ("It sails.\n\nNotes to editors\n\n1. It is a ferry.", ["body", "heading", "notes"]),
        ("It sails.\n\n3 comments\n\nNo, it does not.", ["body", "heading", "comments"]),
        ("<h1>Ferry</h1><p>It sails.</p><footer>Share.</footer>", ["heading", "body", "furniture"]),
        ("<p>It sails.</p><blockquote><p>Well.</p><p>Really.</p></blockquote>", ["body", *["block quotation"] * 2]),
        ('<p>It sails.</p><aside class="pullquote"><p>“Well.”</p></aside>', ["body", "furniture"]),
    ],
)
def test_every_paragraph_has_its_zone(text: str, zones: list[str]) -> None:
    assert [paragraph.zone for paragraph in paragraphs_of(clean(text))] == zones
