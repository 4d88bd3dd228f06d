"""The models and rows in memory that are scored in turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import lightgbm
import numpy as np
from scoring_peers import CATEGORIES, NUMBERS

if TYPE_CHECKING:
    import argparse

    from numpy.typing import NDArray

TRAINING_ROWS = 60_000
N_FEATURES = len(CATEGORIES) + len(NUMBERS)


@dataclass(frozen=True, slots=True)
class Case:
    """A forest to score with; `copies` times the trees that are trained."""

    name: str
    trees: int = 100
    leaves: int = 31
    features: int = N_FEATURES
    with_categories: bool = False
    copies: int = 1
    share: float = 1.0  # of the rows


def made_up(n_rows: int, case: Case) -> NDArray[np.float32]:
    """Return rows, missing values among them; codes first where there are categories."""
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(n_rows, case.features)).astype(np.float32)
    rows[rng.random(rows.shape) < 0.02] = np.nan
    if case.with_categories:
        for i, n in enumerate(CATEGORIES.values()):
            rows[:, i] = rng.integers(0, n, n_rows)
    return rows


def labels(rows: NDArray[np.float32], case: Case) -> NDArray[np.bool_]:
    """Return a label that follows from many of the columns."""
    score = np.nan_to_num(rows[:, 5] * rows[:, 6] + np.sin(rows[:, 7]) + rows[:, 8])
    if case.with_categories:
        score = score + np.sin(rows[:, :5] * np.arange(1.7, 6)).sum(axis=1)
    noise = np.random.default_rng(2).normal(size=len(rows))
    return np.asarray(score + noise > 0)


def trained(case: Case, given: argparse.Namespace) -> tuple[lightgbm.Booster, NDArray[np.float32]]:
    """Return a booster whose trees are copied as often as the case says, and rows to score.

    A copy lies in memory of its own, in both libraries, so it costs what another tree would.
    """
    n_rows = max(64, int(given.memory_rows * case.share))
    rows = made_up(max(n_rows, TRAINING_ROWS), case)
    few = rows[:TRAINING_ROWS]
    options = {"objective": "binary", "num_leaves": case.leaves, "min_data_in_leaf": 5}
    options |= {"verbosity": -1, "num_threads": given.threads}
    codes = list(range(len(CATEGORIES))) if case.with_categories else []
    data = lightgbm.Dataset(few.astype(np.float64), labels(few, case), categorical_feature=codes)
    booster = lightgbm.train(options, data, case.trees)
    if case.copies == 1:
        return booster, rows[:n_rows]
    head, *trees = booster.model_to_string().partition("end of trees")[0].split("\nTree=")
    head = "\n".join(line for line in head.splitlines() if not line.startswith("tree_sizes"))
    bodies = [tree.partition("\n")[2] for tree in trees] * case.copies
    copied = "".join(f"\nTree={i}\n{body}" for i, body in enumerate(bodies))
    whole = f"{head}\n{copied}\nend of trees\n"
    return lightgbm.Booster(model_str=whole, params=options), rows[:n_rows]
