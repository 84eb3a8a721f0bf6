"""Candidates for a person to judge: positions for a quote, quotes for a position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reform_tui.library.model import Library
from reform_tui.search.engine import Engine
from reform_tui.search.index import open_index
from reform_tui.search.similar import candidate_positions, candidate_quotes
from tests.conftest import SmallLibrary


@pytest.fixture(scope="module")
def engine(bundled: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with Engine(bundled, open_index(bundled, tmp_path_factory.mktemp("index"))) as engine:
        yield engine


def without(library: Library, quotes: set[str]) -> Library:
    """Return the library as if nobody had set these quotes under anything."""
    topics = {}
    for topic in library.topics.values():
        positions = tuple(
            replace(p, evidence=tuple(e for e in p.evidence if e.quote not in quotes)) for p in topic.positions
        )
        topics[topic.id] = replace(topic, positions=positions)
    return replace(library, topics=topics)


def test_a_quote_taken_out_of_the_topics_finds_its_way_back(bundled: Library, engine: Engine) -> None:
    """Nine in ten have a position of theirs among the first five; by chance it would be one in eight."""
    some = sorted(bundled.placements)[::4]
    found = 0
    for quote in some:
        theirs = {(where.topic, where.position) for where in bundled.placements[quote]}
        candidates = candidate_positions(engine, without(bundled, {quote}), quote)
        assert len(candidates) <= 5
        found += any((candidate.topic, candidate.position) in theirs for candidate in candidates)
    assert found >= 0.8 * len(some)


def test_a_position_finds_the_evidence_it_has_lost(bundled: Library, engine: Engine) -> None:
    """Half the evidence of each is hidden; most of it is among the first twenty quotes, one in ten by chance."""
    found = hidden = 0
    for topic in bundled.topics.values():
        for position in topic.positions:
            lost = set(sorted({evidence.quote for evidence in position.evidence})[::2])
            candidates = candidate_quotes(engine, without(bundled, lost), topic.id, position.id)
            found += len(lost & {candidate.quote for candidate in candidates})
            hidden += len(lost)
    assert found >= 0.5 * hidden


def test_what_stands_there_already_is_no_candidate(bundled: Library, engine: Engine) -> None:
    for quote, places in list(bundled.placements.items())[:20]:
        candidates = {(c.topic, c.position) for c in candidate_positions(engine, bundled, quote, 100)}
        assert not candidates & {(where.topic, where.position) for where in places}
    for topic in bundled.topics.values():
        for position in topic.positions:
            found = {candidate.quote for candidate in candidate_quotes(engine, bundled, topic.id, position.id, 100)}
            assert not found & {evidence.quote for evidence in position.evidence}


def test_candidates_come_in_order_and_as_many_as_wanted(bundled: Library, engine: Engine) -> None:
    scores = [candidate.score for candidate in candidate_quotes(engine, bundled, "technology", "basics", 7)]
    assert len(scores) == 7
    assert scores == sorted(scores, reverse=True)


def test_a_library_without_topics_has_no_positions_to_offer(small: SmallLibrary, tmp_path: Path) -> None:
    small.write("data/topics.yaml", "topics: []\n")
    library = small.load()
    with Engine(library, open_index(library, tmp_path / "index")) as engine:
        assert candidate_positions(engine, library, "lee-free") == []


def test_what_is_not_there_is_a_key_error(bundled: Library, engine: Engine) -> None:
    with pytest.raises(KeyError):
        candidate_positions(engine, bundled, "nobody")
    with pytest.raises(KeyError):
        candidate_quotes(engine, bundled, "technology", "nothing")
