"""Memory grows with the cells of the matrix in training, and with nothing afterwards."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, Final

import numpy as np

from forebay.kit.bench import PLAIN
from forebay.kit.subject import FEATURES, Asked, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.kit.bench import Bench

_FEW: Final = 500
_MANY: Final = 2_000
_BYTES_OF_A_CELL: Final = 1_000  # copies of a block, its sums; of forests a node in each tree
_BLOCK: Final = 4_096
_BLOCKS: Final = 20


def memory(bench: Bench) -> str:
    """Train and ask with 500 and with 2,000 rows; then score twenty blocks.

    What Python and NumPy hold at most may grow by 1,000 bytes for each cell. A training that holds
    products of rows with rows grows by 5,000. Of the blocks, nothing may be kept.
    """
    cells = (_MANY - _FEW) * len(FEATURES)
    for stage, run in (("training", _train), ("prediction", _ask)):
        run(bench, _FEW, 1)  # what is imported and compiled once is no matter of rows
        grown = (_peak(bench, run, _MANY) - _peak(bench, run, _FEW)) / cells
        if grown > _BYTES_OF_A_CELL:
            return f"{stage} takes {grown:,.0f} bytes more for each cell of data"
    return "" if bench.subject.task == "transform" else _kept(bench)


def _train(bench: Bench, n_rows: int, seed: int) -> None:
    bench.must_train(Asked(rows_of(n_rows), options={"seed": seed}))


def _ask(bench: Bench, n_rows: int, _: int) -> None:
    # Counted, not fetched: what a person does with the rows is another matter.
    query = bench.subject.ask("m", Asked(rows_of(n_rows)))
    bench.session.sql(f"SELECT count(*) FROM ({query})").fetchall()


def _peak(bench: Bench, run: Callable[[Bench, int, int], None], n_rows: int) -> int:
    tracemalloc.start()
    try:
        run(bench, n_rows, 2)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _kept(bench: Bench) -> str:
    bench.plain()
    live = bench.loaded(PLAIN)
    blocks = [
        np.zeros(_BLOCK, np.int64 if column.kind == "category" else np.float64)
        for column in live.features.columns
    ]
    live.scorer.score(blocks)
    tracemalloc.start()
    try:
        for _ in range(_BLOCKS):
            live.scorer.score(blocks)
        held = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    return f"{held:,} bytes are kept of {_BLOCKS} blocks" if held > _BLOCK * 8 else ""
