"""Words are rendered as themselves: for every flavour, by every parser that it is for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reform_tui.export.escaping import PARSERS, RULES, Flavour, Parser, Rule, as_carried, escape
from reform_tui.export.markdown import markdown
from reform_tui.export.options import ExportOptions, GroupBy
from reform_tui.export.page import Cell, Page, lay_out
from reform_tui.export.words import text_of
from reform_tui.library.model import Library
from reform_tui.library.selection import Pick
from tests.arbitrary import library_of, lines, texts, words
from tests.rendering import (
    MarkupAppeared,
    Reader,
    Rendered,
    read_by_commonmark,
    read_by_markdown_it,
    read_by_pandoc,
    read_through_docx,
)

READERS: dict[Flavour, dict[str, Reader]] = {
    "portable": {
        "pandoc markdown": read_by_pandoc("markdown"),
        "pandoc gfm": read_by_pandoc("gfm"),
        "pandoc commonmark_x": read_by_pandoc("commonmark_x"),
        "markdown-it gfm": read_by_markdown_it("gfm-like", linkify=True),
    },
    "obsidian": {
        "markdown-it gfm": read_by_markdown_it("gfm-like", linkify=False),
        "pandoc, a stand-in for what Obsidian adds": read_by_pandoc(
            "commonmark+yaml_metadata_block+pipe_tables+footnotes+strikeout+tex_math_dollars"
        ),
    },
    "pandoc": {"pandoc markdown": read_by_pandoc("markdown")},
    "plain": {"pandoc commonmark": read_by_pandoc("commonmark"), "markdown-it": read_by_commonmark},
}
WAYS = [(flavour, reader) for flavour, readers in READERS.items() for reader in readers]
GROUPS: tuple[GroupBy, ...] = ("position", "speaker", "document", "topic")


def expected_quotes(page: Page) -> list[list[str]]:
    """Return the words of the page, slices of the source, white space as one space."""
    return [[as_carried(text_of(paragraph)) for paragraph in entry.paragraphs] for entry in page.entries]


def expected_cells(page: Page) -> list[str]:
    cells = []
    for part in page.parts:
        if part.table:
            cells += [as_carried(head) for head in part.table.heads]
            cells += [expected_cell(cell) for row in part.table.rows for cell in row]
    return cells


def expected_cell(cell: Cell | None) -> str:
    if cell is None:
        return "—"
    said = as_carried(text_of(cell.words))
    said = f"“{said}”" if cell.quote.kind in {"direct", "authored"} else said
    labels: list[str] = [] if cell.stance == "supports" else [cell.stance]
    labels += [] if cell.quote.kind in {"direct", "authored"} else ["reported"]
    lead = f"{', '.join(labels).capitalize()}: " if labels else ""
    date = {None: "n.d.", "2007": "2007", "2018-01-26": "26 January 2018"}[
        cell.document.issued.date if cell.document.issued else None
    ]
    return f"{lead}{said} — {as_carried(cell.speaker.name)}, {date} (Q{cell.number})"


def assert_verbatim(rendered: Rendered, page: Page, flavour: Flavour) -> None:
    assert rendered.quotes == expected_quotes(page)
    assert rendered.cells == ([] if flavour == "plain" else expected_cells(page))


def exported(library: Library, options: ExportOptions, note: str = "", tags: tuple[str, ...] = ()) -> tuple[Page, str]:
    page = lay_out(library, [Pick(id, note, tags) for id in library.quotes], options)
    return page, markdown(library, page, options)


@pytest.mark.parametrize("group_by", GROUPS)
@pytest.mark.parametrize(("flavour", "reader"), WAYS)
def test_every_quotation_of_the_library_is_rendered_verbatim(
    bundled: Library, flavour: Flavour, reader: str, group_by: GroupBy
) -> None:
    page, text = exported(bundled, ExportOptions(flavour=flavour, group_by=group_by, references=flavour != "plain"))
    rendered = READERS[flavour][reader](text)
    assert len(rendered.quotes) == len(bundled.quotes)
    assert_verbatim(rendered, page, flavour)


@pytest.mark.parametrize("flavour", ["portable", "pandoc"])
def test_every_quotation_of_the_library_is_verbatim_in_word_and_back(
    bundled: Library, flavour: Flavour, tmp_path: Path
) -> None:
    page, text = exported(bundled, ExportOptions(flavour=flavour, group_by="position"))
    assert_verbatim(read_through_docx(tmp_path)(text), page, flavour)


def test_what_is_rendered_is_what_stands_in_the_source(bundled: Library) -> None:
    """Hold the page against the files themselves, past every function of the program but the offsets."""
    page = lay_out(bundled, [Pick(id) for id in bundled.quotes], ExportOptions(sic=False, omissions=False))
    for entry in page.entries:
        text = (bundled.root / entry.document.file).read_bytes().decode("utf-8")
        slices = " ".join(text[segment.start : segment.end] for segment in entry.quote.segments)
        said = " ".join(text_of(paragraph) for paragraph in entry.paragraphs)
        if entry.document.source.markdown:
            slices = slices.replace("**", "").replace("*", "").replace("<sup>1</sup>", "").replace("\f", "")
        assert " ".join(said.split()) == " ".join(slices.split())


@pytest.mark.parametrize(("flavour", "reader"), WAYS)
@settings(max_examples=20)
@given(data=st.data())
def test_arbitrary_words_are_rendered_verbatim(flavour: Flavour, reader: str, data: st.DataObject) -> None:
    quotes = data.draw(st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=25))
    name, title, role, note, tag = (data.draw(lines) for _ in range(5))
    options = ExportOptions(
        flavour=flavour, group_by=data.draw(st.sampled_from(GROUPS)), title=data.draw(texts), query=data.draw(texts)
    )
    page, text = exported(library_of(quotes, name=name, title=title, role=role), options, note, (tag,))
    rendered = READERS[flavour][reader](text)
    assert_verbatim(rendered, page, flavour)
    if flavour != "plain":
        assert rendered.footnotes == len(quotes)


# A soft hyphen at the end of a paragraph is lost between pandoc's writer and its reader of Word files.
def is_kept(text: str) -> bool:
    return not as_carried(text).endswith("\u00ad")


@settings(max_examples=15)
@given(
    quotes=st.lists(st.lists(words.filter(is_kept), min_size=1, max_size=3), min_size=1, max_size=40),
    name=lines.filter(is_kept),
)
def test_arbitrary_words_are_verbatim_in_word_and_back(
    tmp_path_factory: pytest.TempPathFactory, quotes: list[list[str]], name: str
) -> None:
    options = ExportOptions(group_by="position")
    page, text = exported(library_of(quotes, name=name), options)
    assert_verbatim(read_through_docx(tmp_path_factory.mktemp("docx"))(text), page, "portable")


@given(texts)
def test_escaped_words_take_one_line_and_hide_nothing(text: str) -> None:
    for flavour in PARSERS:
        line = escape(text, flavour, starts_line=True)
        assert len(line.splitlines()) <= 1
        assert not set(line) & set("\u202e\u200b\u2066\x1b\x00\x85")


# How each parser is had in a test. No program reads Obsidian's own marks but Obsidian.
PROVED_BY: dict[Parser, Reader] = {
    "commonmark": read_by_commonmark,
    "tables": read_by_pandoc("gfm"),
    "gfm": read_by_pandoc("gfm"),
    "linkify": read_by_markdown_it("gfm-like", linkify=True),
    "pandoc": read_by_pandoc("markdown"),
    "commonmark_x": read_by_pandoc("commonmark_x"),
}
CONTEXTS = (
    "> {}\n\nby Ann\n",
    "> {}\n>\n> second\n",
    "> first\n>\n> {}\n",
    "# {}\n\n> second\n",
    "| a |\n|:--|\n| {} |\n",
    "| {} | b |\n|:--|:--|\n| a | c |\n",
)


def read_or_refused(reader: Reader, text: str) -> tuple[object, ...]:
    try:
        rendered = reader(text)
    except MarkupAppeared as error:
        return (str(error),)
    return (rendered.quotes, rendered.cells, rendered.headings, rendered.targets and len(rendered.targets))


def places(rule: Rule, text: str) -> set[int]:
    return {match.start(match.lastindex or 0) for match in rule.pattern.finditer(text)}


PROVABLE = [(rule, parser) for rule in RULES for parser in PROVED_BY if parser in rule.parsers]


@pytest.mark.parametrize(("rule", "parser"), PROVABLE, ids=lambda value: getattr(value, "name", value))
def test_every_rule_is_needed_by_every_parser_it_names(rule: Rule, parser: Parser) -> None:
    reader = PROVED_BY[parser]
    own = [other for other in RULES if parser in other.parsers]
    others = [other for other in own if not places(other, rule.example) & places(rule, rule.example)]
    flavour: Flavour = next(flavour for flavour, parsers in PARSERS.items() if parser in parsers)
    differs = []
    for context in CONTEXTS:
        starts = not context.startswith("#")
        with_rule = escape(rule.example, flavour, starts_line=starts, rules=own)
        without = escape(rule.example, flavour, starts_line=starts, rules=others)
        differs.append(
            read_or_refused(reader, context.format(with_rule)) != read_or_refused(reader, context.format(without))
        )
    assert any(differs), "the words are rendered the same without it"


def test_the_rules_escape_nothing_but_punctuation_that_may_be_escaped() -> None:
    allowed = set("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
    for rule in RULES:
        for match in rule.pattern.finditer(rule.example):
            assert rule.example[match.start(match.lastindex or 0)] in allowed, rule.name
        assert rule.pattern.search(rule.example), rule.name
        assert rule.why


def test_ordinary_prose_is_left_as_it_is() -> None:
    prose = "Mr Cook said: “it’s a trade-off (of sorts) – 2.5 per cent; 10:30, p.m., 50% & more!” What next?"
    for flavour in PARSERS:
        assert escape(prose, flavour, starts_line=True) == prose


def test_pandoc_is_there() -> None:
    assert subprocess.run(["pandoc", "--version"], capture_output=True, check=False).returncode == 0


def test_a_closing_mark_alone_keeps_the_space_before_it_in_word(tmp_path: Path) -> None:
    """Found by the test above: pandoc's smart took it for the end of the quotation around it."""
    page, text = exported(library_of([["0"], ["0", "”"], ["“ a"]], name="0"), ExportOptions(group_by="position"))
    assert_verbatim(read_through_docx(tmp_path)(text), page, "portable")
