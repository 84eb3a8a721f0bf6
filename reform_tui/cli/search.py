"""``reform-tui search``."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from reform_tui.cli.calling import CallError, add_format, open_library
from reform_tui.cli.filtering import add_filters, read_filters
from reform_tui.cli.output import Listing, console, write_json, write_listing
from reform_tui.cli.quotes import quote_row
from reform_tui.cli.statement import heading
from reform_tui.export.records import Record, paragraph_record, quote_record
from reform_tui.library.display import displayed
from reform_tui.library.model import Document, Library, Segment
from reform_tui.library.wording import BETWEEN, SPOKEN, joints
from reform_tui.search.engine import Engine
from reform_tui.search.index import index_folder, open_index
from reform_tui.search.results import Hit, Results, Scope, Sort, Span
from reform_tui.search.syntax import Field, QueryError

if TYPE_CHECKING:
    from rich.text import Text

EXAMPLE = "reform-tui search 'speaker:timmins quasi-markets'"
_FILTERS = ("speaker", "document", "topic", "position", "kind", "stance")
_UNHURRIED = 10.0  # seconds: a command may wait where a key press may not


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    parser.add_argument("query", metavar="QUERY", help='words, "a phrase", OR, -not, accountab*, near~, speaker:…')
    parser.add_argument("--in", dest="scope", choices=("quotes", "text", "all"), default="quotes", help="where to look")
    add_filters(parser, *_FILTERS)
    parser.add_argument("--sort", choices=("relevance", "date"), default="relevance", help="date: newest first")
    parser.add_argument("--limit", type=_count, default=100, metavar="N", help="at most N hits (default 100)")
    add_format(parser)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise ArgumentTypeError(f"“{text}” is no number of hits; 1 or more is wanted")
    return int(text)


def run(options: Namespace) -> int:
    """Print what matches."""
    library = open_library(options)
    filters = read_filters(options, library)
    within = tuple(Field(name, value, 0, 0) for name in _FILTERS if (value := getattr(filters, name)))
    results = find(library, options.query, scope=options.scope, limit=options.limit, sort=options.sort, within=within)
    _remark(results)
    return _write(library, results, options)


def find(
    library: Library, query: str, *, scope: Scope, limit: int, sort: Sort = "relevance", within: tuple[Field, ...] = ()
) -> Results:
    """Return what matches ``query``, in a command's time. Raises CallError with the place of an error in it."""
    with Engine(library, open_index(library, index_folder(library))) as engine:
        try:
            return engine.search(query, scope=scope, limit=limit, sort=sort, within=within, seconds=_UNHURRIED)
        except QueryError as error:
            raise CallError(_pointed(query, error)) from error


def _pointed(query: str, error: QueryError) -> str:
    """Return the message with the query below it and carets under the place."""
    carets = " " * error.start + "^" * max(error.end - error.start, 1)
    shown = displayed(query)
    return f"{error}\n  {shown[:200]}\n  {carets[:200]}"


def _remark(results: Results) -> None:
    """Say on standard error what the hits alone do not show."""
    remarks = []
    if results.named:
        remarks.append(f"understood as: {results.understood}")
    if results.did_you_mean:
        remarks.append(f"did you mean: {results.did_you_mean}")
    if results.widened:
        remarks.append("few or none have all of these words; the others have some of them")
    if results.partial:
        remarks.append("the time was up: more may match")
    if results.shortened:
        remarks.append("too many words begin like that; rare ones are left out")
    if results.total > len(results.hits):
        remarks.append(f"{len(results.hits)} of {results.total:,}; --limit shows more")
    for remark in remarks:
        print(f"reform-tui: {displayed(remark)}", file=sys.stderr)


def _write(library: Library, results: Results, options: Namespace) -> int:
    records = [_record(library, hit) for hit in results.hits]
    if options.format == "json":
        write_json(
            {
                "query": results.query,
                "understood": results.understood,
                "total": results.total,
                "did_you_mean": results.did_you_mean,
                "hits": records,
            }
        )
        return 0 if records else 1
    if options.format == "table" and sys.stdout.isatty() and records:
        _print(library, results, options)
        return 0
    listing = Listing(
        columns=("id", "speaker", "role", "kind", "issued", "document", "paragraph", "words"),
        rows=[_cells(library, hit) for hit in results.hits],
        records=records,
        wide="words",
    )
    return write_listing(listing, options)


def _record(library: Library, hit: Hit) -> Record:
    if hit.quote is not None:
        record = quote_record(library, library.quotes[hit.quote])
    else:
        record = paragraph_record(library.documents[hit.document], _paragraph(library, hit))
    return {**record, "score": round(hit.score, 4), "highlights": [list(span) for span in hit.highlights]}


def _paragraph(library: Library, hit: Hit) -> Segment:
    """Return the paragraph that a hit in the text is."""
    if hit.paragraph is None:
        raise ValueError(hit)
    start, end = hit.paragraph.start, hit.paragraph.end
    return Segment(start, end, library.documents[hit.document].source.text[start:end], hit.paragraph.number)


def _cells(library: Library, hit: Hit) -> tuple[str, ...]:
    if hit.quote is not None:
        return quote_row(library, library.quotes[hit.quote])
    document, paragraph = library.documents[hit.document], _paragraph(library, hit)
    date = document.issued.date if document.issued else "n.d."
    words = document.source.words(paragraph.start, paragraph.end)
    return ("", "", "", "text", date, document.id, str(paragraph.paragraph), words)


def _print(library: Library, results: Results, options: Namespace) -> None:
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    terminal = console(options)
    for hit in results.hits:
        document = library.documents[hit.document]
        if hit.quote is not None:
            quote = library.quotes[hit.quote]
            terminal.print(heading(library, quote))
            words = _marked(document, quote.segments, hit.highlights)
            if quote.kind in SPOKEN:
                words = Text("“") + words + Text("”")
            below = quote.id
        else:
            paragraph = _paragraph(library, hit)
            terminal.print(Text(displayed(f"{document.label} ¶{paragraph.paragraph}"), style="bold"))
            words = _marked(document, (paragraph,), hit.highlights)
            below = document.id
        terminal.print(Padding(words, (0, 0, 0, 2)))
        terminal.print(Text(f"  {below}", style="dim"))
        terminal.print()


def _marked(document: Document, segments: tuple[Segment, ...], highlights: tuple[Span, ...]) -> Text:
    """Return the words of ``segments`` with what matches bold and underlined."""
    from rich.text import Text  # noqa: PLC0415

    line = Text()
    between = [BETWEEN[joint] for joint in joints(document, segments)]
    for segment, joint in zip(segments, [*between, ""], strict=True):
        at = segment.start
        for start, end in highlights:
            if segment.start <= start and end <= segment.end:
                line.append(displayed(document.source.words(at, start)))
                line.append(displayed(document.source.words(start, end)), style="bold underline")
                at = end
        line.append(displayed(document.source.words(at, segment.end)) + joint)
    return line
