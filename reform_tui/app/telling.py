"""What was done to a library, told to a reader: names, titles and words stand where its files have ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reform_tui.app.views.review_items import FACTS
from reform_tui.library.display import displayed
from reform_tui.library.wording import in_one_line

if TYPE_CHECKING:
    from reform_tui.library.model import Library

_ID = re.compile(r"`([^`]+)`")
_FACT = re.compile(rf"\bthe ({'|'.join(FACTS)}) of (?=`)")
_LONGEST = 28  # code points of a quote's words


def told(message: str, *libraries: Library) -> str:
    """Return ``message`` with what each id in it stands for, in the first of ``libraries`` that has it."""
    message = _FACT.sub(lambda match: f"the {FACTS[match[1]]} of ", message)  # type: ignore[index]
    return _ID.sub(lambda match: _named(match[1], libraries) or match[0], message)


def _named(id: str, libraries: tuple[Library, ...]) -> str | None:
    for library in libraries:
        if id in library.quotes:
            quote = library.quotes[id]
            words = displayed(in_one_line(library.documents[quote.document], quote.segments))
            if len(words) > _LONGEST:
                words = (words[:_LONGEST].rpartition(" ")[0] or words[:_LONGEST]) + " …"
            return f"“{words}”"
        if id in library.speakers:
            return displayed(library.speakers[id].name)
        if id in library.documents:
            return displayed(library.documents[id].label)
        topic, _, position = id.partition("/")
        if topic in library.topics:
            claims = {item.id: item.claim for item in library.topics[topic].positions}
            return f"“{displayed(claims[position])}”" if position in claims else None
    return None
