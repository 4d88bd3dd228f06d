"""Measure the compiled scoring of trees against LightGBM's own predict: same model, rows, threads.

Both sides have the rows in memory, each as it likes best: LightGBM one float32 matrix, Forebay a
float64 or integer column for each feature. The sums of leaf values must be the same bits. Sides
take turns; the ratio is of the least CPU seconds, because others' work disturbs the clock more.
The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np
from measure import machine, table

from forebay.algorithms.forest_scorer import ForestScorer
from forebay.algorithms.lightgbm_text import read_lightgbm_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

CATEGORIES = (16, 3, 104, 36, 128)  # values of carrier, origin, dest, manufacturer, model
N_FEATURES = 23
SIDES = ("LightGBM", "Forebay", "Forebay in NumPy")


@dataclass(frozen=True, slots=True)
class Case:
    """A model to score with; `copies` times the trees that are trained."""

    name: str
    trees: int
    leaves: int
    with_categories: bool
    training_rows: int
    copies: int = 1


CASES = (
    Case("100 trees x 31 leaves", 100, 31, with_categories=False, training_rows=60_000),
    Case("the same, categories", 100, 31, with_categories=True, training_rows=60_000),
    Case("1,000 deep trees", 50, 1_000, with_categories=False, training_rows=60_000, copies=20),
    Case("the same, categories", 50, 1_000, with_categories=True, training_rows=60_000, copies=20),
)


def main() -> None:
    """Measure all cases, print the table and the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=200_000, metavar="N", help="a tenth if deep")
    parser.add_argument("--repeat", type=int, default=5, metavar="N")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows, two turns")
    given = parser.parse_args()
    if given.quick:
        given.rows, given.repeat = given.rows // 10, 2
    print(f"{machine()}; {given.threads} threads; {given.repeat} turns; least of them")
    lines, told = [], {}
    for case in CASES:
        cost, leaves, by = measured(case, given)
        theirs, ours, in_numpy = (cost[side][0] for side in SIDES)
        walls = [f"{cost[side][1]:.2f}" for side in SIDES]
        figures = [f"{value:.2f}" for value in (theirs, ours, in_numpy)]
        ratio = theirs / ours
        lines.append([f"{case.name} ({leaves:.0f})", *figures, f"{ratio:.1f}", "/".join(walls)])
        key = f"{case.trees * case.copies}x{case.leaves}{'_cat' * case.with_categories}"
        told[key] = round(ratio, 2)
    header = ["CPU us a row (leaves a tree)", *SIDES, "ratio", "wall us"]
    print(table(header, lines))
    print(json.dumps({"kernel_vs_lightgbm": told, "scored_by": by}))


def measured(
    case: Case, given: argparse.Namespace
) -> tuple[dict[str, tuple[float, float]], float, str]:
    """Return the least CPU and wall microseconds a row of each side, mean leaves, what scored."""
    n_rows = given.rows // (10 if case.copies > 1 else 1)
    rows, label = made_up(max(n_rows, case.training_rows), with_categories=case.with_categories)
    booster = trained(case, rows[: case.training_rows], label[: case.training_rows], given.threads)
    rows = rows[:n_rows]
    forest = read_lightgbm_text(booster.model_to_string())
    scorer, in_numpy = ForestScorer(forest), ForestScorer(forest, library="none")
    n_codes = len(CATEGORIES) if case.with_categories else 0
    columns: list[NDArray[Any]] = [
        rows[:, i].astype(np.int64 if i < n_codes else np.float64) for i in range(N_FEATURES)
    ]
    matrix = rows.astype(np.float32)
    few = [column[: n_rows // 10] for column in columns]
    threads = given.threads
    works: dict[str, tuple[Callable[[], NDArray[np.float64]], int]] = {
        SIDES[0]: (lambda: booster.predict(matrix, raw_score=True, num_threads=threads), n_rows),
        SIDES[1]: (lambda: scorer.score(columns, threads=threads), n_rows),
        SIDES[2]: (lambda: in_numpy.score(few, threads=threads), len(few[0])),
    }
    assert np.array_equal(works[SIDES[0]][0](), works[SIDES[1]][0]()[:, 0])
    taken: dict[str, list[tuple[float, float]]] = {side: [] for side in SIDES}
    for turn in range(given.repeat):
        for side in SIDES[: 3 if turn == 0 else 2]:  # NumPy once: it is slow
            work, n_scored = works[side]
            wall, cpu = time.perf_counter(), time.process_time()
            work()
            cost = (time.process_time() - cpu, time.perf_counter() - wall)
            taken[side].append((cost[0] / n_scored * 1e6, cost[1] / n_scored * 1e6))
    least = {side: (min(c for c, _ in t), min(w for _, w in t)) for side, t in taken.items()}
    return least, len(forest.leaf_value) / forest.n_trees, scorer.scored_by


def made_up(n_rows: int, *, with_categories: bool) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return rows with a label that follows from many of their columns."""
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(n_rows, N_FEATURES))
    rows[rng.random(rows.shape) < 0.02] = np.nan
    score = np.nan_to_num(rows[:, 5] * rows[:, 6] + np.sin(rows[:, 7]) + rows[:, 8])
    if with_categories:
        for i, values in enumerate(CATEGORIES):
            rows[:, i] = rng.integers(0, values, n_rows)
            score += np.sin(rows[:, i] * (i + 1.7))
    return rows, score + rng.normal(size=n_rows) > 0


def trained(
    case: Case, rows: NDArray[np.float64], label: NDArray[np.bool_], threads: int
) -> lightgbm.Booster:
    """Return a booster whose trees were trained, and then copied as often as the case says.

    A copy lies in memory of its own, in both libraries, so it costs what another tree would.
    """
    options = {"objective": "binary", "num_leaves": case.leaves, "min_data_in_leaf": 5}
    options |= {"verbosity": -1, "num_threads": threads}
    codes = list(range(len(CATEGORIES))) if case.with_categories else []
    data = lightgbm.Dataset(rows, label, categorical_feature=codes)
    booster = lightgbm.train(options, data, case.trees)
    if case.copies == 1:
        return booster
    head, *trees = booster.model_to_string().partition("end of trees")[0].split("\nTree=")
    head = "\n".join(line for line in head.splitlines() if not line.startswith("tree_sizes"))
    bodies = [tree.partition("\n")[2] for tree in trees] * case.copies
    copied = "".join(f"\nTree={i}\n{body}" for i, body in enumerate(bodies))
    return lightgbm.Booster(model_str=f"{head}\n{copied}\nend of trees\n", params=options)


if __name__ == "__main__":
    main()
