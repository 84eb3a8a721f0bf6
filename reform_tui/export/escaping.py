"""Text that Markdown renders as itself."""

from __future__ import annotations

import re

# CommonMark 0.31 §2.4: any ASCII punctuation may be escaped by a backslash. Escaped are those that can open something
# in CommonMark, GitHub Flavored Markdown or pandoc's Markdown, wherever they stand.
_PUNCTUATION = re.compile(r"""[\\`*_\[\]<>&|#$@^~{}"']""")
_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])")


def escape_cell(text: str) -> str:
    """Return one line of ``text`` for a table cell: rendered, it is the text again."""
    escaped = _PUNCTUATION.sub(r"\\\g<0>", text)
    return _LINE_START.sub(lambda match: match[1] + match[2][:-1] + "\\" + match[2][-1], escaped)
