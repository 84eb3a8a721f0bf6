"""From blocks and facts to what is handed over: one text, its furniture, its headings, its record."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reform_tui.importing.block import Block, Extract
from reform_tui.importing.cleaning import in_one_line
from reform_tui.importing.facts import Facts
from reform_tui.importing.furniture import furniture_of
from reform_tui.importing.imported import Imported, ProposedStretch
from reform_tui.importing.joining import joined, with_title_as_printed
from reform_tui.importing.line import Line
from reform_tui.importing.naming import without_accounts
from reform_tui.importing.problem import ImportProblem
from reform_tui.importing.repeating import pull_quotes
from reform_tui.importing.stating import facts_stated, guessed_type
from reform_tui.library.folding import fold_key
from reform_tui.library.schema import DocumentType, Format

_BETWEEN = "\n\n"
_MOST_NAMES = 500
_FIRST = 60  # lines in which a document prints its title
NO_TEXT = "there is no text in it"


def assembled(name: str, raw: bytes, extract: Extract, otherwise: DocumentType) -> Imported:
    """Return what was extracted from the file ``name`` with the bytes ``raw``, its blocks as lines of one text.

    ``otherwise`` is the type of a document that does not show its own. Facts that stand in the file's metadata alone
    are set under the text as furniture, so that the text states whatever its record does. Raises ImportProblem for a
    file without text.
    """
    text, lines = _set(extract.blocks)
    if not lines:
        raise ImportProblem(NO_TEXT)
    furniture = _all_furniture(lines)
    facts = _facts(lines, furniture, extract.facts, otherwise)
    stretches = _stretches(lines, furniture)
    for words in _unstated(facts, text):
        start = len(text) + 1
        text += f"\n{words}\n"
        stretches.append(ProposedStretch(start, start + len(words), "metadata of the original file"))
    made = _imported(name, raw, text, "text", facts, _headings(lines, furniture), tuple(stretches), extract.remarks)
    return replace(made, quoted=tuple((line.start, line.end) for line in lines if line.quoted))


def stored_as_is(
    name: str, raw: bytes, text: str, lines: Sequence[Line], facts: Facts, form: Format, remarks: tuple[str, ...] = ()
) -> Imported:
    """Return ``text`` as it stands, with what is proposed about its ``lines``.

    Raises ImportProblem when it has none.
    """
    if not lines:
        raise ImportProblem(NO_TEXT)
    furniture = _all_furniture(lines)
    stated = _facts(lines, furniture, facts, "document")
    stretches = tuple(_stretches(lines, furniture))
    return _imported(name, raw, text, form, stated, _headings(lines, furniture), stretches, remarks)


def _stretches(lines: Sequence[Line], furniture: dict[int, str]) -> list[ProposedStretch]:
    """Return the lines that are furniture; those that follow each other for the same reason are one stretch."""
    stretches: list[ProposedStretch] = []
    last = -1
    for at, why in sorted(furniture.items()):
        start = lines[at].start
        if stretches and at == last + 1 and stretches[-1].why == why:
            start = stretches.pop().start
        stretches.append(ProposedStretch(start, lines[at].end, why))
        last = at
    return stretches


def _set(blocks: Iterable[Block]) -> tuple[str, list[Line]]:
    parts: list[str] = []
    lines: list[Line] = []
    length = 0
    for block in blocks:
        words = in_one_line(block.text)
        if words:
            marks = (block.level, block.why, block.byline, block.quoted, block.linked)
            lines.append(Line(length, length + len(words), words, *marks))
            parts.append(words + _BETWEEN)
            length += len(words) + len(_BETWEEN)
    text = "".join(parts)
    return text[:-1], lines


def _all_furniture(lines: Sequence[Line]) -> dict[int, str]:
    furniture = furniture_of(lines)
    return furniture | pull_quotes(lines, furniture)


def _facts(lines: Sequence[Line], furniture: dict[int, str], stated: Facts, otherwise: DocumentType) -> Facts:
    work = [line for at, line in enumerate(lines) if at not in furniture]
    facts = with_title_as_printed(_with_few_names(without_accounts(stated)), work)
    firsts = [line for line in work if line.level == 1]
    is_titled = len(firsts) == 1 or (firsts and firsts[0] is work[0])
    if facts.by_program and facts.title and is_titled and not _prints(lines, facts.title):
        facts = replace(facts, title=None)
    return guessed_type(joined(facts, facts_stated(lines, furniture, facts), lines), work, otherwise)


def _prints(lines: Sequence[Line], words: str) -> bool:
    """Whether the first lines of a text print ``words``, which may be a title over several of them."""
    return fold_key(words) in fold_key(" ".join(line.text for line in lines[:_FIRST]))


def _with_few_names(facts: Facts) -> Facts:
    """Return the facts with everybody named once, and no more of them than sign any work."""
    author, editor = (tuple(dict.fromkeys(names))[:_MOST_NAMES] for names in (facts.author, facts.editor))
    return replace(facts, author=author, editor=editor)


def _headings(lines: Sequence[Line], furniture: dict[int, str]) -> tuple[ProposedStretch, ...]:
    return tuple(
        ProposedStretch(line.start, line.end, "heading", line.level)
        for at, line in enumerate(lines)
        if line.level is not None and at not in furniture
    )


def _unstated(facts: Facts, text: str) -> Iterator[str]:
    """Yield a line for each fact that the file's metadata state and its text does not."""
    stated = [
        ("title", facts.title),
        *(("author", str(name)) for name in facts.author),
        *(("editor", str(name)) for name in facts.editor),
        ("issued", facts.issued.stated if facts.issued else None),
        ("publisher", facts.publisher),
        ("container_title", facts.container_title),
    ]
    printed = fold_key(text) if any(words for _, words in stated) else ""
    for fact, words in stated:
        if words and fold_key(words) not in printed:
            yield f"{facts.place(fact)}: {words}"


def _imported(
    name: str,
    raw: bytes,
    text: str,
    form: Format,
    facts: Facts,
    headings: tuple[ProposedStretch, ...],
    furniture: tuple[ProposedStretch, ...],
    remarks: tuple[str, ...],
) -> Imported:
    return Imported(
        original=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        text=text,
        format=form,
        type=facts.type or "document",
        title=facts.title,
        author=facts.author,
        issued=facts.issued,
        publisher=facts.publisher,
        container_title=facts.container_title,
        headings=headings,
        furniture=furniture,
        editor=facts.editor,
        remarks=remarks,
    )
