"""A label with one value teaches nothing; one row of another value is enough to learn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.kit.bench import names, not_usable
from forebay.kit.subject import N_ROWS, Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

_REFUSALS: Final = frozenset({"one-class", "constant-label"})


def one_class(bench: Bench) -> str:
    """Train on a constant label, which is refused by name; then with one row that differs."""
    label = bench.subject.label
    one, other = ("'no'", "'yes'") if bench.subject.task == "classification" else ("7e0", "8e0")
    constant = Asked(f"(SELECT * REPLACE ({one} AS {label}) FROM rows)")
    problems = bench.train(constant)
    if not problems:
        return "a label with one value was learned"
    if not {problem.name for problem in problems} <= _REFUSALS:
        return f"a label with one value: {names(problems)}"
    rare = f"CASE id WHEN 7 THEN {other} ELSE {one} END"
    bench.must_train(Asked(f"(SELECT * REPLACE ({rare} AS {label}) FROM rows)"))
    return not_usable(bench.answers(), n_rows=N_ROWS)
