"""By how much each independent piece of the rows pulls a formula, summed up in the engine."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import literal
from forebay.evaluate.average_precision import precision_influence, precision_slopes
from forebay.evaluate.calibration import gap_influence
from forebay.evaluate.calibration_line import LINE_METRICS
from forebay.evaluate.class_freedom import class_freedom
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.gradient import moment_gradient
from forebay.evaluate.median_absolute_error import median_influence
from forebay.evaluate.ranked_rows import class_ranks, ranked_rows
from forebay.evaluate.roc_auc import area_influence
from forebay.evaluate.spread import Spread
from forebay.evaluate.totals import moments_of, terms_of
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.evaluate.quantity import Quantity
    from forebay.evaluate.sample import Sample
    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.evaluate.totals import Totals


# Figures of two classes to which rows of one class add, however many there are of the other.
_BY_CLASS = frozenset(
    {
        "precision", "recall", "false_positive_rate", "f1_score", "roc_auc", "balanced_accuracy",
        "average_precision", "matthews_correlation",
    }
)  # fmt: skip


@dataclass(slots=True)
class _Query:
    """The parts of one query: what a row adds to the pull, and what that needs."""

    addends: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)  # common table expressions
    joins: list[str] = field(default_factory=list)
    ranked: list[int] = field(default_factory=list)  # scores whose ranks are needed
    sloped: list[int] = field(default_factory=list)  # and the slopes of their precisions
    is_by_class: bool = False  # whether a figure is made of each of two classes apart

    def source(self, rows: ScoredRows, sample: Sample) -> str:
        """Return the relation that the addends read."""
        if not self.ranked:
            return "r"
        found = ranked_rows("r", self.ranked, rows, sample)
        for k in self.sloped:
            found = precision_slopes(found, k, rows, sample)
        return f"({found})"


def pulls(
    rows: ScoredRows,
    scorers: Sequence[Scorer],
    sample: Sample,
    totals: Mapping[Scorer, Totals],
    slopes: Mapping[Quantity, float],
) -> Spread:
    r"""Return the spread of a formula from the pulls of the rows, or of the blocks of rows.

    Parameters
    ----------
    slopes
        By how much the formula moves with each of its figures.

    Notes
    -----
    A figure is a function of sums, so that a row pulls it by the gradient times what the row adds
    to the sums; what depends on the order of scores has an influence of its own for each row. The
    pulls u of n rows give the variance $n / (n - 1) \sum u^2$ and the acceleration
    $\sum u^3 / (6 (\sum u^2)^{3/2})$ [^1]. They leave the engine as sums only, the same bits in
    any order of the rows.

    Rows of one block are one piece. Where there are blocks, the pull of a piece that makes up a
    share c of the weight is divided by $\sqrt{1 - c}$, without which its square is too small on
    average by just that share ("CR2", [^2]), and the variance is $\sum u^2$. Degrees of freedom are
    $1 / \sum c^2 - 1$: one less than the pieces if they are equal, fewer if they are not [^3].
    For figures that are made of two classes apart, such as recall, c is the share of the class and
    each class has its own part of the pull and its own degrees of freedom; how they are put
    together is said in ``class_freedom``.

    References
    ----------
    [^1]: Efron (1987). Better bootstrap confidence intervals. Journal of the American Statistical
        Association 82, 171-185.
    [^2]: Bell, McCaffrey (2002). Bias reduction in standard errors for linear regression with
        multi-stage samples. Survey Methodology 28, 169-181.
    [^3]: Carter, Schnepel, Steigerwald (2017). Asymptotic behavior of a t-test robust to cluster
        heterogeneity. The Review of Economics and Statistics 99, 698-709.

    """
    of_classes = rows.task == "binary" and any(q.metric in _BY_CLASS for q in slopes)
    query = _Query(is_by_class=of_classes)
    for k, scorer in enumerate(scorers):
        own = {q.metric: slope for q, slope in slopes.items() if q.scorer == scorer}
        if own:
            _add_moments(query, rows, (k, scorer), (sample, totals[scorer]), own)
            _add_ranks(query, rows, k, (sample, totals[scorer]), own)
    ((*found,),) = rows.workspace.rows(_pieces(rows, scorers, sample, query))
    return _known([cast("float", value) for value in found], sample)


def _known(values: Sequence[float], sample: Sample) -> Spread:
    """Return the spread from what the query of ``_pieces`` gives."""
    (n, size, lowest, highest), powers, even = values[:4], values[4:7], values[7:]
    if n < 2:  # noqa: PLR2004 - one piece has no spread
        return Spread(math.nan, 0.0, math.nan, math.nan)
    spread = _spread(n, size, (lowest, highest), powers)
    if sample.n_blocks == 0:
        return replace(spread, variance=spread.variance * n / (n - 1.0), df=n - 1.0)
    total, *of_class = even
    df = 1.0 / total - 1.0
    if of_class:
        df = min(df, class_freedom((of_class[0], of_class[1]), (of_class[2], of_class[3])))
    # One that equals an exact number of pieces may be a hair below it.
    return replace(spread, df=df + 1e-9)


def _spread(n: float, size: float, ends: tuple[float, float], powers: Sequence[float]) -> Spread:
    """Return the spread of so many pieces, with the plain sum of squares as its variance."""
    first, second, third = powers
    mean = first / n
    squares = second - n * mean**2
    cubes = third - 3.0 * mean * second + 2.0 * n * mean**3
    if squares <= 0:
        return Spread(0.0, 0.0, 0.0, 0.0, 0.0)
    return Spread(
        variance=size**2 * squares,
        df=0.0,
        below=(size * min(0.0, ends[0] - mean)) ** 2,
        above=(size * max(0.0, ends[1] - mean)) ** 2,
        skew=cubes / (6.0 * squares**1.5),
    )


def _pieces(rows: ScoredRows, scorers: Sequence[Scorer], sample: Sample, query: _Query) -> str:
    """Return the query for what ``_spread`` needs; pulls are given as parts of the size.

    Its columns: the number of pieces, the size, the ends, the sums of the first three powers; then,
    where there are blocks, the sum of their squared shares of the weight and, where classes are
    apart, of each class: that of the shares of the class, that of its parts of the pulls.
    """
    weight = "w * " if rows.weight is not None else ""
    pull = f"{weight}({' + '.join(query.addends)})"
    n = max(1, sample.n_rows)
    taken, pieces, further, farthest = "", "SELECT u / m AS v FROM pulls, size", "", 1.0
    if rows.block is not None and sample.n_blocks > 0:
        taken = f"block, y, {'w' if rows.weight is not None else '1e0'} AS w, "
        # A piece that is nearly all rows is no piece: it keeps a thousandth to be divided by.
        farthest = 64.0
        pieces, squares = _block_pieces(sample, n, by_class=query.is_by_class)
        further = "".join(f", {exact_sum(f'{x} * {x}', largest)}" for x, largest in squares)
    powers = ", ".join(
        exact_sum(" * ".join(["v"] * k), (farthest * float(n)) ** k) for k in (1, 2, 3)
    )
    # Which row gets which number does not matter: pulls of a row are put together by it.
    number = ", row_number() OVER () AS number" if rows.task == "multiclass" else ""
    return (
        f"WITH r AS (SELECT *{number} FROM ({typed_rows(rows, scorers)}))"
        f"{''.join(query.relations)},"
        f" pulls AS MATERIALIZED (SELECT {taken}{pull} AS u"
        f" FROM {query.source(rows, sample)}{''.join(query.joins)}),"
        " size AS (SELECT greatest(max(abs(u)), 1e-300) AS m FROM pulls),"
        f" pieces AS ({pieces})"
        f" SELECT CAST(count(*) AS DOUBLE), (SELECT m FROM size), coalesce(min(v), 0e0),"
        f" coalesce(max(v), 0e0), {powers}{further} FROM pieces"
    )


def _block_pieces(
    sample: Sample, n: int, *, by_class: bool
) -> tuple[str, tuple[tuple[str, float], ...]]:
    """Return the query of the pieces, and which of its columns are squared, with their limits.

    Its columns: ``v``, the pull; ``c``, the share of the weight; where classes are apart ``c0`` and
    ``c1``, the shares of the classes, ``u0`` and ``u1``, their parts of the pull.
    """
    total = literal(max(sample.total_weight, 1e-300))
    parts = {"": ("1e0", total)}
    if by_class:
        parts |= {
            str(y): (f"CAST(y = {y} AS INTEGER)", literal(max(weight, 1e-300)))
            for y, weight in enumerate(sample.class_weights)
        }
    of_block, of_row = [], []
    for end, (own, weight) in parts.items():
        of_block.append(f"{exact_sum(f'{own} * w', sample.mass)} / {weight} AS c{end}")
        of_row.append(f"{own} * w / {weight}")
        of_block.append(f"{exact_sum(f'{own} * u / m', n)} AS u{end}")
        of_row.append(f"{own} * u / m")
    grown = " + ".join(
        f"u{end} / sqrt(greatest(1e0 - c{end}, 1e-3))"
        for end in (("0", "1") if by_class else ("",))
    )
    squares: tuple[tuple[str, float], ...] = (("c", 2.0),)
    if by_class:
        limit = float(n) ** 2
        squares += (("c0", 2.0), ("c1", 2.0), ("u0", limit), ("u1", limit))
    pieces = (
        f"SELECT *, {grown} AS v FROM (SELECT {', '.join(of_block)} FROM pulls, size"
        f" WHERE block IS NOT NULL GROUP BY block UNION ALL SELECT {', '.join(of_row)}"
        " FROM pulls, size WHERE block IS NULL)"
    )
    return pieces, squares


def _add_moments(
    query: _Query,
    rows: ScoredRows,
    of: tuple[int, Scorer],
    known: tuple[Sample, Totals],
    slopes: Mapping[str, float],
) -> None:
    (k, scorer), (sample, totals), moments = of, known, moments_of(rows)
    terms = terms_of(rows, scorer, f"s{k}", sample, totals.centre)
    factors: dict[str, float] = {}
    for metric, slope in slopes.items():
        if metric in moments:
            gradient = moment_gradient(moments[metric], totals.sums, terms)
            for name, part in gradient.items():
                factors[name] = factors.get(name, 0.0) + slope * part
    query.addends += [f"{literal(factor)} * ({terms[t].sql})" for t, factor in factors.items()]


def _add_ranks(
    query: _Query,
    rows: ScoredRows,
    k: int,
    known: tuple[Sample, Totals],
    slopes: Mapping[str, float],
) -> None:
    (sample, totals), end = known, f"_{k}"
    found: dict[str, str] = {}
    if rows.task == "binary":
        if "roc_auc" in slopes:
            found["roc_auc"] = area_influence(totals.areas[0], end, sample)
        if "average_precision" in slopes:
            value = totals.values["average_precision"]
            found["average_precision"] = precision_influence(value, end, rows, sample)
            query.sloped.append(k)
        if "calibration_error" in slopes and totals.calibration is not None:
            found["calibration_error"] = gap_influence(totals.calibration, k, sample)
        query.ranked += [k] if found else []
        if totals.line is not None:
            line = totals.line
            found |= {m: line.influence(m, f"s{k}") for m in LINE_METRICS & slopes.keys()}
    elif rows.task == "regression":
        if "median_absolute_error" in slopes and totals.median is not None:
            found["median_absolute_error"] = median_influence(f"s{k}", totals.median, sample)
    elif "roc_auc" in slopes:
        query.relations.append(f", g{k} AS ({_class_areas(rows, k, sample, totals)})")
        query.joins.append(f" JOIN g{k} USING (number)")
        found["roc_auc"] = f"g{k}.influence"
    query.addends += [f"{literal(slopes[metric])} * ({sql})" for metric, sql in found.items()]


def _class_areas(rows: ScoredRows, k: int, sample: Sample, totals: Totals) -> str:
    """Return a query for the influence of each row on the mean of the areas of all classes."""
    known = {c: area for c, area in totals.areas.items() if not math.isnan(area)}
    parts = " ".join(
        f"WHEN {c} THEN {area_influence(area, '_c', sample, c)}" for c, area in known.items()
    )
    term = f"CASE c {parts} ELSE 0e0 END / {len(known)}e0" if known else "0e0"
    return (
        f"SELECT number, {exact_sum(term, 4.0 * len(rows.classes))} AS influence"
        f" FROM ({class_ranks('r', k, rows, sample)}) GROUP BY number"
    )
