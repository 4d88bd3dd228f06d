"""``ML.CORRELATION(data, target_col => '...', target_correlation_cols => [...], ...)``.

How a column goes along with others, over all rows and, with ``dimension_cols``, in each part of the
data that some of the dimensions cut out (GROUP BY CUBE). ``method`` is PEARSON; SPEARMAN, the same
of ranks, equal values having the lowest of their ranks; or KENDALL, tau-b.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.protocol import Column, Schema
from forebay.engine.quote import literal, quote
from forebay.errors import ProjectError
from forebay.features.value_kind import value_kind
from forebay.query.function_shape import FunctionShape
from forebay.query.named_column import named_columns
from forebay.query.setting_kind import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.stage import Stage
    from forebay.sql.statement import ModelCall

SHAPE: Final = FunctionShape(
    1,
    1,
    {
        "target_col": "column",
        "target_correlation_cols": "columns",
        "dimension_cols": "columns",
        "method": Choice(("PEARSON", "SPEARMAN", "KENDALL")),
    },
    tasks=frozenset(),
    model="none",
    needed=("target_col", "target_correlation_cols"),
)

_SEGMENT: Final = Column("segment", "STRUCT(dimension_col VARCHAR, dimension_value JSON)[]")
_FIGURES: Final = (
    Column("target_col", "VARCHAR"),
    Column("corr_col", "VARCHAR"),
    Column("correlation", "DOUBLE"),
    Column("segment_size", "BIGINT"),
    Column("segment_proportion", "DOUBLE"),
)
_MOST_DIMENSIONS: Final = 12


def output_schema(call: ModelCall, inputs: tuple[Schema, ...], signature: None) -> Schema:
    """Return the segment, the dimensions and the figures."""
    del signature
    (given,) = inputs
    dimensions = named_columns(call, "dimension_cols", given)
    for setting in ("target_col", "target_correlation_cols"):
        for column in named_columns(call, setting, given):
            _require_number(call, setting, column)
    _check_dimensions(call, dimensions)
    return Schema((_SEGMENT, *dimensions, *_FIGURES))


def _require_number(call: ModelCall, setting: str, column: Column) -> None:
    if value_kind(column.type) != "number":
        raise ProjectError.of(
            "input-column",
            f'"{column.name}" is {column.type}, and ML.CORRELATION takes numbers',
            call.settings_spans[setting],
            hint=f"cast it: CAST({column.name} AS DOUBLE) AS {column.name}.",
        )


def _check_dimensions(call: ModelCall, dimensions: Sequence[Column]) -> None:
    taken = {c.name for c in (_SEGMENT, *_FIGURES)}
    message = ""
    if len(dimensions) > _MOST_DIMENSIONS:
        message = f"ML.CORRELATION takes at most {_MOST_DIMENSIONS} dimensions"
    elif len({d.name for d in dimensions}) < len(dimensions):
        message = "a dimension is named twice"
    elif clash := next((d for d in dimensions if d.name.casefold() in taken), None):
        message = f'the dimension "{clash.name}" has the name of a column of the answer'
    if message:
        raise ProjectError.of(
            "bad-argument",
            message,
            call.settings_spans["dimension_cols"],
            hint="leave it out, or rename the column with AS.",
        )


def run(stage: Stage) -> str:
    """Compute the figures on one thread, so that they are the same on every run."""
    (given,) = stage.inputs
    schema = stage.workspace.describe(given.sql, given.at)
    dimensions = named_columns(stage.call, "dimension_cols", schema)
    (target,) = named_columns(stage.call, "target_col", schema)
    others = named_columns(stage.call, "target_correlation_cols", schema)
    method = str(stage.settings.get("method", "PEARSON")).upper()
    cells = _cells(given.sql, [target, *others], dimensions)
    text = " UNION ALL ".join(
        _one_column(i, len(dimensions), method) for i in range(1, len(others) + 1)
    )
    names = [target.name, *(other.name for other in others)]
    file = stage.workspace.write(
        f"WITH __cells AS ({cells}), sizes AS ({_sizes(len(dimensions))}), found AS ({text})"
        f" {_answer(dimensions, names)}",
        stage.scratch / f"{stage.name}.parquet",
        order_by=", ".join(
            ["segment_size DESC", "corr_col", "cube", *(quote(d.name) for d in dimensions)]
        ),
        deterministic=True,
    )
    answer = Schema((_SEGMENT, *dimensions, *_FIGURES))
    stored = Schema((Column("cube", "BIGINT"), *answer.columns))
    stage.workspace.attach(f"{stage.name}_cube", [file.path], stored)
    kept = ", ".join(quote(name) for name in answer.names)
    return f"SELECT {kept} FROM {quote(f'{stage.name}_cube')}"


def _cells(rows: str, numbers: Sequence[Column], dimensions: Sequence[Column]) -> str:
    """Return a query in which each row stands once in each part of the cube.

    Bit i of ``cube`` says that the part is cut out by dimension i; the other ``d`` are NULL.
    """
    values = (f"CAST({quote(c.name)} AS DOUBLE) AS x{i}" for i, c in enumerate(numbers))
    kept = (
        f"CASE WHEN cube & {2**i} > 0 THEN {quote(d.name)} END AS d{i}"
        for i, d in enumerate(dimensions)
    )
    columns = ", ".join(["cube", *values, *kept])
    cubes = f"range({2 ** len(dimensions)}) AS cubes(cube)"
    return f"SELECT {columns} FROM (\n{rows}\n) CROSS JOIN {cubes}"


def _keys(n: int) -> str:
    return ", ".join(["cube", *(f"d{i}" for i in range(n))])


def _sizes(n: int) -> str:
    return f"SELECT {_keys(n)}, count(*) AS size FROM __cells GROUP BY {_keys(n)}"


def _one_column(i: int, n: int, method: str) -> str:
    """Return a query for the coefficient of x0 and x<i> in each part that has a pair."""
    keys = _keys(n)
    pairs = (
        f"SELECT {keys}, x0 AS x, x{i} AS y FROM __cells WHERE x0 IS NOT NULL AND x{i} IS NOT NULL"
    )
    match method:
        case "SPEARMAN":
            ranks = ", ".join(
                f"CAST(rank() OVER (PARTITION BY {keys} ORDER BY {v}) AS DOUBLE) AS {v}"
                for v in "xy"
            )
            pairs = f"SELECT {keys}, {ranks} FROM ({pairs})"
        case "KENDALL":
            return f"SELECT {i} AS other, {keys}, r FROM ({_kendall(pairs, n)})"
        case _:
            pass
    coefficient = "CASE WHEN count(*) > 1 THEN corr(y, x) END"
    return f"SELECT {i} AS other, {keys}, {coefficient} AS r FROM ({pairs}) GROUP BY {keys}"


def _kendall(pairs: str, n: int) -> str:
    """Return a query for tau-b: (P - Q) / sqrt((P + Q + tx) (P + Q + ty)).

    P and Q count the pairs of rows in the same and in opposite order, tx and ty those that are
    equal in x alone and in y alone. Equal rows are counted once before they are compared, in whole
    numbers.

    References
    ----------
    Kendall (1945). The treatment of ties in ranking problems. Biometrika 33, 239-251.
    """
    keys = _keys(n)
    same = " AND ".join(
        f"a.{k.strip()} IS NOT DISTINCT FROM b.{k.strip()}" for k in keys.split(",")
    )
    both = "CAST(a.n AS HUGEINT) * b.n"
    signs = "sign(a.x - b.x) * sign(a.y - b.y)"
    own = ", ".join(f"a.{k.strip()} AS {k.strip()}" for k in keys.split(","))
    return (
        f"WITH points AS (SELECT {keys}, x, y, count(*) AS n FROM ({pairs}) GROUP BY {keys}, x, y),"
        f" compared AS (SELECT {own},"
        f" coalesce(sum(CASE WHEN {signs} > 0 THEN {both} END), 0) AS p,"
        f" coalesce(sum(CASE WHEN {signs} < 0 THEN {both} END), 0) AS q,"
        f" coalesce(sum(CASE WHEN a.x = b.x AND a.y <> b.y THEN {both} END), 0) AS tx,"
        f" coalesce(sum(CASE WHEN a.y = b.y AND a.x <> b.x THEN {both} END), 0) AS ty,"
        f" sum(CASE WHEN a.x = b.x AND a.y = b.y THEN a.n END) AS n"
        f" FROM points AS a JOIN points AS b ON {same} GROUP BY ALL)"
        f" SELECT {keys}, CASE WHEN n > 1 THEN CAST(p - q AS DOUBLE)"
        " / (sqrt(CAST(p + q + tx AS DOUBLE)) * sqrt(CAST(p + q + ty AS DOUBLE))) END AS r"
        " FROM compared"
    )


def _answer(dimensions: Sequence[Column], names: Sequence[str]) -> str:
    n = len(dimensions)
    parts = ", ".join(
        f"CASE WHEN sizes.cube & {2**i} > 0 THEN {{'dimension_col': {literal(d.name)},"
        f" 'dimension_value': coalesce(to_json(sizes.d{i}), CAST('null' AS JSON))}} END"
        for i, d in enumerate(dimensions)
    )
    segment = f"list_filter([{parts}], lambda s: s IS NOT NULL)" if parts else "[]"
    own = "".join(f", sizes.d{i} AS {quote(d.name)}" for i, d in enumerate(dimensions))
    same = " AND ".join(
        f"sizes.{k.strip()} IS NOT DISTINCT FROM found.{k.strip()}" for k in _keys(n).split(",")
    )
    others = literal(list(names[1:]))
    return (
        f"SELECT sizes.cube, CAST({segment} AS {_SEGMENT.type}) AS segment{own},"
        f" {literal(names[0])} AS target_col, ({others})[others.other] AS corr_col,"
        " found.r AS correlation, sizes.size AS segment_size,"
        " CAST(sizes.size AS DOUBLE) / max(CASE WHEN sizes.cube = 0 THEN sizes.size END) OVER ()"
        " AS segment_proportion"
        f" FROM sizes CROSS JOIN range(1, {len(names)}) AS others(other)"
        f" LEFT JOIN found ON found.other = others.other AND {same}"
    )
