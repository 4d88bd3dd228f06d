"""Numbers of which a power each makes another number when they are multiplied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.engine.quote import quote
from forebay.evaluate.exact_sum_of import MOST, exact_sum_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine import Workspace

_POSITIVE: Final = 0.98  # of the rows: others have no logarithm


def exact_product_of(
    workspace: Workspace, relation: str, columns: Sequence[str], label: str
) -> tuple[str, ...]:
    """Return the fewest columns found of which the label is a product; empty if there are none.

    A turnover is a price times a quantity, a rate one number by another: the logarithm of the label
    is a weighted sum of their logarithms (:func:`exact_sum_of`). Columns that are not positive in
    98 % of the rows are left out, as is a label that is not, and as are all after the first 60.

    Parameters
    ----------
    relation
        SQL of a relation in FROM position.
    columns
        Numbers.
    label
        SQL of the label, a number.

    Examples
    --------
    Of ``turnover = price * quantity``, of three columns ``price``, ``quantity`` and ``weekday``,
    the first two are returned.

    """
    names = list(columns)[:MOST]
    if not names:
        return ()
    values = [label, *map(quote, names)]
    counted = ", ".join(f"count(*) FILTER (CAST({v} AS DOUBLE) > 0)" for v in values)
    rows: Any = workspace.rows(f"SELECT count(*), {counted} FROM {relation}")
    n, of_label, *of_columns = (int(value) for value in rows[0])
    positive = [name for name, k in zip(names, of_columns, strict=True) if k and k >= _POSITIVE * n]
    if len(positive) < 2 or of_label < _POSITIVE * n:  # noqa: PLR2004 - a power of one is an order
        return ()
    logs = ", ".join(f"{_log(quote(name))} AS {quote(name)}" for name in positive)
    of_logs = f"(SELECT {_log(label)} AS __log, {logs} FROM {relation})"
    return exact_sum_of(workspace, of_logs, positive, "__log")


def _log(value: str) -> str:
    return f"CASE WHEN CAST({value} AS DOUBLE) > 0 THEN ln(CAST({value} AS DOUBLE)) END"
