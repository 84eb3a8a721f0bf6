"""What is particular to one kind of file: pages of PDF, cues, control words, books, changes and notes in Word."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from reportlab.pdfgen.canvas import Canvas

from reform_tui.importing.hyphenation import Divisions
from reform_tui.importing.imported import Imported
from reform_tui.importing.reading import read, read_bytes
from reform_tui.library.model import Name, StatedDate
from reform_tui.library.text import SourceText
from tests.articles import BODY, FILLER, HEADING, TITLE, written_as_pdf, written_by_pandoc

JANE = Name("Smith", "Jane", None)


def lines(imported: Imported) -> list[str]:
    return [imported.text[p.start : p.end] for p in SourceText(imported.text).paragraphs]


def furniture(imported: Imported) -> list[tuple[str, str]]:
    return [(stretch.why, imported.text[stretch.start : stretch.end]) for stretch in imported.furniture]


@pytest.mark.parametrize(
    ("columns", "alignment", "indent", "space"),
    [(1, 0, 0, 6), (1, 4, 12, 0), (1, 4, 0, 6), (2, 0, 0, 6), (2, 4, 12, 0)],
    ids=["ragged", "indented", "justified", "two columns", "two justified columns"],
)
def test_paragraphs_of_a_pdf_are_whole_across_lines_and_pages(
    tmp_path: Path, columns: int, alignment: int, indent: int, space: int
) -> None:
    path = tmp_path / "buses.pdf"
    written_as_pdf(path, times=8, columns=columns, alignment=alignment, indent=indent, space=space)
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(path.read_bytes())]
    printed = "\n".join(pages)
    assert len(pages) > 4
    assert "\ufffe" in printed, "a word is divided at the end of a line"
    assert not any(text in printed for text in BODY if len(text) > 60), "every paragraph is wrapped"
    imported = read(path)
    assert [line for line in lines(imported) if line in BODY] == list(BODY) * 8
    assert set(lines(imported)) == {*BODY, TITLE, "By Jane Smith", "3 May 2026", "The Snoring Herald", "1", FILLER}
    assert furniture(imported) == [("running head", "The Snoring Herald"), ("page number", "1")]


def test_a_pdf_says_its_title_by_the_size_of_its_letters(tmp_path: Path) -> None:
    imported = read(written_as_pdf(tmp_path / "buses.pdf", times=1))
    assert (imported.title, imported.author) == (TITLE, (JANE,))
    assert imported.issued == StatedDate("2026-05-03", "3 May 2026")
    levels = [(heading.level, imported.text[heading.start : heading.end]) for heading in imported.headings]
    assert levels == [(1, TITLE), (2, HEADING)]


def test_a_divided_word_keeps_a_hyphen_that_is_its_own() -> None:
    text = ["A long-term view of the co-operative and of government", "it said that a well", "known thing was known"]
    divisions = Divisions(text)
    assert divisions.joined(["the govern-", "ment said"]) == "the government said"
    assert divisions.joined(["the long-", "term view"]) == "the long-term view"
    assert divisions.joined(["a self-", "made man"]) == "a self-made man"
    assert divisions.joined(["his mother-in-", "law spoke"]) == "his mother-in-law spoke"
    assert divisions.joined(["the re-exam-", "ined figures"]) == "the re-examined figures"
    assert divisions.joined(["the Anglo-", "Irish treaty"]) == "the Anglo-Irish treaty"
    assert divisions.joined(["it was—", "he said—so"]) == "it was—he said—so"
    assert divisions.joined(["it was –", "he said"]) == "it was – he said"
    assert divisions.joined(["the perma-", "frost"]) == "the permafrost"
    assert divisions.unproved == ("permafrost",)  # the others are proved


@given(st.text("ab-\u00ad —", max_size=8), st.text("ab-\u00ad —", max_size=8))
def test_joining_lines_loses_no_letter(before: str, line: str) -> None:
    joined = Divisions([]).joined([before, line])
    assert re.sub(r"[^ab]", "", joined) == re.sub(r"[^ab]", "", before + line)


VTT = """WEBVTT - A hearing

STYLE
::cue { color: red }

NOTE not said

opening
00:00:01.000 --> 00:00:03.000 align:start
<v.loud Ann Lee>Buses should be <i>free</i>,
and they &amp; we

00:00:03.000 --> 00:00:05.000
<v Ann Lee>will see <00:00:04.000>now.

00:00:05.500 --> 00:00:06.000
<v Bob Roe>No.</v>

00:00:06.000 --> 00:00:07.000
<v Bob Roe>1 < 2: never.</v>
"""


def test_cues_are_joined_into_turns_under_the_name_of_the_voice() -> None:
    imported = read_bytes("hearing.vtt", VTT.encode())
    assert lines(imported) == [
        "Ann Lee: Buses should be free, and they & we will see now.",
        "Bob Roe: No. 1 < 2: never.",
    ]


def test_subtitles_become_paragraphs_at_pauses_and_dashes() -> None:
    srt = (
        "1\r\n00:00:01,000 --> 00:00:03,000\r\n<i>Buses</i> should be\r\nfree,\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:05,000\r\n{\\an8}and that is that.\r\n\r\n"
        "3\r\n00:00:09,000 --> 00:00:11,000\r\n- No, it is not.\r\n- Yes.\r\n\r\n"
        "4\r\n00:00:11,000 --> 00:00:12,000\r\n2031\r\n"
    )
    imported = read_bytes("a.srt", srt.encode())
    assert lines(imported) == ["Buses should be free, and that is that.", "No, it is not.", "Yes. 2031"]


def test_captions_that_roll_are_taken_once() -> None:
    said = ["buses should", "be free by", "next year if", "we can pay"]
    cues = [f"00:00:0{at}.000 --> 00:00:0{at + 1}.000\n{a}\n{b}\n" for at, (a, b) in enumerate(pairwise(said))]
    imported = read_bytes("a.vtt", ("WEBVTT\n\n" + "\n".join(cues)).encode())
    assert lines(imported) == [" ".join(said)]
    assert imported.remarks


RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Helvetica;}{\f1\froman\fcharset204 Times;}}
{\stylesheet{\s1\outlinelevel0 heading 1;}{\s0 Normal;}}{\info{\title On buses}{\author Jane Smith}{\creatim\yr2026}}
{\header Never printed here\par}
\pard\s1 Fares\par
\pard\plain \ldblquote Buses\rdblquote  \'96 she said
 \u8212? caf\'e9\~s; \uc2\u1041\'c1\'c2\uc1 \f1 \'cf\'ee\f0{\v hidden}{\deleted gone}
 so.{\super\chftn}{\footnote\pard A {\i note}.\par}\line And\line then\par
{\field{\*\fldinst HYPERLINK "https://x.org"}{\fldrslt a link}}, \u-10179?\u-8694? {\*\unknown not this}\{ok\}\par
\trowd one\cell two\cell\row{\pict\bin4 }{{}X}after}
trailing"""


def test_rtf_comes_out_as_it_is_printed() -> None:
    imported = read_bytes("a.rtf", RTF)
    assert lines(imported)[:6] == [
        "Fares",
        "“Buses” – she said — café\u00a0s; БПо so.",
        "And then",
        "a link, 😊 {ok}",
        "one",
        "two",
    ]
    assert lines(imported)[6:8] == ["after", "A note."]
    assert furniture(imported) == [("metadata of the original file", "author: Jane Smith")]
    assert imported.title == "Fares"  # a title that the file has in its properties alone may be that of another
    assert [heading.level for heading in imported.headings] == [1]


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def changed(path: Path, part: str, old: str, new: str) -> bytes:
    """Return the bytes of a package with one part changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            content = before.read(item)
            if item.filename == part:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            after.writestr(item, content)
    return made.getvalue()


def test_changes_in_word_are_accepted_and_comments_left_out(tmp_path: Path) -> None:
    path = written_by_pandoc(tmp_path / "a.docx")
    runs = (
        '<w:p><w:r><w:t xml:space="preserve">Buses </w:t></w:r>'
        '<w:ins w:id="1" w:author="x"><w:r><w:t>will</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>must</w:delText></w:r></w:del>'
        '<w:sdt><w:sdtContent><w:r><w:t xml:space="preserve"> be free</w:t></w:r></w:sdtContent></w:sdt>'
        "<w:r><w:noBreakHyphen/><w:t>ish</w:t></w:r></w:p>"
    )
    raw = changed(path, "word/document.xml", "<w:sectPr", f"{runs}<w:sectPr")
    assert lines(read_bytes("a.docx", raw))[-1] == "Buses will be free\u2011ish"


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".html", ".rtf"])
def test_notes_stand_under_the_text_and_their_numbers_nowhere(tmp_path: Path, suffix: str) -> None:
    source = tmp_path / "source.md"
    source.write_text(
        "“Buses should be free,”[^1] she said.[^2]\n\n[^1]: In 2026.\n\n[^2]: And in 2027.\n", encoding="utf-8"
    )
    path = tmp_path / f"notes{suffix}"
    subprocess.run(["pandoc", "-s", "--metadata", "title=Notes", str(source), "-o", str(path)], check=True)
    assert lines(read(path))[-3:] == ["“Buses should be free,” she said.", "In 2026.", "And in 2027."]


def test_a_book_says_who_published_it_and_when(tmp_path: Path) -> None:
    path = written_by_pandoc(tmp_path / "a.epub")
    raw = changed(path, "EPUB/content.opf", "</metadata>", "<dc:publisher>Snoring Press</dc:publisher></metadata>")
    imported = read_bytes("a.epub", raw)
    assert (imported.type, imported.publisher) == ("book", "Snoring Press")
    assert furniture(imported)[-1] == ("metadata of the original file", "dc:publisher: Snoring Press")


def drawn(*pages: Sequence[tuple[float, float, float, str]], turn: int = 0) -> Imported:
    """Bring in a PDF of pages on which each text is drawn at x, y, in a size (points)."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(400, 400))
    for page in pages:
        if turn:
            canvas.setPageRotation(turn)
            canvas.translate(200, 200)
            canvas.rotate(turn)
            canvas.translate(-200, -200)
        for x, y, size, text in page:
            canvas.setFont("Times-Roman", size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return read_bytes("a.pdf", made.getvalue())


SENTENCE = "Buses should be free, said the mayor, who had said so for years, and nobody laughed."


def test_a_sentence_goes_on_over_notes_and_numbers_at_the_foot_of_a_page() -> None:
    first = [
        (50, 350, 11, "Buses should be free, said the mayor,"),
        (216, 354, 6, "1"),
        (50, 337, 11, "who had said so for years, and"),
        (50, 70, 6, "1"),
        (54, 67, 8, "In the Herald, and"),
        (54, 58, 8, "elsewhere."),
        (200, 20, 9, "17"),
    ]
    second = [(50, 350, 11, "nobody laughed."), (50, 290, 11, "Somebody did."), (200, 20, 9, "18")]
    imported = drawn(first, second)
    assert lines(imported) == [SENTENCE, "In the Herald, and elsewhere.", "17", "Somebody did."]
    assert furniture(imported) == [("page number", "17")]


def test_a_title_page_says_whose_report_it_is_and_of_when(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.setFont("Helvetica-Bold", 22)
    canvas.drawString(60, 700, "Reforming the buses of the")
    canvas.drawString(60, 674, "valley")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, 600, "Eve Moss and Tom Night")
    canvas.drawString(60, 585, "March 2021")
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    for at, words in enumerate(["Contents", "Summary ............... 4", "1. Why buses matter ........ 7"]):
        canvas.drawString(60, 700 - 30 * at, words)
    canvas.showPage()
    canvas.setFont("Helvetica", 10)
    for at, words in enumerate([BODY[0], BODY[1], "Figure 1: Buses a day, 2015–20", "Source: council data", BODY[5]]):
        for row, part in enumerate(re.findall(r".{1,80}(?: |$)", words)):
            canvas.drawString(60, 700 - 100 * at - 12 * row, part)
    canvas.save()
    imported = read(tmp_path / "a.pdf")
    assert imported.title == "Reforming the buses of the valley"
    assert list(map(str, imported.author)) == ["Eve Moss", "Tom Night"]
    assert imported.issued == StatedDate("2021-03", "March 2021")
    assert [(why, words.splitlines()[0]) for why, words in furniture(imported)] == [
        ("table of contents", "Contents"),
        ("caption", "Figure 1: Buses a day, 2015–20"),
    ]
    assert BODY[1] in lines(imported)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_that_lies_on_its_side_is_read_all_the_same(turn: int) -> None:
    page = [(50, 350, 11, "Buses should be free, said the mayor,"), (50, 337, 11, "who had said so for years, and")]
    assert lines(drawn([*page, (50, 324, 11, "nobody laughed.")], turn=turn)) == [SENTENCE]


def test_a_line_at_the_same_place_of_several_pages_is_no_running_head_when_its_paragraph_goes_on() -> None:
    said = ["Nobody laughed.", "Somebody did.", "She did."]
    imported = drawn(*([(50.0, 370.0, 11.0, "The mayor said so."), (50.0, 357.0, 11.0, words)] for words in said))
    assert lines(imported) == [f"The mayor said so. {words}" for words in said]
    assert imported.furniture == ()


@pytest.mark.parametrize(
    ("title", "creator", "authors"),
    [
        ("Microsoft Word - draft2.doc", "Windows User", []),
        ("Report template", "Moon Council Template Team", []),
        ("[Type the document title]", "Administrator", []),
        ("Speech FINAL v3", "Moss, Eve; Tom Night", ["Eve Moss", "Tom Night"]),
        (TITLE.upper(), "eve.moss@example.org", []),
    ],
)
def test_what_word_puts_down_by_itself_is_no_fact(tmp_path: Path, title: str, creator: str, authors: list[str]) -> None:
    path = tmp_path / "a.docx"
    source = tmp_path / "a.md"
    source.write_text(f"# {TITLE}\n\n" + "\n\n".join(BODY), encoding="utf-8")
    call = ["pandoc", "-f", "markdown", str(source), "-M", f"title={title}", "-M", f"author={creator}", "-o", str(path)]
    subprocess.run(call, check=True)
    with zipfile.ZipFile(path) as package:
        assert title.encode() in package.read("docProps/core.xml")
        body = package.read("word/document.xml").decode()
    printed = re.sub(r'<w:p><w:pPr><w:pStyle w:val="(?:Title|Author)".*?</w:p>', "", body)
    imported = read_bytes("a.docx", changed(path, "word/document.xml", body, printed))
    assert (imported.title or "").casefold() == TITLE.casefold()
    assert list(map(str, imported.author)) == authors


@pytest.mark.parametrize(
    "top",
    [
        '---\ntitle: "Buses: now"\nauthors:\n  - name: Eve Moss\n    at: Moon\n  - Tom Night\ndate: 2021-05-05\n---\n',
        '+++\ntitle = "Buses: now"\nauthors = ["Eve Moss", "Tom Night"]\ndate = 2021-05-05T10:00:00Z\n+++\n',
        "% Buses:\n  now\n% Eve Moss; Tom Night\n% 5 May 2021\n",
        "\ufeff---\r\nTitle: 'Buses: now'\r\nAuthor: Eve Moss and Tom Night\r\nPublished: 5 May 2021\r\n...\r\n",
    ],
    ids=["Jekyll", "Hugo", "pandoc", "as people write it"],
)
def test_the_top_of_a_markdown_file_says_what_it_is(top: str) -> None:
    imported = read_bytes("a.md", f"{top}\nBuses are late.\n".encode())
    assert imported.text == f"{top}\nBuses are late.\n"
    assert imported.title == "Buses: now"
    assert list(map(str, imported.author)) == ["Eve Moss", "Tom Night"]
    assert imported.issued is not None
    assert imported.issued.date == "2021-05-05"
    (front,) = imported.furniture
    assert "late" not in imported.text[front.start : front.end]


@pytest.mark.parametrize(
    "top", ["---\ntitle: *bad\n---\n", "+++\ntitle = bad\n+++\n", "+++\n" + "a = [" * 5000 + "\n+++\n"]
)
def test_a_top_that_cannot_be_read_is_left_as_text_and_gives_no_title(top: str) -> None:
    imported = read_bytes("a.md", f"{top}\nBuses are late and nobody knows why they should be so.\n".encode())
    assert imported.furniture == ()
    assert "was left as text" in imported.remarks[0]
    assert imported.title is None or "bad" in imported.title
