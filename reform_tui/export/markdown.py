"""A page as Markdown, ``reform-quotes/1``, in four flavours.

portable: CommonMark with tables and footnotes, as GitHub and pandoc read them. obsidian: its links and tags. pandoc:
its title and identifiers. plain: CommonMark alone, for a message: no front matter, no tables, no footnotes, no links.
A block quotation holds quoted or reported words and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote as percent_encoded

from reform_tui.export.attribution import Span, day, ended, paragraphs, unreviewed
from reform_tui.export.citation import citation_keys
from reform_tui.export.escaping import as_carried, escape
from reform_tui.export.front_matter import front_matter, obsidian_tags
from reform_tui.export.options import ExportOptions
from reform_tui.export.page import Again, Cell, Entry, Page, Part, Section, Standing, Table
from reform_tui.export.words import text_of
from reform_tui.library.model import Library, Quote, Speaker

NOBODY = "—"
_QUOTED = {"direct", "authored"}
_PANDOC_DROPS = re.compile(r"[^\w\s.-]")
_GITHUB_DROPS = re.compile(r"[^\w\s-]")


def markdown(library: Library, page: Page, options: ExportOptions) -> str:
    """Return ``page`` as Markdown."""
    return "\n".join(_Markdown(library, page, options).lines()) + "\n"


class _Markdown:
    """One page under way."""

    def __init__(self, library: Library, page: Page, options: ExportOptions) -> None:
        self._page = page
        self._options = options
        self._flavour = options.flavour
        self._plain = options.flavour == "plain"
        self._keys = citation_keys(library)

    def lines(self) -> Iterator[str]:
        if not self._plain:
            yield from front_matter(self._page, self._options, self._keys)
            yield ""
        if self._flavour != "pandoc":
            yield f"# {self._text(self._page.title)}"
        several = len(self._page.parts) > 1
        for part in self._page.parts:
            yield from self._part(part, 2 if several else 1)

    def _part(self, part: Part, level: int) -> Iterator[str]:
        if part.title:
            yield ""
            yield f"## {self._text(part.title)}" if level == 2 else self._text(part.title, starts_line=True)
        if part.table and not self._plain:
            yield from ["", f"{'#' * (level + 1)} Side by side", ""]
            yield from self._table(part.table)
        for section in part.sections:
            yield from self._section(section, level + 1)

    def _section(self, section: Section, level: int) -> Iterator[str]:
        yield ""
        yield f"{'#' * level} {self._line(section.title)}"
        if section.claim:
            yield from ["", self._text(ended(section.claim), starts_line=True)]
        if section.again:
            yield ""
        for item in section.again:
            yield f"- {self._again(item)}"
        for entry in section.entries:
            yield from self._entry(entry, level + 1)

    def _again(self, item: Again) -> str:
        standings = "".join(f" {self._standing(standing)}" for standing in item.standings)
        return f"{self._link(item.number, item.speaker)} {self._text(item.speaker.name)}, above.{standings}"

    def _entry(self, entry: Entry, level: int) -> Iterator[str]:
        yield from ["", f"{'#' * level} {self._heading(entry.number, entry.speaker)}", ""]
        words = [f"> {self._text(text_of(paragraph), starts_line=True)}" for paragraph in entry.paragraphs]
        yield "\n>\n".join(words)
        mark = "" if self._plain else f"[^q{entry.number}]"
        yield from ["", f"— {self._line(entry.attribution)}{mark}"]
        for standing in entry.standings:
            yield from ["", self._standing(standing)]
        yield from self._of_the_user(entry)
        if not self._plain:
            yield from ["", f"[^q{entry.number}]: {self._footnote(entry)}"]

    def _standing(self, standing: Standing) -> str:
        if standing.stance is None:
            return self._text(ended(standing.why), starts_line=True)
        return f"*{standing.stance.capitalize()}:* {self._text(ended(standing.why))}"

    def _of_the_user(self, entry: Entry) -> Iterator[str]:
        """Yield the note and the tags that the user put on a quotation."""
        noted = [paragraph for paragraph in entry.note.splitlines() if paragraph.strip()]
        for at, paragraph in enumerate(noted):
            yield from ["", f"*Note:* {self._text(paragraph)}" if at == 0 else self._text(paragraph, starts_line=True)]
        if entry.tags:
            tags = [self._text(tag) for tag in entry.tags if tag.strip()]
            if self._flavour == "obsidian":
                tags = [f"#{tag}" for tag in obsidian_tags(iter(entry.tags))]
            yield from ["", f"*Tags:* {', '.join(tags)}"]

    def _footnote(self, entry: Entry) -> str:
        key = self._keys[entry.document.id]
        where = paragraphs(entry.quote)
        cited = f"{key}, {where}" if self._flavour == "obsidian" else f"[@{key}, {where.replace('–', '-')}]"
        return f"{cited}; {characters(entry.quote)} of the source file; quote {entry.quote.id}."

    def _table(self, table: Table) -> Iterator[str]:
        yield _row(self._text(head) for head in table.heads)
        yield "|" + ":--|" * len(table.heads)
        for row in table.rows:
            yield _row(self._cell(cell) for cell in row)

    def _cell(self, cell: Cell | None) -> str:
        if cell is None:
            return NOBODY
        words = self._text(text_of(cell.words))
        words = f"“{words}”" if cell.quote.kind in _QUOTED else words
        label = cell_label(cell)
        lead = f"*{label}:* " if label else ""
        name = f"**{self._text(cell.speaker.name)}**"
        link = self._link(cell.number, cell.speaker)
        return f"{lead}{words} — {name}, {day(cell.document.issued)}{unreviewed(cell.quote)} ({link})"

    def _heading(self, number: int, speaker: Speaker) -> str:
        title = self._title(number, speaker)
        identifier = f" {{#q{number}}}" if self._flavour == "pandoc" else ""
        return f"{self._text(title)}{identifier}"

    def _title(self, number: int, speaker: Speaker) -> str:
        """Return what stands over a quotation: its number and, where no heading above has it, the name.

        Readers make the target of a link from the words of a heading. Where GitHub and pandoc make different ones of
        the name, it is left to the line under the quotation.
        """
        title = f"Q{number} {as_carried(speaker.name)}"
        agreed = self._flavour != "portable" or _github_slug(title) == _pandoc_slug(title)
        return title if self._options.group_by != "speaker" and agreed else f"Q{number}"

    def _link(self, number: int, speaker: Speaker) -> str:
        if self._plain:
            return f"Q{number}"
        title = self._title(number, speaker)
        if self._flavour == "pandoc":
            target = f"q{number}"
        elif self._flavour == "obsidian":
            target = percent_encoded(re.sub(r"[#^|:%\[\]\\]+", " ", title), safe="")
        else:
            target = percent_encoded(_github_slug(title), safe="")
        return f"[Q{number}](#{target})"

    def _line(self, spans: Iterable[Span]) -> str:
        marks = {"": "", "strong": "**", "emphasis": "*"}
        return "".join(self._styled(span, marks[span.style]) for span in spans)

    def _styled(self, span: Span, mark: str) -> str:
        """Return a span with the spaces around it, which :meth:`_text` leaves out, outside the marks."""
        if not span.text.strip():
            return " " if span.text else ""
        before = " " if span.text[0].isspace() else ""
        after = " " if span.text[-1].isspace() else ""
        return f"{before}{mark}{self._text(span.text)}{mark}{after}"

    def _text(self, text: str, *, starts_line: bool = False) -> str:
        return escape(text, self._flavour, starts_line=starts_line)


def cell_label(cell: Cell) -> str:
    """Return what has to be said before the words in a table: that they do not support the claim, or are reported."""
    label: str = "" if cell.stance == "supports" else cell.stance
    if cell.quote.kind not in _QUOTED:
        label = f"{label}, reported" if label else "reported"
    return label.capitalize()


def characters(quote: Quote) -> str:
    """Return where the words stand: ``characters 5848–6412``, in code points of the source file."""
    return "characters " + ", ".join(f"{segment.start}–{segment.end}" for segment in quote.segments)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _github_slug(title: str) -> str:
    return re.sub(r"\s", "-", _GITHUB_DROPS.sub("", title.lower()))


def _pandoc_slug(title: str) -> str:
    return re.sub(r"\s+", "-", _PANDOC_DROPS.sub("", title.lower()))
