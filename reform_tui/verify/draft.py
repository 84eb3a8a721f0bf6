"""A draft: its quotations, in block quotations, in the cells of tables and in running text, and whom it gives them to.

Block quotations hold a quotation whole; the line after one that begins with a dash says whose it is. In a table with
positions side by side, as an export has it, a cell holds a quotation and, after a dash, whose it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reform_tui.library.anchor import Span
from reform_tui.library.mapping import MappedText
from reform_tui.verify.citing import Citation, Citations
from reform_tui.verify.markup import as_read

Form = Literal["marks", "block", "cell"]
JOIN = "\n"
"""What stands in the text of a quotation between two of its parts."""

_BLOCK = re.compile(
    r"^[ ]{0,3}>.*(?:\n(?:[ ]{0,3}>.*|(?![ ]{0,3}(?:#{1,6}\s|[-*+—–]\s|\||```|~~~|\[\^))[ \t]*\S.*))*", re.MULTILINE
)
_ALERT = re.compile(r"[ ]{0,3}>[ \t]*\[![A-Za-z]+\]")
_OWN_LINE = re.compile(
    r"^[ ]{0,3}(?:>[ \t]*)+(?:—|–|―|--+|-)[ \t]*(?=[^\W\d_*“\"‘']|\*)(?P<said>[^\n]*)\s*\Z", re.MULTILINE
)
_ATTRIBUTION = re.compile(r"(?:[ \t]*(?:\n|\Z)){1,2}[ ]{0,3}(?:—|–|―|--+)[ \t]*(?P<said>[^\n]*)")
_BOLD = re.compile(r"\*\*(?P<name>(?:\\.|[^*\\]){1,200})\*\*")
_DASH = re.compile(r"[”\"’'»]?[.,]?[ \t]{0,2}(?:—|–|--)[ \t]*(?P<said>[^\n“\"«]{1,200})$", re.MULTILINE)
_AROUND = 500  # code points around a quotation in which names are looked for
_MOST_WORDS = 8  # in a name
_PARTICLES = frozenset("of for the and de la le van von der den di da al bin".split())
_NAME_ENDS = re.compile(r"[,;:(]|\.(?=\s|$)|\s[-—–]\s")
_REPORTED = re.compile(r"\breported\b", re.IGNORECASE)
_TABLE = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$", re.MULTILINE)
_CELL = re.compile(r"(?:\\.|[^|\\\n])+")
_CELL_QUOTE = re.compile(
    r"\s*(?:\*(?P<label>[^*\n]{1,40}):\*\s*)?(?P<words>\S.*?)\s+[—–]\s+\*\*(?P<name>(?:\\.|[^*\\]){1,200})\*\*(?P<rest>.*)",
    re.DOTALL,
)
_FENCE = re.compile(
    r"^[ ]{0,3}(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
# A quotation of an export that has lost its marks on the way through Word or the web: under its number, above its line.
_UNMARKED = re.compile(
    r"^(?:#{1,6} )?Q\d+(?:(?!, above\.)[^\n]){0,200}\n(?:[ \t]*\n)+(?P<words>(?:(?![>—#|]).+\n(?:[ \t]*\n)*){1,60}?)"
    r"— (?P<said>[^\n]{0,300}(?:Direct speech|Reported speech|Written words)\b[^\n]*)",
    re.MULTILINE,
)
_RUNS = re.compile(b"\1+")
_NO_LINE_FEED = re.compile(r"[^\n]")
# What an export says under a quotation of why it stands where it does, and what the user noted on it.
_REMARK = re.compile(
    r"\*(?:Supports|Opposes|Qualifies|Note):\*[^\n]*|^(?:Supports|Opposes|Qualifies|Note): [^\n]*"
    r"|^(?:- )?(?:\[Q\d+\]\([^)\s]*\)|Q\d+) [^\n]*, above\.[^\n]*",
    re.MULTILINE,
)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?![ \t]*\n).*?^(?:---|\.\.\.)[ \t]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a draft gives as somebody else's; offsets are code points of the draft.

    ``parts`` are the stretches of the draft that hold them, without the marks around them; ``text`` is what is read
    there. ``given_to`` is who the draft says they are from, in its words, None where it says nothing. ``reported`` is
    True where the draft says that they are reported speech. ``interruptions`` are places in ``text`` where an
    attribution stands between.
    """

    form: Form
    text: str
    parts: tuple[Span, ...]
    line: int
    given_to: str | None
    reported: bool
    citation: Citation | None
    interruptions: tuple[int, ...] = ()
    said_until: int | None = None  # where the line that says whose it is ends, where there is one
    inner: tuple[Quotation, ...] = ()  # of a block that names who speaks within itself: what stands in marks there

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parts[-1][1]


class Draft:
    """One draft: ``original`` is it as it was given, ``text`` the same with line feeds alone at the ends of lines.

    ``read`` is it as it is read; ``blocks`` are the quotations that are set off. ``for_finder`` has the same length as
    ``text``: code, front matter, cells that hold a quotation and the lines that say whose a block quotation is are
    blank.
    """

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text = text.replace("\r\n", " \n").replace("\r", "\n")
        self.read: MappedText = as_read(text)
        self.citations = Citations(text)
        self._lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
        self._is_blank = bytearray(len(text))
        self._remarks = [match.span() for match in _REMARK.finditer(text)]
        self.blocks = tuple(sorted(self._structured(), key=lambda quotation: quotation.start))
        self.for_finder = _blanked(text, self._is_blank)

    def is_remark(self, offset: int) -> bool:
        """Whether a remark of an export stands at ``offset``: quotations in it are those of the entry above."""
        at = bisect_right(self._remarks, (offset, len(self.text))) - 1
        return at >= 0 and offset < self._remarks[at][1]

    def line_at(self, offset: int) -> int:
        """Return the line at ``offset``, from 1."""
        return bisect_right(self._lines, offset)

    def words(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as it is read."""
        made = self.read.from_source(start, end)
        return self.read.text[made[0] : made[1]]

    def distance(self, quotation: Quotation, word: str) -> int:
        """Return how many code points stand between ``quotation`` and the nearest ``word`` in its paragraph."""
        first = max(quotation.start - _AROUND, self.text.rfind("\n\n", 0, quotation.start), 0)
        ends = self.text.find("\n\n", quotation.end)
        last = min(quotation.end + _AROUND, ends if ends >= 0 else len(self.text))
        spans = [match.span() for match in re.finditer(rf"\b{re.escape(word)}\b", self.text[first:last])]
        apart = [max(quotation.start - first - end, start + first - quotation.end) for start, end in spans]
        return min((by for by in apart if by >= 0), default=_AROUND)

    def quotation(
        self,
        form: Form,
        parts: tuple[Span, ...],
        *,
        given_to: str | None,
        cited: Span,
        reported: bool = False,
        interrupted: tuple[bool, ...] = (),
        said_until: int | None = None,
    ) -> Quotation:
        """Return the quotation in ``parts``; ``cited`` is where its citation may stand.

        ``interrupted`` says of each gap between two parts whether an attribution stands there.
        """
        text = self.words(*parts[0])
        places = []
        for part, gap in zip(parts[1:], interrupted, strict=True):
            places += [len(text)] if gap else []
            text += f"{JOIN}{self.words(*part)}"
        return Quotation(
            form=form,
            text=text,
            parts=parts,
            line=self.line_at(parts[0][0]),
            given_to=given_to,
            reported=reported,
            citation=self.citations.first_in(*cited),
            interruptions=tuple(places),
            said_until=said_until,
        )

    def place(self, quotation: Quotation, start: int, end: int) -> Span:
        """Return where in the draft ``quotation.text[start:end]`` stands; it lies in one part."""
        at = 0
        for part in quotation.parts:
            made = self.read.from_source(*part)
            length = made[1] - made[0]
            if start <= at + length:
                return self.read.to_source(made[0] + start - at, made[0] + min(end - at, length))
            at += length + len(JOIN)
        raise ValueError(start)

    def _structured(self) -> Iterator[Quotation]:
        for pattern in (_FRONT_MATTER, _FENCE):
            for match in pattern.finditer(self.text):
                self._blank(*match.span())
        for match in _BLOCK.finditer(self.text):
            if not self._is_blank[match.start()] and not _ALERT.match(match[0]):
                yield from self._block(match.start(), match.end())
        for match in _UNMARKED.finditer(self.text):
            yield self._unmarked(match)
        for match in _TABLE.finditer(self.text):
            if "|" in match[0] and not self._is_blank[match.start()]:
                yield from self._table(match.end())

    def _blank(self, start: int, end: int) -> None:
        self._is_blank[start:end] = b"\1" * (end - start)

    def _block(self, start: int, end: int) -> Iterator[Quotation]:
        """Yield the quotation that a block is, with whom the line after it or, at its end, within it names."""
        said = _ATTRIBUTION.match(self.text, end)
        own = None if said else _OWN_LINE.search(self.text, start, end)
        if own and not self.text[start : own.start()].strip("> \t\n"):
            own = None  # words that begin with a dash
        words_end = own.start() if own else end
        until = said.end() if said else end
        if until > words_end:
            self._blank(words_end, until)
        marks = re.compile(r"[ ]{0,3}(?:>[ \t]?)*").match(self.text, start)
        begin = marks.end() if marks else start
        words_end = begin + len(self.text[begin:words_end].rstrip("> \t\n"))
        if not self.words(begin, words_end).strip():
            return
        line = (said or own or {"said": ""})["said"]
        yield self.quotation(
            "block",
            ((begin, words_end),),
            given_to=_name(line) or None,
            reported=bool(_REPORTED.search(line)),
            cited=(words_end, until),
            said_until=len(self.text[:until].rstrip()) if said or own else None,
        )

    def _unmarked(self, match: re.Match[str]) -> Quotation:
        start, end = match.start("words"), match.start("words") + len(match["words"].rstrip())
        self._blank(end, match.end())
        return self.quotation(
            "block",
            ((start, end),),
            given_to=_name(match["said"].partition(". ")[0]),
            reported=bool(_REPORTED.search(match["said"])),
            cited=(end, match.end()),
            said_until=match.end(),
        )

    def _table(self, start: int) -> Iterator[Quotation]:
        """Yield the quotations of the rows that follow ``start``."""
        at = start
        row = re.compile(r"\n(?=[^\n]*\|)[^\n]*")
        while match := row.match(self.text, at):
            for cell in _CELL.finditer(self.text, match.start(), match.end()):
                quoted = _CELL_QUOTE.fullmatch(self.text, *cell.span())
                if quoted:
                    self._blank(*cell.span())
                    label = quoted["label"] or ""
                    yield self.quotation(
                        "cell",
                        (_inside_marks(self.text, *quoted.span("words")),),
                        given_to=as_read(quoted["name"]).text,
                        reported=bool(_REPORTED.search(label)),
                        cited=quoted.span("rest"),
                    )
            at = match.end()


def _inside_marks(text: str, start: int, end: int) -> Span:
    """Return the span without one pair of quotation marks around the whole."""
    if text[start] in "“\"«‘'" and text[end - 1] in "”\"»’'" and end - start > 2:
        return start + 1, end - 1
    return start, end


def name_at_dash(text: str, end: int) -> str | None:
    """Return whom a line names after a dash behind a quotation that ends at ``end``: ``“…” — Ann Lee, 2008``."""
    said = _DASH.match(text, end)
    name = _name(said["said"]) if said else ""
    words = name.split()
    is_name = 0 < len(words) <= _MOST_WORDS and all(word[:1].isupper() or word in _PARTICLES for word in words)
    return name if is_name else None


def _name(line: str) -> str:
    """Return the name at the start of an attribution, in bold or up to the first sign that ends it."""
    bold = _BOLD.match(line.lstrip())
    if bold:
        return as_read(bold["name"]).text.strip()
    plain = as_read(line).text.strip()
    ends = _NAME_ENDS.search(plain)
    return (plain[: ends.start()] if ends else plain).strip()


def _blanked(text: str, is_blank: bytearray) -> str:
    """Return ``text`` with spaces where ``is_blank`` says so; line feeds stay."""
    parts, at = [], 0
    for run in _RUNS.finditer(is_blank):
        parts += [text[at : run.start()], _NO_LINE_FEED.sub(" ", text[run.start() : run.end()])]
        at = run.end()
    return "".join([*parts, text[at:]])
