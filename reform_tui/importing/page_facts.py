"""What the head of a web page states: meta elements, JSON-LD, and the marks of its headline and its dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.dates import date_of
from reform_tui.importing.facts import Facts
from reform_tui.importing.linked_data import Work, work_of
from reform_tui.importing.naming import byline_names, name_of, names_in
from reform_tui.importing.page_regions import is_printed
from reform_tui.importing.rules import document_type, rules
from reform_tui.importing.titles import site_beside
from reform_tui.library.folding import fold_key
from reform_tui.library.model import Name, StatedDate
from reform_tui.library.schema import DocumentType

_FACTS = ("title", "author", "issued", "publisher", "container-title")


def facts_of(root: etree._Element) -> Facts:
    """Return what the page states outside its text, each fact from the best place that states it."""
    meta = _meta(root)
    work = work_of(root)
    container, container_at = _first(meta, "container-title")
    if not container and work.container:
        container, container_at = work.container, "isPartOf"
    title, title_at, container_in_title = _title(root, meta, work, container)
    if not container and container_in_title:
        container, container_at = container_in_title, "title"
    kind = _type(meta, work)
    author, author_at = _author(meta, work)
    if kind == "speech" and (persons := _persons_in_from(root)):
        author, author_at = persons, "From"
    issued, issued_at = _issued(root, meta, work)
    publisher, publisher_at = _first(meta, "publisher")
    if not publisher and work.publisher:
        publisher, publisher_at = work.publisher, "publisher"
    return Facts(
        title=title,
        author=author,
        issued=issued,
        publisher=publisher,
        container_title=container,
        type=kind,
        places=(
            ("title", title_at),
            ("author", author_at),
            ("issued", issued_at),
            ("publisher", publisher_at),
            ("container_title", container_at),
        ),
    )


def _meta(root: etree._Element) -> dict[str, list[str]]:
    """Return what the meta elements state, by name or property in small letters."""
    stated: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop")
        content = in_one_line(element.get("content") or "")
        if name and content:
            stated.setdefault(name.strip().casefold(), []).append(content)
    return stated


def _first(meta: dict[str, list[str]], fact: str) -> tuple[str | None, str]:
    for name in rules("metadata").words(fact):
        if name in meta:
            return meta[name][0], name
    return None, fact


def _title(
    root: etree._Element, meta: dict[str, list[str]], work: Work, container: str | None
) -> tuple[str | None, str, str | None]:
    """Return the title as it is printed, where it is; where it is stated; and the site's name when the title has it."""
    printed = [words for element in root.iter("h1") if is_printed(element) and (words := _text(element))]
    stated, at = _first(meta, "title")
    stated, at = (stated, at) if stated else (work.title, "headline")
    head = next((_text(element) for element in root.iter("title")), "") or None
    site = None
    if not stated and head:
        stated, at = head, "title"
        if " | " in head:
            site = head.rpartition(" | ")[2].strip()
    if stated:
        stated = _without_site(stated, [container, site])
        key = fold_key(stated)
        printed = [words for words in printed if fold_key(words) in key or key in fold_key(words)] or printed[:0]
    if printed:
        return printed[0], "h1", site_beside(head or "", printed[0])
    return stated, at, site


def _without_site(title: str, names: Iterable[str | None]) -> str:
    """Return ``title`` without the name of the site after a stroke or dash."""
    for name in names:
        for stroke in (" | ", " - ", " – ", " — ", " :: ", " · "):
            if name and fold_key(title).endswith(fold_key(stroke + name)):
                return title[: title.rfind(stroke)].strip() or title
    return title


def _text(element: etree._Element) -> str:
    return in_one_line("".join(element.itertext()))


def _author(meta: dict[str, list[str]], work: Work) -> tuple[tuple[Name, ...], str]:
    for name in rules("metadata").words("author"):
        names = tuple(found for words in meta.get(name, ()) for found in stated_names(words))
        if names:
            return names, name
        if name.startswith("citation") and work.author:
            continue
        if work.author:
            return work.author, "author"
    return work.author, "author"


def _persons_in_from(root: etree._Element) -> tuple[Name, ...]:
    """Return the persons among those from whom a government's page says it comes: they made the speech.

    The metadata name the department.
    """
    for term in root.iter("dt"):
        said = term.getnext()
        if _text(term).strip(": ").casefold() == "from" and said is not None and said.tag == "dd":
            links = [link for link in said.iter("a") if "/people/" in (link.get("href") or "")]
            return tuple(name for link in links if (name := name_of(_text(link))) and name.family)
    return ()


def stated_names(words: str) -> tuple[Name, ...]:
    """Return the names that a field for names holds: one, or several; with a *By* before them or not."""
    if "://" in words or "@" in words:
        return ()
    if ";" in words:
        return tuple(name for part in words.split(";") for name in stated_names(part.strip()))
    names = byline_names(words)
    if names:
        return names
    one = name_of(words) if words.count(",") == 1 and " and " not in words else None
    return (one,) if one else names_in(words)


def _issued(root: etree._Element, meta: dict[str, list[str]], work: Work) -> tuple[StatedDate | None, str]:
    for name in rules("metadata").words("issued"):
        for words in meta.get(name, ())[:1]:
            if date := date_of(words):
                return date, name
    if work.issued and (date := date_of(work.issued)):
        return date, "datePublished"
    for element in root.iter("time"):
        marks = " ".join((element.get("itemprop") or "", element.get("class") or "", *element.attrib))
        if any(mark in marks.casefold() for mark in ("publish", "pubdate", "issued", "entry-date", "post-date")):
            date = date_of(_text(element)) or date_of(element.get("datetime") or "")
            if date:
                return date, "time"
    return None, "issued"


@cache
def _types(key: str) -> dict[str, DocumentType]:
    return {
        word: document_type(rule.word("type")) for rule in rules("metadata").each(key) for word in rule.words("words")
    }


def _type(meta: dict[str, list[str]], work: Work) -> DocumentType | None:
    for word in _words_of_type(meta):  # what a site says of its own pages is more exact than what it tells others
        if word in _types("types"):
            return _types("types")[word]
    for kind in work.kinds:
        if kind in _types("schema"):
            return _types("schema")[kind]
    return "article-journal" if "citation_journal_title" in meta else None


def _words_of_type(meta: dict[str, list[str]]) -> Iterator[str]:
    for name in rules("metadata").words("types_in"):
        for words in meta.get(name, ()):
            yield words.casefold().replace(" ", "_").replace("-", "_")
