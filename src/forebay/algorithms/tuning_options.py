"""Options of hyperparameter tuning, which every model type with a label has, and KMEANS."""

from __future__ import annotations

from typing import Final

from forebay.algorithms.option_rule import OptionRule

# BigQuery ML's limit. Suggestions are made for so many trials at once, however many run at once.
MAX_PARALLEL_TRIALS: Final = 5

TUNING_OPTIONS: Final[tuple[OptionRule, ...]] = (
    OptionRule(
        "num_trials",
        "integer",
        layer="build",
        acts="turns tuning on: how many models are trained at most, of which the best is kept",
        low=1,
        high=100,
    ),
    OptionRule(
        "max_parallel_trials",
        "integer",
        default=1,
        layer="build",
        acts="how many trials run at once; never changes the result",
        low=1,
        high=MAX_PARALLEL_TRIALS,
    ),
    OptionRule(
        "hparam_tuning_algorithm",
        default="VIZIER_DEFAULT",
        layer="build",
        acts="VIZIER_DEFAULT: a tree-structured Parzen estimator (the extra `tune`); "
        "RANDOM_SEARCH; GRID_SEARCH: every combination of candidates",
        choices=("VIZIER_DEFAULT", "RANDOM_SEARCH", "GRID_SEARCH"),
    ),
    OptionRule(
        "hparam_tuning_objectives",
        "texts",
        default=(),
        layer="build",
        acts="the metric by which trials are compared, one; left out: R2_SCORE or ROC_AUC",
    ),
    OptionRule(
        "data_split_test_fraction",
        "number",
        layer="features",
        acts="when tuning, the share of rows that no trial sees, on which the model is judged; "
        "left out: 0.1, and data_split_eval_fraction is 0.1 too",
        low=0.0,
        high=0.9,
        open_low=True,
    ),
)
