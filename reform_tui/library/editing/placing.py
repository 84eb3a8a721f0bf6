"""A person sets a quote under a position of a topic, or takes it out."""

from __future__ import annotations

from collections.abc import Sequence

from reform_tui.library.anchor import Span
from reform_tui.library.anchoring import spans_of
from reform_tui.library.editing.anchors import anchor_values
from reform_tui.library.editing.draft import TOPICS, Draft, index_of
from reform_tui.library.editing.expected import Path
from reform_tui.library.editing.operation import Operation
from reform_tui.library.editing.page import Page
from reform_tui.library.editing.placed import Value
from reform_tui.library.editing.refusing import Refused
from reform_tui.library.model import Topic
from reform_tui.library.schema import Stance
from reform_tui.library.suggesting import did_you_mean


def assign(
    quote: str, topic: str, position: str, stance: Stance, why: str, part: Sequence[Span] | None = None
) -> Operation:
    """Set a quote, or the ``part`` of it in these spans, under a position, with one line that says why."""

    def change(draft: Draft) -> Draft:
        found = draft.quote(quote)
        if not why.strip():
            raise Refused("say in one line which words bear on the claim, and how")
        held = _topic(draft, topic)
        if position not in [item.id for item in held.positions]:
            raise Refused(f"`{topic}` has no position `{position}`")
        evidence: dict[str, Value] = {"quote": quote}
        if part:
            source = draft.document(found).source
            evidence["exact"] = anchor_values(source, part, spans_of(found.segments))
        evidence |= {"stance": stance, "why": why.strip()}
        page = draft.page(TOPICS)
        path = _evidence_path(page, topic, position)
        if not part and any(isinstance(item, dict) and _is_whole(item, quote) for item in page.items(path)):
            raise Refused(f"`{quote}` stands under `{topic}/{position}` already; take it out there first")
        return draft.with_page(page.with_items(path, [evidence]))

    return Operation(f"set `{quote}` under `{topic}/{position}`", change, (quote,))


def _is_whole(item: dict[str, Value], quote: str) -> bool:
    return item.get("quote") == quote and "exact" not in item


def unassign(quote: str, topic: str, position: str) -> Operation:
    """Take a quote out from under a position, all parts of it."""

    def change(draft: Draft) -> Draft:
        _topic(draft, topic)
        page = draft.page(TOPICS)
        path = _evidence_path(page, topic, position)
        items = page.items(path)
        standing = [at for at, item in enumerate(items) if isinstance(item, dict) and item.get("quote") == quote]
        if not standing:
            raise Refused(f"`{quote}` does not stand under `{topic}/{position}`")
        for at in reversed(standing):
            page = page.without_item(path, at)
        return draft.with_page(page)

    return Operation(f"took `{quote}` out from under `{topic}/{position}`", change, (quote,))


def _topic(draft: Draft, topic: str) -> Topic:
    if topic not in draft.library.topics:
        raise Refused(f"no topic has the id `{topic}`{did_you_mean(topic, draft.library.topics)}")
    return draft.library.topics[topic]


def _evidence_path(page: Page, topic: str, position: str) -> Path:
    path: Path = ("topics", index_of(page, ("topics",), "id", topic), "positions")
    return (*path, index_of(page, path, "id", position), "evidence")
