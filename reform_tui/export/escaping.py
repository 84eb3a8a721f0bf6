"""Text that Markdown renders as itself: what has to be escaped, why, and for which parser.

A rule finds characters, all of them ASCII punctuation, before which a backslash is put: every parser below takes that
for the character itself (CommonMark 0.31 §2.4; pandoc's ``all_symbols_escapable``). A flavour applies the rules of the
parsers that it is for and no others, so that the Markdown stays readable. What no escape can reach: GitHub turns
``:name:``, ``@name`` and ``#1`` into pictures and links after it has rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from unicodedata import is_normalized

from reform_tui.library.display import UNSAFE, displayed

Flavour = Literal["portable", "obsidian", "pandoc", "plain"]
Parser = Literal["commonmark", "tables", "gfm", "linkify", "pandoc", "commonmark_x", "obsidian"]

PARSERS: dict[Flavour, frozenset[Parser]] = {
    "portable": frozenset({"commonmark", "tables", "gfm", "linkify", "pandoc", "commonmark_x"}),
    "obsidian": frozenset({"commonmark", "tables", "gfm", "obsidian"}),
    "pandoc": frozenset({"tables", "pandoc"}),
    "plain": frozenset({"commonmark"}),
}
"""``linkify`` is markdown-it with links found in text; ``commonmark_x`` is pandoc's."""

_EVERY: frozenset[Parser] = frozenset({"commonmark", "gfm", "linkify", "pandoc", "commonmark_x", "obsidian"})


@dataclass(frozen=True, slots=True)
class Rule:
    r"""Put a backslash before what ``pattern`` matches, or its group, for ``parsers``.

    ``\A`` in a pattern is the start of a line. ``example`` is a text that is rendered wrongly without the rule.
    """

    name: str
    pattern: re.Pattern[str]
    why: str
    parsers: frozenset[Parser]
    example: str


def _rule(name: str, pattern: str, why: str, parsers: Iterable[Parser], example: str) -> Rule:
    return Rule(name, re.compile(pattern), why, frozenset(parsers), example)


# The words after which pandoc's `smart` makes the space a no-break space (its data file `abbreviations`).
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Capt|Dr|Prof|Gen|Gov|e\\.g|i\\.e|Sgt|St|vol|vs|Sen|Rep|Pres|Hon|Rev|Ph\\.D|M\\.D|M\\.A|p|pp|ch|sec|cf|cp"
)

RULES = (
    _rule("backslash", r"\\", "takes the next character literally, or starts LaTeX", _EVERY, r"a \! b"),
    _rule("code", r"`", "opens and closes code", _EVERY, "a `b` c"),
    _rule("emphasis", r"[*_]", "opens and closes emphasis; a bullet or a rule at the start", _EVERY, "a *b* _c_"),
    _rule("brackets", r"[\[\]]", "link, image, footnote, citation, wiki link, task", _EVERY, "a [b](c) [^q1] ![d](e)"),
    _rule("html", r"<", "opens HTML or an autolink", _EVERY, "a <b> <i>c</i> <!-- d -->"),
    _rule("entity", r"&(?=[#\w])", "character reference", _EVERY, "&amp; &#42; R&D;"),
    _rule("quote", r"\A>", "block quotation within the quotation", _EVERY, "> a"),
    _rule("heading", r"\A#|(?<=\s)#(?=#*\Z)", "heading; the end of one; #. is an item of a list", _EVERY, "# a"),
    _rule("bullet", r"\A[-+](?=\s|\Z)", "item of a list", _EVERY, "- a"),
    _rule("number", r"\A\d+([.)])(?=\s|\Z)", "item of a list", _EVERY, "1. a"),
    _rule("rule", r"\A-(?=-)", "a thematic break, where the line is nothing else", _EVERY, "---"),
    _rule(
        "fancy list",
        r"\A\(?(?:[^\W\d_]|[ivxlcdmIVXLCDM]+|\d+)([.)])(?=\s|\Z)",
        "item of a list with letters, Roman numbers or parentheses (fancy_lists)",
        ("pandoc", "commonmark_x"),
        "(b) a",
    ),
    _rule(
        "definition",
        r"\A:",
        "definition of the paragraph before (definition_lists); ::: is a division (fenced_divs)",
        ("pandoc", "commonmark_x"),
        ": a",
    ),
    _rule("cell", r"\|", "ends a table cell", ("tables",), "a | b"),
    _rule("line block", r"\A\|", "a block of lines kept as they are (line_blocks)", ("pandoc",), "| a"),
    _rule(
        "tilde",
        r"~",
        "strikeout (gfm), subscript, fenced code",
        ("gfm", "linkify", "pandoc", "commonmark_x", "obsidian"),
        "a ~~b~~ c",
    ),
    _rule("fence", r"\A~", "fenced code", ("commonmark",), "~~~"),
    _rule(
        "caret",
        r"\^",
        "superscript, inline note; the name of a block in Obsidian",
        ("pandoc", "commonmark_x", "obsidian"),
        "a^b^ c",
    ),
    _rule("dollar", r"\$", "mathematics (also on GitHub)", ("pandoc", "commonmark_x", "obsidian"), "a $b$ c"),
    _rule(
        "brace",
        r"[{}]",
        "attributes of what stands before or, at the start, after",
        ("pandoc", "commonmark_x"),
        "a {.b}",
    ),
    _rule("citation", r"@", "citation, numbered example", ("pandoc",), "a @b c"),
    _rule("address", r"@", "address of an e-mail", ("gfm", "linkify"), "a mailto:b@c.d e"),
    _rule("straight quotes", r"[\"']", "curled by smart", ("pandoc", "commonmark_x"), '"a" don\'t'),
    _rule("dashes", r"-(?=-)|(?<=-)-", "joined into an en or em dash by smart", ("pandoc", "commonmark_x"), "a -- b"),
    _rule("ellipsis", r"\.(?=\.)|(?<=\.)\.", "joined into … by smart", ("pandoc", "commonmark_x"), "a... b"),
    _rule(
        "abbreviation",
        rf"(?<![A-Za-z0-9])(?:{_ABBREVIATIONS})(\.)(?=\s)",
        "smart makes the space after it a no-break space",
        ("pandoc",),
        "Mr. A",
    ),
    _rule("emoji", r":(?=[\w+-]+:)", "a picture (emoji)", ("gfm", "commonmark_x"), "a :smile: b"),
    _rule("slashes", r"/(?=/)", "an address becomes a link, %41 in it A", ("gfm", "linkify"), "a http://b.c/ d"),
    _rule(
        "host",
        r"(?i)(?<=\S)\.(?=[^\W\d_]{2})|(?<=www)\.",
        "the name of a host becomes a link, percent signs in it decoded",
        ("gfm", "linkify"),
        "a www.example.com/%41 b",
    ),
    _rule("tag", r"#(?=\S)", "a tag", ("obsidian",), "a #b"),
    _rule("highlight", r"=(?==)|(?<==)=", "highlight", ("obsidian",), "a ==b== c"),
    _rule("comment", r"%(?=%)|(?<=%)%", "comment, not shown", ("obsidian",), "a %%b%% c"),
)

# What neither HTML nor XML, and so no page and no Word file, can carry: C0 and C1 controls, surrogates, noncharacters.
_UNCARRIED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


# pandoc's smart makes ‘ an apostrophe where it finds no ’ to go with it, and drops spaces between the two. A pair that
# it takes as one is left as it is, so that prose stays readable; any other ‘ is a character reference.
_UNPAIRED = re.compile(r"‘(?!(?=[^\s‘’])(?:[^‘’]|’(?=\w))*(?<=\S)’(?!\w))")


def as_carried(text: str) -> str:
    """Return ``text`` as a page can carry it: white space of any kind as one space, controls as visible characters."""
    spaced = " ".join(text.split())
    return _UNCARRIED.sub(lambda match: "\ufffd" if match[0] > "\x9f" else displayed(match[0]), spaced)


def escape(text: str, flavour: Flavour, *, starts_line: bool = False, rules: Iterable[Rule] = RULES) -> str:
    """Return ``text`` as one line of Markdown that is rendered as :func:`as_carried` gives it.

    ``starts_line`` when nothing stands before it on its line.
    """
    text = as_carried(text)
    escaped = {
        match.start(match.lastindex or 0)
        for rule in rules
        if rule.parsers & PARSERS[flavour]
        for match in rule.pattern.finditer(text)
        if starts_line or not (match.start() == 0 and rule.pattern.pattern.startswith(r"\A"))
    }
    referred = {match.start() for match in UNSAFE.finditer(text)} | _composed(text)
    if "pandoc" in PARSERS[flavour]:
        referred |= {match.start() for match in _UNPAIRED.finditer(text)}
    return "".join(
        f"\\{character}" if at in escaped else f"&#x{ord(character):X};" if at in referred else character
        for at, character in enumerate(text)
    )


def _composed(text: str) -> set[int]:
    """Return where characters stand that Unicode's normal form C would change.

    pandoc's CommonMark readers normalise what they read, but not what a character reference stands for. Characters
    that reorder or hide text are referred to as well: rendered, they are what they were; in the file they are seen.
    """
    places: set[int] = set()
    if is_normalized("NFC", text):
        return places
    run = ""
    for at, character in enumerate(text):
        if character.isascii():
            run = ""
        if not is_normalized("NFC", run + character):
            places.add(at)
            run = ""
        else:
            run += character
    return places


def escape_cell(text: str) -> str:
    """Return ``text`` for a table cell of portable Markdown."""
    return escape(text, "portable")
