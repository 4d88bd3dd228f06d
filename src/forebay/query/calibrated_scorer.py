"""A classifier with what makes probabilities of its scores."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from forebay.algorithms.matrix_protocol import MatrixModel
    from forebay.algorithms.score_calibration import ScoreCalibration


@dataclass(frozen=True, slots=True)
class CalibratedScorer:
    """Whoever asks for scores gets calibrated ones; there is no second way."""

    model: MatrixModel
    calibration: ScoreCalibration

    @property
    def n_outputs(self) -> int:
        """How many numbers it gives for a row."""
        return self.model.n_outputs

    def score(self, columns: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
        """Return calibrated probabilities, shape (n_rows, n_outputs)."""
        return self.calibration.of(self.model.score(columns))
