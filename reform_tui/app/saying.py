"""A quote on the screen: its words with what to mark in them, and who said them, when, where, in what capacity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len

from reform_tui.app.widgets.lines import Part
from reform_tui.app.widgets.wrapping import cut, wrapped
from reform_tui.library.display import displayed
from reform_tui.library.folding import fold_key
from reform_tui.library.wording import BETWEEN, joints, locator

if TYPE_CHECKING:
    from reform_tui.library.model import Document, Library, Quote, Segment, Speaker

Span = tuple[int, int]
_PARTICLES = frozenset("af al da de del della den der di dos du la le ter van von zu".split())
_LEAD = 24  # code points shown before a match when the beginning of a quote is left out


def words_with_marks(
    document: Document, quote: Quote, segments: Sequence[Segment], marks: Iterable[Span]
) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the words of ``segments`` in one displayed line, and stretches of it with their roles.

    ``marks``, source spans, are matches; what is set between two segments is faint: it is not in the source.
    """
    plain = document.source.plain
    own = quote.kind in {"direct", "authored"}
    text = "“" if own else ""
    spans: list[tuple[int, int, str]] = []
    marks = list(marks)
    between = ["", *(BETWEEN[joint] for joint in joints(document, segments))]
    for joint, segment in zip(between, segments, strict=True):
        if joint.strip():
            spans.append((len(text), len(text) + len(joint), "faint"))
        text += joint
        start, end = plain.from_source(segment.start, segment.end)
        for mark_start, mark_end in marks:
            if mark_start < segment.end and mark_end > segment.start:
                first, last = plain.from_source(max(mark_start, segment.start), min(mark_end, segment.end))
                spans.append((len(text) + first - start, len(text) + last - start, "match"))
        text += plain.text[start:end]
    return displayed(text + ("”" if own else "")), sorted(spans)


def around_match(
    text: str, spans: Sequence[tuple[int, int, str]], cells: int
) -> tuple[str, list[tuple[int, int, str]]]:
    """Return ``text`` with its beginning left out where the first match would not be within ``cells``."""
    match = next((span for span in spans if span[2] == "match"), None)
    if match is None or match[1] <= cells - 1 or len(text) <= cells:
        return text, list(spans)
    start = max(min(match[0] - _LEAD, len(text) - cells), 0)
    start = text.find(" ", start, match[0]) + 1 or start
    if start <= 1:
        return text, list(spans)
    moved = [(first - start + 1, last - start + 1, role) for first, last, role in spans if first >= start]
    return "…" + text[start:], moved


def date_of(document: Document) -> str:
    """Return the date that the text states, or n.d."""
    return document.issued.date if document.issued else "n.d."


def short_label(document: Document) -> str:
    """Return the label of a document without its year."""
    return document.label.removesuffix(f" {document.year}").removesuffix(" n.d.")


def own_label(document: Document) -> list[str]:
    """Return the label of a document, nothing where it only repeats the title that it would stand under."""
    is_title = " ".join(document.title.split()).startswith(short_label(document).removesuffix("…"))
    return [] if is_title else [document.label]


def attribution(library: Library, quote: Quote, width: int, segments: Sequence[Segment] | None = None) -> list[Part]:
    """Return who, in what capacity, kind of words, date and place, in ``width`` cells.

    The role is what this document calls the speaker. Where it is narrow, the role goes first, then the day and month,
    the rest of the name, the document's name.
    """
    document = library.documents[quote.document]
    speaker = library.speakers[quote.speaker]
    place = f"¶{locator(segments or quote.segments)}"
    date = date_of(document)
    extra = [f"quoted by {library.speakers[quote.quoted_by].name}"] if quote.quoted_by else []
    doubt = [] if document.state == "verified" else ["SOURCE CHANGED"]
    doubt += ["PROPOSED"] if quote.status == "proposed" else []
    named = f"{short_label(document)} {place}"
    tiers = (
        (speaker.name, [quote.kind, *extra, date, named, *doubt]),
        (speaker.name, [quote.kind, date, named, *doubt]),
        (speaker.name, [quote.kind, date[:4], named, *doubt]),
        (short_name(speaker), [quote.kind, date[:4], named, *doubt]),
        (short_name(speaker), [quote.kind, date[:4], place, *doubt]),
        *([(short_name(speaker), [quote.kind, place, *doubt])] if doubt else []),  # the doubt is said before the date
    )
    for tier, (shown, rest) in enumerate(tiers):
        name, tail = displayed(shown), displayed("".join(f" · {part}" for part in rest))
        room = width - cell_len(name) - cell_len(tail)
        if room >= 0 or tier == len(tiers) - 1:
            break
    role = f" · {cut(displayed(quote.role), room - 3)}" if quote.role and room >= 13 else ""
    name = cut(name, max(width - cell_len(tail), min(width, 10 if doubt else 12)))
    return [(name, "strong"), (cut(role + tail, width - cell_len(name)), "faint")]


def whole_attribution(
    library: Library, quote: Quote, width: int, segments: Sequence[Segment]
) -> list[tuple[Part, ...]]:
    """Return the same with nothing left out, in as many rows of ``width`` cells as it takes."""
    document = library.documents[quote.document]
    name = displayed(library.speakers[quote.speaker].name)
    said = [
        name,
        quote.role or "",
        quote.kind,
        f"quoted by {library.speakers[quote.quoted_by].name}" if quote.quoted_by else "",
        date_of(document),
        f"{short_label(document)} ¶{locator(segments)}",
        "" if document.state == "verified" else "SOURCE CHANGED",
        "PROPOSED, not reviewed" if quote.status == "proposed" else "",
    ]
    text = displayed(" · ".join(part for part in said if part))
    rows: list[tuple[Part, ...]] = []
    for first, last in wrapped(text, width):
        border = min(max(len(name), first), last)
        rows.append(((text[first:border], "strong"), (text[border:last], "faint")))
    return rows


def short_name(speaker: Speaker) -> str:
    """Return initials and family name of a person, the shortest form of a body's name."""
    if speaker.kind == "person":
        family = _family(speaker.name)
        given = speaker.name.removesuffix(family).split()
        return " ".join([*(f"{name[0]}." for name in given), family])
    return min(speaker.names, key=len) if speaker.kind == "body" else speaker.name


def other_names(speaker: Speaker) -> list[str]:
    """Return what else a speaker is called; a form that differs in its typography alone is the same name."""
    found = {fold_key(name): displayed(name) for name in reversed(speaker.names)}
    return [name for key, name in reversed(found.items()) if key != fold_key(speaker.name)]


def _family(name: str) -> str:
    """Return the family name: the last word, and a particle before it; what follows *of* is a place."""
    words = name.split(" of ", maxsplit=1)[0].split()
    particle = words[-2] if len(words) > 2 and words[-2].casefold() in _PARTICLES else ""
    return f"{particle} {words[-1]}".strip() if words else name


def family_name(library: Library, speaker: str) -> str:
    """Return the short form of a speaker's name that a margin has room for."""
    found = library.speakers[speaker]
    if found.kind == "person":
        return displayed(_family(found.name))
    shortest = min(found.names, key=len)
    return displayed(shortest if len(shortest) <= 12 else found.name)


def initials(library: Library, speaker: str) -> str:
    """Return up to four characters that stand for a speaker in a narrow margin."""
    found = library.speakers[speaker]
    if found.kind == "body":
        return displayed(min(found.names, key=len)[:4])
    return displayed("".join(word[0] for word in found.name.split())[:3])


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return ``1 quote``, ``2 quotes``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
