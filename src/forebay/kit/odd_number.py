"""What must hold where one row has a number that is not finite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.engine.quote import literal
from forebay.kit.bench import PLAIN, differ, names, not_usable
from forebay.kit.subject import Asked

if TYPE_CHECKING:
    from forebay.kit.bench import Bench

_REFUSALS = frozenset({"not-finite"})


def odd_number(bench: Bench, number: str) -> str:
    """Return what is wrong; nothing if all is well.

    Training with it is refused as ``not-finite``, or gives usable answers for the other rows. Asked
    with it, a row has NULL or a finite answer, and no other row has another one than before.
    """
    odd = f"(SELECT * REPLACE (CASE id WHEN 7 THEN CAST({literal(number)} AS DOUBLE) ELSE x1 END"
    asked = Asked(f"{odd} AS x1) FROM rows)")
    expected = bench.plain()
    problems = bench.train(asked)
    if problems and {problem.name for problem in problems} != _REFUSALS:
        return f"training with {number}: {names(problems)}"
    wrong = ""
    if not problems:
        found = bench.answers()
        wrong = not_usable(found, n_rows=len(expected))
    if wrong:
        return f"trained with {number}: {wrong}"
    found = bench.answers(asked, PLAIN)
    wrong = differ([*found[:7], *found[8:]], [*expected[:7], *expected[8:]])
    if wrong:
        return f"{number} in row 7 changes another row: {wrong}"
    if bench.subject.task == "transform":  # arithmetic on NaN is NaN, as in SQL
        return ""
    return not_usable(found, n_rows=len(expected), may_be_null=True)
