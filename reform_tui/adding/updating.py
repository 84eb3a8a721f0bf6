"""A document whose text has appeared anew: the new text beside the old, the quotes found in it again."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from reform_tui.adding.adder import KnownAlready, NotAdded
from reform_tui.importing.problem import ImportProblem
from reform_tui.importing.reading import read
from reform_tui.library.durable import take_back, write_whole
from reform_tui.library.editing import LibraryWriter, Refused, free_id, refuse_bundled
from reform_tui.library.editing.reanchoring import NewSource, Report, reanchor
from reform_tui.library.model import Document, Library


def update_document(writer: LibraryWriter, library: Library, document: Document, path: Path) -> tuple[Library, Report]:
    """Let the file at ``path`` be the text of ``document``; the text it had stays in ``seeds/`` for undo to go back to.

    Raises NotAdded, KnownAlready, Refused.
    """
    refuse_bundled(library.root)
    try:
        imported = read(path)
    except ImportProblem as problem:
        raise NotAdded(str(problem)) from problem
    if hashlib.sha256(imported.text.encode()).hexdigest() == document.sha256:
        raise KnownAlready(f"{path} has the text that `{document.id}` has already")
    if (imported.format == "markdown") != document.source.markdown:
        raise NotAdded(f"{path} is {imported.format}, `{document.id}` is not; add it as a document of its own")
    seeds = library.root / "seeds"
    suffix = Path(document.file).suffix
    stem = free_id(document.id, {file.stem for file in seeds.iterdir()})
    source = NewSource(f"seeds/{stem}{suffix}", imported.text, imported.original, imported.sha256)
    report = Report()
    kept, content = library.root / source.file, imported.text.encode("utf-8")
    with contextlib.ExitStack() as undo:
        undo.callback(take_back, kept, content)
        try:
            write_whole(kept, content, replace=False)
        except OSError as error:
            raise Refused(f"{error.filename or seeds} cannot be written: {error.strerror}") from error
        updated = writer.apply(library, reanchor(document.id, report, source))
        undo.pop_all()
    return updated, report
