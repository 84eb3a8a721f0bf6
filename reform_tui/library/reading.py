"""From a YAML tree to the entries of the schema; everything that does not fit is a problem with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import MISSING, fields
from typing import Any, ClassVar, Literal, TypeVar, get_args, get_origin, get_type_hints

from reform_tui.library import schema
from reform_tui.library.dates import is_reduced_date
from reform_tui.library.suggesting import did_you_mean
from reform_tui.library.yaml_tree import Fields, Items, Node, Scalar

E = TypeVar("E", bound=schema.Entry)
Report = Callable[[int, str], None]
Reader = Callable[[Node, str, Report], Any]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_SHARE = re.compile(r"0(?:\.[0-9]{1,9})?|1(?:\.0{1,9})?")


class _Unfit(Exception):
    """The value under way is unusable; what is wrong has been reported."""


def read_entry(kind: type[E], node: Node, report: Report) -> E | None:
    """Read ``node`` as a ``kind``; report what does not fit as ``report(line, message)``.

    An unknown key is reported and passed over. Without a required key, or with a value that cannot be used, there is
    no entry: None. In a list, the entries that can be read are kept.
    """
    try:
        entry = _RecordReader.of(kind)(node, "the file", report)
    except _Unfit:
        return None
    return entry if isinstance(entry, kind) else None


def _fail(report: Report, line: int, message: str) -> _Unfit:
    report(line, message)
    return _Unfit(message)


def _string(node: Node, where: str, report: Report) -> str:
    if not isinstance(node, Scalar):
        raise _fail(report, node.line, f"{where} is a {_sort(node)}; a text is wanted")
    if not node.value:
        raise _fail(report, node.line, f"{where} is empty; write its text or leave the key out")
    return node.value


def _sort(node: Node) -> str:
    return {Items: "list", Fields: "mapping", Scalar: "text"}[type(node)]


def _pattern(pattern: re.Pattern[str], wanted: str) -> Reader:
    def read(node: Node, where: str, report: Report) -> str:
        value = _string(node, where, report)
        if not pattern.fullmatch(value):
            raise _fail(report, node.line, f"{where} is “{value}”; {wanted}")
        return value

    return read


def _date(node: Node, where: str, report: Report) -> str:
    value = _string(node, where, report)
    if not is_reduced_date(value):
        raise _fail(report, node.line, f"{where} is “{value}”; a date is YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _whole_number(node: Node, where: str, report: Report) -> int:
    value = _string(node, where, report)
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise _fail(report, node.line, f"{where} is “{value}”; a whole number is wanted")
    return int(value)


def _share(node: Node, where: str, report: Report) -> float:
    value = _string(node, where, report)
    if not _SHARE.fullmatch(value):
        raise _fail(report, node.line, f"{where} is “{value}”; a number from 0 to 1 is wanted")
    return float(value)


def _choice(values: tuple[str, ...]) -> Reader:
    def read(node: Node, where: str, report: Report) -> str:
        value = _string(node, where, report)
        if value not in values:
            hint = did_you_mean(value, values)
            raise _fail(report, node.line, f"{where} is “{value}”; one of {', '.join(values)} is wanted{hint}")
        return value

    return read


def _many(read_one: Reader, *, whole: bool) -> Reader:
    """Read a list; ``whole``: with one bad item it is worth nothing (half a quotation is a wrong one)."""

    def read(node: Node, where: str, report: Report) -> tuple[Any, ...]:
        if isinstance(node, Scalar) and node.value is None:
            return ()
        if not isinstance(node, Items):
            if isinstance(node, Scalar):  # one text where a list of texts may stand
                return (read_one(node, where, report),)
            raise _fail(report, node.line, f"{where} is a {_sort(node)}; a list is wanted (each item after “- ”)")
        read_items = []
        for item in node.items:
            try:
                read_items.append(read_one(item, where, report))
            except _Unfit:
                if whole:
                    raise
        return tuple(read_items)

    return read


def _optional(read_one: Reader) -> Reader:
    def read(node: Node, where: str, report: Report) -> Any:
        if isinstance(node, Scalar) and node.value is None:
            return None
        return read_one(node, where, report)

    return read


_SIMPLE: dict[Any, Reader] = {
    str: _string,
    int: _whole_number,
    schema.Id: _pattern(_ID, "an id is lower-case letters, digits and single hyphens"),
    schema.Sha256: _pattern(_SHA256, "a SHA-256 is 64 hexadecimal digits"),
    schema.ReducedDate: _date,
    schema.Share: _share,
}


def _reader_for(wanted: Any) -> Reader:
    if wanted in _SIMPLE:
        return _SIMPLE[wanted]
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin is Literal:
        return _choice(arguments)
    if origin is tuple:
        return _many(_reader_for(arguments[0]), whole=arguments[0] is schema.AnchorEntry)
    if type(None) in arguments:
        return _optional(_reader_for(next(argument for argument in arguments if argument is not type(None))))
    return _RecordReader.of(wanted)


class _RecordReader:
    """Reads one kind of mapping."""

    _made: ClassVar[dict[type[schema.Entry], _RecordReader]] = {}

    @classmethod
    def of(cls, kind: type[schema.Entry]) -> _RecordReader:
        """Return the one reader of ``kind``."""
        if kind not in cls._made:
            cls._made[kind] = cls(kind)
        return cls._made[kind]

    def __init__(self, kind: type[schema.Entry]) -> None:
        hints = get_type_hints(kind)
        slots = [slot for slot in fields(kind) if slot.name != "line"]
        self._kind = kind
        self._names = {slot.metadata.get("key", slot.name): slot.name for slot in slots}
        self._readers = {key: _reader_for(hints[name]) for key, name in self._names.items()}
        self._required = {slot.metadata.get("key", slot.name) for slot in slots if slot.default is MISSING}

    def __call__(self, node: Node, where: str, report: Report) -> schema.Entry:
        if self._kind is schema.AnchorEntry and isinstance(node, Scalar):
            return schema.AnchorEntry(line=node.line, exact=_string(node, where, report))
        if not isinstance(node, Fields):
            raise _fail(report, node.line, f"{where} is a {_sort(node)}; keys and values are wanted")
        values: dict[str, Any] = {}
        for key, (line, value) in node.fields.items():
            if key in self._names:
                self._read_field(key, value, values, report)
            else:
                report(line, f"unknown key `{key}`{did_you_mean(key, self._names)}")
        for key in sorted(self._required - node.fields.keys()):
            report(node.line, f"`{key}` is missing")
        if any(self._names[key] not in values for key in self._required):
            raise _Unfit
        return self._kind(line=node.line, **values)

    def _read_field(self, key: str, value: Node, values: dict[str, Any], report: Report) -> None:
        """Read one field into ``values``; an unusable one has been reported and stays out."""
        with suppress(_Unfit):
            values[self._names[key]] = self._readers[key](value, f"`{key}`", report)
