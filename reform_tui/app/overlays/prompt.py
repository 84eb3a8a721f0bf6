"""One line to type: a note, tags, a name, a path."""

from __future__ import annotations

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from reform_tui.app.overlays.overlay import Overlay
from reform_tui.library.display import displayed


class Prompt(Overlay[str]):
    """Gives what was typed, None where it was left."""

    def __init__(self, title: str, value: str = "", hint: str = "⏎ keep · Esc leave it") -> None:
        super().__init__()
        self._title = displayed(title)
        self._value = value
        self._hint = hint

    def compose(self) -> ComposeResult:
        """An input in a frame."""
        with Vertical(classes="panel prompt") as panel:
            panel.border_title = Text(self._title)
            panel.border_subtitle = Text(self._hint)
            yield Input(self._value, compact=True, select_on_focus=False)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Keep the typing to itself."""
        message.stop()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Hand over what was typed."""
        message.stop()
        self.dismiss(message.value)
