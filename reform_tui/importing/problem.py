"""What keeps a file from coming in."""

from __future__ import annotations


class ImportProblem(Exception):
    """A file that cannot be brought in; the message is a sentence for a person, without the file's name."""
