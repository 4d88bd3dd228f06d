"""The Model of PCA: directions, the variance along each, and where a row stands among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.matrix_protocol import N_SQUARES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from forebay.features.matrix_column import MatrixColumn

_AT_ONCE: Final = 1 << 21  # numbers that one block of rows may need: 16 MB


class PrincipalComponents:
    """Orthonormal directions, the greatest variance first.

    Parameters
    ----------
    directions
        Shape (n_components, n_coordinates): for each matrix column one coordinate if it is a
        number, one for each category else. The greatest coordinate of each is positive.
    eigenvalues
        The variance along each, shape (n_components,).
    total
        The variance along all coordinates together.
    unit
        For each matrix column what its standardised numbers are multiplied by; 1 for categories.
    size
        How many coordinates each matrix column has.

    """

    def __init__(
        self,
        directions: NDArray[np.float64],
        eigenvalues: NDArray[np.float64],
        total: float,
        unit: NDArray[np.float64],
        size: NDArray[np.int64],
        is_category: NDArray[np.bool_],
    ) -> None:
        self._directions = directions
        self._eigenvalues = eigenvalues
        self._total = total
        self.unit = unit
        self.size = size
        self.is_category = is_category
        self._start = np.concatenate([[0], np.cumsum(size)]).astype(np.int64)

    @property
    def n_components(self) -> int:
        """How many there are."""
        return len(self._directions)

    def own(self, column: int) -> NDArray[np.float64]:
        """Return the directions along one matrix column, shape (n_components, its size)."""
        return self._directions[:, self._start[column] : self._start[column + 1]]

    @property
    def n_outputs(self) -> int:
        """The coordinates, the square of what they leave out, the square of the whole."""
        return self.n_components + N_SQUARES

    def score(self, columns: Sequence[NDArray[Any]], *, threads: int = 1) -> NDArray[np.float64]:
        """Return coordinates and squares, shape (n_rows, n_outputs).

        Columns are added one after the other, so that a row's figures depend neither on the rows
        beside it nor on threads. The next to last is the squared distance of the row from the plane
        of the components, the last the squared length of the row.
        """
        del threads  # blocks of rows are scored side by side already
        n_rows = len(columns[0])
        widest = max(self.n_components, int(self.size.max()))
        step = max(1, _AT_ONCE // widest)
        result = np.empty((n_rows, self.n_outputs))
        for start in range(0, n_rows, step):
            part = slice(start, start + step)
            self._block([column[part] for column in columns], result[part])
        return result

    def _block(self, columns: Sequence[NDArray[Any]], into: NDArray[np.float64]) -> None:
        k = self.n_components
        at = into[:, :k]
        at[:] = 0.0
        into[:, k:] = 0.0
        with np.errstate(over="ignore", invalid="ignore"):  # infinite numbers give NaN
            for i, given in enumerate(columns):
                own = self.own(i)
                if self.is_category[i]:
                    code, known = _codes(given, int(self.size[i]))
                    at += np.where(known[:, None], own.T[code], 0.0)
                    into[:, k + 1] += known
                else:
                    value = given * self.unit[i]
                    at += value[:, None] * own[:, 0]
                    into[:, k + 1] += value * value
            for i, given in enumerate(columns):
                self._add_rest(i, given, into)

    def _add_rest(self, i: int, given: NDArray[Any], into: NDArray[np.float64]) -> None:
        """Add the squared difference between a column and what the components tell of it."""
        k = self.n_components
        own = self.own(i)
        told = np.zeros((len(given), own.shape[1]))
        for component in range(k):
            told += into[:, component, None] * own[component]
        if self.is_category[i]:
            code, known = _codes(given, own.shape[1])
            rows = np.flatnonzero(known)
            told[rows, code[rows]] -= 1.0
        else:
            told[:, 0] -= given * self.unit[i]
        into[:, k] += (told * told).sum(axis=1)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the learned arrays."""
        return {
            "directions": self._directions,
            "eigenvalues": self._eigenvalues,
            "unit": self.unit,
            "size": self.size,
            "is_category": self.is_category,
        }

    def describe(self) -> dict[str, Any]:
        """Return what ``load`` needs beside the arrays, and figures for a person."""
        return {
            "kind": "principal_components",
            "n_components": self.n_components,
            "total_variance": self._total.hex(),
            "component_info": self.component_info(),
        }

    @classmethod
    def load(
        cls, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> PrincipalComponents:
        """Return the model that ``describe()`` and ``arrays()`` came from."""
        return cls(
            arrays["directions"],
            arrays["eigenvalues"],
            float.fromhex(describe["total_variance"]),
            arrays["unit"],
            arrays["size"],
            arrays["is_category"],
        )

    def training_info(self) -> list[dict[str, Any]]:
        """Return nothing: there are no iterations to tell of."""
        return []

    def components(self, columns: Sequence[MatrixColumn]) -> list[dict[str, Any]]:
        """Return the rows of ML.PRINCIPAL_COMPONENTS, components from 0."""
        rows = []
        for number, direction in enumerate(self._directions):
            for i, column in enumerate(columns):
                own = direction[self._start[i] : self._start[i + 1]].tolist()
                row: dict[str, Any] = {"principal_component_id": number, "feature": column.name}
                if column.kind == "category":
                    pairs = zip(column.categories, own, strict=True)
                    row["categorical_value"] = [{"category": c, "value": v} for c, v in pairs]
                else:
                    row |= {"numerical_value": own[0], "categorical_value": []}
                rows.append(row)
        return rows

    def component_info(self) -> list[dict[str, Any]]:
        """Return the rows of ML.PRINCIPAL_COMPONENT_INFO, components from 0."""
        shares = self._eigenvalues / (self._total or 1.0)
        return [
            {
                "principal_component_id": number,
                "eigenvalue": float(value),
                "explained_variance_ratio": float(share),
                "cumulative_explained_variance_ratio": float(so_far),
            }
            for number, (value, share, so_far) in enumerate(
                zip(self._eigenvalues, shares, np.cumsum(shares), strict=True)
            )
        ]


def _codes(given: NDArray[Any], size: int) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Return usable codes, and which of them are known."""
    code = given.astype(np.intp, copy=False)
    known = (code >= 0) & (code < size)
    return np.where(known, code, 0), known
