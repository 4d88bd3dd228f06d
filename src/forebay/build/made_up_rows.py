"""Rows for a model of which no row is known: around its own thresholds, or small numbers.

They judge nothing. A version that is loaded again, or exported, must answer them alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.tree_model import TreeModel
from forebay.engine import Schema
from forebay.query.literal_rows import literal_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.query.live_model import LiveModel

N_ROWS: Final = 100
_MISSING: Final = 0.1
_SEED: Final = 20
_LARGEST: Final = 9


def made_up_rows(model: LiveModel) -> str:
    """Return a query for 100 rows with the raw columns of a model, the same at every call."""
    rng = np.random.default_rng(_SEED)
    cuts = _cuts(model)
    values: dict[str, Sequence[object]] = {}
    at = 0
    for column in model.features.inputs:
        group = [c for c in model.features.columns if (c.raw_name or c.name) == column.name]
        if column.type.endswith("[]"):
            drawn = rng.normal(size=(N_ROWS, len(group)))
            whole = column.type == "BIGINT[]"
            values[column.name] = [[_number(v, whole=whole) for v in row] for row in drawn]
        else:
            values[column.name] = _column(column.type, group[0].categories, cuts.get(at), rng)
        at += len(group)
    rows = [{name: found[i] for name, found in values.items()} for i in range(N_ROWS)]
    return literal_rows(Schema(model.features.inputs), rows)


def _cuts(model: LiveModel) -> dict[int, Any]:
    """Return the thresholds of each matrix column, for models made of trees."""
    learned = model.learned
    if not isinstance(learned, TreeModel):
        return {}
    forest = learned.forest
    return {
        feature: np.unique(forest.threshold[(forest.feature == feature) & ~forest.is_set])
        for feature in np.unique(forest.feature).tolist()
    }


def _column(kind: str, categories: Sequence[str], cuts: Any, rng: Any) -> Sequence[object]:
    missing = rng.random(N_ROWS) < _MISSING
    drawn: list[object]
    if categories:
        picked = [categories[i] for i in rng.integers(0, len(categories), N_ROWS)]
        drawn = list(picked) if kind == "VARCHAR" else [int(float(text)) for text in picked]
    elif kind == "BOOLEAN":
        drawn = [bool(v) for v in rng.random(N_ROWS) < 1 / 2]
    else:
        finite = cuts[np.isfinite(cuts)].astype(np.float64) if cuts is not None else np.empty(0)
        start = rng.choice(finite, N_ROWS) if len(finite) else np.zeros(N_ROWS)
        # On a threshold, next to it, and anywhere.
        spread = np.maximum(np.abs(start), 1.0) * rng.choice([0.0, 1e-6, 1.0], N_ROWS)
        moved = start + rng.normal(size=N_ROWS) * spread
        drawn = [_number(v, whole=kind == "BIGINT") for v in moved]
    return [None if gone else value for value, gone in zip(drawn, missing, strict=True)]


def _number(value: float, *, whole: bool) -> float | int:
    return round(min(max(value, -_LARGEST), _LARGEST)) if whole else float(value)
