"""A draft that was written in a word processor or saved as a web page: its block quotations keep their marks."""

from __future__ import annotations

from reform_tui.importing.imported import Imported


def as_draft(imported: Imported) -> str:
    """Return the text of ``imported``, ``>`` before the lines that its structure shows as a block quotation.

    Lines that follow each other are one quotation.
    """
    parts, at, last = [], 0, -1
    for start, end in imported.quoted:
        between = imported.text[at:start]
        parts.append("\n>\n" if last == at and not between.strip() else between)
        parts += ["> ", imported.text[start:end]]
        at = last = end
    return "".join([*parts, imported.text[at:]])
