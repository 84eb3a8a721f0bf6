"""The review: every decision by its key, and what stands in the library's files afterwards."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from pathlib import Path
from typing import get_args

import pytest

from reform_tui.app.actions import ACTIONS
from reform_tui.app.app import ReformApp
from reform_tui.app.explaining import RULES, how_sure
from reform_tui.app.overlays.chooser import Chooser
from reform_tui.app.overlays.prompt import Prompt
from reform_tui.app.overlays.words import SplitAt, Words
from reform_tui.export.formats import export
from reform_tui.export.options import ExportOptions
from reform_tui.library.bundled import bundled_library
from reform_tui.library.check import check_library
from reform_tui.library.editing import LibraryWriter, assign
from reform_tui.library.model import Library
from reform_tui.library.selection import Pick
from reform_tui.quotation.attribution import Rule
from tests.conftest import SmallLibrary
from tests.driving import Driver, drive
from tests.proposed import PARKS, SPEAKERS_FILE, TOPICS_FILE, TRAMS, ProposedLibrary

pytestmark = pytest.mark.usefixtures("own_home")

REVIEWED = {
    "review_accept", "review_reject", "review_speaker", "review_role", "review_kind", "review_words", "review_split",
    "review_join", "review_place", "review_undo", "review_step(1)", "review_step(-1)", "review_section(1)",
    "review_section(-1)",
}  # fmt: skip
BY_DOUBT = [
    "bats-vote", "lee-shut", "roe-nobody", "critics-tax", "roe-empty", "lee-service", "finch-falls", "finch-tax",
    "lee-dark", "roe-consulted", "lee-fares",
]  # fmt: skip


@pytest.fixture
def found(tmp_path: Path) -> ProposedLibrary:
    return ProposedLibrary(tmp_path / "library")


@pytest.fixture(autouse=True)
def _looks_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test depend on the clock: what other programs write is looked for when a test says so."""
    monkeypatch.setattr(ReformApp, "LOOK_EVERY", 3600.0)


def here(driver: Driver) -> str:
    """What is under the cursor: the id of a quote, a speaker or a document."""
    proposed = driver.app.review_view.proposed
    return proposed.id if proposed else ""


async def review(driver: Driver, quote: str = "") -> None:
    """Open the review; go to a quote."""
    await driver.press("escape", "r")
    if quote:
        await driver.press("right_square_bracket", "right_square_bracket")
        for _ in range(len(BY_DOUBT)):
            if here(driver) == quote:
                return
            await driver.press("n")
        raise AssertionError(f"{quote} is not in the review")


async def choose(driver: Driver, typed: str) -> None:
    """Type into a chooser or a prompt and take what is there."""
    assert isinstance(driver.app.screen, Chooser | Prompt)
    await driver.type(typed)
    await driver.press("enter")


def test_every_action_of_the_review_is_tested_here() -> None:
    assert {action.name for action in ACTIONS if action.within == "review"} == REVIEWED


def test_every_rule_of_the_finder_is_explained_in_a_sentence() -> None:
    assert set(RULES) == set(get_args(Rule))
    assert all(sentence.endswith(".") for sentence in RULES.values())


def test_confidence_is_said_in_words_and_in_figures() -> None:
    said = [how_sure(share) for share in (0.98, 0.9, 0.8, 0.61, 0.2, None)]
    assert said == [
        "almost certain 98 %",
        "likely 90 %",
        "probable 80 %",
        "doubtful 61 %",
        "a guess 20 %",
        "changed by you",
    ]


def test_facts_come_first_then_new_speakers_then_quotes_in_order_of_doubt(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver)
        view = driver.app.review_view
        seen = [(view.proposed.what, view.proposed.id) if view.proposed else ("", "")]
        for _ in range(15):
            await driver.press("j")
            assert view.proposed is not None
            seen.append((view.proposed.what, view.proposed.id))
        assert [what for what, _ in seen] == ["fact"] * 3 + ["speaker"] * 2 + ["quote"] * 11
        assert [id for what, id in seen if what == "quote"] == BY_DOUBT
        await driver.press("N")
        assert here(driver) == "roe-consulted"
        await driver.press("n")
        assert here(driver) == "lee-fares"
        await driver.press("left_square_bracket")
        assert view.proposed is not None
        assert view.proposed.what == "speaker"
        await driver.press("right_square_bracket")
        assert here(driver) == "bats-vote"
        assert "review of all documents" in driver.text
        assert "quote 1 of 11 · 0 decided" in driver.text

    drive(scene, found.root)


def test_the_text_beside_it_has_words_cue_and_speaker_marked_each_in_its_way(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "roe-nobody")
        text = driver.app.review_view.text
        rows = [text.row(y) for y in range(text.virtual_size.height)]
        marks = {
            role: "".join(part for row in rows for part, roles in row.parts if role in roles.split())
            for role in ("current", "cue", "mention")
        }
        assert marks == {"current": "the council had asked nobody", "cue": "said", "mention": "He"}
        assert "doubtful 65 %: Reported speech without “that”" in driver.text

    drive(scene, found.root, size=(200, 50))


def test_a_accepts_and_goes_on_and_the_new_speaker_is_accepted_with_the_words(found: ProposedLibrary) -> None:
    before = found.read(PARKS)

    async def scene(driver: Driver) -> None:
        await review(driver, "bats-vote")
        await driver.press("a")
        assert here(driver) == "lee-shut"
        assert "1 decided" in driver.text
        assert "accepted “Bats do not vote”; U undoes" in driver.status

    drive(scene, found.root)
    library = found.load()
    assert library.quotes["bats-vote"].status == "accepted"
    assert library.speakers["councillor"].status == "accepted"
    assert found.read(PARKS) == before.replace("status: proposed\n    rule: none", "status: accepted\n    rule: none")


def test_keys_pressed_faster_than_the_disk_are_decisions_on_one_after_the_other(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "bats-vote")
        await driver.pilot.press("a", "a", "x")
        await driver.settle()
        assert here(driver) == "critics-tax"

    drive(scene, found.root)
    library = found.load()
    assert [library.quotes[id].status for id in BY_DOUBT[:2]] == ["accepted", "accepted"]
    assert [item.id for item in library.documents["trams"].rejected] == ["roe-nobody"]


def test_x_rejects_and_the_words_are_remembered(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "critics-tax")
        await driver.press("x")
        assert here(driver) == "roe-empty"

    drive(scene, found.root)
    library = found.load()
    assert "critics-tax" not in library.quotes
    assert [item.segments[0].exact for item in library.documents["trams"].rejected] == ["it is a tax on the poor"]


def test_s_gives_the_quote_to_somebody_known_and_it_stays_to_be_accepted(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "lee-shut")
        await driver.press("s")
        await choose(driver, "ann")
        assert here(driver) == "lee-shut"
        assert "changed by you" in driver.text
        await driver.press("a")
        assert here(driver) == "roe-nobody"

    drive(scene, found.root)
    quote = found.load().quotes["lee-shut"]
    assert (quote.speaker, quote.status, quote.rule) == ("ann-lee", "accepted", None)
    assert "speaker: ann-lee   # a guess of the program's" in found.read(PARKS)


def test_s_takes_a_name_that_stands_in_the_text_and_a_name_typed(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "critics-tax")
        await driver.press("s")
        await driver.type("sue")
        assert "named here Sue Day" in driver.text
        await driver.press("enter", "n", "s")
        await driver.type("the riders union")
        await driver.press("down", "enter")

    drive(scene, found.root)
    library = found.load()
    assert library.speakers[library.quotes["critics-tax"].speaker].name == "Sue Day"
    union = library.speakers[library.quotes["roe-empty"].speaker]
    assert (union.name, union.kind, union.status) == ("the riders union", "body", "accepted")


def test_o_sets_the_role_and_k_the_kind(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "roe-empty")
        await driver.press("o")
        await choose(driver, "drives the number nine")
        await driver.press("K")
        await choose(driver, "indirect")
        assert here(driver) == "roe-empty"

    drive(scene, found.root)
    quote = found.load().quotes["roe-empty"]
    assert (quote.role, quote.kind, quote.fragments) == ("drives the number nine", "indirect", ())


def test_a_role_that_the_document_does_not_state_is_said_to_be_ours_as_it_is_typed(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "roe-empty")
        await driver.press("o")
        assert "the document has no role of theirs yet: type one" in driver.text
        await driver.type("tram driver")
        assert "[tram driver]" in driver.text
        assert "not in the text: ours" in driver.text
        await driver.press("enter")

    drive(scene, found.root)
    library = found.load()
    assert library.quotes["roe-empty"].role == "[tram driver]"
    assert not [problem for problem in check_library(library) if "does not call" in problem.message]


def test_w_moves_both_ends_by_word_and_sentence_and_shows_it(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "lee-dark")
        await driver.press("w")
        screen = driver.app.screen
        assert isinstance(screen, Words)
        text = driver.app.session.opened.documents["parks"].source.text

        def words() -> list[str]:
            return [text[start:end] for start, end in screen.spans]

        await driver.press("left", "left")
        assert words() == ["Nobody walks there after"]
        assert "there after] dark" in driver.text
        await driver.press("tab", "l")
        assert words() == ["walks there after"]
        await driver.press("tab", "down")
        assert words() == ["walks there after dark,” according to Ann Lee."]
        await driver.press("escape")
        assert not isinstance(driver.app.screen, Words)
        await driver.press("w", "left", "left", "enter")
        assert here(driver) == "lee-dark"

    drive(scene, found.root)
    assert [part.exact for part in found.load().quotes["lee-dark"].segments] == ["Nobody walks there after"]


def test_p_parts_a_quote_where_the_cursor_is_and_both_stay_in_their_place(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "roe-consulted")
        await driver.press("p")
        assert isinstance(driver.app.screen, SplitAt)
        assert "consulted. |The first" in driver.text
        await driver.press("right", "left", "enter")
        assert here(driver) == "roe-consulted"
        await driver.press("n")
        assert here(driver) == "roe-first-heard-radio"

    drive(scene, found.root)
    quotes = found.load().quotes
    assert [part.exact for part in quotes["roe-consulted"].segments] == ["We were never consulted."]
    assert [part.exact for part in quotes["roe-first-heard-radio"].segments] == ["The first I heard was on the radio,"]


def test_capital_j_joins_with_the_quote_that_follows_in_the_text(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "finch-tax")
        await driver.press("J")
        assert here(driver) == "finch-tax"
        await driver.press("J")
        assert "nothing follows" in driver.status

    drive(scene, found.root)
    quotes = found.load().quotes
    assert "finch-falls" not in quotes
    assert [part.exact for part in quotes["finch-tax"].segments] == [
        "It is a tax, plain and simple,",
        "And it falls on us.",
    ]


def test_t_sets_the_quote_under_a_position_with_a_stance_and_a_reason_that_a_person_gives(
    found: ProposedLibrary,
) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "critics-tax")
        await driver.press("t")
        await choose(driver, "dearer")
        await choose(driver, "supports")
        await choose(driver, "a tax on the poor")
        assert here(driver) == "critics-tax"

    drive(scene, found.root)
    evidence = found.load().topics["fares"].positions[1].evidence
    assert [(item.quote, item.stance, item.why) for item in evidence] == [
        ("critics-tax", "supports", "a tax on the poor")
    ]


def test_t_on_a_position_where_the_quote_stands_takes_it_out(found: ProposedLibrary) -> None:
    before = found.read(TOPICS_FILE)
    writer = LibraryWriter(found.root, found.root / "journal.json")
    writer.apply(found.load(), assign("critics-tax", "fares", "less", "supports", "“a tax on the poor”"))

    async def scene(driver: Driver) -> None:
        await review(driver, "critics-tax")
        await driver.press("x")
        assert "take it out there first" in driver.status
        await driver.press("t")
        assert "stands here: supports" in driver.text
        await choose(driver, "dearer")
        await choose(driver, "take it out")
        await driver.press("x")

    drive(scene, found.root)
    assert found.load().topics["fares"].positions[1].evidence == ()
    assert found.read(TOPICS_FILE).replace("evidence: []   # nobody yet", "") == before.replace(
        "evidence: []   # nobody yet", ""
    )


def test_a_stance_is_never_given_by_the_program(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "critics-tax")
        await driver.press("t")
        await choose(driver, "dearer")
        await driver.press("escape")

    before = found.read(TOPICS_FILE)
    drive(scene, found.root)
    assert found.read(TOPICS_FILE) == before


def test_capital_u_undoes_decisions_one_by_one_also_in_the_next_run(found: ProposedLibrary) -> None:
    before = [found.read(file) for file in (TRAMS, PARKS, SPEAKERS_FILE)]

    async def first(driver: Driver) -> None:
        await review(driver, "bats-vote")
        await driver.press("a", "x")
        await driver.press("U")
        assert here(driver) == "lee-shut"
        assert "undone: rejected “A park that is shut is a …”" in driver.status

    async def second(driver: Driver) -> None:
        await review(driver)
        await driver.press("U")
        assert here(driver) == "bats-vote"
        await driver.press("U")
        assert driver.status == "nothing to undo"

    drive(first, found.root)
    drive(second, found.root)
    assert [found.read(file) for file in (TRAMS, PARKS, SPEAKERS_FILE)] == before


def test_facts_are_confirmed_corrected_or_said_not_to_be_stated(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver)
        assert "Title: Tram fares to double" in driver.text
        await driver.press("a")
        assert "Author: Sue Day" in driver.text
        await driver.press("x")
        assert "Date: 2019-05-03" in driver.text
        await driver.press("w")
        await driver.press(*["backspace"] * 40)
        await choose(driver, "May")
        assert "is no date" in driver.status
        await driver.press("w")
        await driver.press(*["backspace"] * 40)
        await choose(driver, "2019-05 as stated: May 2019")
        assert here(driver) == "councillor"

    drive(scene, found.root)
    document = found.load().documents["trams"]
    assert document.proposed == ()
    assert document.author == ()
    assert document.issued is not None
    assert (document.issued.date, document.issued.stated) == ("2019-05", "May 2019")
    assert "comments stay" in found.read(TRAMS)


def test_w_on_headings_says_what_each_paragraph_is_and_capital_u_takes_it_back(found: ProposedLibrary) -> None:
    before = found.read(TRAMS).replace("proposed: [title, author, issued]", "proposed: [headings]")
    found.write(TRAMS, before)

    async def scene(driver: Driver) -> None:
        await review(driver)
        assert "headings  0 headings" in driver.text
        await driver.press("w")
        assert "h heading · x left out · t text" in driver.text
        await driver.press("h", "x", "enter")
        assert driver.status == "corrected headings and text left out of Courier 2019; U undoes"
        document = driver.app.session.opened.documents["trams"]
        assert [item.segment.exact for item in document.headings] == ["Tram fares to double"]
        assert [item.segment.exact for item in document.furniture] == ["By Sue Day, 3 May 2019"]
        assert document.proposed == ()
        await driver.press("escape", "2", "l", "l", "H", "G", "x", "enter")
        assert "“Bats do not vote” stands in paragraph 4: reject it" in driver.text
        await driver.press("r", "r", "U")
        proposed = driver.app.review_view.proposed
        assert proposed is not None
        assert (proposed.id, proposed.fact) == ("trams", "headings")

    drive(scene, found.root)
    assert found.read(TRAMS) == before


def test_a_new_speaker_is_accepted_renamed_or_taken_for_somebody_known(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver)
        await driver.press("right_square_bracket")
        assert here(driver) == "councillor"
        await driver.press("x")
        assert "1 quote would have no speaker" in driver.status
        await driver.press("s")
        await choose(driver, "orme")
        assert here(driver) == "cara-finch"
        await driver.press("w")
        assert "⏎ is the name, and the speaker accepted" in driver.text
        await choose(driver, " Jones")
        assert driver.status == "renamed and accepted the speaker Cara Finch Jones; U undoes"

    drive(scene, found.root)
    library = found.load()
    assert library.quotes["bats-vote"].speaker == "dan-orme"
    assert "councillor" not in library.speakers
    finch = library.speakers["cara-finch"]
    assert (finch.name, finch.aliases, finch.status) == ("Cara Finch Jones", ("Cara Finch",), "accepted")


def test_the_application_can_be_opened_at_what_is_to_be_reviewed(found: ProposedLibrary) -> None:
    async def scene() -> None:
        app = ReformApp(found.root, review=True)
        async with app.run_test(size=(80, 24)) as pilot:
            driver = Driver(app, pilot)
            await driver.settle()
            assert "fact 1 of 3" in driver.text
            await driver.press("a")
            assert "confirmed the title of Courier 2019" in driver.status

    asyncio.run(scene())


def test_while_a_query_can_be_typed_it_is_said_which_keys_review(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        assert driver.status.startswith("11 quotes to review: Esc, then r")
        await driver.press("escape")
        assert driver.status.startswith("11 quotes to review: r ·")

    drive(scene, found.root)


def test_r_in_a_text_reviews_that_document_and_again_all_of_them(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "f2")
        await driver.type("document gazette")
        await driver.press("enter", "r")
        assert driver.status == "review of Gazette n.d."
        await driver.press("r")
        assert driver.status == "review of all documents"
        await driver.press("escape")
        assert driver.app.view.id == "documents"

    drive(scene, found.root)


def test_what_another_program_writes_is_shown_and_never_overwritten(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "lee-shut")
        other = found.read(PARKS)
        found.write(PARKS, other.replace("speaker: dan-orme   # a guess of the program's", "speaker: ann-lee"))
        await driver.press("a")
        assert "changed by another program" in driver.status
        assert here(driver) == "lee-shut"
        driver.app.services.look_around()
        await driver.until(lambda: driver.app.session.opened.quotes["lee-shut"].speaker == "ann-lee")
        assert f"another program has changed {PARKS}" in driver.status
        assert here(driver) == "lee-shut"
        await driver.press("a")

    drive(scene, found.root)
    quote = found.load().quotes["lee-shut"]
    assert (quote.speaker, quote.status) == ("ann-lee", "accepted")


def test_search_follows_the_decisions(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "critics-tax")
        await driver.press("x", "slash")
        await driver.type("tax")
        await driver.until(lambda: driver.status.startswith("1 quote "))
        assert "tax on the poor" not in "\n".join(driver.rows[:20]).split("│")[0]

    drive(scene, found.root)


def test_the_other_views_show_the_library_as_it_is_after_a_decision(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "3", "l")
        await review(driver, "lee-shut")
        await driver.press("s")
        await choose(driver, "ann")
        await driver.press("3")
        assert "Ann Lee  " in driver.text
        assert "A park that is shut" in driver.text
        await driver.press("2")
        reader = driver.app.documents_view.reader
        assert reader.document is driver.app.session.opened.documents[reader.document.id if reader.document else ""]

    drive(scene, found.root)


def test_a_library_in_which_nothing_is_proposed_says_so_and_what_add_does(small: SmallLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "r")
        assert "Nothing is proposed here" in driver.text
        assert "reform-tui add FILE" in driver.text
        await driver.press("a", "x", "s", "w", "t")
        assert driver.status == "nothing is proposed here" or "quote" in driver.status

    drive(scene, small.root)


def test_the_library_that_comes_with_the_program_says_what_to_do_instead(bundled: Library) -> None:
    assert all(quote.status != "proposed" for quote in bundled.quotes.values())

    async def scene(driver: Driver) -> None:
        await driver.press("escape", "r")
        assert "that comes with the program is read-only" in " ".join(driver.text.split())
        assert "reform-tui init DIR" in driver.text
        await driver.press("U")
        assert "read-only" in driver.status

    drive(scene, bundled_library())


def test_a_decision_that_cannot_be_written_says_so_and_keeps_the_proposal(
    found: ProposedLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_the_way = tmp_path / "a file where the journal's folder would be"
    in_the_way.write_text("")
    monkeypatch.setenv("REFORM_TUI_DATA", str(in_the_way))
    before = found.read(PARKS)

    async def scene(driver: Driver) -> None:
        await review(driver, "bats-vote")
        await driver.press("a")
        assert "cannot be" in driver.status
        assert here(driver) == "bats-vote"

    drive(scene, found.root)
    assert found.read(PARKS) == before


def test_proposed_quotes_are_marked_as_proposed_wherever_they_are_shown(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await driver.type("bats")
        await driver.press("down")
        assert "PROPOSED" in driver.text
        assert "┊" in driver.text or "┋" in driver.text
        await driver.press("escape", "escape", "2", "l")
        assert "8 of them proposed, not reviewed" in driver.text or "3 of them proposed, not reviewed" in driver.text
        await driver.press("1")

    drive(scene, found.root, size=(200, 50))


def test_positions_that_are_like_the_quote_are_offered_first(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await review(driver, "lee-shut")
        await driver.press("t")
        rows = [row for row in driver.rows if "Parks at night: A shut park" in row or "Tram fares" in row]
        assert "likely" in rows[0]
        assert "A shut park is a lost park" in rows[0]
        assert all("position" in row for row in rows[1:])

    drive(scene, found.root, size=(80, 24))


def test_plus_offers_quotes_for_a_position_and_a_person_says_how_they_bear_on_it(found: ProposedLibrary) -> None:
    async def scene(driver: Driver) -> None:
        await driver.press("escape", "plus")
        assert "open a topic first" in driver.status
        await driver.press("4", "enter", "plus")
        await choose(driver, "tax")
        assert "it is a tax on the poor" in driver.text
        await choose(driver, "critics")
        await choose(driver, "qualifies")
        await choose(driver, "on the poor alone")
        assert "it is a tax on the poor" in driver.text

    drive(scene, found.root)
    evidence = found.load().topics["fares"].positions[1].evidence
    assert [(item.quote, item.stance) for item in evidence] == [("critics-tax", "qualifies")]


def test_what_is_exported_says_that_it_was_not_reviewed(found: ProposedLibrary) -> None:
    library = found.load()
    picks = [Pick("orme-bats"), Pick("lee-dark")]
    page = export(library, picks, "markdown", ExportOptions()).text
    assert page.count("Proposed, not reviewed.") == 1
    rows = list(csv.DictReader(io.StringIO(export(library, picks, "csv", ExportOptions()).text)))
    assert [(row["id"], row["status"]) for row in rows] == [("orme-bats", "curated"), ("lee-dark", "proposed")]
    assert "Proposed, not reviewed." in export(library, picks, "html", ExportOptions()).text
    record = {item["id"]: item for item in json.loads(export(library, picks, "json", ExportOptions()).text)}
    assert (record["lee-dark"]["status"], record["orme-bats"]["rule"]) == ("proposed", None)


def test_a_table_of_positions_says_which_of_its_quotes_were_not_reviewed(found: ProposedLibrary) -> None:
    writer = LibraryWriter(found.root, found.root / "journal.json")
    library = writer.apply(found.load(), assign("lee-dark", "parks", "open", "opposes", "“Nobody walks there”"))
    options = ExportOptions(group_by="position")
    page = export(library, [Pick("orme-bats"), Pick("lee-dark")], "markdown", options).text
    table = next(line for line in page.splitlines() if line.startswith("| ") and "Nobody walks" in line)
    assert "**Ann Lee**, n.d., proposed, not reviewed" in table
    assert table.count("not reviewed") == 1
