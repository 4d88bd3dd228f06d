"""Options of KMEANS."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.replaced import replaced
from forebay.algorithms.tuning import Tuning
from forebay.algorithms.tuning_options import TUNING_OPTIONS
from forebay.algorithms.unlabelled_options import UNLABELLED_OPTIONS

# There is no label to compare trials by on other rows: they are compared on the rows that they were
# trained on, so that no rows are kept for them.
_TUNING: Final = tuple(
    OptionRule(rule.name, instead="Leave it out: data_split_eval_fraction keeps rows to judge on.")
    if rule.name == "data_split_test_fraction"
    else replace(rule, acts="the metric by which trials are compared: DAVIES_BOULDIN_INDEX")
    if rule.name == "hparam_tuning_objectives"
    else rule
    for rule in TUNING_OPTIONS
)

KMEANS_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *replaced(
        UNLABELLED_OPTIONS,
        OptionRule(
            "warm_start",
            "boolean",
            default=False,
            acts="TRUE: the first centroids are those of the live version, if there is one",
        ),
        *_TUNING,
    ),
    OptionRule(
        "num_clusters",
        "integer",
        acts="how many clusters; left out: the logarithm to base 10 of the number of training "
        "rows, rounded, and at least 2",
        low=2,
        high=100,
        tuning=Tuning(2, 10),
    ),
    OptionRule(
        "kmeans_init_method",
        default="RANDOM",
        acts="the first centroids: RANDOM rows; KMEANS++: rows far from each other; CUSTOM: the "
        "rows that kmeans_init_col marks",
        choices=("RANDOM", "KMEANS++", "CUSTOM"),
    ),
    OptionRule(
        "kmeans_init_col",
        layer="features",
        acts="a BOOLEAN column, TRUE in exactly num_clusters rows; never a feature",
    ),
    OptionRule(
        "distance_type",
        default="EUCLIDEAN",
        acts="COSINE: the root of 1 less the cosine of the angle between two rows",
        choices=("EUCLIDEAN", "COSINE"),
    ),
    OptionRule(
        "standardize_features",
        "boolean",
        default=True,
        acts="TRUE: numbers count in standard deviations; FALSE: as they are",
    ),
    OptionRule(
        "max_iterations",
        "integer",
        default=20,
        acts="the highest number of times that centroids are moved",
        low=1,
        high=10_000,
    ),
    OptionRule(
        "early_stop",
        "boolean",
        default=True,
        acts="FALSE: min_rel_progress does not count; training ends when nothing moves",
    ),
    OptionRule(
        "min_rel_progress",
        "number",
        default=0.01,
        acts="ends training after the first iteration that lowers the loss by less than this share",
        low=0.0,
    ),
)
