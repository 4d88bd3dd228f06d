"""The rows behind a judgement, with what has been computed from them kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.engine.quote import quote
from forebay.evaluate.delong import delong
from forebay.evaluate.pulls import pulls
from forebay.evaluate.sample import take_sample
from forebay.evaluate.totals import total
from forebay.evaluate.typed_rows import score_is_valid, typed_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from forebay.evaluate.quantity import Formula, Quantity
    from forebay.evaluate.scored_rows import ScoredRows, Scorer
    from forebay.evaluate.spread import Spread
    from forebay.evaluate.totals import Totals


class Evidence:
    """Scored rows and the figures computed from them so far.

    Parameters
    ----------
    rows
        The relation.
    quantities
        All quantities that will be asked for: rows without the score of one of their scorers are
        left out, so that everything is compared on the same rows.

    """

    def __init__(self, rows: ScoredRows, quantities: Collection[Quantity]) -> None:
        self.rows = rows
        self.quantities = tuple(sorted(set(quantities)))
        scorers = {quantity.scorer for quantity in quantities} | {"score"}
        order: tuple[Scorer, ...] = ("score", "baseline", "champion")
        self.scorers: tuple[Scorer, ...] = tuple(s for s in order if s in scorers)
        self.sample = take_sample(rows, self.scorers)
        self._totals: dict[Scorer, Totals] = {}
        self._area_spreads: dict[tuple[tuple[Scorer, float], ...], Spread] = {}

    @property
    def is_independent(self) -> bool:
        """Whether rows count once each and do not belong to blocks."""
        return self.rows.weight is None and self.sample.n_blocks == 0

    @property
    def n_units(self) -> int:
        """The number of independent pieces."""
        return self.sample.n_units

    def totals(self, scorer: Scorer) -> Totals:
        """Return what a scorer's figures are made of, over all rows."""
        if scorer not in self._totals:
            metrics = {q.metric for q in self.quantities if q.scorer == scorer}
            rows = self.having(scorer)
            self._totals[scorer] = total(rows, scorer, self.sample, metrics)
        return self._totals[scorer]

    def value(self, quantity: Quantity) -> float:
        """Return a figure; NaN if it is undefined on these rows."""
        return self.totals(quantity.scorer).values[quantity.metric]

    def formula_value(self, formula: Formula) -> float:
        """Return the number that a formula has on these rows."""
        values = {q: np.asarray([self.value(q)]) for q in formula.quantities}
        with np.errstate(invalid="ignore", divide="ignore"):
            return float(np.broadcast_to(formula.value(values), (1,))[0])

    def area_spread(self, slopes: Mapping[Scorer, float]) -> Spread:
        """Return the spread of ROC areas times slopes; see ``delong``."""
        key = tuple(sorted(slopes.items()))
        if key not in self._area_spreads:
            areas = {scorer: self.totals(scorer).areas[0] for scorer in slopes}
            rows = self.having(*slopes)
            self._area_spreads[key] = delong(rows, areas, slopes, self.sample)
        return self._area_spreads[key]

    def is_constant(self, scorer: Scorer) -> bool:
        """Return whether a scorer gives all rows one score, so that its area cannot vary."""
        if self.totals(scorer).areas[0] != 0.5:  # noqa: PLR2004 - the area of a constant
            return False
        ((constant,),) = self.rows.workspace.rows(
            f"SELECT min(s0) = max(s0) FROM ({typed_rows(self.having(scorer), [scorer])})"
        )
        return bool(constant)

    def pulls(self, slopes: Mapping[Quantity, float]) -> Spread:
        """Return the spread of a formula with these slopes; see ``pulls``."""
        moving = {quantity: slope for quantity, slope in slopes.items() if slope != 0.0}
        totals = {quantity.scorer: self.totals(quantity.scorer) for quantity in moving}
        return pulls(self.rows, self.scorers, self.sample, totals, moving)

    def having(self, *read: Scorer) -> ScoredRows:
        """Return the rows limited to those with the scores of all scorers that are not read."""
        rows = self.rows
        for scorer in self.scorers:
            if scorer not in read:
                rows = rows.narrowed(score_is_valid(rows, quote(rows.column(scorer))))
        return rows
