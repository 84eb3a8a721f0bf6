"""Word files (Office Open XML, ISO/IEC 29500): the text by mammoth, the core properties from the package."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers.expat import ExpatError

import mammoth

from reform_tui.importing.assembling import assembled
from reform_tui.importing.block import Extract
from reform_tui.importing.core_properties import facts_of
from reform_tui.importing.imported import Imported
from reform_tui.importing.package import opened
from reform_tui.importing.page_blocks import blocks_of
from reform_tui.importing.problem import ImportProblem
from reform_tui.importing.web_page import parsed

# Word's own styles for titles are no headings in mammoth's map. Runs keep nothing but their words.
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Author'] => p.byline:fresh
comment-reference => !
"""


# What damaged files make mammoth raise; it has no errors of its own.
_DAMAGED = (
    ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    RuntimeError,
)


def read(name: str, raw: bytes) -> Imported:
    """Return the text of a Word file: insertions accepted, deletions and comments left out, notes at the end.

    Raises ImportProblem.
    """
    package = opened(raw, "a Word file")
    package.require("word/document.xml", "a Word file")
    package.refuse_entities()
    try:
        made = mammoth.convert_to_html(io.BytesIO(raw), style_map=_STYLES, convert_image=lambda _: [])
    except RecursionError as error:
        raise ImportProblem("its tables or fields are nested too deep to be read; take them apart in Word") from error
    except _DAMAGED as error:
        raise ImportProblem(f"it is damaged ({type(error).__name__}: {error}); save it again in Word") from error
    blocks = blocks_of(parsed(f"<body>{made.value}</body>"))
    return assembled(name, raw, Extract(tuple(blocks), facts_of(package)), "document")
