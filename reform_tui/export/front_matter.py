"""The front matter of a Markdown page: YAML 1.2 that YAML 1.1 readers and pandoc read the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reform_tui.export.citation import csl_item
from reform_tui.export.escaping import as_carried, escape
from reform_tui.export.options import ExportOptions
from reform_tui.export.page import Page
from reform_tui.library.display import UNSAFE

FORMAT = "reform-quotes/1"
NORMALISED = ("no-break and other white space to one space", "list bullets and page breaks removed")
_PLAIN = re.compile(r"[A-Za-z][\w/-]*(?:[ .][\w/-]+)*", re.ASCII)
_WORDS_OF_YAML = frozenset("y n yes no on off true false null".split())


def front_matter(page: Page, options: ExportOptions, keys: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines of the front matter of ``page``, fences and all; ``keys`` are citation keys by document."""
    # pandoc reads its metadata as Markdown, everybody else as text.
    for_pandoc = options.flavour == "pandoc"
    yield "---"
    yield f"title: {_scalar(escape(page.title, 'pandoc'))}" if for_pandoc else f"pagetitle: {_scalar(page.title)}"
    yield "lang: en-GB"
    yield f"format: {FORMAT}"
    if options.exported:
        yield f"exported: {_scalar(options.exported.isoformat())}"
    yield f"selection: {_flow(_selection(page, options))}"
    if options.flavour == "obsidian" and (tags := obsidian_tags(tag for entry in page.entries for tag in entry.tags)):
        yield f"tags: {_flow(tags)}"
    yield f"normalised: {_flow(NORMALISED)}"
    if options.bibliography:
        yield f"bibliography: {_scalar(options.bibliography)}"
    if options.bibliography or options.references:
        yield "reference-section-title: Sources"
    if options.references:
        yield "references:"
        for document in page.documents:
            yield f"- {_json(_escaped(csl_item(document, keys[document.id])))}"
    yield "sources:"
    for document in page.documents:
        where = _flow({"key": keys[document.id], "file": document.file})
        yield f"- {where[:-1]}, sha256: '{document.sha256}'}}"
    yield "---"


def obsidian_tags(tags: Iterator[str]) -> list[str]:
    """Return ``tags`` as Obsidian takes them: letters, digits, ``_``, ``-`` and ``/``, not digits alone."""
    names = [re.sub(r"[^\w/-]+", "-", tag).strip("-") for tag in tags]
    return list(dict.fromkeys(f"t{name}" if name.isdigit() else name for name in names if name))


def _selection(page: Page, options: ExportOptions) -> dict[str, Any]:
    said = {"name": options.selection, "query": options.query}
    return {
        **{name: value for name, value in said.items() if value},
        "group_by": options.group_by,
        "quotes": len(page.entries),
        "speakers": len({entry.speaker.id for entry in page.entries}),
        "documents": len(page.documents),
    }


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _scalar(value)


def _scalar(value: str | int) -> str:
    """Return a scalar: plain where nobody can misread it, in quotes otherwise."""
    if isinstance(value, int):
        return str(value)
    value = as_carried(value)
    if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS_OF_YAML:
        return str(value)
    return _json(value) if UNSAFE.search(value) else "'" + value.replace("'", "''") + "'"


def _json(value: Any) -> str:
    """Return JSON, which is YAML in flow style; what YAML or a terminal would not take is escaped."""
    return UNSAFE.sub(lambda match: _yaml_escape(ord(match[0])), json.dumps(value, ensure_ascii=False))


def _yaml_escape(code: int) -> str:
    """Return a character as YAML 1.2 §5.7 escapes it; JSON's pairs of surrogates are none of its characters."""
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _escaped(item: dict[str, Any]) -> dict[str, Any]:
    """Return a reference with the texts in it as pandoc's Markdown; names of types and keys stay."""
    return {name: value if name in {"id", "type"} else _text(value) for name, value in item.items()}


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return escape(value, "pandoc")
    if isinstance(value, list):
        return [_text(item) for item in value]
    if isinstance(value, dict):
        return {name: _text(item) for name, item in value.items()}
    return value
