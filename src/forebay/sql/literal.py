"""Literals of option lists and ``ML.*`` arguments: strings, numbers, lists, structs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.errors import ProjectError
from forebay.sql.expression import HparamCandidates, HparamRange
from forebay.sql.token_reader import number_value

if TYPE_CHECKING:
    from forebay.sql.statement import OptionValue
    from forebay.sql.token_reader import TokenReader

_WORDS: Final[dict[str, bool | None]] = {"TRUE": True, "FALSE": False, "NULL": None}
_DEEPEST: Final = 20


def read_literal(reader: TokenReader, depth: int = 0) -> OptionValue:
    """Read one literal.

    A list ``[...]`` or tuple ``(...)`` is a tuple; ``STRUCT(0.5 AS threshold)`` and
    ``{'threshold': 0.5}`` are dicts with names in lower case, a STRUCT without names a tuple;
    ``HPARAM_RANGE(0, 1)`` and ``HPARAM_CANDIDATES(['a', 'b'])`` are values of their own;
    ``DATE '2013-01-01'`` is its text.
    """
    if depth > _DEEPEST:
        raise ProjectError.of(
            "too-deep",
            f"more than {_DEEPEST} brackets deep",
            reader.here,
            hint="write it with fewer brackets.",
        )
    if reader.accept("STRUCT", "("):
        return _struct(reader, depth)
    for opening, close in (("(", ")"), ("[", "]")):
        if reader.accept(opening):
            return _list(reader, close, depth)
    if reader.accept("{"):
        return _braces(reader, depth)
    if reader.at_any({"HPARAM_RANGE", "HPARAM_CANDIDATES"}):
        return _hparam(reader, depth)
    if reader.at_any({"DATE", "TIMESTAMP", "DATETIME"}):
        reader.index += 1
        return reader.string("a date or time")
    return _scalar(reader)


def _scalar(reader: TokenReader) -> OptionValue:
    negative = reader.accept("-")
    token = reader.peek()
    if token is not None and token.kind == "number":
        value = number_value(token)
        if value is not None:
            reader.index += 1
            return -value if negative else value
    if token is not None and not negative:
        if token.kind == "string":
            reader.index += 1
            return token.value
        if token.upper in _WORDS:
            reader.index += 1
            return _WORDS[token.upper]
        if token.kind in {"word", "quoted"}:
            raise reader.unexpected("a literal", hint=f"write '{token.value}' for a text.")
    raise reader.unexpected("a literal", hint="a text, a number, TRUE, FALSE, NULL or a [list].")


def _list(reader: TokenReader, close: str, depth: int) -> tuple[OptionValue, ...]:
    values: list[OptionValue] = []
    while not reader.accept(close):
        if values:
            reader.expect(",")
        values.append(read_literal(reader, depth + 1))
    return tuple(values)


def _hparam(reader: TokenReader, depth: int) -> HparamRange | HparamCandidates:
    start = reader.index
    word = reader.take("HPARAM_RANGE or HPARAM_CANDIDATES").upper
    reader.expect("(")
    match word, _list(reader, ")", depth):
        case "HPARAM_RANGE", (int() | float() as low, int() | float() as high) if (
            not isinstance(low, bool) and not isinstance(high, bool) and low < high
        ):
            return HparamRange(low, high)
        case "HPARAM_CANDIDATES", (tuple() as candidates,) if candidates:
            return HparamCandidates(candidates)
        case _:
            takes = "two numbers, the lower first" if word == "HPARAM_RANGE" else "one array"
            raise ProjectError.of(
                "bad-value",
                f"{word} takes {takes}",
                reader.span_from(start),
                hint="write HPARAM_RANGE(0.1, 1.0) or HPARAM_CANDIDATES([0, 0.1, 1]).",
            )


def _struct(reader: TokenReader, depth: int) -> OptionValue:
    names: list[str] = []
    values: list[OptionValue] = []
    while not reader.accept(")"):
        if values:
            reader.expect(",")
        values.append(read_literal(reader, depth + 1))
        if reader.accept("AS"):
            names.append(_new_name(reader, names))
    if names and len(names) != len(values):
        raise reader.unexpected("a name for each value of the STRUCT")
    return dict(zip(names, values, strict=True)) if names else tuple(values)


def _braces(reader: TokenReader, depth: int) -> OptionValue:
    found: dict[str, OptionValue] = {}
    while not reader.accept("}"):
        if found:
            reader.expect(",")
        token = reader.peek()
        if token is not None and token.kind == "string":
            reader.index += 1
            name = token.value.lower()
        else:
            name = _new_name(reader, list(found))
        reader.expect(":")
        found[name] = read_literal(reader, depth + 1)
    return found


def _new_name(reader: TokenReader, names: list[str]) -> str:
    span = reader.here
    name = reader.identifier("a value").lower()
    if name in names:
        reader.report("duplicate-name", f'"{name}" stands here twice', span)
    return name
