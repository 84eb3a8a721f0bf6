"""What is opened over the views: help, the palette, filters, themes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reform_tui.app.actions import ACTIONS
from reform_tui.app.comparison import STANCES
from reform_tui.app.filtering import without_field
from reform_tui.app.overlays.chooser import Choice, Chooser
from reform_tui.app.overlays.help import Help
from reform_tui.app.overlays.picked import Picked
from reform_tui.app.overlays.prompt import Prompt
from reform_tui.app.saying import counted
from reform_tui.app.tagging import Tagging
from reform_tui.app.themes import THEMES
from reform_tui.app.views.items import What
from reform_tui.app.widgets.sidebar import counts_of
from reform_tui.library.display import displayed
from reform_tui.library.selection import Pick, Selection
from reform_tui.locations import from_home

if TYPE_CHECKING:
    from reform_tui.library.model import Library
    from reform_tui.verify.verdict import Finding


class Overlaying(Tagging):
    """Opens overlays and does what was chosen in them."""

    _findings: tuple[Finding, ...] = ()  # about the last draft that was verified

    def action_help(self) -> None:
        """Show every key and what the query understands."""
        self.push_screen(Help())

    def action_theme(self) -> None:
        """Choose a theme."""
        choices = [Choice(name, "theme", "now" if name == self.theme else "", name) for name in THEMES]

        def take(name: str | None) -> None:
            if name is not None:
                self.theme = name

        self.push_screen(Chooser("Theme", choices), take)

    def action_palette(self) -> None:
        """Choose from all actions, documents, speakers and topics by typing."""
        choices = [Choice(a.title, "do", a.shown, f"do {a.name}") for a in ACTIONS if a.palette]
        library = self.session.library
        if library is not None:
            choices += [Choice(d.title, "document", d.label, f"document {d.id}") for d in library.documents.values()]
            said = counts_of(self.session, "speaker")
            choices += [
                Choice(s.name, "speaker", counted(said.get(s.id, 0), "quote"), f"speaker {s.id}")
                for s in library.speakers.values()
            ]
            choices += [Choice(t.question, "topic", t.label, f"topic {t.id}") for t in library.topics.values()]
        self.push_screen(Chooser("Commands", choices), self._run_choice)

    async def _run_choice(self, value: str | None) -> None:
        if value is None:
            return
        sort, _, rest = value.partition(" ")
        if sort == "do":
            await self.run_action(rest)
        else:
            self.open_entry(sort, rest)  # type: ignore[arg-type]

    def action_picked(self) -> None:
        """Show the selection."""
        if self.session.library is not None:
            self.push_screen(Picked(self), self._after_picked)

    def _after_picked(self, wanted: str | None) -> None:
        if wanted == "export":
            self.action_export()
        elif wanted == "open":
            self.open_selection()
        elif wanted is not None:
            self.open_quote(self.session.opened.quotes[wanted.removeprefix("read ")])

    def open_selection(self) -> None:
        """Open another selection, by its name; a new name begins a new one."""
        named = self.keeper.names()
        hint = f"there are: {', '.join(named)}" if named else "a new name begins a new selection"

        def take(name: str | None) -> None:
            if name and name.strip():
                self.session.selection = Selection(name.strip())
                self.keeper.open(name.strip())
                self.show_gathered()
                self.say(f"the selection is now “{name.strip()}”")

        self.push_screen(Prompt("Open a selection by its name", self.session.selection.name, displayed(hint)), take)

    def action_export(self) -> None:
        """Export the selection; where nothing is selected, what was found, or the quote here."""
        from reform_tui.app.overlays.exporting import Exporting, today  # noqa: PLC0415
        from reform_tui.export.options import ExportOptions  # noqa: PLC0415

        session = self.session
        picks = session.selection.picks
        quote = self.quote_here()
        if not picks and session.is_searching and session.results is not None:
            picks = tuple(Pick(hit.quote) for hit in session.results.hits if hit.quote)
        if not picks and quote is not None:
            picks = (Pick(quote.id),)
        if not picks:
            self.say("nothing to export: search, or select quotes with space")
            return
        is_selection = picks == session.selection.picks
        options = ExportOptions(
            selection=session.selection.name if is_selection else "",
            query="" if is_selection else session.query,
            exported=today(),
        )

        def tell(path: str | None) -> None:
            if path is not None:
                self.say(f"wrote {from_home(Path(path))}")

        self.push_screen(Exporting(session.opened, picks, options, f"{session.selection.name}.md"), tell)

    def action_verify(self) -> None:
        """Hold a draft that is pasted against the library."""
        from reform_tui.app.overlays.verifying import Verifying  # noqa: PLC0415

        library = self.session.library
        if library is None:
            return
        panel = Verifying(library, self._findings)

        def open_place(place: str | None) -> None:
            self._findings = panel.findings
            if place is not None:
                id, _, offset = place.rpartition(" ")
                self.open_entry("document", id)
                self.documents_view.reader.jump(int(offset))

        self.push_screen(panel, open_place)

    def action_filter(self) -> None:
        """Add a filter to the query, or take it out; filters are words of the query, seen and typed like any."""
        library = self.session.library
        if library is None:
            return

        def take(field: str | None) -> None:
            if field is not None:
                self._toggle_filter(field)

        hint = "⏎ adds or takes out · counts are of this query · Esc close"
        self.push_screen(Chooser("Filter", self._filter_choices(library), hint), take)

    def _toggle_filter(self, field: str) -> None:
        query = self.query_input.value
        kept = without_field(query, field)
        self.query_input.value = kept if kept != query else f"{query.rstrip()} {field}".strip()
        self.query_input.cursor_position = 0
        self.show_view("quotes")
        self.leave_query()

    def _filter_choices(self, library: Library) -> list[Choice]:
        from reform_tui.app.short_filters import field_in, short_field  # noqa: PLC0415 - not for the first screen

        session = self.session
        query = self.query_input.value
        choices: list[Choice] = []

        def add(name: str, sort: str, field: str, count: int | None) -> None:
            note = "on: ⏎ takes it out" if without_field(query, field) != query else "" if count is None else str(count)
            choices.append(Choice(name, sort, note, field))

        whats: tuple[What, ...] = ("document", "speaker", "topic")
        for what in whats:
            counts = counts_of(session, what)
            names = {
                "document": {d.id: d.label for d in library.documents.values()},
                "speaker": {s.id: s.name for s in library.speakers.values()},
                "topic": {t.id: t.label for t in library.topics.values()},
            }[what]
            for id in sorted(names, key=lambda named: -counts.get(named, 0)):
                on = field_in(query, library, what, id)
                if counts.get(id) or on:
                    add(names[id], what, on or short_field(library, what, id), counts.get(id))
        facets = session.facets
        for kind, count in sorted(facets.kinds.items(), key=lambda named: -named[1]) if facets else ():
            add(kind, "kind", f"kind:{kind}", count)
        for year, count in facets.years.items() if facets else ():
            add(year, "year", f"year:{'nd' if year == 'n.d.' else year}", count)
        for stance in STANCES:
            count = facets.stances.get(stance, 0) if facets else 0
            if count or f"stance:{stance}" in query:
                add(stance, "stance", f"stance:{stance}", count)
        return choices
