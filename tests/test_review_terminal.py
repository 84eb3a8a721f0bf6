"""A review in a real pseudo-terminal: ten decisions, what stands in the files after them, where the next run begins."""

from __future__ import annotations

from pathlib import Path

from tests.proposed import PARKS, SPEAKERS_FILE, TOPICS_FILE, TRAMS, ProposedLibrary
from tests.test_app_terminal import Session

DOWN, LEFT, ENTER = "\x1b[B", "\x1b[D", "\r"
KEYS = (  # what is pressed, and what is on the screen after it
    (DOWN, "views"),
    ("r", "fact 1 of 3"),
    ("]]", "quote 1 of 11 · 0 decided"),
    ("x", "rejected “Bats do not vote”"),
    ("s", "Whose words are these?"),
    ("ann" + ENTER, "gave “A park that is shut is a …” to Ann Lee"),
    ("a", "accepted “A park that is shut is a …”"),
    ("a", "accepted “the council had asked nobody”"),
    ("t", "Under which position?"),
    ("dearer" + ENTER, "How does it bear on"),
    ("supports" + ENTER, "Which words say so"),
    ("a tax on the poor" + ENTER, "set “it is a tax on the poor” under"),
    ("a", "accepted “it is a tax on the poor”"),
    ("a", "accepted “the rise would “empty the …”"),
    ("w", "the END moves"),
    (LEFT + LEFT + ENTER, "changed the words of “Passengers […] will get a”"),
    ("a", "accepted “Passengers […] will get a”"),
    ("x", "rejected “And it falls on us.”"),
    ("U", "undone: rejected “And it falls on us.”"),
    ("nJ", "joined “And it falls on us.” to “It is a tax"),
    ("a", "accepted “It is a tax, plain and …”"),
    ("a", "accepted “Nobody walks there after …”"),
    ("p", "Part this quote in two"),
    (ENTER, "split “We were never consulted.”"),
    ("a", "accepted “We were never consulted.”"),
)
STATUS = {
    "orme-bats": "curated",
    "lee-dark": "accepted",
    "lee-shut": "accepted",
    "lee-fares": "proposed",
    "roe-empty": "accepted",
    "roe-nobody": "accepted",
    "roe-consulted": "accepted",
    "roe-first-heard-radio": "proposed",
    "lee-service": "accepted",
    "critics-tax": "accepted",
    "finch-tax": "accepted",
}


def test_ten_quotes_are_reviewed_and_the_files_hold_exactly_these_decisions(tmp_path: Path) -> None:
    found = ProposedLibrary(tmp_path / "library")
    before = {file: found.read(file) for file in (TRAMS, PARKS, SPEAKERS_FILE, TOPICS_FILE)}
    session = Session(tmp_path, REFORM_TUI_LIBRARY=str(found.root))
    session.wait_for("Should riders pay more?")
    for pressed, drawn in KEYS:
        session.send(pressed)
        session.wait_for(drawn)
    session.send("q")
    assert session.end() == 0

    library = found.load()
    quotes = library.quotes
    assert {id: quote.status for id, quote in quotes.items()} == STATUS
    assert quotes["lee-shut"].speaker == "ann-lee"
    assert [part.exact for part in quotes["lee-service"].segments] == ["Passengers", "will get a"]
    assert [part.exact for part in quotes["finch-tax"].segments][-1] == "And it falls on us."
    assert [part.exact for part in quotes["roe-consulted"].segments] == ["We were never consulted."]
    assert [item.id for item in library.documents["parks"].rejected] == ["bats-vote"]
    assert [item.quote for item in library.topics["fares"].positions[1].evidence] == ["critics-tax"]
    for file, text in before.items():
        comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
        assert [comment for comment in comments if comment not in found.read(file)] == []

    again = Session(tmp_path, REFORM_TUI_LIBRARY=str(found.root))
    again.wait_for("fact 1 of 3")  # where the last run ended
    again.send(DOWN)
    again.wait_for("accept")
    again.send("]]")
    again.wait_for("The first I heard was on the radio")
    again.send("q")
    assert again.end() == 0
