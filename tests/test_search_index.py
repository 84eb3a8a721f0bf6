"""The life of an index: built, opened, refreshed, shared, damaged, killed; never wrong and never missing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from reform_tui.search.engine import Engine
from reform_tui.search.generations import GenerationStore
from reform_tui.search.index import LibraryIndex, open_index, remove_index
from reform_tui.search.service import Answer, Request, SearchService
from tests.conftest import Program
from tests.generating import generate_library
from tests.interrupting import UNMEASURED

QUERIES = (
    "choice",
    '"choice and competition"',
    "public service reform",
    "accountab*",
    "speaker:timmins",
    "year:nd trust",
)


def answers(library: Library, index: LibraryIndex) -> list[object]:
    with Engine(library, index) as engine:
        return [engine.search(query, scope="all", limit=500).hits for query in QUERIES]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a copy of the bundled library that can be changed."""
    root = tmp_path / "copy"
    for folder in ("data", "seeds"):
        shutil.copytree(bundled_library() / folder, root / folder)
    return root


@pytest.fixture(scope="module")
def expected(bundled: Library, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    return answers(bundled, open_index(bundled, tmp_path_factory.mktemp("index")))


def test_an_index_is_built_once_and_then_opened(bundled: Library, tmp_path: Path, expected: list[object]) -> None:
    assert open_index(bundled, tmp_path).origin == "built"
    opened = open_index(bundled, tmp_path)
    assert opened.origin == "opened"
    assert answers(bundled, opened) == expected


def test_an_index_can_be_removed(bundled: Library, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    assert not remove_index(folder)
    open_index(bundled, folder)
    assert remove_index(folder)
    assert not folder.exists()
    assert open_index(bundled, folder).origin == "built"


def test_a_change_refreshes_what_changed_and_equals_a_fresh_build(copied: Path, tmp_path: Path) -> None:
    kept, fresh = tmp_path / "kept", tmp_path / "fresh"
    open_index(load_library(copied), kept)
    for number, (file, old, new) in enumerate(
        [
            ("data/topics.yaml", "stance: qualifies", "stance: opposes"),
            ("data/documents/2018-csw-heywood-technology.yaml", "kind: mixed", "kind: indirect"),
            ("data/documents/nd-progress-up-a-gear.yaml", "label: Progress n.d.", "label: Gear n.d."),
        ]
    ):
        path = copied / file
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
        library = load_library(copied)
        refreshed = open_index(library, kept)
        assert refreshed.origin in {"refreshed", "opened"}
        assert answers(library, refreshed) == answers(library, open_index(library, fresh / str(number)))


def test_a_document_gone_or_new_is_gone_or_found(copied: Path, tmp_path: Path) -> None:
    path = copied / "data" / "documents" / "nd-progress-up-a-gear.yaml"
    record = path.read_bytes()
    open_index(load_library(copied), tmp_path / "kept")
    path.unlink()
    library = load_library(copied)
    index = open_index(library, tmp_path / "kept")
    assert index.origin == "refreshed"
    with Engine(library, index) as engine:
        assert engine.search("refranchising", scope="all").total == 0
        assert engine.suggest("refranchisin") != "refranchising"
    path.write_bytes(record)
    library = load_library(copied)
    index = open_index(library, tmp_path / "kept")
    assert index.origin == "refreshed"
    with Engine(library, index) as engine:
        assert engine.search("refranchising", scope="all").total > 0
    assert answers(library, index) == answers(library, open_index(library, tmp_path / "fresh"))


def test_answers_do_not_depend_on_the_order_of_indexing(
    bundled: Library, tmp_path: Path, expected: list[object]
) -> None:
    turned = replace(bundled, documents=dict(reversed(list(bundled.documents.items()))))
    index = open_index(turned, tmp_path)
    with Engine(bundled, index) as engine:
        assert [engine.search(query, scope="all", limit=500).hits for query in QUERIES] == expected


def test_any_damage_is_mended_without_a_question(bundled: Library, tmp_path: Path, expected: list[object]) -> None:
    chance = random.Random(7)  # noqa: S311
    for _ in range(25):
        open_index(bundled, tmp_path)
        damaged = chance.choice([path for path in tmp_path.rglob("*") if path.is_file() and path.name != "LOCK"])
        content = bytearray(damaged.read_bytes())
        how = chance.randrange(4)
        if how == 0:
            damaged.write_bytes(content[: len(content) // 2])
        elif how == 1:
            damaged.unlink()
        elif how == 2:
            damaged.write_bytes(os.urandom(len(content)))
        else:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            damaged.write_bytes(content)
        assert answers(bundled, open_index(bundled, tmp_path)) == expected


def test_an_index_of_another_version_is_made_anew(
    bundled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_index(bundled, tmp_path)
    monkeypatch.setattr("reform_tui.search.index.SCHEMA_TAG", "another")
    assert open_index(bundled, tmp_path).origin == "built"


def test_a_foreign_generation_is_never_opened(bundled: Library, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("../../elsewhere", encoding="ascii")
    assert GenerationStore(tmp_path).current() is None
    assert open_index(bundled, tmp_path).origin == "built"


def test_where_nothing_can_be_written_it_works_from_memory(
    bundled: Library, tmp_path: Path, expected: list[object]
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    index = open_index(bundled, tmp_path / "file" / "index")
    assert index.origin == "memory"
    assert answers(bundled, index) == expected


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves files open
def test_a_full_disk_is_worked_around(bundled: Library, tmp_path: Path, expected: list[object]) -> None:
    """A real small file system where we may mount one, a limit on file sizes where we may not."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode == 0:
        try:
            index = open_index(bundled, small / "index")
            assert index.origin == "memory"
            assert answers(bundled, index) == expected
            assert not list((small / "index").glob("tmp-*"))
        finally:
            subprocess.run(["umount", str(small)], check=True)
        return
    code = (
        "import resource, signal, sys; from pathlib import Path\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (200_000,) * 2)\n"
        "from reform_tui.library.load import load_library\n"
        "from reform_tui.search.index import open_index\n"
        f"print(open_index(load_library(Path({str(bundled.root)!r})), Path({str(small)!r})).origin)\n"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert answer.stdout.strip() == "memory", answer.stderr


BUILD = (
    "import sys; from pathlib import Path\n"
    "from reform_tui.library.load import load_library\n"
    "from reform_tui.search.index import open_index\n"
    "print('ready', flush=True); open_index(load_library(Path(sys.argv[1])), Path(sys.argv[2])); print('done')\n"
)


def building(library: Library, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILD, str(library.root), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        env=UNMEASURED,
    )


def test_a_kill_at_any_moment_leaves_an_index_or_none(bundled: Library, tmp_path: Path, expected: list[object]) -> None:
    chance = random.Random(3)  # noqa: S311
    killed = 0
    for number in range(12):
        folder = tmp_path / str(number % 3)
        with building(bundled, folder) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.uniform(0, 0.7))
            process.send_signal(signal.SIGKILL)
            killed += process.wait() == -signal.SIGKILL
        current = GenerationStore(folder).current()
        assert current is None or (current[0] / "columns.json").is_file()
        if number > 8:
            assert answers(bundled, open_index(bundled, folder)) == expected
            assert not list(folder.glob("tmp-*"))
            shutil.rmtree(folder)
    assert killed > 3


def test_several_processes_share_one_index(bundled: Library, tmp_path: Path, expected: list[object]) -> None:
    processes = [building(bundled, tmp_path) for _ in range(4)]
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert all("done" in text for text in said)
    assert len(list(tmp_path.glob("gen-*"))) == 1
    assert answers(bundled, open_index(bundled, tmp_path)) == expected


class Inbox:
    """Collects answers and lets a test wait for them."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self._arrived = threading.Condition()

    def deliver(self, answer: Answer) -> None:
        with self._arrived:
            self.answers.append(answer)
            self._arrived.notify_all()

    def wait_for(self, number: int) -> Answer:
        with self._arrived:
            assert self._arrived.wait_for(lambda: any(a.number == number for a in self.answers), timeout=20)
        return next(answer for answer in self.answers if answer.number == number)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def service(bundled: Library, tmp_path: Path, inbox: Inbox) -> Iterator[SearchService]:
    made = SearchService(bundled, tmp_path, inbox.deliver)
    made.start()
    yield made
    made.close()


def test_a_query_asked_before_the_index_is_there_waits_and_runs(service: SearchService, inbox: Inbox) -> None:
    answer = inbox.wait_for(service.submit(Request("quasi-markets")))
    assert answer.results
    assert answer.results.total > 0
    assert answer.facets
    assert sum(answer.facets.documents.values()) == answer.results.total


def test_the_latest_query_wins(service: SearchService, inbox: Inbox) -> None:
    inbox.wait_for(service.submit(Request("warm")))
    last = 0
    for length in range(1, 30):
        last = service.submit(Request("quasi-markets and competition"[:length]))
    inbox.wait_for(last)
    numbers = [answer.number for answer in inbox.answers]
    assert numbers == sorted(numbers)
    assert numbers[-1] == last
    assert len(numbers) < 30


def test_a_cancelled_query_is_not_delivered(service: SearchService, inbox: Inbox) -> None:
    inbox.wait_for(service.submit(Request("warm")))
    dropped = service.submit(Request("choice"))
    service.cancel()
    inbox.wait_for(service.submit(Request("competition")))
    # The dropped one may have been answered before it was cancelled, but never after.
    numbers = [answer.number for answer in inbox.answers]
    assert numbers == sorted(numbers)
    assert dropped not in numbers[numbers.index(dropped) + 1 :] if dropped in numbers else True


def test_a_bad_query_is_answered_with_what_is_wrong(service: SearchService, inbox: Inbox) -> None:
    answer = inbox.wait_for(service.submit(Request("foo:bar", typing=False)))
    assert answer.results is None
    assert answer.error
    assert (answer.error.start, answer.error.end) == (0, 3)


def test_a_query_whose_time_is_up_says_that_it_is_partial(tmp_path: Path) -> None:
    library = generate_library(3_000)
    with Engine(library, open_index(library, tmp_path)) as engine:
        results = engine.search("public OR services OR reform OR the", scope="all", seconds=0.0)
        assert results.partial
        whole = engine.search("public OR services OR reform OR the", scope="all", seconds=60)
        assert not whole.partial
        assert whole.total > results.total


def test_the_best_of_many_hits_are_the_best_of_all(tmp_path: Path) -> None:
    """A frequent word is looked for by blocks; the answer is that of scoring every row."""
    library = generate_library(3_000)
    with Engine(library, open_index(library, tmp_path)) as engine:
        whole = engine.search("of", scope="text", limit=5_000, seconds=60)
        assert whole.total > 2_000
        assert engine.search("of", scope="text", limit=15, seconds=60).hits == whole.hits[:15]
        assert engine.search("of services", scope="text", limit=15, seconds=60).total < whole.total
        assert engine.facets("of", scope="text").documents == engine.facets('"of"', scope="text").documents


def test_the_command_searches_in_every_format(program: Program) -> None:
    answer = program("search", "speaker:timmins quasi-markets", "--format", "json")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert '"understood": "speaker:nicholas-timmins AND quasi-markets"' in answer.stdout
    assert program("search", "Nicholas Timmins", "--in", "text", "--format", "csv").stdout.count("\n") == 3
    assert "| timmins-" in program("search", "quasi-markets", "--format", "markdown").stdout
    assert program("search", "quasi-markets", "--limit", "2").stderr == "reform-tui: 2 of 5; --limit shows more\n"
    dated = program("search", "competition", "--sort", "date").stdout.splitlines()
    assert dated[0].split("\t")[4] == "2018-01-26"
    assert dated[-1].split("\t")[4] == "n.d."
    assert program("search", "quasi-markets", "--speaker", "timmins", "--kind", "mixed").stdout.count("\n") == 1


def test_the_command_says_what_is_wrong_with_a_query_and_where(program: Program) -> None:
    answer = program("search", "the foo:bar")
    assert answer.returncode == 2
    assert answer.stderr.splitlines()[1:] == ["  the foo:bar", "      ^^^"]
    nothing = program("search", "devoluton")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "did you mean: devolution" in nothing.stderr
    limited = program("search", "x", "--limit", "0")
    assert (limited.returncode, "1 or more is wanted" in limited.stderr) == (2, True)


def test_a_query_may_begin_with_a_minus(program: Program) -> None:
    assert program("search", "--", "-market").stdout == program("search", "NOT market").stdout != ""


def test_the_command_looks_at_rebuilds_and_removes_the_index(program: Program) -> None:
    assert "built" in program("index").stdout
    assert "opened" in program("index").stdout
    assert "built" in program("index", "--rebuild").stdout
    assert "removed" in program("index", "--remove").stdout
    assert "there was none" in program("index", "--remove").stdout


def test_the_command_says_that_a_word_was_taken_for_a_name(program: Program) -> None:
    answer = program("search", "Timins", "--format", "csv")
    assert answer.returncode == 0
    assert "understood as: said by Nicholas Timmins" in answer.stderr
    assert len(answer.stdout.splitlines()) == 1 + 6
