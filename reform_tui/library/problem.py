"""What is wrong with a library, and where."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one file.

    ``file`` is relative to the library's folder, with forward slashes; ``line`` counts from 1, 0 for the whole file.
    """

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


@dataclass(slots=True)
class Problems:
    """Collects problems while a library is read; reading goes on after each."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, message: str) -> None:
        """Record one problem."""
        self.found.append(Problem(file, line, message))


class LibraryError(Exception):
    """A library that cannot be read at all; the message is a sentence for a person."""
