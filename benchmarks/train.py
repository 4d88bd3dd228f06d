"""Measure training of boosted trees: streamed out of the engine, against a matrix held in memory.

Forebay's side reads a Parquet file through its engine, a batch at a time, puts the rows in the
order of their keys, in which a build does not leave them, and pushes them into LightGBM. The other
side has the whole matrix as one float32 array before the clock starts, the fastest start there is.
Parameters, rounds and rows are the same. Each runs in a process of its own, so that peaks can be
told apart. Both compute the loss of each round.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from measure import machine, measure, spread, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.algorithms import TrainingData

CATEGORIES = ["carrier", "origin", "dest", "tailnum"]
NUMBERS = ["distance", "hour", "minute", "sched_arr_time", "month", "day", "flight"]
ROUNDS = 20
SIDES = ("streamed", "in memory")


def main() -> None:
    """Measure both sides in turns, print the table."""
    given = arguments()
    if given.side:
        train_one(given)
        return
    print(f"{machine()}; {given.threads} threads; {given.repeat} repetitions; {ROUNDS} rounds")
    with tempfile.TemporaryDirectory() as folder:
        for scale in given.scale:
            matrix = Path(folder) / f"matrix-{scale}.parquet"
            here = [sys.executable, __file__, "--matrix", matrix, "--data", given.data]
            here += ["--threads", str(given.threads)]
            told = measure([*here, "--scale", str(scale), "--side", "prepare"]).output.strip()
            taken: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
            for turn in range(given.repeat):
                for side in SIDES if turn % 2 == 0 else reversed(SIDES):
                    reading = measure([*here, "--side", side])
                    taken[side].append(json.loads(reading.output) | {"peak_mb": reading.peak_mb})
            print(f"scale {scale}: {told} rows of {len(CATEGORIES + NUMBERS)} columns", flush=True)
            print(table(["cost of training", *SIDES, "ratio"], list(rows(taken))))


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of flights.csv")
    parser.add_argument("--scale", type=int, nargs="+", default=[1], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--matrix", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--side", choices=["prepare", *SIDES], help=argparse.SUPPRESS)
    return parser.parse_args()


def rows(taken: dict[str, list[dict[str, float]]]) -> list[list[str]]:
    """Return a line of the table for each cost."""
    lines = []
    for cost, digits in (("seconds", 2), ("cpu_seconds", 2), ("peak_mb", 0), ("log_loss", 4)):
        one, other = ([reading[cost] for reading in taken[side]] for side in SIDES)
        ratios = [mine / theirs for mine, theirs in zip(one, other, strict=True)]
        lines.append([cost, spread(one, digits), spread(other, digits), spread(ratios)])
    return lines


def train_one(given: argparse.Namespace) -> None:
    """Do one side's part in this process, print what it took."""
    if given.side == "prepare":
        print(prepare(given.data / "flights.csv", given.matrix, given.scale[0]))
        return
    with tempfile.TemporaryDirectory() as scratch:
        data, options = training_data(given, Path(scratch))
        train = {"streamed": streamed, "in memory": in_memory}[given.side](data, options, given)
        seconds, cpu = time.perf_counter(), time.process_time()
        log_loss = train()
        cost = {"seconds": time.perf_counter() - seconds, "cpu_seconds": time.process_time() - cpu}
        data.workspace.close()
    print(json.dumps(cost | {"log_loss": log_loss}))


def prepare(csv: Path, matrix: Path, scale: int) -> int:
    """Write the matrix that both sides learn from, as a file for each; return its rows."""
    import duckdb
    import numpy as np

    codes = [f"dense_rank() OVER (ORDER BY {name}) - 1 AS {name}" for name in CATEGORIES]
    query = f"""
        WITH coded AS (
            SELECT {", ".join(codes + NUMBERS)}, CAST(arr_delay > 15 AS DOUBLE) AS label,
                   row_number() OVER () AS key
            FROM read_csv('{csv}', nullstr = ['NA', '']) WHERE arr_delay IS NOT NULL)
        SELECT {", ".join(f"{name} AS f{i}" for i, name in enumerate(CATEGORIES + NUMBERS))},
               label, CAST(1 AS DOUBLE) AS weight, hash(key, copy) AS key
        FROM coded, range({scale}) AS copies (copy)
    """
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query} ORDER BY hash(key)) TO '{matrix}' (FORMAT parquet)")
        names = [f"f{i}" for i in range(len(CATEGORIES + NUMBERS))] + ["label"]
        columns = (
            connection.execute(f"SELECT {name} FROM '{matrix}'").fetchnumpy()[name]
            for name in names
        )
        array = np.stack([column.astype(np.float32) for column in columns], axis=1)
    np.save(matrix.with_suffix(".npy"), array)
    return len(array)


def training_data(given: argparse.Namespace, scratch: Path) -> tuple[TrainingData, dict[str, Any]]:
    """Return what Forebay's algorithm is given, over the matrix file, and BigQuery's defaults."""
    from forebay.algorithms import TrainingData, validate_options
    from forebay.engine.duckdb_engine import DuckDBEngine
    from forebay.features.matrix_column import MatrixColumn

    workspace = DuckDBEngine().workspace(
        threads=given.threads, memory_limit=None, readable=[given.matrix.parent], scratch=scratch
    )
    schema = workspace.describe(f"SELECT * FROM read_parquet('{given.matrix}')")
    workspace.attach("matrix", [given.matrix], schema)
    features = [f"f{i}" for i in range(len(CATEGORIES + NUMBERS))]
    sizes = workspace.rows(f"SELECT {', '.join(f'max({f})' for f in features)} FROM matrix")[0]
    columns = [
        MatrixColumn(name, "category", tuple(map(str, range(int(str(size)) + 1))))
        for name, size in zip(CATEGORIES, sizes, strict=False)
    ]
    columns += [MatrixColumn(name, "number") for name in NUMBERS]
    ((count,),) = workspace.rows("SELECT count(*) FROM matrix")
    query = f"SELECT {', '.join(features)}, label, weight, key FROM matrix"
    options, _ = validate_options("BOOSTED_TREE_CLASSIFIER", {})
    options |= {"max_iterations": ROUNDS, "early_stop": False}
    return TrainingData(workspace, query, None, tuple(columns), 2, int(str(count)), 0), options


def streamed(
    data: TrainingData, options: dict[str, Any], given: argparse.Namespace
) -> Callable[[], float]:
    """Return Forebay's training; what it returns is the last round's log loss."""
    import lightgbm  # noqa: F401 - the import is not what is measured

    from forebay.algorithms import load_algorithm

    algorithm = load_algorithm("BOOSTED_TREE_CLASSIFIER")

    def train() -> float:
        model = algorithm.train(
            data, options, seed=1, threads=given.threads, on_progress=lambda _share, _text: None
        )
        return float(model.training_info()[-1]["loss"])

    return train


def in_memory(
    data: TrainingData, options: dict[str, Any], given: argparse.Namespace
) -> Callable[[], float]:
    """Return LightGBM's training on a matrix that is there; it returns the last log loss."""
    import lightgbm
    import numpy as np

    from forebay.algorithms.boosted_tree import lightgbm_parameters

    parameters = lightgbm_parameters(data, options, seed=1, threads=given.threads)
    del parameters["metric"]
    array = np.load(given.matrix.with_suffix(".npy"), mmap_mode="r")
    values, label = np.ascontiguousarray(array[:, :-1]), np.array(array[:, -1])
    del array

    def train() -> float:
        dataset = lightgbm.Dataset(values, label, params=parameters)
        losses: dict[str, dict[str, list[float]]] = {}
        lightgbm.train(
            parameters,
            dataset,
            num_boost_round=ROUNDS,
            valid_sets=[dataset],
            callbacks=[lightgbm.record_evaluation(losses)],
        )
        return losses["training"]["binary_logloss"][-1]

    return train


if __name__ == "__main__":
    main()
