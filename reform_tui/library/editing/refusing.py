"""Why an edit is not made."""

from __future__ import annotations

import re

# Controls, line ends and what turns the direction of writing: they do something, and say nothing.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Refused(Exception):
    """An edit that cannot or must not be made; nothing has changed, and the message is a sentence for a person."""


def refuse_controls(what: str, words: str) -> None:
    """Raise Refused where ``words``, which are ``what``, hold a character that is none of a line of text."""
    if found := _CONTROLS.search(words):
        raise Refused(f"{what} is one line of text; this one has the control character U+{ord(found[0]):04X} in it")
