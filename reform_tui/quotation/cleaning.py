"""One cleaned copy of a text, of the same length, so that every offset in it is an offset of the source.

White space of every kind becomes a space, doubled apostrophes become a quotation mark, tags, entities and Markdown's
marks give way to what they stand for. Where something is shorter than what it replaces, :data:`NOTHING` fills up: it
is no space, so that a mark beside it still touches its word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

NOTHING = "\x03"

_SPACES = dict.fromkeys(
    map(
        ord,
        "\t\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u00ad\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
        "\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u202f\u205f\u2060\u2066"
        "\u2067\u2068\u2069\u3000\ufeff",
    ),
    " ",
)
_DOUBLED = re.compile("''|``|‘‘|’’")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,15})(?![A-Za-z0-9@:])[^<>]{0,1000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr td th table section article header footer nav aside figure "
    "figcaption dl dt dd hr title head body html main form button script style template pre".split()
)
_FURNITURE_CLASS = re.compile(
    r"(?:class|id)=[\"'][^\"']{0,100}(?:footer|share|sharing|related|caption|pull-?quote|breadcrumb|cookie|byline|signup|promo)",
    re.IGNORECASE,
)
_UNSEEN = ("script", "style", "template", "head", "svg")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|\\(?=[\"'*_\[\]#>])")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\](?:\([^()\s]{0,500}(?: \"[^\"\n]{0,100}\")?\)|\[[^\[\]\n]{0,60}\])")
_WRAP = re.compile(r"(?<!\n)(?<!\n )\n(?! *\n)(?! *[-•>#*\d])")
_BROKEN_SENTENCE = re.compile(r"(?<=[a-zß-ÿ,;])\n(?=[a-zß-ÿ])")
_MIN_WRAPPED = 5  # line ends from which a text may count as wrapped by hand
_RAISED = re.compile(r"<sup\b[^<>]{0,200}>[^<>]{0,40}</sup>|\[\^[^\[\]\n]{1,20}\]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The cleaned ``text``, and the stretches of it that elements enclose: (start, end, name of the element)."""

    text: str
    elements: tuple[tuple[int, int, str], ...]


def clean(source: str) -> Cleaned:
    """Return ``source`` cleaned to the same length."""
    text = source
    elements: tuple[tuple[int, int, str], ...] = ()
    if "<" in text:
        text, elements = _without_tags(_without_unseen(text))
    if "&" in text:
        text = _ENTITY.sub(_entity, text)
    if "*" in text or "_" in text or "\\" in text or "](" in text or "][" in text:
        text = _LINK.sub(_link, text)
        text = _EMPHASIS.sub(_nothing, text)
    text = _unwrapped(text.translate(_SPACES))
    return Cleaned(_DOUBLED.sub(NOTHING + '"', text), elements)


def _nothing(match: re.Match[str]) -> str:
    return NOTHING * len(match.group())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _link(match: re.Match[str]) -> str:
    """Keep what a link is called; leave out where it leads."""
    before = match.start(1) - match.start()
    return NOTHING * before + match.group(1) + NOTHING * (match.end() - match.end(1))


def _entity(match: re.Match[str]) -> str:
    written = match.group()
    meant = html.unescape(written)
    if len(meant) != 1 or meant == "\n":
        return written if len(meant) != 1 else " " * len(written)
    return meant.rjust(len(written), " " if meant.isspace() else NOTHING)


def _without_unseen(text: str) -> str:
    """Blank comments and what is never shown: scripts, styles, the head of a page."""
    text = _RAISED.sub(_blank, text)
    text = "".join(_outside(text, re.compile("<!--"), "-->"))
    for name in _UNSEEN:
        if f"<{name}" in text:
            text = "".join(_outside(text, re.compile(rf"<{name}\b"), f"</{name}>"))
    return text


def _outside(text: str, opening: re.Pattern[str], closing: str) -> Iterator[str]:
    """Yield ``text`` with every stretch from ``opening`` to ``closing`` blanked; one left open stays."""
    at = 0
    while match := opening.search(text, at):
        end = text.find(closing, match.end())
        if end < 0:
            break
        end += len(closing)
        yield text[at : match.start()]
        yield "".join("\n" if character == "\n" else " " for character in text[match.start() : end])
        at = end
    yield text[at:]


def _without_tags(text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """Return ``text`` with a line break for each tag of a block and nothing for every other; and what they enclose."""
    elements: list[tuple[int, int, str]] = []
    opened: dict[str, int] = {}
    lines = [line for line in text.split("\n") if line.strip()]
    page = 2 * sum(1 for line in lines if line.lstrip().startswith("<")) >= len(lines)

    furniture: set[str] = set()

    def replaced(match: re.Match[str]) -> str:
        closing, name = match.group(1), match.group(2).lower()
        if name not in _BLOCKS:
            return _nothing(match)
        if not closing:
            if name not in opened and _FURNITURE_CLASS.search(match.group()):
                furniture.add(name)
            opened.setdefault(name, match.end())
        elif name in opened:
            elements.append((opened.pop(name), match.start(), "aside" if name in furniture else name))
            furniture.discard(name)
        return "\n" + " " * (len(match.group()) - 1)

    if page:  # where the source of a page breaks a line says nothing
        text = text.replace("\n", " ")
    return _TAG.sub(replaced, text), tuple(elements)


def _unwrapped(text: str) -> str:
    """Join the lines of text that was wrapped by hand, as mails and books from plain-text archives are."""
    lines = text.split("\n")
    pairs = [(line, following) for line, following in pairwise(lines) if line.strip() and following.strip()]
    broken = sum(1 for line, _ in pairs if 40 <= len(line) <= 110 and line.rstrip()[-1] not in '.?!:”"')
    if len(pairs) >= _MIN_WRAPPED and broken / len(pairs) > 0.5:
        return _WRAP.sub(" ", text)
    return _BROKEN_SENTENCE.sub(" ", text)
