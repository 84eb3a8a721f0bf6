"""YAML as people write it: block and flow, comments everywhere, quotes of all sorts, blank lines, odd indents."""

from __future__ import annotations

from hypothesis import strategies as st

from reform_tui.library.editing.notation import flow
from reform_tui.library.editing.placed import Value

KEYS = ["id", "speaker", "kind", "cue", "role", "segments", "note", "status"]
_WORDS = st.sampled_from(
    [
        "said",
        "The buses run late",
        "“Free,” she said",
        "it's",
        'a "b" c',
        "x: y",
        "# no comment",
        "- a dash",
        "yes",
        "null",
        "2018-01-26",
        "0.93",
        "  spaces  ",
        "no\u00a0break",
        "line\nend",
        "two\n\nends\n",
        "😀 é",
        "a, b] {c}",
        "\ttab",
        "x" * 130,
        "many words " * 20 + "end",
        "",
        "\u2028",
    ]
)
scalars: st.SearchStrategy[Value] = st.one_of(
    _WORDS, st.text(max_size=8).filter(lambda text: not any("\ud800" <= character <= "\udfff" for character in text))
)
_lists: st.SearchStrategy[Value] = st.lists(scalars, max_size=3)


entries: st.SearchStrategy[dict[str, Value]] = st.dictionaries(
    st.sampled_from(KEYS), st.one_of(scalars, st.none(), _lists), min_size=1, max_size=5
)
_COMMENTS = ["", "", "", "# a comment", "#", "# - id: not an entry", "# é: [x"]


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return the text of a file with a list of entries under ``quotes`` and a key before and after it."""
    return _File(draw).text()


class _File:
    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._lines: list[str] = []

    def text(self) -> str:
        draw = self._draw
        newline = draw(st.sampled_from(["\n", "\n", "\n", "\r\n"]))
        if draw(st.booleans()):
            self._lines.append("---")
        self._gap(0)
        self._line("id: buses")
        self._gap(0)
        self._list(draw(st.lists(entries, max_size=4)))
        self._gap(0)
        if draw(st.booleans()):
            self._line("end: here")
            self._gap(0)
        text = newline.join(self._lines)
        return text + newline if draw(st.booleans()) else text

    def _gap(self, indent: int) -> None:
        for _ in range(self._draw(st.integers(0, 2))):
            comment = self._draw(st.sampled_from(_COMMENTS))
            self._lines.append(" " * (indent if comment else 0) + comment)

    def _line(self, line: str) -> None:
        comment = self._draw(st.sampled_from(_COMMENTS)) if "\n" not in line else ""
        self._lines.append(f"{line} {comment}".rstrip(" ") if comment else line)

    def _list(self, listed: list[dict[str, Value]]) -> None:
        if not listed:
            self._line(self._draw(st.sampled_from(["quotes:", "quotes: []", "quotes: ~", "quotes: [ ]"])))
            return
        if self._draw(st.integers(0, 5)) == 0:
            self._line(f"quotes: {flow(list(listed))}")
            return
        self._line("quotes:")
        indent = self._draw(st.sampled_from([0, 2, 4]))
        for entry in listed:
            self._gap(indent)
            if self._draw(st.integers(0, 4)) == 0:
                self._line(" " * indent + "- " + flow(entry))
            else:
                self._entry(indent, entry)

    def _entry(self, indent: int, entry: dict[str, Value]) -> None:
        first = True
        inner = indent + self._draw(st.sampled_from([2, 2, 4]))
        for key, value in entry.items():
            lead = " " * indent + "-" + " " * (inner - indent - 1) if first else " " * inner
            if not first:
                self._gap(inner)
            self._field(lead, inner, key, value)
            first = False

    def _field(self, lead: str, inner: int, key: str, value: Value) -> None:
        style = self._draw(st.integers(0, 3))
        if value is None:
            self._line(f"{lead}{key}:" if style else f"{lead}{key}: null")
        elif isinstance(value, list) and value and style:
            self._line(f"{lead}{key}:")
            for item in value:
                self._gap(inner + 1)
                self._line(" " * (inner + (style - 1)) + "- " + flow(item))
        elif isinstance(value, str) and style == 1 and _goes_literally(value):
            mark = self._draw(st.sampled_from(["|", "|-", "|+", ">-"]))
            self._line(f"{lead}{key}: {mark}")
            self._lines += [" " * (inner + 2) + line if line else "" for line in value.split("\n")]
        elif isinstance(value, str) and style == 2 and "  " not in value and value.strip() and _goes_literally(value):
            self._lines.append(
                f"{lead}{key}: '" + value.strip().replace("'", "''").replace(" ", "\n" + " " * (inner + 1), 1) + "'"
            )
        else:
            self._line(f"{lead}{key}: {flow(value)}")


def _goes_literally(value: str) -> bool:
    return bool(value.strip()) and not value[:1].isspace() and value.replace("\n", "").isprintable()
