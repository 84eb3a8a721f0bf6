"""The frame of the application: one screen, its panes, what it says about itself."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher

from reform_tui.app.actions import ACTIONS, Place
from reform_tui.app.services import Services
from reform_tui.app.session import Session
from reform_tui.app.standing import gathered, standing
from reform_tui.app.themes import THEMES
from reform_tui.app.views.compare import CompareView
from reform_tui.app.views.items import QueryItem, QuoteItem
from reform_tui.app.views.panes import PaneView
from reform_tui.app.widgets.item_list import ItemList
from reform_tui.app.widgets.lines import Looks
from reform_tui.app.widgets.query_bar import Caret, FindInput, QueryBar, QueryInput, ViewTabs
from reform_tui.app.widgets.reader import Reader
from reform_tui.app.widgets.sidebar import Sidebar
from reform_tui.app.widgets.status import KeyLine, StatusLine

if TYPE_CHECKING:
    from reform_tui.app.views.documents import DocumentsView
    from reform_tui.app.views.quotes import QuotesView
    from reform_tui.app.views.review import ReviewView
    from reform_tui.app.views.speakers import SpeakersView

SIDEBAR_FROM = 120  # cells of width
_KEYS = frozenset(key for action in ACTIONS if not action.within for key in action.keys)
_REVIEW_KEYS = frozenset(key for action in ACTIONS if action.within for key in action.keys)


class Main(Screen[None], inherit_bindings=False):
    """The one screen; which pane is the next one is said by the application."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+c,super+c", "screen.copy_text", "Copy what the mouse selected", show=False)
    ]


class Shell(App[int]):
    """What stands still while views come and go."""

    TITLE = "reform-tui"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [action.binding() for action in ACTIONS if not action.within]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual's own name and type
        (0, "-small"),
        (80, "-medium"),
        (SIDEBAR_FROM, "-wide"),
    ]

    def __init__(self, root: Path, *, theme: str = "dark") -> None:
        # Textual decides here, once, whether NO_COLOR makes greys or sends no colour at all.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.session = Session()
        self.services = Services(root, self.post_message)
        self.root = root
        for known in THEMES.values():
            self.register_theme(known)
        self.theme = theme
        self.reason = ""  # why there is no library to read
        self._wanted_view = ""  # asked for before it was there

    def get_default_screen(self) -> Screen[None]:
        """Return the screen with the class of its width, which Textual would find out after laying it out once."""
        width = self.size.width
        fitting = max(name for name in self.HORIZONTAL_BREAKPOINTS or () if width >= name[0])
        return Main(id="_default", classes=fitting[1])

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        """Work out all looks anew; before the first screen there are none, and the style sheet is yet to be read."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    async def on_event(self, event: events.Event) -> None:
        """Let what was said go with the next key.

        What is typed behind a / is a query, however fast it comes: a slow line sends letters in bunches. So the / is
        done here, before the next key is looked at, and does not wait in the queue of the pane with the keyboard.
        """
        if isinstance(event, events.Key) and not event.is_forwarded and not self.is_closing:
            self.status.hush()
            if event.key == "slash" and len(self.screen_stack) == 1 and self.keyboard is not None:
                await self.run_action("search")
                return
        await super().on_event(event)

    def compose(self) -> ComposeResult:
        """One screen."""
        yield Looks()
        yield QueryBar(self.session.query)
        yield Caret()
        with Horizontal(id="main"):
            yield Sidebar(self.session)
            with ContentSwitcher(id="views", initial="compare"):
                yield CompareView(self.session, id="compare")
        yield StatusLine()
        yield KeyLine()

    def other_views(self) -> list[PaneView]:
        """Return the views that are not seen at first."""
        from reform_tui.app.views.documents import DocumentsView  # noqa: PLC0415
        from reform_tui.app.views.quotes import QuotesView  # noqa: PLC0415
        from reform_tui.app.views.review import ReviewView  # noqa: PLC0415
        from reform_tui.app.views.speakers import SpeakersView  # noqa: PLC0415

        return [
            QuotesView(self.session, id="quotes"),
            DocumentsView(self.session, id="documents"),
            SpeakersView(self.session, id="speakers"),
            ReviewView(self.session, id="review"),
        ]

    def on_mount(self) -> None:
        """Listen to the keyboard at once; load behind the first screen.

        What is typed is a query, unless one is remembered: then the keys act on what it finds.
        """
        self.show_view("compare")
        if self.session.query:
            self.view.pane().focus()
        else:
            self.query_input.focus()
        self.status.show("opening the library …", "")
        self.show_keys()
        # In the application's own queue: what the library's thread sends waits until every view is there.
        self.call_after_refresh(self.call_next, self._go_on)

    async def _go_on(self) -> None:
        """Once the first screen stands, load the library, and meanwhile make the other views."""
        if self.is_closing:
            return
        self.services.start()
        switcher = self.main.query_one(ContentSwitcher)
        views = self.other_views()
        for view in views:
            view.display = False
            view.has_sidebar = self.has_sidebar
        await switcher.mount_all(views, before=0)
        if self._wanted_view:
            self.show_view(self._wanted_view)

    # What there is on the screen

    @property
    def query_input(self) -> QueryInput:
        """The query."""
        return self.main.query_one(QueryInput)

    @property
    def main(self) -> Widget:
        """The screen below whatever lies over it."""
        return self.screen_stack[0]

    @property
    def is_closing(self) -> bool:
        """Whether the screen is gone or going; what threads still send has nowhere to go then."""
        return not self.screen_stack or not self.is_running

    @property
    def caret(self) -> Caret:
        """What points into the query."""
        return self.main.query_one(Caret)

    @property
    def status(self) -> StatusLine:
        """The status line."""
        return self.main.query_one(StatusLine)

    @property
    def keys(self) -> KeyLine:
        """The footer."""
        return self.main.query_one(KeyLine)

    @property
    def sidebar(self) -> Sidebar:
        """The sidebar."""
        return self.main.query_one(Sidebar)

    @property
    def has_sidebar(self) -> bool:
        """Whether there is room for the sidebar."""
        return self.size.width >= SIDEBAR_FROM and not self.view.zoomed

    def view_named(self, name: str) -> PaneView:
        """Return a view by its name."""
        return self.main.query_one(f"#{name}", PaneView)

    @property
    def quotes_view(self) -> QuotesView:
        """The view of hits."""
        from reform_tui.app.views.quotes import QuotesView  # noqa: PLC0415

        return self.main.query_one(QuotesView)

    @property
    def documents_view(self) -> DocumentsView:
        """The view of documents."""
        from reform_tui.app.views.documents import DocumentsView  # noqa: PLC0415

        return self.main.query_one(DocumentsView)

    @property
    def speakers_view(self) -> SpeakersView:
        """The view of speakers."""
        from reform_tui.app.views.speakers import SpeakersView  # noqa: PLC0415

        return self.main.query_one(SpeakersView)

    @property
    def compare_view(self) -> CompareView:
        """The map and the columns."""
        return self.main.query_one(CompareView)

    @property
    def review_view(self) -> ReviewView:
        """What waits for a decision."""
        from reform_tui.app.views.review import ReviewView  # noqa: PLC0415

        return self.main.query_one(ReviewView)

    @property
    def view(self) -> PaneView:
        """The view shown."""
        return self.view_named(self.main.query_one(ContentSwitcher).current or "compare")

    def view_exists(self, name: str) -> bool:
        """Whether there is a view of that name, by now."""
        return any(view.id == name for view in self.query_views())

    def query_views(self) -> list[PaneView]:
        """Return all views."""
        return [view for view in self.main.query_one(ContentSwitcher).children if isinstance(view, PaneView)]

    @property
    def keyboard(self) -> Widget | None:
        """The pane that has the keyboard, None where it is the query or what is looked for in a text."""
        focused = self.main_focus
        return None if isinstance(focused, (QueryInput, FindInput)) else focused

    @property
    def main_focus(self) -> Widget | None:
        """What has the keyboard, or will have it again when whatever lies over the views is closed."""
        return self.screen_stack[0].focused if self.screen_stack else None

    # What it says

    def say(self, message: str, *, problem: bool = False) -> None:
        """Say something in the status line for a few seconds."""
        self.status.say(message, problem=problem)

    def show_view(self, name: str) -> None:
        """Show a view; the keyboard stays where it is. One that is not there yet is shown when it is."""
        if not self.view_exists(name):
            self._wanted_view = name
            return
        self._wanted_view = ""
        self.main.query_one(ContentSwitcher).current = name
        self.main.query_one(ViewTabs).show(name)
        self.view.has_sidebar = self.has_sidebar
        self.view.catch_up()
        self.view.set_out()
        self.sidebar.set_class(self.view.zoomed, "-zoomed")
        self.show_status()

    def fill_views(self) -> None:
        """Show what the session holds now: at once what is seen, the other views when they are."""
        self.sidebar.update_counts()
        for view in self.query_views():
            view.is_behind = True
        self.view.catch_up()

    def show_status(self) -> None:
        """Say how things stand, at the bottom."""
        self.status.show(self.standing(), "  ".join(self.gathered()))
        self.show_keys()

    def gathered(self) -> list[str]:
        """Return how much is gathered."""
        return gathered(self.session)

    def show_keys(self) -> None:
        """Show the keys of the pane that has the keyboard."""
        self.keys.show(self.where())

    def standing(self) -> str:
        """Return how things stand, in a line."""
        return standing(self.session) if self.session.library else self.reason or "opening the library …"

    def on_key(self, event: events.Key) -> None:
        """Say so when a letter does nothing where the keyboard is."""
        known = _KEYS | _REVIEW_KEYS if self.where() == "review" else _KEYS
        if event.is_printable and event.key not in known and len(self.screen_stack) == 1 and self.keyboard is not None:
            self.say(f"“{event.character}” does nothing here; / types a query, ? shows the keys")

    def on_resize(self, event: events.Resize) -> None:
        """Give room to the sidebar, or take it."""
        del event
        for view in self.query_views():
            view.has_sidebar = self.has_sidebar
            view.call_after_refresh(view.set_out)

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that the keyboard has gone to, and how things stand there."""
        if len(self.screen_stack) == 1:
            self.show_status()

    def where(self) -> Place:
        """Return what sort of pane has the keyboard."""
        focused = self.keyboard
        if focused is None:
            return "find" if isinstance(self.main_focus, FindInput) else "query"
        if (focused.id or "").startswith("review-"):
            return "review"
        if isinstance(focused, Reader):
            return "text"
        if isinstance(focused, ItemList) and isinstance(focused.item, QuoteItem | QueryItem):
            return "hits" if isinstance(focused.item, QuoteItem) else "offer"
        return "columns" if focused.id == "columns" else "index"
