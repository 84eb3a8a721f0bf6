"""A draft: its quotations, in block quotations, in the cells of tables and in running text, and whom it gives them to.

Block quotations hold a quotation whole; the line after one that begins with a dash says whose it is. In a table with
positions side by side, as an export has it, a cell holds a quotation and, after a dash, whose it is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from reform_tui.library.anchor import Span
from reform_tui.library.mapping import MappedText
from reform_tui.library.text import count_words
from reform_tui.verify.blocks import Block, blocks_of
from reform_tui.verify.citing import Citation, Citations
from reform_tui.verify.foreign_marks import with_known_marks
from reform_tui.verify.markup import as_read
from reform_tui.verify.signing import name_in
from reform_tui.verify.tables import QuotedCell, Row, rows_of
from reform_tui.verify.wrapping import unwrapped

Form = Literal["marks", "block", "cell"]
JOIN = "\n"
"""What stands in the text of a quotation between two of its parts."""

_AROUND = 500  # code points around a quotation in which names are looked for
_FEWEST_WORDS = 3  # of a cell that holds a quotation
_REPORTED = re.compile(r"\breported\b", re.IGNORECASE)
_FENCE = re.compile(
    r"^[ ]{0,3}(?P<fence>```+|~~~+)[^\n]*\n.*?(?:^[ ]{0,3}(?P=fence)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_CODE = re.compile(r"(?<!`)`(?!`)[^`\n']{1,300}(?<!`)`(?!`)")  # ``so'' and `so' are LaTeX's quotation marks
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
    r"\*(?:Supports|Opposes|Qualifies|Note):\*[^\n]*|^(?:Supports|Opposes|Qualifies|Note)(?:, reported)?: [^\n]*"
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
    said_until: int | None = None  # where what says behind it whose it is ends, where there is such
    inner: tuple[Quotation, ...] = ()  # of a block that names who speaks within itself: what stands in marks there
    signed: Quotation | None = None  # without its last line, should that be no part of it but say whose it is
    given_also: str | None = None  # who the draft says has said them too
    indent: str = ""  # what stands before the lines of a block

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

    ``read`` is it as it is read; ``blocks`` are the quotations that are set off; ``rows`` are those of its tables.
    ``for_finder`` has the same length as ``text``: code, front matter, cells that hold a quotation, the lines that say
    whose a block quotation is and the citations are blank, all marks those that it knows.
    """

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = text = text.replace("\r\n", " \n").replace("\r", "\n")
        self.read: MappedText = as_read(text)
        self.citations = Citations(text)
        self._lines = [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]
        self._is_blank = bytearray(len(text))
        self._remarks = [match.span() for match in _REMARK.finditer(text)]
        self.rows: tuple[Row, ...] = ()
        self.blocks = tuple(sorted(self._structured(), key=lambda quotation: quotation.start))
        for code in _CODE.finditer(text):
            self._blank(*code.span())
        for start, end in self.citations.spans:
            self._blank(start, end)
        self.for_finder = with_known_marks(unwrapped(_blanked(text, self._is_blank)))

    def is_remark(self, offset: int) -> bool:
        """Whether a remark of an export stands at ``offset``: quotations in it are those of the entry above."""
        at = bisect_right(self._remarks, (offset, len(self.text))) - 1
        return at >= 0 and offset < self._remarks[at][1]

    def row_at(self, offset: int) -> Row | None:
        """Return the row of a table that stands at ``offset``."""
        at = bisect_right(self.rows, offset, key=lambda row: row.span[0]) - 1
        return self.rows[at] if at >= 0 and offset < self.rows[at].span[1] else None

    def line_at(self, offset: int) -> int:
        """Return the line at ``offset``, from 1."""
        return bisect_right(self._lines, offset)

    def words(self, start: int, end: int) -> str:
        """Return ``text[start:end]`` as it is read."""
        made = self.read.from_source(start, end)
        return self.read.text[made[0] : made[1]]

    def around(self, quotation: Quotation) -> Span:
        """Return the paragraph of ``quotation``, as far as names in it are looked for."""
        first = max(quotation.start - _AROUND, self.text.rfind("\n\n", 0, quotation.start), 0)
        ends = self.text.find("\n\n", quotation.end)
        return first, min(quotation.end + _AROUND, ends if ends >= 0 else len(self.text))

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
        end = 0
        for block in sorted(blocks_of(self.text), key=lambda one: one.words):
            if not self._is_blank[block.words[0]] and block.words[0] >= end:
                end = block.words[1]
                yield self._block(block)
        for match in _UNMARKED.finditer(self.text):
            yield self._unmarked(match)
        self.rows = tuple(row for row in rows_of(self.text) if not self._is_blank[row.span[0]])
        for row in self.rows:
            for cell in row.quoted:
                if cell.after != cell.cell or count_words(self.words(*cell.words)) >= _FEWEST_WORDS:
                    yield self._cell(cell)

    def _blank(self, start: int, end: int) -> None:
        self._is_blank[start:end] = b"\1" * (end - start)

    def _block(self, block: Block) -> Quotation:
        """Return the quotation that a block is, with whom the line after it or, at its end, within it names."""
        if block.said_until is not None:
            self._blank(block.words[1], block.until)
        quotation = self.quotation(
            "block",
            (block.words,),
            given_to=name_in(block.said) or None,
            reported=bool(_REPORTED.search(block.said)),
            cited=(block.words[0], block.until),
            said_until=block.said_until,
        )
        quotation = replace(quotation, indent=block.indent)
        if not block.signed:
            return quotation
        end, name = block.signed
        signed = self.quotation("block", ((block.words[0], end),), given_to=name, cited=(block.words[0], block.until))
        return replace(quotation, signed=replace(signed, said_until=block.words[1], indent=block.indent))

    def _unmarked(self, match: re.Match[str]) -> Quotation:
        start, end = match.start("words"), match.start("words") + len(match["words"].rstrip())
        self._blank(end, match.end())
        return self.quotation(
            "block",
            ((start, end),),
            given_to=name_in(match["said"].partition(". ")[0]),
            reported=bool(_REPORTED.search(match["said"])),
            cited=(end, match.end()),
            said_until=match.end(),
        )

    def _cell(self, cell: QuotedCell) -> Quotation:
        self._blank(*cell.cell)
        return self.quotation(
            "cell",
            (cell.words,),
            given_to=cell.name,
            reported=bool(_REPORTED.search(cell.label)),
            cited=cell.after,
        )


def _blanked(text: str, is_blank: bytearray) -> str:
    """Return ``text`` with spaces where ``is_blank`` says so; line feeds stay."""
    parts, at = [], 0
    for run in _RUNS.finditer(is_blank):
        parts += [text[at : run.start()], _NO_LINE_FEED.sub(" ", text[run.start() : run.end()])]
        at = run.end()
    return "".join([*parts, text[at:]])
