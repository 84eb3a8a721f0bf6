"""The items of lists: quotes, headings, and the documents, speakers and topics that stand in an index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.cells import cell_len

from reform_tui.app.saying import around_match, attribution, counted, date_of, family_name, own_label, words_with_marks
from reform_tui.app.widgets.item_list import Item
from reform_tui.app.widgets.lines import Line, Part, clipped, line, marked
from reform_tui.app.widgets.wrapping import cut, wrapped
from reform_tui.library.display import displayed
from reform_tui.library.selection import OWN
from reform_tui.library.wording import DOCUMENT_TYPES

if TYPE_CHECKING:
    from reform_tui.app.session import Session
    from reform_tui.library.model import Document, Library, Quote, Segment, Speaker, Topic

What = Literal["document", "speaker", "topic"]
_WIDE = 130  # cells from which claim and names fit beside each other
_WORDS_ROWS = 2  # rows for the words of a quote in a list


class HeadingItem(Item):
    """A line that heads what follows; the cursor passes over it."""

    selectable = False

    def __init__(self, text: str, note: str = "", role: str = "title") -> None:
        self._text, self._note, self._role = text, note, role

    def height(self, width: int) -> int:
        """One row."""
        del width
        return 1

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the heading and, faint, the note behind it."""
        del here
        parts = [(f" {self._text}", self._role), (f"  {self._note}" if self._note else "", "faint")]
        return [Line(tuple(clipped(line(*parts).parts, width)))]


class ProseItem(Item):
    """Some text, wrapped; the cursor passes over it."""

    selectable = False

    def __init__(self, *parts: str | Part, indent: int = 1, hang: int = 0) -> None:
        self._parts = line(*parts).parts
        self._indent = indent
        self._hang = hang  # cells that every row but the first is indented further
        self._made: tuple[int, list[Line]] = (0, [])

    def _wrapped(self, width: int) -> list[Line]:
        if self._made[0] != width:
            text = "".join(part for part, _ in self._parts)
            spans: list[tuple[int, int, str]] = []
            at = 0
            for part, role in self._parts:
                spans.append((at, at + len(part), role))
                at += len(part)
            pad: Part = (" " * self._indent, "")
            rows = self._rows(text, width - self._indent - 1)
            drawn = [Line((pad, *marked(text, first, last, spans))) for first, last in rows[:1]]
            hung: Part = (" " * (self._indent + self._hang), "")
            drawn += [Line((hung, *marked(text, first, last, spans))) for first, last in rows[1:]]
            self._made = (width, drawn)
        return self._made[1]

    def _rows(self, text: str, width: int) -> list[tuple[int, int]]:
        rows = wrapped(text, width)
        if self._hang and len(rows) > 1:
            start = rows[1][0]
            rows = [rows[0], *wrapped(text, width - self._hang, start)]
        return rows

    def height(self, width: int) -> int:
        """As many rows as the text has at that width."""
        return len(self._wrapped(width))

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the text."""
        del here
        return self._wrapped(width)


class QueryItem(Item):
    """Another query, to be chosen."""

    def __init__(self, query: str, *parts: str | Part) -> None:
        self.query = query
        self._parts = line(*parts).parts

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw what is offered."""
        return [Line((("▌  " if here else "   ", "mark"), *clipped(self._parts, width - 4)))]


class GapItem(Item):
    """An empty row."""

    selectable = False

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw nothing."""
        del width, here
        return [Line()]


class QuoteItem(Item):
    """A quote: two rows of its words, the match marked, and a row that says whose, what, when and where."""

    def __init__(
        self, session: Session, quote: Quote, segments: Sequence[Segment] | None = None, remark: str = ""
    ) -> None:
        self._session = session
        self._library: Library = session.opened
        self.quote = quote
        self.segments = tuple(segments or quote.segments)
        self._remark = remark
        self._length = sum(segment.end - segment.start for segment in self.segments)

    def height(self, width: int) -> int:
        """A row or two of words by their length, one for the attribution, one between quotes."""
        return (1 if self._length + 2 <= width - 4 else _WORDS_ROWS) + 2

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the quote; the bar at the left says where the cursor is, the dot that it is selected."""
        return self.quote_lines(width, self.height(width), here=here)

    def quote_lines(self, width: int, height: int, *, here: bool) -> Sequence[Line]:
        """Draw the quote in so many rows."""
        rows = height - 2
        room = max(width - 4, 8)
        document = self._library.documents[self.quote.document]
        marks = self._session.highlights.get(self.quote.id, ())
        text, spans = words_with_marks(document, self.quote, self.segments, marks)
        text, spans = around_match(text, spans, room * rows)
        breaks = wrapped(text, room)
        drawn = []
        for index, (first, last) in enumerate(breaks[:rows]):
            words = marked(text, first, last, spans)
            if index == rows - 1 and len(breaks) > rows:
                cells = cell_len(text[first:last])
                words = [*words, (" …", "faint")] if cells <= room - 2 else clipped(words, cells - 1)
            drawn.append(Line((self._edge(index, here=here), *words)))
        drawn += [Line((self._edge(1, here=here),))] * (rows - len(drawn))
        about = attribution(self._library, self.quote, room - cell_len(self._remark), self.segments)
        drawn.append(Line((self._edge(1, here=here), (displayed(self._remark), "strong"), *about)))
        return [*drawn, Line(((" ", ""),), "plain")]

    def _edge(self, row: int, *, here: bool) -> Part:
        bar = "▌" if here else " "
        if row:
            return f"{bar}   ", "mark"
        chosen = "●" if self._session.is_selected(self.quote.id) else " "
        compared = "◆" if ("quote", self.quote.id) in self._session.basket else " "
        return f"{bar}{chosen}{compared} ", "mark"


class EntryItem(Item):
    """A document, speaker or topic in the sidebar: its name and a live count."""

    def __init__(self, session: Session, what: What, id: str, name: str, count: int | None) -> None:
        self._session = session
        self.what = what
        self.id = id
        self._name = name
        self.count = "" if count is None else f"{count:,}"

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the name and, at the right, the count."""
        compared = "◆" if (self.what, self.id) in self._session.basket else " "
        room = width - len(self.count) - 5
        name = cut(displayed(self._name), room)
        pad = " " * (room - cell_len(name) + 1)
        edge = "▌" if here else " "
        return [Line(((edge + compared + " ", "mark"), (name + pad, ""), (self.count, "faint")))]


class DocumentItem(EntryItem):
    """A document in an index of documents: its title, and a row of what it is."""

    def __init__(self, session: Session, document: Document, count: int) -> None:
        super().__init__(session, "document", document.id, document.title, count)
        self._document = document

    def height(self, width: int) -> int:
        """Two rows and one between documents."""
        del width
        return 3

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw title and record."""
        document = self._document
        authors = ", ".join(str(name) for name in (*document.author, *document.editor)) or "unsigned"
        state = "" if document.state == "verified" else f" · SOURCE {document.state.upper()}"
        kind = DOCUMENT_TYPES[document.type]
        about = " · ".join([*own_label(document), authors, kind, date_of(document)]) + state
        edge: Part = ("▌  " if here else "   ", "mark")
        second = Line((edge, *clipped(line((about, "faint")).parts, width - 4)))
        return [*super().lines(width, here=here), second, Line(base="plain")]


class SpeakerItem(EntryItem):
    """A speaker in an index of speakers: the name, and the first role a document gives them."""

    def __init__(self, session: Session, speaker: Speaker, count: int | None, role: str) -> None:
        super().__init__(session, "speaker", speaker.id, speaker.name, count)
        self._role = role

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw name, role and count in one row."""
        compared = "◆" if ("speaker", self.id) in self._session.basket else " "
        edge: Part = (("▌" if here else " ") + compared + " ", "mark")
        room = width - len(self.count) - 4
        name = cut(displayed(self._name), min(room - 3, 34) if self._role else room - 3)
        role = cut(displayed(self._role), room - cell_len(name) - 3)
        pad = " " * (room - cell_len(name) - 2 - cell_len(role))
        return [Line((edge, (name, "strong"), ("  " + role + pad, "faint"), (self.count, "strong")))]


class SectionItem(Item):
    """A section in the outline of a document."""

    def __init__(self, text: str, level: int, start: int, quotes: int) -> None:
        self._text, self._level, self.start, self._quotes = text, level, start, quotes

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the heading by its level, and how many quotes stand under it."""
        indent = "▌ " if here else "  "
        count = str(self._quotes) if self._quotes else ""
        room = width - 2 * self._level - len(count) - 2
        text = cut(displayed(self._text), room)
        pad = " " * (room - cell_len(text))
        return [Line(((indent + "  " * (self._level - 1), "mark"), (text + pad, ""), (" " + count, "faint")))]


class TopicItem(Item):
    """A topic on the map: the question, and under it each position with who stands where."""

    SIGNS: ClassVar[dict[str, str]] = {"supports": "+", "opposes": "−", "qualifies": "~"}

    def __init__(self, session: Session, topic: Topic, count: int | None, *, is_faint: bool = False) -> None:
        self._is_faint = is_faint
        self._library: Library = session.opened
        self._session = session
        self.id = topic.id
        self._topic = topic
        self._count = "" if count is None else counted(count, "quote")

    def height(self, width: int) -> int:
        """A row for the question, one a position, one between topics; two a position where it is narrow."""
        return 2 + len(self._topic.positions) * (1 if width >= _WIDE else 2)

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw the block; a + before a name stands for supports, − for opposes, ~ for qualifies."""
        drawn = self._block(width, here=here)
        if not self._is_faint:
            return drawn
        return [Line(tuple((text, role if role == "mark" else "faint") for text, role in row.parts)) for row in drawn]

    def _block(self, width: int, *, here: bool) -> Sequence[Line]:
        edge = "▌" if here else " "
        room = width - 4 - len(self._count)
        question = cut(displayed(self._topic.question), room)
        pad = " " * (room - cell_len(question) + 1)
        drawn = [Line(((edge + " ", "mark"), (question, "title"), (pad, ""), (self._count, "faint")))]
        for position in self._topic.positions:
            who = self._who(position.id)
            if width >= _WIDE:
                half = (width - 8) * 11 // 20
                claim = cut(displayed(position.claim), half)
                names = clipped(who, width - half - 8)
                drawn.append(Line(((edge + "   ", "mark"), (claim + " " * (half - cell_len(claim) + 2), ""), *names)))
            else:
                claim = cut(displayed(position.claim), width - 6)
                drawn.append(Line(((edge + "   ", "mark"), (claim, ""))))
                drawn.append(Line(((edge + "     ", "mark"), *clipped(who, width - 8))))
        return [*drawn, Line(base="plain")]

    def _who(self, position: str) -> list[Part]:
        """Return everybody with evidence under the position, by stance, each with how many."""
        found: dict[tuple[str, str], int] = {}
        own: set[tuple[str, str]] = set()
        for claimed in self._topic.positions:
            if claimed.id == position:
                for evidence in claimed.evidence:
                    key = (str(evidence.stance), self._library.quotes[evidence.quote].speaker)
                    found[key] = found.get(key, 0) + 1
                    if evidence.why == OWN:
                        own.add(key)
        order = list(self.SIGNS)
        parts: list[Part] = []
        for (stance, speaker), many in sorted(found.items(), key=lambda item: (order.index(item[0][0]), -item[1])):
            name = cut(family_name(self._library, speaker), 24)
            times = (f" {many}" if many > 1 else "") + (" (yours)" if (stance, speaker) in own else "")
            parts.append((("  " if parts else "") + f"{self.SIGNS[stance]} {name}{times}", stance))
        return parts or [("— nobody —", "faint")]
