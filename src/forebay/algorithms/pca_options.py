"""Options of PCA."""

from __future__ import annotations

from typing import Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.unlabelled_options import UNLABELLED_OPTIONS

PCA_OPTIONS: Final[tuple[OptionRule, ...]] = (
    *UNLABELLED_OPTIONS,
    OptionRule(
        "num_principal_components",
        "integer",
        acts="how many components are kept; this or pca_explained_variance_ratio is needed",
        low=1,
        high=10_000,
    ),
    OptionRule(
        "pca_explained_variance_ratio",
        "number",
        acts="keeps the fewest components that explain this share of the variance",
        low=0.0,
        high=1.0,
        open_low=True,
    ),
    OptionRule(
        "scale_features",
        "boolean",
        default=True,
        acts="TRUE: numbers count in standard deviations; FALSE: as they are, less their mean",
    ),
    OptionRule(
        "pca_solver",
        default="AUTO",
        acts="FULL: all eigenvectors of the sums of products; RANDOMIZED: the first ones, by "
        "repeated products with random vectors; AUTO: FULL up to 1,500 coordinates",
        choices=("FULL", "RANDOMIZED", "AUTO"),
    ),
)
