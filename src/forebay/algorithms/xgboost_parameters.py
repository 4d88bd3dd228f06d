"""What XGBoost is told, where an option needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.algorithms.training_data import TrainingData

_ANY_NUMBER: Final = 2**31 - 1


def xgboost_parameters(
    data: TrainingData, options: Mapping[str, Any], *, seed: int, threads: int
) -> dict[str, Any]:
    """Return XGBoost's parameters of how trees grow and are boosted.

    The objective is a name only: derivatives are given. A forest is one of numbers for each class.
    """
    n_classes = data.n_classes
    params: dict[str, Any] = {
        "booster": "gbtree",
        "objective": "reg:squarederror",
        "base_score": 0,
        "tree_method": options["tree_method"].lower(),
        "max_depth": options["max_tree_depth"],
        "min_child_weight": options["min_tree_child_weight"],
        "gamma": options["min_split_loss"],
        "alpha": options["l1_reg"],
        "lambda": options["l2_reg"],
        "subsample": options["subsample"],
        "colsample_bytree": options["colsample_bytree"],
        "colsample_bylevel": options["colsample_bylevel"],
        "colsample_bynode": options["colsample_bynode"],
        "num_parallel_tree": options["num_parallel_tree"],
        "seed": seed,
        "nthread": threads,
        "verbosity": 0,
        "disable_default_eval_metric": 1,
    }
    if options["category_encoding_method"] == "ONE_HOT_ENCODING":
        params["max_cat_to_onehot"] = _ANY_NUMBER  # one category against the rest, at every split
    if n_classes > 2 and "booster_type" in options:  # noqa: PLR2004 - more than two classes
        params |= {"objective": "multi:softprob", "num_class": n_classes}
    if options.get("booster_type") == "DART":
        params |= {
            "booster": "dart",
            "rate_drop": options["dropout"],
            "normalize_type": options["dart_normalize_type"].lower(),
        }
    return params


def set_columns(data: TrainingData, options: Mapping[str, Any]) -> tuple[int, ...]:
    """Return how many categories each column has that is split in sets, else 0.

    The exact method knows no sets: a code is a number there, as BigQuery ML has it by default.
    """
    is_number = options["tree_method"] == "EXACT" or options["category_encoding_method"] in {
        "LABEL_ENCODING", "TARGET_ENCODING",
    }  # fmt: skip
    return tuple(
        len(c.categories) if c.kind == "category" and not is_number else 0 for c in data.columns
    )
