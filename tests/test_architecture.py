"""The house stands as it is drawn: layers, imports, style and types."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT


def loaded_by(statement: str) -> set[str]:
    """Return the top-level modules loaded after ``statement``."""
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(answer.stdout.split())


@pytest.mark.parametrize("module", ["reform_tui.cli", "reform_tui.cli.dispatch"])
def test_importing_the_command_line_loads_no_library(module: str) -> None:
    assert not loaded_by(f"import {module}") & {"textual", "rich", "whoosh", "yaml"}


def test_the_library_loads_yaml_and_nothing_else_from_outside() -> None:
    assert not loaded_by("import reform_tui.library.load, reform_tui.library.check") & {"textual", "rich", "whoosh"}


def test_a_listing_in_a_pipe_does_not_load_what_draws() -> None:
    statement = "import io, sys; sys.stdout = io.StringIO()\nfrom reform_tui.cli import main; main(['quotes'])\n"
    assert not loaded_by(statement + "sys.stdout = sys.__stdout__") & {"textual", "rich", "whoosh"}


@pytest.mark.usefixtures("own_home")
def test_searching_loads_nothing_that_talks_to_a_network() -> None:
    search = (
        "import io, sys; sys.stdout = io.StringIO()\nfrom reform_tui.cli import main; main(['search', 'localism'])\n"
    )
    assert not loaded_by(search + "sys.stdout = sys.__stdout__") & {"asyncio", "email", "ssl"}
    after = (
        "sys.stdout = sys.__stdout__\nimport asyncio, urllib.request\nassert asyncio.sleep and urllib.request.urlopen"
    )
    assert "asyncio" in loaded_by(search + after)


def test_search_brings_no_more_where_other_threads_run_and_takes_nothing_from_them() -> None:
    code = (
        "import threading, sys\n"
        "done = threading.Event(); threading.Thread(target=done.wait).start()\n"
        "import reform_tui.search.engine\n"
        "assert not {'urllib.request', 'whoosh.lang.morph_en', 'whoosh.lang.snowball.french'} & set(sys.modules)\n"
        "import asyncio, urllib.request, whoosh.lang.morph_en, whoosh.lang.snowball.english\n"
        "assert 'rendering' in whoosh.lang.morph_en.variations('render')\n"
        "assert 'rendering' in whoosh.query.terms.variations('render')\n"
        "assert whoosh.lang.snowball.english.EnglishStemmer().stem('running') == 'run'\n"
        "assert whoosh.lang.stemmer_for_language('fr') and asyncio.sleep and urllib.request.urlopen\n"
        "done.set()"
    )
    assert not loaded_by(code) & {"textual", "rich"}


@pytest.mark.parametrize(
    "check",
    [
        ["ruff", "check", "--quiet", "."],
        ["ruff", "format", "--check", "--quiet", "."],
        ["mypy"],
    ],
    ids=["ruff check", "ruff format", "mypy --strict"],
)
def test_the_code_passes(check: list[str]) -> None:
    answer = subprocess.run([sys.executable, "-m", *check], capture_output=True, text=True, cwd=ROOT, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_layers_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as run; run()"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr
