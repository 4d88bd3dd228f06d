"""How the columns that a statement names become the matrix of a model from a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.protocol import Column
from forebay.features.expression import Apply, Constant, Input, Lookup, Number, Text
from forebay.features.frozen_features import FrozenFeatures
from forebay.features.matrix_column import MatrixColumn, array_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.algorithms.imported_feature import ImportedFeature
    from forebay.features.expression import Expression


def imported_features(inputs: Sequence[ImportedFeature]) -> FrozenFeatures:
    """Return features that hand each column on as the file reads it, with nothing fitted.

    Examples
    --------
    >>> from forebay.algorithms.imported_feature import ImportedFeature
    >>> imported_features([ImportedFeature("x")]).select_list()
    ['CAST(CAST("x" AS DOUBLE) AS DOUBLE) AS __f0']

    """
    columns: list[MatrixColumn] = []
    expressions: list[Expression] = []
    for feature in inputs:
        source = Input(feature.name, input_type(feature))
        if feature.width is not None:
            columns += array_columns(feature.name, feature.name, feature.width)
            numbers = Apply("numbers", (source,))
            width, missing = Constant(feature.width), Constant(float("nan"))
            expressions.append(Apply("pairs_of", (numbers, width, missing)))
        elif feature.categories is not None:
            columns.append(MatrixColumn(feature.name, "category", feature.categories))
            expressions.append(Lookup(Text(source), feature.categories, feature.null_code))
        else:
            columns.append(MatrixColumn(feature.name, "number"))
            expressions.append(Number(source))
    raw = tuple(Column(feature.name, input_type(feature)) for feature in inputs)
    return FrozenFeatures(raw, tuple(columns), tuple(expressions))


def input_type(feature: ImportedFeature) -> str:
    """Return the engine's type of the column that a feature reads."""
    return feature.type if feature.width is None else f"{feature.type}[]"
