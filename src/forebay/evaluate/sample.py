"""How many rows there are, of which classes, in which blocks, and how large the numbers get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.typed_rows import typed_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.evaluate.scored_rows import ScoredRows, Scorer


@dataclass(frozen=True, slots=True)
class Sample:
    """What must be known of some rows before their figures are computed.

    Parameters
    ----------
    class_counts, class_weights
        Rows and total weight of each class, in the order of the classes; empty for regression.
        Without weights the two are equal.
    total_weight
        The number of rows without weights.
    largest_weight
        1 without weights.
    weight_spread
        Sum of squared weights over sum of weights, 1 without weights: by how much weights widen a
        variance (Kish's design effect times the mean weight).
    n_blocks
        Distinct blocks; 0 if no row has one.
    n_alone
        Rows without a block.
    largest
        Regression: the largest absolute value among labels and scores; 1 otherwise.
    smallest
        Regression: the smallest value among labels and scores; 0 otherwise.
    smallest_label
        Regression: the smallest absolute label.

    """

    n_rows: int
    class_counts: tuple[int, ...]
    class_weights: tuple[float, ...]
    total_weight: float
    largest_weight: float
    n_blocks: int
    n_alone: int
    weight_spread: float = 1.0
    largest: float = 1.0
    smallest: float = 0.0
    smallest_label: float = 0.0

    @property
    def mass(self) -> float:
        """A bound on the total weight: rows times the largest weight, at least 1."""
        return max(1.0, self.n_rows * max(self.largest_weight, 1e-100))

    @property
    def n_units(self) -> int:
        """The number of independent pieces: blocks, and rows without one."""
        return self.n_blocks + self.n_alone


def take_sample(rows: ScoredRows, scorers: Sequence[Scorer]) -> Sample:
    """Count the rows that have a label and every one of the scores."""
    source = typed_rows(rows, scorers)
    parts = ["count(*)", "max(w)" if rows.weight else "1e0"]
    parts += ["count(DISTINCT block)", "count(block)"] if rows.block else ["0", "0"]
    if rows.task == "regression":
        values = [f"s{k}" for k in range(len(scorers))]
        sizes = ", ".join(f"abs({v})" for v in ["y", *values])
        parts += [
            f"max(greatest({sizes}))",
            f"min(least({', '.join(['y', *values])}))",
            "min(abs(y))",
        ]
    (found,) = rows.workspace.rows(f"SELECT {', '.join(parts)} FROM ({source})")
    n, largest_weight, n_blocks, in_blocks = (float(cast("float", v or 0)) for v in found[:4])
    sizes_found = [float(cast("float", v or 0.0)) for v in found[4:]]
    mass = n * max(largest_weight, 1e-100)
    total, spread = (
        (n, 1.0) if rows.weight is None else _weights(rows, source, mass, largest_weight)
    )
    counts, weights = _classes(rows, source, mass)
    return Sample(
        int(n),
        counts,
        weights,
        total,
        largest_weight,
        int(n_blocks),
        int(n - in_blocks),
        spread,
        *sizes_found,
    )


def _weights(rows: ScoredRows, source: str, mass: float, largest: float) -> tuple[float, float]:
    sums = f"{exact_sum('w', mass)}, {exact_sum('w * w', mass * max(largest, 1e-100))}"
    ((total, squares),) = rows.workspace.rows(f"SELECT {sums} FROM ({source})")
    weight = cast("float", total)
    return weight, cast("float", squares) / weight if weight else 1.0


def _classes(
    rows: ScoredRows, source: str, mass: float
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    if rows.task == "regression":
        return (), ()
    weight = exact_sum("w", mass) if rows.weight else "CAST(count(*) AS DOUBLE)"
    found = rows.workspace.rows(f"SELECT y, count(*), {weight} FROM ({source}) GROUP BY y")
    by_class = {cast("int", y): (cast("int", n), cast("float", w)) for y, n, w in found}
    n_classes = max(2, len(rows.classes))
    pairs = [by_class.get(c, (0, 0.0)) for c in range(n_classes)]
    return tuple(n for n, _ in pairs), tuple(w for _, w in pairs)
