"""A page as one HTML file: no script, nothing fetched, light and dark, made to be printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape as html_escape

from reform_tui.export.attribution import Span, day, ended, source, unreviewed
from reform_tui.export.citation import citation_keys
from reform_tui.export.escaping import as_carried
from reform_tui.export.markdown import NOBODY, cell_label, characters
from reform_tui.export.options import ExportOptions
from reform_tui.export.page import Cell, Entry, Page, Part, Section, Standing, Table
from reform_tui.export.words import Paragraph
from reform_tui.library.display import UNSAFE
from reform_tui.library.model import Library

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #5c5c5c; --line: #c8c8c8; --own: #8a3b12 }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e3; --paper: #181a1b; --faint: #a8a49e; --line: #4a4d4f; --own: #f0a878 }
}
* { box-sizing: border-box }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--paper);
  font: 1.05rem/1.55 Georgia, "Times New Roman", serif }
h1, h2, h3, h4 { line-height: 1.25; margin: 2.2em 0 .6em }
h1 { margin-top: 0 }
blockquote { margin: 0; padding-left: 1rem; border-left: .2rem solid var(--line) }
figure { margin: 1rem 0 }
figcaption, .standing, .place, footer { color: var(--faint); font-size: .9rem }
figcaption { margin-top: .6rem }
.mark { color: var(--faint) }
.own { border-left: .2rem solid var(--own); padding-left: 1rem }
.own b { color: var(--own) }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: .9rem }
th, td { border: 1px solid var(--line); padding: .5rem; vertical-align: top; text-align: left; min-width: 14rem }
a { color: inherit }
code { overflow-wrap: anywhere }
@media print {
  :root { --ink: #000; --paper: #fff; --faint: #444; --line: #999; --own: #000 }
  body { max-width: none; margin: 0; font-size: 10.5pt }
  figure { break-inside: avoid }
  h2, h3, h4 { break-after: avoid }
  th, td { min-width: 0 }
}
""".strip()


def web_page(library: Library, page: Page, options: ExportOptions) -> str:
    """Return ``page`` as an HTML document."""
    return "\n".join(_WebPage(library, page, options).lines()) + "\n"


class _WebPage:
    """One page under way."""

    def __init__(self, library: Library, page: Page, options: ExportOptions) -> None:
        self._page = page
        self._options = options
        self._keys = citation_keys(library)

    def lines(self) -> Iterator[str]:
        title = _text(self._page.title)
        yield '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">'
        # Nothing in the page can fetch or run anything, whatever a document says.
        yield (
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        )
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>"
        several = len(self._page.parts) > 1
        for part in self._page.parts:
            yield from self._part(part, 2 if several else 1)
        yield "</main>"
        yield from self._sources()
        yield "</body>\n</html>"

    def _part(self, part: Part, level: int) -> Iterator[str]:
        if part.title:
            tag = "h2" if level == 2 else "p"
            yield f"<{tag}>{_text(part.title)}</{tag}>"
        if part.table:
            yield f"<h{level + 1}>Side by side</h{level + 1}>"
            yield from _table(part.table)
        for section in part.sections:
            yield from self._section(section, level + 1)

    def _section(self, section: Section, level: int) -> Iterator[str]:
        yield f"<h{level}>{_line(section.title)}</h{level}>"
        if section.claim:
            yield f"<p>{_text(ended(section.claim))}</p>"
        if section.again:
            yield "<ul>"
            for item in section.again:
                standings = "".join(f" {_standing(standing)}" for standing in item.standings)
                yield f"<li>{_link(item.number)} {_text(item.speaker.name)}, above.{standings}</li>"
            yield "</ul>"
        for entry in section.entries:
            yield from self._entry(entry, level + 1)

    def _entry(self, entry: Entry, level: int) -> Iterator[str]:
        name = "" if self._options.group_by == "speaker" else f" {_text(entry.speaker.name)}"
        yield f'<section id="q{entry.number}">\n<h{level}>Q{entry.number}{name}</h{level}>\n<figure>\n<blockquote>'
        for paragraph in entry.paragraphs:
            yield f'<p dir="auto">{_words(paragraph)}</p>'
        yield f"</blockquote>\n<figcaption>— {_line(entry.attribution)}"
        place = f"{characters(entry.quote)} of {entry.document.file}; quote {entry.quote.id}"
        yield f'<br><span class="place">{_text(place)}</span></figcaption>\n</figure>'
        for standing in entry.standings:
            yield f'<p class="standing">{_standing(standing)}</p>'
        yield from _of_the_user(entry)
        yield "</section>"

    def _sources(self) -> Iterator[str]:
        yield "<footer>\n<h2>Sources</h2>\n<ul>"
        for document in self._page.documents:
            key = _text(self._keys[document.id])
            yield f"<li>{_line(source(document))} · <code>{key}</code> · SHA-256 <code>{document.sha256}</code></li>"
        yield "</ul>"
        if self._options.exported:
            yield f"<p>Exported {self._options.exported.isoformat()}.</p>"
        yield "</footer>"


def _of_the_user(entry: Entry) -> Iterator[str]:
    noted = [paragraph for paragraph in entry.note.splitlines() if paragraph.strip()]
    tags = [tag for tag in entry.tags if tag.strip()]
    if noted or tags:
        yield '<div class="own">'
        for at, paragraph in enumerate(noted):
            yield f"<p>{'<b>Note:</b> ' if at == 0 else ''}{_text(paragraph)}</p>"
        if tags:
            yield f"<p><b>Tags:</b> {_text(', '.join(tags))}</p>"
        yield "</div>"


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide">\n<table>\n<thead>\n<tr>'
    for head in table.heads:
        yield f'<th scope="col">{_text(head)}</th>'
    yield "</tr>\n</thead>\n<tbody>"
    for row in table.rows:
        yield "<tr>"
        for cell in row:
            yield f'<td dir="auto">{_cell(cell)}</td>'
        yield "</tr>"
    yield "</tbody>\n</table>\n</div>"


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return NOBODY
    label = f"<i>{cell_label(cell)}:</i> " if cell_label(cell) else ""
    words = _words(cell.words)
    words = f"“{words}”" if cell.quote.kind in {"direct", "authored"} else words
    date = day(cell.document.issued)
    name = _text(cell.speaker.name)
    return f"{label}{words} — <b>{name}</b>, {date}{unreviewed(cell.quote)} ({_link(cell.number)})"


def _standing(standing: Standing) -> str:
    stance = f"<i>{standing.stance.capitalize()}:</i> " if standing.stance else ""
    return f"{stance}{_text(ended(standing.why))}"


def _link(number: int) -> str:
    return f'<a href="#q{number}">Q{number}</a>'


def _words(paragraph: Paragraph) -> str:
    return "".join(
        f'<span class="mark">{html_escape(run.text)}</span>' if run.ours else _spaced(run.text) for run in paragraph
    )


def _line(spans: Iterable[Span]) -> str:
    tags = {"": ("", ""), "strong": ("<b>", "</b>"), "emphasis": ("<cite>", "</cite>")}
    return "".join(tags[span.style][0] + _spaced(span.text) + tags[span.style][1] for span in spans)


def _spaced(text: str) -> str:
    """Return ``text`` escaped, with a space at either end where it has one."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{_text(text)}{after}"


def _text(text: str) -> str:
    """Return ``text`` escaped; what reorders or hides text is a character reference, seen in the file."""
    return UNSAFE.sub(lambda match: f"&#x{ord(match[0]):X};", html_escape(as_carried(text)))
