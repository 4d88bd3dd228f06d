"""A call ``name(arguments)`` of the engine's dialect as an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.features.expression import Apply, Case, Compare, Constant, TimePart
from forebay.features.typed import (
    OutsideTheSetError,
    Typed,
    applied,
    arithmetic,
    as_double,
    as_text,
    chosen,
    first_known,
    united,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.features.expression import Expression
    from forebay.features.operations import Kind

# What each function is for each list of kinds; integers are taken for float64s where no list fits.
_SIGNATURES: Final[dict[str, dict[tuple[Kind, ...], str]]] = {
    "abs": {("integer",): "integer_abs", ("double",): "double_abs"},
    "sign": {("integer",): "integer_sign", ("double",): "double_sign"},
    "sqrt": {("double",): "sqrt"},
    "ln": {("double",): "ln"},
    "log": {("double",): "log10"},
    "log10": {("double",): "log10"},
    "log2": {("double",): "log2"},
    "exp": {("double",): "exp"},
    "pow": {("double", "double"): "power"},
    "floor": {("double",): "floor"},
    "ceil": {("double",): "ceil"},
    "length": {("text",): "length"},
    "lower": {("text",): "lower"},
    "upper": {("text",): "upper"},
    "substr": {("text", "integer"): "substr", ("text", "integer", "integer"): "substr_of"},
    "trim": {("text",): "trim", ("text", "text"): "trim_of"},
    "ltrim": {("text",): "ltrim", ("text", "text"): "ltrim_of"},
    "rtrim": {("text",): "rtrim", ("text", "text"): "rtrim_of"},
    "contains": {("text", "text"): "contains"},
    "starts_with": {("text", "text"): "starts_with"},
    "ends_with": {("text", "text"): "ends_with"},
    "replace": {("text", "text", "text"): "replace"},
}
_ALIASES: Final = {
    "power": "pow", "ceiling": "ceil", "len": "length", "lcase": "lower", "ucase": "upper",
    "substring": "substr", "prefix": "starts_with", "suffix": "ends_with", "ifnull": "coalesce",
    "datepart": "date_part", "datediff": "date_diff", "dow": "dayofweek", "weekday": "dayofweek",
    "doy": "dayofyear", "weekofyear": "week", "dayofmonth": "day",
}  # fmt: skip
_PARTS: Final = (
    "year", "quarter", "month", "week", "day", "dayofweek", "isodow", "dayofyear", "hour",
    "minute", "second",
)  # fmt: skip
_UNITS: Final = ("second", "minute", "hour", "day", "month", "quarter", "year")
_DIGITS: Final = 15  # a float64 has no more


def named_function(name: str, arguments: Sequence[Typed]) -> Typed:
    """Return what a call means; OutsideTheSetError if it is none of the closed set."""
    name = name.lower()
    name = _ALIASES.get(name, name)
    if name in _SPECIAL:
        return _SPECIAL[name](arguments)
    if name in {*_PARTS, "epoch"} and len(arguments) == 1:
        return time_part(name, arguments[0])
    kinds = tuple(value.kind for value in arguments)
    known = _SIGNATURES.get(name, {})
    if kinds in known:
        return applied(known[kinds], *(value.expression for value in arguments))
    wider = tuple("double" if kind == "integer" else kind for kind in kinds)
    if wider in known:
        doubles = (as_double(v) if v.kind == "integer" else v.expression for v in arguments)
        return applied(known[wider], *doubles)
    raise OutsideTheSetError(name)


def time_part(part: str, value: Typed) -> Typed:
    """Return ``EXTRACT(part FROM value)`` of a day or an instant."""
    part = part.lower()
    part = _ALIASES.get(part, part)
    instant = _instant(value)
    if part == "epoch":
        return Typed(TimePart("EPOCH", instant), "double")
    if part in _PARTS:
        return applied(f"part_{part}", instant)
    raise OutsideTheSetError(part)


def _instant(value: Typed) -> Expression:
    if value.kind == "date":
        return Apply("date_to_timestamp", (value.expression,))
    if value.kind == "timestamp":
        return value.expression
    raise OutsideTheSetError(value.kind)


def _word(value: Typed) -> str:
    match value.expression:
        case Constant(str() as word):
            return word.lower()
        case _:
            raise OutsideTheSetError("a word that is no literal")


def _date_part(arguments: Sequence[Typed]) -> Typed:
    part, value = _exactly(arguments, 2)
    return time_part(_word(part), value)


def _date_diff(arguments: Sequence[Typed]) -> Typed:
    unit, begin, end = _exactly(arguments, 3)
    if _word(unit) not in _UNITS:
        raise OutsideTheSetError(_word(unit))
    return applied(f"difference_{_word(unit)}", _instant(begin), _instant(end))


def _rounded(arguments: Sequence[Typed]) -> Typed:
    if len(arguments) == 1:
        (value,) = arguments
        return value if value.kind == "integer" else applied("round", as_double(value))
    value, digits = _exactly(arguments, 2)
    match digits.expression:
        case Constant(int() as n) if digits.kind == "integer" and abs(n) <= _DIGITS:
            if value.kind == "double":
                return applied("round_to", value.expression, digits.expression)
    raise OutsideTheSetError("round")


def _truncated(arguments: Sequence[Typed]) -> Typed:
    (value,) = _exactly(arguments, 1)
    return value if value.kind == "integer" else applied("trunc", as_double(value))


def _nullif(arguments: Sequence[Typed]) -> Typed:
    value, other = _exactly(arguments, 2)
    if "null" in {value.kind, other.kind}:
        raise OutsideTheSetError("nullif")
    (first, second), _ = united(arguments)
    same = Compare("=", first, second)
    return Typed(Case(((same, Constant(None)),), value.expression), value.kind)


def _if(arguments: Sequence[Typed]) -> Typed:
    condition, value, otherwise = _exactly(arguments, 3)
    return chosen([(condition, value)], otherwise)


def _extreme(name: str) -> Callable[[Sequence[Typed]], Typed]:
    def of(arguments: Sequence[Typed]) -> Typed:
        expressions, kind = united(arguments)
        return Typed(Apply(name, expressions), kind)

    return of


def _concat(arguments: Sequence[Typed]) -> Typed:
    return applied("concat", *(as_text(value) for value in arguments))


def _mod(arguments: Sequence[Typed]) -> Typed:
    left, right = _exactly(arguments, 2)
    return arithmetic("%", left, right)


def _exactly(arguments: Sequence[Typed], n: int) -> Sequence[Typed]:
    if len(arguments) != n:
        raise OutsideTheSetError(f"{len(arguments)} arguments")
    return arguments


_SPECIAL: Final[dict[str, Callable[[Sequence[Typed]], Typed]]] = {
    "round": _rounded,
    "trunc": _truncated,
    "coalesce": first_known,
    "nullif": _nullif,
    "if": _if,
    "greatest": _extreme("greatest"),
    "least": _extreme("least"),
    "concat": _concat,
    "mod": _mod,
    "date_part": _date_part,
    "date_diff": _date_diff,
}
