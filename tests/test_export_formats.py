"""What a selection is in each format, as other programs read it."""

from __future__ import annotations

import base64
import csv
import datetime
import html.parser
import io
import json
import re
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from reform_tui.export.escaping import as_carried
from reform_tui.export.formats import FORMATS, FormatName, export, format_of
from reform_tui.export.options import ExportOptions
from reform_tui.export.page import lay_out
from reform_tui.export.records import quote_record
from reform_tui.export.spreadsheet import original
from reform_tui.export.words import text_of
from reform_tui.library.model import Library
from reform_tui.library.selection import Pick, Place
from tests.arbitrary import library_of, lines, words
from tests.rendering import pandoc, read_by_pandoc

TIMMINS = "timmins-running-out-of-road"
DAY = datetime.date(2026, 11, 22)


def all_of(library: Library) -> list[Pick]:
    return [Pick(id) for id in library.quotes]


def written(library: Library, format: FormatName, *ids: str, **options: Any) -> str:
    picks = [Pick(id) for id in ids] or all_of(library)
    return export(library, picks, format, ExportOptions(**options)).text


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_selection_gives_the_same_bytes(bundled: Library, format: FormatName) -> None:
    first, second = (
        export(bundled, all_of(bundled), format, ExportOptions(group_by="position", exported=DAY)).text for _ in "ab"
    )
    assert first == second
    other = export(
        bundled, all_of(bundled), format, ExportOptions(group_by="position", exported=datetime.date(2027, 1, 2))
    ).text
    assert other.replace("2027-01-02", "2026-11-22") == first


@pytest.mark.parametrize("format", FORMATS)
def test_notes_and_tags_travel_with_their_quote(bundled: Library, format: FormatName) -> None:
    picks = [Pick(TIMMINS, "Lead with *this*.\nThen cut.", ("lead", "to check"))]
    text = export(bundled, picks, format, ExportOptions()).text
    if format in {"csl-json", "bibtex"}:  # references are of documents
        assert "lead" not in text
        return
    for part in ("Then cut.", "lead", "to check"):
        assert part in text


def test_the_users_places_travel_as_tags_and_set_a_page_by_position(bundled: Library) -> None:
    unplaced = next(id for id in bundled.quotes if id not in bundled.placements)
    picks = [Pick(unplaced, places=(Place("choice-competition", "waning", "qualifies"),))]
    (record,) = json.loads(export(bundled, picks, "json", ExportOptions()).text)
    assert record["tags"] == ["choice-competition/waning/qualifies"]
    page = lay_out(bundled, picks, ExportOptions(group_by="position"))
    (entry,) = page.entries
    assert [(standing.stance, standing.why) for standing in entry.standings] == [("qualifies", "placed by the user")]


@pytest.mark.parametrize("group_by", ["position", "speaker", "document", "topic"])
def test_every_quote_is_exported_once_however_it_is_grouped(bundled: Library, group_by: Any) -> None:
    text = written(bundled, "markdown", group_by=group_by)
    cited = re.findall(r"source file; quote ([a-z0-9-]+)\.$", text, re.MULTILINE)
    assert sorted(cited) == sorted(bundled.quotes)


def test_quotes_under_no_position_stand_in_a_group_of_their_own(bundled: Library) -> None:
    unplaced = next(id for id in bundled.quotes if id not in bundled.placements)
    assert "## Under no position" in written(bundled, "markdown", unplaced, group_by="position")
    assert "## Under no topic" in written(bundled, "markdown", unplaced, group_by="topic")


def test_what_the_library_has_no_words_for_is_named_and_not_exported(bundled: Library) -> None:
    done = export(bundled, [Pick("gone"), Pick(TIMMINS)], "markdown", ExportOptions())
    assert (done.quotes, done.missing) == (1, ("gone",))
    assert "gone" not in done.text


def test_marks_stand_where_the_file_says_so_and_can_be_turned_off(bundled: Library) -> None:
    quotes = read_by_pandoc("markdown")(written(bundled, "markdown", TIMMINS)).quotes[0]
    assert "we now longer [sic] have one, […] The idea appears" in quotes[0].replace("\u00a0", " ")
    bare = read_by_pandoc("markdown")(written(bundled, "markdown", TIMMINS, sic=False, omissions=False)).quotes[0]
    assert "we now longer have one, The idea appears" in bare[0].replace("\u00a0", " ")
    with_brackets = next(id for id, q in bundled.quotes.items() if any("[going to be]" in s.exact for s in q.segments))
    text = written(bundled, "markdown", with_brackets, sic=False, omissions=False)
    assert "\\[going to be\\]" in text


def test_reported_speech_says_that_it_is_reported(bundled: Library) -> None:
    for entry in bundled.quotes.values():
        text = written(bundled, "markdown", entry.id, flavour="plain")
        line = next(line for line in text.splitlines() if line.startswith("— "))
        assert ("Reported speech" in line) == (entry.kind in {"indirect", "mixed"})
        assert ("Direct speech" in line) == (entry.kind == "direct")
        if entry.quoted_by:
            assert f"handed on by {bundled.speakers[entry.quoted_by].name}" in line


def test_words_of_a_changed_source_say_so(bundled: Library) -> None:
    document = replace(bundled.documents["2018-csw-heywood-technology"], state="changed")
    changed = replace(bundled, documents={**bundled.documents, document.id: document})
    assert "The source file has changed" in written(changed, "markdown", TIMMINS)
    assert "The source file has changed" not in written(bundled, "markdown", TIMMINS)


def test_positions_stand_side_by_side_with_what_is_said_against_them(bundled: Library) -> None:
    topic = bundled.topics["failure"]
    ids = [item.quote for position in topic.positions for item in position.evidence]
    picks = [Pick(id) for id in dict.fromkeys(ids)]
    text = export(bundled, picks, "markdown", ExportOptions(group_by="position", topics=("failure",))).text
    cells = read_by_pandoc("gfm")(text).cells
    assert cells[: len(topic.positions)] == [position.claim for position in topic.positions]
    evidence = [item for position in topic.positions for item in position.evidence]
    for stance, label in (("opposes", "Opposes"), ("qualifies", "Qualifies")):
        many = sum(cell.startswith(label) for cell in cells)
        assert many == sum(item.stance == stance for item in evidence)
    alone = export(bundled, picks[:1], "markdown", ExportOptions(group_by="position", topics=("choice-competition",)))
    assert "Side by side" not in alone.text


@pytest.mark.parametrize(
    ("flavour", "reader"),
    [
        ("portable", "markdown"),
        ("portable", "gfm"),
        ("portable", "commonmark_x"),
        ("pandoc", "markdown"),
        ("pandoc", "commonmark_x"),
    ],
)
def test_every_link_within_the_page_leads_to_its_quotation(bundled: Library, flavour: Any, reader: str) -> None:
    rendered = read_by_pandoc(reader)(written(bundled, "markdown", flavour=flavour, group_by="position"))
    targets = {link[1:] for link in rendered.links if link.startswith("#")}
    assert len(targets) > 50
    assert targets <= rendered.targets


def test_the_front_matter_says_what_the_page_is(bundled: Library) -> None:
    text = written(
        bundled, "markdown", TIMMINS, query="speaker:timmins “quasi”", exported=DAY, bibliography="x.csl.json"
    )
    said = yaml.safe_load(text.split("---\n")[1])
    document = bundled.documents["2018-csw-heywood-technology"]
    assert said == {
        "pagetitle": "Quotations from Nicholas Timmins",
        "lang": "en-GB",
        "format": "reform-quotes/1",
        "exported": "2026-11-22",
        "selection": {
            "query": "speaker:timmins “quasi”",
            "group_by": "speaker",
            "quotes": 1,
            "speakers": 1,
            "documents": 1,
        },
        "normalised": ["no-break and other white space to one space", "list bullets and page breaks removed"],
        "bibliography": "x.csl.json",
        "reference-section-title": "Sources",
        "sources": [{"key": "johnstone2018heywood", "file": document.file, "sha256": document.sha256}],
    }


@settings(max_examples=40)
@given(title=lines, query=lines, tag=lines)
def test_front_matter_is_yaml_whatever_stands_in_it(title: str, query: str, tag: str) -> None:
    library = library_of([["a"]], name=title, title=query)
    for flavour in ("portable", "obsidian", "pandoc"):
        options = ExportOptions(flavour=flavour, title=title, query=query, references=True)
        text = export(library, [Pick("q-0", "", (tag,))], "markdown", options).text
        said = yaml.safe_load(text.split("\n---\n")[0])
        assert said["format"] == "reform-quotes/1"
        assert len(said["references"]) == 1


def test_obsidian_gets_tags_that_it_takes_for_tags(bundled: Library) -> None:
    picks = [Pick(TIMMINS, "", ("to check", "2024", "a/b"))]
    text = export(bundled, picks, "markdown", ExportOptions(flavour="obsidian")).text
    assert "*Tags:* #to-check, #t2024, #a/b" in text
    assert yaml.safe_load(text.split("---\n")[1])["tags"] == ["to-check", "t2024", "a/b"]


def test_plain_has_nothing_that_a_message_cannot_show(bundled: Library) -> None:
    text = written(bundled, "markdown", flavour="plain", group_by="position")
    assert not re.search(r"^---|^\||\[\^|\]\(#", text, re.MULTILINE)


def test_json_is_the_contract_with_note_and_tags(bundled: Library) -> None:
    picks = [Pick(TIMMINS, "n", ("t",)), Pick("timmins-loss-of-faith")]
    records = json.loads(export(bundled, picks, "json", ExportOptions()).text)
    expected = [quote_record(bundled, bundled.quotes[pick.quote]) for pick in picks]
    assert records == [{**expected[0], "note": "n", "tags": ["t"]}, {**expected[1], "note": "", "tags": []}]


@settings(max_examples=60)
@given(quotes=st.lists(st.lists(words, min_size=1, max_size=2), min_size=1, max_size=9), note=st.text())
def test_csv_is_harmless_in_a_spreadsheet_and_verbatim_when_parsed_back(quotes: list[list[str]], note: str) -> None:
    quotes = [*quotes, ["=1+1"], ["+a"], ["-a"], ["@a"], ['a,"b"\n\'c']]
    library = library_of(quotes)
    text = export(library, [Pick(id, note) for id in library.quotes], "csv", ExportOptions()).text
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == len(quotes)
    for row, quote in zip(rows, library.quotes.values(), strict=True):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
        assert original(row["words"]).split() == " ".join(segment.exact for segment in quote.segments).split()
        assert original(row["note"]) == note
    assert re.fullmatch(r'(?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n))*', text), "RFC 4180"


# Web Annotation Data Model, REC-web-annotation-20170223: what each class must have (§3.1, §3.2.4, §4, §5.1, §5.2), and
# the terms of its JSON-LD context that stand in an export.
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MUST: dict[str, dict[str, type | tuple[type, ...]]] = {
    "AnnotationCollection": {"id": str, "type": str, "first": dict},
    "AnnotationPage": {"id": str, "type": str, "items": list},
    "Annotation": {"id": str, "type": str, "target": (dict, list)},
    "TextualBody": {"type": str, "value": str},
    "SpecificResource": {"type": str, "source": dict, "selector": list},
    "TextQuoteSelector": {"type": str, "exact": str},
    "TextPositionSelector": {"type": str, "start": int, "end": int},
    "Text": {"id": str, "type": str},
}
TERMS = frozenset(
    "@context id type label total first startIndex items motivation body target purpose format language value source"
    " selector exact prefix suffix start end".split()
)
MOTIVATIONS = frozenset("describing identifying commenting tagging".split())


def objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for item in value.values() for found in objects(item))]
    return [found for item in value for found in objects(item)] if isinstance(value, list) else []


def test_json_ld_is_a_web_annotation_collection(bundled: Library) -> None:
    picks = [Pick(id, "a note", ("t",)) for id in bundled.quotes]
    collection = json.loads(export(bundled, picks, "jsonld", ExportOptions()).text)
    assert collection["@context"] == CONTEXT
    assert collection["total"] == len(collection["first"]["items"]) == len(bundled.quotes)
    assert collection["first"]["startIndex"] == 0
    for thing in objects(collection):
        assert set(thing) <= TERMS
        for name, kind in MUST[thing["type"]].items():
            assert isinstance(thing[name], kind), (name, thing)
        if "id" in thing:
            assert re.fullmatch(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", thing["id"]), "an IRI"
        assert {*thing.get("motivation", []), *([thing["purpose"]] if "purpose" in thing else [])} <= MOTIVATIONS
    ids = [thing["id"] for thing in objects(collection) if thing["type"] == "Annotation"]
    assert len(set(ids)) == len(ids)


def test_json_ld_selects_the_words_by_themselves_and_by_code_points(bundled: Library) -> None:
    collection = json.loads(written(bundled, "jsonld"))
    by_digest = {document.sha256: document for document in bundled.documents.values()}
    for quote, annotation in zip(bundled.quotes.values(), in_order(bundled, collection), strict=True):
        targets = annotation["target"] if isinstance(annotation["target"], list) else [annotation["target"]]
        assert len(targets) == len(quote.segments)
        for segment, target in zip(quote.segments, targets, strict=True):
            digest = base64.urlsafe_b64decode(target["source"]["id"].removeprefix("ni:///sha-256;") + "=")
            document = by_digest[digest.hex()]
            text = (bundled.root / document.file).read_bytes().decode("utf-8")
            words, position = target["selector"]
            assert (position["start"], position["end"]) == (segment.start, segment.end)
            assert text[position["start"] : position["end"]] == words["exact"]
            assert text[: position["start"]].endswith(words["prefix"])
            assert text[position["end"] :].startswith(words["suffix"])


def in_order(library: Library, collection: dict[str, Any]) -> list[Any]:
    by_quote = {
        body["value"]: annotation
        for annotation in collection["first"]["items"]
        for body in annotation["body"]
        if body["purpose"] == "identifying"
    }
    return [by_quote[id] for id in library.quotes]


class Blocks(html.parser.HTMLParser):
    """The words of the block quotations, every tag and every attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.quotes: list[list[str]] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self._within: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(attrs)
        if tag in {"blockquote", "p"}:
            self._within.append(tag)
        if tag == "blockquote":
            self.quotes.append([])
        elif self._within == ["blockquote", "p"]:
            self.quotes[-1].append("") if tag == "p" else None

    def handle_endtag(self, tag: str) -> None:
        if tag in {"blockquote", "p"}:
            assert self._within.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._within == ["blockquote", "p"]:
            self.quotes[-1][-1] += data


def test_html_is_one_file_that_fetches_and_runs_nothing(bundled: Library) -> None:
    text = written(bundled, "html", group_by="position")
    page = Blocks(text)
    assert not page.tags & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    assert {name for name, _ in page.attributes} <= {
        "lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "dir", "scope"
    }  # fmt: skip
    assert all(str(value).startswith("#q") for name, value in page.attributes if name == "href")
    assert "url(" not in text
    assert "@import" not in text
    for asked in ("prefers-color-scheme: dark", "@media print", "default-src 'none'"):
        assert asked in text
    anchors = {str(value) for name, value in page.attributes if name == "id"}
    assert {str(value)[1:] for name, value in page.attributes if name == "href"} <= anchors


@settings(max_examples=60)
@given(
    quotes=st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=9),
    name=lines,
    title=lines,
    note=lines,
)
def test_html_holds_arbitrary_words_verbatim(quotes: list[list[str]], name: str, title: str, note: str) -> None:
    library = library_of(quotes, name=name, title=title)
    picks = [Pick(id, note, (name,)) for id in library.quotes]
    options = ExportOptions(title=title, group_by="position")
    read = Blocks(export(library, picks, "html", options).text)
    entries = lay_out(library, picks, options).entries
    said = [[" ".join(paragraph.split()) for paragraph in quote] for quote in read.quotes]
    assert said == [[as_carried(text_of(paragraph)) for paragraph in entry.paragraphs] for entry in entries]
    assert "script" not in read.tags


def test_a_file_name_says_the_format() -> None:
    assert format_of("a.md") == "markdown"
    assert format_of("a.b.CSL.json") == "csl-json"
    assert format_of("a.json") == "json"
    assert format_of("a") is None
    assert {format_of(f"x{ending}") for format in FORMATS.values() for ending in format.endings} == set(FORMATS)


def test_pandoc_reads_what_pandoc_is_given_without_a_warning(bundled: Library) -> None:
    text = written(bundled, "markdown", flavour="pandoc", group_by="position", references=True)
    assert "<blockquote>" in pandoc(text, "--citeproc", "--standalone", "--to", "html", "--fail-if-warnings")
