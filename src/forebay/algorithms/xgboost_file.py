"""Read a model file of XGBoost, JSON or UBJSON, into a Forest; XGBoost itself is not needed.

Format: https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html. Pickles and the old
binary form (``.bst`` before XGBoost 2.1) are refused.
"""

from __future__ import annotations

import itertools
import json
import math
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.grown_tree import constant_tree, forest_of
from forebay.algorithms.imported_feature import ImportedFeature
from forebay.algorithms.imported_trees import Answer, ImportedTrees
from forebay.algorithms.ubjson import read_ubjson
from forebay.algorithms.unreadable import unreadable
from forebay.algorithms.xgboost_tree import category_splits, xgboost_tree
from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.algorithms.grown_tree import GrownTree
    from forebay.algorithms.link import Link

# Objective to its link, and to how a base score becomes a raw score.
_LINKS: Final[dict[str, Link]] = {
    "binary:logistic": "logistic",
    "reg:logistic": "logistic",
    "count:poisson": "exp",
    "reg:gamma": "exp",
    "reg:tweedie": "exp",
    "survival:cox": "exp",
    "survival:aft": "exp",
    "multi:softprob": "softmax",
    "multi:softmax": "softmax",
    "binary:logitraw": "identity",
    "reg:squarederror": "identity",
    "reg:squaredlogerror": "identity",
    "reg:pseudohubererror": "identity",
    "reg:absoluteerror": "identity",
    "reg:quantileerror": "identity",
    "reg:linear": "identity",
    "rank:pairwise": "identity",
    "rank:ndcg": "identity",
    "rank:map": "identity",
}
_FROM_SHARE: Final = frozenset({"binary:logistic", "reg:logistic"})
# Beyond them a number in the file is damaged, and believing it would cost all memory.
_MOST_FEATURES: Final = 1_000_000
_MOST_OUTPUTS: Final = 10_000
_RAW_SINCE: Final = 3  # before it a file does not say what the base score of logitraw is


def read_xgboost(data: bytes, n_categories: Sequence[int] = ()) -> ImportedTrees:
    """Return the trees of an XGBoost model file.

    Parameters
    ----------
    n_categories
        At least how many categories each feature has, where more are known than the trees name.

    Raises
    ------
    ProjectError
        ``model-file`` if it is none; ``not-supported`` for boosters that are not trees, trees with
        several outputs, and objectives that have no place here.

    """
    try:
        document = _document(data)
        return _read(document["learner"], int(document["version"][0]), n_categories)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        raise ProjectError.of(
            "model-file",
            "the file is no model of XGBoost",
            detail=f"{unreadable(error)}.",
            hint="save it by booster.save_model('model.json') or .ubj.",
        ) from error


def _document(data: bytes) -> Any:
    start = data.lstrip()[:1]
    if start != b"{":
        raise ProjectError.of(
            "model-file",
            "the file is no model of XGBoost",
            detail="it is neither JSON nor UBJSON.",
            hint="save it by booster.save_model('model.json'); pickles and the binary form before"
            " XGBoost 2.1 are never read.",
        )
    # UBJSON goes on with the length of the first name, JSON with a quote.
    after = data.lstrip()[1:].lstrip()[:1]
    return json.loads(data) if after in {b'"', b"}"} else read_ubjson(data)


def _read(learner: Mapping[str, Any], version: int, n_categories: Sequence[int]) -> ImportedTrees:
    objective = str(learner["objective"]["name"])
    link = _LINKS.get(objective)
    if link is None or (objective == "binary:logitraw" and version < _RAW_SINCE):
        raise ProjectError.of(
            "not-supported",
            f'the objective "{objective}" of XGBoost is not supported',
            hint=f"there are: {', '.join(_LINKS)}.",
        )
    booster, weights = _booster(learner["gradient_booster"])
    param = learner["learner_model_param"]
    n_features = int(param["num_feature"])
    n_outputs = max(1, int(param.get("num_class", 0)), int(param.get("num_target", 1)))
    if not 0 < n_features <= _MOST_FEATURES or n_outputs > _MOST_OUTPUTS:
        raise ValueError(n_features, n_outputs)
    trees = booster["trees"]
    features = _features(learner, booster, n_categories or (0,) * n_features)
    null_codes = {i: f.null_code for i, f in enumerate(features) if f.null_code is not None}
    grown: list[list[GrownTree]] = [[] for _ in range(n_outputs)]
    for tree, output, weight in zip(
        trees, np.asarray(booster["tree_info"]).tolist(), weights, strict=True
    ):
        if int(tree["tree_param"].get("size_leaf_vector", 0)) > 1:
            raise ProjectError.of(
                "not-supported",
                "trees whose leaves hold several numbers are not supported",
                hint="train with multi_strategy = 'one_output_per_tree'.",
            )
        grown[int(output)].append(xgboost_tree(tree, null_codes, n_features, weight))
    base = _base_scores(str(param["base_score"]), objective, n_outputs)
    shared = base[0] if len(set(base)) == 1 else 0.0
    if shared != base[0] or len(set(base)) > 1:
        grown = [[constant_tree(b), *of] for b, of in zip(base, grown, strict=True)]
    # Tree t is of output t % n_outputs: an output with fewer trees gets some that add nothing.
    rounds = itertools.zip_longest(*grown, fillvalue=constant_tree(0.0))
    answer: Answer = "value" if n_outputs == 1 else "values"
    return ImportedTrees(
        forest=forest_of([tree for one in rounds for tree in one], n_features, n_outputs),
        features=features,
        link=link,
        base_score=shared,
        answer="class" if objective == "multi:softmax" else answer,
        objective=objective,
    )


def _booster(booster: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[float]]:
    """Return the trees and the weight of each: those of DART's count in part."""
    match booster["name"]:
        case "gbtree":
            model = booster["model"]
            return model, [1.0] * len(model["trees"])
        case "dart":
            model = booster["gbtree"]["model"]
            return model, [float(np.float32(w)) for w in booster["weight_drop"]]
        case other:
            raise ProjectError.of(
                "not-supported",
                f'the booster "{other}" of XGBoost is not supported',
                hint="there are gbtree and dart; a linear model is a LINEAR_REG.",
            )


def _features(
    learner: Mapping[str, Any], booster: Mapping[str, Any], n_categories: Sequence[int]
) -> tuple[ImportedFeature, ...]:
    n_features = len(n_categories)
    names = [str(name) for name in learner.get("feature_names", ())] or [""] * n_features
    types = [str(kind) for kind in learner.get("feature_types", ())] or [""] * n_features
    if len(names) != n_features or len(types) != n_features:
        raise ValueError(n_features)
    highest: dict[int, int] = {}
    for tree in booster["trees"]:
        for node, codes in category_splits(tree).items():
            on = int(tree["split_indices"][node])
            top = int(codes.max()) if len(codes) else 0
            highest[on] = max(highest.get(on, 0), top)
    known = _known_categories(booster, n_features)
    found = []
    for i, (name, kind) in enumerate(zip(names, types, strict=True)):
        if kind != "c" and i not in highest:
            found.append(ImportedFeature(name))
            continue
        values, value_type = known.get(i, ((), "BIGINT"))
        size = max(len(values), highest.get(i, 0) + 1, n_categories[i])
        categories = values or tuple(str(code) for code in range(size))
        found.append(ImportedFeature(name, value_type, categories, null_code=size))
    return tuple(found)


def _known_categories(
    booster: Mapping[str, Any], n_features: int
) -> dict[int, tuple[tuple[str, ...], str]]:
    """Return the values of the categories of a data frame, from XGBoost 3.1 on in the file."""
    encoded = booster.get("cats", {}).get("enc", ())
    found: dict[int, tuple[tuple[str, ...], str]] = {}
    for i, entry in enumerate(encoded[:n_features]):
        values = np.asarray(entry["values"])
        if not len(values):
            continue
        if "offsets" not in entry:
            found[i] = tuple(str(v) for v in values.tolist()), "BIGINT"
            if values.dtype.kind == "f" and not np.all(values == np.floor(values)):
                found.pop(i)
            continue
        raw = values.astype(np.int64).astype(np.uint8).tobytes()
        bounds = np.asarray(entry["offsets"], np.int64).tolist()
        texts = (raw[a:b].decode() for a, b in itertools.pairwise(bounds))
        found[i] = tuple(texts), "VARCHAR"
    return found


def _base_scores(text: str, objective: str, n_outputs: int) -> list[float]:
    """Return the raw score that each output starts from."""
    given = [float(np.float32(float(v))) for v in text.strip("[]").split(",")]
    if len(given) not in {1, n_outputs}:
        raise ValueError(text)
    scores = given * n_outputs if len(given) == 1 else given
    if objective in _FROM_SHARE:
        return [-math.log(1 / s - 1) for s in scores]
    return [math.log(s) for s in scores] if _LINKS[objective] == "exp" else scores
