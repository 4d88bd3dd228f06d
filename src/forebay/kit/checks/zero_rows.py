"""No rows are refused by name in training, and are answered with no rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from forebay.kit.bench import PLAIN
from forebay.kit.subject import Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench


def zero_rows(bench: Bench) -> str:
    """Train on nothing; then ask about nothing, in SQL and with an empty block of columns."""
    nothing = Asked("(SELECT * FROM rows WHERE id < 0)")
    if not bench.train(nothing):
        return "a model was trained on no row"
    bench.plain()
    found = bench.answers(nothing, PLAIN)
    if found:
        return f"{len(found)} answers for no row"
    if bench.columns(nothing, PLAIN) != bench.columns(model=PLAIN):
        return "the columns differ where there is no row"
    if bench.subject.task == "transform":
        return ""
    live = bench.loaded(PLAIN)
    kinds = {"number": np.float64, "category": np.int64}
    blocks = [np.empty(0, kinds[column.kind]) for column in live.features.columns]
    shape = live.scorer.score(blocks).shape
    wanted = (0, live.scorer.n_outputs)
    return "" if shape == wanted else f"an empty block is scored as {shape}, not {wanted}"
