"""What the review looks like in its states, as text, at three sizes.

REFORM_TUI_WRITE_GOLDENS=1 writes the screens anew into ``tests/goldens/app``; look at the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reform_tui.library.bundled import bundled_library
from tests.driving import SIZES, Driver, drive
from tests.proposed import ProposedLibrary
from tests.test_app_screens import Scene, compared, keys

pytestmark = pytest.mark.usefixtures("own_home")

_QUOTES = ("escape", "r", "right_square_bracket", "right_square_bracket")
SCENES: dict[str, Scene] = {
    "review-facts": keys("escape", "r"),
    "review-speakers": keys("escape", "r", "right_square_bracket"),
    "review-quotes": keys(*_QUOTES, "n", "n"),
    "review-decided": keys(*_QUOTES, "a", "x", "a"),
    "review-words": keys(*_QUOTES, "n", "n", "w", "left"),
    "review-split": keys(*_QUOTES, "n", "p"),
    "review-speaker": keys(*_QUOTES, "n", "s"),
    "review-place": keys(*_QUOTES, "n", "t"),
    "review-proposed-elsewhere": keys("down", typed="bats"),
    "review-document": keys("escape", "2", "l"),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_screens_of_the_review_are_as_they_were(name: str, size: str, tmp_path: Path) -> None:
    async def scene(driver: Driver) -> None:
        await SCENES[name](driver)
        assert all(len(row) <= SIZES[size][0] for row in driver.rows)
        compared(f"{name}-{size}", driver.text)

    drive(scene, ProposedLibrary(tmp_path / "library").root, SIZES[size])


@pytest.mark.parametrize("size", SIZES)
def test_the_bundled_library_has_nothing_to_review_and_says_what_to_do(size: str) -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "r")
        compared(f"review-nothing-{size}", driver.text)

    drive(scene, bundled_library(), SIZES[size])
