"""``ML.DESCRIBE_DATA(data [, STRUCT(5 AS num_quantiles, 3 AS top_k)])``: one row for each column.

Numbers are described by their finite values, anything else as text. The elements of an array are
described as if each stood in a row of its own; a STRUCT gives one row for each of its fields.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal
from forebay.query.check_inputs import input_span
from forebay.query.described_column import described_columns
from forebay.query.function_shape import FunctionShape
from forebay.query.setting_kind import Whole

if TYPE_CHECKING:
    from forebay.query.described_column import DescribedColumn
    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

_DEFAULTS: Final = {"num_quantiles": 2, "num_array_length_quantiles": 10, "top_k": 1}
SHAPE: Final = FunctionShape(
    1,
    1,
    {
        "num_quantiles": Whole(1, 100_000),
        "num_array_length_quantiles": Whole(1, 100_000),
        "top_k": Whole(1, 10_000),
    },
    tasks=frozenset(),
    model="none",
)
_COLUMNS: Final = Schema(
    (
        Column("name", "VARCHAR"),
        Column("num_rows", "BIGINT"),
        Column("num_nulls", "BIGINT"),
        Column("num_zeros", "BIGINT"),
        Column("min", "VARCHAR"),
        Column("max", "VARCHAR"),
        Column("mean", "DOUBLE"),
        Column("stddev", "DOUBLE"),
        Column("median", "DOUBLE"),
        Column("quantiles", "DOUBLE[]"),
        Column("unique", "BIGINT"),
        Column("avg_string_length", "DOUBLE"),
        Column("num_values", "BIGINT"),
        Column("top_values", 'STRUCT("value" VARCHAR, count BIGINT)[]'),
        Column("min_array_length", "BIGINT"),
        Column("max_array_length", "BIGINT"),
        Column("avg_array_length", "DOUBLE"),
        Column("total_array_length", "BIGINT"),
        Column("array_length_quantiles", "BIGINT[]"),
        Column("dimension", "BIGINT"),
    )
)


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: None) -> Schema:
    """Return the twenty columns, the same for every table."""
    del signature
    described_columns(inputs[0], input_span(call))
    return _COLUMNS


def run(stage: Stage) -> str:
    """Describe each column in the engine; only figures leave it."""
    from forebay.query.literal_rows import literal_rows
    from forebay.query.spooled_input import spooled_input

    (given,) = stage.inputs
    schema = stage.workspace.describe(given.sql, given.at)
    rows = spooled_input(stage, 0)
    wanted = Wanted(*(_setting(stage, name) for name in _DEFAULTS))
    found = [
        described(stage, column, rows, wanted)
        for column in described_columns(schema, input_span(stage.call))
    ]
    return literal_rows(_COLUMNS, found)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Into how many parts values and lengths are cut, and how many frequent values are told."""

    quantiles: int
    length_quantiles: int
    top: int


def described(stage: Stage, column: DescribedColumn, rows: str, wanted: Wanted) -> dict[str, Any]:
    """Return the figures of one column, by the names of the columns of ML.DESCRIBE_DATA."""
    row = _rows(stage, column, rows)
    if column.is_number:
        row |= _numbers(stage, column, rows, wanted.quantiles)
    else:
        row |= _texts(stage, column, rows, wanted.top)
    if column.shape != "scalar":
        row |= _lengths(stage, column, rows, wanted.length_quantiles)
    return row


def _setting(stage: Stage, name: str) -> int:
    value = stage.settings.get(name, _DEFAULTS[name])
    return value if isinstance(value, int) else _DEFAULTS[name]


def _rows(stage: Stage, column: DescribedColumn, rows: str) -> dict[str, Any]:
    ((n, known),) = stage.workspace.rows(
        f"SELECT count(*), count(x) FROM (SELECT {column.expression} AS x FROM {rows})"
    )
    return {"name": column.name, "num_rows": n, "num_nulls": int(str(n)) - int(str(known))}


def _numbers(stage: Stage, column: DescribedColumn, rows: str, parts: int) -> dict[str, Any]:
    from forebay.features.number_statistics import number_statistics

    values = column.values(rows)
    (found,) = number_statistics(stage.workspace, values, ["CAST(v AS DOUBLE)"])
    double = "CAST(v AS DOUBLE)"
    finite = f"CASE WHEN isfinite({double}) THEN v END"
    ((zeros, low, high, quantiles),) = stage.workspace.rows(
        f"SELECT count(CASE WHEN v = 0 THEN 1 END), {_shown(f'min({finite})')},"
        f" {_shown(f'max({finite})')},"
        f" quantile_disc(CASE WHEN isfinite({double}) THEN {double} END,"
        f" {_shares(parts)}) FROM {values}"
    )
    return {
        "num_zeros": zeros,
        "min": low,
        "max": high,
        "mean": found.mean,
        "stddev": found.deviation,
        "median": found.median,
        "quantiles": quantiles,
        "num_values": found.n_rows - found.n_null,
    }


def _shown(number: str) -> str:
    """Return SQL for a number as text, whole numbers without a point."""
    return rf"regexp_replace(CAST({number} AS VARCHAR), '\.0$', '')"


def _shares(n: int) -> str:
    return f"[{', '.join(literal(i / n) for i in range(n + 1))}]"


def _texts(stage: Stage, column: DescribedColumn, rows: str, top_k: int) -> dict[str, Any]:
    ((unique, n, low, high, letters, top),) = stage.workspace.rows(
        "WITH __counted AS (SELECT CAST(v AS VARCHAR) AS t, count(*) AS n"
        f" FROM {column.values(rows)} WHERE v IS NOT NULL GROUP BY t)"
        " SELECT count(*), CAST(coalesce(sum(n), 0) AS BIGINT), min(t), max(t), sum(n * length(t)),"
        " (SELECT list({'value': t, 'count': n}) FROM (FROM __counted ORDER BY n DESC, t"
        f" LIMIT {top_k})) FROM __counted"
    )
    count = int(str(n))
    return {
        "min": low,
        "max": high,
        "unique": unique,
        "avg_string_length": int(str(letters)) / count if count else None,
        "num_values": count,
        "top_values": top or [],
    }


def _lengths(stage: Stage, column: DescribedColumn, rows: str, parts: int) -> dict[str, Any]:
    shares = _shares(parts)
    largest = "CAST(NULL AS BIGINT)"
    if column.shape == "sparse":
        index = "list_transform(a, lambda __pair: struct_extract_at(__pair, 1))"
        largest = f"max(list_max({index})) + 1"
    ((shortest, longest, total, n, quantiles, dimension),) = stage.workspace.rows(
        f"SELECT min(len(a)), max(len(a)), sum(len(a)), count(a),"
        f" quantile_disc(len(a), {shares}), {largest}"
        f" FROM (SELECT {column.expression} AS a FROM {rows})"
    )
    known = int(str(n))
    return {
        "min_array_length": shortest,
        "max_array_length": longest,
        "avg_array_length": int(str(total)) / known if known else None,
        "total_array_length": int(str(total)) if known else 0,
        "array_length_quantiles": quantiles,
        "dimension": dimension,
    }
