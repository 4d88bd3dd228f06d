"""A feature expression as JSON values, and back; floats are hexadecimal: nothing is lost."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, assert_never

from forebay.errors import EngineError
from forebay.features.expression import (
    Apply,
    Arithmetic,
    Case,
    Coalesce,
    Compare,
    Constant,
    EngineOnly,
    Field,
    Input,
    IsNull,
    ListLookup,
    Lookup,
    MakeStruct,
    Number,
    Text,
    TimePart,
)
from forebay.features.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.features.expression import Expression


def to_json(expression: Expression) -> dict[str, Any]:  # noqa: C901, PLR0911, PLR0912 - one line per operation
    """Return the expression as JSON values.

    Examples
    --------
    >>> to_json(Coalesce((Number(Input("a", "INTEGER")), Constant(0.5))))["of"][1]
    {'op': 'constant', 'float': '0x1.0000000000000p-1'}

    """
    match expression:
        case Input(name, kind):
            return {"op": "input", "name": name, "type": kind}
        case Field(value, name):
            return {"op": "field", "of": to_json(value), "name": name}
        case Constant(value):
            return {"op": "constant", **_constant_json(value)}
        case Number(value):
            return {"op": "number", "of": to_json(value)}
        case Text(value, form):
            return {"op": "text", "of": to_json(value), "form": form}
        case Arithmetic(operator, left, right):
            return {"op": "arithmetic", "with": operator, "of": [to_json(left), to_json(right)]}
        case Coalesce(values):
            return {"op": "coalesce", "of": [to_json(value) for value in values]}
        case IsNull(value):
            return {"op": "is_null", "of": to_json(value)}
        case Compare(operator, left, right):
            return {"op": "compare", "with": operator, "of": [to_json(left), to_json(right)]}
        case Case(branches, otherwise):
            pairs = [[to_json(condition), to_json(value)] for condition, value in branches]
            return {"op": "case", "when": pairs, "else": to_json(otherwise)}
        case Lookup(value, categories, null_code):
            return {
                "op": "lookup",
                "of": to_json(value),
                "categories": list(categories),
                "null_code": null_code,
            }
        case ListLookup(value, categories):
            return {"op": "list_lookup", "of": to_json(value), "categories": list(categories)}
        case Apply(operation, arguments):
            return {"op": operation, "apply": [to_json(value) for value in arguments]}
        case MakeStruct(fields):
            return {"op": "struct", "of": [[name, to_json(value)] for name, value in fields]}
        case TimePart(part, value):
            return {"op": "time_part", "part": part, "of": to_json(value)}
        case EngineOnly(sql, kind):
            return {"op": "engine_only", "sql": sql, "type": kind}
        case _ as never:
            assert_never(never)


def _constant_json(value: object) -> dict[str, Any]:
    match value:
        case float():
            return {"float": value.hex()}
        case tuple():
            return {"floats": [number.hex() for number in value]}
        case datetime():
            return {"timestamp": value.isoformat()}
        case date():
            return {"date": value.isoformat()}
        case _:
            return {"value": value}


def from_json(data: dict[str, Any]) -> Expression:
    """Return the expression that ``to_json`` wrote; EngineError ``damaged-model`` otherwise."""
    try:
        if "apply" in data:
            operation = data["op"]
            OPERATIONS[operation]  # a name that is not there is a KeyError
            return Apply(operation, tuple(map(from_json, data["apply"])))
        return _READERS[data["op"]](data)
    except (KeyError, TypeError, ValueError) as error:
        raise EngineError.of(
            "damaged-model",
            "a feature of the model cannot be read",
            detail=f"{error!r}.",
            hint="restore the version, or train it again: forebay build --force MODEL.",
        ) from error


def _pair(data: dict[str, Any]) -> tuple[Expression, Expression]:
    left, right = data["of"]
    return from_json(left), from_json(right)


def _constant(data: dict[str, Any]) -> Expression:
    if "float" in data:
        return Constant(float.fromhex(data["float"]))
    if "floats" in data:
        return Constant(tuple(map(float.fromhex, data["floats"])))
    if "timestamp" in data:
        return Constant(datetime.fromisoformat(data["timestamp"]))
    if "date" in data:
        return Constant(date.fromisoformat(data["date"]))
    return Constant(data["value"])


_READERS: dict[str, Callable[[dict[str, Any]], Expression]] = {
    "input": lambda d: Input(d["name"], d["type"]),
    "field": lambda d: Field(from_json(d["of"]), d["name"]),
    "constant": _constant,
    "number": lambda d: Number(from_json(d["of"])),
    "text": lambda d: Text(from_json(d["of"]), d["form"]),
    "arithmetic": lambda d: Arithmetic(d["with"], *_pair(d)),
    "coalesce": lambda d: Coalesce(tuple(map(from_json, d["of"]))),
    "is_null": lambda d: IsNull(from_json(d["of"])),
    "compare": lambda d: Compare(d["with"], *_pair(d)),
    "case": lambda d: Case(
        tuple((from_json(c), from_json(v)) for c, v in d["when"]), from_json(d["else"])
    ),
    "lookup": lambda d: Lookup(from_json(d["of"]), tuple(d["categories"]), d["null_code"]),
    "list_lookup": lambda d: ListLookup(from_json(d["of"]), tuple(d["categories"])),
    "struct": lambda d: MakeStruct(tuple((name, from_json(v)) for name, v in d["of"])),
    "time_part": lambda d: TimePart(d["part"], from_json(d["of"])),
    "engine_only": lambda d: EngineOnly(d["sql"], d["type"]),
}
