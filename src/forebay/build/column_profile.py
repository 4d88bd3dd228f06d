"""What raw columns looked like in training: what later data is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Column, Workspace

_BINS = 10
_TOP = 50


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
        By column. Numbers: ``edges``, the inner bounds of at most 10 bins of equal mass (observed
        values), and ``counts`` of ``x <= edge`` bins. Others: ``top``, the 50 most frequent values
        with their counts, and ``other``.

    """
    found = {}
    for column in columns:
        if value_kind(column.type) in {"number", "boolean"}:
            found[column.name] = _numbers(workspace, rows, column)
        else:
            found[column.name] = _categories(workspace, rows, column)
    return found


def _numbers(workspace: Workspace, rows: str, column: Column) -> dict[str, Any]:
    value = f"CAST({quote(column.name)} AS DOUBLE)"
    shares = ", ".join(f"{i / _BINS!r}" for i in range(1, _BINS))
    finite = f"CASE WHEN isfinite({value}) THEN {value} END"
    edges_row: Any = workspace.rows(
        f"SELECT quantile_disc({finite}, [{shares}]), count(*), count({finite}) FROM {rows}"
    )[0]
    edges = sorted(set(edges_row[0] or ()))
    bins = " ".join(f"WHEN x <= CAST('{edge!r}' AS DOUBLE) THEN {i}" for i, edge in enumerate(edges))
    case = f"CASE {bins} ELSE {len(edges)} END" if edges else "0"
    counted = dict(
        workspace.rows(
            f"SELECT {case} AS bin, count(*) FROM (SELECT {finite} AS x FROM {rows})"
            " WHERE x IS NOT NULL GROUP BY bin"
        )
    )
    return {
        "kind": "number",
        "rows": edges_row[1],
        "nulls": edges_row[1] - edges_row[2],
        "edges": edges,
        "counts": [counted.get(i, 0) for i in range(len(edges) + 1)],
    }


def _categories(workspace: Workspace, rows: str, column: Column) -> dict[str, Any]:
    text = f"CAST({quote(column.name)} AS VARCHAR)"
    counted: Any = workspace.rows(
        f"SELECT {text} AS v, count(*) AS n FROM {rows} GROUP BY v ORDER BY n DESC, v"
    )
    nulls = sum(n for value, n in counted if value is None)
    values = [(value, n) for value, n in counted if value is not None]
    return {
        "kind": "category",
        "rows": sum(n for _, n in counted),
        "nulls": nulls,
        "top": [[value, n] for value, n in values[:_TOP]],
        "other": sum(n for _, n in values[_TOP:]),
    }
