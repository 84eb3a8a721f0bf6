"""Why an edit is not made."""

from __future__ import annotations


class Refused(Exception):
    """An edit that cannot or must not be made; nothing has changed, and the message is a sentence for a person."""
