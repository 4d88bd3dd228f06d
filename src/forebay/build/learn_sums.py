"""The levels above the series of a hierarchy: what they were, and how sure their sums are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.series_sums import SeriesSums
from forebay.algorithms.sum_correlation import MOST_TIMES, last_errors, sum_correlation
from forebay.build.series_interval import SeriesInterval
from forebay.engine.quote import literal, quote
from forebay.errors import ProjectError
from forebay.query.series_files import HISTORY_SCHEMA, SEASON_COLUMNS, SERIES
from forebay.query.series_members import is_series, series_members
from forebay.query.summed_rows import LAST_STEP, attach_correlation, sum_error

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.algorithms.arima_plus import ArimaPlus
    from forebay.algorithms.shared_times import SharedTimes
    from forebay.algorithms.taught_series import TaughtSeries
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.features.series_roles import SeriesRoles

MEMBERS: Final = "__members"  # relations of the build's own
SUMS_HELD_OUT: Final = "__sums_held_out"
_CORRELATION: Final = "__sums_correlation"
_ADDED: Final = ("value", "trend", "holiday", "spikes", "steps", "residual")


def refuse_unnamed(work: ModelWork, relation: str, columns: SeriesRoles) -> None:
    """Raise ProjectError ``bad-value`` for NULL in a column of the hierarchy.

    In the answers NULL means that a row is a sum over the column.
    """
    for column in columns.hierarchy:
        ((count,),) = work.workspace.rows(
            f"SELECT count(*) FROM {quote(relation)} WHERE {quote(column.name)} IS NULL"
        )
        if int(str(count)):
            raise ProjectError.of(
                "bad-value",
                f'"{column.name}" is NULL in {int(str(count)):,} rows of model "{work.node.name}"',
                work.statement.rows.span,
                detail="it is a column of the hierarchy, where NULL stands for the sum over all.",
                hint=f"give them a name: coalesce({column.name}, 'unknown'), or leave them out.",
            )


@dataclass(slots=True)
class SumsCourse:
    """Gathers what the sums of series need while these are taught.

    Parameters
    ----------
    shared
        The times of the series.

    """

    shared: SharedTimes
    n_series: int
    lags: dict[int, int] = field(default_factory=dict)
    errors: dict[int, NDArray[np.float64]] = field(default_factory=dict)

    def add(self, number: int, taught: TaughtSeries) -> None:
        """Take in a series that was learned."""
        if taught.fitted is not None:
            count = min(self.shared.n, MOST_TIMES)
            self.lags[number] = taught.lag
            self.errors[number] = last_errors(taught.fitted, taught.lag, count)

    def sums(self, workspace: Workspace, model: ArimaPlus, horizon: int) -> SeriesSums:
        """Return how far ahead series are forecast, and how the errors of sums hang together."""
        known = model.known
        places = {number: place for place, number in enumerate(known.tolist())}
        members: dict[int, list[int]] = {}
        for child, parent in workspace.rows(f"SELECT child, parent FROM {MEMBERS} ORDER BY ALL"):
            rows = members.setdefault(int(str(parent)), [])
            if int(str(child)) in places:
                rows.append(places[int(str(child))])
        steps = min(horizon, MOST_TIMES)
        correlation = sum_correlation(
            np.array([self.errors[number] for number in known.tolist()]),
            model.responses(known, steps),
            model.forecast(known, steps).error,
            [np.array(members[parent], dtype=np.int64) for parent in sorted(members)],
        )
        lags = np.array([self.lags.get(number, 0) for number in range(self.n_series)], np.int64)
        return SeriesSums(lags, correlation, np.zeros(len(members)))


def define_members(workspace: Workspace, series: str, columns: SeriesRoles) -> int:
    """Define which series are part of which sums; return how many series there are."""
    if columns.hierarchy:
        workspace.define_view(MEMBERS, series_members(series, columns))
    ((count,),) = workspace.rows(
        f"SELECT count(*) FROM {quote(series)} AS s WHERE {is_series('s', columns)}"
    )
    return int(str(count))


def sum_history(workspace: Workspace, sums: SeriesSums, series: str, name: str, stem: Path) -> None:
    """Attach the points of series and of their sums under a name, in order.

    A sum is that of the series that reach to a time; a point is filled if all of them are.

    Parameters
    ----------
    series
        The attached points of the series.

    """
    scratch = stem.with_name(f"{stem.name}-correlation.parquet")
    attach_correlation(workspace, sums, _CORRELATION, scratch)
    nan = "CAST('nan' AS DOUBLE)"
    added = ", ".join(f"sum(h.{c} ORDER BY m.child) AS {c}" for c in _ADDED)
    seasons = ", ".join(
        f"coalesce(sum(h.{c} ORDER BY m.child) FILTER (WHERE NOT isnan(h.{c})), {nan}) AS {c}"
        for c in SEASON_COLUMNS
    )
    summed = (
        f"SELECT m.parent AS {SERIES}, h.moment, bool_and(h.is_filled) AS is_filled, {added},"
        f" {seasons}, sum(h.scale * h.scale ORDER BY m.child) AS squares,"
        f" sum(h.scale ORDER BY m.child) AS scales"
        f" FROM {series} AS h JOIN {MEMBERS} AS m ON m.child = h.{SERIES} GROUP BY ALL"
    )
    scale = f"{sum_error('s.squares', 's.scales')} AS scale"
    own = ", ".join(c for c in HISTORY_SCHEMA.names)
    text = (
        f"SELECT {own} FROM {series} UNION ALL BY NAME"
        f" SELECT s.* EXCLUDE (squares, scales), {scale}"
        f" FROM ({summed}) AS s JOIN {_CORRELATION} AS c ON c.parent = s.{SERIES} AND c.step = 0"
    )
    target = stem.with_name(f"{stem.name}-sums.parquet")
    workspace.write(text, target, order_by=f"{SERIES}, moment")
    workspace.attach(name, [target], HISTORY_SCHEMA)


def with_naive_errors(workspace: Workspace, sums: SeriesSums, history: str) -> SeriesSums:
    """Return sums that know their mean absolute change from one point to the next."""
    found = workspace.rows(
        f"SELECT avg(change ORDER BY moment) FROM (SELECT {SERIES}, moment, abs(value - lag(value)"
        f" OVER (PARTITION BY {SERIES} ORDER BY moment)) AS change FROM {history}"
        f" WHERE {SERIES} >= {literal(len(sums.lags))}) GROUP BY {SERIES} ORDER BY {SERIES}"
    )
    numbers: list[Any] = [row[0] for row in found]
    return replace(sums, naive_errors=np.array([np.nan if n is None else n for n in numbers]))


def sum_points(points: str) -> str:
    """Return a query for the sums of forecast points: in the columns of ``HELD_OUT_SCHEMA``.

    The sum at a time is that of the series with a value then, of what was expected of them.
    """
    summed = (
        f"SELECT m.parent AS {SERIES}, h.moment, min(h.lead) AS lead,"
        + ", ".join(
            f" sum(h.{c} ORDER BY m.child) AS {c}"
            for c in ("actual", "expected", "baseline", "error")
        )
        + ", sum(h.error * h.error ORDER BY m.child) AS squares"
        f" FROM {points} AS h JOIN {MEMBERS} AS m ON m.child = h.{SERIES} GROUP BY ALL"
    )
    error = sum_error("s.squares", "s.error")
    off = "abs(actual - expected)"
    return (
        f"SELECT {SERIES}, moment, actual, expected, baseline, lead, sure AS error,"
        f" CASE WHEN sure > 0 THEN {off} / sure WHEN {off} > 0 THEN CAST('inf' AS DOUBLE)"
        f" ELSE 0e0 END AS reach FROM (SELECT s.*, {error} AS sure FROM ({summed}) AS s"
        f" JOIN {_CORRELATION} AS c ON c.parent = s.{SERIES}"
        f" AND c.step = least(s.lead, {LAST_STEP.format(relation=_CORRELATION)}))"
    )


def measured_sums(
    workspace: Workspace, sums: SeriesSums, backtests: str, level: float | None
) -> tuple[SeriesSums, dict[str, Any]]:
    """Return sums with intervals that earlier forecasts of them measure, and what to tell."""
    if level is None:
        return sums, {}
    measured = SeriesInterval()
    for batch in workspace.stream(
        f"SELECT lead, reach FROM ({sum_points(backtests)}) ORDER BY {SERIES}, moment"
    ):
        measured.take(batch.integers(0, null=0).copy(), batch.floats(1).copy())
    interval, facts = measured.interval(level)
    return replace(sums, interval=interval), facts
