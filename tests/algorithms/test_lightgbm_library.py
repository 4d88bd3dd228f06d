"""LightGBM's own state is one for the process: trainings side by side must not meet in it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Each dataset is made with its own number of threads and filled in many calls, between which the
# other training makes and ends its own: with a number of threads that lasted from one call to the
# next, this wrote beside LightGBM's memory within a few rounds, and ended the process.
_SIDE_BY_SIDE = """
import threading

import numpy as np

from forebay.algorithms.lightgbm_booster import LightGBMBooster
from forebay.algorithms.lightgbm_dataset import StreamedDataset
from forebay.algorithms.row_blocks import RowBlock

random = np.random.default_rng(7)
values = random.random((4_000, 6)).astype(np.float32)
values[random.random(values.shape) < 0.9] = 0
label = (random.random(len(values)) < 0.5).astype(float)
grown = set()


class Rows:
    n_rows = len(values)

    def __iter__(self):
        for i in range(0, len(values), 200):
            rows = slice(i, i + 200)
            yield RowBlock(values[rows], label[rows], np.ones(200))


def train(threads):
    params = {
        "objective": "binary", "metric": "binary_logloss", "num_leaves": 15, "seed": 1,
        "deterministic": True, "force_col_wise": True, "verbosity": -1, "num_threads": threads,
    }
    for _ in range(60):
        with StreamedDataset(Rows(), params) as rows:
            rows.set_target(label, None)
            with LightGBMBooster(params, [rows]) as booster:
                for _ in range(3):
                    booster.update()
                grown.add((booster.metric(0), booster.forest(3).leaf_value.tobytes()))


both = [threading.Thread(target=train, args=(threads,)) for threads in (1, 2)]
for thread in both:
    thread.start()
for thread in both:
    thread.join()
print(len(grown))
"""


def test_trainings_with_other_numbers_of_threads_do_not_disturb_each_other(tmp_path: Path) -> None:
    program = tmp_path / "side_by_side.py"
    program.write_text(_SIDE_BY_SIDE)
    done = subprocess.run(
        [sys.executable, program], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
