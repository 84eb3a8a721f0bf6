"""A library with proposals to review: two news items, a speaker nobody has confirmed, facts read from the page."""

from __future__ import annotations

from pathlib import Path

from reform_tui.library.load import load_library
from reform_tui.library.model import Library
from tests.conftest import SmallLibrary

TRAMS = "data/documents/trams.yaml"
PARKS = "data/documents/parks.yaml"
SPEAKERS_FILE = "data/speakers.yaml"
TOPICS_FILE = "data/topics.yaml"

TRAMS_TEXT = """\
Tram fares to double

By Sue Day, 3 May 2019

“Fares have stood still for a decade,” said Ann Lee, the mayor of Wexham. “They cannot stand still for another.”

Bob Roe, who drives the number nine, warned that the rise would “empty the trams”. He said the council had asked nobody.

“We were never consulted. The first I heard was on the radio,” he added. Ms Lee denied this.

Passengers, she said, will get a better service. Critics say that it is a tax on the poor.

“It is a tax, plain and simple,” Cara Finch, a shop worker, told the meeting. “And it falls on us.”
"""
PARKS_TEXT = """\
Parks may open at night

Dan Orme, the head gardener, said that lights would harm the bats.

“Nobody walks there after dark,” according to Ann Lee. “A park that is shut is a park that is lost,” she argued.

“Bats do not vote”, a councillor was heard to say.
"""

_TRAMS = """\
# Looked over by hand on the first day; comments stay.
id: trams
file: seeds/trams.txt
sha256: {sha256}
label: Courier 2019
type: article-newspaper
title: Tram fares to double
author: [{{family: Day, given: Sue}}]
issued: {{date: 2019-05-03, stated: 3 May 2019}}   # below the headline
proposed: [title, author, issued]
people:
  - speaker: ann-lee
    roles: [mayor of Wexham]
  - speaker: bob-roe
  - speaker: cara-finch
    roles: [a shop worker]
  - speaker: critics
quotes:
  # the first is sure
  - id: lee-fares
    speaker: ann-lee
    kind: direct
    cue: said
    segments:
      - Fares have stood still for a decade,
      - They cannot stand still for another.
    status: proposed
    rule: verb after
    confidence: 0.97

  - id: roe-empty
    speaker: bob-roe
    kind: mixed
    cue: warned that
    segments: [the rise would “empty the trams”]   # his, not the mayor’s
    fragments: [empty the trams]
    status: proposed
    rule: that clause
    confidence: 0.8

  - id: roe-nobody
    speaker: bob-roe
    kind: indirect
    cue: said
    segments: [the council had asked nobody]
    status: proposed
    rule: bare clause
    confidence: 0.65

  - id: roe-consulted
    speaker: bob-roe
    kind: direct
    cue: added
    segments: ["We were never consulted. The first I heard was on the radio,"]
    status: proposed
    rule: subject after
    confidence: 0.96

  - id: lee-service
    speaker: ann-lee
    kind: indirect
    cue: said
    segments: ["Passengers", "will get a better service"]
    status: proposed
    rule: tag
    confidence: 0.85

  - id: critics-tax
    speaker: critics
    kind: indirect
    cue: say that
    segments: [it is a tax on the poor]
    status: proposed
    rule: that clause
    confidence: 0.7

  - id: finch-tax
    speaker: cara-finch
    kind: direct
    cue: told
    segments: ["It is a tax, plain and simple,"]
    status: proposed
    rule: subject after
    confidence: 0.94

  - id: finch-falls
    speaker: cara-finch
    kind: direct
    segments: [And it falls on us.]
    status: proposed
    rule: continued
    confidence: 0.93

# the end of the trams
"""
_PARKS = """\
id: parks
file: seeds/parks.txt
sha256: {sha256}
label: Gazette n.d.
type: article-newspaper
title: Parks may open at night
people:
  - speaker: ann-lee
  - speaker: dan-orme
    roles: [head gardener]
  - speaker: councillor
quotes:
  - id: orme-bats
    speaker: dan-orme
    kind: indirect
    cue: said that
    segments: [lights would harm the bats]
  - id: lee-dark
    speaker: ann-lee
    kind: direct
    cue: according to
    segments: ["Nobody walks there after dark,"]
    status: proposed
    rule: according to
    confidence: 0.95
  - id: lee-shut
    speaker: dan-orme   # a guess of the program's
    kind: direct
    cue: argued
    segments: ["A park that is shut is a park that is lost,"]
    status: proposed
    rule: carried over
    confidence: 0.55
  - id: bats-vote
    speaker: councillor
    kind: direct
    segments: [Bats do not vote]
    status: proposed
    rule: none
    confidence: 0.2
"""
_SPEAKERS = """\
speakers:
  - id: ann-lee
    name: Ann Lee
    kind: person
    aliases: [Ms Lee]   # so the Courier
  - id: bob-roe
    name: Bob Roe
    kind: person
  - id: dan-orme
    name: Dan Orme
    kind: person
  - id: critics
    name: critics
    kind: unnamed
  - id: cara-finch
    name: Cara Finch
    kind: person
    status: proposed
  - id: councillor
    name: a councillor
    kind: unnamed
    status: proposed
"""
_TOPICS = """\
topics:
  - id: fares
    label: Tram fares
    question: Should riders pay more?
    positions:
      - id: more
        claim: Fares have to rise with costs
        evidence: []
      - id: less
        claim: A dearer tram is a tax on those who need it
        evidence: []   # nobody yet
  - id: parks
    label: Parks at night
    question: Should parks be open at night?
    positions:
      - id: open
        claim: A shut park is a lost park
        evidence: []
      - id: shut
        claim: Lights drive the animals out
        evidence:
          - quote: orme-bats
            stance: supports
            why: “harm the bats”
"""


class ProposedLibrary:
    """The library on disk. Eleven quotes, two speakers and three facts are proposed; one quote is curated."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "data" / "documents").mkdir(parents=True)
        (root / "seeds").mkdir()
        for name, text, record in (("trams", TRAMS_TEXT, _TRAMS), ("parks", PARKS_TEXT, _PARKS)):
            self.write(f"seeds/{name}.txt", text)
            self.write(f"data/documents/{name}.yaml", record.format(sha256=SmallLibrary.digest(text.encode())))
        self.write(SPEAKERS_FILE, _SPEAKERS)
        self.write(TOPICS_FILE, _TOPICS)
        self.write("data/library.yaml", "name: Wexham\nformat: 1\n")

    def write(self, file: str, text: str) -> None:
        (self.root / file).write_bytes(text.encode("utf-8"))

    def read(self, file: str) -> str:
        return (self.root / file).read_bytes().decode("utf-8")

    def load(self) -> Library:
        library = load_library(self.root)
        assert library.problems == (), library.problems
        return library
