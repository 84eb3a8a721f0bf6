"""One article with everything that an importer can spoil, and the real programs that put it into files."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

TITLE = "Make buses free, says mayor"
_TEXT = """
Every bus in Upper Snoring should be free by 2031, the mayor’s deputy said on Tuesday, and “nobody will be left at the
stop”.

“Buses should be free,” said Ann Lee, the deputy mayor – a former driver. “They are a public good, and we’ve ‘always
known it’; we could not say it.

“We can now. The fares take £3.50 out of every pound of somebody’s wages, and the queue at the till takes the
rest.”

Bob Roe, who drives the Number 9, wasn’t so sure: "Fares pay our wages," he said. 'They must stay.'

Fares and freedom

The council’s own co-operative re-examined the long-term figures (2026–27) & found a £1.2m gap; 40% of naïve estimates
had left out the café.

Asked who would pay, Ms Lee said: “Those who can.”
"""
BODY = tuple(" ".join(paragraph.split()) for paragraph in _TEXT.split("\n\n"))
HEADING = BODY[4]
MARKDOWN = f"""---
title: "{TITLE}"
author: "Jane Smith"
date: "3 May 2026"
---

""" + "\n\n".join(f"## {text}" if text == HEADING else f"> {text}" if text == BODY[2] else text for text in BODY)


def written_by_pandoc(path: Path) -> Path:
    """Have pandoc write the article into ``path``, in the format of its ending."""
    source = path.with_suffix(".source.md")
    source.write_text(MARKDOWN, encoding="utf-8")
    call = ["pandoc", "--from", "markdown-smart", "--standalone", "--wrap=auto", str(source), "-o", str(path)]
    subprocess.run(call, check=True)
    source.unlink()
    return path


PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} | The Snoring Herald</title>
<meta property="og:site_name" content="The Snoring Herald">
<meta property="article:published_time" content="2026-05-02T23:30:00Z">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "{TITLE}", "author": [{{"@type": "Person", "name": "Jane Smith"}}]}}</script>
<style>p {{ color: red }}</style></head>
<body><a class="skip-link" href="#main">Skip to main content</a>
<header><a href="/">The Snoring Herald</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main id="main"><article>
<h1>{TITLE}</h1>
<p class="byline">By <a href="/smith">Jane Smith</a> and John van Brown, Political editor</p>
<time datetime="2026-05-03">3 May 2026</time>
<div class="share-bar"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div>
<p>{BODY[0].replace("mayor’s", "mayor&rsquo;s").replace("deputy", "dep&shy;u<b>ty</b>")}</p>
<aside class="pull-quote">“Buses should be free”</aside>
<p>{BODY[1].replace("“", "&ldquo;", 1)}<sup><a href="#note-1">1</a></sup></p>
<blockquote><p>{BODY[2].replace(" wages", chr(10) + "   wages")}</p></blockquote>
<div>Advertisement</div>
<div>{BODY[3].replace('"', "&quot;")}<br><br></div>
<figure><img src="bus.jpg" alt="A bus"><figcaption>A bus in Upper Snoring. Photo: A. Nother</figcaption></figure>
<h2>{HEADING}</h2>
<table><tr><td><table><tr><td>{BODY[5].replace("&", "&amp;")}</td></tr></table></td></tr></table>
<script>document.write("never printed")</script><p style="display: none">never printed</p>
{BODY[6]}
<p>Read more: <a href="/x">Trams should be free, too</a></p>
</article></main>
<div class="newsletter"><p>Sign up to our newsletter</p><input type="email"><button>Sign up</button></div>
<footer><ul><li><a href="/about">About us</a></li></ul><p>© 2031 Snoring Media</p></footer>
<div id="cookie-banner" role="dialog"><p>We use cookies. <button>Accept</button></p></div>
</body></html>
"""

DIVIDED = tuple(
    "al|ways some|body esti|mates coun|cil re-exam|ined dep|uty no|body pub|lic for|mer co-oper|ative fig|ures "
    "Snor|ing Tues|day driv|er eve|ry".split()
)
"""Words of the article and where they may be divided."""


def written_as_pdf(
    path: Path, *, times: int = 4, columns: int = 1, alignment: int = 0, indent: int = 0, space: int = 6
) -> Path:
    """Set the article ``times`` times on small pages with a running head, the DIVIDED words divided where lines end.

    ``alignment`` is reportlab's: 0 ragged, 4 justified. ``indent`` of first lines and ``space`` between paragraphs are
    in points.
    """
    body = ParagraphStyle(
        "body", fontName="Times-Roman", leading=12.5, embeddedHyphenation=1, alignment=alignment,
        firstLineIndent=indent, spaceAfter=space,
    )  # fmt: skip
    quotation = ParagraphStyle("quotation", parent=body, leftIndent=24, rightIndent=24)
    heading = ParagraphStyle("heading", fontName="Times-Bold", fontSize=13, leading=16, spaceBefore=8, spaceAfter=4)
    title = ParagraphStyle("title", fontName="Times-Bold", fontSize=18, leading=22, spaceAfter=8)
    story = [Paragraph(TITLE, title), Paragraph("By Jane Smith", body), Paragraph("3 May 2026", body)]
    for text in BODY * times:
        style = {HEADING: heading, BODY[2]: quotation}.get(text, body)
        story.append(Paragraph(escape(_divisible(text)), style))
    width = 40 + columns * 220

    def frame(canvas: Any, page: Any) -> None:
        canvas.setFont("Times-Italic", 8)
        canvas.drawString(40, 395, "The Snoring Herald")
        canvas.drawCentredString(width / 2, 20, str(page.page))

    frames = [Frame(34 + 220 * at, 50, 192, 320, id=str(at)) for at in range(columns)]
    pages = BaseDocTemplate(str(path), pagesize=(width, 420), title="Untitled", author="Jane Smith")
    pages.addPageTemplates(PageTemplate(frames=frames, onPage=frame))
    pages.build(story)
    return path


def _divisible(text: str) -> str:
    for word in DIVIDED:
        text = text.replace(word.replace("|", ""), word.replace("|", "\u00ad"))
    return text
