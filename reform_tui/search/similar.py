"""Quotes that may bear on a position, and positions that a quote may bear on: candidates for a person to judge.

Nothing here says whether a quote supports a claim or denies it: words that answer each other are alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from whoosh.scoring import bm25

from reform_tui.library.model import Library, Position, Topic
from reform_tui.library.wording import in_one_line
from reform_tui.search.analysis import stem_of, words
from reform_tui.search.engine import Engine
from reform_tui.search.spelling import STOP_WORDS

_TELLING = 40  # stems of a text that are looked for
_CLAIM, _QUESTION, _EVIDENCE = 3.0, 2.0, 1.0  # what a word counts in each
_B, _K1 = 0.75, 1.2  # Robertson and Zaragoza, 2009
_NEIGHBOURS = 12  # quotes most like one, whose positions speak for it
_BY_NEIGHBOURS = 1.0  # what they count beside the words of the position


Place = tuple[str, str]
"""A topic and a position of it, by their ids."""
Profile = Mapping[str, float]
"""What each stem counts in the texts of a position."""


@dataclass(frozen=True, slots=True)
class CandidateQuote:
    """A quote that may bear on a position; ``score`` orders, and means nothing else."""

    quote: str
    score: float


@dataclass(frozen=True, slots=True)
class CandidatePosition:
    """A position that a quote may bear on; ``score`` orders, and means nothing else."""

    topic: str
    position: str
    score: float


def candidate_quotes(
    engine: Engine, library: Library, topic: str, position: str, limit: int = 20
) -> list[CandidateQuote]:
    """Return quotes like a position's claim and its evidence that do not stand under it, the likeliest first.

    Raises KeyError where there is no such topic or position.
    """
    found = library.topics[topic]
    held = {item.id: item for item in found.positions}[position]
    standing = {evidence.quote for evidence in held.evidence}
    telling: defaultdict[str, float] = defaultdict(float)
    for text, weight in _texts(library, found, held):
        for stem, telling_weight in engine.telling_words(text, _TELLING).items():
            telling[stem] += weight * telling_weight
    most = sorted(telling, key=lambda stem: (-telling[stem], stem))[:_TELLING]
    ranked = engine.rank_quotes({stem: telling[stem] for stem in most}, limit + len(standing))
    return [CandidateQuote(quote, score) for quote, score in ranked if quote not in standing][:limit]


def candidate_positions(engine: Engine, library: Library, quote: str, limit: int = 5) -> list[CandidatePosition]:
    """Return positions that a quote may bear on and does not stand under, the likeliest first. Raises KeyError.

    Two signs, each as a share of its highest: BM25F of the quote's telling words over the position's claim, its topic's
    question and its evidence; and the positions of the quotes that are most like it.
    """
    found = library.quotes[quote]
    document = library.documents[found.document]
    telling = engine.telling_words(in_one_line(document, found.segments), _TELLING)
    profiles = {
        (topic.id, position.id): _profile(library, topic, position, without=quote)
        for topic in library.topics.values()
        for position in topic.positions
    }
    by_words = _by_words(telling, profiles)
    by_neighbours = _by_neighbours(engine, library, telling, quote)
    standing = {(where.topic, where.position) for where in library.placements.get(quote, ())}
    scores = {
        place: by_words.get(place, 0.0) + _BY_NEIGHBOURS * by_neighbours.get(place, 0.0)
        for place in profiles
        if place not in standing
    }
    ranked = sorted(scores, key=lambda place: -scores[place])
    return [CandidatePosition(*place, scores[place]) for place in ranked if scores[place] > 0][:limit]


def _texts(library: Library, topic: Topic, position: Position, without: str = "") -> Iterator[tuple[str, float]]:
    """Yield the texts that say what a position is about, each with the weight of a word in it."""
    yield position.claim, _CLAIM
    yield topic.question, _QUESTION
    for evidence in position.evidence:
        if evidence.quote != without:
            document = library.documents[library.quotes[evidence.quote].document]
            yield in_one_line(document, evidence.segments), _EVIDENCE


def _profile(library: Library, topic: Topic, position: Position, without: str) -> Profile:
    counted: defaultdict[str, float] = defaultdict(float)
    for text, weight in _texts(library, topic, position, without):
        for stem in _stems(text):
            counted[stem] += weight
    return counted


@lru_cache(maxsize=8192)
def _stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text; that of a piece of evidence is asked for with every quote that is looked at."""
    return tuple(stem_of(word.form) for word in words(text, joined=False) if word.form not in STOP_WORDS)


def _by_words(telling: dict[str, float], profiles: dict[Place, Profile]) -> dict[Place, float]:
    if not profiles:
        return {}
    lengths = {place: sum(profile.values()) for place, profile in profiles.items()}
    average = sum(lengths.values()) / len(lengths) or 1.0
    having = Counter(stem for profile in profiles.values() for stem in profile if stem in telling)
    scores: dict[Place, float] = {}
    for place, profile in profiles.items():
        scores[place] = sum(
            weight * bm25(log(1 + len(profiles) / having[stem]), profile[stem], lengths[place], average, _B, _K1)
            for stem, weight in telling.items()
            if stem in profile
        )
    return _shares(scores)


def _by_neighbours(engine: Engine, library: Library, telling: dict[str, float], quote: str) -> dict[Place, float]:
    scores: dict[Place, float] = {}
    for other, score in engine.rank_quotes(telling, _NEIGHBOURS + 1):
        for where in library.placements.get(other, ()) if other != quote else ():
            place = (where.topic, where.position)
            scores[place] = scores.get(place, 0.0) + score
    return _shares(scores)


def _shares(scores: dict[Place, float]) -> dict[Place, float]:
    highest = max(scores.values(), default=0.0)
    return {place: score / highest for place, score in scores.items()} if highest else {}
