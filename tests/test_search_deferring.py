"""Whoosh is imported without what it never uses, and nothing else is the worse for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

SAY = "print(*(name in sys.modules for name in ('whoosh.compat', 'asyncio', 'urllib.request')))"
REAL = (
    "import asyncio, urllib.request\n"
    "async def seven(): return 7\n"
    "assert asyncio.run(seven()) == 7\n"
    "assert urllib.request.urlretrieve.__module__ == 'urllib.request'"
)


def run(*lines: str) -> str:
    code = "\n".join(("import sys, threading", *lines))
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.strip()


def test_alone_it_is_imported_with_neither_asyncio_nor_urllib() -> None:
    assert run("import reform_tui.search", SAY) == "True False False"


def test_both_are_real_afterwards() -> None:
    run("import reform_tui.search", REAL)


def test_what_stood_in_for_a_function_calls_the_real_one(tmp_path: object) -> None:
    run(
        "import reform_tui.search, pathlib",
        f"file = pathlib.Path({str(tmp_path)!r}) / 'a.txt'",
        "file.write_text('c')",
        "import whoosh.compat",
        "got, _ = whoosh.compat.urlretrieve(file.as_uri())",
        "assert pathlib.Path(got).read_text() == 'c'",
    )


def test_beside_another_thread_it_is_imported_as_lean_and_both_are_real_afterwards() -> None:
    said = run(
        "stop = threading.Event()",
        "thread = threading.Thread(target=stop.wait)",
        "thread.start()",
        "import reform_tui.search",
        SAY,
        "stop.set(); thread.join()",
        REAL,
    )
    assert said == "True False False"


@pytest.mark.parametrize("first", ["whoosh", "whoosh.compat", "reform_tui.search.index"])
def test_a_whoosh_that_is_there_already_is_left_as_it_is(first: str) -> None:
    run(
        f"import {first}",
        "before = dict(sys.modules)",
        "import reform_tui.search",
        "from reform_tui.search import index",
        REAL,
    )


def test_whoosh_that_is_there_already_is_not_imported_again() -> None:
    assert run("import whoosh", "import reform_tui.search", SAY).startswith("False")
