"""Which model types are made of trees; standard library only."""

from __future__ import annotations


def made_of_trees(model_type: str) -> bool:
    """Return whether models of a type consist of decision trees.

    Examples
    --------
    >>> made_of_trees("RANDOM_FOREST_REGRESSOR"), made_of_trees("LINEAR_REG")
    (True, False)

    """
    return model_type.startswith(("BOOSTED_TREE_", "RANDOM_FOREST_", "XGBOOST", "LIGHTGBM"))
