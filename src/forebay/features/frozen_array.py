"""An array of any kind as (index, value) pairs whose indexes training knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.errors import EngineError
from forebay.features.expression import Apply, Constant, ListLookup
from forebay.features.render_sql import render_sql
from forebay.features.value_kind import value_kind

if TYPE_CHECKING:
    from forebay.features.expression import Expression
    from forebay.features.feature import Feature
    from forebay.features.preprocessing.function import TrainingRows

_MOST_TEXTS = 32_000  # as the encoders have it
_FEWEST_ROWS = 5
_LONGEST = 1_000_000  # what an index of a pair may be; above it is an id, not a position


@dataclass(frozen=True, slots=True)
class FrozenArray:
    """Pairs with indexes from 0 and below `width`; a width of 0: there is nothing in it."""

    expression: Expression
    width: int


def frozen_array(feature: Feature, training: TrainingRows, missing: float) -> FrozenArray:
    """Return an array of numbers, of texts or of pairs as pairs.

    Parameters
    ----------
    missing
        What stands for a number that is NULL.

    Raises
    ------
    EngineError
        ``array-length``: arrays of numbers of several lengths, or an index that is no position.

    """
    match value_kind(feature.type):
        case "numbers":
            return _numbers(feature, training, missing)
        case "texts":
            return _texts(feature, training)
        case _:
            return _pairs(feature, training)


def _numbers(feature: Feature, training: TrainingRows, fill: float) -> FrozenArray:
    values = Apply("numbers", (feature.expression,))
    shortest, longest = _extremes(training, f"len({render_sql(values)})")
    if shortest != longest:
        raise EngineError.of(
            "array-length",
            f'arrays of "{feature.name}" have {shortest} to {longest} numbers in the training rows',
            hint="a model needs the same number of them in every row.",
        )
    arguments = (values, Constant(longest), Constant(fill))
    return FrozenArray(Apply("pairs_of", arguments), longest)


def _extremes(training: TrainingRows, sql: str) -> tuple[int, int]:
    given = f"(SELECT {sql} AS v FROM {training.rows})"
    found = training.workspace.rows(f"SELECT coalesce(min(v), 0), coalesce(max(v), 0) FROM {given}")
    low, high = (int(cast("int", value)) for value in found[0])
    return low, high


def _texts(feature: Feature, training: TrainingRows) -> FrozenArray:
    """Encode texts as a multi-hot encoder with its defaults does (BigQuery ML: ARRAY<STRING>)."""
    from forebay.features.preprocessing.vocabulary import known_texts

    found = known_texts(
        training, render_sql(feature.expression), f'"{feature.name}"', _MOST_TEXTS, _FEWEST_ROWS
    )
    codes = ListLookup(feature.expression, found.names)
    return FrozenArray(Apply("multi_hot", (codes,)), len(found.names) + 1 if found.n_texts else 0)


def _pairs(feature: Feature, training: TrainingRows) -> FrozenArray:
    known = _width(feature.expression)
    if known:
        return FrozenArray(feature.expression, known)
    indexes = f"list_transform({render_sql(feature.expression)}, lambda __p: __p.index)"
    lowest, highest = _extremes(training, f"unnest({indexes})")
    if lowest < 0 or highest > _LONGEST:
        raise EngineError.of(
            "array-length",
            f'"{feature.name}" has indexes from {lowest} to {highest} in the training rows',
            hint=f"an index is a position, from 0 to {_LONGEST:,}.",
        )
    return FrozenArray(
        Apply("known_pairs", (feature.expression, Constant(highest + 1))), highest + 1
    )


def _width(expression: Expression) -> int:
    """Return how many indexes the array of an encoder can have; 0 if it is of no encoder."""
    match expression:
        case Apply("multi_hot" | "counts" | "tf_idf", (ListLookup(_, names), *_)):
            return len(names) + 1
        case _:
            return 0
