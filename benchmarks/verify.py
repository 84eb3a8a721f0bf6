"""How well and how fast drafts are verified.

    PYTHONPATH=. python benchmarks/verify.py [DOCUMENTS [SEED]]   (10000 by default; 0 leaves the speed out)

First quotations of the bundled library altered by program, each with a known verdict: how many are told, and how many
true ones are called altered. Then a draft of 10,000 words with 200 quotations against a library of so many documents,
through the index and by looking through every text.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from measuring import machine

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from reform_tui.search.index import open_index
from reform_tui.search.sharing import SharedWords
from reform_tui.verify.draft import Draft
from reform_tui.verify.judging import verify
from reform_tui.verify.sources import Sources
from tests.altering import Case, altered_cases, verbatim_cases
from tests.generating import Writer, generate_library

MANY = 200  # cases of each alteration
TRUE = 2_000  # cases of no alteration
QUOTATIONS = 200
_MARKS = re.compile(r"[“”\"‘'«»()\[\]…:]|’(?!\w)|\.\.")
WORDS = 10_000


def detection(library: Library, seed: int) -> None:
    """Print how the cases are judged."""
    print(f"Altered quotations of the bundled library, seed {seed} ({machine()})")
    cases = [*verbatim_cases(library, seed, TRUE), *altered_cases(library, seed + 1, MANY)]
    start = time.perf_counter()
    judged = judge(library, cases)
    seconds = time.perf_counter() - start
    told: dict[str, Counter[str]] = defaultdict(Counter)
    right: Counter[str] = Counter()
    for case, verdict, quote in judged:
        told[case.kind][verdict] += 1
        right[case.kind] += verdict == case.expected and quote == case.quote
    print(f"  {'':<38}{'cases':>6}{'verbatim':>10}{'altered':>9}{'speaker':>9}{'not found':>11}{'none':>6}{'place':>7}")
    for kind, verdicts in told.items():
        counts = [verdicts[name] for name in ("verbatim", "altered", "wrong_speaker", "not_found", "missed")]
        row = "".join(f"{count:>{width}}" for count, width in zip(counts, (10, 9, 9, 11, 6), strict=True))
        print(f"  {kind:<38}{verdicts.total():>6}{row}{right[kind] / verdicts.total():>7.1%}")
    altered = [(case, verdict) for case, verdict, _ in judged if case.expected != "verbatim"]
    undetected = sum(verdict == "verbatim" for _, verdict in altered)
    false = sum(verdict != "verbatim" for case, verdict, _ in judged if case.expected == "verbatim")
    print(f"  altered and called verbatim: {undetected} of {len(altered)}")
    print(f"  verbatim and called otherwise: {false} of {TRUE}")
    print(f"  {len(cases) / seconds:,.0f} quotations a second")


def judge(library: Library, cases: Iterable[Case]) -> list[tuple[Case, str, str | None]]:
    """Return each case with its verdict and the statement it was found in; *missed* where no quotation was seen."""
    sources = Sources(library)
    judged: list[tuple[Case, str, str | None]] = []
    for case in cases:
        findings = verify(library, Draft(case.draft), sources)
        worst = next((one for one in findings if one.verdict != "verbatim"), findings[0] if findings else None)
        judged.append((case, worst.verdict if worst else "missed", worst.quote if worst else None))
    return judged


def draft_of(library: Library, chance: random.Random) -> str:
    """Return a draft of running text with quotations from ``library``: one in three has a word changed."""
    writer = Writer(seed=9)
    documents = list(library.documents.values())
    parts: list[str] = []
    while len(parts) < QUOTATIONS:
        words = chance.choice(documents).source.text.split()
        start = chance.randrange(len(words) - 25)
        said = words[start : start + chance.randint(6, 25)]
        if any(_MARKS.search(word) for word in said) or not said[-1].isalpha():
            continue
        if len(parts) % 3 == 0:
            said[len(said) // 2] = "perpendicular"
        around = _MARKS.sub("", writer.paragraph()).split()[: WORDS // QUOTATIONS - 16]
        parts.append(f"{' '.join(around)}. “{' '.join(said)}.”")
    return "\n\n".join(parts)


def speed(documents: int) -> None:
    """Print how long a draft takes."""
    library = generate_library(documents * 5, each=5)
    draft = draft_of(library, random.Random(3))
    size = sum(len(document.source.text) for document in library.documents.values())
    print(f"\n{len(library.documents):,} documents of {size / 1e6:.0f} MB ({machine()})")
    print(f"  a draft of {len(draft.split()):,} words with {QUOTATIONS} quotations")
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        index = open_index(library, Path(folder))
        print(f"  index built once in {time.perf_counter() - start:.1f} s")
        with closing(SharedWords(index)) as words:
            for name, asked in {"through the index": words, "every text": None}.items():
                start, worked = time.perf_counter(), time.process_time()
                found = Counter(finding.verdict for finding in verify(library, Draft(draft), Sources(library, asked)))
                taken, work = time.perf_counter() - start, time.process_time() - worked
                print(f"  {name:<20}{taken:8.2f} s, {work:6.2f} s of the processor   {dict(found)}")


if __name__ == "__main__":
    detection(load_library(bundled_library()), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if wanted:
        speed(wanted)
