"""Texts that Markdown, HTML, LaTeX and spreadsheets would make something of, and libraries of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import strategies as st

from reform_tui.library.model import Document, Evidence, Library, Name, Position, Quote, Segment, Speaker, Topic
from reform_tui.library.text import SourceText

_CHARACTERS = "*_[]<>&|#$@^~{}\\`\"'-+=:.!()/%;, \t\u00a0aAb1i"
_PIECES = """www. http:// https://a.com/%C3%A9 :smile: 1. (b) - -- ... \\ &amp; &#42; &nbsp <b> </b> [x](y) [^1]
^[n] | {.c} == %% #tag @key $x$ ``` ~~~ e.g. i.e. foo@bar.com mailto: \\begin{x} [@k] ::: example.com localhost/%41
xn-- ftp:// #. (@) i. (iv) A. Mr. p. [ ] <!-- --> <a@b.c> // ''' "" ¿ “ ” ‘ ’ – … é 中 ❤️ \u202e \u200b \u00ad
\x07 \x00 \uffff \u0301 \uf900 [[x]] ![a](b) *** ___ +++ Table: : ; = + - @ ## [q1]: [^q1]: {#q1} <script> ]]>
\\| \\\\""".split()
_WORDS = [*_PIECES, " ", "  ", "\n", "a", "b c", "\u2028"]

texts = st.one_of(
    st.text(max_size=20),
    st.text(alphabet=_CHARACTERS, max_size=25),
    st.lists(st.one_of(st.sampled_from(_WORDS), st.text(alphabet=_CHARACTERS, max_size=3)), max_size=7).map("".join),
)
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
words = texts.filter(lambda text: bool(text.strip()) and text == text.strip("\r\n") and "\r" not in text)


def library_of(quotes: list[list[str]], *, name: str = "Ann", title: str = "T", role: str | None = None) -> Library:
    """Return a library of one document with a quote for each list of paragraphs, half of them under each position."""
    text = ""
    made: list[Quote] = []
    for number, paragraphs in enumerate(quotes):
        segments: list[Segment] = []
        for paragraph in paragraphs:
            segments.append(Segment(len(text), len(text) + len(paragraph), paragraph, len(segments) + 1))
            text += f"{paragraph}\n\n"
        made.append(_quote(f"q-{number}", role, tuple(segments)))
    document = _document(title, text, tuple(made), Name(None, None, name))
    evidence = [
        Evidence(quote.id, "supports" if at % 3 else "qualifies", name, quote.segments, 1)
        for at, quote in enumerate(made)
    ]
    positions = (Position("for", title, tuple(evidence[::2]), 1), Position("against", name, tuple(evidence[1::2]), 1))
    return Library(
        root=Path(),
        name="Arbitrary",
        description=None,
        documents={document.id: document},
        speakers={"ann": Speaker("ann", name, "person", (), None, 1)},
        topics={"t": Topic("t", title, name, positions, (), 1)},
    )


def _quote(id: str, role: str | None, segments: tuple[Segment, ...]) -> Quote:
    return Quote(
        id=id,
        document="d",
        speaker="ann",
        role=role,
        kind="direct",
        cue=None,
        segments=segments,
        fragments=(),
        sic=(),
        quoted_by=None,
        also_at=(),
        note=None,
        status="curated",
        line=1,
    )


def _document(title: str, text: str, quotes: tuple[Quote, ...], author: Name) -> Document:
    return Document(
        id="d",
        file="seeds/d.txt",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        type="webpage",
        title=title,
        label=title,
        container_title=title,
        publisher=None,
        author=(author,),
        editor=(),
        contributor=(),
        issued=None,
        accessed=None,
        event=None,
        notes=None,
        headings=(),
        furniture=(),
        people=(),
        quotes=quotes,
        broken=(),
        source=SourceText(text),
        state="verified",
        record="data/documents/d.yaml",
        line=1,
    )
