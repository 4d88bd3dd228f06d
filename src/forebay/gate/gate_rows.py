"""The gate part of a model with what has been computed from it kept."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from forebay.engine.quote import quote
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.figures import figures
from forebay.evaluate.quantity import Formula, Quantity
from forebay.evaluate.typed_rows import score_is_valid
from forebay.gate.expression import difference, figures_of, metric_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.sql.statement import Standard


class GateRows:
    """Scored rows, and the standards that will be judged on them.

    Figures that several standards compare on the same rows are computed once.
    """

    def __init__(self, rows: ScoredRows, standards: Sequence[Standard]) -> None:
        self.rows = rows if rows.block else replace(rows, block="block")
        self._needed: dict[frozenset[Scorer], set[Quantity]] = {}
        self._found: dict[frozenset[Scorer], Evidence] = {}
        self._champion: dict[str, float] = {}
        for standard in standards:
            quantities = quantities_of(standard)
            self._needed.setdefault(_scorers(quantities), set()).update(quantities)

    def evidence(self, standard: Standard) -> Evidence:
        """Return the rows that have all scores which a standard compares."""
        scorers = _scorers(quantities_of(standard))
        if scorers not in self._found:
            self._found[scorers] = Evidence(self.rows, self._needed[scorers])
        return self._found[scorers]

    def champion_figure(self, standard: Standard) -> float | None:
        """Return the champion's figure of the metric that a standard is about, if there is one."""
        metric = metric_of(standard)
        if metric is None:
            return None
        if metric not in self._champion:
            self._champion[metric] = figures(self.rows, [metric], scorer="champion")[metric]
        value = self._champion[metric]
        return value if math.isfinite(value) else None

    def count(self) -> tuple[int, int, int]:
        """Return how many rows have a label, of these a score, and of these a champion's score."""
        label = quote(self.rows.label)
        scored = score_is_valid(self.rows, quote(self.rows.score))
        champion = score_is_valid(self.rows, quote("champion"))
        where = f" AND ({self.rows.where})" if self.rows.where else ""
        ((n, n_scored, n_both),) = self.rows.workspace.rows(
            f"SELECT count(*), count(*) FILTER (WHERE {scored}),"
            f" count(*) FILTER (WHERE {scored} AND {champion})"
            f" FROM {self.rows.relation} WHERE {label} IS NOT NULL{where}"
        )
        return cast("int", n), cast("int", n_scored), cast("int", n_both)


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


def _scorers(quantities: Sequence[Quantity]) -> frozenset[Scorer]:
    return frozenset({quantity.scorer for quantity in quantities} | {"score"})
