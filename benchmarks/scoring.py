"""Measure scoring against what a person would use: same model, same rows, one run, sides in turns.

    python scoring.py --forebay PROGRAM --python PYTHON_WITH_PEERS [--quick] [--json]

The bare scoring of rows in memory: LightGBM, XGBoost, ONNX Runtime, Treelite (CPU seconds are
compared, since others' work disturbs the clock more; bits are compared with LightGBM's first).
From a file to a file: `forebay build` of a table with ML.PREDICT against a script with pandas and
LightGBM, MLflow's pyfunc on chunks of pandas, and the floor: a build of the same columns without
the model, plus the bare scoring. Attributions against LightGBM's. A logistic regression in SQL
against scikit-learn's pipeline. Ratios are medians with their spread; the last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
from measure import machine, measure, spread, table
from peer import PEERS, peer
from scoring_case import N_FEATURES, TRAINING_ROWS, Case, labels, trained
from scoring_in_sql import in_sql
from scoring_peers import CATEGORIES, NUMBERS
from scoring_rows import SOURCE, write_rows

from forebay.algorithms.forest_scorer import ForestScorer
from forebay.algorithms.lightgbm_text import read_lightgbm_text
from forebay.algorithms.tree_attribution import TreeAttribution

if TYPE_CHECKING:
    from collections.abc import Callable

    import lightgbm
    from numpy.typing import NDArray

OURS, THEIRS = "Forebay", "LightGBM"


BASE = (Case("100 trees x 31 leaves"), Case("the same, categories", with_categories=True))
DEEP = Case("1,000 trees x 1,000 leaves", 50, 1_000, copies=20, share=0.05)
GROWTH = (
    Case("10 trees", 10), Case("1,000 trees", 100, copies=10, share=0.2),
    Case("8 leaves", leaves=8), Case("255 leaves", leaves=255, share=0.5),
    Case("10 features", features=10), Case("200 features", features=200, share=0.2),
    Case("a tenth of the rows", share=0.1), Case("64 rows", share=0.0),
)  # fmt: skip


def main() -> None:
    """Measure all, print the tables and the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forebay", type=Path, required=True, help="the program")
    parser.add_argument("--python", type=Path, required=True, help="a Python with the peers")
    parser.add_argument("--rows", type=int, default=10_000_000, help="from file to file")
    parser.add_argument("--memory-rows", type=int, default=400_000, help="in memory")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--quick", action="store_true", help="fewer rows and turns")
    parser.add_argument("--only", nargs="+", metavar="PART", help="some of: " + ", ".join(PARTS))
    parser.add_argument("--json", action="store_true", help="the line of JSON only")
    given = parser.parse_args()
    if given.quick:
        given.rows, given.memory_rows, given.repeat = 500_000, 20_000, 2
    said = sys.stderr if given.json else sys.stdout
    print(f"{machine()}; {given.threads} threads; {given.repeat} turns", file=said, flush=True)
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for part in given.only or PARTS:
            text, found = PARTS[part](Path(folder), given)
            told |= found
            print(f"\n{text}", file=said, flush=True)
    print(json.dumps(told))


# Rows in memory ----------------------------------------------------------------------------------


def kernels(folder: Path, given: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Compare with every peer."""
    lines, told = [], {}
    for case in (*BASE, DEEP):
        sides = (THEIRS, OURS, "XGBoost", "ONNX Runtime", "Treelite")
        cost, apart = costs(case, given, folder, sides if case is not DEEP else sides[:2])
        ratios = [a / b for a, b in zip(cost[THEIRS], cost[OURS], strict=True)]
        lines.append([case.name, *(f"{min(c):.2f}" for c in cost.values()), spread(ratios, 1)])
        lines[-1][-1:-1] = [""] * (len(sides) - len(cost))
        told[case.name] = {side: round(min(of), 3) for side, of in cost.items()} | {"apart": apart}
    by = ForestScorer(read_lightgbm_text(trained(BASE[0], given)[0].model_to_string())).scored_by
    least = min(told[c.name][THEIRS] / told[c.name][OURS] for c in BASE)
    header = ["CPU us a row", *sides, f"{THEIRS}/{OURS}"]
    found = {"kernel_vs_lightgbm": round(least, 2), "kernel": told, "scored_by": by}
    return table(header, lines), found


def growth(folder: Path, given: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Compare with LightGBM as rows, trees, leaves and features become more."""
    lines, told = [], {}
    for case in GROWTH:
        cost, _ = costs(case, given, folder, (THEIRS, OURS))
        ratio = min(cost[THEIRS]) / min(cost[OURS])
        lines.append([case.name, *(f"{min(c):.2f}" for c in cost.values()), f"{ratio:.1f}"])
        told[case.name] = round(ratio, 2)
    header = ["100 x 31, CPU us a row", THEIRS, OURS, "ratio"]
    return table(header, lines), {"growth": told}


def costs(
    case: Case, given: argparse.Namespace, folder: Path, sides: tuple[str, ...]
) -> tuple[dict[str, list[float]], float]:
    """Return CPU microseconds a row of each side and turn, and how far the peers' scores are."""
    booster, rows = trained(case, given)
    forest = read_lightgbm_text(booster.model_to_string())
    scorer, threads = ForestScorer(forest), given.threads
    n_codes = len(CATEGORIES) if case.with_categories else 0
    columns = [
        np.ascontiguousarray(rows[:, i].astype(np.int64 if i < n_codes else np.float64))
        for i in range(case.features)
    ]
    matrix = rows.astype(np.float32)
    work: dict[str, Callable[[], Any]] = {
        THEIRS: lambda: booster.predict(matrix, raw_score=True, num_threads=threads),
        OURS: lambda: scorer.score(columns, threads=threads),
    }
    assert np.array_equal(work[THEIRS](), work[OURS]()[:, 0])
    found: dict[str, list[float]] = {side: [] for side in sides}
    apart = 0.0
    with ExitStack() as stack:
        here = stack.enter_context(tempfile.TemporaryDirectory(dir=folder))
        peers = [side for side in sides if side not in work]
        if peers:
            keep(Path(here), case, booster, rows)
        for side in peers:
            work[side], off = peer(side, Path(here), given, stack)
            apart = max(apart, off)
        for turn in range(given.repeat):
            for side in sides if turn % 2 == 0 else reversed(sides):
                before = time.process_time()
                answer = work[side]()
                cpu = time.process_time() - before
                found[side].append((answer[1] if side in peers else cpu) / len(rows) * 1e6)
    return found, apart


def keep(folder: Path, case: Case, booster: lightgbm.Booster, rows: NDArray[np.float32]) -> None:
    """Write what a peer needs: model, rows, label, what LightGBM predicts."""
    booster.save_model(folder / "model.txt")
    np.save(folder / "rows.npy", rows)
    np.save(folder / "label.npy", labels(rows[:TRAINING_ROWS], case))
    np.save(folder / "expected.npy", booster.predict(rows))
    told = {"trees": case.trees * case.copies, "leaves": case.leaves}
    (folder / "case.json").write_text(json.dumps(told))


def attributions(folder: Path, given: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Compare exact Shapley values with LightGBM's."""
    del folder
    lines, ratios = [], []
    for case in BASE:
        booster, rows = trained(replace(case, share=0.02), given)
        n_codes = len(CATEGORIES) if case.with_categories else 0
        columns = [
            rows[:, i].astype(np.int64 if i < n_codes else np.float64) for i in range(N_FEATURES)
        ]
        ours = TreeAttribution(read_lightgbm_text(booster.model_to_string()))
        work = {
            THEIRS: lambda b=booster, r=rows: b.predict(r, pred_contrib=True, num_threads=1),
            OURS: lambda o=ours, c=columns: o.of(c),
        }
        np.testing.assert_allclose(work[OURS]()[:, :, 0], work[THEIRS]()[:, :-1], atol=1e-9)
        cost: dict[str, list[float]] = {side: [] for side in work}
        for _ in range(given.repeat):
            for side, do in work.items():
                before = time.process_time()
                do()
                cost[side].append((time.process_time() - before) / len(rows) * 1e6)
        found = [a / b for a, b in zip(cost[THEIRS], cost[OURS], strict=True)]
        ratios.append(median(found))
        lines.append([case.name, *(f"{min(c):.0f}" for c in cost.values()), spread(found, 1)])
    header = ["attributions, CPU us a row", THEIRS, OURS, "ratio"]
    return table(header, lines), {"shap_vs_lightgbm": round(min(ratios), 2)}


# Files -------------------------------------------------------------------------------------------


def end_to_end(folder: Path, given: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Compare whole processes, from a Parquet file to a Parquet file of keys and predictions."""
    root = folder / "trees"
    root.mkdir()
    write_rows(root, given.rows)
    measure([given.python, PEERS, "train", root, TRAINING_ROWS])
    (root / "forebay.toml").write_text('name = "bench"\ndefault_env = "prod"\n')
    (root / "given.sql").write_text(SOURCE)
    (root / "late.sql").write_text(
        "CREATE MODEL late OPTIONS (model_type = 'LIGHTGBM', model_path = 'model.txt');\n"
    )
    measure([given.forebay, "-q", "-C", root, "build"])
    program = [given.forebay, "-q", "-C", root, "build"]
    sides: dict[str, list[Any]] = {
        "floor": [*program, "bare"],
        OURS: [*program, "scored"],
        "by hand": [given.python, PEERS, "by_hand", root],
        "MLflow": [given.python, PEERS, "mlflow", root],
    }
    cost: dict[str, list[Any]] = {side: [] for side in sides}
    kernel: list[tuple[float, float]] = []
    for turn in range(given.repeat):
        for side, words in sides.items():
            define(root, turn)
            cost[side].append(measure(words))
        kernel.append(bare_kernel(root, given))
    ours = {name: [getattr(r, name) for r in cost[OURS]] for name in ("seconds", "cpu_seconds")}
    lines, told = [], {}
    for side, readings in cost.items():
        seconds = [r.seconds for r in readings]
        if side == "floor":
            seconds = [s + wall for s, (wall, _) in zip(seconds, kernel, strict=True)]
        ratios = [s / o for s, o in zip(seconds, ours["seconds"], strict=True)]
        cpu = [r.cpu_seconds + (kernel[i][1] if side == "floor" else 0.0)
               for i, r in enumerate(readings)]  # fmt: skip
        of_cpu = [c / o for c, o in zip(cpu, ours["cpu_seconds"], strict=True)]
        peak = max(r.peak_mb for r in readings)
        lines.append([side, spread(seconds, 1), spread(ratios), spread(cpu, 1), spread(of_cpu),
                      f"{peak:.0f}"])  # fmt: skip
        told[side] = (median(ratios), median(of_cpu), peak)
    header = [f"{given.rows:,} rows", "seconds", "to ours", "CPU seconds", "to ours", "peak MB"]
    found = {
        "end_to_end_vs_by_hand": round(told["by hand"][0], 2),
        "end_to_end_vs_mlflow": round(told["MLflow"][0], 2),
        "end_to_end_vs_floor": round(1 / told["floor"][0], 2),
        "peak_mb": round(told[OURS][2]),
        "cpu": {side: round(of[1], 2) for side, of in told.items()},
        "rows": given.rows,
    }
    return table(header, lines), found


def define(root: Path, turn: int) -> None:
    """Write the two tables anew, so that a build of either has its work to do."""
    codes = [
        f"enum_code(TRY_CAST({name} AS ENUM({', '.join(repr(f'v{i}') for i in range(n))})))"
        for name, n in CATEGORIES.items()
    ]
    total = " + ".join(f"coalesce({one}, 0)" for one in [*NUMBERS, *codes])
    (root / "bare.sql").write_text(
        f"CREATE TABLE bare AS SELECT id, {total} + {turn} AS total FROM given;\n"
    )
    (root / "scored.sql").write_text(
        f"CREATE TABLE scored AS SELECT id, predicted_label + {turn} AS predicted"
        " FROM ML.PREDICT(MODEL late, TABLE given);\n"
    )


def bare_kernel(root: Path, given: argparse.Namespace) -> tuple[float, float]:
    """Return seconds and CPU seconds of scoring so many rows in memory, with the same model."""
    forest = read_lightgbm_text((root / "model.txt").read_text())
    scorer, n_rows = ForestScorer(forest), min(given.rows, 1_000_000)
    rng = np.random.default_rng(3)
    columns: list[NDArray[Any]] = [rng.integers(0, 500, n_rows) / (7.0 + i) for i in range(18)]
    columns += [rng.integers(0, n, n_rows) for n in CATEGORIES.values()]
    wall, cpu = time.perf_counter(), time.process_time()
    scorer.score(columns, threads=given.threads)
    times = given.rows / n_rows
    return (time.perf_counter() - wall) * times, (time.process_time() - cpu) * times


PARTS = {
    "kernels": kernels,
    "growth": growth,
    "attributions": attributions,
    "in_sql": in_sql,
    "end_to_end": end_to_end,
}

if __name__ == "__main__":
    main()
