"""Titles that carry the name of the site: *Make buses free | The Snoring Herald*."""

from __future__ import annotations

import re

from reform_tui.library.folding import fold_key

_STROKE_AFTER = re.compile(r".{2,60}(?: [|·-]|:|::| :) ")
_STROKE_BEFORE = re.compile(r" (?:[|·-]|::?) .{2,60}")
_STROKE = re.compile(r" (?:[|·–—-]|::?) ")
_ENDS = re.compile(r"^[\s|·:–—-]+|[\s|·:–—-]+$")


def site_beside(title: str, printed: str) -> str | None:
    """Return what stands in ``title`` before or after the words that the page prints for a title: the site's name.

    Of several names the outermost is the site's: *The bus - by Eve Moss - Late Again*. None when ``title`` is anything
    but those words, a stroke, and a name.
    """
    whole, words = fold_key(title), fold_key(printed)
    if not words or len(words) >= len(whole) or len(printed) >= len(title):
        return None
    if whole.startswith(words) and _STROKE_BEFORE.fullmatch(whole[len(words) :]):
        return _STROKE.split(_ENDS.sub("", title[len(printed) :]))[-1] or None
    if whole.endswith(words) and _STROKE_AFTER.fullmatch(whole[: -len(words)]):
        return _STROKE.split(_ENDS.sub("", title[: -len(printed)]))[0] or None
    return None
