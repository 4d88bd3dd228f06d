"""MODEL_TYPE PCA: eigenvectors of the sums of products of the training rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.design import Design, whole_gram
from forebay.algorithms.gram_limits import check_gram_size, has_direct_solution
from forebay.algorithms.one_blas_thread import one_blas_thread
from forebay.algorithms.principal_components import PrincipalComponents
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.design import Parameters
    from forebay.algorithms.model_task import ModelTask
    from forebay.algorithms.protocol import OnProgress
    from forebay.algorithms.training_data import TrainingData
    from forebay.features.matrix_column import MatrixColumn

# Halko, Martinsson, Tropp (2011), section 4.5: a few more vectors than wanted, and products with
# them repeated, make the first ones as good as exact where eigenvalues differ.
_MORE_VECTORS: Final = 10
_PRODUCTS: Final = 8


class Pca:
    """Directions along which rows differ most."""

    model_type = "PCA"
    task: ModelTask = "reduction"

    @one_blas_thread()
    def train(
        self,
        data: TrainingData,
        options: Mapping[str, Any],
        *,
        seed: int,
        threads: int,
        on_progress: OnProgress,
    ) -> PrincipalComponents:
        """Find the eigenvectors of X'X / (n - 1).

        Numbers are less their mean, and in standard deviations unless ``scale_features`` is FALSE;
        each category is a column of 0 and 1, neither centred nor scaled, as in BigQuery ML. Sums
        are added block by block in the order of the rows: they do not depend on threads.

        Raises
        ------
        EngineError
            ``too-many-components``: there are fewer coordinates or rows.
        ProjectError
            ``not-supported``: too many coordinates for all eigenvectors.

        """
        del threads
        design = Design(data, fit_intercept=False)
        unit = _units(data.columns, design.parameters, options)
        wanted = options["num_principal_components"]
        _check_count(wanted, len(unit), data.n_train)
        if _is_full(options, len(unit)):
            check_gram_size(len(unit), "pca_solver FULL")
            on_progress(None, "sums of products")
            values, vectors, total = _full(design, unit)
        else:
            values, vectors, total = _randomized(design, unit, wanted, seed, on_progress)
        count = wanted or _enough(values, total, options["pca_explained_variance_ratio"])
        order = _in_matrix_order(design.parameters, data.columns)
        directions = _upright(vectors[order, :count].T)
        is_category = np.array([c.kind == "category" for c in data.columns], np.bool_)
        scales = np.array([c.scale for c in data.columns], np.float64)
        own_unit = np.where(is_category | bool(options["scale_features"]), 1.0, scales)
        size = np.array([max(1, len(c.categories)) for c in data.columns], np.int64)
        return PrincipalComponents(directions, values[:count], total, own_unit, size, is_category)

    def load(
        self, describe: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]
    ) -> PrincipalComponents:
        """Return the model that ``describe`` and ``arrays`` came from."""
        return PrincipalComponents.load(describe, arrays)


def _units(
    columns: tuple[MatrixColumn, ...], parameters: Parameters, options: Mapping[str, Any]
) -> NDArray[np.float64]:
    """Return what each coordinate of the design counts."""
    unit = np.ones(parameters.n_parameters)
    if not options["scale_features"]:
        unit[: len(parameters.numbers)] = [columns[i].scale for i in parameters.numbers]
    return unit


def _check_count(wanted: int | None, n_coordinates: int, n_rows: int) -> None:
    most = min(n_coordinates, n_rows)
    if wanted is not None and wanted > most:
        raise EngineError.of(
            "too-many-components",
            f"{wanted} components are wanted, and there can be {most}",
            detail=f"there are {n_coordinates} numbers and categories in {n_rows:,} training rows.",
            hint="lower num_principal_components.",
        )


def _is_full(options: Mapping[str, Any], n_coordinates: int) -> bool:
    match options["pca_solver"]:
        case "FULL":
            return True
        case "RANDOMIZED":
            return False
        case _:
            # A share of the variance is only known with all of it.
            is_few = has_direct_solution(n_coordinates)
            return is_few or options["num_principal_components"] is None


def _full(
    design: Design, unit: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Return all eigenvalues, the greatest first, their vectors in columns, and their sum."""
    n_parameters = design.parameters.n_parameters
    gram = np.zeros((n_parameters + 1, n_parameters + 1))
    for block in design:
        block.add_gram(gram, block.weight)
    covariance = whole_gram(gram) * unit[:, None] * unit / max(1, design.n_rows - 1)
    values, vectors = np.linalg.eigh(covariance)
    return np.maximum(values[::-1], 0.0), vectors[:, ::-1], float(np.trace(covariance))


def _randomized(
    design: Design, unit: NDArray[np.float64], wanted: int, seed: int, on_progress: OnProgress
) -> tuple[NDArray[np.float64], NDArray[np.float64], float]:
    """Return the first eigenvalues and vectors of repeated products, and the sum of all values."""
    n_parameters = design.parameters.n_parameters
    n_vectors = min(n_parameters, wanted + _MORE_VECTORS)
    draw = np.random.default_rng(seed)
    basis = np.linalg.qr(draw.standard_normal((n_parameters, n_vectors)))[0]
    total = 0.0
    for turn in range(_PRODUCTS):
        product, total = _times(design, unit, basis)
        if turn < _PRODUCTS - 1:
            basis = np.linalg.qr(product)[0]
        on_progress((turn + 1) / _PRODUCTS, f"product {turn + 1} of {_PRODUCTS}")
    small = basis.T @ product
    values, vectors = np.linalg.eigh((small + small.T) / 2)
    return np.maximum(values[::-1], 0.0), basis @ vectors[:, ::-1], total


def _times(
    design: Design, unit: NDArray[np.float64], vectors: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """Return X'X V / (n - 1), and the trace of X'X / (n - 1), in one pass."""
    product, squares = np.zeros_like(vectors), 0.0
    n_numbers = len(design.parameters.numbers)
    for block in design:
        product += block.transposed_times(block.times(unit[:, None] * vectors))
        squares += float(((block.dense * unit[:n_numbers]) ** 2).sum())
        squares += float((block.position < block.n_parameters).sum())
    n = max(1, design.n_rows - 1)
    return unit[:, None] * product / n, squares / n


def _enough(values: NDArray[np.float64], total: float, share: float) -> int:
    """Return the fewest components that explain a share of the variance."""
    # All components explain all of it, whatever rounding says.
    explained = np.cumsum(values) / (total or 1.0)
    return min(len(values), int(np.searchsorted(explained, share - 1e-12)) + 1)


def _in_matrix_order(parameters: Parameters, columns: tuple[MatrixColumn, ...]) -> NDArray[np.intp]:
    """Return where the coordinates of each matrix column stand in the design."""
    places: list[NDArray[np.intp]] = [np.empty(0, np.intp)] * len(columns)
    for place, column in enumerate(parameters.numbers):
        places[column] = np.array([place], np.intp)
    for first, size, column in zip(
        parameters.first, parameters.size, parameters.categorical, strict=True
    ):
        places[column] = np.arange(first, first + size, dtype=np.intp)
    return np.concatenate(places)


def _upright(directions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return directions whose coordinate of the greatest size is positive: v and -v are one."""
    greatest = np.abs(directions).argmax(axis=1)
    sign = np.where(directions[np.arange(len(directions)), greatest] < 0, -1.0, 1.0)
    return np.ascontiguousarray(directions * sign[:, None])
