"""A new library: its folders, and files that say what goes into them; or a copy of another to go on with."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
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


def _in_the_way(folder: Path, files: Mapping[str, bytes]) -> Path | None:
    """Return what stands in ``folder`` and is not what an interrupted beginning has left of ``files``."""
    ours = {folder / file: content for file, content in files.items()}
    found = {path for path in folder.rglob("*") if not path.is_dir()}
    found |= {path for path in ours if os.path.lexists(path)}  # rglob does not go through links
    return next((path for path in sorted(found) if not _holds(path, ours.get(path))), None)


def _holds(path: Path, content: bytes | None) -> bool:
    return content is not None and path.is_file() and path.read_bytes() == content


def _files_of(library: Path) -> dict[str, bytes]:
    """Return what is in the two folders of a library, but for its name."""
    found = (file for part in ("data", "seeds") for file in sorted((library / part).rglob("*")) if file.is_file())
    named = {file.relative_to(library).as_posix(): file for file in found}
    return {name: file.read_bytes() for name, file in named.items() if name != "data/library.yaml"}


def begin_library(folder: Path, name: str, like: Path | None = None) -> None:
    """Make a library called ``name`` in ``folder``: empty, or with all that is in the library at ``like``.

    Raises NotEmpty, OSError.
    """
    files = _files_of(like) if like else {file: text.encode("utf-8") for file, text in _FILES.items()}
    if (folder / "data" / "library.yaml").exists():
        raise NotEmpty(f"{folder} is a library already; add to it with `reform-tui add --library {folder} FILE…`")
    if os.path.lexists(folder) and not folder.is_dir():
        raise NotEmpty(f"{folder} is there and not empty; name a folder that is not there yet")
    other = _in_the_way(folder, files)
    if other:
        raise _not_empty(folder, other)
    # The name comes last: a folder with this file in it is a library.
    quoted = json.dumps(name.strip() or "Library", ensure_ascii=False)
    head = f"# What this library is called and what it is about.\nname: {quoted}\nformat: {FORMAT_VERSION}\n"
    for file, content in {**files, "data/library.yaml": head.encode("utf-8")}.items():
        _write_new(folder, folder / file, content)


def _write_new(folder: Path, path: Path, content: bytes) -> None:
    """Write a file where there is none; one that is there already with this content stays. Raises NotEmpty, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if _holds(path, content):
        return
    try:
        write_whole(path, content, replace=False)
    except FileExistsError as error:  # it has come meanwhile
        raise _not_empty(folder, path) from error


def _not_empty(folder: Path, other: Path) -> NotEmpty:
    there = other.relative_to(folder)
    return NotEmpty(f"{folder} is there and not empty ({there} is in it); name a folder that is not there yet")
