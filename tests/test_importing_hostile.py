"""Files that are broken, locked, booby-trapped or not what they say: a sentence, or an answer, and soon."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from reform_tui.adding.record import new_document
from reform_tui.importing.reading import SUFFIXES, ImportProblem, read_bytes
from reform_tui.library.text import SourceText
from tests.articles import BODY, PAGE, written_as_pdf, written_by_pandoc
from tests.conftest import ROOT

PACKAGES = (".docx", ".odt", ".epub")


def refusal(name: str, raw: bytes) -> str:
    with pytest.raises(ImportProblem) as caught:
        read_bytes(name, raw)
    return str(caught.value)


def package(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("suffix", "missing"),
    [(".html", "lxml"), (".docx", "mammoth"), (".odt", "lxml"), (".epub", "lxml"), (".pdf", "pypdfium2")],
)
def test_without_the_extra_a_file_says_what_to_install(tmp_path: Path, suffix: str, missing: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"anything")
    code = (
        "import sys\n"
        f"sys.modules.update(dict.fromkeys(['lxml', 'mammoth', 'pypdfium2'][{missing == 'mammoth'}:]))\n"
        "from pathlib import Path\n"
        "from reform_tui.importing.reading import ImportProblem, read\n"
        "try:\n    read(Path(sys.argv[1]))\n"
        "except ImportProblem as problem:\n    print(problem)"
    )
    said = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True, cwd=ROOT)
    assert str(path) in said.stdout
    assert "pip install 'reform-tui[import]'" in said.stdout


def test_text_markdown_rtf_and_captions_need_no_extra(tmp_path: Path) -> None:
    contents = {"a.txt": "x", "a.md": "# x", "a.rtf": r"{\rtf1 x}", "a.srt": "00:00:01,000 --> 00:00:02,000\nx"}
    for name, text in contents.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    code = (
        "import sys\n"
        "sys.modules.update(dict.fromkeys(['lxml', 'mammoth', 'pypdfium2']))\n"
        "from pathlib import Path\n"
        "from reform_tui.importing.reading import read\n"
        "print(*(read(Path(path)).text.strip()[-1] for path in sys.argv[1:]))"
    )
    call = [sys.executable, "-c", code, *(str(tmp_path / name) for name in contents)]
    said = subprocess.run(call, capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.split() == ["x"] * 4


def test_looking_for_what_can_be_brought_in_loads_no_reader() -> None:
    code = "import reform_tui.importing.reading, sys; print(*{name.partition('.')[0] for name in sys.modules})"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not {"lxml", "mammoth", "pypdfium2", "yaml"} & set(said.stdout.split())


@pytest.mark.parametrize(
    "suffix", [suffix for suffix in SUFFIXES if suffix not in {".txt", ".text", ".md", ".markdown"}]
)
@given(raw=st.binary(min_size=1, max_size=200))
def test_arbitrary_bytes_are_read_or_refused(suffix: str, raw: bytes) -> None:
    try:
        imported = read_bytes(f"a{suffix}", raw)
    except ImportProblem as problem:
        assert str(problem)  # noqa: PT017
    else:
        assert imported.text.strip()
        assert imported.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub", ".pdf", ".rtf"])
def test_a_file_cut_short_or_garbled_is_read_or_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    raw = (written_as_pdf(path, times=1) if suffix == ".pdf" else written_by_pandoc(path)).read_bytes()
    step = max(len(raw) // 40, 1)
    for at in range(1, len(raw), step):
        for broken in (raw[:at], raw[:at] + b"\x00\xff<" + raw[at + 3 :]):
            try:
                assert read_bytes(path.name, broken).text.strip()
            except ImportProblem as problem:
                assert str(problem)  # noqa: PT017


@pytest.mark.parametrize("suffix", PACKAGES)
def test_a_package_that_unpacks_to_too_much_is_refused_before_it_does(suffix: str) -> None:
    assert "unpacks to" in refusal(f"a{suffix}", package({"x.xml": bytes(200_000_000)}))


@pytest.mark.parametrize("suffix", PACKAGES)
def test_a_zip_file_that_is_no_document_is_said_to_be_none(suffix: str) -> None:
    assert "it is a zip file, but not" in refusal(f"a{suffix}", package({"x": b"y"}))
    assert "encrypted, or in the format of before 2007" in refusal(
        f"a{suffix}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x"
    )


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">%s]><l>&l9;</l>""" % b"".join(
    b'<!ENTITY l%d "%s">' % (level, (b"&l%d;" % (level - 1) if level else b"&a;") * 10) for level in range(10)
)


@pytest.mark.parametrize(
    ("suffix", "part"),
    [(".docx", "word/document.xml"), (".odt", "content.xml"), (".epub", "META-INF/container.xml")],
)
def test_entities_that_blow_up_are_not_opened(suffix: str, part: str) -> None:
    assert "declares XML entities" in refusal(f"a{suffix}", package({part: LAUGHS}))


def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", strength=128))
    canvas.drawString(100, 100, "Buses")
    canvas.save()
    assert "encrypted with a password" in refusal("a.pdf", path.read_bytes())


def written(pages: int) -> bytes:
    made = io.BytesIO()
    canvas = Canvas(made)
    for page in range(pages):
        for line in range(45):
            canvas.drawString(
                60, 800 - 16 * line, f"Line {page * 45 + line} of the text that goes on and on in this city"
            )
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def test_a_paragraph_of_many_pages_comes_in_whole() -> None:
    imported = read_bytes("a.pdf", written(100))  # 4,500 lines without an end of a sentence
    assert imported.text.count("of the text that goes on") == 4_500


def test_a_pdf_that_has_lost_its_table_of_places_is_read_all_the_same() -> None:
    whole = written(2)
    lost = whole[: whole.rindex(b"startxref")] + b"startxref\n99999999\n%%EOF"
    assert read_bytes("a.pdf", lost).text == read_bytes("a.pdf", whole).text


def test_tables_that_are_nested_without_end_are_said_to_be() -> None:
    head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    cells = "<w:tbl><w:tr><w:tc>" * 1_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 1_000
    raw = package({"word/document.xml": f"{head}{cells}</w:body></w:document>".encode()})
    assert "nested too deep" in refusal("a.docx", raw)
    raw = package({"content.xml": b"<a>" * 10_000 + b"</a>" * 10_000})
    assert "nested too deep" in refusal("a.odt", raw)


def test_a_pdf_of_pictures_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.rect(10, 10, 100, 100, fill=1)
    canvas.showPage()
    canvas.save()
    assert "(a scan)" in refusal("a.pdf", path.read_bytes())


def test_a_pdf_that_unpacks_to_too_much_is_refused_before_it_does() -> None:
    packed = zlib.compress(bytes(600_000_000), 9)
    raw = b"%PDF-1.4\n1 0 obj\n<< /Length " + str(len(packed)).encode() + b" /Filter /FlateDecode >>\nstream\n" + packed
    assert "unpacks to more than" in refusal("a.pdf", raw + b"\nendstream\nendobj\n")


@pytest.mark.parametrize("form", ["a.txt %s", "a.html <p>%s", r"a.rtf {\rtf1 %s}"])
def test_fifty_megabytes_in_one_line_come_in(form: str) -> None:
    name, _, around = form.partition(" ")
    words = ("buses are late and " * 2_700_000).strip()
    imported = read_bytes(name, (around % words).encode())
    assert len(SourceText(imported.text).paragraphs) == 1
    assert imported.text.strip() == words


def test_a_page_nested_deeper_than_can_be_read_is_refused_and_one_less_deep_is_whole() -> None:
    def nested(depth: int) -> bytes:
        return b"<body>" + b"<div>" * depth + b"deep" + b"</div>" * depth + b"<p>after"

    assert read_bytes("a.html", nested(1500)).text == "deep\n\nafter\n"
    assert "nested too deep" in refusal("a.html", nested(100_000))


def test_a_page_that_is_not_in_the_encoding_it_states_is_refused() -> None:
    assert "which the file says it is" in refusal("a.html", b"<meta charset=shift_jis><p>\x80\xff\xff")
    assert "no known encoding" in refusal("a.html", b"<meta charset=klingon><p>\x80\xff")
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').replace("&ldquo;", "“")
    assert BODY[1] in read_bytes("a.html", page.encode("cp1252")).text


@pytest.mark.parametrize("label", ["undefined", "unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna"])
def test_a_page_is_read_by_no_codec_that_is_no_encoding_of_pages(label: str) -> None:
    text = r"The café is +AGE- \u0041nd open"
    page = f"<meta charset={label}><p>{text}</p><p>It will be open all the week, and nobody has to pay.</p>"
    imported = read_bytes("a.html", page.encode("cp1252"))
    assert imported.text.startswith(text)
    assert imported.remarks == ("decoded from Windows-1252; stored as UTF-8",)
    assert "no known encoding" in refusal("a.html", f"<meta charset={label}><p>".encode() + b"\xcf\xf0" * 40)


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        *[(label, "cp1252", "“Été”") for label in ("latin1", "ascii", "ISO-8859-1", "windows-1252", "x-cp1252")],
        *[(label, label, "Пока всё") for label in ("koi8-r", "koi8-u", "windows-1251", "ibm866", "iso-8859-5")],
        *[(label, label, "日本語") for label in ("shift_jis", "euc-jp", "gbk", "gb18030", "big5")],
        *[("x-sjis", "shift_jis", "日本語"), ("euc-kr", "euc-kr", "한국어"), ("macintosh", "mac-roman", "“Été”")],
        *[("iso-8859-15", "iso-8859-15", "5 € Été"), ("windows-874", "cp874", "ภาษาไทย")],
    ],
)
def test_a_page_is_read_in_the_encoding_it_states(label: str, codec: str, text: str) -> None:
    page = f"<meta charset={label}><p>{text}</p>"
    assert read_bytes("a.html", page.encode(codec)).text == f"{text}\n"


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.txt", b"%PDF-1.7 x", "its ending is .txt, but it is a PDF file; let its name end in .pdf"),
        ("a.docx", b"%PDF-1.7 x", "its ending is .docx, but it is a PDF file; let its name end in .pdf"),
        (
            "a.html",
            b"PK\x03\x04x",
            "it is a zip package, as Word files are; let its name end in .docx or .odt or .epub",
        ),
        ("a.md", b"{\\rtf1 x}", "it is an RTF file; let its name end in .rtf"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1", "it is a file of Office of before 2007"),
        ("a.pdf", b"\x89PNG\r\n", "it is a picture; only text can be brought in"),
        ("a.pdf", b"\r\n<!DOCTYPE html><p>Sign in", "it is a web page, as of a sign-in; download the file again"),
        ("a.txt", "The café".encode("utf-16-le"), "every other byte is zero, as in UTF-16 without its byte order mark"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "`.doc` is Word’s format of before 2007; save it as .docx"),
        ("a.mhtml", b"From: <x>", "`.mhtml` is a page with its pictures in one file; save it as"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_said_to_be_what_it_is(name: str, raw: bytes, said: str) -> None:
    assert said in refusal(name, raw)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "<v " * 100_000),
        ("a.md", "*a " * 100_000),
        ("a.html", "<h1>Free buses</h1>" * 5_000 + "<p>Buses run."),
        ("a.html", "<meta name=author content='Ann Lee'>" * 20_000 + "<p>Buses run."),
    ],
    ids=["marks of voices", "open emphasis", "the same heading", "the same author"],
)
def test_what_repeats_without_end_costs_time_in_proportion(name: str, text: str) -> None:
    imported = read_bytes(name, text.encode())
    made = new_document(imported, "a", [], set())  # in the square of what repeats it would take minutes
    assert len(made.record_text) < 100_000
    assert len(imported.author) <= 1


def test_names_of_files_say_what_they_are_in_any_case() -> None:
    assert read_bytes("A.TXT", b"x").text == "x"
