"""A new library: its folders, and files that say what goes into them."""

from __future__ import annotations

import json
from pathlib import Path

from reform_tui.library.durable import write_whole
from reform_tui.library.schema import FORMAT_VERSION

_FILES = {
    "data/speakers.yaml": """\
# Every person, body and unnamed voice, once: who speaks and who is only talked about. `reform-tui add` puts those it
# finds here, with `status: proposed`; to accept a quote is to accept its speaker. A name is one speaker's.
#
#   - id: ann-lee                 # lower-case letters, digits, hyphens; it never changes
#     name: Ann Lee
#     kind: person                # person, body, unnamed
#     aliases: [Ms Lee, Lee]      # every other form in which a document prints the name
speakers: []
""",
    "data/topics.yaml": """\
# The questions on which the documents bear: two to four positions each, and the quotes that stand under them.
#
#   - id: fares
#     question: Should buses be free?
#     positions:
#       - id: free
#         claim: Nobody should pay
#         evidence:
#           - quote: lee-buses-free         # a quote's id
#             stance: supports              # supports, opposes, qualifies
#             why: which words bear on the claim, and how
topics: []
""",
    "data/documents/README.md": """\
One YAML file a document: its record, who speaks in it, the quotes. `reform-tui add FILE…` writes them; every word of
them can be edited by hand. `reform-tui check` says what is wrong, with file and line.
""",
    "seeds/README.md": """\
The texts that are quoted, one file a document, UTF-8. The program never changes them: every quote is held by its words
and the file's checksum.
""",
}


class NotEmpty(Exception):
    """A folder that a new library cannot be made in; the message is a sentence."""


def _has_others(folder: Path) -> bool:
    """Whether anything else stands in ``folder`` than what an interrupted beginning has left."""
    ours = {folder / file for file in _FILES}
    return any(path not in ours for path in folder.rglob("*") if not path.is_dir())


def begin_library(folder: Path, name: str) -> None:
    """Make an empty library called ``name`` in ``folder``. Raises NotEmpty, OSError."""
    if (folder / "data" / "library.yaml").exists():
        raise NotEmpty(f"{folder} is a library already; add to it with `reform-tui add --library {folder} FILE…`")
    if folder.exists() and (not folder.is_dir() or _has_others(folder)):
        raise NotEmpty(f"{folder} is there and not empty; name a folder that is not there yet")
    for file, text in _FILES.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / file, text.encode("utf-8"))
    # Last: a folder with this file in it is a library.
    quoted = json.dumps(name.strip() or "Library", ensure_ascii=False)
    head = f"# What this library is called and what it is about.\nname: {quoted}\nformat: {FORMAT_VERSION}\n"
    write_whole(folder / "data" / "library.yaml", head.encode("utf-8"))
