"""The gate part of a model with what has been computed from it kept."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import quote
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.quantity import Formula, Quantity
from forebay.evaluate.sample import take_sample
from forebay.evaluate.typed_rows import score_is_valid
from forebay.gate.expression import difference, figures_of, metric_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.sql.statement import Standard

_OTHERS: tuple[Scorer, ...] = ("baseline", "champion")


class GateRows:
    """Scored rows, and the standards that will be judged on them.

    Standards that compare the same rows share what is computed: all of them, where baseline and
    champion scored every row.
    """

    def __init__(self, rows: ScoredRows, standards: Sequence[Standard]) -> None:
        self.rows = rows if rows.block else replace(rows, block="block")
        self._standards = standards
        self._counts: dict[Scorer, int] = {}
        self._n_rows = 0
        self._found: dict[frozenset[Scorer], Evidence] = {}

    def evidence(self, standard: Standard) -> Evidence:
        """Return the rows that have all scores which a standard compares."""
        limits = self._limits(standard)
        if limits not in self._found:
            alike = [other for other in self._standards if self._limits(other) == limits]
            needed = {quantity for other in alike for quantity in quantities_of(other)}
            if self._is_complete("champion"):
                metrics = {metric_of(other) for other in alike} - {None}
                needed |= {Quantity(str(metric), "champion") for metric in metrics}
            self._found[limits] = Evidence(self.rows, needed)
        return self._found[limits]

    def champion_figure(self, standard: Standard) -> float | None:
        """Return the champion's figure of the metric that a standard is about, if there is one.

        The champion must have scored every row.
        """
        metric = metric_of(standard)
        if metric is None:
            return None
        value = self.evidence(standard).value(Quantity(metric, "champion"))
        return value if math.isfinite(value) else None

    def count(self) -> tuple[int, int, int]:
        """Return how many rows have a label, of these a score, and of these a champion's score."""
        self._count()
        return self._n_rows, self._counts["score"], self._counts["champion"]

    def class_rows(self) -> dict[str, int]:
        """Return how many rows of each class have a score; empty for numbers."""
        counts = take_sample(self.rows, ["score"]).class_counts
        return dict(zip(self.rows.classes, counts, strict=False))

    def _limits(self, standard: Standard) -> frozenset[Scorer]:
        """Return whose missing scores leave rows out of a standard's comparison."""
        scorers = {quantity.scorer for quantity in quantities_of(standard)}
        return frozenset(s for s in scorers if not self._is_complete(s))

    def _is_complete(self, scorer: Scorer) -> bool:
        self._count()
        return self._counts[scorer] == self._counts["score"]

    def _count(self) -> None:
        if self._counts:
            return
        label = quote(self.rows.label)
        scored = score_is_valid(self.rows, quote(self.rows.score))
        both = [f"{scored} AND {score_is_valid(self.rows, quote(s))}" for s in _OTHERS]
        counts = ", ".join(f"count(*) FILTER (WHERE {valid})" for valid in (scored, *both))
        where = f" AND ({self.rows.where})" if self.rows.where else ""
        ((n, *found),) = self.rows.workspace.rows(
            f"SELECT count(*), {counts} FROM {self.rows.relation} WHERE {label} IS NOT NULL{where}"
        )
        self._n_rows = cast("int", n)
        scorers: tuple[Scorer, ...] = ("score", *_OTHERS)
        self._counts = {s: cast("int", count) for s, count in zip(scorers, found, strict=True)}


def quantities_of(standard: Standard) -> tuple[Quantity, ...]:
    """Return what a standard compares."""
    return tuple(Quantity(metric, scorer) for metric, scorer in figures_of(standard))


def formula_of(standard: Standard) -> Formula:
    """Return left side less right side, as a formula that can be given bounds."""
    value, affine = difference(standard)

    def by_figure(values: Mapping[Quantity, NDArray[np.float64]]) -> NDArray[np.float64]:
        figures = {(q.metric, q.scorer): figure for q, figure in values.items()}
        return cast("NDArray[np.float64]", value(figures))

    if affine is None:
        return Formula(quantities_of(standard), by_figure, None)
    slopes = {Quantity(metric, scorer): slope for (metric, scorer), slope in affine.slopes.items()}
    return Formula(quantities_of(standard), by_figure, slopes, affine.constant)
