"""How fast quotations are found.

    python benchmarks/quotation.py

The bundled texts, and a press item of the same length as all of them, beside the bare cutting of the same text into
words by one regular expression; then words a second.
"""

from __future__ import annotations

import re
import statistics

from measuring import interleaved, report

from reform_tui.library.bundled import bundled_library
from reform_tui.library.load import load_library
from reform_tui.quotation.finder import find

_ITEM = (
    "Buses should be free, the mayor of Barton said on Monday, because “nobody should walk home in the rain”.\n\n"
    "“They are a public good,” said Ann Lee, who was elected in May. “We pay for them already.”\n\n"
    "Bob Roe, a driver, disagreed: “Fares pay our wages.” He added that fares ‘have not risen for years’.\n\n"
)
_WORD = re.compile(r"\w+")
_BUDGET = 50_000  # words a second, on one core


def main() -> None:
    """Print the figures."""
    bundled = "\n\n".join(document.source.text for document in load_library(bundled_library()).documents.values())
    news = _ITEM * (len(bundled) // len(_ITEM))
    for name, text in (("Bundled texts", bundled), ("Press item, repeated", news)):
        find(text[:1000])
        contenders = {
            "words by one regular expression": lambda text=text: _WORD.findall(text),
            "find": lambda text=text: find(text),
        }
        seconds = interleaved(contenders, 15)
        report(f"{name}, {len(text.split()):,} words", seconds)
        rate = len(text.split()) / statistics.median(seconds["find"])
        print(f"  {rate:,.0f} words a second (budget {_BUDGET:,})")


if __name__ == "__main__":
    main()
