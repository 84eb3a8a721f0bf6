"""The filters of lists: by speaker, document, topic and kind; names, aliases and parts of them are understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from reform_tui.library.names import find_document, find_speaker, find_topic
from reform_tui.library.schema import Kind, Stance

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reform_tui.library.model import Library, Quote


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is limited to; ids, None for no limit."""

    speaker: str | None = None
    document: str | None = None
    topic: str | None = None
    position: str | None = None
    kind: str | None = None
    stance: str | None = None

    def quotes(self, library: Library) -> Iterator[Quote]:
        """Yield the quotes that pass."""
        return (quote for quote in library.quotes.values() if self.passes(library, quote))

    def passes(self, library: Library, quote: Any) -> bool:
        """Whether ``quote``, proved or broken, passes."""
        return (
            self.speaker in {None, quote.speaker}
            and self.document in {None, quote.document}
            and self.kind in {None, quote.kind}
            and self._is_placed(library, quote.id)
        )

    def _is_placed(self, library: Library, quote: str) -> bool:
        if not (self.topic or self.position or self.stance):
            return True
        return any(
            self.topic in {None, where.topic}
            and self.position in {None, where.position}
            and self.stance in {None, where.stance}
            for where in library.placements.get(quote, ())
        )


def add_filters(parser: ArgumentParser, *names: str) -> None:
    """Add the filters named, of those below, to ``parser``."""
    for name in names:
        choices = _CHOICES.get(name)
        parser.add_argument(f"--{name}", choices=choices, metavar=None if choices else name.upper(), help=_HELP[name])


def read_filters(options: Namespace, library: Library) -> Filters:
    """Return the filters of the call, names turned into ids. Raises UnknownName."""
    typed: dict[str, str | None] = {name: getattr(options, name, None) for name in _HELP}
    for name, find in (("speaker", find_speaker), ("document", find_document), ("topic", find_topic)):
        if named := typed[name]:
            typed[name] = find(library, named)
    return Filters(**typed)


_CHOICES = {"kind": get_args(Kind), "stance": get_args(Stance)}
_HELP = {
    "speaker": "only this speaker: an id, a name, an alias, or a part of one",
    "document": "only this document: an id, a label, a title, or a part of one",
    "topic": "only under this topic: an id or a part of the question",
    "position": "only under positions with this id",
    "kind": "only this kind of words",
    "stance": "only with this stance",
}
