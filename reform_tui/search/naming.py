"""Words of a query that are somebody's name: found nowhere in what is said, they stand for who said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from whoosh.support.levenshtein import distance

from reform_tui.library.folding import fold_key
from reform_tui.library.model import Library
from reform_tui.search.syntax import All, Any, Named, Node, Phrase, Word
from reform_tui.search.vocabulary import Vocabulary

Finds = Callable[[Node], bool]
"""Whether the words of a node stand in any row."""

_SHORTEST = 3  # letters of a name
_LONGEST = 8  # words of a name
_MOST = 5  # speakers that a name may mean; what more have in common is no name


class SpeakerNames:
    """The names of those who say something in one library."""

    def __init__(self, library: Library) -> None:
        speaking = Counter(quote.speaker for quote in library.quotes.values())
        people = {id: library.speakers[id] for id in speaking if id in library.speakers}
        self._keys = {id: tuple(fold_key(name) for name in speaker.names) for id, speaker in people.items()}
        self._whole: dict[str, list[str]] = {}
        counts: Counter[str] = Counter()
        for id, speaker in people.items():
            for key in self._keys[id]:
                words = key.split()
                ends = range(len(words)) if speaker.kind == "person" else range(1)
                for at in ends:
                    self._whole.setdefault(" ".join(words[at:]), []).append(id)
                counts.update(dict.fromkeys(words, speaking[id]))
        words = sorted(counts)
        self._words = Vocabulary(words, [counts[word] for word in words], {})

    def whole(self, node: Node | None) -> Named | None:
        """Return who has the name that the whole of a query is, word for word: a full name, or a family name."""
        nodes = node.nodes if isinstance(node, All) else (node,) if node else ()
        if not nodes or not all(_is_plain(one) for one in nodes):
            return None
        text = _text(nodes)  # type: ignore[arg-type]
        ids = tuple(dict.fromkeys(self._whole.get(fold_key(text), ())))
        return _named(nodes, text, ids) if 0 < len(ids) <= _MOST else None  # type: ignore[arg-type]

    def read_into(self, node: Node, finds: Finds, nearest: Callable[[str], str | None]) -> Node:
        """Return ``node`` with names in the place of words that stand in no row; the same node when there are none.

        ``nearest`` gives the word of the library that a mistyped one is nearest to.
        """
        if isinstance(node, Any):
            read = tuple(self.read_into(one, finds, nearest) for one in node.nodes)
            return node if read == node.nodes else Any(read)
        nodes = node.nodes if isinstance(node, All) else (node,)
        kept: list[Node] = []
        at = 0
        while at < len(nodes):
            named, length = self._name_at(nodes, at, finds, nearest)
            kept.append(named or nodes[at])
            at += length
        if kept == list(nodes):
            return node
        return kept[0] if len(kept) == 1 else All(tuple(kept))

    def _name_at(
        self, nodes: Sequence[Node], at: int, finds: Finds, nearest: Callable[[str], str | None]
    ) -> tuple[Named | None, int]:
        """Return the longest name that begins at a node, and how many nodes it is made of."""
        for run in _runs(nodes, at):
            text = _text(run)
            ids = self._meant(text)
            if ids and (fold_key(text) in self._whole or not finds(All(tuple(run)))):
                return _named(run, text, ids), len(run)
        first = nodes[at]
        near = self._words.nearest(fold_key(first.text)) if isinstance(first, Word) and _is_plain(first) else None
        if isinstance(first, Word) and near and len(first.text) > _SHORTEST and not finds(first):
            ids = self._meant(near)
            if ids and _is_nearer(fold_key(first.text), near, nearest(fold_key(first.text))):
                return _named([first], near, ids), 1
        return None, 1

    def _meant(self, text: str) -> tuple[str, ...]:
        """Return the speakers who have that name, or a name with words that begin so."""
        key = fold_key(text)
        if len(key) < _SHORTEST:
            return ()
        exact = self._whole.get(key)
        begun = f" {key}"
        found = exact or [id for id, names in self._keys.items() if any(begun in f" {name}" for name in names)]
        return tuple(dict.fromkeys(found)) if len(set(found)) <= _MOST else ()


def _is_nearer(key: str, name: str, other: str | None) -> bool:
    """Whether ``name`` is what somebody who typed ``key`` meant, rather than another word of the library."""
    return other is None or other == name or distance(key, name) < distance(key, other)


def _runs(nodes: Sequence[Node], at: int) -> Iterator[list[Word | Phrase]]:
    """Yield the plain words from one on, the longest stretch of them first; a phrase is a stretch of its own."""
    run: list[Word | Phrase] = []
    for node in nodes[at : at + _LONGEST]:
        if not _is_plain(node) or (run and isinstance(node, Phrase)):
            break
        run.append(node)  # type: ignore[arg-type]
        if isinstance(node, Phrase):
            break
    while run:
        yield run
        run = run[:-1]


def _is_plain(node: Node) -> bool:
    """Whether a node is a phrase, or a word without an asterisk or a tilde."""
    return isinstance(node, Phrase) or (isinstance(node, Word) and len(node.text) == node.end - node.start)


def _text(nodes: Sequence[Word | Phrase]) -> str:
    return " ".join(node.text for node in nodes)


def _named(nodes: Sequence[Word | Phrase], text: str, speakers: tuple[str, ...]) -> Named:
    return Named(text, speakers, nodes[0].start, nodes[-1].end)
