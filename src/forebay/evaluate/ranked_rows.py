"""Each row with how much of each class lies at and below its score.

Everything that depends on the order of scores (ROC AUC, average precision, calibration bins,
thresholds) is read from these columns, which the engine makes by sorting and running sums.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.evaluate.exact_sum import bits_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows

# Without weights one running sum counts both classes, the positive rows above these binary places:
# two thirds of the time of two sums.
_PLACES = 40


def ranked_rows(source: str, places: Iterable[int], rows: ScoredRows, sample: Sample) -> str:
    """Return a query that adds columns to a relation of typed rows of two classes.

    Parameters
    ----------
    source
        The relation; its columns are those of ``typed_rows``.
    places
        Which of the scores ``s0``, ``s1``, ... are wanted.

    Notes
    -----
    For score k, all DOUBLE: ``b1_k``, ``b0_k``, the weight of positive and of negative rows below
    the row's score; ``w1_k``, ``w0_k``, of those that have just this score.

    """
    columns, windows = [], []
    for k in places:
        below, at, last = _weights(f"s{k}", f"_{k}", "", sample, weighted=rows.weight is not None)
        columns += [*below, *at]
        windows.append(last)
    return (
        f"SELECT *, {', '.join(columns)} FROM ({_split(source, rows, sample)})"
        f" WINDOW {', '.join(windows)}"
    )


def class_ranks(source: str, k: int, rows: ScoredRows, sample: Sample) -> str:
    """Return a query with a row for each row and class of typed rows of more than two classes.

    Its columns are ``number``, which `source` must have; ``c``, the index of the class; ``y``, 1 in
    the rows of the class; ``b1_c`` and so on, where these are the positive rows.
    """
    weight = ", w" if rows.weight is not None else ""
    each = (
        f"(SELECT number, c, s{k}[c + 1] AS s, CAST(y = c AS INTEGER) AS y{weight}"
        f" FROM {source}, (SELECT CAST(c AS INTEGER) AS c FROM range({len(rows.classes)}) AS g(c)))"
    )
    partition = "PARTITION BY c "
    below, at, windows = _weights("s", "_c", partition, sample, weighted=rows.weight is not None)
    return f"SELECT *, {', '.join(below + at)} FROM ({_split(each, rows, sample)}) WINDOW {windows}"


def _split(source: str, rows: ScoredRows, sample: Sample) -> str:
    """Return the rows with their weights as whole numbers, so that running sums are exact."""
    if rows.weight is None:
        amount = f"CASE y WHEN 1 THEN {1 << _PLACES} WHEN 0 THEN 1 ELSE 0 END"
        return f"SELECT *, {amount} AS f FROM {source}"
    amount = f"CAST(w * {literal(_scale(sample))} AS HUGEINT)"
    return (
        f"SELECT *, CASE WHEN y = 1 THEN {amount} ELSE 0 END AS f1,"
        f" CASE WHEN y = 0 THEN {amount} ELSE 0 END AS f0 FROM {source}"
    )


def _amounts(sample: Sample, *, weighted: bool) -> dict[str, tuple[str, str]]:
    """Return for each class the column that is summed, and how its weight is read from the sum."""
    if weighted:
        scaled = f"CAST({{}} AS DOUBLE) / {literal(_scale(sample))}"
        return {"1": ("f1", scaled), "0": ("f0", scaled)}
    return {
        "1": ("f", f"CAST(({{}}) >> {_PLACES} AS DOUBLE)"),
        "0": ("f", f"CAST(({{}}) & {(1 << _PLACES) - 1} AS DOUBLE)"),
    }


def _scale(sample: Sample) -> float:
    return float(2.0 ** bits_for(sample.mass))


def _weights(
    score: str, end: str, partition: str, sample: Sample, *, weighted: bool
) -> tuple[list[str], list[str], str]:
    """Return the columns below and at a score, and the windows that they need."""
    below, at = [], []
    for f, (column, amount) in _amounts(sample, weighted=weighted).items():
        lower = f"coalesce(sum({column}) OVER below{end}, 0)"
        below.append(f"{amount.format(lower)} AS b{f}{end}")
        own = f"sum({column}) OVER upto{end} - {lower}"
        at.append(f"{amount.format(own)} AS w{f}{end}")
    order = f"{partition}ORDER BY {score} RANGE"
    windows = (
        f"below{end} AS ({order} BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP),"
        f" upto{end} AS ({order} UNBOUNDED PRECEDING)"
    )
    return below, at, windows
