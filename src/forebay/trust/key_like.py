"""Features that number the rows instead of describing them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.quote import quote
from forebay.errors import Problem

if TYPE_CHECKING:
    from forebay.errors import Span
    from forebay.trust.label_sample import LabelSample

LEAST_DIFFERENT = 0.95
_LEAST_ROWS = 100
_DENSE = 4.0  # numbers of a counter lie this close: the range is at most so many times the rows
_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UINTEGER", "UBIGINT"}
)


def key_like(sample: LabelSample, total: int, span: Span) -> dict[str, Problem]:
    """Return a warning for each text that is different in nearly every row, and each counter.

    Parameters
    ----------
    total
        The rows that the sample was drawn from: a counter over them has about that range.

    """
    if sample.rows < _LEAST_ROWS:
        return {}
    columns = [c for c in sample.features if c.type in {"VARCHAR", "UUID"} or c.type in _INTEGERS]
    if not columns:
        return {}
    items = ", ".join(
        f"count(DISTINCT {quote(c.name)}), count({quote(c.name)}), {_range(c.name, c.type)}"
        for c in columns
    )
    row: Any = sample.workspace.rows(f"SELECT {items} FROM {sample.relation}")[0]
    found = {}
    for column, distinct, count, width in zip(columns, row[::3], row[1::3], row[2::3], strict=True):
        is_counter = width is None or float(width) <= _DENSE * total
        if count >= _LEAST_ROWS and distinct > LEAST_DIFFERENT * count and is_counter:
            found[column.name] = Problem(
                "key-like-feature",
                f'the feature "{column.name}" is different in nearly every row',
                span,
                detail=f"it has {distinct:,} values in {count:,} training rows: a model can only"
                " remember them.",
                hint=f"if it identifies a row, say KEY ({column.name}) or CARRY ({column.name}).",
                severity="warning",
            )
    return found


def _range(name: str, kind: str) -> str:
    if kind not in _INTEGERS:
        return "NULL"
    return f"CAST(max({quote(name)}) AS DOUBLE) - CAST(min({quote(name)}) AS DOUBLE)"
