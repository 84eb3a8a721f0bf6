"""The application."""

from __future__ import annotations

import os
from pathlib import Path

from reform_tui.app.overlaying import Overlaying
from reform_tui.app.themes import TERMINAL


class ReformApp(Overlaying):
    """All of it."""

    def on_unmount(self) -> None:
        """Stop what runs behind the screen."""
        self.services.close()
        self.keeper.close()


def run(root: Path) -> int:
    """Open the application on the library in ``root``; return its exit status."""
    colourless = bool(os.environ.get("NO_COLOR"))
    app = ReformApp(root, theme=TERMINAL.name if colourless else "dark")
    app.run()
    return app.return_code or 0
