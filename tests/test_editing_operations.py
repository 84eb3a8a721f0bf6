"""What a person does to quotes, people, topics and facts: the library after it, the bytes left alone, and undo."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reform_tui.library.bundled import bundled_library
from reform_tui.library.check import check_library
from reform_tui.library.editing import (
    LibraryWriter,
    NewSpeaker,
    Operation,
    Refused,
    accept,
    assign,
    attribute,
    confirm,
    correct,
    dismiss,
    join,
    next_quote,
    reject,
    same_as,
    set_cue,
    set_kind,
    set_role,
    set_spans,
    split,
    unassign,
)
from reform_tui.library.load import load_library
from reform_tui.library.model import Library, Name, Quote, Segment, StatedDate
from tests.conftest import SmallLibrary

BUSES = "data/documents/buses.yaml"
FILES = [BUSES, "data/speakers.yaml", "data/topics.yaml"]
PROPOSED = """\
  # what the finder said of the driver
  - id: roe-stay   # ours
    speaker: bob-roe
    kind: indirect
    cue: said that
    segments: [must stay]   # three words
    status: proposed
    rule: cue before
    confidence: 0.61

# to be asked: who wrote this?
"""


def at(words: str) -> int:
    return SmallLibrary.TEXT.index(words)


def exacts(segments: tuple[Segment, ...]) -> list[str]:
    return [segment.exact for segment in segments]


class Desk:
    """A small library with comments and something to review, and somebody who writes in it."""

    def __init__(self, small: SmallLibrary, journal: Path) -> None:
        self.small = small
        self.journal = journal
        small.change(BUSES, "fares “pay our wages” and must stay", "fares “pay our wages”")
        small.write(BUSES, "# The buses\n" + small.read(BUSES) + PROPOSED + "proposed: [title, issued]\n")
        small.change(BUSES, "issued: null", "issued: {date: 2018, stated: mayor}")
        small.change("data/speakers.yaml", "name: Bob Roe\n    kind: person", "name: Bob Roe\n    kind: person # a man")
        small.write("data/speakers.yaml", small.read("data/speakers.yaml") + "    status: proposed\n")
        self.library = small.load()
        assert self.library.problems == ()

    @property
    def writer(self) -> LibraryWriter:
        """Somebody new each time: nothing is kept in memory."""
        return LibraryWriter(self.small.root, self.journal)

    def do(self, operation: Operation) -> Library:
        self.library = self.writer.apply(self.library, operation)
        assert self.library == self.small.load()
        assert self.library.problems == ()
        return self.library

    def undo(self) -> str:
        self.library, said = self.writer.undo(self.library)
        assert self.library == self.small.load()
        return said

    def texts(self) -> list[str]:
        return [self.small.read(file) for file in FILES]

    def words(self, quote: str) -> list[str]:
        return exacts(self.library.quotes[quote].segments)


@pytest.fixture
def desk(small: SmallLibrary, tmp_path: Path) -> Desk:
    return Desk(small, tmp_path / "user" / "journal.json")


OPERATIONS: list[Operation] = [
    accept("roe-stay"),
    reject("roe-stay"),
    attribute("roe-stay", "ann-lee"),
    attribute("roe-stay", NewSpeaker("a-driver", "a driver", "unnamed"), "driver"),
    set_role("lee-free", "mayor"),
    set_cue("roe-stay", None),
    set_cue("roe-stay", "said"),
    set_kind("roe-stay", "authored"),
    set_kind("roe-fares", "indirect"),
    set_kind("roe-fares", "mixed"),
    set_spans("roe-stay", [(at("and must"), at("must") + 9)]),
    set_spans("lee-free", [(at("They are"), at("good.”") + 5)]),
    split("roe-fares", at("our wages")),
    split("lee-free", at("They are")),
    join("roe-fares", "roe-stay"),
    assign("roe-stay", "fares", "paid", "qualifies", "no more than that they stay"),
    unassign("roe-fares", "fares", "paid"),
    confirm("buses", "title"),
    correct("buses", "issued", None),
    correct("buses", "issued", StatedDate("2018-01", "mayor")),
    correct("buses", "author", (Name("Lee", "Ann", None),)),
    same_as("bob-roe", "ann-lee"),
    same_as("ann-lee", "bob-roe"),
]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.said)
def test_every_operation_leaves_a_library_without_problems_and_undoes_to_the_same_bytes(
    desk: Desk, operation: Operation
) -> None:
    before = desk.texts()
    library = desk.library
    desk.do(operation)
    if desk.texts() != before:
        assert desk.undo()
    assert desk.texts() == before
    assert desk.library == library


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.said)
def test_every_comment_survives_every_operation(desk: Desk, operation: Operation) -> None:
    before = [line.partition("#")[2] for text in desk.texts() for line in text.splitlines() if "#" in line]
    desk.do(operation)
    after = [line.partition("#")[2] for text in desk.texts() for line in text.splitlines() if "#" in line]
    inside = {" ours", " three words"}  # the comments of an entry go with it
    if operation.said.startswith("took `bob-roe`"):
        inside.add(" a man")
    assert [comment for comment in before if comment not in inside] == [c for c in after if c not in inside]


def test_many_operations_are_undone_one_by_one_also_after_a_restart(desk: Desk) -> None:
    states = [desk.texts()]
    for operation in OPERATIONS[:1] + OPERATIONS[2:11] + OPERATIONS[12:14] + OPERATIONS[15:22]:
        desk.do(operation)
        if desk.texts() != states[-1]:
            states.append(desk.texts())
    while len(states) > 1:
        states.pop()
        desk.undo()
        assert desk.texts() == states[-1]
    with pytest.raises(Refused, match="nothing to undo"):
        desk.undo()


def test_accepting_marks_the_quote_and_its_speaker_and_keeps_the_guess(desk: Desk) -> None:
    quote = desk.do(accept("roe-stay")).quotes["roe-stay"]
    assert (quote.status, quote.rule, quote.confidence) == ("accepted", "cue before", 0.61)
    assert desk.library.speakers["bob-roe"].status == "accepted"
    assert "    segments: [must stay]   # three words\n    status: accepted\n" in desk.small.read(BUSES)
    with pytest.raises(Refused, match="`roe-stay` is accepted already"):
        desk.do(accept("roe-stay"))


def test_what_is_rejected_is_remembered_with_its_id(desk: Desk) -> None:
    document = desk.do(reject("roe-stay")).documents["buses"]
    assert "roe-stay" not in desk.library.quotes
    (rejected,) = document.rejected
    assert (rejected.id, rejected.segments[0].exact) == ("roe-stay", "must stay")
    assert check_library(desk.library) == []


def test_evidence_is_not_rejected_under_a_persons_words(desk: Desk) -> None:
    with pytest.raises(Refused, match="`roe-fares` is evidence under `fares/paid`; take it out there first"):
        desk.do(reject("roe-fares"))


def test_a_corrected_quote_is_no_longer_the_finders(desk: Desk) -> None:
    quote = desk.do(attribute("roe-stay", "ann-lee")).quotes["roe-stay"]
    assert (quote.speaker, quote.role, quote.status, quote.rule) == ("ann-lee", "mayor", "proposed", None)
    assert "rule" not in desk.small.read(BUSES)


def test_a_quote_goes_to_somebody_new_in_a_role(desk: Desk) -> None:
    library = desk.do(attribute("roe-stay", NewSpeaker("riders", "riders", "unnamed", ("a rider",)), "a driver"))
    quote = library.quotes["roe-stay"]
    assert (quote.speaker, quote.role) == ("riders", "a driver")
    assert library.speakers["riders"].aliases == ("a rider",)
    library = desk.do(attribute("roe-stay", "ann-lee", "driver"))
    assert library.quotes["roe-stay"].role == "driver"
    assert library.documents["buses"].people[0].roles == ("mayor", "driver")


def test_a_span_grows_and_shrinks_and_white_space_falls_off(desk: Desk) -> None:
    desk.do(set_spans("roe-stay", [(at(" and must"), at("must") + 9)]))
    assert desk.words("roe-stay") == ["and must stay"]
    desk.do(set_spans("roe-stay", [(at("stay"), at("stay") + 4)]))
    assert desk.words("roe-stay") == ["stay"]


def test_words_that_stand_twice_are_told_apart(desk: Desk) -> None:
    second = desk.small.TEXT.rindex("said")
    assert desk.small.TEXT.index("said") != second
    desk.do(set_spans("roe-stay", [(second, second + 4)]))
    (segment,) = desk.library.quotes["roe-stay"].segments
    assert segment.start == second


def test_a_mixed_quote_keeps_the_fragments_it_still_has(desk: Desk) -> None:
    start = at("fares “pay")
    desk.do(set_spans("roe-fares", [(start, at("our wages”") + 3)]))
    assert exacts(desk.library.quotes["roe-fares"].fragments) == ["pay our"]
    desk.do(set_spans("roe-fares", [(start, start + 5)]))
    quote = desk.library.quotes["roe-fares"]
    assert (quote.kind, quote.fragments) == ("indirect", ())


def test_a_kind_that_becomes_mixed_finds_its_fragments(desk: Desk) -> None:
    desk.do(set_kind("roe-fares", "indirect"))
    assert desk.library.quotes["roe-fares"].fragments == ()
    desk.do(set_kind("roe-fares", "mixed"))
    assert exacts(desk.library.quotes["roe-fares"].fragments) == ["pay our wages"]
    with pytest.raises(Refused, match="a mixed quote has words in quotation marks"):
        desk.do(set_kind("roe-stay", "mixed"))


def test_a_quote_is_split_into_two_and_joined_again(desk: Desk) -> None:
    desk.do(split("roe-stay", at("stay")))
    document = desk.library.documents["buses"]
    following = next_quote(document, "roe-stay")
    assert following == "roe-stay-2"
    assert (desk.words("roe-stay"), desk.words(following)) == (["must"], ["stay"])
    assert desk.library.quotes[following].speaker == "bob-roe"
    desk.do(join("roe-stay", following))
    assert desk.words("roe-stay") == ["must stay"]
    assert following not in desk.library.quotes


def test_a_split_off_utterance_leaves_the_headline_with_the_first(desk: Desk) -> None:
    desk.do(split("lee-free", at("They are")))
    first, second = desk.library.quotes["lee-free"], desk.library.quotes["lee-public-good"]
    assert (len(first.also_at), len(second.also_at)) == (1, 0)
    with pytest.raises(Refused, match="nothing is left behind that place"):
        desk.do(split("lee-free", len(desk.small.TEXT)))


def test_joined_evidence_is_the_same_words_of_the_one_that_stays(desk: Desk) -> None:
    desk.do(assign("roe-stay", "fares", "free", "opposes", "they “must stay”"))
    desk.do(join("roe-fares", "roe-stay"))
    evidence = desk.library.topics["fares"].positions[0].evidence[-1]
    assert (evidence.quote, [segment.exact for segment in evidence.segments]) == ("roe-fares", ["must stay"])
    assert desk.library.quotes["roe-fares"].kind == "mixed"


def test_a_part_of_a_quote_is_set_under_a_position(desk: Desk) -> None:
    part = (at("public good"), at("public good") + 11)
    desk.do(assign("lee-free", "fares", "paid", "opposes", "a “public good”", [part]))
    evidence = desk.library.topics["fares"].positions[1].evidence[-1]
    assert [(segment.start, segment.end) for segment in evidence.segments] == [part]
    with pytest.raises(Refused, match="say in one line"):
        desk.do(assign("roe-stay", "fares", "paid", "opposes", " "))
    with pytest.raises(Refused, match="`lee-free` stands under `fares/free` already"):
        desk.do(assign("lee-free", "fares", "free", "supports", "twice"))


def test_words_that_are_evidence_cannot_be_cut_away(desk: Desk) -> None:
    part = (at("public good"), at("public good") + 11)
    desk.do(assign("lee-free", "fares", "paid", "opposes", "a “public good”", [part]))
    with pytest.raises(Refused, match="not done: these words are not in the quote's segments: “public good”"):
        desk.do(set_spans("lee-free", [(at("Buses should"), at("Buses should") + 12)]))


def test_two_records_become_one_speaker_with_both_names_and_roles(desk: Desk) -> None:
    library = desk.do(same_as("bob-roe", "ann-lee"))
    assert {quote.speaker for quote in library.quotes.values()} == {"ann-lee"}
    assert library.speakers["ann-lee"].names == ("Ann Lee", "Bob Roe")
    assert "bob-roe" not in library.speakers
    assert [(person.speaker, person.roles) for person in library.documents["buses"].people] == [
        ("ann-lee", ("mayor", "driver"))
    ]
    desk.undo()
    assert desk.library.quotes["roe-fares"].speaker == "bob-roe"


def test_a_proposed_speaker_whose_words_are_somebody_elses_can_go(desk: Desk) -> None:
    with pytest.raises(Refused, match="`bob-roe` makes statements in `buses`"):
        desk.do(dismiss("bob-roe"))
    with pytest.raises(Refused, match="`ann-lee` was not proposed by the finder"):
        desk.do(dismiss("ann-lee"))
    desk.do(attribute("roe-stay", "ann-lee"))
    desk.do(attribute("roe-fares", "ann-lee"))
    library = desk.do(dismiss("bob-roe"))
    assert set(library.speakers) == {"ann-lee"}
    assert [person.speaker for person in library.documents["buses"].people] == ["ann-lee"]


def test_a_fact_is_confirmed_or_corrected_and_no_longer_proposed(desk: Desk) -> None:
    assert desk.library.documents["buses"].proposed == ("title", "issued")
    assert desk.do(confirm("buses", "title")).documents["buses"].proposed == ("issued",)
    document = desk.do(correct("buses", "issued", None)).documents["buses"]
    assert (document.issued, document.proposed) == (None, ())
    assert "proposed: [" not in desk.small.read(BUSES)
    with pytest.raises(Refused, match="the title of `buses` is not marked as proposed"):
        desk.do(confirm("buses", "title"))


@pytest.mark.parametrize(
    ("operation", "said"),
    [
        (accept("roe-stey"), "no quote has the id `roe-stey`; did you mean “roe-stay”?"),
        (attribute("roe-stay", "nobody"), "no speaker has the id `nobody`"),
        (attribute("roe-stay", NewSpeaker("ann-lee", "Ann")), "there is a speaker `ann-lee` already: Ann Lee"),
        (set_spans("roe-stay", [(0, 10_000)]), "the text ends at"),
        (set_spans("roe-stay", [(5, 8), (0, 4)]), "come in the order of the text"),
        (set_spans("roe-stay", [(27, 29)]), "a quote needs words"),
        (join("roe-stay", "roe-stay"), "are no two quotes of one document"),
        (assign("roe-stay", "fare", "paid", "supports", "x"), "no topic has the id `fare`; did you mean “fares”?"),
        (assign("roe-stay", "fares", "pay", "supports", "x"), "`fares` has no position `pay`"),
        (unassign("roe-stay", "fares", "paid"), "`roe-stay` does not stand under `fares/paid`"),
        (set_role("roe-stay", ""), "is empty"),
        (
            set_role("roe-stay", "a\x1b[2Jdriver"),
            "a role is one line of text; this one has the control character U+001B",
        ),
        (attribute("roe-stay", "ann-lee", "mayor\nof all"), "this one has the control character U+000A"),
        (
            attribute("roe-stay", NewSpeaker("x", "Ann \u202eeeL")),
            "a name is one line of text; this one has the control",
        ),
        (attribute("roe-stay", NewSpeaker("x", "X", aliases=("Y\x07",))), "the control character U+0007"),
        (set_spans("roe-stay", [(at("must") + 2, at("stay"))]), "that would cut “must” in two; begin and end where"),
        (set_spans("roe-stay", [(at("must"), at("stay") + 2)]), "that would cut “stay” in two"),
        (split("roe-stay", at("stay") + 3), "that would cut “stay” in two"),
        (join("lee-free", "roe-stay"), "`lee-free` and `roe-stay` are not of one speaker; give both to one first"),
    ],
)
def test_what_cannot_be_done_is_refused_with_a_sentence_and_nothing_changes(
    desk: Desk, operation: Operation, said: str
) -> None:
    before = desk.texts()
    with pytest.raises(Refused) as refusal:
        desk.do(operation)
    assert said in str(refusal.value)
    assert desk.texts() == before
    assert desk.writer.undoable() is None


SAID = "We can’t pay £1,000 and it is non-negotiable, we cafe\u0301s stay in nego\u00adtiations until 2.30, Bob’s ‘end’"


@pytest.fixture
def speech(small: SmallLibrary, tmp_path: Path) -> Desk:
    """Somebody who writes in a library with one statement more."""
    text = f"Minutes. {SAID}.\n"
    small.write("seeds/minutes.txt", text)
    small.write(
        "data/documents/minutes.yaml",
        f"id: minutes\nfile: seeds/minutes.txt\nsha256: {small.digest(text.encode())}\ntype: document\ntitle: Minutes\n"
        f"people: [{{speaker: bob-roe, roles: [driver]}}]\n"
        f"quotes:\n  - {{id: roe-pay, speaker: bob-roe, kind: authored, segments: ["
        f'"{SAID}"]}}\n',
    )
    return Desk(small, tmp_path / "user" / "journal.json")


def spoken(words: str) -> tuple[int, int]:
    start = len("Minutes. ") + SAID.index(words)
    return start, start + len(words)


CUTS = [
    ("We can", "can’t"),
    ("We can’", "can’t"),
    ("t pay", "can’t"),
    ("We can’t pay £1", "1,000"),
    ("000 and", "1,000"),
    ("it is non", "non-negotiable"),
    ("-negotiable", "non-negotiable"),
    ("negotiable, we", "non-negotiable"),
    ("we cafe", "cafe\u0301s"),
    ("we cafe\u0301", "cafe\u0301s"),
    ("in nego", "nego\u00adtiations"),
    ("tiations", "nego\u00adtiations"),
    ("until 2", "2.30"),
    ("Bob", "Bob’s"),
]


@pytest.mark.parametrize(("words", "cut"), CUTS)
def test_a_quote_neither_begins_nor_ends_inside_a_word_however_its_parts_are_joined(
    speech: Desk, words: str, cut: str
) -> None:
    with pytest.raises(Refused, match=f"that would cut “{cut}” in two"):
        speech.do(set_spans("roe-pay", [spoken(words)]))


@pytest.mark.parametrize("before", ["We can’", "1,", "non", "cafe", "cafe\u0301", "nego\u00ad"])
def test_a_quote_is_not_split_inside_a_word_however_its_parts_are_joined(speech: Desk, before: str) -> None:
    with pytest.raises(Refused, match="in two"):
        speech.do(split("roe-pay", spoken(before)[1]))


@pytest.mark.parametrize(
    "words",
    [
        "We can’t",
        "£1,000",
        "1,000 and",
        "is non-negotiable",
        "we cafe\u0301s",
        "nego\u00adtiations",
        "Bob’s",
        "end",
        "2.30",
    ],
)
def test_a_quote_begins_and_ends_at_whole_words_and_beside_marks(speech: Desk, words: str) -> None:
    speech.do(set_spans("roe-pay", [spoken(words)]))
    assert speech.words("roe-pay") == [words]


def test_the_bundled_library_is_read_only_and_says_what_to_do(bundled: Library, tmp_path: Path) -> None:
    writer = LibraryWriter(bundled_library(), tmp_path / "journal.json")
    with pytest.raises(Refused, match=r"read-only; make one of yours with `reform-tui init DIR`, or a copy of"):
        writer.apply(bundled, accept(next(iter(bundled.quotes))))


def test_a_hand_edit_elsewhere_in_the_file_is_kept(desk: Desk) -> None:
    desk.small.change(BUSES, "why: share link", "why: a link  # mine")
    desk.do(accept("roe-stay"))
    assert "why: a link  # mine" in desk.small.read(BUSES)
    desk.small.change(BUSES, "why: a link  # mine", "why: a link  # yours")
    assert desk.undo() == "accepted `roe-stay`"
    assert "why: a link  # yours" in desk.small.read(BUSES)
    assert "status: proposed\n" in desk.small.read(BUSES)


def test_a_quote_changed_by_hand_meanwhile_is_not_decided_on_unseen(desk: Desk) -> None:
    desk.small.change(BUSES, "segments: [must stay]", "segments: [must]")
    before = desk.texts()
    with pytest.raises(Refused, match="`roe-stay` was changed by another program meanwhile; look at it again"):
        desk.do(accept("roe-stay"))
    assert desk.texts() == before


def test_undo_never_takes_back_what_was_changed_by_hand_since(desk: Desk) -> None:
    desk.do(accept("roe-stay"))
    desk.small.change(BUSES, "    status: accepted\n    rule", "    status: curated\n    rule")
    before = desk.texts()
    with pytest.raises(Refused, match="was changed by hand at that place since; change it back there"):
        desk.undo()
    assert desk.texts() == before


def test_a_changed_source_is_not_reviewed_as_if_it_were_the_one_that_was_read(desk: Desk) -> None:
    desk.small.change("seeds/buses.txt", "Share this page", "Share this pagE")
    with pytest.raises(Refused, match=r"seeds/buses.txt has changed since its quotes were anchored"):
        desk.do(accept("roe-stay"))


def test_a_byte_order_mark_and_windows_line_ends_stay(desk: Desk) -> None:
    crlf = ("\ufeff" + desk.small.read(BUSES)).replace("\n", "\r\n")
    desk.small.write(BUSES, crlf)
    desk.library = desk.small.load()
    desk.do(attribute("roe-stay", "ann-lee", "mayor of all"[:5]))
    text = desk.small.read(BUSES)
    assert text.startswith("\ufeff# The buses\r\n")
    assert text.count("\n") == text.count("\r\n")
    desk.undo()
    assert desk.small.read(BUSES) == crlf


def test_every_quote_of_the_bundled_library_can_be_rewritten_and_undone(tmp_path: Path) -> None:
    for folder in ("data", "seeds"):
        shutil.copytree(bundled_library() / folder, tmp_path / "copy" / folder)
    library = load_library(tmp_path / "copy")
    files = sorted((tmp_path / "copy").rglob("*.yaml"))
    before = [file.read_bytes() for file in files]
    writer = LibraryWriter(tmp_path / "copy", tmp_path / "journal.json")
    some = list(library.quotes.values())[::9]
    for quote in some:
        library = writer.apply(library, _longer_words(library, quote))
        library = writer.apply(library, attribute(quote.id, "tony-blair", "prime minister [of ours]"))
    assert library == load_library(tmp_path / "copy")
    while writer.undoable():
        library, _ = writer.undo(library)
    assert [file.read_bytes() for file in files] == before


def _longer_words(library: Library, quote: Quote) -> Operation:
    first, *rest = [(segment.start, segment.end) for segment in quote.segments]
    if library.documents[quote.document].source.text[first[0] - 1 : first[0]] == "\n":
        return set_cue(quote.id, "said")
    return set_spans(quote.id, [(first[0] - 1, first[1]), *rest])
