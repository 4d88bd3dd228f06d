"""What a version of a model of series stores beside the model, and how it is judged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.build.champion import SCORES
from forebay.build.interval_evidence import coverage_facts
from forebay.build.judging_options import confidence_of
from forebay.build.learn_series import HELD_OUT, NUMBERED, SEEN
from forebay.build.learn_sums import SUMS_HELD_OUT
from forebay.build.measure_interval import INTERVAL, SUMS
from forebay.build.series_interval import inside_interval, interval_level
from forebay.engine.quote import quote
from forebay.evaluate.scored_rows import ScoredRows
from forebay.gate import JudgeContext
from forebay.gate.judge import judge
from forebay.query.live_model import GATE_FILE, HISTORY_FILE, SERIES_FILE
from forebay.query.series_files import SERIES, gate_series_schema

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build.champion import Champion
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork
    from forebay.catalog import Version
    from forebay.engine import Workspace
    from forebay.features.series_roles import SeriesRoles
    from forebay.gate import Verdict
    from forebay.query.live_model import LiveModel

# Errors of one series hang together: with fewer series a bound would promise too much.
_SERIES_FOR_BOUNDS: Final = 20
_GATE: Final = "__gate"


def write_series_files(
    workspace: Workspace, learned: Learned, champion: Champion, folder: Path
) -> None:
    """Write the numbers of series, their points, and the held-out ones into a model folder."""
    workspace.write(f"SELECT * FROM {NUMBERED}", folder / SERIES_FILE, order_by=SERIES)
    workspace.write(f"SELECT * FROM {SEEN}", folder / HISTORY_FILE, order_by=f"{SERIES}, moment")
    if learned.split.counts["gate"]:
        columns = learned.model.signature.forecasts.columns
        text = _judged(learned.model, columns, has_champion=champion.compared)
        workspace.write(text, folder / GATE_FILE)


def _judged(model: LiveModel, columns: SeriesRoles, *, has_champion: bool) -> str:
    """Return a query for the rows on which the model is judged.

    The points of one series are not independent: together they are one block.
    """
    schema = gate_series_schema(columns)
    moment, data = schema.columns[-2:]
    ids = "".join(f"n.{quote(column.name)}, " for column in columns.ids)
    champion, join = "CAST(NULL AS DOUBLE)", ""
    if has_champion:
        champion = "c.expected"
        join = f" LEFT JOIN {SCORES} AS c ON c.{SERIES} = h.{SERIES} AND c.moment = h.moment"
    return (
        "SELECT h.actual AS __label, h.expected AS __score, h.baseline AS __baseline,"
        f" {champion} AS __champion, h.{SERIES} AS __block,"
        f" {inside_interval(model)} AS __inside, {ids}"
        f"make_timestamp(h.moment) AS {quote(moment.name)}, h.actual AS {quote(data.name)}"
        f" FROM {HELD_OUT} AS h JOIN {NUMBERED} AS n ON n.{SERIES} = h.{SERIES}{join}"
    )


def judge_series(work: ModelWork, version: Version, model: LiveModel) -> Verdict:
    """Judge a model of series on the points that its first training did not see.

    With 20 series and more on bounds, series by series; with fewer on the points themselves: one
    stretch of one series says little about the next. The champion is compared on the points that it
    had not seen either: ``find_series_champion``.
    """
    workspace = work.workspace
    details: Any = version.details
    columns = model.signature.forecasts.columns
    files = [model.gate] if model.gate is not None else []
    has_interval = INTERVAL in model.facts
    workspace.attach(_GATE, files, gate_series_schema(columns, has_interval=has_interval))
    has_bounds = model.forecaster.n_series >= _SERIES_FOR_BOUNDS
    context = JudgeContext(
        champion=details["comparison"],
        has_champion=details["compared"],
        retrain=details["same_code"],
        n_dropped=details["n_dropped"],
        confidence=confidence_of(work.statement) if has_bounds else 0.0,
        can_be_proven=has_bounds and model.gate is not None,
        env=work.walk.env,
    )
    rows = series_rows(workspace, _GATE, has_interval=has_interval)
    return judge(rows, work.statement.standards, context)


def series_evidence(workspace: Workspace, model: LiveModel) -> LiveModel:
    """Return a model that knows how many held-out points lay in their intervals."""
    relation = (
        f"(SELECT actual AS __label, expected AS __score, {SERIES} AS __block,"
        f" {inside_interval(model)} AS inside FROM {HELD_OUT})"
    )
    measured = model.facts.get(INTERVAL, {})
    told = {"level": interval_level(model), **measured, **coverage_facts(workspace, relation)}
    model = replace(model, facts={**model.facts, INTERVAL: told})
    sums = model.forecaster.sums
    if sums is None:
        return model
    return _sums_evidence(workspace, replace(model, interval=sums.interval), model)


def _sums_evidence(workspace: Workspace, summed: LiveModel, model: LiveModel) -> LiveModel:
    """Return a model that knows how its sums fared at the held-out points."""
    relation = (
        f"(SELECT actual AS __label, expected AS __score, {SERIES} AS __block,"
        f" {inside_interval(summed)} AS inside FROM {SUMS_HELD_OUT})"
    )
    ((points, ours, naive),) = workspace.rows(
        "SELECT count(*), avg(abs(expected - actual) ORDER BY moment, expected),"
        f" avg(abs(baseline - actual) ORDER BY moment, expected) FROM {SUMS_HELD_OUT}"
    )
    told = {
        **model.facts[SUMS],
        "level": interval_level(model),
        "points": points,
        "mean_absolute_error": repr(ours),
        "baseline_error": repr(naive),
        **coverage_facts(workspace, relation),
    }
    return replace(model, facts={**model.facts, SUMS: told})


def series_rows(workspace: Workspace, relation: str, *, has_interval: bool) -> ScoredRows:
    """Return attached held-out points as evaluation reads them."""
    ours: tuple[str, ...] = ("label", "score", "baseline", "champion", "block")
    if has_interval:
        ours = (*ours, "inside")
    renamed = ", ".join(f"__{name} AS {name}" for name in ours)
    hidden = ", ".join(f"__{name}" for name in ours)
    text = f"(SELECT {renamed}, * EXCLUDE ({hidden}) FROM {relation})"
    inside = "inside" if has_interval else None
    return ScoredRows(workspace, text, "regression", block="block", inside=inside, forecasts=True)
