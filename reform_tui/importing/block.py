"""What a reader makes of one kind of file: blocks of text in reading order, and what the file says about itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from reform_tui.importing.facts import Facts


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item, cell or caption; ``text`` is one line.

    ``level`` is a heading's depth from 1. ``why`` says what the block is taken for when the file's structure shows that
    it is no part of the work. ``byline`` is a block that the file's structure marks as naming the
    author, ``quoted`` a block quotation, ``linked`` one that is a link for the most part.
    """

    text: str
    level: int | None = None
    why: str | None = None
    byline: bool = False
    quoted: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class Extract:
    """The blocks of a file, in reading order; the facts its metadata state; and what a person should be told."""

    blocks: tuple[Block, ...]
    facts: Facts = field(default_factory=Facts)
    remarks: tuple[str, ...] = ()
