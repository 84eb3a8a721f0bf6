"""Documents of one's own, from files to a page, in a real pseudo-terminal, as the README tells a stranger to do it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate

from reform_tui.library.check import check_library
from reform_tui.library.load import load_library
from tests.terminal import run_in_terminal
from tests.test_app_terminal import Session

DOWN, ENTER = "\x1b[B", "\r"
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Ferries for the isle | The Pell Courier</title>
<meta property="og:site_name" content="The Pell Courier"><meta name="author" content="Sue Day">
<meta property="article:published_time" content="2021-05-05T09:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/s">Sport</a></nav><main><article><h1>Ferries for the isle</h1>
<p class="byline">By Sue Day</p><time>5 May 2021</time>
<p>“Every harbour will have a ferry by the end of the year,” said Ann Lee, the transport secretary. “Nobody will be left
on the quay.”</p>
<p>“We have heard it before,” said Bob Roe, who mends the boats. “We shall believe it when we see it.”</p>
<p>“A ferry is not a favour,” said Cara Finch, a fisherwoman.</p></article></main>
<div class="cookie-banner"><p>We use cookies.</p></div></body></html>"""
SPEECH = """---
title: What a harbour is for
author: Eve Moss
date: 4 June 2019
---

“Competition has emptied this harbour,” the historian Tom Night told this society last year.

“Choice is what brings the boats back,” said Ann Lee, the transport secretary. “It has done so in every port but ours.”

“Nobody chooses to wait in the rain,” said Cara Finch, a fisherwoman.
"""
PRINTED = (
    "The isle and the market",
    "By Dan Orme",
    "11 March 2020",
    "“We have had three companies in four years,” said Ida Pell, the harbour master. “Not one sailed after six.”",
    "“The market works where councils let it work,” said Ann Lee, the transport secretary.",
)


def written(folder: Path) -> list[str]:
    """Write a saved web page, a Word file and a PDF; return their names."""
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "speech.md").write_text(SPEECH, encoding="utf-8")
    subprocess.run(["pandoc", str(folder / "speech.md"), "-o", str(folder / "speech.docx")], check=True)
    body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=18, leading=22, spaceAfter=10)
    story = [Paragraph(words, body if number else title) for number, words in enumerate(PRINTED)]
    SimpleDocTemplate(str(folder / "market.pdf"), title="Microsoft Word - market.doc").build(story)
    return [str(folder / name) for name in ("page.html", "speech.docx", "market.pdf")]


def test_documents_of_ones_own_are_added_reviewed_searched_compared_and_exported(tmp_path: Path) -> None:
    root = tmp_path / "isle"
    status, drawn = run_in_terminal(["init", str(root), "--bundled"], columns=80, rows=24, cwd=tmp_path)
    assert (status, "yours to edit" in drawn) == (0, True)
    files = written(tmp_path)
    status, drawn = run_in_terminal(["add", "--library", str(root), *files], columns=80, rows=24, cwd=tmp_path)
    assert (status, "3 documents added" in drawn) == (0, True)
    library = load_library(root)
    own = {id: document for id, document in library.documents.items() if document.proposed}
    assert {document.title for document in own.values()} == {
        "Ferries for the isle",
        "What a harbour is for",
        "The isle and the market",
    }
    assert sum(len(document.quotes) for document in own.values()) >= 11

    session = Session(tmp_path, REFORM_TUI_LIBRARY=str(root))
    session.wait_for("to review: Esc, then r")
    session.send(DOWN)
    session.wait_for("views")
    session.send("r")
    session.wait_for("of documents, as the program read them")
    session.send("]]")
    session.wait_for("the doubtful first")
    for pressed, shown in (
        ("t", "Under which position?"),
        ("dominant way" + ENTER, "How does it bear on"),
        ("opposes" + ENTER, "Which words say so"),
        ("says that it brings boats" + ENTER, "under “As the dominant"),
    ):
        session.send(pressed)
        session.wait_for(shown)
    for number in range(1, 11):
        session.send("a")
        session.wait_for(f"{number} decided")
    session.send("4")
    session.wait_for("Who stands where")
    session.send("c")
    session.wait_for("of 16 topics")
    session.send("/")
    session.wait_for("Esc leave")
    session.send('"three companies"')
    session.wait_for("1 quote · 1 document")
    session.send(DOWN)
    session.wait_for("select")
    session.send(" ")
    session.wait_for("1 selected")
    session.send("e")
    session.wait_for("Export 1 quote")
    session.send(ENTER)
    session.wait_for("wrote")
    session.send("q")
    assert session.end() == 0

    library = load_library(root)
    assert library.problems == ()
    assert check_library(library) == []
    assert sum(quote.status == "accepted" for quote in library.quotes.values()) == 10
    (position,) = [p for p in library.topics["choice-competition"].positions if "had their day" in p.claim]
    assert [item.why for item in position.evidence if item.quote in {q.id for d in own.values() for q in d.quotes}] == [
        "says that it brings boats"
    ]
    page = (tmp_path / "picks.md").read_text(encoding="utf-8")
    assert "> We have had three companies in four years," in page
    assert "**Ida Pell**" in page
    assert "Dan Orme, ‘The isle and the market’, 11 March 2020, para. 4" in page
