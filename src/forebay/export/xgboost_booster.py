"""A forest as a booster of XGBoost, in its JSON form.

What XGBoost reads is the matrix that the trees ask about, not the columns of the query: numbers as
float32, categories as the codes that ``features.json`` lists, with the SQL that makes each of them.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.forest import MISSING_NONE, MISSING_ZERO
from forebay.algorithms.tree_model import TreeModel
from forebay.algorithms.xgboost_file import read_xgboost
from forebay.engine.quote import quote
from forebay.errors import ProjectError
from forebay.features.expression import Lookup
from forebay.features.matrix_batch import matrix_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from forebay.algorithms.forest import Forest
    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

FILE: Final = "model.json"
TOLERANCE: Final = 1e-5  # leaves become float32
_VERSION: Final = [2, 1, 0]  # of the format: what XGBoost 2 and later read
_NO_PARENT: Final = 2147483647
# The objective that gives what the link does.
_OBJECTIVES: Final = {
    "identity": "reg:squarederror",
    "exp": "count:poisson",
    "logistic": "binary:logistic",
    "softmax": "multi:softprob",
    "share": "reg:squarederror",
}


def write(model: LiveModel) -> bytes:
    """Return the model file of XGBoost."""
    trees = _trees_of(model)
    forest, link = trees.forest, trees.link
    if model.calibration is not None:
        raise _unlike("its scores are calibrated", "write model.onnx, model.py or model.sql")
    objective = _OBJECTIVES.get(link)
    if objective is None or (link == "logistic" and forest.n_outputs > 1):
        raise _unlike("its answers are shares of several classes", "write model.onnx")
    if bool((forest.missing == MISSING_ZERO).any()):
        raise _unlike("it takes 0 for missing", "write model.onnx")
    if forest.threshold.dtype != np.float32:
        raise _unlike("its thresholds are float64, and XGBoost's float32", "write model.onnx")
    documents = [_tree(forest, t) for t in range(forest.n_trees)]
    for number, tree in enumerate(documents):
        tree["id"] = number
    columns = model.features.columns
    rounds = len(documents) // forest.n_outputs
    learner = {
        "attributes": {},
        "feature_names": [column.name for column in columns],
        "feature_types": ["c" if column.kind == "category" else "float" for column in columns],
        "gradient_booster": {
            "model": {
                "gbtree_model_param": {"num_parallel_tree": "1", "num_trees": str(len(documents))},
                "iteration_indptr": [i * forest.n_outputs for i in range(rounds + 1)],
                "tree_info": [t % forest.n_outputs for t in range(len(documents))],
                "trees": documents,
            },
            "name": "gbtree",
        },
        "learner_model_param": {
            "base_score": repr(_base(trees.base_score, link)),
            "boost_from_average": "1",
            "num_class": str(forest.n_outputs if link == "softmax" else 0),
            "num_feature": str(len(columns)),
            "num_target": "1",
        },
        "objective": _objective(objective, forest.n_outputs),
    }
    return json.dumps({"learner": learner, "version": _VERSION}, allow_nan=False).encode()


def about(model: LiveModel) -> dict[str, bytes]:
    """Return ``features.json``: how the columns of the query become the booster's."""
    made = model.features.select_list()
    given = -1
    features = []
    for column in model.features.columns:
        given += not column.position
        entry: dict[str, Any] = {"name": column.name, "column": column.raw_name or column.name}
        entry["sql"] = made[given].rpartition(" AS ")[0]
        if column.position is not None:
            entry["position"] = column.position
        if column.kind == "category":
            entry["codes"] = {text: code for code, text in enumerate(column.categories)}
            match model.features.expressions[given]:
                case Lookup(null_code=int() as null_code):
                    entry["null_code"] = null_code
        features.append(entry)
    document: dict[str, Any] = {
        "model": model.name,
        "version": model.number,
        "inputs": [{"name": c.name, "type": c.type} for c in model.features.inputs],
        "features": features,
        "unknown_category": "missing",
    }
    if model.task in {"binary", "multiclass"}:
        document |= {"classes": list(model.classes), "threshold": model.threshold}
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    return {"features.json": text.encode()}


def answers(data: bytes, model: LiveModel, workspace: Workspace, rows: str) -> NDArray[np.float64]:
    """Return what the written trees answer, read back by our own reader."""
    read = read_xgboost(data)
    trees = TreeModel(read.forest, read.link, base_score=read.base_score, iterations=())
    found = []
    text = model.features.matrix_query(quote(rows))
    for batch in workspace.stream(text):
        for _, columns in matrix_blocks(batch, model.features.columns):
            missing = [
                np.where(values < 0, feature.null_code or 0, values)
                if feature.categories
                else values
                for values, feature in zip(columns, read.features, strict=True)
            ]
            found.append(trees.score(missing))
    return np.concatenate(found)


def _trees_of(model: LiveModel) -> TreeModel:
    learned = model.learned
    if not isinstance(learned, TreeModel):
        raise _unlike("it is not made of trees", "write model.onnx")
    return learned


def _unlike(why: str, instead: str) -> ProjectError:
    return ProjectError.of(
        "not-supported", f"the model cannot be a booster of XGBoost: {why}", hint=f"{instead}."
    )


def _base(raw: float, link: str) -> float:
    """Return the base score as XGBoost writes it: what comes out of the link."""
    match link:
        case "logistic":
            return float(1 / (1 + np.exp(-raw)))
        case "exp":
            return float(np.exp(raw))
        case _:
            return raw


def _objective(name: str, n_outputs: int) -> dict[str, Any]:
    match name:
        case "multi:softprob":
            return {"name": name, "softmax_multiclass_param": {"num_class": str(n_outputs)}}
        case "count:poisson":
            return {"name": name, "poisson_regression_param": {"max_delta_step": "0.7"}}
        case _:
            return {"name": name, "reg_loss_param": {"scale_pos_weight": "1"}}


def _tree(forest: Forest, tree: int) -> dict[str, Any]:
    """Return one tree: splits first, then leaves, which XGBoost keeps in one list."""
    start, stop = forest.tree_start[tree : tree + 2].tolist()
    first, last = forest.leaf_start[tree : tree + 2].tolist()
    n = stop - start
    size = n + last - first

    def place(child: NDArray[np.int32]) -> NDArray[np.int64]:
        return np.where(child >= 0, child, n + ~child).astype(np.int64)

    is_set = forest.is_set[start:stop]
    left, right = place(forest.left[start:stop]), place(forest.right[start:stop])
    # A code in the set goes right in XGBoost: the sides change places.
    left, right = np.where(is_set, right, left), np.where(is_set, left, right)
    parents = np.full(size, _NO_PARENT, np.int64)
    parents[left], parents[right] = np.arange(n), np.arange(n)
    threshold = forest.threshold[start:stop]
    above = np.nextafter(threshold, np.float32(np.inf))
    # XGBoost writes no infinity: the largest float32 parts the same.
    condition = np.clip(above, -np.finfo(np.float32).max, np.finfo(np.float32).max)
    missing_left = np.where(
        forest.missing[start:stop] == MISSING_NONE, threshold >= 0, forest.default_left[start:stop]
    )
    missing_left = is_set | missing_left  # a missing category is in no set
    leaves = forest.leaf_value[first:last].astype(np.float32)
    zeros = np.zeros(last - first)
    gone = np.full(last - first, -1)
    values = np.concatenate([np.where(is_set, np.float32(0), condition), leaves])
    return {
        "base_weights": np.concatenate([np.zeros(n), leaves]).tolist(),
        **_sets(forest, start, stop),
        "default_left": np.concatenate([missing_left, zeros]).astype(int).tolist(),
        "left_children": np.concatenate([left, gone]).astype(int).tolist(),
        "right_children": np.concatenate([right, gone]).astype(int).tolist(),
        "loss_changes": np.nan_to_num(np.concatenate([forest.gain[start:stop], zeros])).tolist(),
        "parents": parents.tolist(),
        "split_conditions": values.astype(np.float64).tolist(),
        "split_indices": np.concatenate([forest.feature[start:stop], zeros]).astype(int).tolist(),
        "split_type": np.concatenate([is_set, zeros]).astype(int).tolist(),
        "sum_hessian": np.concatenate(
            [forest.cover[start:stop], forest.leaf_count[first:last]]
        ).tolist(),
        "tree_param": {
            "num_deleted": "0",
            "num_feature": str(forest.n_features),
            "num_nodes": str(size),
            "size_leaf_vector": "1",
        },
    }


def _sets(forest: Forest, start: int, stop: int) -> Mapping[str, list[int]]:
    categories: list[int] = []
    nodes: list[int] = []
    segments: list[int] = []
    sizes: list[int] = []
    for node in range(start, stop):
        words = forest.set_words[forest.set_start[node] : forest.set_start[node + 1]]
        if not len(words):
            continue
        bits = np.unpackbits(words.astype("<u4").view(np.uint8), bitorder="little")
        codes = np.flatnonzero(bits).tolist()
        nodes.append(node - start)
        segments.append(len(categories))
        sizes.append(len(codes))
        categories += codes
    return {
        "categories": categories,
        "categories_nodes": nodes,
        "categories_segments": segments,
        "categories_sizes": sizes,
    }
