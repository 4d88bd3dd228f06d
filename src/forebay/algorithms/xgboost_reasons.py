"""Which options only XGBoost can do; standard library only, because a project is validated so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.algorithms.xgboost_library import has_xgboost
from forebay.errors import Problem
from forebay.sql.expression import HparamCandidates, HparamRange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from forebay.sql.statement import Option


def xgboost_reasons(
    values: Mapping[str, Any], options: Mapping[str, Option] | None = None
) -> dict[str, str]:
    """Return why a model needs XGBoost: each option's name, and in words what it asks for.

    Parameters
    ----------
    values
        The options of a model, defaults included.
    options
        As written, if an option that varies counts with all its values.

    Examples
    --------
    >>> xgboost_reasons({"tree_method": "EXACT", "booster_type": "GBTREE"})
    {'tree_method': 'tree_method EXACT'}
    >>> xgboost_reasons({"booster_type": "DART", "num_parallel_tree": 1})
    {}

    """

    def may_be(name: str) -> list[Any]:
        option = (options or {}).get(name)
        match option.value if option is not None else None:
            case HparamRange(low=low, high=high):
                return [low, high]
            case HparamCandidates(values=candidates):
                return [c.upper() if isinstance(c, str) else c for c in candidates]
            case _:
                return [values[name]] if name in values else []

    reasons: dict[str, str] = {}
    for word in may_be("tree_method"):
        if word in {"EXACT", "APPROX"}:
            reasons["tree_method"] = f"tree_method {word}"
    if any(share < 1 for share in may_be("colsample_bylevel")):
        reasons["colsample_bylevel"] = "colsample_bylevel below 1"
    if "DART" in may_be("booster_type"):
        if "FOREST" in may_be("dart_normalize_type"):
            reasons["dart_normalize_type"] = "dart_normalize_type FOREST"
        if any(n_trees > 1 for n_trees in may_be("num_parallel_tree")):
            reasons["num_parallel_tree"] = "num_parallel_tree above 1 with booster_type DART"
    return reasons


def missing_xgboost(values: Mapping[str, Any], options: Mapping[str, Option]) -> Iterator[Problem]:
    """Yield ``library-missing`` for each option that needs XGBoost if it is not there."""
    reasons = xgboost_reasons(values, options)
    if not reasons or has_xgboost():
        return
    for name, reason in reasons.items():
        option = options.get(name)
        yield Problem(
            "library-missing",
            f'{reason} needs the library "xgboost", which is not installed',
            option.value_span if option is not None else None,
            hint="pip install 'forebay[xgboost]', or leave the option out: LightGBM trains then.",
        )
