"""A page as W3C Web Annotations (Recommendation of 23 February 2017): one annotation a quotation, in a collection.

A target names its source by what is in it (``ni:`` URI of the SHA-256, RFC 6920), so that nobody mistakes another
edition for it, and selects the words twice: by the words themselves (TextQuoteSelector) and by offset in code points
(TextPositionSelector). A quotation of several segments has several targets, in order.
"""

from __future__ import annotations

import base64
import uuid
from typing import Any

from reform_tui.export.options import ExportOptions
from reform_tui.export.page import Entry, Page
from reform_tui.library.model import Document, Segment

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points of the text before and after the words
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "reform-quotes/1")
_MEDIA = {True: "text/markdown", False: "text/plain"}


def annotation_collection(page: Page, options: ExportOptions) -> dict[str, Any]:
    """Return the AnnotationCollection of ``page``, all of it on one AnnotationPage."""
    items = [_annotation(entry) for entry in page.entries]
    collection = _urn("collection", options.group_by, *(item["id"] for item in items))
    return {
        "@context": _CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": page.title,
        "total": len(items),
        "first": {"id": _urn("page", collection), "type": "AnnotationPage", "startIndex": 0, "items": items},
    }


def _annotation(entry: Entry) -> dict[str, Any]:
    said = "".join(span.text for span in entry.attribution)
    bodies = [_body("describing", f"— {said}", "en-GB"), _body("identifying", entry.quote.id)]
    if entry.note.strip():
        bodies.append(_body("commenting", entry.note))
    bodies += [_body("tagging", tag) for tag in entry.tags]
    targets = [_target(entry.document, segment) for segment in entry.quote.segments]
    return {
        "id": _urn(entry.document.sha256, entry.quote.id),
        "type": "Annotation",
        "motivation": ["describing"],
        "body": bodies,
        "target": targets if len(targets) > 1 else targets[0],
    }


def _body(purpose: str, value: str, language: str = "") -> dict[str, str]:
    body = {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
    return {**body, "language": language} if language else body


def _target(document: Document, segment: Segment) -> dict[str, Any]:
    text = document.source.text
    return {
        "type": "SpecificResource",
        "source": {
            "id": named_information(document.sha256),
            "type": "Text",
            "format": _MEDIA[document.source.markdown],
            "label": f"{document.title} ({document.file})",
        },
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": segment.exact,
                "prefix": text[max(0, segment.start - _AROUND) : segment.start],
                "suffix": text[segment.end : segment.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": segment.start, "end": segment.end},
        ],
    }


def named_information(sha256: str) -> str:
    """Return the ``ni:`` URI of a SHA-256 in hexadecimal digits (RFC 6920 §3)."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{digest}"


def _urn(*parts: str) -> str:
    return uuid.uuid5(_SPACE, "\n".join(parts)).urn
