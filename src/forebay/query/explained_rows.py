"""Rows with their predictions and what each raw feature adds to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.attribution_of import attribution_of
from forebay.algorithms.linear_attribution import by_feature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.query.live_model import LiveModel


@dataclass(frozen=True, slots=True, eq=False)
class ExplainedRows:
    """What is said of some rows, each with regard to one class (or to the number predicted).

    Parameters
    ----------
    output
        The index of the class; 0 for regression; NaN where a row has none, as its features are no
        numbers. Shape (n_rows,), as the next three.
    probability
        That of the class, calibrated if the model is; for regression the value itself.
    baseline, value
        The raw prediction, before any calibration, where nothing is known, and the row's own:
        log-odds of the class; of more than two classes its score before softmax; of forests the
        share of the class.
    parts
        What each raw feature adds, shape (n_rows, n_features).

    """

    output: NDArray[np.float64]
    probability: NDArray[np.float64]
    baseline: NDArray[np.float64]
    value: NDArray[np.float64]
    parts: NDArray[np.float64]


class RowExplainer:
    """A model made ready for explaining its predictions.

    Parameters
    ----------
    threshold
        Two classes: the second one is predicted if its probability is above it.
    threads
        How many blocks of rows are explained at once; never changes the result.

    Attributes
    ----------
    features
        The names of the raw features, in the order of `parts`.

    """

    def __init__(self, model: LiveModel, threshold: float, threads: int = 1) -> None:
        self._model, self._scorer = model.model, model.scorer
        self._threads = threads
        self._columns = model.features.columns
        self._task = model.task
        self._threshold = threshold
        self._attribution = attribution_of(self._model)
        none = np.zeros((0, len(self._columns), self._model.n_outputs))
        self.features, _ = by_feature(none, self._columns)

    def predicted(self, columns: Sequence[NDArray[Any]]) -> ExplainedRows:
        """Explain each row's predicted class, or its number."""
        score = self._scorer.score(columns)
        match self._task:
            case "binary":
                output = (score[:, 0] > self._threshold).astype(np.intp)
            case "multiclass":
                output = score.argmax(axis=1)
            case _:
                output = np.zeros(len(score), np.intp)
        return self._of(output, score, self._model.raw(columns), self._parts(columns))

    def classes(self, columns: Sequence[NDArray[Any]], n_classes: int) -> list[ExplainedRows]:
        """Explain for each class in turn why the rows are of it or not."""
        score, raw = self._scorer.score(columns), self._model.raw(columns)
        parts = self._parts(columns)
        outputs = [np.full(len(score), index, np.intp) for index in range(n_classes)]
        return [self._of(output, score, raw, parts) for output in outputs]

    def _parts(self, columns: Sequence[NDArray[Any]]) -> NDArray[np.float64]:
        return by_feature(self._attribution.of(columns, threads=self._threads), self._columns)[1]

    def _of(
        self,
        output: NDArray[np.intp],
        score: NDArray[np.float64],
        raw: NDArray[np.float64],
        parts: NDArray[np.float64],
    ) -> ExplainedRows:
        baseline = self._attribution.baseline
        known = np.where(np.isnan(score[:, 0]), np.nan, output)
        row = np.arange(len(score))
        if self._task != "binary":
            return ExplainedRows(
                known, score[row, output], baseline[output], raw[row, output], parts[row, :, output]
            )
        # The one output is of the second class; what speaks for it speaks against the first.
        is_second = output == 1
        sign = np.where(is_second, 1.0, -1.0)
        # Shares of the two classes add up to 1, their log-odds to 0.
        start = np.where(is_second, 0.0, 1.0 if self._model.link == "share" else 0.0)
        return ExplainedRows(
            known,
            np.where(is_second, score[:, 0], 1.0 - score[:, 0]),
            start + sign * baseline[0],
            start + sign * raw[:, 0],
            sign[:, None] * parts[:, :, 0],
        )
