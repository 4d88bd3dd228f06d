"""Numbers of which a multiple each adds up to another number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.engine import Workspace

MOST: Final = 60  # numbers, of the first columns: their products are all summed
_LEAST_ROWS: Final = 10  # for each number, and as many more: fewer rows are met by any of them
_ALL: Final = 0.999_95  # of the variance: parts may be rounded
_NEARLY, _FAR, _MOST_ODD = 0.9, 3.0, 0.02  # a few rows with an error of their own are set aside


def exact_sum_of(
    workspace: Workspace, relation: str, columns: Sequence[str], label: str
) -> tuple[str, ...]:
    """Return the fewest columns found whose weighted sum is the label; empty if there are none.

    By least squares on standardized numbers, NULL as their mean: at least 99.995 % of the variance
    must be explained, of 98 % of the rows or more. A column that it does without is left out, the
    least important one first.

    Parameters
    ----------
    relation
        SQL of a relation in FROM position.
    columns
        Numbers and Booleans.
    label
        SQL of the label, a number.

    Examples
    --------
    Of ``total = 3 * a + b``, of three columns ``a``, ``b`` and ``c``, the first two are returned.

    """
    names = list(columns)[:MOST]
    if not names:
        return ()
    scaled = _scaled(relation, [*map(quote, names)], label)
    gram, rows = _correlations(workspace, scaled, len(names) + 1, "true")
    left = [i for i in range(len(names)) if gram[i, i] > 0]
    if rows < _LEAST_ROWS * (len(names) + 1) or gram[-1, -1] <= 0 or not left:
        return ()
    share = _explained(gram, left)
    if _NEARLY <= share < _ALL:
        near = _near(gram, left, len(names))
        gram, kept = _correlations(workspace, scaled, len(names) + 1, near)
        is_enough = kept >= (1 - _MOST_ODD) * rows and gram[-1, -1] > 0
        share = _explained(gram, left) if is_enough else 0.0
    if share < _ALL:
        return ()
    while len(left) > 1:
        shares = [_explained(gram, [k for k in left if k != i]) for i in left]
        best = int(np.argmax(shares))
        if shares[best] < _ALL:
            break
        left.pop(best)
    return tuple(names[i] for i in left)


def _near(gram: NDArray[np.float64], some: list[int], place: int) -> str:
    """Return the condition of the rows that are near to what the others give."""
    weights = _weights(gram, some)
    spread = float(np.sqrt(max(0.0, gram[-1, -1] - gram[some, -1] @ weights)))
    told = "".join(f" - ({float(w)!r}) * z{i}" for i, w in zip(some, weights, strict=True))
    return f"abs(z{place}{told}) <= {_FAR * spread!r}"


def _scaled(relation: str, columns: list[str], label: str) -> str:
    """Return a query of columns and label, standardized: z0, z1, ...; 0 for NULL or a constant."""
    inner = ", ".join(
        f"CASE WHEN isfinite(CAST({c} AS DOUBLE)) THEN CAST({c} AS DOUBLE) END AS x{i}"
        for i, c in enumerate([*columns, label])
    )
    n = len(columns) + 1
    means = ", ".join(f"avg(x{i}) AS m{i}, stddev_pop(x{i}) AS s{i}" for i in range(n))
    scaled = ", ".join(f"coalesce((x{i} - m{i}) / nullif(s{i}, 0), 0) AS z{i}" for i in range(n))
    return (
        f"WITH r AS (SELECT {inner} FROM {relation}), m AS (SELECT {means} FROM r)"
        f" SELECT {scaled} FROM r CROSS JOIN m WHERE x{n - 1} IS NOT NULL"
    )


def _correlations(
    workspace: Workspace, scaled: str, n: int, where: str
) -> tuple[NDArray[np.float64], int]:
    """Return the mean products of standardized columns in some rows, and how many these are."""
    sums = ", ".join(f"sum(z{i} * z{k})" for i in range(n) for k in range(i, n))
    (row,) = workspace.rows(f"SELECT count(*), {sums} FROM ({scaled}) WHERE {where}")
    found: Any = row
    rows, gram = int(found[0]), np.zeros((n, n))
    if rows:
        gram[np.triu_indices(n)] = [float(value or 0) / rows for value in found[1:]]
    return gram + np.triu(gram, 1).T, rows


def _weights(gram: NDArray[np.float64], some: list[int]) -> NDArray[np.float64]:
    found = np.linalg.lstsq(gram[np.ix_(some, some)], gram[some, -1], rcond=1e-10)[0]
    return np.asarray(found, np.float64)


def _explained(gram: NDArray[np.float64], some: list[int]) -> float:
    """Return the share of the mean square of the last column that some others explain."""
    return float(gram[some, -1] @ _weights(gram, some) / gram[-1, -1])
