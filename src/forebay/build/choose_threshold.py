"""The threshold of a model whose answers have costs (SEMANTICS 25, 29)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms.resolve_costs import Costs, resolve_costs
from forebay.engine.quote import literal, quote
from forebay.query.score import SCORE, score

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.model_work import ModelWork
    from forebay.build.training_frame import TrainingFrame
    from forebay.features.label import Label
    from forebay.features.split import Split
    from forebay.query.live_model import LiveModel

COSTS: Final = "costs"  # in the facts of a model
_SCORED: Final = "__tune_scored"
_ENOUGH: Final = 50  # tune rows of each class; fewer say less than the costs themselves


def costs_of(model: LiveModel) -> Costs:
    """Return what the answers of a model cost; without costs every wrong answer costs 1."""
    found = model.facts.get(COSTS)
    return Costs(*found["matrix"]) if found is not None else Costs()


def read_costs(work: ModelWork, options: Mapping[str, Any], label: Label) -> Costs | None:
    """Return the costs that a model has; None if none were written.

    Raises
    ------
    ProjectError
        ``bad-costs``.

    """
    if not options.get("costs"):
        return None
    written = work.statement.options.get("costs")
    span = written.value_span if written is not None else None
    return resolve_costs(options["costs"], label.classes, span)


def choose_threshold(
    work: ModelWork, model: LiveModel, frame: TrainingFrame, split: Split, costs: Costs
) -> LiveModel:
    """Return the model with the threshold that costs least on its tune rows.

    Among thresholds that cost the same, the one nearest to what the costs say of right
    probabilities (``Costs.threshold``) is taken; that one is taken itself where there are fewer
    than 50 tune rows of a class.
    """
    threshold, seen = costs.threshold, 0
    if split.counts["tune"]:
        label = f"CAST({model.label.index_sql()} AS DOUBLE) AS __label"
        rows = f"SELECT *, {label} FROM {quote(frame.name)} WHERE {split.where('tune')}"
        target = work.walk.scratch / f"{work.walk.file_name(work.node)}-tune.parquet"
        score(work.workspace, model, rows, target, name=_SCORED, carried=["__label"])
        found: Any = work.workspace.rows(_cheapest(costs))
        if found and min(found[0][1:]) >= _ENOUGH:
            threshold, seen = float(found[0][0]), int(sum(found[0][1:]))
    chosen = f"chosen on {seen:,} tune rows" if seen else "from the costs alone"
    facts = {**model.facts, COSTS: {"matrix": tuple(costs), "threshold": chosen}}
    return replace(model, threshold=threshold, facts=facts)


def _cheapest(costs: Costs) -> str:
    """Return a query for the cheapest threshold, and how many rows each class has.

    Counts are whole numbers, so that the same rows give the same threshold.
    """
    missed = literal(costs.false_negative - costs.true_positive)
    spared = literal(costs.false_positive - costs.true_negative)
    return f"""
    WITH g AS (
      SELECT {SCORE} AS s, count(*) FILTER (WHERE __label = 1) AS p,
        count(*) FILTER (WHERE __label = 0) AS q
      FROM {quote(_SCORED)} WHERE isfinite({SCORE}) AND __label IS NOT NULL GROUP BY 1
    ), c AS (
      SELECT s, (s + lead(s, 1, 1e0) OVER (ORDER BY s)) / 2e0 AS middle,
        lead(s, 1, 2e0) OVER (ORDER BY s) AS above,
        sum(p) OVER (ORDER BY s) AS missed, sum(q) OVER (ORDER BY s) AS spared FROM g
    ), t AS (
      SELECT CASE WHEN middle > s AND middle < above THEN middle ELSE s END AS t, missed, spared
      FROM c
      UNION ALL SELECT CASE WHEN min(s) > 0 THEN min(s) / 2e0 ELSE -1e0 END, 0, 0 FROM g
    )
    SELECT t, (SELECT coalesce(sum(p), 0) FROM g), (SELECT coalesce(sum(q), 0) FROM g) FROM t
    WHERE t IS NOT NULL
    ORDER BY CAST(missed AS DOUBLE) * {missed} - CAST(spared AS DOUBLE) * {spared},
      abs(t - {literal(costs.threshold)}), t LIMIT 1
    """
