"""One row is enough to be asked about, and refused by name, or learned from, in training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.kit.bench import PLAIN, differ, not_usable
from forebay.kit.subject import N_ROWS, Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench


def one_row(bench: Bench) -> str:
    """Train on one row; then ask about rows one by one, and compare with all at once."""
    may_be_null = bench.subject.task == "transform"  # nothing to scale by
    problems = bench.train(Asked("(SELECT * FROM rows WHERE id = 7)"))
    if not problems:
        wrong = not_usable(bench.answers(), n_rows=N_ROWS, may_be_null=may_be_null)
        if wrong:
            return f"trained on one row: {wrong}"
    expected = bench.plain()
    for i in (0, 7):
        found = bench.answers(Asked(f"(SELECT * FROM rows WHERE id = {i})"), PLAIN)
        wrong = differ(found, expected[i : i + 1])
        if wrong:
            return f"row {i} asked alone: {wrong}"
    return ""
