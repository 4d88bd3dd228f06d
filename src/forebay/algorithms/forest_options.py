"""Options of RANDOM_FOREST_CLASSIFIER and RANDOM_FOREST_REGRESSOR."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.shared_options import CLASSIFIER_OPTIONS, REGRESSOR_OPTIONS, SHARED_OPTIONS
from forebay.algorithms.tree_options import TREE_OPTIONS
from forebay.algorithms.tuning import Tuning

_OTHERWISE: Final[dict[str, dict[str, Any]]] = {
    "max_tree_depth": {"default": 15, "tuning": Tuning(1, 20)},
    "min_tree_child_weight": {
        "acts": "LightGBM min_sum_hessian_in_leaf, which is the sum of the weights of a leaf's rows"
    },
    "subsample": {"default": 0.8, "acts": "LightGBM bagging_fraction, drawn anew for every tree"},
    "colsample_bynode": {"default": 0.8},
}

_ONE_ROUND: Final = "any: a forest is one round, as in BigQuery ML, so that none is left out"
_BOOSTED: Final = "Leave it out, or use a BOOSTED_TREE type: the trees of a forest are averaged."

_FOREST: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "num_parallel_tree",
        "integer",
        default=100,
        acts="the number of trees (for more than two classes: for each class)",
        low=2,
        high=100_000,
        tuning=Tuning(2, 200),
    ),
    *(replace(rule, **_OTHERWISE.get(rule.name, {})) for rule in TREE_OPTIONS),
    OptionRule(
        "max_iterations",
        "integer",
        instead="Use num_parallel_tree: a forest is one round of that many trees.",
    ),
    OptionRule("early_stop", "boolean", default=True, acts=_ONE_ROUND),
    OptionRule("min_rel_progress", "number", default=0.01, acts=_ONE_ROUND, low=0.0),
    OptionRule("learn_rate", "number", instead=_BOOSTED),
    OptionRule("booster_type", instead=_BOOSTED),
    OptionRule("dropout", "number", instead=_BOOSTED),
    OptionRule("dart_normalize_type", instead=_BOOSTED),
)

RANDOM_FOREST_CLASSIFIER_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *SHARED_OPTIONS,
    *CLASSIFIER_OPTIONS,
    *_FOREST,
)

RANDOM_FOREST_REGRESSOR_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *SHARED_OPTIONS,
    *REGRESSOR_OPTIONS,
    *_FOREST,
)
