"""A column that is the same in every row changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.kit.bench import differ, not_usable
from forebay.kit.subject import FEATURES, N_ROWS, Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

_CONSTANT: Final = "(SELECT *, 5e0 AS k FROM rows)"
_BUT_FOR_NULL: Final = "(SELECT *, CASE WHEN id % 10 > 0 THEN 5e0 END AS k FROM rows)"


def constant_column(bench: Bench) -> str:
    """Train with a constant beside the features; then with one that is NULL in some rows.

    The answers with the constant are those without it; with the other they are finite, since
    whether a value is missing may tell something.
    """
    features = (*FEATURES, "k")
    if bench.subject.task != "transform":  # a TRANSFORM gives what it says, constants too
        expected = bench.plain()
        bench.must_train(Asked(_CONSTANT, features))
        wrong = differ(bench.answers(Asked(_CONSTANT, features)), expected)
        if wrong:
            return f"a constant changes an answer: {wrong}"
    asked = Asked(_BUT_FOR_NULL, features)
    bench.must_train(asked)
    may_be_null = bench.subject.task == "transform"
    return not_usable(bench.answers(asked), n_rows=N_ROWS, may_be_null=may_be_null)
