"""Pages as the web has had them over the years: a government's, a blog with readers, one set in tables."""

from __future__ import annotations

from reform_tui.importing.imported import Imported
from reform_tui.importing.reading import read_bytes
from reform_tui.library.model import Name, StatedDate
from reform_tui.library.text import SourceText


def work(imported: Imported) -> list[str]:
    """Return the lines that are no furniture."""
    source = SourceText(imported.text)
    stretches = [(stretch.start, stretch.end) for stretch in imported.furniture]
    return [
        imported.text[p.start : p.end]
        for p in source.paragraphs
        if not any(start <= p.start and p.end <= end for start, end in stretches)
    ]


GOVERNMENT = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Secretary of State speech at the Snoring Conference - GOV.EXAMPLE</title>
<meta name="govuk:format" content="speech"><meta property="og:site_name" content="GOV.EXAMPLE">
<script type="application/ld+json">{"@type": "Article", "author": {"@type": "Organization", "name":
"Department for Buses"}, "headline": "Secretary of State speech at the Snoring Conference",
"datePublished": "2023-10-11T09:15:00+01:00"}</script></head>
<body><div id="global-cookie-message" class="cookie-banner"><p>We use cookies to make this website work.</p></div>
<a class="skip-link" href="#content">Skip to main content</a>
<header role="banner"><a href="/">GOV.EXAMPLE</a><nav><h2>Menu</h2><ul><li><a href="b">Benefits</a>
</li></ul></nav></header>
<div class="breadcrumbs"><ol><li><a href="/">Home</a></li></ol></div>
<main role="main" id="content">
<p class="context">Speech</p><h1>Secretary of State speech at the Snoring Conference</h1>
<p class="lead-paragraph">The Secretary of State, Ann Lee, set out her plan for free buses.</p>
<div class="metadata"><dl><dt>From:</dt><dd><a href="/d">Department for Buses</a></dd>
<dt>Published</dt><dd>11 October 2023</dd><dt>Last updated</dt><dd>1 December 2023</dd></dl></div>
<div class="govspeak"><p>Thank you very much, Bob.</p>
<p>Buses should be free. As my predecessor said: “Nobody should be left at the stop.”</p>
<h2 id="plan">The plan</h2><p>We will do two things:</p><ul><li><p>first, free buses</p></li>
<li>second, more buses</li></ul>
<blockquote><p>They are a public good.</p></blockquote></div>
<div class="share-links"><h2>Share this page</h2><ul><li><a href="f">
<span class="visually-hidden">Opens in new tab</span>
Share on Facebook</a></li></ul></div></main>
<footer role="contentinfo"><h2>Services</h2><a href="h">Help</a></footer></body></html>"""


def test_a_speech_on_a_government_page() -> None:
    imported = read_bytes("speech.html", GOVERNMENT.encode())
    assert work(imported) == [
        "Speech",
        "Secretary of State speech at the Snoring Conference",
        "The Secretary of State, Ann Lee, set out her plan for free buses.",
        "Thank you very much, Bob.",
        "Buses should be free. As my predecessor said: “Nobody should be left at the stop.”",
        "The plan",
        "We will do two things:",
        "first, free buses",
        "second, more buses",
        "They are a public good.",
    ]
    assert (imported.type, imported.container_title) == ("speech", "GOV.EXAMPLE")
    assert imported.author == (Name(None, None, "Department for Buses"),)
    assert imported.issued == StatedDate("2023-10-11", "11 October 2023")


BLOG = """<!DOCTYPE html><html><head><meta charset="UTF-8">
<title>Why buses matter &#8211; The Snoring Blog</title></head>
<body class="post-template-default single single-post has-sidebar"><div id="page" class="site">
<header id="masthead" class="site-header"><p class="site-title"><a href="/">The Snoring Blog</a></p>
<nav class="main-navigation"><button>Menu</button><ul><li><a href="/">Home</a></li></ul></nav></header>
<main id="main" class="site-main"><article id="post-12" class="post hentry">
<header class="entry-header"><h1 class="entry-title">Why buses matter</h1><div class="entry-meta">
<span class="posted-on">Posted on <a href="/p">
<time class="entry-date published" datetime="2014-07-08T10:11:12+00:00">July 8,
2014</time><time class="updated" datetime="2015-01-01">January 1, 2015</time></a></span><span class="byline"> by <span
class="author vcard"><a class="url fn n" href="/author/jsmith">Jane Smith</a></span></span></div></header>
<div class="entry-content"><p>I have been on a bus for <em>nine</em> years. &#8220;Get off,&#8221; my mother says.</p>
<div class="sharedaddy sd-sharing"><h3 class="sd-title">Share this:</h3><ul><li>Twitter</li></ul></div></div>
<footer class="entry-footer">Posted in <a href="x">Uncategorized</a></footer></article>
<div id="comments" class="comments-area"><ol class="comment-list"><li id="comment-1" class="comment"><article>
<div class="comment-author vcard"><b class="fn">Bob</b> says:</div>
<p>I drive one, and fares pay my wages.</p></article></li>
</ol></div></main><aside id="secondary" class="widget-area"><h2>Recent Posts</h2><ul><li><a href="t">Trams</a>
</li></ul></aside>
<footer id="colophon" class="site-footer">Proudly powered by WordPress</footer></div></body></html>"""


def test_a_blog_with_what_its_readers_wrote() -> None:
    imported = read_bytes("blog.html", BLOG.encode())
    assert work(imported) == [
        "Why buses matter",
        "Posted on July 8, 2014 by Jane Smith",
        "I have been on a bus for nine years. “Get off,” my mother says.",
        "Bob says:",
        "I drive one, and fares pay my wages.",
    ]
    assert (imported.type, imported.container_title) == ("post-weblog", "The Snoring Blog")
    assert imported.author == (Name("Smith", "Jane", None),)
    assert imported.issued == StatedDate("2014-07-08", "July 8, 2014")


TABLES = """<html><head><title>Snoring Gazette: Buses to be free</title></head><body bgcolor=white>
<table width=100%><tr>
<td colspan=3><img src=logo.gif alt="Snoring Gazette"><font size=1>Tuesday, 14 March 2006</font></td></tr>
<tr><td width=120 valign=top><a href=/>Home</a><br><a href=/news>News</a><br><a href=/sport>Sport</a></td>
<td valign=top><font size=5><b>Buses to be free</b></font><br><b>By Jane Smith, Transport correspondent</b><br>
<i>13 March 2006</i><br><br>Every bus in Upper Snoring is to be free, the mayor said.<br><br>
"Buses should be free," she said.  "They are a public good, and we have
known it for years."<br><br>Bob Roe, a driver, was not so sure: 'Fares pay our wages.'
<p align=center><a href=/print>Printer friendly version</a></p></td>
<td valign=top><b>Related stories</b><br><a href=1>Trams to go</a><br><a href=2>Trains late</a></td></tr>
<tr><td colspan=3><font size=1>&copy; Snoring Gazette 2007. All rights reserved.</font></td>
</tr></table></body></html>"""


def test_a_page_of_tables_and_breaks() -> None:
    imported = read_bytes("old.htm", TABLES.encode("cp1252"))
    assert work(imported) == [
        "Tuesday, 14 March 2006",
        "Buses to be free",
        "By Jane Smith, Transport correspondent",
        "13 March 2006",
        "Every bus in Upper Snoring is to be free, the mayor said.",
        '"Buses should be free," she said. "They are a public good, and we have known it for years."',
        "Bob Roe, a driver, was not so sure: 'Fares pay our wages.'",
    ]
    assert (imported.title, imported.container_title) == ("Buses to be free", "Snoring Gazette")
    assert (imported.type, imported.author) == ("article-newspaper", (Name("Smith", "Jane", None),))
    assert imported.issued == StatedDate("2006-03-13", "13 March 2006")
