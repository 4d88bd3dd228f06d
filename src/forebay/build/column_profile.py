"""What raw columns looked like in training: what later data is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.quote import literal, quote
from forebay.features.value_kind import value_kind
from forebay.query.data_comparison import BUCKETS, LISTED
from forebay.query.spread import number_spreads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace

# More aggregates in one query take far longer than the same in several.
_COLUMNS_AT_ONCE = 50
_BINS = 10


def column_profile(
    workspace: Workspace, rows: str, columns: Sequence[Column]
) -> dict[str, dict[str, Any]]:
    """Return for each column how many rows are NULL and how the others are spread.

    Parameters
    ----------
    rows
        SQL in FROM position, with its WHERE.

    Returns
    -------
    dict
        By column. Numbers: ``spread`` (see ``NumberSpread``), ``edges``, the inner bounds of at
        most 10 bins of equal mass (observed values), and ``counts``, how many values are at most
        the first edge, at most the second, ... and above the last. Others: ``top``, the 50
        most frequent values with their counts, and ``other``.

    """
    numbers = [c for c in columns if value_kind(c.type) == "number"]
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(numbers), _COLUMNS_AT_ONCE):
        found |= _numbers(workspace, rows, numbers[start : start + _COLUMNS_AT_ONCE])
    for column in columns:
        if column.name not in found:
            found[column.name] = _categories(workspace, rows, column)
    return {column.name: found[column.name] for column in columns}


def _numbers(
    workspace: Workspace, rows: str, columns: Sequence[Column]
) -> dict[str, dict[str, Any]]:
    """Profile all numbers in two passes: one for the edges, one for what lies between them."""
    doubles = [f"CAST({quote(column.name)} AS DOUBLE)" for column in columns]
    values = [f"CASE WHEN isfinite({double}) THEN {double} END" for double in doubles]
    shares = "[" + ", ".join(repr(i / _BINS) for i in range(1, _BINS)) + "]"
    first = ", ".join(f"quantile_disc({v}, {shares}), count({v})" for v in values)
    n_rows, *told = workspace.rows(f"SELECT count(*), {first} FROM {rows}")[0]
    all_edges: list[Any] = [sorted(set(edges or ())) for edges in told[0::2]]  # type: ignore[call-overload]
    # One search among the edges a value: a FILTER for each edge takes ten times as long.
    spread = {
        i: f"histogram({value}, [{', '.join(literal(edge) for edge in edges)}])"
        for i, (value, edges) in enumerate(zip(values, all_edges, strict=True))
        if edges
    }
    found_bins: tuple[Any, ...] = (
        workspace.rows(f"SELECT {', '.join(spread.values())} FROM {rows}")[0] if spread else ()
    )
    bins = dict(zip(spread, found_bins, strict=True))
    spreads = number_spreads(workspace, rows, doubles, BUCKETS)
    found: dict[str, dict[str, Any]] = {}
    for i, (column, edges, n_values) in enumerate(zip(columns, all_edges, told[1::2], strict=True)):
        total: Any = n_values
        counts = [bins[i].get(edge, 0) for edge in edges]
        found[column.name] = {
            "kind": "number",
            "rows": n_rows,
            "nulls": int(str(n_rows)) - total,
            "spread": spreads[i].to_json(),
            "edges": edges,
            "counts": [*counts, total - sum(counts)],
        }
    return found


def _categories(workspace: Workspace, rows: str, column: Column) -> dict[str, Any]:
    text = f"CAST({quote(column.name)} AS VARCHAR)"
    counted: Any = workspace.rows(
        f"SELECT {text} AS v, count(*) AS n FROM {rows} GROUP BY ALL ORDER BY n DESC, v"
    )
    nulls = sum(n for value, n in counted if value is None)
    values = [(value, n) for value, n in counted if value is not None]
    return {
        "kind": "category",
        "rows": sum(n for _, n in counted),
        "nulls": nulls,
        "top": [[value, n] for value, n in values[:LISTED]],
        "other": sum(n for _, n in values[LISTED:]),
    }
