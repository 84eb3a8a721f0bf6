"""Pages as the web has had them over the years: a government's, a blog with readers, one set in tables."""

from __future__ import annotations

import pytest

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


STORY = """<p>The government will spend £40m on buses for the valley, the transport secretary said.</p>
<p>“Every village will have a bus by the end of the year,” said Ann Lee. “Nobody will be left at the stop.”</p>
<p>Bob Roe, who drives the number nine, said that drivers would believe it when they saw it, and not before.</p>"""


def page(head: str, body: str) -> Imported:
    made = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return read_bytes("page.html", made.encode())


def test_a_speech_of_the_government_is_by_who_made_it() -> None:
    head = """<title>Buses - GOV.UK</title><meta name="govuk:schema-name" content="speech">
<meta name="govuk:primary-publishing-organisation" content="Department for Buses">
<meta property="og:site_name" content="GOV.UK">
<script type="application/ld+json">{"@type": "Article", "headline": "Buses",
"author": {"@type": "Organization", "name": "Department for Buses"}, "publisher": {"name": "GOV.UK"}}</script>"""
    body = f"""<main><h1>Buses</h1><dl class="gem-c-metadata"><dt>From:</dt>
<dd><a href="/d">Department for Buses</a> and <a href="/government/people/ann-lee">The Rt Hon Ann Lee MP</a></dd>
<dt>Delivered on:</dt>
<dd>4 May 2021 (Transcript of the speech, exactly as it was delivered)</dd></dl>{STORY}
<div class="app-c-published-dates"><h2>Updates to this page</h2>Published 5 May 2021</div></main>"""
    made = page(head, body)
    assert (made.type, list(map(str, made.author))) == ("speech", ["Ann Lee"])
    assert (made.publisher, made.container_title) == ("Department for Buses", "GOV.UK")
    assert not [line for line in work(made) if "Updates" in line or "Published" in line]
    assert page(head.replace('content="speech"', 'content="press_release"'), body).type == "webpage"


def test_what_a_page_describes_elsewhere_in_its_data_is_found_there() -> None:
    head = """<title>Buses: what next? - The Centre</title><script type="application/ld+json">{"@graph": [
{"@type": "Article", "headline": "Buses: what next?", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},
{"@type": "Organization", "@id": "#o", "name": "The Centre for Buses"},
{"@type": "Person", "@id": "#p", "name": "Eve Moss"}]}</script>"""
    made = page(head, f"<h1>Buses: what next?</h1>{STORY}")
    assert (list(map(str, made.author)), made.publisher) == (["Eve Moss"], "The Centre for Buses")
    assert made.container_title == "The Centre"


def test_a_byline_says_more_than_data_that_names_the_house() -> None:
    head = """<meta property="og:site_name" content="Moon News"><script type="application/ld+json">
{"@type": "NewsArticle", "headline": "Buses", "author": {"@type": "Organization", "name": "Moon News"}}</script>"""
    body = f"<h1>Buses</h1><div>By Sue Day</div><div>Transport correspondent, Moon News</div>{STORY}"
    assert list(map(str, page(head, body).author)) == ["Sue Day"]


def test_several_authors_stand_in_one_line_behind_the_day() -> None:
    body = '<h1>Buses</h1><p><span>5 May 2021</span> <span class="byline">by Dr Eve Moss and Prof. Tom Night</span></p>'
    made = page("", body + STORY)
    assert list(map(str, made.author)) == ["Eve Moss", "Tom Night"]
    assert made.issued is not None
    assert made.issued.date == "2021-05-05"


def test_of_several_names_in_the_title_of_a_window_the_last_is_the_site() -> None:
    made = page(
        "<title>The bus that never came - by Eve Moss - Late Again</title>", f"<h1>The bus that never came</h1>{STORY}"
    )
    assert made.container_title == "Late Again"


def test_a_journal_says_everything_in_its_head() -> None:
    names = "".join(f'<meta name="citation_author" content="{name}">' for name in ("Moss, Eve", "de la Cruz, Ana"))
    head = f"""<meta name="citation_title" content="Late buses">{names}
<meta name="citation_journal_title" content="Buses">
<meta name="citation_publication_date" content="2021/05/05"><meta name="citation_publisher" content="Bus Press">"""
    made = page(head, f"<h1>Late buses</h1>{STORY}")
    assert [(name.family, name.given) for name in made.author] == [("Moss", "Eve"), ("de la Cruz", "Ana")]
    assert made.issued == StatedDate("2021-05-05", "2021/05/05")
    assert (made.type, made.container_title, made.publisher) == ("article-journal", "Buses", "Bus Press")


@pytest.mark.parametrize(
    "around",
    [
        "<figure><img src=x><figcaption>A bus</figcaption><span>Moon Media</span></figure>",
        '<figure><a href="t">Trams return to Wexham</a></figure>',
        "<p>Our morning email breaks down the key stories of the day</p>",
        '<h2>Related topics</h2><ul><li><a href="b">Buses</a></li></ul>',
        '<h3>Share this:</h3><p><a href="f">Facebook</a></p>',
        "<p>Download the report (PDF, 2.4MB)</p>",
        "<h2>Sign up to our newsletter</h2>",
    ],
)
def test_what_stands_between_the_paragraphs_of_a_story_is_furniture(around: str) -> None:
    first, rest = STORY.split("\n", 1)
    made = page("", f"<article><h1>Buses</h1>{first}{around}{rest}</article>")
    assert [line for line in work(made) if line[:3] not in {"The", "“Ev", "Bob"}] == ["Buses"]


def test_a_table_in_a_figure_and_a_quotation_in_one_are_of_the_work() -> None:
    figures = (
        "<figure><table><tr><td>40 buses</td></tr></table></figure><figure><blockquote>Get on</blockquote></figure>"
    )
    assert {"40 buses", "Get on"} <= set(work(page("", f"<article><h1>Buses</h1>{STORY}{figures}</article>")))
