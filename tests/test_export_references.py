"""References: keys that stay, and records that pandoc's citeproc and BibTeX make right references of."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex import PybtexEngine
from pybtex.database import parse_string

from reform_tui.export.citation import citation_keys, csl_item
from reform_tui.export.formats import export
from reform_tui.export.options import ExportOptions
from reform_tui.library.model import Document, Library, Name, StatedDate
from reform_tui.library.selection import Pick
from tests.arbitrary import library_of, lines
from tests.conftest import ROOT
from tests.rendering import pandoc

GOLDENS = ROOT / "tests" / "goldens"
KEYS = {
    "2007-ippr-public-services-at-the-crossroads": "brooks2007public",
    "2018-csw-heywood-technology": "johnstone2018heywood",
    "nd-blog-new-government-reform": "new-nd-government",
    "nd-politicshome-public-sector-productivity": "association-nd-deliver",
    "nd-progress-up-a-gear": "milburn-nd-gear",
}


def everything(library: Library, format: Any) -> str:
    return export(library, [Pick(id) for id in library.quotes], format, ExportOptions()).text


def with_documents(library: Library, *documents: Document) -> Library:
    return replace(library, documents={document.id: document for document in documents})


def test_keys_are_readable_and_stay(bundled: Library) -> None:
    assert citation_keys(bundled) == KEYS
    turned = with_documents(bundled, *reversed(list(bundled.documents.values())))
    assert citation_keys(turned) == KEYS


def test_keys_that_would_fall_together_are_told_apart(bundled: Library) -> None:
    document = bundled.documents["nd-progress-up-a-gear"]
    copies = [replace(document, id=f"copy-{at:02}") for at in range(30)]
    keys = citation_keys(with_documents(bundled, *copies))
    assert len(set(keys.values())) == 30
    assert [keys["copy-00"], keys["copy-01"]] == ["milburn-nd-gear", "milburn-nd-gearb"]


@pytest.mark.parametrize(
    ("author", "title", "issued", "key"),
    [
        (Name("Brontë-O’Neill", "Zoë", None), "On the État", "1999-01", "bronteoneill1999etat"),
        (Name(None, None, "The King’s Fund"), "What is to be done?", None, "kings-nd-done"),
        (Name("李", "明", None), "改革", None, "nd-progress-up-a-gear"),
        (Name("Ng", None, None), "The", "2001", "ng2001the"),
    ],
)
def test_a_key_is_made_of_name_date_and_title(
    bundled: Library, author: Name, title: str, issued: str | None, key: str
) -> None:
    date = StatedDate(issued, issued) if issued else None
    document = replace(bundled.documents["nd-progress-up-a-gear"], author=(author,), title=title, issued=date)
    assert citation_keys(with_documents(bundled, document)) == {document.id: key}


def test_a_record_says_no_date_where_none_is_stated_and_names_editors_and_bodies(bundled: Library) -> None:
    items = {item["id"]: item for item in json.loads(everything(bundled, "csl-json"))}
    assert set(items) == set(KEYS.values())
    assert "issued" not in items["milburn-nd-gear"]
    assert items["johnstone2018heywood"]["issued"] == {"date-parts": [[2018, 1, 26]]}
    assert items["brooks2007public"]["issued"] == {"date-parts": [[2007]]}
    assert items["brooks2007public"]["editor"] == [{"family": "Brooks", "given": "Richard"}]
    assert "author" not in items["brooks2007public"]
    assert items["association-nd-deliver"]["author"] == [{"literal": "Association for Project Management"}]
    assert items["association-nd-deliver"]["accessed"] == {"date-parts": [[2024, 4, 23]]}
    assert items["milburn-nd-gear"]["container-title"] == "Progress"


def test_who_is_quoted_in_a_document_is_named_and_is_not_its_author(bundled: Library) -> None:
    items = {item["id"]: item for item in json.loads(everything(bundled, "csl-json"))}
    csw = items["johnstone2018heywood"]
    assert csw["author"] == [{"family": "Johnstone", "given": "Richard"}]
    assert "Nicholas Timmins (direct speech, ¶24–25)" in csw["annote"]
    assert "Nicholas Timmins (reported, ¶" in csw["annote"]
    assert "Alan Milburn (" not in items["milburn-nd-gear"]["annote"]
    assert "a reader of Progress" in items["milburn-nd-gear"]["annote"]


def test_pandoc_and_bibtex_take_every_reference_and_print_n_d(bundled: Library) -> None:
    bib = everything(bundled, "bibtex")
    read = {item["id"]: item for item in json.loads(pandoc(bib, "--from", "bibtex", "--to", "csljson"))}
    assert set(read) == set(KEYS.values())
    assert read["johnstone2018heywood"]["issued"] == {"date-parts": [[2018, 1, 26]]}
    assert read["association-nd-deliver"]["author"] == [{"literal": "Association for Project Management"}]
    assert read["brooks2007public"]["editor"] == [{"family": "Brooks", "given": "Richard"}]
    for document in bundled.documents.values():
        assert read[KEYS[document.id]]["title"] == document.title
    printed = pandoc(bib, "--from", "bibtex", "--citeproc", "--to", "plain", "--wrap=none")
    assert "Milburn, Alan. n.d. “Up a gear.” Progress." in printed
    assert "Brooks, Richard, ed. 2007." in printed


def test_a_bibtex_run_prints_every_reference_without_a_warning(bundled: Library, tmp_path: Path) -> None:
    file = tmp_path / "all.bib"
    file.write_text(everything(bundled, "bibtex"), encoding="utf-8")
    printed = PybtexEngine().format_from_file(str(file), style="plain", output_backend="text")
    for line in (
        "Richard Brooks, editor. Public Services at the Crossroads. ippr, 2007.",
        "Alan Milburn. Up a gear. Progress, n.d.",
        "Richard Johnstone. Heywood has helped integrate tech progress into policy decisions, says Willetts.",
        "Association for Project Management. To deliver better public services",
    ):
        assert line in printed


@settings(max_examples=60)
@given(title=lines, name=lines, family=lines)
def test_any_title_and_name_is_a_record_that_bibtex_can_parse(title: str, name: str, family: str) -> None:
    library = library_of([["a"]], name=name, title=title)
    author = (Name(family, name, None), Name(None, None, family))
    library = with_documents(
        library, replace(library.documents["d"], author=author, publisher=name, container_title=None)
    )
    (entry,) = parse_string(everything(library, "bibtex"), "bibtex").entries.values()
    assert len(entry.persons["author"]) == 2
    assert entry.fields["title"].count("{") == entry.fields["title"].count("}")


@settings(max_examples=60)
@given(text=st.text(alphabet="ab \\%$#_&~^-.", min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(bool))
def test_what_latex_would_act_on_comes_out_of_pandoc_as_it_was(text: str) -> None:
    library = library_of([["a"]], title=f"a{{{text}}}b")
    (item,) = json.loads(pandoc(everything(library, "bibtex"), "--from", "bibtex", "--to", "csljson"))
    assert item["title"].replace("\u00a0", " ") == f"a{{{text}}}b"


def test_the_golden_page_has_the_references_right(bundled: Library) -> None:
    """``reform-tui export 'speaker:timmins quasi-markets' --bibliography``, and that through citeproc."""
    ids = ("timmins-key-instruments", "timmins-loss-of-faith", "timmins-running-out-of-road")
    options = ExportOptions(
        query="speaker:timmins quasi-markets", exported=datetime.date(2026, 11, 22), references=True
    )
    page = export(bundled, [Pick(id) for id in ids], "markdown", options).text
    compare(page, GOLDENS / "timmins.md")
    # Versions of pandoc and its styles differ in ligatures of punctuation, not in the words of a reference.
    printed = pandoc(page, "--citeproc", "--to", "plain", "--wrap=none")
    compare(printed, GOLDENS / "timmins.txt")
    assert "Johnstone, Richard. 2018." in printed
    assert len(re.findall(r"^\[\d\] \(Johnstone 2018, paras?\. \d+(?:[-–]\d+)?\);", printed, re.MULTILINE)) == 3


def compare(text: str, golden: Path) -> None:
    """Hold ``text`` against a file kept under tests/goldens; write the file anew by removing it."""
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
        pytest.fail(f"{golden} was not there; it is now: read it, then commit it")
    assert text == golden.read_text(encoding="utf-8")


def test_a_reference_without_quotations_names_nobody(bundled: Library) -> None:
    assert "annote" not in csl_item(bundled.documents["2018-csw-heywood-technology"], "k")


@pytest.mark.skipif(shutil.which("bibtex") is None, reason="needs the bibtex program (texlive-binaries, texlive-base)")
def test_the_real_bibtex_takes_every_reference_without_a_warning(bundled: Library, tmp_path: Path) -> None:
    (tmp_path / "all.bib").write_text(everything(bundled, "bibtex"), encoding="utf-8")
    (tmp_path / "page.aux").write_text("\\relax\n\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n", encoding="utf-8")
    answer = subprocess.run(["bibtex", "page"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    assert "Warning" not in answer.stdout
    printed = (tmp_path / "page.bbl").read_text(encoding="utf-8")
    assert printed.count("\\bibitem") == len(bundled.documents)
    assert "Richard Brooks, editor." in printed
