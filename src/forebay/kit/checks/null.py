"""NULL is a value like another, in training and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.kit.bench import not_usable
from forebay.kit.subject import FEATURES, N_ROWS, Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

_SOME: Final = """(SELECT * REPLACE (
    CASE WHEN id % 5 > 0 THEN x1 END AS x1, CASE WHEN id % 7 > 0 THEN colour END AS colour
) FROM rows)"""
_ALL: Final = "NULL::DOUBLE AS x1, NULL::DOUBLE AS x2, NULL::DOUBLE AS x3, NULL::VARCHAR AS colour"
_NONE: Final = f"(SELECT * REPLACE ({_ALL}) FROM rows)"


def null(bench: Bench) -> str:
    """Train with NULLs; then rows with some and with nothing else have finite answers."""
    may_be_null = bench.subject.task == "transform"  # STANDARD_SCALER gives NULL for NULL
    bench.must_train(Asked(_SOME, FEATURES))
    for rows in (_SOME, _NONE):
        wrong = not_usable(bench.answers(Asked(rows)), n_rows=N_ROWS, may_be_null=may_be_null)
        if wrong:
            return wrong
    bench.plain()
    wrong = not_usable(bench.answers(Asked(_NONE), "plain"), n_rows=N_ROWS, may_be_null=may_be_null)
    return f"trained without NULLs: {wrong}" if wrong else ""
