"""A statement on a terminal: who, in what capacity, what kind of words, when and where; then the words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reform_tui.cli.output import console
from reform_tui.cli.prose import Line
from reform_tui.library.display import displayed
from reform_tui.library.model import Evidence, Library, Quote, Segment
from reform_tui.library.wording import as_spoken, locator

if TYPE_CHECKING:
    from rich.text import Text


def print_statements(library: Library, quotes: Iterable[Quote], options: Namespace) -> None:
    """Print quotes one under the other, words wrapped to the terminal."""
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    terminal = console(options)
    for quote in quotes:
        terminal.print(heading(library, quote))
        terminal.print(Padding(Text(displayed(as_spoken(library.documents[quote.document], quote))), (0, 0, 0, 2)))
        terminal.print(Text(f"  {quote.id}", style="dim"))
        terminal.print()


def heading(library: Library, quote: Quote) -> Text:
    """Return the line above a statement: the speaker bold, then :func:`circumstances`."""
    from rich.text import Text  # noqa: PLC0415

    name = displayed(library.speakers[quote.speaker].name)
    return Text.assemble((name, "bold"), displayed(f" · {circumstances(library, quote)}"))


def circumstances(library: Library, quote: Quote, segments: tuple[Segment, ...] | None = None) -> str:
    """Return role, kind of words, date and place of a quote, n.d. and all."""
    document = library.documents[quote.document]
    date = document.issued.date if document.issued else "n.d."
    reporter = f"quoted by {library.speakers[quote.quoted_by].name}" if quote.quoted_by else ""
    label = document.label.removesuffix(f" {document.year}").removesuffix(" n.d.")
    place = f"{label} ¶{locator(segments or quote.segments)}"
    doubt = "" if document.state == "verified" else "SOURCE CHANGED"
    unreviewed = "PROPOSED, not reviewed" if quote.status == "proposed" else ""
    return " · ".join(part for part in (quote.role, quote.kind, reporter, date, place, doubt, unreviewed) if part)


def evidence_lines(library: Library, evidence: Evidence, towards: str = "") -> Iterator[Line]:
    """Yield one piece of evidence in linear text: stance ``towards`` what, who, the words, the reason."""
    quote = library.quotes[evidence.quote]
    stance = f"{evidence.stance}{towards}: " if evidence.stance else ""
    name = library.speakers[quote.speaker].name
    yield Line("")
    yield Line(f"{stance}{name} · {circumstances(library, quote, evidence.segments)}", indent=2)
    yield Line(as_spoken(library.documents[quote.document], quote, evidence.segments), indent=4)
    yield Line(f"{evidence.why} ({quote.id})", "faint", indent=4)
