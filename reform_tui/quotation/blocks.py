"""Block quotations without marks: set off by markup, or announced by *X said:* at the end of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reform_tui.quotation.lexicon import cue_words
from reform_tui.quotation.marks import Stretch
from reform_tui.quotation.paragraphs import Paragraph

_MARKS = "\"“”‘’'«»„"
_FIRST_PERSON = re.compile(r"\b(?:I|I[’']m|I[’']ve|we|We|we[’']re|our|Our|my|My|us|me)\b")
_WORD = re.compile(r"[A-Za-z]+")
_ANNOUNCING = frozenset("say add comment tell write state continue explain respond reply conclude".split())
_OWN_LEAST = 3  # paragraphs in the first person that a quoted block may have itself
_OWN_SHARE = 0.3  # of the paragraphs without marks
_TAIL = 240  # code points before the colon in which the announcing verb is looked for
_NO_QUOTATION = re.compile(r"[-•*–—\d]|(?:ends|notes? to)\b", re.IGNORECASE)


def with_blocks(text: str, paragraphs: Sequence[Paragraph], marked: list[Stretch], *, is_page: bool) -> list[Stretch]:
    """Return ``marked`` together with the block quotations that have no marks, in order.

    ``is_page`` says that the text is marked up: then an element encloses a block of several paragraphs.
    """
    taken = {stretch.paragraph for stretch in marked}
    leading = {stretch.paragraph for stretch in marked if stretch.leads}
    blocks: list[Stretch] = []
    announced = False
    single = is_page or _in_first_person(text, paragraphs, taken)
    for number, paragraph in enumerate(paragraphs):
        quoted = paragraph.zone == "block quotation"
        if number not in leading and (quoted or announced):
            after = not quoted
            if quoted or _reads_as_speech(text, paragraph, first=_announces(text, paragraphs, number - 1)):
                blocks.append(_block(paragraph, number))
                announced = after and not single
                continue
        announced = number not in leading and _announces(text, paragraphs, number)
    if not blocks:
        return marked
    whole = {block.paragraph for block in blocks}
    kept = [stretch for stretch in marked if stretch.paragraph not in whole] if taken & whole else marked
    return sorted(kept + blocks, key=lambda stretch: stretch.start)


def _in_first_person(text: str, paragraphs: Sequence[Paragraph], marked: set[int]) -> bool:
    """Tell a text whose writer says *I*: then the first person is no sign that a quotation goes on."""
    own = [
        paragraph for number, paragraph in enumerate(paragraphs) if paragraph.zone == "body" and number not in marked
    ]
    first = sum(1 for p in own if _FIRST_PERSON.search(text, p.start, p.end))
    return first > max(_OWN_LEAST, len(own) * _OWN_SHARE)


def _block(paragraph: Paragraph, number: int) -> Stretch:
    return Stretch(
        paragraph.start,
        paragraph.end,
        paragraph.start,
        paragraph.end,
        closed=False,
        leads=True,
        paragraph=number,
        marked=False,
    )


def _announces(text: str, paragraphs: Sequence[Paragraph], number: int) -> bool:
    """Tell a paragraph that ends in *X said:*."""
    if number < 0 or paragraphs[number].zone not in ("body", "notes"):
        return False
    tail = text[max(paragraphs[number].start, paragraphs[number].end - _TAIL) : paragraphs[number].end].rstrip(" \x03")
    if not tail.endswith(":") or any(mark in tail[-3:] for mark in _MARKS):
        return False
    sentence = re.split(r"[.?!]\s", tail)[-1]
    words = _WORD.findall(sentence)
    for word in words:
        cue = cue_words().forms.get(word.lower())
        if cue and cue.verb in _ANNOUNCING and cue.form in ("past", "s", "ing"):
            return True
    return False


def _reads_as_speech(text: str, paragraph: Paragraph, *, first: bool) -> bool:
    """Tell whether an unmarked paragraph after *X said:* goes on with X's words."""
    line = text[paragraph.start : paragraph.end]
    if paragraph.zone not in ("body", "notes") or _NO_QUOTATION.match(line):
        return False
    if line.rstrip().endswith(":"):
        return False
    return first or _FIRST_PERSON.search(line) is not None
