"""A file of any kind in; its text, whole and in order, and what it says about itself out."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reform_tui.importing.imported import Imported
from reform_tui.importing.reading import SUFFIXES, ImportProblem, read, read_bytes
from reform_tui.library.folding import fold_key
from reform_tui.library.model import Name, StatedDate
from reform_tui.library.text import SourceText
from tests.articles import BODY, HEADING, MARKDOWN, PAGE, TITLE, written_by_pandoc

JANE = Name("Smith", "Jane", None)


def lines(imported: Imported) -> list[str]:
    return [imported.text[p.start : p.end] for p in SourceText(imported.text).paragraphs]


def furniture(imported: Imported) -> dict[str, str]:
    """Return why each line of furniture is so, by its words."""
    return {
        line: stretch.why
        for stretch in imported.furniture
        for line in imported.text[stretch.start : stretch.end].splitlines()
        if line
    }


def work(imported: Imported) -> list[str]:
    around = furniture(imported)
    return [line for line in lines(imported) if line not in around]


def headings(imported: Imported) -> list[tuple[int | None, str]]:
    return [(heading.level, imported.text[heading.start : heading.end]) for heading in imported.headings]


def page(body: str) -> Imported:
    return read_bytes("page.html", f"<!DOCTYPE html><meta charset=utf-8><body>{body}".encode())


@pytest.fixture(scope="module")
def web_page() -> Imported:
    return read_bytes("buses.html", PAGE.encode())


@pytest.mark.parametrize("suffix", [".docx", ".html", ".odt", ".epub", ".rtf"])
def test_every_word_and_mark_of_an_article_comes_out_in_order(tmp_path: Path, suffix: str) -> None:
    path = written_by_pandoc(tmp_path / f"article{suffix}")
    imported = read(path)
    assert [line for line in work(imported) if line in BODY] == list(BODY)
    assert set(work(imported)) <= {*BODY, TITLE, "Jane Smith", "3 May 2026"}
    assert imported.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (imported.original, imported.format) == (path.name, "text")
    assert (2, HEADING) in headings(imported)
    assert (imported.title, imported.author) == (TITLE, (JANE,))
    assert imported.issued == StatedDate("2026-05-03", "3 May 2026")


def test_the_same_file_comes_out_the_same(tmp_path: Path) -> None:
    path = written_by_pandoc(tmp_path / "article.docx")
    assert read(path) == read(path)


def test_a_page_comes_out_without_what_stands_around_the_article(web_page: Imported) -> None:
    assert work(web_page) == [TITLE, "By Jane Smith and John van Brown, Political editor", "3 May 2026", *BODY]


def test_what_is_kept_of_the_page_around_an_article_says_what_it_is(web_page: Imported) -> None:
    around = furniture(web_page)
    assert around["“Buses should be free”"] == "pull quote"
    assert around["Advertisement"] == "advertisement"
    assert around["A bus in Upper Snoring. Photo: A. Nother"] == "caption"
    assert around["Read more: Trams should be free, too"] == "teaser for other articles"


def test_a_line_that_repeats_words_of_a_longer_one_is_a_pull_quote() -> None:
    said = "We do things differently in different sectors for different reasons."
    body = f"“{said} And not all ideas work,” said Ann Lee – who drives – to the others."
    imported = read_bytes(
        "a.txt", f"Title\n\n{body}\n\n“{said}” – Ann Lee\n\nIt is so – and so it is – said she.\n".encode()
    )
    assert furniture(imported) == {f"“{said}” – Ann Lee": "pull quote"}


@pytest.mark.parametrize(
    "line",
    [
        "No comment.",
        "Saved by the bell",
        "We baked cookies.",
        "Share and share alike.",
        "Home is where the bus stops.",
        "Next, the trams.",
    ],
)
def test_what_people_say_is_not_taken_for_furniture(line: str) -> None:
    assert read_bytes("a.txt", f"Title\n\nThey said so.\n\n{line}\n\nIt is so.\n".encode()).furniture == ()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Share this page", "share link"),
        ("Follow us on Twitter", "share link"),
        ("Advertisement", "advertisement"),
        ("Print Friendly, PDF & Email", "print button"),
        ("4 min read", "reading time and label"),
        ("READ MORE: Trams to go", "teaser for other articles"),
        ("Sign up to our daily roundup email", "newsletter form"),
        ("This website uses cookies to improve your experience", "cookie notice"),
        ("Photograph: A. Nother/Getty Images", "photograph caption and credit"),
        ("https://example.org/buses?id=9", "address of a page"),
        ("![A bus in Upper Snoring](buses/bus.jpg)", "picture"),
        ("Printed 3 May 2026", "line of the print-out"),
        ("Page 3 of 12", "page number"),
        ("1 comment", "comment counter"),
        ("Home > News > Buses", "menu"),
    ],
)
def test_lines_that_are_known_for_furniture_are_proposed_as_such(line: str, why: str) -> None:
    imported = read_bytes("a.txt", f"Title\n\nThey said so.\n\n{line}\n\nIt is so.\n".encode())
    assert furniture(imported) == {line: why}


def test_a_page_says_who_wrote_it_where_and_when(web_page: Imported) -> None:
    assert (web_page.title, web_page.type) == (TITLE, "article-newspaper")
    assert web_page.author == (JANE, Name("van Brown", "John", None))
    assert web_page.container_title == "The Snoring Herald"
    # The time stamp is of half past eleven in UTC on the day before; the page prints its own day.
    assert web_page.issued == StatedDate("2026-05-03", "3 May 2026")


def test_nothing_that_a_browser_does_not_print_comes_out_of_a_page(web_page: Imported) -> None:
    assert "never printed" not in web_page.text
    assert "color" not in web_page.text
    assert "\u00ad" not in web_page.text


def test_a_fact_that_stands_in_the_head_of_a_page_alone_is_set_under_its_text() -> None:
    head = '<meta name="citation_publisher" content="Snoring Press"><meta name="dc.date" content="2026-05">'
    imported = page(f"{head}<h1>On buses</h1><p>They are late.</p>")
    assert (imported.publisher, imported.issued) == ("Snoring Press", StatedDate("2026-05", "2026-05"))
    assert furniture(imported) == {
        "dc.date: 2026-05": "metadata of the original file",
        "citation_publisher: Snoring Press": "metadata of the original file",
    }
    for stated in ("Snoring Press", "2026-05", "On buses"):
        assert fold_key(stated) in fold_key(imported.text)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".odt", ".epub", ".rtf", ".md"])
def test_the_text_states_every_fact_that_is_proposed(tmp_path: Path, suffix: str) -> None:
    imported = read(written_by_pandoc(tmp_path / f"article{suffix}"))
    text = fold_key(SourceText(imported.text, markdown=suffix == ".md").plain.text)
    facts = [imported.title, imported.publisher, imported.container_title, *map(str, imported.author)]
    assert imported.issued
    assert all(fold_key(fact) in text for fact in (*facts, imported.issued.stated) if fact)


def test_a_page_that_states_nothing_is_given_nothing() -> None:
    imported = page("<p>They are late, they said.</p><p>And full.</p>")
    assert (imported.title, imported.author, imported.issued, imported.publisher) == (None, (), None, None)
    assert imported.type == "webpage"


def test_a_menu_holds_no_prose_but_prose_in_a_menu_is_kept() -> None:
    prose = "He said that the buses would be free, and " * 5
    late = "They are late. " * 50
    imported = page(f"<nav><a href=x>Home</a><p>{prose}</p></nav><p>{late}</p>")
    assert lines(imported) == [prose.strip(), late.strip()]
    assert furniture(imported) == {prose.strip(): "menu"}


@pytest.mark.parametrize("marks", ['class="has-sidebar social-share-on"', 'id="newsletter-page"', 'aria-hidden="true"'])
def test_what_wraps_the_whole_text_is_no_furniture_whatever_it_is_called(marks: str) -> None:
    prose = "He said that the buses would be free, and she said so, too. " * 3
    imported = page(f"<div {marks}><div class=menu><a href=x>Home</a></div><p>{prose}</p><p>{prose}</p></div>")
    assert lines(imported) == [prose.strip()] * 2
    assert imported.furniture == ()


def test_breaks_make_paragraphs_where_they_end_one() -> None:
    assert lines(page("<p>One two.<br><br>Three<br/>\n <br>four<br>five six, by<br>seven.</p>")) == [
        "One two.",
        "Three",
        "four five six, by seven.",
    ]


def test_words_across_inline_marks_stay_whole_and_cells_apart() -> None:
    imported = page("<p>co<b>-op</b>er<i>ate</i></p><table><tr><td>one</td><td>two</td></tr></table>")
    assert lines(imported) == ["co-operate", "one", "two"]


@pytest.mark.parametrize(
    "number",
    [
        '<sup><a href="#note-1">1</a></sup>',
        '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
        '<a href="#fn1" role="doc-noteref"><sup>1</sup></a>',
    ],
)
def test_numbers_of_notes_stand_in_no_quotation(number: str) -> None:
    assert lines(page(f"<p>“Buses should be free.”{number} So they say{number}, on the 21<sup>st</sup>.</p>")) == [
        "“Buses should be free.” So they say, on the 21st."
    ]


def test_marks_that_the_browser_adds_are_added() -> None:
    assert lines(page("<p>He said <q>we <q>know</q></q>.</p>")) == ["He said “we ‘know’”."]


def test_entities_and_invisible_characters_come_out_as_text() -> None:
    imported = page("<p>&#147;Bus&shy;es&#148; &amp; caf&eacute;s&nbsp;&mdash; ze\u200bro &lt;b&gt;\x00\x07</p>")
    assert lines(imported) == ["“Buses” & cafés\u00a0— zero <b>"]


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Co"]), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(words.filter(bool), min_size=1, max_size=6))
def test_any_words_come_out_of_a_page_as_they_went_in(paragraphs: list[str]) -> None:
    escaped = (text.replace("&", "&amp;").replace("<", "&lt;") for text in paragraphs)
    assert lines(page("".join(f"<p>{text}</p>" for text in escaped))) == paragraphs


@given(st.text())
def test_any_page_is_read_or_refused_in_a_sentence(text: str) -> None:
    with suppress(ImportProblem):
        imported = page(text)
        assert all(imported.text[s.start : s.end].strip() for s in (*imported.furniture, *imported.headings))


@given(st.text(st.one_of(st.sampled_from("a \r\n\u00a0\ufeff\x00\f#-*|"), st.characters(exclude_categories=["Cs"]))))
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_a_text_in_utf_8_is_kept_byte_for_byte(suffix: str, text: str) -> None:
    assume(text.count("\x00") < 3)  # every other byte zero: that is another encoding, and refused
    raw = f"{text}\nBuses are late.".encode()
    imported = read_bytes(f"a{suffix}", raw)
    assert imported.text.encode() == raw
    assert imported.sha256 == hashlib.sha256(raw).hexdigest()
    assert all(imported.text[s.start : s.end].strip() for s in (*imported.furniture, *imported.headings))


def test_byte_order_mark_and_line_ends_of_a_text_stay() -> None:
    raw = b"\xef\xbb\xbf" + "\r\n\r\n".join([TITLE, "By Jane Smith", "3 May 2026", *BODY]).encode()
    imported = read_bytes("buses.txt", raw)
    assert imported.text.encode() == raw
    assert (imported.title, imported.author) == (TITLE, (JANE,))
    assert imported.issued == StatedDate("2026-05-03", "3 May 2026")


def test_a_text_in_another_encoding_is_decoded_only_where_it_can_be_nothing_else() -> None:
    text = "\n\n".join(BODY)
    western = read_bytes("buses.txt", text.encode("cp1252"))
    marked = read_bytes("buses.txt", text.encode("utf-16"))
    assert western.text == marked.text.removeprefix("\ufeff") == text
    assert western.remarks == ("decoded from Windows-1252; stored as UTF-8",)
    for raw in ("Пока всё".encode("koi8-r"), "日本語".encode("shift-jis"), "buses".encode("utf-16-le")):
        with pytest.raises(ImportProblem, match="save the file as UTF-8"):
            read_bytes("buses.txt", raw)


def test_front_matter_of_markdown_is_furniture_and_states_what_the_text_is() -> None:
    imported = read_bytes("buses.md", MARKDOWN.encode())
    assert imported.format == "markdown"
    assert (imported.title, imported.author) == (TITLE, (JANE,))
    assert imported.issued == StatedDate("2026-05-03", "3 May 2026")
    (front,) = imported.furniture
    assert imported.text[front.start : front.end] == MARKDOWN[: MARKDOWN.index("\n\n")]
    assert headings(imported) == [(2, HEADING)]


def test_what_no_reader_knows_is_refused_with_what_they_know(tmp_path: Path) -> None:
    (tmp_path / "song.mp3").write_bytes(b"ID3")
    with pytest.raises(ImportProblem, match=r"song\.mp3 .*`\.mp3` is no kind of file.*\.docx"):
        read(tmp_path / "song.mp3")
    with pytest.raises(ImportProblem, match="a folder"):
        read(tmp_path)
    with pytest.raises(ImportProblem, match="No such file"):
        read(tmp_path / "gone.txt")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_file_is_said_to_be_empty(suffix: str) -> None:
    with pytest.raises(ImportProblem, match="empty"):
        read_bytes(f"a{suffix}", b" \n")
