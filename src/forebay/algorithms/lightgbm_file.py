"""Read a model text of LightGBM, as ``booster.save_model`` writes it, into a Forest."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.imported_feature import ImportedFeature
from forebay.algorithms.imported_trees import Answer, ImportedTrees
from forebay.algorithms.lightgbm_text import read_lightgbm_text
from forebay.algorithms.sound_forest import require_sound
from forebay.algorithms.unreadable import unreadable
from forebay.errors import ForebayError, ProjectError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from forebay.algorithms.forest import Forest
    from forebay.algorithms.link import Link

# The first word of the objective to its link; a file without an objective has raw scores.
_LINKS: Final[dict[str, Link]] = {
    "": "identity",
    "regression": "identity",
    "regression_l1": "identity",
    "huber": "identity",
    "fair": "identity",
    "quantile": "identity",
    "mape": "identity",
    "lambdarank": "identity",
    "rank_xendcg": "identity",
    "poisson": "exp",
    "gamma": "exp",
    "tweedie": "exp",
    "binary": "logistic",
    "cross_entropy": "logistic",
    "multiclassova": "logistic",
    "multiclass": "softmax",
}


def read_lightgbm(data: bytes) -> ImportedTrees:
    """Return the trees of a LightGBM model text.

    Thresholds stay float64, so that scores are those of LightGBM's own predict.

    Raises
    ------
    ProjectError
        ``model-file`` if it is none; ``not-supported`` for objectives and trees that have no place
        here.

    """
    try:
        text = data.decode()
        if not text.startswith("tree\n"):
            raise ValueError("it does not begin with the line tree")  # noqa: TRY301
        forest = read_lightgbm_text(text, thresholds=np.float64)
        require_sound(forest)
        return _read(text, forest)
    except ForebayError as error:
        if isinstance(error, ProjectError):
            raise
        raise _no_model(error.problems[0].message) from error
    except (KeyError, ValueError, IndexError, TypeError) as error:
        raise _no_model(unreadable(error)) from error


def _no_model(detail: str) -> ProjectError:
    return ProjectError.of(
        "model-file",
        "the file is no model text of LightGBM",
        detail=f"{detail}.",
        hint="save it by booster.save_model('model.txt').",
    )


def _read(text: str, forest: Forest) -> ImportedTrees:
    head, *_ = text.split("\nTree=", 1)
    lines = head.splitlines()
    header = dict(line.split("=", 1) for line in lines if "=" in line)
    words = header.get("objective", "").split()
    objective = words[0] if words else ""
    link = _LINKS.get(objective)
    if link is None or "sqrt" in words:
        raise ProjectError.of(
            "not-supported",
            f'the objective "{" ".join(words)}" of LightGBM is not supported',
            hint=f"there are: {', '.join(filter(None, _LINKS))}.",
        )
    told = dict(word.split(":", 1) for word in words[1:] if ":" in word)
    scale = float(told.get("sigmoid", 1.0)) if link == "logistic" else 1.0
    if "average_output" in lines:
        scale /= max(1, forest.n_trees // forest.n_outputs)
    if scale != 1.0:
        forest = replace(forest, leaf_value=forest.leaf_value * scale)
    answer: Answer = "value" if forest.n_outputs == 1 else "values"
    return ImportedTrees(
        forest, _features(header, text, forest), link, 0.0, answer, objective or "none"
    )


def _features(header: Mapping[str, str], text: str, forest: Forest) -> tuple[ImportedFeature, ...]:
    names = header["feature_names"].split()
    infos = header.get("feature_infos", "").split()
    if len(names) != forest.n_features or len(infos) not in {0, len(names)}:
        raise ValueError(len(names))
    highest = _highest_codes(forest)
    for i, info in enumerate(infos):
        # A category lists its codes; a number has its range in brackets, "none" is never used.
        if info != "none" and not info.startswith("["):
            highest[i] = max(highest.get(i, 0), *(int(code) for code in info.split(":")))
    values = _values(text, len(highest))
    found = []
    for i, name in enumerate(names):
        # LightGBM calls the columns of a matrix so: the order is all that is known.
        known = "" if name == f"Column_{i}" else name
        if i not in highest:
            found.append(ImportedFeature(known))
            continue
        own = values[sorted(highest).index(i)] if values else range(highest[i] + 1)
        is_text = any(isinstance(value, str) for value in own)
        texts = tuple(str(value) for value in own)
        found.append(ImportedFeature(known, "VARCHAR" if is_text else "BIGINT", texts))
    return tuple(found)


def _highest_codes(forest: Forest) -> dict[int, int]:
    """Return for each categorical feature the highest code in a set."""
    found: dict[int, int] = {}
    for node in np.flatnonzero(forest.is_set).tolist():
        words = forest.set_words[forest.set_start[node] : forest.set_start[node + 1]]
        bits = np.unpackbits(words.astype("<u4").view(np.uint8), bitorder="little")
        top = int(np.flatnonzero(bits).max(initial=0))
        on = int(forest.feature[node])
        found[on] = max(found.get(on, 0), top)
    return found


def _values(text: str, n_categorical: int) -> Sequence[Sequence[Any]]:
    """Return the values of the categories of a data frame; empty if the codes are all there is."""
    _, found, rest = text.rpartition("\npandas_categorical:")
    if not found:
        return ()
    values = json.loads(rest.splitlines()[0])
    if not values:
        return ()
    if len(values) != n_categorical:
        raise ProjectError.of(
            "not-supported",
            f"the file names the categories of {len(values)} columns, and {n_categorical} have"
            " some",
            detail="a categorical column that never varied has no place in the file.",
            hint="leave it out of the training, or train on codes.",
        )
    return list(values)
