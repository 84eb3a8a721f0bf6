"""What is in the library is found, and a phrase is a phrase: held against a plain scan of the folded texts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reform_tui.library.folding import fold
from reform_tui.library.model import Library
from reform_tui.library.wording import joints
from reform_tui.search.analysis import form_of, stem_of
from reform_tui.search.engine import Engine
from reform_tui.search.index import open_index
from reform_tui.search.results import Results
from reform_tui.search.syntax import FIELDS, MAX_WORDS, QueryError, parse

HANGING = 20  # seconds: no budget, only what nobody would call an answer; a query's limit is a quarter of one
Key = tuple[str, str | int]
Texts = dict[Key, str]


@pytest.fixture(scope="module")
def engine(bundled: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with Engine(bundled, open_index(bundled, tmp_path_factory.mktemp("index"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(bundled: Library) -> Texts:
    """Every row by what it is, as folded words apart by one space: the test's own reading, not the code's."""
    rows: Texts = {}
    for document in bundled.documents.values():
        source = document.source
        for quote in document.quotes:
            words = [source.words(segment.start, segment.end) for segment in quote.segments]
            joined = words[0]
            for joint, following in zip(joints(document, quote.segments), words[1:], strict=True):
                joined += (" wordsleftout " if joint == "omission" else " ") + following
            rows[document.id, quote.id] = plain(joined)
        for paragraph in source.paragraphs:
            rows[document.id, paragraph.number] = plain(source.words(paragraph.start, paragraph.end))
    return rows


def plain(text: str) -> str:
    """Return the words of ``text`` folded, once as they stand and once without insertions in brackets."""
    without = re.sub(r"(?<!\w)\[[^\[\]]{1,60}\](?!\w)", " ", text)
    return " | ".join(" ".join(["", *re.findall(r"\w+", bare(one)), ""]) for one in {text, without})


def bare(text: str) -> str:
    folded = re.sub(r"(?<=\w)'s\b", "", fold(text).casefold())
    return re.sub(r"(?<=\d)[.,](?=\d)|(?<=\w)'(?=\w)", "", folded)


def hits(results: Results) -> set[Key]:
    found = {(hit.document, hit.quote or (hit.paragraph.number if hit.paragraph else 0)) for hit in results.hits}
    assert len(found) == len(results.hits) == results.total
    return found


def scan(texts: Texts, matches: Callable[[str], object]) -> set[Key]:
    return {key for key, text in texts.items() if matches(text)}


def everything(engine: Engine, query: str) -> set[Key]:
    return hits(engine.search(query, scope="all", limit=10_000, seconds=60))


def ngrams(texts: Texts, length: int, count: int) -> list[str]:
    chance = random.Random(length)  # noqa: S311
    rows = sorted(text.split(" | ")[0] for text in texts.values())
    grams: list[str] = []
    while len(grams) < count:
        words = chance.choice(rows).split()
        if len(words) >= length:
            start = chance.randrange(len(words) - length + 1)
            gram = words[start : start + length]
            if "wordsleftout" not in gram and all(word.isascii() and word.isalpha() for word in gram):
                grams.append(" ".join(gram))
    return grams


@pytest.mark.parametrize("length", [1, 2, 3, 4, 6])
def test_a_phrase_is_a_phrase(engine: Engine, texts: Texts, length: int) -> None:
    for phrase in ngrams(texts, length, 120):
        found = everything(engine, f'"{phrase}"')
        exact = scan(texts, lambda text, phrase=phrase: f" {phrase} " in text)  # type: ignore[misc]
        assert exact <= found, phrase
        # What is found beside is the same words in another spelling, in one word or in two.
        for key in found - exact:
            assert phrase.replace(" ", "") in texts[key].replace(" ", "") or _respelt(phrase) in _respelt(texts[key])


def _respelt(text: str) -> str:
    return re.sub(r"our(?=\w|\b)", "or", text.replace("is", "iz").replace("re ", "er "))


def test_a_phrase_that_is_nowhere_is_not_found(engine: Engine, texts: Texts) -> None:
    for phrase in ngrams(texts, 3, 80):
        backwards = " ".join(reversed(phrase.split()))
        expected = scan(texts, lambda text, wanted=backwards: f" {wanted} " in text)  # type: ignore[misc]
        assert everything(engine, f'"{backwards}"') == expected


@pytest.mark.parametrize("length", [3, 4, 5])
def test_a_beginning_finds_every_word_that_begins_so(engine: Engine, texts: Texts, length: int) -> None:
    beginnings = {word[:length] for word in ngrams(texts, 1, 120) if len(word) > length}
    for beginning in beginnings:
        parts = scan(texts, re.compile(rf" {beginning}\w*").search)
        joined = scan(texts, lambda text, begin=beginning: _joined_begins(text, begin))  # type: ignore[misc]
        found = everything(engine, f"{beginning}*")
        stems = scan(texts, lambda text, begin=beginning: stem_of(begin) in _stems(text))  # type: ignore[misc]
        assert parts <= found <= parts | joined | stems, beginning


def _joined_begins(text: str, beginning: str) -> bool:
    return f" {beginning}" in text or beginning in text.replace(" ", "")


def _stems(text: str) -> set[str]:
    return {stem_of(form_of(word)) for word in text.split()}


WORDS = {
    "quasi-market": r" quasi markets? ",
    "quasi-markets": r" quasi markets? ",
    "quasi markets": r"^(?=.* quasi )(?=.* markets? )",
    "Timmins": r" timmins ",
    "Nicholas Timmins": r"^(?=.* nicholas )(?=.* timmins )",
    "competition": r" competiti(on|ve|vely) ",
    "reform": r" reform(s|ed|ing)? ",
    "reforms": r" reform(s|ed|ing)? ",
    "waiting list": r"^(?=.* wait(ing)? )(?=.* lists? )",
    "technology": r" technolog(y|ies|ical) ",
    "Carillion": r" carillion ",
    "school": r" schools? ",
    "patients": r" patients? ",
    "NHS": r" nhs ",
    "nurses": r" nurses? ",
    "labor": r" labour ",
    "labour": r" labour ",
    "center": r" cent(re|res|red) ",
    "behavior": r" behaviours? ",
    "skeptics": r" scepti(cs|c|cal) ",
    "decentralization": r" decentralis(ation|e|ed) ",
    "organization": r" organi[sz](ation|ations|e|ed|ing|ational) ",
    "long-term": r" long term | longterm ",
    "longterm": r" long term | longterm ",
    "co-production": r" co production ",
    "coproduction": r" co production ",
    "doesn't": r" doesnt ",
    "don’t": r" dont ",
    "government's": r" govern(ment|ments|ance|ed|ing)? ",
    "PFI": r" pfi ",
    "Spotify": r" spotify ",
    "spurs": r" spur ",
    "devolution": r" devolution ",
    "privately": r" privat(e|ely) ",
    "Burnham": r" burnham ",
    "to be": r"^(?=.* to )(?=.* be(ing)? )",
    "the and": r"^(?=.* the )(?=.* and )",
    "choice and competition": r"^(?=.* choices? )(?=.* competiti(on|ve|vely) )",
    "choice the of": r" choices? ",
    "choice AND competition": r"^(?=.* choices? )(?=.* competiti(on|ve|vely) )",
    "Carillion OR Spotify": r" (carillion|spotify) ",
    "choice -competition": r"^(?=.* choices? )(?!.* competiti(on|ve|vely) )",
    "choice NOT competition": r"^(?=.* choices? )(?!.* competiti(on|ve|vely) )",
    "choice −competition": r"^(?=.* choices? )(?!.* competiti(on|ve|vely) )",
    "(Carillion OR Spotify) trust": r"^(?=.* (carillion|spotify) )(?=.* trust(ed|ing|s)? )",
    'NHS "waiting list"': r"^(?=.* nhs )(?=.* waiting list )",
    "“choice and competition”": r" choice and competition ",
    '"choice and competition" OR Spotify': r" choice and competition | spotify ",
    'choice -"choice and competition"': r"^(?=.* choices? )(?!.* choice and competition )",
    '"to be"': r" to be ",
    '"quasi-markets"': r" quasi markets ",
    '"quasi markets"': r" quasi markets ",
    '"Nicholas Timmins"': r" nicholas timmins ",
    '"we now longer have one"': r" we now longer have one ",
    '"steering, not rowing"': r" steering not rowing ",
    '"doesn\'t appear to be"': r" doesnt appear to be ",
    '"are able to"': r" are able to ",
    '"are going to be able to"': r" are going to be able to ",
    '"long term investment"': r" long term investment ",
    '"long-term funding"': r" long term funding ",
    '"of"': r" of ",
    "accountab*": r" accountab\w* ",
    "devol*": r" devol\w* ",
    "quasi*": r" quasi",
    "Educat*": r" educat\w* ",
    "devoluton~": r" devolution ",
    "competitoin~2": r" competition ",
    "Spotfy~": r" spotify ",
    "nothinglikeit": r"(?!)",
    "Spotify nothinglikeit": r" spotify ",
    "Carillion Spotify": r" (carillion|spotify) ",
}  # fmt: skip


@pytest.mark.parametrize("query", WORDS)
def test_words_are_found_in_any_form_as_a_plain_expression_finds_them(engine: Engine, texts: Texts, query: str) -> None:
    pattern = re.compile(WORDS[query])
    expected = scan(texts, lambda text: any(pattern.search(one) for one in text.split(" | ")))
    assert everything(engine, query) == expected


FIELD_QUERIES: dict[str, Callable[[Library, str], bool]] = {
    "speaker:timmins": lambda library, quote: library.quotes[quote].speaker == "nicholas-timmins",
    'speaker:"Nicholas Timmins"': lambda library, quote: library.quotes[quote].speaker == "nicholas-timmins",
    "speaker:Lord": lambda library, quote: library.quotes[quote].speaker == "david-willetts",
    "kind:mixed": lambda library, quote: library.quotes[quote].kind == "mixed",
    "kind:mix": lambda library, quote: library.quotes[quote].kind == "mixed",
    "document:csw": lambda library, quote: library.quotes[quote].document.startswith("2018"),
    "publisher:ippr": lambda library, quote: library.quotes[quote].document.startswith("2007"),
    "year:2007": lambda library, quote: library.quotes[quote].document.startswith("2007"),
    "year:1998..2008": lambda library, quote: library.quotes[quote].document.startswith("2007"),
    "year:2007..": lambda library, quote: library.quotes[quote].document.startswith("20"),
    "year:..2010": lambda library, quote: library.quotes[quote].document.startswith("2007"),
    "year:nd": lambda library, quote: library.quotes[quote].document.startswith("nd"),
    "date:n.d.": lambda library, quote: library.quotes[quote].document.startswith("nd"),
    "date:2018-01": lambda library, quote: library.quotes[quote].document.startswith("2018"),
    "date:2018-01-26..2018-02": lambda library, quote: library.quotes[quote].document.startswith("2018"),
    "date:2018-02": lambda _library, _quote: False,
    "date:2007-03": lambda _library, _quote: False,
    "-document:csw": lambda library, quote: not library.quotes[quote].document.startswith("2018"),
    "speaker:timmins OR speaker:cook": lambda library, quote: (
        library.quotes[quote].speaker in {"nicholas-timmins", "chris-cook"}
    ),
    "topic:failure": lambda library, quote: any(p.topic == "failure" for p in library.placements.get(quote, ())),
    "position:waning": lambda library, quote: any(p.position == "waning" for p in library.placements.get(quote, ())),
    "stance:opposes": lambda library, quote: any(p.stance == "opposes" for p in library.placements.get(quote, ())),
    "speaker:timmins stance:supports": lambda library, quote: (
        library.quotes[quote].speaker == "nicholas-timmins"
        and any(p.stance == "supports" for p in library.placements.get(quote, ()))
    ),
    "": lambda _library, _quote: True,
}


@pytest.mark.parametrize("query", FIELD_QUERIES)
def test_fields_narrow_by_what_the_library_says(engine: Engine, bundled: Library, query: str) -> None:
    found = {hit.quote for hit in engine.search(query, limit=10_000, seconds=60).hits}
    assert found == {id for id in bundled.quotes if FIELD_QUERIES[query](bundled, id)}


@pytest.mark.parametrize("query", [query for query in WORDS if "nothing" not in query])
def test_every_mark_is_a_word_of_the_query(engine: Engine, bundled: Library, query: str) -> None:
    wanted = {stem_of(form_of(word)) for word in re.findall(r"[\w’'-]+", query)}
    wanted |= {stem_of(form_of(part)) for word in re.findall(r"[\w’'-]+", query) for part in word.split("-")}
    for hit in engine.search(query, scope="all", limit=10_000).hits:
        source = bundled.documents[hit.document].source.text
        assert hit.highlights
        assert sorted(hit.highlights) == list(hit.highlights)
        for start, end in hit.highlights:
            marked = form_of(source[start:end])
            if "*" in query or "~" in query:
                assert marked[:2] == form_of(query)[:2]
            elif stem_of(marked) not in wanted and marked not in "".join(re.findall(r"\w+", query)):
                assert any(stem.startswith(marked) or stem.endswith(marked) for stem in wanted), (query, marked)


def test_the_marks_of_a_hit_lie_in_its_quote(engine: Engine, bundled: Library) -> None:
    for hit in engine.search("public services", limit=500).hits:
        assert hit.quote
        segments = bundled.quotes[hit.quote].segments
        for start, end in hit.highlights:
            assert any(segment.start <= start and end <= segment.end for segment in segments)


def test_words_standing_together_go_first(engine: Engine, texts: Texts) -> None:
    results = engine.search("public service reform", scope="all", limit=1_000)
    together = [
        " public servic reform "
        in f" {' '.join(stem_of(w) for w in texts[hit.document, hit.quote or _no(hit)].split())} "
        for hit in results.hits
    ]
    assert together[0]
    assert together == sorted(together, reverse=True)


def _no(hit: object) -> int:
    return int(getattr(getattr(hit, "paragraph"), "number"))  # noqa: B009


def test_too_few_with_all_words_are_joined_by_some_and_it_is_said(engine: Engine) -> None:
    both = engine.search("Carillion Spotify")
    assert both.widened
    assert both.total == engine.search("Carillion OR Spotify").total
    assert not engine.search("choice competition").widened
    sentence = engine.search("why did faith in choice and competition fade when hospitals could not close")
    assert sentence.widened
    assert sentence.hits[0].quote == "timmins-austerity-close-overnight"


def test_a_widened_query_keeps_its_fields(engine: Engine, bundled: Library) -> None:
    results = engine.search("speaker:timmins Carillion quasi-markets")
    assert results.widened
    assert {bundled.quotes[hit.quote or ""].speaker for hit in results.hits} == {"nicholas-timmins"}


def test_sorted_by_date_puts_no_date_last(engine: Engine, bundled: Library) -> None:
    dates = [bundled.documents[hit.document].year for hit in engine.search("competition", sort="date", limit=99).hits]
    assert dates == sorted(dates, key=lambda year: (year is None, -int(year or 0)))
    assert {None, "2007", "2018"} <= set(dates)


def test_the_first_hits_are_the_same_however_many_are_asked_for(engine: Engine) -> None:
    for query in ("public", "", "reform services", "speaker:ippr"):
        whole = engine.search(query, limit=1_000).hits
        assert engine.search(query, limit=7).hits == whole[:7]


def test_while_typing_the_last_word_is_a_beginning_and_open_marks_are_closed(engine: Engine) -> None:
    assert engine.search("compet", typing=True).total >= engine.search("competition").total > 0
    assert engine.search('"choice and compet', typing=True).total == engine.search('"choice and competition"').total
    assert engine.search("(choice OR compet", typing=True).total > 0
    assert engine.search("choice -", typing=True).total == engine.search("choice").total
    assert engine.search("choice speaker:", typing=True).total == engine.search("choice").total
    assert engine.search("choice -mar", typing=True).total == engine.search("choice -mar").total
    assert engine.search("choice year:20", typing=True).total > 0


@pytest.mark.parametrize(
    ("query", "place", "message"),
    [
        ("the foo:bar", (4, 7), "no field is called “foo”"),
        ("spekaer:timmins", (0, 7), "did you mean “speaker”?"),
        ("choice speaker:xyzzyx", (7, 21), "no speaker is called “xyzzyx”"),
        ("year:2018-13", (0, 12), "“2018-13” is no date"),
        ("x year:2008..1998", (2, 17), "2008 is after 1998"),
        ('a "b c', (2, 6), "this quotation mark is not closed"),
        ("a (b", (2, 3), "this bracket is not closed"),
        ("a) b", (1, 2), "this bracket closes nothing"),
        ("a*", (0, 2), "at least two letters"),
        ("co*p", (2, 3), "an asterisk stands at the end"),
        ("choice NOT", (7, 10), "NOT what?"),
        ("kind:", (0, 5), "write a value after the colon"),
        ("kind:spoken", (0, 11), "no kind is called “spoken”"),
    ],
)
def test_a_query_that_cannot_be_run_says_where(
    engine: Engine, query: str, place: tuple[int, int], message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        engine.search(query)
    assert message in str(caught.value)
    assert (caught.value.start, caught.value.end) == place


hostile = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from('"“”()-−*~:. aANDORT'), max_size=60),
    st.lists(st.sampled_from(["OR", "AND", "NOT", "-", "(", ")", '"', "a*", "*", "x~2", "the", "year:", "choice"])).map(
        " ".join
    ),
    st.tuples(st.sampled_from(FIELDS), st.text(max_size=12)).map(":".join),
)


@settings(max_examples=300)
@given(query=hostile, typing=st.booleans())
def test_whatever_is_typed_gets_an_answer_or_an_error_with_its_place(
    engine: Engine,
    query: str,
    typing: bool,  # noqa: FBT001
) -> None:
    try:
        results = engine.search(query, scope="all", typing=typing)
    except QueryError as error:
        assert 0 <= error.start <= error.end <= max(len(query), 4_000)  # noqa: PT017 - either is right
    else:
        assert results.seconds < HANGING
        assert len(results.hits) <= results.total


@pytest.mark.parametrize(
    "query",
    [
        "word " * 10_000,
        "*" * 3_000,
        "(" * 3_000,
        "-" * 3_000 + "a",
        "NOT " * 500 + "a",
        '"' + "of the " * 500 + '"',
        "co* " * MAX_WORDS,
        "public~2 " * MAX_WORDS,
        " OR ".join(f"{a}{b}*" for a in "abcdefgh" for b in "aeiou"),
        "(a+)+$ " * 30,
        "a" * 4_000,
        "😀 \x00 \u202e",
    ],
)
def test_a_hostile_query_ends_soon(engine: Engine, query: str) -> None:
    for typing in (False, True):
        try:
            results = engine.search(query, scope="all", typing=typing)
        except QueryError:
            continue
        assert results.seconds < HANGING


def test_what_was_understood_can_be_shown(engine: Engine) -> None:
    understood = engine.search(
        "speaker:timmins the waiting-list -market (choice OR “quasi-markets”) accountab*"
    ).understood
    assert understood == (
        "speaker:nicholas-timmins AND waiting-list AND NOT market AND (choice OR “quasi-markets”) AND accountab*"
    )


def test_a_mistyped_word_gets_the_word_of_the_library(engine: Engine) -> None:
    assert engine.search("quasi-markets devoluton").did_you_mean == "quasi-markets devolution"
    assert engine.search("competiton choice", typing=False).did_you_mean == "competition choice"
    assert engine.search("devoluton", typing=True).did_you_mean == "devolution"
    assert engine.search("devolution").did_you_mean is None
    assert engine.suggest("goverment") == "government"


NAMES = {
    "timmins": "said by Nicholas Timmins",
    "Nicholas Timmins": "said by Nicholas Timmins",
    "“Nicholas Timmins”": "said by Nicholas Timmins",
    "Timins": "said by Nicholas Timmins",
    "nichola": "said by Nicholas Timmins",
    "ippr": "said by Institute for Public Policy Research",
    "Institute for Public Policy Research": "said by Institute for Public Policy Research",
    "timmins OR milburn": "(said by Nicholas Timmins OR said by Alan Milburn)",
}


@pytest.mark.parametrize("query", NAMES)
def test_a_name_that_stands_in_no_quote_finds_what_was_said_by_whoever_has_it(
    engine: Engine, bundled: Library, query: str
) -> None:
    for typing in (False, True):
        results = engine.search(query, limit=500, typing=typing)
        speakers = {bundled.quotes[hit.quote or ""].speaker for hit in results.hits}
        assert results.understood == NAMES[query]
        assert results.total == sum(quote.speaker in speakers for quote in bundled.quotes.values()) > 0
        assert {f"said by {bundled.speakers[id].name}" for id in speakers} == set(results.named)
        assert not results.widened
        assert results.did_you_mean is None


def test_a_name_beside_words_limits_them_to_its_speaker(engine: Engine, bundled: Library) -> None:
    results = engine.search("timmins quasi-market")
    assert results.total == 3
    assert {bundled.quotes[hit.quote or ""].speaker for hit in results.hits} == {"nicholas-timmins"}
    assert results.understood == "said by Nicholas Timmins AND quasi-market"


def test_where_the_speaker_has_not_said_the_words_either_is_found_and_the_speaker_first(
    engine: Engine, bundled: Library
) -> None:
    results = engine.search("timmins devolution", limit=500)
    assert results.widened
    speakers = [bundled.quotes[hit.quote or ""].speaker for hit in results.hits]
    said = speakers.count("nicholas-timmins")
    assert 0 < said < len(speakers)
    assert set(speakers[:said]) == {"nicholas-timmins"}


def test_a_name_that_others_mention_finds_what_its_bearer_says_first_and_then_what_mentions_it(
    engine: Engine, bundled: Library
) -> None:
    results = engine.search("Blair")
    assert results.understood == "(said by Tony Blair OR Blair)"
    speakers = [bundled.quotes[hit.quote or ""].speaker for hit in results.hits]
    assert speakers[0] == "tony-blair"
    assert len(speakers) > speakers.count("tony-blair")


@pytest.mark.parametrize("query", ["choice", "competiton", "services", "public services", "zzzz", "re", "employees"])
def test_words_that_are_nobodys_name_stay_words(engine: Engine, query: str) -> None:
    assert engine.search(query).named == ()


def test_facets_count_the_hits(engine: Engine, bundled: Library) -> None:
    facets = engine.facets("quasi-markets")
    found = [bundled.quotes[hit.quote or ""] for hit in engine.search("quasi-markets", limit=500).hits]
    assert facets.speakers == {
        speaker: sum(quote.speaker == speaker for quote in found) for speaker in {quote.speaker for quote in found}
    }
    assert sum(facets.documents.values()) == sum(facets.years.values()) == len(found)
    assert facets.years["2018"] == facets.documents["2018-csw-heywood-technology"]
    assert facets.topics["choice-competition"] > 0


def test_a_word_said_twice_is_looked_for_once(engine: Engine) -> None:
    assert engine.search("choice choice").understood == "choice"


def test_parsing_knows_no_library() -> None:
    assert parse("") is None
    assert parse("  \u00a0 ") is None


def test_the_engine_closes_its_files(bundled: Library, tmp_path: Path) -> None:
    with Engine(bundled, open_index(bundled, tmp_path)) as engine:
        assert engine.search("choice").total
