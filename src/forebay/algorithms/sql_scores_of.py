"""Which models the engine scores itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.algorithms.cluster_centroids import Centroids
from forebay.algorithms.cluster_sql import cluster_sql
from forebay.algorithms.component_sql import component_sql
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.linear_sql import linear_sql
from forebay.algorithms.principal_components import PrincipalComponents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.matrix_protocol import StoredModel
    from forebay.algorithms.sql_scores import SqlScores
    from forebay.features.matrix_column import MatrixColumn

# Above them planning costs more than NumPy needs for the rows that a person asks of.
_MOST_TERMS: Final = 4_000
_MOST_NUMBERS: Final = 200_000  # in the lists of categories
_MOST_CLUSTERS: Final = 50  # whose ranks are found by comparing all of them


def sql_scores_of(
    model: StoredModel, columns: Sequence[MatrixColumn], n_outputs: int, *, may_be_null: bool = True
) -> SqlScores | None:
    """Return SQL for the first outputs of ``MatrixModel.score``; None if the engine cannot do it.

    Linear models, clusterings and reductions are sums over the columns of a row. Not in SQL: the
    array columns of a row, which are sparse, and what would be a text of thousands of terms.

    Parameters
    ----------
    columns
        The model's matrix columns; SQL reads the i-th as ``__f<i>``.
    may_be_null
        Whether any of the numbers may be NULL.

    """
    if any(column.position is not None for column in columns):
        return None
    match model:
        case LinearModel():
            if _is_short(len(columns) * model.n_outputs, model.weight.size):
                return linear_sql(model, may_be_null=may_be_null)
        case Centroids() if model.n_clusters <= _MOST_CLUSTERS:
            if _is_short(len(columns) * (model.n_clusters + 1), model.points.size):
                return cluster_sql(model, may_be_null=may_be_null)
        case PrincipalComponents():
            k, n_numbers = model.n_components, int(model.size.sum()) * model.n_components
            n_terms = len(columns) * k + (n_numbers if n_outputs > k else 0)
            if _is_short(n_terms, n_numbers):
                return component_sql(model, n_outputs, may_be_null=may_be_null)
    return None


def _is_short(n_terms: int, n_numbers: int) -> bool:
    return n_terms <= _MOST_TERMS and n_numbers <= _MOST_NUMBERS
