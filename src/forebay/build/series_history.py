"""The points of series that were learned, on their way into files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.engine import Column, Schema
from forebay.query.series_files import HISTORY_SCHEMA, SEASON_COLUMNS, SERIES

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.algorithms.fitted_series import FittedSeries
    from forebay.algorithms.taught_series import HeldOut, TaughtSeries
    from forebay.engine import Workspace

_ROWS: Final = 100_000  # in memory
HELD_OUT_SCHEMA: Final = Schema(
    (
        Column(SERIES, "BIGINT"),
        Column("moment", "BIGINT"),
        *(Column(name, "DOUBLE") for name in ("actual", "expected", "baseline")),
        Column("lead", "BIGINT"),
        *(Column(name, "DOUBLE") for name in ("error", "reach")),
    )
)


class _Table:
    """Rows that are written to files of 100,000 each, so that memory does not grow with them."""

    def __init__(self, workspace: Workspace, schema: Schema, stem: Path) -> None:
        self._workspace = workspace
        self._schema = schema
        self._stem = stem
        self._waiting: list[dict[str, NDArray[Any]]] = []
        self._n_waiting = 0
        self.files: list[Path] = []
        self.n_rows = 0

    def add(self, columns: dict[str, NDArray[Any]]) -> None:
        self._waiting.append(columns)
        n = len(columns[SERIES])
        self._n_waiting += n
        self.n_rows += n
        if self._n_waiting >= _ROWS:
            self._flush()

    def attach(self, name: str) -> None:
        """Make all rows readable under a name."""
        if self._n_waiting:
            self._flush()
        self._workspace.attach(name, self.files, self._schema)

    def _flush(self) -> None:
        columns = [
            (name, np.concatenate([part[name] for part in self._waiting]))
            for name in self._schema.names
        ]
        target = self._stem.with_name(f"{self._stem.name}-{len(self.files)}.parquet")
        self._workspace.write_batches([(columns, None)], target)
        self.files.append(target)
        self._waiting, self._n_waiting = [], 0


class SeriesHistory:
    """What training saw of each series, taken apart, what was held out, and earlier forecasts.

    Parameters
    ----------
    keeps_parts
        Whether the parts of the past are kept; else only what was expected of each point.

    """

    def __init__(self, workspace: Workspace, stem: Path, *, keeps_parts: bool = True) -> None:
        self._keeps_parts = keeps_parts
        self._seen = _Table(workspace, HISTORY_SCHEMA, stem.with_name(f"{stem.name}-seen"))
        self._held_out = _Table(workspace, HELD_OUT_SCHEMA, stem.with_name(f"{stem.name}-held"))
        self._backtests = _Table(workspace, HELD_OUT_SCHEMA, stem.with_name(f"{stem.name}-back"))

    @property
    def n_held_out(self) -> int:
        """How many points were held out."""
        return self._held_out.n_rows

    def add(self, number: int, taught: TaughtSeries) -> None:
        """Take in a series that was learned."""
        fitted, held_out = taught.fitted, taught.held_out
        if fitted is None:
            return
        series = fitted.series
        n = len(series.values)
        self._seen.add(
            {
                SERIES: np.full(n, number, dtype=np.int64),
                "moment": series.grid.times(np.arange(n)),
                "is_filled": series.is_filled,
                "value": series.values,
                **(_parts(fitted) if self._keeps_parts else _expectation(fitted)),
                "scale": fitted.scale,
            }
        )
        if held_out is not None:
            self._held_out.add(_points(number, held_out))
        if taught.backtest is not None:
            self._backtests.add(_points(number, taught.backtest))

    def attach(self, seen: str, held_out: str, backtests: str) -> None:
        """Make all readable under names."""
        self._seen.attach(seen)
        self._held_out.attach(held_out)
        self._backtests.attach(backtests)


def _parts(fitted: FittedSeries) -> dict[str, NDArray[Any]]:
    """Return the parts as they are shown; the residual is that of the process itself."""
    parts = fitted.parts
    unknown = np.full(len(fitted.trend), np.nan)
    return {
        "trend": fitted.shown_trend,
        **{name: parts.seasons.get(name.upper(), unknown) for name in SEASON_COLUMNS},
        "holiday": parts.holiday,
        "spikes": parts.spikes,
        "steps": parts.steps,
        "residual": fitted.residual,
    }


def _expectation(fitted: FittedSeries) -> dict[str, NDArray[Any]]:
    off = fitted.residual + fitted.parts.spikes
    nothing = np.zeros(len(off))
    return {
        "trend": fitted.series.values - off,
        **dict.fromkeys(SEASON_COLUMNS, np.full(len(off), np.nan)),
        **dict.fromkeys(("holiday", "spikes", "steps"), nothing),
        "residual": off,
    }


def _points(number: int, points: HeldOut) -> dict[str, NDArray[Any]]:
    return {
        SERIES: np.full(len(points.times), number, dtype=np.int64),
        "moment": points.times,
        "actual": points.actual,
        "expected": points.expected,
        "baseline": points.baseline,
        "lead": points.lead,
        "error": points.error,
        "reach": points.reach,
    }
