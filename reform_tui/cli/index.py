"""``reform-tui index``."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace

from reform_tui.cli.calling import CallError, open_library
from reform_tui.library.durable import Busy
from reform_tui.search.index import index_folder, open_index, remove_index

EXAMPLE = "reform-tui index --rebuild"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the options of this command."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rebuild", action="store_true", help="make it anew")
    what.add_argument("--remove", action="store_true", help="remove it; the next search makes it again")


def run(options: Namespace) -> int:
    """Look at the search index of the library, make it anew, or remove it."""
    library = open_library(options)
    folder = index_folder(library)
    if options.remove or options.rebuild:
        try:
            removed = remove_index(folder)
        except (OSError, Busy) as error:
            raise CallError(f"{folder} cannot be removed now: {error or 'another process is writing it'}") from error
        if options.remove:
            print(f"{'removed' if removed else 'there was none'}\t{folder}")
            return 0
    start = time.perf_counter()
    index = open_index(library, folder, _show_progress)
    seconds = time.perf_counter() - start
    where = index.folder or "in memory: nothing can be written there"
    size = sum(file.stat().st_size for file in index.folder.iterdir()) if index.folder else 0
    print(f"index\t{index.origin} in {seconds:.2f} s")
    print(f"folder\t{where}")
    print(f"rows\t{index.index.doc_count()}")
    print(f"words\t{len(index.columns.vocabulary.words)}")
    print(f"bytes\t{size}")
    return 0


def _show_progress(done: int, documents: int) -> None:
    if sys.stderr.isatty() and documents > 100:
        print(f"\rindexing {done + 1} of {documents} documents", end="", file=sys.stderr, flush=True)
