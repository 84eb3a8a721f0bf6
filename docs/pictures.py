"""Make the pictures in README, and its table of keys, from the program as it is.

python docs/pictures.py
"""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from pathlib import Path

from reform_tui.app.actions import keys_table
from reform_tui.app.app import ReformApp
from reform_tui.library.bundled import bundled_library

HERE = Path(__file__).resolve().parent
PICTURES: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "map": ((120, 32), "", ("escape",)),
    "quotes": ((120, 32), "quasi-markets", ("down", "down", "space")),
    "compare": ((140, 36), "", ("escape", "enter")),
    "speaker": ((120, 32), "", ("escape", "3")),
}
"""Size in cells, what is typed, what is pressed then."""


async def picture(name: str) -> None:
    """Write one picture."""
    size, typed, keys = PICTURES[name]
    app = ReformApp(bundled_library(), theme="dark")
    async with app.run_test(size=size) as pilot:
        while not app.is_settled():
            await pilot.pause(0.05)
        await pilot.press(*({" ": "space", "-": "minus"}.get(key, key) for key in typed), *keys)
        await pilot.pause(0.5)
        drawn = app.export_screenshot(title="reform-tui", simplify=True)
        # The picture brings no font from elsewhere: it takes what the reader has.
        drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL)
        (HERE / f"{name}.svg").write_text(drawn, encoding="utf-8")


def write_keys() -> None:
    """Put the tables of keys into README, in place of those that are there: of everywhere, of the review."""
    readme = HERE.parent / "README.md"
    text = readme.read_text(encoding="utf-8")
    tables = iter((keys_table(), keys_table("review")))
    made = re.sub(r"\| keys \| \|\n\|---\|---\|\n(?:\|.*\n)*", lambda _: next(tables), text)
    readme.write_text(made, encoding="utf-8")


def main() -> None:
    """Make everything, with a home of its own so that nothing personal gets into a picture."""
    with tempfile.TemporaryDirectory() as home:
        for name in PICTURES:
            for folder in ("CACHE", "DATA", "STATE"):
                os.environ[f"REFORM_TUI_{folder}"] = str(Path(home) / name / folder)
            asyncio.run(picture(name))
    write_keys()


if __name__ == "__main__":
    main()
