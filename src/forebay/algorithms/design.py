"""The design matrix of a linear model, as products and sums: one-hot columns are never made.

The parameters are, in this order: one weight for each number, the intercept (if there is one), and
one weight for each known category of each categorical column. In a row, a categorical column has
its one parameter, or none if the category is unknown; so its part of a product is a look-up, and
its part of a sum is a sum by code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.algorithms.row_blocks import MatrixLayout, RowBlocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.training_data import TrainingData
    from forebay.features.matrix_column import MatrixColumn

_BLOCK_ROWS: Final = 16_384


@dataclass(frozen=True, slots=True, eq=False)
class DesignBlock:
    """Some rows of the design matrix.

    Parameters
    ----------
    dense
        The numbers, and ones for the intercept, shape (n_rows, n_dense).
    position
        For each categorical column the parameter that a row has there, shape
        (n_categorical, n_rows); the number of parameters where it has none.
    n_parameters
        How many columns the design matrix would have.

    """

    dense: NDArray[np.float64]
    position: NDArray[np.intp]
    n_parameters: int
    label: NDArray[np.float64]
    weight: NDArray[np.float64]

    def times(self, parameters: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return X p for p of shape (n_parameters, n_outputs); shape (n_rows, n_outputs)."""
        n_dense = self.dense.shape[1]
        product = self.dense @ parameters[:n_dense]
        known = np.concatenate([parameters, np.zeros((1, parameters.shape[1]))])
        for position in self.position:
            product += known[position]
        return np.asarray(product)

    def transposed_times(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return X' r for r of shape (n_rows, n_outputs); shape (n_parameters, n_outputs)."""
        result = np.zeros((self.n_parameters + 1, rows.shape[1]))
        result[: self.dense.shape[1]] = self.dense.T @ rows
        for position in self.position:
            for output in range(rows.shape[1]):
                result[:, output] += np.bincount(position, rows[:, output], len(result))
        return result[:-1]

    def add_gram(self, gram: NDArray[np.float64], weight: NDArray[np.float64]) -> None:
        """Add X' diag(weight) X to `gram`, shape (n_parameters + 1,) squared.

        The last row and column take what unknown categories give; only the lower triangle of the
        categorical part is filled (see ``whole_gram``).
        """
        n_dense = self.dense.shape[1]
        weighted = self.dense * weight[:, None]
        gram[:n_dense, :n_dense] += self.dense.T @ weighted
        flat = gram.reshape(-1)
        for i, position in enumerate(self.position):
            for column in range(n_dense):
                sums = np.bincount(position, weighted[:, column], len(gram))
                gram[:, column] += sums
            for other in self.position[: i + 1]:
                np.add.at(flat, position * len(gram) + other, weight)


def whole_gram(gram: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the symmetric matrix of a filled lower triangle, without its last row and column."""
    lower = np.tril(gram[:-1, :-1])
    return np.asarray(lower + np.tril(lower, -1).T)


class Design:
    """The rows of a training query as blocks of a design matrix; walked as often as needed."""

    def __init__(
        self,
        data: TrainingData,
        *,
        fit_intercept: bool,
        query: str | None = None,
        n_rows: int | None = None,
    ) -> None:
        self.parameters = Parameters.of(data.columns, fit_intercept=fit_intercept)
        order = (*self.parameters.numbers, *self.parameters.categorical)
        layout = MatrixLayout(
            columns=data.columns,
            order=order,
            unknown_code=-1.0,
            dtype=np.float64,
            block_rows=_BLOCK_ROWS,
        )
        query, n_rows = (query or data.train), (data.n_train if n_rows is None else n_rows)
        self._rows = RowBlocks(data.workspace, query, n_rows, layout)

    @property
    def n_rows(self) -> int:
        """How many rows there are."""
        return self._rows.n_rows

    def __iter__(self) -> Iterator[DesignBlock]:
        """Yield the blocks in order; what one holds is good until the next one comes."""
        parameters = self.parameters
        n_numbers = len(parameters.numbers)
        room = np.ones((0, parameters.n_dense))  # new memory for each block would take longest
        for block in self._rows:
            if len(room) < len(block.label):
                room = np.ones((len(block.label), parameters.n_dense))
            dense = room[: len(block.label)]
            dense[:, :n_numbers] = block.values[:, :n_numbers]
            code = block.values[:, n_numbers:].T.astype(np.intp)
            first, size = parameters.first[:, None], parameters.size[:, None]
            known = (code >= 0) & (code < size)
            position = np.where(known, first + code, parameters.n_parameters)
            yield DesignBlock(dense, position, parameters.n_parameters, block.label, block.weight)


@dataclass(frozen=True, slots=True, eq=False)
class Parameters:
    """Which parameter belongs to what.

    Parameters
    ----------
    numbers, categorical
        The matrix columns that are numbers, and those that are categories.
    first, size
        For each categorical column its first parameter and how many it has.

    """

    numbers: tuple[int, ...]
    categorical: tuple[int, ...]
    fit_intercept: bool
    first: NDArray[np.intp]
    size: NDArray[np.intp]

    @classmethod
    def of(cls, columns: tuple[MatrixColumn, ...], *, fit_intercept: bool) -> Parameters:
        """Return the parameters of a model over these matrix columns."""
        numbers = tuple(i for i, c in enumerate(columns) if c.kind == "number")
        categorical = tuple(i for i, c in enumerate(columns) if c.kind == "category")
        size = np.array([len(columns[i].categories) for i in categorical], np.intp)
        first = len(numbers) + int(fit_intercept) + np.cumsum(size) - size
        return cls(numbers, categorical, fit_intercept, first.astype(np.intp), size)

    @property
    def n_dense(self) -> int:
        """The number of weights of numbers, and one for the intercept."""
        return len(self.numbers) + int(self.fit_intercept)

    @property
    def n_parameters(self) -> int:
        """The number of all parameters."""
        return self.n_dense + int(self.size.sum())

    def column_names(
        self, numbers: NDArray[np.intp], columns: Sequence[MatrixColumn]
    ) -> tuple[str, ...]:
        """Return whose parameters these are, each name once; of the intercept: none."""
        names = []
        for number in numbers:
            if number < len(self.numbers):
                names.append(columns[self.numbers[number]].name)
            elif number >= self.n_dense:
                last = int(np.searchsorted(self.first, number, side="right")) - 1
                names.append(columns[self.categorical[last]].name)
        return tuple(dict.fromkeys(names))

    def penalised(self) -> NDArray[np.float64]:
        """Return 1 for every parameter that regularisation holds down, 0 for the intercept."""
        ones = np.ones(self.n_parameters)
        if self.fit_intercept:
            ones[len(self.numbers)] = 0.0
        return ones
