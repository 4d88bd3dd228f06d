"""A feature expression as SQL for the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from forebay.engine.quote import literal, quote
from forebay.features.expression import (
    UNKNOWN_CODE,
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
from forebay.features.known_category import known_category
from forebay.features.operations import OPERATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.features.expression import Expression, Part, TextForm


def render_sql(expression: Expression) -> str:  # noqa: C901, PLR0911, PLR0912 - a line each
    r"""Return SQL with the meaning that ``features.expression`` writes down.

    Examples
    --------
    >>> render_sql(Coalesce((Number(Input("a", "INTEGER")), Constant(0.5))))
    'coalesce(CAST(CAST("a" AS INTEGER) AS DOUBLE), CAST(\'0.5\' AS DOUBLE))'

    """
    match expression:
        case Input(name, kind):
            return f"CAST({quote(name)} AS {kind})"
        case Field(value, name):
            return f"struct_extract({render_sql(value)}, {literal(name)})"
        case Constant(value):
            return _constant(value)
        case Number(value):
            return f"CAST({render_sql(value)} AS DOUBLE)"
        case Text(value, form):
            return _text(render_sql(value), form)
        case Arithmetic(operator, left, right) | Compare(operator, left, right):
            return f"({render_sql(left)} {operator} {render_sql(right)})"
        case Coalesce(values):
            return f"coalesce({', '.join(map(render_sql, values))})"
        case IsNull(value):
            return f"({render_sql(value)} IS NULL)"
        case Case(branches, otherwise):
            whens = " ".join(f"WHEN {render_sql(c)} THEN {render_sql(v)}" for c, v in branches)
            return f"CASE {whens} ELSE {render_sql(otherwise)} END"
        case Lookup():
            return _lookup(expression)
        case ListLookup(value, categories):
            return _list_lookup(render_sql(value), categories)
        case Apply(operation, arguments):
            return OPERATIONS[operation].sql(*map(render_sql, arguments))
        case MakeStruct(fields):
            return _struct(fields)
        case TimePart(part, value):
            return _time_part(part, f"CAST({render_sql(value)} AS TIMESTAMP)")
        case EngineOnly(sql):
            return f"({sql})"
        case _ as never:
            assert_never(never)


def _constant(value: object) -> str:
    match value:
        case bool():
            return literal(value)
        case int():
            return f"CAST({value} AS BIGINT)"  # 1 alone is an INTEGER of 32 bits
        case tuple():
            numbers = ", ".join(float.__repr__(number) for number in value)
            return f"CAST('[{numbers}]' AS DOUBLE[])"
        case _:
            return literal(value)


def _struct(fields: Sequence[tuple[str, Expression]]) -> str:
    return "{" + ", ".join(f"{literal(name)}: {render_sql(v)}" for name, v in fields) + "}"


def _text(value: str, form: TextForm) -> str:
    if form == "bytes":
        return f"hex({value})"
    return (
        f"CAST(CAST({value} AS BIGINT) AS VARCHAR)"
        if form == "integer"
        else (f"CAST({value} AS VARCHAR)")
    )


def _lookup(lookup: Lookup) -> str:
    # The cast to an ENUM made on the spot is the fastest dictionary that DuckDB has: 76 million
    # values a second, where a join on a dictionary table does 36, and loses the order of the rows.
    # Unknown texts become NULL, slowly: see `known_category`.
    value = render_sql(lookup.value)
    names = ", ".join(literal(category) for category in lookup.categories)
    code = f"CAST(enum_code(TRY_CAST({value} AS ENUM({names}))) AS INTEGER)"
    if not lookup.categories:
        code = "CAST(NULL AS INTEGER)"
    elif is_known := known_category(value, lookup.categories):
        code = f"CASE WHEN {is_known} THEN {code} END"
    known = f"coalesce({code}, {UNKNOWN_CODE})"
    if lookup.null_code is None:
        return known
    return f"CASE WHEN {value} IS NULL THEN {lookup.null_code} ELSE {known} END"


def _list_lookup(value: str, categories: tuple[str, ...]) -> str:
    code = "CAST(0 AS BIGINT)"
    if categories:
        names = ", ".join(literal(category) for category in categories)
        if is_known := known_category("__e", categories):
            text = f"CASE WHEN {is_known} THEN TRY_CAST(__e AS ENUM({names})) END"
        else:
            value, text = f"TRY_CAST({value} AS ENUM({names})[])", "__e"
        code = f"coalesce(CAST(enum_code({text}) AS BIGINT) + 1, 0)"
    return f"coalesce(list_transform({value}, lambda __e: {code}), [])"


def _time_part(part: Part, instant: str) -> str:
    parts: dict[Part, str] = {
        "EPOCH": f"epoch({instant})",
        "DOM": f"day({instant})",
        "DOW": f"dayofweek({instant}) + 1",
        "MOY": f"month({instant})",
        "HOD": f"hour({instant})",
        "MOH": f"minute({instant})",
        "WOY": f"(dayofyear({instant}) + 6 - dayofweek({instant})) // 7",
        "YEAR": f"year({instant})",
    }
    return f"CASE WHEN isfinite({instant}) THEN CAST({parts[part]} AS DOUBLE) END"
