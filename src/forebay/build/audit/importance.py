"""What each feature is worth to a model: how much worse it is when its values are shuffled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.build.audit.quality import Difference, difference, quality

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.build.audit.drawn_rows import DrawnRows
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.query.live_model import LiveModel

WORTH_NOTHING: Final = 0.001  # of the figure: what is surely below it is not worth its keep
_SEED: Final = 1


def importance(model: LiveModel, rows: DrawnRows) -> dict[str, Difference]:
    """Return by feature how much worse the model's figure is without it, the most first.

    The values of a feature change places among the rows, in a seeded order, all of its matrix
    columns together; the same rows are scored before and after, so that the bounds are paired
    (Breiman 2001; Fisher, Rudin, Dominici 2019).
    """
    task = model.label.task
    before = quality(model.scorer.score(rows.columns), rows.labels, task)
    random = np.random.default_rng(_SEED)
    found: dict[str, Difference] = {}
    for feature, places in matrix_columns(model.features).items():
        order = random.permutation(len(rows.labels))
        mixed: list[Any] = list(rows.columns)
        for place in places:
            mixed[place] = rows.columns[place][order]
        after = quality(model.scorer.score(mixed), rows.labels, task)
        found[feature] = difference(before, after)
    return dict(sorted(found.items(), key=lambda item: (-item[1].value, item[0])))


def idle_features(found: Mapping[str, Difference], features: FrozenFeatures) -> tuple[str, ...]:
    """Return the features that surely add nothing, also those that no matrix column is made of."""
    used = {name.casefold() for name in matrix_columns(features)}
    used |= {output.name.casefold() for output in features.outputs}
    left_out = () if features.outputs else features.inputs
    unseen = [column.name for column in left_out if column.name.casefold() not in used]
    return (*(name for name, worse in found.items() if worse.upper < WORTH_NOTHING), *unseen)


def matrix_columns(features: FrozenFeatures) -> dict[str, list[int]]:
    """Return which matrix columns each feature has."""
    found: dict[str, list[int]] = {}
    for place, column in enumerate(features.columns):
        found.setdefault(column.raw_name or column.group or column.name, []).append(place)
    return found
