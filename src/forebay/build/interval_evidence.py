"""How many gate rows lie in the prediction intervals of a model, and how wide those are."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.build.measure_interval import INTERVAL, SUMS
from forebay.engine.quote import quote
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.intervals import intervals
from forebay.evaluate.scored_rows import ScoredRows
from forebay.query.interval_columns import half_width_sql, inside_sql
from forebay.query.score import SCORE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.algorithms.conformal_interval import ConformalInterval
    from forebay.engine import Workspace
    from forebay.query.live_model import LiveModel


def interval_evidence(workspace: Workspace, model: LiveModel, relation: str) -> LiveModel:
    """Return a model with the coverage and the mean width of its intervals on its gate rows.

    Parameters
    ----------
    relation
        The attached gate rows, with ``__label``, ``__score`` and ``__block``.

    """
    inside, facts = inside_sql(model, "__label", SCORE), model.facts.get(INTERVAL)
    if inside is None or facts is None:
        return model
    rows = f"(SELECT *, {inside} AS inside FROM {quote(relation)} WHERE __label IS NOT NULL)"
    told = {
        **coverage_facts(workspace, rows),
        "mean_width": repr(_mean_width(workspace, rows, model.interval, facts["level"])),
    }
    return replace(model, facts={**model.facts, INTERVAL: {**facts, **told}})


def coverage_facts(workspace: Workspace, relation: str) -> dict[str, str]:
    """Return the share of rows inside with its interval, as texts that give the numbers back.

    Parameters
    ----------
    relation
        In FROM position; with ``__label``, ``__score``, ``__block`` and ``inside``.

    """
    rows = ScoredRows(
        workspace,
        relation,
        "regression",
        score=SCORE,
        label="__label",
        block="__block",
        inside="inside",
    )
    found = intervals(rows, ["interval_coverage"])["interval_coverage"]
    ends = {"coverage": found.value, "coverage_lower": found.lower, "coverage_upper": found.upper}
    return {name: repr(end) for name, end in ends.items()}


def _mean_width(
    workspace: Workspace, relation: str, interval: ConformalInterval | None, level: float
) -> float:
    """Return the mean width over rows with a score, the same on any number of threads."""
    if interval is None:
        return math.nan
    where = f"FROM {relation} WHERE isfinite({SCORE})"
    n = int(str(workspace.rows(f"SELECT count(*) {where}")[0][0]))
    largest = 2.0 * max(interval.half_widths(level)) * max(1, n)
    total = exact_sum(f"2e0 * ({half_width_sql(interval, level, SCORE)})", largest or 1.0)
    return float(str(workspace.rows(f"SELECT {total} {where}")[0][0])) / n if n else math.nan


def interval_words(model: LiveModel) -> str:
    """Return what a person should know of a model's intervals; empty if none were asked for."""
    facts: Any = model.facts.get(INTERVAL)
    if facts is None:
        return ""
    is_series = model.task == "forecast"
    if facts.get("left_out") and not is_series:
        return f"there are no prediction intervals: {facts['left_out']}"
    words = f"intervals for {facts['level']:.1%}"
    if facts.get("left_out"):
        words += f", as the process has them: {facts['left_out']}"
    elif "rows" in facts:
        bins = f" in {facts['bins']} bins" if facts["bins"] > 1 else ""
        what = "points of earlier forecasts" if is_series else "rows"
        words += f", measured on {facts['rows']:,} {what}{bins}"
    if "coverage" not in facts:
        return words
    words += f"; {_coverage(facts)} of the gate rows lie inside"
    if "mean_width" in facts:
        words += f", mean width {float(facts['mean_width']):,.4g}"
    return words + _sums_words(model)


def _coverage(facts: Mapping[str, Any]) -> str:
    share, low, high = (float(facts[f"coverage{end}"]) for end in ("", "_lower", "_upper"))
    if math.isnan(low) or math.isnan(high):  # too few rows, or blocks of time, to say
        return f"{share:.1%}"
    return f"{share:.1%} ({low:.1%} to {high:.1%})"


def _sums_words(model: LiveModel) -> str:
    """Return what a person should know of the sums of a hierarchy; empty without one."""
    facts: Any = model.facts.get(SUMS)
    if not facts or "coverage" not in facts:
        return ""
    ours, naive = float(facts["mean_absolute_error"]), float(facts["baseline_error"])
    return (
        f"; of {facts['points']:,} points of sums {_coverage(facts)}, with mean_absolute_error"
        f" {ours:,.4g} (baseline {naive:,.4g})"
    )
