"""Where on a page the work stands: the element that a page marks as holding it, and what wraps most of the text."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

_FEW = 200  # characters of paragraphs; a page with fewer is not written in paragraphs
_UNREAD = frozenset({"script", "style", "template", "noscript", "head"})


@dataclass(frozen=True, slots=True)
class Place:
    """The element that holds the work, None where the page marks none; and the ``wrappers`` of most of its text.

    What wraps the work is no menu, whatever it is called: *has-sidebar*, *social-share-on*.
    """

    article: etree._Element | None
    wrappers: frozenset[etree._Element]


def place_of(root: etree._Element) -> Place:
    """Return where on a page the work stands."""
    weights = _weights(root)
    article = _article(root, weights)
    wrappers = {root}
    element = root
    while len(element):
        heaviest = max(element, key=lambda child: weights.get(child, 0))
        if not weights.get(heaviest) or weights[heaviest] * 2 < weights[root]:
            break
        wrappers.add(heaviest)
        element = heaviest
    if article is not None:
        wrappers.update((article, *article.iterancestors()))
    return Place(article, frozenset(wrappers))


def _weights(root: etree._Element) -> dict[etree._Element, int]:
    """Return how many characters of paragraphs each element holds; on a page without paragraphs, of any text."""
    paragraphs: dict[etree._Element, int] = {}
    everything: dict[etree._Element, int] = {}
    within = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            within += element.tag == "p"
            if element.tag in _UNREAD:
                walk.skip_subtree()
            continue
        text = 0 if element.tag in _UNREAD else len((element.text or "").strip())
        text += sum(len((child.tail or "").strip()) for child in element)
        everything[element] = text + sum(everything.get(child, 0) for child in element)
        held = sum(paragraphs.get(child, 0) for child in element)
        paragraphs[element] = held + (text if within else 0)
        within -= element.tag == "p"
    return paragraphs if paragraphs[root] >= _FEW else everything


def _article(root: etree._Element, weights: dict[etree._Element, int]) -> etree._Element | None:
    mains = list(root.iter("main")) or root.xpath("//*[@role='main']") or root.xpath("//*[@itemprop='articleBody']")
    main = mains[0] if len(mains) == 1 and weights.get(mains[0], 0) * 3 >= weights[root] else None
    scope = root if main is None else main
    longest = max(scope.iter("article"), key=lambda element: weights.get(element, 0), default=None)
    if longest is not None and 0 < weights[scope] <= weights.get(longest, 0) * 2:
        return longest
    return main
