"""A draft held against the library: pasted, or read from a file; what is found out about each of its quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from reform_tui.app.overlays.overlay import Overlay
from reform_tui.app.saying import counted
from reform_tui.app.views.items import ProseItem
from reform_tui.app.widgets.item_list import Item, ItemList
from reform_tui.app.widgets.lines import Line, Part
from reform_tui.library.display import displayed

if TYPE_CHECKING:
    from reform_tui.library.model import Library
    from reform_tui.verify.verdict import Finding

_ROLES = {"verbatim": "supports", "altered": "qualifies", "wrong_speaker": "opposes", "not_found": "opposes"}
_SIGNS = {"verbatim": "=", "altered": "~", "wrong_speaker": "!", "not_found": "?"}
_DRAFT = re.compile('\n|[“”"‘«>]|.{200}')  # what tells a draft from the name of a file
_MOST = 20 * 1024 * 1024  # bytes of a file that are read


class DraftInput(Input):
    """Takes a pasted draft whole, of which a line alone would be kept; or the name of a file."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "app.focus_next", "Findings", show=False)]

    def on_paste(self, event: events.Paste) -> None:
        """Hand a draft that is pasted to the panel; a short line without marks may be a name and is typed."""
        if isinstance(self.screen, Verifying) and _DRAFT.search(event.text.strip()):
            event.stop()
            event.prevent_default()
            self.screen.take(event.text)


class FindingItem(ProseItem):
    """A finding, as many rows as it needs; ⏎ opens its passage."""

    selectable = True

    def __init__(self, library: Library, finding: Finding) -> None:
        super().__init__(*_parts(library, finding), indent=3)
        self.finding = finding

    def height(self, width: int) -> int:
        """One row more, between findings."""
        return super().height(width) + 1

    def lines(self, width: int, *, here: bool) -> Sequence[Line]:
        """Draw it, a bar at the left where the cursor is."""
        bar: Part = ("▌  " if here else "   ", "mark")
        rows = [Line((bar, *row.parts[1:])) for row in super().lines(width, here=here)]
        return [*rows, Line(base="plain")]


class Verifying(Overlay[str]):
    """Gives the place to be opened, ``document offset``; None where it was closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("d,pagedown", "move(5)", show=False),
        Binding("u,pageup", "move(-5)", show=False),
        Binding("n", "wrong(1)", show=False),
        Binding("N", "wrong(-1)", show=False),
        Binding("slash", "again", show=False),
        Binding("enter", "read", show=False),
        Binding("q,v", "close", show=False),
    ]

    def __init__(self, library: Library, findings: Sequence[Finding] = ()) -> None:
        super().__init__()
        self._library = library
        self.findings = tuple(findings)
        self.is_working = False

    def compose(self) -> ComposeResult:
        """The line to paste into, and the findings."""
        with Vertical(classes="panel") as panel:
            panel.border_title = Text("Verify a draft")
            panel.border_subtitle = Text("paste a draft · n next that is wrong · ⏎ its source · / another · Esc close")
            yield DraftInput(compact=True, placeholder="Paste a draft here, or type the name of a file and ⏎")
            yield ItemList(id="findings")

    def on_mount(self) -> None:
        """Show what was found before."""
        if self.findings:
            self._show(self.findings)
            self.query_one(ItemList).focus()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Keep the typing to itself."""
        message.stop()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Read the file named."""
        message.stop()
        path = Path(message.value.strip()).expanduser()
        try:
            if path.stat().st_size > _MOST:
                self._say(f"{displayed(str(path))} is too large to be a draft", "problem")
                return
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            self._say(f"{displayed(str(path))} is not UTF-8; `reform-tui verify` says where", "problem")
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            self._say(f"{displayed(str(path))} cannot be read: {reason}", "problem")
        else:
            self.take(text)

    def on_paste(self, event: events.Paste) -> None:
        """Take a draft that is pasted wherever the keyboard is."""
        event.stop()
        self.take(event.text)

    def take(self, text: str) -> None:
        """Hold a draft against the library, in a thread; the newest draft counts."""
        self.query_one(ItemList).focus()
        self.is_working = True
        self._say("reading the draft …", "faint")
        self.run_worker(partial(self._work, text), thread=True, exclusive=True)

    def _work(self, text: str) -> None:
        from textual.worker import get_current_worker  # noqa: PLC0415

        from reform_tui.verify.draft import Draft  # noqa: PLC0415
        from reform_tui.verify.holding import held  # noqa: PLC0415

        worker = get_current_worker()
        findings = held(self._library, Draft(text))
        if not worker.is_cancelled:
            self.app.call_from_thread(self._done, findings)

    def _done(self, findings: tuple[Finding, ...]) -> None:
        self.is_working = False
        self.findings = findings
        if self.is_mounted:
            self._show(findings)

    def _show(self, findings: Sequence[Finding]) -> None:
        many: dict[str, int] = {}
        for finding in findings:
            many[finding.verdict] = many.get(finding.verdict, 0) + 1
        listed = " · ".join(f"{count} {verdict.replace('_', ' ')}" for verdict, count in many.items())
        title = f"Verify a draft · {counted(len(findings), 'quotation')}" + (f" · {listed}" if listed else "")
        self.query_one(".panel").border_title = Text(title)
        items: list[Item] = [FindingItem(self._library, finding) for finding in findings]
        first = next((at for at, finding in enumerate(findings) if finding.verdict != "verbatim"), 0)
        self.query_one(ItemList).fill(items or [ProseItem("There are no quotations in it.")], first)

    def _say(self, text: str, role: str) -> None:
        self.query_one(ItemList).fill([ProseItem((text, role))])

    def action_move(self, by: int) -> None:
        """Move the cursor; above the first finding, go to the line to paste into."""
        pane = self.query_one(ItemList)
        if by < 0 and pane.cursor <= 0:
            self.action_again()
        else:
            pane.move(by)

    def action_wrong(self, by: int) -> None:
        """Go to the next finding, or the one before, that is not verbatim."""
        pane = self.query_one(ItemList)
        at = pane.cursor + by
        while 0 <= at < len(self.findings):
            if self.findings[at].verdict != "verbatim":
                pane.go_to(at)
                return
            at += by

    def action_again(self) -> None:
        """Take another draft."""
        self.query_one(DraftInput).focus()

    def action_read(self) -> None:
        """Open the source at the passage."""
        item = self.query_one(ItemList).item
        if isinstance(item, FindingItem) and item.finding.document:
            self.dismiss(f"{item.finding.document} {item.finding.spans[0][0]}")

    def on_item_list_chosen(self, message: ItemList.Chosen) -> None:
        """Open what was clicked."""
        message.stop()
        self.action_read()

    def on_item_list_moved(self, message: ItemList.Moved) -> None:
        """Keep the movements of this list to itself."""
        message.stop()


def _parts(library: Library, finding: Finding) -> Iterator[Part]:
    """Yield what is said of a finding: the verdict and its sign, the words, what differs, where."""
    quotation = finding.quotation
    verdict = finding.verdict.replace("_", " ")
    yield f"{_SIGNS[finding.verdict]} {verdict}", _ROLES[finding.verdict]
    yield f"  line {quotation.line}  ", "faint"
    if finding.verdict == "altered" and finding.changes:
        yield from _difference(finding)
    else:
        yield f"“{displayed(' '.join(quotation.text.split()))}”", ""
    if finding.reason:
        yield f" · {displayed(finding.reason)}", "strong"
    if finding.document:
        document = library.documents[finding.document]
        name = f"{library.speakers[finding.speaker].name}, " if finding.speaker else ""
        paragraph = finding.paragraphs[0] if finding.paragraphs else ""
        near = "nearest: " if finding.verdict == "not_found" else ""
        yield f" — {near}{displayed(name)}{displayed(document.label)} ¶{paragraph}", "faint"
    if finding.left_out:
        yield f" · leaves out {counted(finding.left_out, 'word')}", "faint"
    for warning in finding.warnings:
        yield f" · look again: {displayed(warning)}", "qualifies"


def _difference(finding: Finding) -> Iterator[Part]:
    for change in finding.changes:
        draft, source = (displayed(" ".join(words.split())) for words in (change.draft, change.source))
        if change.kind == "changed":
            yield (f"[-{draft}-] ", "opposes") if draft else ("", "")
            yield (f"{{+{source}+}} ", "supports") if source else ("", "")
        else:
            yield f"{draft} ", ""
