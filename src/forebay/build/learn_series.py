"""From a frame to a model of series, in memory: number them, learn one after the other."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.series_plan import series_plan
from forebay.algorithms.series_record import SeriesRecord
from forebay.algorithms.taught_series import ORIGINS, HoldOut, SeriesCourse
from forebay.build.event import Progress
from forebay.build.learn import Learned
from forebay.build.learn_sums import (
    SUMS_HELD_OUT,
    SumsCourse,
    define_members,
    measured_sums,
    refuse_unnamed,
    sum_history,
    sum_points,
    with_naive_errors,
)
from forebay.build.measure_interval import SUMS
from forebay.build.series_history import SeriesHistory
from forebay.build.series_holidays import series_holidays
from forebay.build.series_interval import SeriesInterval, backtests
from forebay.build.series_notices import holidays_not_used, series_ended, series_notices
from forebay.build.series_rows import read_series, series_query
from forebay.build.series_times import series_times
from forebay.build.ticking import told
from forebay.build.training_notices import left_out_notices
from forebay.build.warm_start import WarmStart
from forebay.engine.quote import literal, quote
from forebay.errors import InternalError, ProjectError
from forebay.features.fit import describe_columns
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.part import PARTS
from forebay.features.split import Split
from forebay.project.holiday_names import holiday_names
from forebay.project.model_target import model_target
from forebay.query import ModelSignature
from forebay.query.live_model import LiveModel
from forebay.query.series_files import SERIES, series_schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from forebay.algorithms.holiday_windows import Holiday
    from forebay.algorithms.series_sums import SeriesSums
    from forebay.algorithms.shared_times import SharedTimes
    from forebay.build.learn import Lesson
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.errors import Problem
    from forebay.features.series_roles import SeriesRoles

SEEN: Final = "__history"  # relations of the build's own
NUMBERED: Final = "__numbered"
SEEN_SERIES: Final = "__history_series"  # without sums
HELD_OUT: Final = "__held_out"
BACKTESTS: Final = "__backtests"
_TOLD: Final = 25  # series between two words of progress


def learn_series(work: ModelWork, lesson: Lesson) -> Learned:
    """Learn each series twice: without its last points, which judge it, and with all of them."""
    walk, node, workspace = work.walk, work.node, work.workspace
    options, roles, frame = lesson.options, lesson.roles, lesson.frame
    columns = roles.series
    if columns is None:
        raise InternalError.of("no-roles", f'"{node.name}" has no series')
    stem = walk.scratch / f"{walk.file_name(node)}-series"
    numbered = _numbered(work, frame.name, columns, stem)
    n_series = define_members(workspace, NUMBERED, columns)
    shared = series_times(workspace, frame.name, columns, str(options["data_frequency"]))
    above = SumsCourse(shared, n_series) if shared is not None else None
    walk.tell(Progress(node.name, "fit", None))
    holidays = series_holidays(work, frame.name, columns, options)
    history = SeriesHistory(workspace, stem, keeps_parts=bool(options["decompose_time_series"]))
    measured = SeriesInterval()
    course = _course(work, options, holidays, shared, n_series)
    records = _learn_all(work, lesson, course, _Gathered(n_series, history, measured, above))
    learned = _Learning(work, lesson, columns)
    notices = learned.notices(records)
    if options["holiday_region"] or work.statement.custom_holiday is not None:
        notices += tuple(holidays_not_used(node.name, records))
    took_ms = round(1000 * (time.monotonic() - work.began))
    trained = ArimaPlus.of(records, _limits(options), holidays, took_ms)
    facts: dict[str, Any] = {}
    if above is None:
        history.attach(SEEN, HELD_OUT, BACKTESTS)
    else:
        history.attach(SEEN_SERIES, HELD_OUT, BACKTESTS)
        sums, facts = _sums(workspace, above, trained, options, stem)
        trained = trained.with_sums(sums)
        notices += learned.ended(above)
    # In one file, in order: what functions read.
    seen = stem.with_name(f"{stem.name}-history.parquet")
    workspace.write(f"SELECT * FROM {SEEN}", seen, order_by=f"{SERIES}, moment")
    signature = ModelSignature(
        node.name,
        str(options["model_type"]),
        model_target(options, roles, _holiday_names(work, options, holidays, records)),
        columns.columns,
        interval_level=options.get("prediction_interval_level"),
    )
    statistics = describe_columns(workspace, f"{quote(frame.name)} WHERE true", columns.columns)
    features = FrozenFeatures(columns.columns, (), (), statistics)
    model = LiveModel(
        signature, lesson.number, features, trained,
        options=options, series=numbered, history=seen, facts=facts,
    )  # fmt: skip
    model = measured.measured(model, signature.interval_level)
    notices += left_out_notices(work, model)
    split = _split(workspace, frame.rows, history.n_held_out, options)
    text = work.statement.rows.span.text
    return Learned(model, frame, roles, split, options, text, WarmStart(), notices)


def _numbered(work: ModelWork, relation: str, columns: SeriesRoles, stem: Path) -> Path:
    """Attach the numbers of series and sums; return their file."""
    refuse_unnamed(work, relation, columns)
    numbered = stem.with_name(f"{stem.name}.parquet")
    work.workspace.write(series_query(relation, columns), numbered, order_by=SERIES)
    work.workspace.attach(NUMBERED, [numbered], series_schema(columns))
    return numbered


def _sums(
    workspace: Workspace,
    above: SumsCourse,
    trained: ArimaPlus,
    options: Mapping[str, Any],
    stem: Path,
) -> tuple[SeriesSums, dict[str, Any]]:
    """Attach the past of the sums and their held-out points; return them and what to tell."""
    sums = above.sums(workspace, trained, int(options["horizon"]))
    sum_history(workspace, sums, SEEN_SERIES, SEEN, stem)
    sums = with_naive_errors(workspace, sums, SEEN)
    level = options.get("prediction_interval_level")
    sums, told = measured_sums(workspace, sums, BACKTESTS, level)
    workspace.define_view(SUMS_HELD_OUT, sum_points(HELD_OUT))
    return sums, {SUMS: told}


def _holiday_names(
    work: ModelWork,
    options: Mapping[str, Any],
    holidays: Sequence[Holiday],
    records: Sequence[SeriesRecord],
) -> tuple[str, ...]:
    """Return the names that the statement tells, those of its own query, and any with an effect."""
    regions = {region.upper() for region in options["holiday_region"]}
    names = {*holiday_names(options, work.statement.custom_holiday)}
    names |= {holiday.name for holiday in holidays if holiday.region not in regions}
    names |= {name for record in records for name, _ in record.effects}
    return tuple(sorted(names))


def _limits(options: Mapping[str, Any]) -> tuple[float | None, float | None]:
    return options["forecast_limit_lower_bound"], options["forecast_limit_upper_bound"]


def _course(
    work: ModelWork,
    options: Mapping[str, Any],
    holidays: Sequence[Holiday],
    shared: SharedTimes | None,
    n_series: int,
) -> SeriesCourse:
    is_judged = options["data_split_method"] != "NO_SPLIT"
    share = float(options["data_split_eval_fraction"]) if is_judged else 0.0
    measuring = n_series
    if shared is not None:  # there may be few sums, and their intervals are measured too
        ((total,),) = work.workspace.rows(f"SELECT count(*) FROM {NUMBERED}")
        measuring = min(n_series, int(str(total)) - n_series)
    return SeriesCourse(
        series_plan(options, holidays),
        str(options["data_frequency"]),
        HoldOut(int(options["horizon"]), share, backtests(options, measuring)),
        _limits(options),
        shared,
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    n_series: int
    history: SeriesHistory
    measured: SeriesInterval
    above: SumsCourse | None


def _learn_all(
    work: ModelWork, lesson: Lesson, course: SeriesCourse, gathered: _Gathered
) -> list[SeriesRecord]:
    columns = lesson.roles.series
    if columns is None:
        raise InternalError.of("no-roles", f'"{work.node.name}" has no series')
    n_series = gathered.n_series
    tell = told(work.walk, work.node, "train")
    records = [SeriesRecord(error="it has no row with a time")] * n_series
    for number, times, values in read_series(work.workspace, lesson.frame.name, columns):
        taught = course.teach(times, values)
        records[number] = taught.record
        gathered.history.add(number, taught)
        gathered.measured.add(taught.backtest)
        if gathered.above is not None:
            gathered.above.add(number, taught)
        if number % _TOLD == 0:
            tell(number / n_series, f"{number:,} of {n_series:,} series")
    return records


@dataclass(frozen=True, slots=True)
class _Learning:
    work: ModelWork
    lesson: Lesson
    columns: SeriesRoles

    def notices(self, records: Sequence[SeriesRecord]) -> tuple[Problem, ...]:
        """Return the warnings; ``series-too-short`` if there is nothing to forecast."""
        name, workspace = self.work.node.name, self.work.workspace
        if all(record.error for record in records):
            reason = records[0].error if records else "there is no row"
            raise ProjectError.of(
                "series-too-short",
                f'model "{name}" has no series that can be forecast',
                self.work.statement.rows.span,
                detail=f"{self.name_of(0) or 'the series'}: {reason}."
                if len(records) > 1
                else f"{reason}.",
                hint="sum or average them in the query of the model, or name a closer frequency."
                if "data_frequency" in reason
                else "a series needs three times with a value, and is better with two seasons.",
            )
        moment = f"CAST({quote(self.columns.timestamp.name)} AS TIMESTAMP)"
        ((undated,),) = workspace.rows(
            f"SELECT count(*) FILTER (WHERE isfinite({moment}) IS NOT TRUE)"
            f" FROM {quote(self.lesson.frame.name)}"
        )
        return tuple(series_notices(name, records, int(str(undated)), self.name_of))

    def ended(self, above: SumsCourse) -> tuple[Problem, ...]:
        """Return a warning if series of a hierarchy end before the others."""
        return tuple(
            series_ended(self.work.node.name, above.lags, above.shared.grid.step, self.name_of)
        )

    def name_of(self, number: int) -> str:
        """Return the ids of a series for people; empty for the only one."""
        if not self.columns.ids:
            return ""
        ids = ", ".join(f"CAST({quote(c.name)} AS VARCHAR)" for c in self.columns.ids)
        rows = self.work.workspace.rows(
            f"SELECT {ids} FROM {NUMBERED} WHERE {SERIES} = {literal(number)}"
        )
        return " / ".join("NULL" if value is None else str(value) for value in rows[0])


def _split(workspace: Workspace, rows: int, held_out: int, options: Mapping[str, Any]) -> Split:
    counts = {str(part): 0 for part in PARTS} | {"train": rows, "gate": held_out}
    words = "nothing is held out"
    if held_out:
        share = float(options["data_split_eval_fraction"])
        ((origins, longest),) = workspace.rows(
            f"SELECT max(n), max(longest) FROM (SELECT count(*) FILTER (WHERE lead = 0) AS n,"
            f" max(lead) + 1 AS longest FROM {HELD_OUT} GROUP BY {SERIES})"
        )
        forecasts = "forecast" if origins == 1 else "forecasts"
        words = (
            f"judged on the last points of each series, at most {share:.0%} of it: {origins}"
            f" {forecasts} of up to {longest} points, of at most {ORIGINS}, from trainings that did"
            " not see them; then trained on all"
        )
    return Split("sequence", "'train'", counts, description=words)
