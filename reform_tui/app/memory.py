"""What is remembered of a library from one run to the next: where one was, what was searched, the theme."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Memory:
    """``offset`` is the place in ``document``, in code points of its source; ``quote`` the one under the cursor."""

    view: str = "compare"
    query: str = ""
    sort: str = "relevance"
    theme: str = "dark"
    selection: str = ""
    document: str = ""
    offset: int = 0
    quote: str = ""


def recall(file: Path) -> Memory:
    """Return what is remembered; nothing where the file is missing or is not what was written."""
    try:
        record = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Memory()
    if not isinstance(record, dict):
        return Memory()
    blank = asdict(Memory())
    kept: dict[str, Any] = {
        name: record[name] if type(record.get(name)) is type(value) else value for name, value in blank.items()
    }
    return Memory(**kept)


def remember(file: Path, memory: Memory) -> None:
    """Keep ``memory``; where that cannot be, it is not kept: nothing of the user's work is in it."""
    from reform_tui.library.durable import write_whole  # noqa: PLC0415

    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, json.dumps(asdict(memory), ensure_ascii=False, indent=1).encode("utf-8", "replace"))
