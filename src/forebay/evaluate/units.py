"""Figures of resampled rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.evaluate.totals import moments_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.evaluate.quantity import Formula, Quantity
    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.evaluate.totals import Totals


class Units:
    """Sums over independent pieces, and the figures that they give when pieces are resampled.

    ``sums`` has shape (n_units, n_terms), ``names`` says whose and which term each column is.
    """

    def __init__(
        self,
        rows: ScoredRows,
        names: tuple[tuple[Scorer, str], ...],
        sums: NDArray[np.float64],
        totals: Mapping[Scorer, Totals],
    ) -> None:
        self.moments = moments_of(rows)
        self.names = names
        self.sums = sums
        self.totals = totals

    def values(self, formula: Formula, sums: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the formula for sums of shape (n_terms, n_replicates)."""
        by_name = dict(zip(self.names, sums, strict=True))
        values = {q: self._figure(q, by_name) for q in formula.quantities}
        with np.errstate(invalid="ignore", divide="ignore"):
            result = formula.value(values)
        return np.broadcast_to(result, sums.shape[1:])

    def influences(self, formula: Formula) -> NDArray[np.float64]:
        """Return by how much each piece moves an affine formula, shape (n_units,)."""
        totals = self.sums.sum(axis=0)
        whole = self.values(formula, totals[:, None])
        # The derivative in the weight of a piece, by leaving a small part of it out.
        part = 1e-3
        less = self.values(formula, (totals - part * self.sums).T)
        return (whole - less) / part

    def _figure(
        self, quantity: Quantity, sums: Mapping[tuple[Scorer, str], NDArray[np.float64]]
    ) -> NDArray[np.float64]:
        scorer, metric = quantity.scorer, quantity.metric
        moment = self.moments.get(metric)
        if moment is not None:
            missing = np.asarray(np.nan)
            own = {term: sums.get((scorer, term), missing) for term in moment.terms}
            with np.errstate(invalid="ignore"):
                return moment.value(own)
        totals = self.totals[scorer]
        if metric == "calibration_error":
            gaps = [value for (s, name), value in sums.items() if s == scorer and "gap" in name]
            weight = sums[scorer, "n"]
            expected = totals.calibration.expected if totals.calibration else np.nan
            raw = np.abs(np.stack(gaps)).sum(axis=0) / np.where(weight > 0, weight, np.nan)
            return np.asarray(raw - expected)
        return np.asarray(totals.values[metric] + sums[scorer, f"influence {metric}"])
