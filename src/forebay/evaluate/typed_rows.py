"""The valid rows of a relation, with typed columns under fixed names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.scored_rows import ScoredRows, Scorer


def typed_rows(rows: ScoredRows, scorers: Sequence[Scorer]) -> str:
    """Return a query over the rows that have a label and every one of the scores.

    Its columns: ``y``, the label (INTEGER for classes, DOUBLE for regression); ``s0``, ``s1``, ...,
    the scores in the order of `scorers` (DOUBLE, or DOUBLE[] for more than two classes); ``w``,
    the weight, if there is one; ``inside``, whether a label lies in its interval, and ``block``, if
    there are some.
    """
    label = quote(rows.label)
    y_type = "DOUBLE" if rows.task == "regression" else "INTEGER"
    columns = [f"CAST({label} AS {y_type}) AS y"]
    conditions = [f"({rows.where})"] if rows.where else []
    conditions.append(_label_is_valid(rows, label))
    s_type = "DOUBLE[]" if rows.task == "multiclass" else "DOUBLE"
    for k, scorer in enumerate(scorers):
        column = quote(rows.column(scorer))
        columns.append(f"CAST({column} AS {s_type}) AS s{k}")
        conditions.append(score_is_valid(rows, column))
    if rows.weight is not None:
        weight = f"CAST({quote(rows.weight)} AS DOUBLE)"
        columns.append(f"{weight} AS w")
        conditions.append(f"{weight} >= 0e0 AND isfinite({weight})")
    if rows.inside is not None:
        columns.append(f"coalesce({quote(rows.inside)}, false) AS inside")
    if rows.block is not None:
        columns.append(f"CAST({quote(rows.block)} AS BIGINT) AS block")
    return f"SELECT {', '.join(columns)} FROM {rows.relation} WHERE {' AND '.join(conditions)}"


def score_is_valid(rows: ScoredRows, column: str) -> str:
    """Return the condition that a quoted score column is there and finite."""
    if rows.task == "multiclass":
        n = len(rows.classes)
        finite = " AND ".join(f"isfinite(CAST({column}[{i + 1}] AS DOUBLE))" for i in range(n))
        return f"coalesce(len({column}) = {n} AND {finite}, false)"
    return f"coalesce(isfinite(CAST({column} AS DOUBLE)), false)"


def _label_is_valid(rows: ScoredRows, label: str) -> str:
    if rows.task == "regression":
        return f"coalesce(isfinite(CAST({label} AS DOUBLE)), false)"
    return f"CAST({label} AS INTEGER) BETWEEN 0 AND {max(1, len(rows.classes) - 1)}"
