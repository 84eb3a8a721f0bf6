"""What a document is called in lists where its record gives it no label."""

from __future__ import annotations

_LONGEST = 14  # code points of the title


def label_of(title: str, date: str | None) -> str:
    """Return the first words of ``title`` and the year of ``date`` (ISO 8601): ``Parks may open… 2019``."""
    words = " ".join(title.split())
    if len(words) > _LONGEST:
        words = (words[: _LONGEST + 1].rpartition(" ")[0] or words[: _LONGEST - 1]).rstrip(" ,;:–—-") + "…"
    return f"{words} {date[:4] if date else 'n.d.'}"
