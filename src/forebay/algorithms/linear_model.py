"""The Model of LINEAR_REG and LOGISTIC_REG: weights, an intercept and a link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from forebay.algorithms.linear_training import LinearTraining
from forebay.algorithms.link import Link, predictions
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.design import Parameters
    from forebay.features.matrix_column import MatrixColumn


class LinearModel:
    """A sum of weights, one for each number (times its value) and one for each category.

    Parameters
    ----------
    weight
        The weights of all columns, one after the other: one for a number, one for each known
        category of a categorical column; shape (n_weights, n_outputs).
    start
        Where each matrix column's weights begin, with the end last, shape (n_columns + 1,).
    is_category
        Whether a matrix column holds codes, shape (n_columns,).
    intercept
        Shape (n_outputs,); 0 without one.
    mean
        The mean of the training rows, for a category its share, shape (n_weights,).
    standard_error, intercept_error
        With p-values only: the standard errors of `weight`, shape (n_weights,), 0 for a category
        that was left out; and those of the intercept as the model sees it and on the original
        scale, shape (2,).
    fit_intercept
        False leaves out ``__INTERCEPT__``.

    """

    def __init__(
        self,
        arrays: Mapping[str, NDArray[Any]],
        link: Link,
        *,
        fit_intercept: bool,
        training: LinearTraining,
    ) -> None:
        self.weight: NDArray[np.float64] = arrays["weight"]
        self.start: NDArray[np.int64] = arrays["start"]
        self.is_category: NDArray[np.bool_] = arrays["is_category"]
        self.intercept: NDArray[np.float64] = arrays["intercept"]
        self.mean: NDArray[np.float64] = arrays["mean"]
        self.standard_error: NDArray[np.float64] | None = arrays.get("standard_error")
        self.intercept_error: NDArray[np.float64] | None = arrays.get("intercept_error")
        self.training = training
        self.link = link
        self.fit_intercept = fit_intercept

    @classmethod
    def of(
        cls,
        parameters: Parameters,
        learned: Mapping[str, NDArray[Any]],
        link: Link,
        training: LinearTraining,
    ) -> LinearModel:
        """Return the model of learned parameters.

        Parameters
        ----------
        learned
            ``weight``, shape (n_parameters, n_outputs), and ``mean``, shape (n_parameters,), both
            with the intercept's; with p-values also ``standard_error``, as `mean`, and
            ``intercept_error``.

        """
        n_columns = len(parameters.numbers) + len(parameters.categorical)
        weight = learned["weight"]
        n_numbers = len(parameters.numbers)
        parts = [np.empty(0, np.intp)] * n_columns
        for i, column in enumerate(parameters.numbers):
            parts[column] = np.array([i])
        for first, size, column in zip(
            parameters.first, parameters.size, parameters.categorical, strict=True
        ):
            parts[column] = np.arange(first, first + size)
        order = np.concatenate([*parts, np.empty(0, np.intp)])
        fit_intercept = parameters.fit_intercept
        arrays = {
            name: array if name == "intercept_error" else array[order]
            for name, array in learned.items()
        }
        arrays |= {
            "start": np.cumsum([0, *(len(part) for part in parts)]).astype(np.int64),
            "is_category": np.isin(np.arange(n_columns), parameters.categorical),
            "intercept": weight[n_numbers].copy() if fit_intercept else np.zeros(weight.shape[1]),
        }
        return cls(arrays, link, fit_intercept=fit_intercept, training=training)

    @property
    def n_outputs(self) -> int:
        """1 for regression and for two classes, else the number of classes."""
        return len(self.intercept)

    @property
    def n_columns(self) -> int:
        """How many matrix columns there are."""
        return len(self.is_category)

    def raw(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return the sums of weights, shape (n_rows, n_outputs).

        Columns are added one after the other, so that a row's sum does not depend on the rows
        beside it.
        """
        del threads  # the sums are bound by memory, not by arithmetic
        n_rows = len(columns[0]) if columns else 0
        result = np.repeat(self.intercept[None, :], n_rows, axis=0)
        for column, values in enumerate(columns):
            result += self.part(column, values)
        return result

    def part(self, column: int, values: NDArray[Any]) -> NDArray[np.float64]:
        """Return what one matrix column adds to the sums, shape (n_rows, n_outputs)."""
        weight = self.weight[self.start[column] : self.start[column + 1]]
        if not self.is_category[column]:
            return np.asarray(values[:, None] * weight[0])
        code = values.astype(np.intp, copy=False)
        known = (code >= 0) & (code < len(weight))
        with_unknown = np.concatenate([weight, np.zeros((1, self.n_outputs))])
        return np.asarray(with_unknown[np.where(known, code, -1)])

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return values or probabilities, shape (n_rows, n_outputs)."""
        return predictions(self.raw(columns, threads=threads), self.link)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the learned arrays."""
        return {
            "weight": self.weight,
            "start": self.start,
            "is_category": self.is_category,
            "intercept": self.intercept,
            "mean": self.mean,
            **self._errors(),
        }

    def _errors(self) -> dict[str, NDArray[Any]]:
        if self.standard_error is None or self.intercept_error is None:
            return {}
        return {"standard_error": self.standard_error, "intercept_error": self.intercept_error}

    def describe(self) -> dict[str, Any]:
        """Return what ``load`` needs beside the arrays, and figures for a person."""
        return {
            "kind": "linear",
            "link": self.link,
            "n_outputs": self.n_outputs,
            "n_weights": len(self.weight),
            "fit_intercept": self.fit_intercept,
            **self.training.to_json(),
        }

    @classmethod
    def load(cls, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> LinearModel:
        """Return the model that ``describe()`` and ``arrays()`` came from."""
        return cls(
            arrays,
            describe["link"],
            fit_intercept=describe["fit_intercept"],
            training=LinearTraining.from_json(describe),
        )

    def training_info(self) -> list[dict[str, Any]]:
        """Return the rows of ML.TRAINING_INFO, from iteration 0."""
        rows: list[dict[str, Any]] = self.training.to_json()["training_info"]
        return rows

    def weights(
        self, columns: Sequence[MatrixColumn], *, standardize: bool = False
    ) -> list[dict[str, Any]]:
        """Return the rows of ML.WEIGHTS, the intercept last.

        A number has a `weight` and no `category_weights`; a categorical column the reverse. With
        more than two classes each row also has `class_label`: the index of its class.

        Parameters
        ----------
        standardize
            True: for numbers as the model sees them. False: on the original scale, so that the
            prediction is the intercept plus weight times value; centres go to the intercept.

        """
        rows = []
        for output in range(self.n_outputs):
            label = {"class_label": output} if self.n_outputs > 1 else {}
            rows += [label | row for row in self._rows(columns, output, standardize=standardize)]
        return rows

    def _rows(
        self, columns: Sequence[MatrixColumn], output: int, *, standardize: bool
    ) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        intercept = float(self.intercept[output])
        for i, column in enumerate(columns):
            weight = self.weight[self.start[i] : self.start[i + 1], output].tolist()
            if column.kind == "category":
                pairs = [
                    {"category": category, "weight": value}
                    for category, value in zip(column.categories, weight, strict=True)
                ]
                rows.append(_row(column.name, None, pairs))
            else:
                scale = 1.0 if standardize else column.scale
                intercept -= 0.0 if standardize else weight[0] * column.center / scale
                rows.append(_row(column.name, weight[0] / scale, []))
        if self.fit_intercept:
            rows.append(_row("__INTERCEPT__", intercept, []))
        return rows

    def importance(self, columns: Sequence[MatrixColumn]) -> list[dict[str, Any]]:
        """Refuse: there are no trees."""
        del columns
        raise ProjectError.of(
            "not-supported",
            "ML.FEATURE_IMPORTANCE is for boosted trees; this model is linear",
            hint="ML.WEIGHTS says how much each feature counts.",
        )


def _row(name: str, weight: float | None, categories: list[dict[str, Any]]) -> dict[str, Any]:
    return {"processed_input": name, "weight": weight, "category_weights": categories}
